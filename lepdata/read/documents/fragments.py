"""A run of text that names people -> readings: where each begins, and to whom the words between them belong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lepdata.read.documents import trade
from lepdata.read.documents.beside import STANDS_FOR, are_initials_of, describe, without_asides
from lepdata.read.documents.person import Person, person_at, word_at
from lepdata.read.documents.posts import is_seat, kind_of
from lepdata.read.documents.readings import Account, Ignored, Piece, Reading, Unread

_NOT_A_STOP = "".join(rf"(?<!\b{word})" for word in trade.phrases("abbreviations"))
_PUBLIC = r"\s(?=(?:\d+|a|one|two|three|four|five|six|seven|eight|nine|ten) (?:other )?(?:members?|residents?) of)"
_PART = re.compile(
    rf"[\n\t;•●▪·]+|,|(?<=[a-z)]){_NOT_A_STOP}\.(?=\s+[A-Z(0-9])|\.(?=\s*$)|"
    rf"\s(?:and|&)\s|\s[-–—]\s|[–—|]|(?<!\b[Ss]ub)(?<!ubstitute):|\(|\)|{_PUBLIC}"
)
_LEAD = re.compile(rf"[\s\-–—*•.:,]*(?:{trade.either('lead')}\b[\s:,\-–—]*)*", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(?:\(?\d{1,2}[.)]|\([a-z]\)|[a-z]\)|[ivx]+\.|\d{1,2}(?=\s+[A-Z]))\s*")
_SENTENCE = re.compile(rf"\b{trade.either('sentence')}\b")
_PLURAL = re.compile(
    r"\b(?:directors|members|trustees|governors|officers|representatives|councillors)(?: representing)?$", re.IGNORECASE
)
STORY = re.compile(rf"\s+(?:then |also |had |has |have |and \w+ |was |were )?{trade.either('story')}\b")
_SENTENCE_WITHIN = re.compile(r"\b(?:it|that|there|they|he|she)\s+(?:was|were|is|had|has|be)\b|\bRESOLVED\b")
_CAME = re.compile(
    r"\b(?:attend(?:s|ed|ing)?|deputis\w+|substitut\w+|on behalf of|represent(?:ing|ed)|in place of)\b", re.I
)
_SUBSTITUTED = re.compile(rf"^(?:(?:was|were|is|being) )?{trade.either('substituted')}\s+", re.IGNORECASE)
_FILLERS = re.compile(r"^(?:(?:and|the|of|at|from)\s+)+", re.IGNORECASE)


@dataclass
class Run:
    """A section's text on its way to readings."""

    piece: Piece
    section: str
    account: Account
    many: bool = False  # a title in the plural goes on
    title: str = ""  # and which
    in_a_cell: bool = False
    label: tuple[int, int] | None = None  # a post that waits for its person
    stopped: int = -1  # where a story begins that is no list any more
    current: Reading | None = None
    beside: list[tuple[int, int]] = field(default_factory=list)
    brackets: int = 0
    posts_first: bool = False  # each post stands on the line above its person
    tight: int = 0  # people who follow the words of another with nothing between
    posts_below: bool = True  # a post stands on the line below most people

    @property
    def text(self) -> str:
        return self.piece.text


def read_run(piece: Piece, section: str, title: str = "", in_a_cell: bool = False) -> Account:
    """Everybody that a run of text names; what belongs to nobody is unread or, by its kind, ignored.

    A `title` goes for all of them; what stands first in a cell of names is a name, whatever it looks like.
    """
    run = Run(piece, section, Account("run"), many=bool(title), title=title, in_a_cell=in_a_cell)
    run.posts_first, run.posts_below = _where_posts_stand(piece.text)
    at = 0
    for start, end, before in _parts(piece.text):
        if end > at and run.stopped < 0:
            at = max(at, _read_part(run, max(start, at), end, before))
    _close(run)
    people = run.account.readings
    for reading in people if run.tight > 2 and run.tight * 3 >= len(people) else ():
        if reading.post or reading.organisation:
            reading.doubt("the document's columns run together here: the words may be somebody else's")
    if run.stopped >= 0:
        _tell_story(run)
    return run.account


def _tell_story(run: Run) -> None:
    """What follows a list: ignored, but for sentences that say who else came, which a person must look at."""
    at = run.stopped
    for sentence in re.split(r"(?<=[a-z)]\.)(?=\s)", run.text[at:]):
        part = run.piece.cut(at, at + len(sentence))
        at += len(sentence)
        if _CAME.search(sentence) and len(sentence.split()) < 50 and _names_somebody(sentence):
            run.account.unread.append(Unread(part.places(), "a sentence that may say who else came", run.section))
        else:
            run.account.ignored.append(Ignored(part.places(), "story"))


def _names_somebody(sentence: str) -> bool:
    places = (found.start() for found in re.finditer(r"(?<![\w'’])(?=[A-Z])", sentence))
    return any((person := person_at(sentence, place)) and person.sure for place in places)


def _where_posts_stand(text: str) -> tuple[bool, bool]:
    """Whether the lines go post, name, post, name; and whether a post stands below most names."""
    lines = [line.strip() for line in text.split("\n") if line.strip() and not trade.ignored_kind(line)]
    named = [bool((found := person_at(line, 0)) and (found.sure or not kind_of(line))) for line in lines]
    posts = [not name and kind_of(line) == "post" for line, name in zip(lines, named, strict=True)]
    above = sum(post and name for post, name in zip(posts, named[1:], strict=False))
    below = sum(name and post for name, post in zip(named, posts[1:], strict=False))
    first = len(lines) > 3 and posts[0] and above >= 2 and above * 2 >= sum(named) * 1.5
    return first, below * 2 >= sum(named)


def _parts(text: str) -> list[tuple[int, int, str]]:
    """The parts of a text, each with the sign before it."""
    found, at, sign = [], 0, "\n"
    for match in _PART.finditer(text):
        if match.start() > at or match[0] in "()":
            found.append((at, match.start(), sign))
            sign = ""
        sign = (sign if not text[at : match.start()].strip() else "") + match[0]
        at = match.end()
    found.append((at, len(text), sign))
    return found


def _read_part(run: Run, start: int, end: int, before: str) -> int:
    """Read one part; where the next may begin."""
    text = run.text
    run.brackets = max(0, run.brackets + before.count("(") - before.count(")"))
    if "\n" in before or ";" in before or "." in before:
        run.many = run.many and ("\n" not in before or start == 0)
        run.brackets = run.brackets if "(" in before else 0
    if not re.search(r"\w", text[start:end]):
        return end
    if run.current is not None and (run.brackets or _SUBSTITUTED.match(run.text[start:end].lstrip())):
        return _in_brackets(run, start, end)
    return _outside(run, start, end, before)


def _in_brackets(run: Run, start: int, end: int) -> int:
    """What stands in brackets behind a name: another person who came instead, an aside, or what the person does."""
    start += len(run.text[start:end]) - len(run.text[start:end].lstrip())
    words = run.text[start:end]
    lead = _SUBSTITUTED.match(words)
    other = person_at(run.text, start + lead.end()) if lead else None
    if lead and other:
        missing = run.current
        own = _open(run, other, start, "substitutes")
        own.stands_for = missing.name if missing else ""
        return max(other.end, start)
    run.beside.append((start, end))
    return end


def _outside(run: Run, start: int, end: int, before: str) -> int:
    text = run.text
    if "\n" in before and trade.key_of(line := _to_line_end(text, start)) in trade.openers():
        _close(run)
        run.account.ignored.append(Ignored(run.piece.cut(start, start + len(line)).places(), "heading"))
        return start + len(line)
    number = _NUMBER.match(text, start, end) if "\n" in before else None
    lead = _LEAD.match(text, number.end() if number else start, end)
    place = lead.end() if lead else start
    lonely = (start == 0 and (run.in_a_cell or run.many)) or (
        run.many and re.sub(r"[\s().]", "", before) in (",", "and", "&", ",and")
    )
    for beginning in dict.fromkeys((place, number.end() if number else start, start)):
        person = person_at(text, beginning, surname_alone=lonely)
        if (
            person
            and person.end <= _line_end(text, beginning)
            and (lonely or _is_somebody(run, person, start, end, before))
        ):
            if run.account.readings and "." in before and STORY.match(text, person.end):
                run.stopped = start
                return end
            if text[person.end : person.end + 1] == "," and STORY.match(text, person.end + 1):
                return _ignore_sentence(run, start)
            _open(run, person, start, run.section)
            return _after_person(run, person, end)
    if _is_label(run, place, end, before) or _is_line_above(run, place, before):
        return _keep_label(run, start, place, end)
    if found := _post_before_name(run, place, end, "\n" in before or "." in before or ";" in before):
        return found
    return _not_a_person(run, start, end, before)


def _ignore_sentence(run: Run, start: int) -> int:
    """ "The Chair, Mr A Example, welcomed all to the meeting." """
    _close(run)
    stop = re.compile(r"\.(?=\s|$)|\n").search(run.text, start)
    end = stop.end() if stop else len(run.text)
    run.account.ignored.append(Ignored(run.piece.cut(start, end).places(), "story"))
    return end


def _is_label(run: Run, place: int, end: int, before: str) -> bool:
    """Whether a part is the post of the person named behind a dash or a colon: "the Clerk – Adrian Example"."""
    comma = "," if run.current is None or before.strip() == "and" else ""
    cell = r"|\t" if "\n" in before else ""
    sign = re.compile(rf"\s*[–—:({comma}-]\s*{cell}").match(run.text, end)
    words = run.text[place:end].removeprefix("the ").strip()
    most = 3 if sign and "," in sign[0] else 6
    if not sign or not words or kind_of(words) != "post" or len(words.split()) > most:
        return False
    person = person_at(run.text, sign.end())
    if person is None or "(" in sign[0]:
        return person is not None and bool(person.title)
    return person.sure or (":" in sign[0] and not kind_of(person.name))


def _is_line_above(run: Run, place: int, before: str) -> bool:
    """Whether a line that is a post is that of the person on the next line."""
    line = _to_line_end(run.text, place)
    if len(line.split()) > 6 or re.search(r"[(*]", line):
        return False
    if "\n" not in before or kind_of(line) != "post" or (run.posts_below and not run.posts_first):
        return False
    return run.posts_first or bool((found := person_at(run.text, place + len(line) + 1)) and found.sure)


def _keep_label(run: Run, start: int, place: int, end: int) -> int:
    _close(run)
    plural = _PLURAL.search(run.text[place:end].strip()) is not None
    run.many, run.label = False, None if plural else (place, end)
    run.account.ignored.append(Ignored(run.piece.cut(start, end if plural else place).places(), "heading"))
    return end


def _line_end(text: str, at: int) -> int:
    ends = [place for place in (text.find("\n", at), text.find("\t", at)) if place >= 0]
    return min(ends, default=len(text))


def _is_somebody(run: Run, person: Person, start: int, end: int, before: str) -> bool:
    """Whether what looks like a name is one here: two words with capitals may be an employer as well."""
    if person.sure:
        return True
    if kind_of(run.text[person.start : person.end]):
        return False
    if (
        run.current is None
        or "\n" in before
        or ";" in before
        or re.match(r"\s+[-–—(]\s?\w", run.text[person.end : person.end + 6])
    ):
        return True
    if re.sub(r"[\s()]", "", before) in ("-", "–", "—", "|", ":"):
        return False
    if "\t" in before:
        return not run.beside and _names_go_across(run)
    return person.end == end and (_others_on_line(run, start) > 1 or _is_plain(run))


def _is_plain(run: Run) -> bool:
    """Whether nobody of a list has anything beside the name so far: then a comma parts people."""
    told = run.beside or any(reading.beside for reading in run.account.readings)
    return not told and (run.section == "apologies" or len(run.account.readings) > 2)


def _others_on_line(run: Run, at: int) -> int:
    """How many people parted by commas stand on the line of a place: with several, a comma parts people."""
    first = run.text.rfind("\n", 0, at) + 1
    line = _to_line_end(run.text, first)
    parts = re.split(r",|\sand\s", line)
    return sum(bool((found := person_at(part, 0)) and found.sure) for part in parts)


def _names_go_across(run: Run) -> bool:
    """Whether earlier names of this run stood beside each other in cells: a grid of names, not a table."""
    return any(reading.how == "cell" for reading in run.account.readings)


def _after_person(run: Run, person: Person, end: int) -> int:
    """What follows a name with no sign between: initials, a post, an organisation, or the next person."""
    text, at = run.text, person.end
    if person.many:
        run.many, run.title = True, person.title
    rest = text[at:end]
    if not rest.strip():
        return max(end, at)
    word = re.match(r"\s*([A-Z][A-Za-z]{1,3})(?=\s|$)", rest)
    if word and are_initials_of(word[1], person.name):
        _take(run, person.end, person.end + word.end())
        at += word.end()
    begins = at + len(text[at:end]) - len(text[at:end].lstrip())
    if _SUBSTITUTED.match(text[begins:end]):
        return _in_brackets(run, begins, end)
    for inside in re.finditer(r"(?<=\s)(?=[A-Z])", text[at:end]):
        place = at + inside.start()
        other = person_at(text, place)
        if other and _SENTENCE_WITHIN.search(text, at, place):
            run.stopped = at
            return end
        if other and (other.sure or _has_initials(text, other, end)) and _is_the_next(text, person, other, at, end):
            if text[at:place].strip():
                run.beside.append((at, place))
                run.tight += 1
            _open(run, other, place, run.section)
            return _after_person(run, other, end)
        if other and other.sure and run.current and re.search(r"\b(?:of|at|to)\s+$", text[at:place]):
            run.current.doubt(f"“{other.name}” in the words beside the name may be somebody else")
    if text[at:end].strip():
        run.beside.append((at, end))
    return end


def _has_initials(text: str, person: Person, end: int) -> bool:
    after = word_at(text, person.end)
    return after is not None and after.end <= end and are_initials_of(after.text, person.name)


def _is_the_next(text: str, person: Person, other: Person, at: int, end: int) -> bool:
    """Whether a name inside the words behind another is the next person, and no part of an employer's name."""
    if _inside_a_body(text, at, other.start):
        return False
    if other.title or person.crowded or other.start == at + 1:
        return True
    after = word_at(text, other.end)
    if after is None or after.start >= end:
        return bool(kind_of(text[at : other.start]))
    if are_initials_of(after.text, other.name):
        return True
    follows = (after.key in trade.organisation_words() and not after.text.isupper()) or after.text[0].islower()
    between = text[at : other.start].strip()
    return not follows and (is_seat(between) or bool(kind_of(between)))


def _inside_a_body(text: str, at: int, place: int) -> bool:
    return re.search(r"\b(?:of|for|to|at|the|St|accompanying|representing|with)\s+$", text[at:place]) is not None


def _post_before_name(run: Run, place: int, end: int, own_line: bool) -> int:
    """ "Chairman Cllr A Example", "the Clerk, Mrs Example", "Footpath Warden Mr C Example"; 0 where there is none."""
    text = run.text
    for inside in re.finditer(r"(?<=\s)(?=[A-Z])|(?<=[:–-])\s*(?=[A-Z])", text[place:end]):
        at = place + inside.end()
        before = text[place : place + inside.start()].strip(" :-–")
        person = person_at(text, at)
        if _SENTENCE.search(before) or STORY.match(" " + before) or len(before.split()) > 12:
            break
        if (
            person
            and person.sure
            and before
            and (kind_of(before) or person.title or (run.tight and run.current is not None and not own_line))
            and (run.current is None or not _inside_a_body(text, place, at))
        ):
            belongs_to_last = run.current is not None and not own_line and (not run.beside or kind_of(before) != "post")
            run.tight += run.current is not None and not own_line
            if belongs_to_last:
                run.beside.append((place, at))
            elif not kind_of(before):
                break
            if not belongs_to_last:
                run.many = False
            _open(run, person, at, run.section)
            if not belongs_to_last and not _PLURAL.search(before):
                run.beside.append((place, place + inside.start()))
            elif not belongs_to_last:
                run.account.ignored.append(Ignored(run.piece.cut(place, at).places(), "heading"))
            return _after_person(run, person, end)
    return 0


def _not_a_person(run: Run, start: int, end: int, before: str) -> int:
    """Words that begin with nobody: what the person before does, what names nobody, or what nobody understood."""
    words = run.text[start:end]
    own_line = "\n" in before or "." in before or ";" in before
    title = trade.titles().get(trade.key_of(words))
    if title and (title.many or (own_line and not title.post)):
        run.many, run.title = title.many, title.title
        run.account.ignored.append(Ignored(run.piece.cut(start, end).places(), "title"))
        return end
    words = words.strip()
    lead = _LEAD.match(words)
    if lead and lead.end() == len(words):
        run.account.ignored.append(Ignored(run.piece.cut(start, end).places(), "joining words"))
        return end
    line = _to_line_end(run.text, start)
    if own_line and (kind := trade.ignored_kind(line)):
        run.account.ignored.append(Ignored(run.piece.cut(start, start + len(line)).places(), kind))
        return start + len(line)
    if kind := trade.ignored_kind(words):
        run.account.ignored.append(Ignored(run.piece.cut(start, end).places(), kind))
        return end
    if run.current is not None and (
        not own_line or (kind_of(words) and "." not in before and not _SENTENCE.search(words))
    ):
        run.beside.append((start, end))
        return end
    if "." in before and run.account.readings and _SENTENCE.search(line):
        run.stopped = start
        return end
    reason = "a sentence that begins with nobody" if _SENTENCE.search(words) else "no name was found in it"
    run.account.unread.append(Unread(run.piece.cut(start, end).places(), reason, run.section))
    return end


def _to_line_end(text: str, at: int) -> str:
    return text[at : text.find("\n", at) if "\n" in text[at:] else len(text)]


def _take(run: Run, start: int, end: int) -> None:
    if run.current is not None:
        run.current.places |= run.piece.cut(start, end).places()


def _open(run: Run, person: Person, start: int, section: str) -> Reading:
    _close(run)
    reading = Reading(section, person.name, person.title, person.letters, person.post, sure=person.sure, how="run")
    reading.places |= run.piece.cut(start, person.end).places()
    if not person.title and run.many and run.title:
        reading.title, reading.sure = run.title, True
    if person.crowded:
        reading.doubt("two names stand together with nothing between them")
    run.current = reading
    if run.label:
        run.beside.append(run.label)
        run.label = None
    run.account.readings.append(reading)
    return reading


def _close(run: Run) -> None:
    """Give the person at hand the words beside the name, and take them apart."""
    reading, run.current = run.current, None
    spans, run.beside = run.beside, []
    if reading is None or not spans:
        return
    kept: list[str] = []
    for start, end in _with_ampersands(run.text, spans):
        words = " ".join(run.text[start:end].split()).strip(" ,.;:-–—")
        reading.places |= run.piece.cut(start, end).places()
        if lead := STANDS_FOR.match(words):
            other = person_at(words, lead.end())
            if other and other.sure:
                reading.stands_for, reading.section = other.name, "substitutes"
                continue
        words = "" if (lead := _LEAD.match(words)) and lead.end() == len(words) else without_asides(words, reading)
        if words:
            kept.append(_sign_before(run.text, start) + words)
    if sum("\n" in run.text[max(0, start - 3) : start] for start, _ in spans) > 1:
        reading.doubt("several lines of posts stand below one name: they may be other people's")
    describe(reading, _FILLERS.sub("", "".join(kept).strip(" ,–-:&")))


def _with_ampersands(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, those on either side of "&" as one: "Bell & Sons"."""
    out = spans[:1]
    for start, end in spans[1:]:
        if text[out[-1][1] : start].strip() == "&":
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _sign_before(text: str, at: int) -> str:
    before = text[max(0, at - 3) : at]
    for sign, kept in (
        ("–", " – "),
        ("—", " – "),
        (" - ", " – "),
        (":", ", "),
        ("\t", ", "),
        ("\n", ", "),
        ("(", ", "),
        (")", " "),
    ):
        if sign in before:
            return kept
    return " and " if re.search(r"\sand\s$", text[max(0, at - 5) : at]) else " & " if before.endswith("& ") else ", "
