"""A run of text that names people -> readings: where each begins, and to whom the words between them belong."""

import re
import sys
from dataclasses import dataclass, field
from functools import lru_cache

from lepdata.read.documents import trade
from lepdata.read.documents.person import Mention, begins_with_person, people_in, person_at
from lepdata.read.documents.posts import are_initials_of, describe, kind_of
from lepdata.read.documents.readings import Account, Piece, Reading
from lepdata.read.documents.trade import cue
from lepdata.read.words import read_role

SENTENCE_ENDS, _PART = cue("end of a sentence"), cue("sign between parts")
_LEAD = re.compile(rf"[\s\-–—*•.:,]*(?:{trade.either('lead')}\b[\s:,\-–—]*)*", re.IGNORECASE)
_LABELLED = re.compile(rf"(?:^|[\n;]){cue('entry').pattern}")
_JOINED = re.compile(r"\s*(?:,|(?P<last>,?\s(?:and|&)\s))\s*")
_APART = re.compile("^[^ ]*(?:nnn(?:o*po*p|oo)|ppnn)|nnno*po*po*p|pppnn")  # names from posts, by lines or by cells
_GREAT = re.compile(r"(?<=\s)(?=[A-Z])")
_NEAR = 60  # letters
_LONGEST = 10_000  # letters of a list on one line
_MANY = 6  # words parted by commas, to be surnames
_MOST = 0.6  # of the names of a list whose names are marked


@dataclass
class Run:
    """A section's text on its way to readings."""

    piece: Piece
    section: str
    account: Account
    title: str = ""  # of everybody, or of all behind a title in the plural
    many: bool = False
    office: str = ""  # of everybody behind "Trustees"
    here: str = ""  # the section of those named in this line
    body: tuple[int, int] | None = None  # of everybody in this line
    in_a_cell: bool = False
    label: tuple[int, int] | None = None  # a post that waits for its person
    stopped: int = -1  # where a story begins that is no list any more
    current: Reading | None = None
    beside: list[tuple[int, int]] = field(default_factory=list)
    brackets: int = 0
    outside: Reading | None = None  # of the brackets in which another is named, who came instead
    labelled: bool = False  # each entry goes label, sign, name: "Treasurer – A Example"
    tight: int = 0  # people who follow the words of another with nothing between
    posts_above: bool = False  # more posts stand on the line above a name than below one
    coded: bool = False  # the code of the person at hand was the last that was read: the next may follow
    marked: str = ""  # how the names of a list are marked: by their initials or a surname in capitals
    together: list[Reading] = field(default_factory=list)  # who are parted by commas and "and" alone
    ended: tuple[int, bool] = (0, False)  # where the last name ends, and whether it is the last of those together

    @property
    def text(self) -> str:
        return self.piece.text

    @property
    def leads(self) -> bool:
        """Whether the words of the person at hand stand before the name: those of the next may, too."""
        if self.current is None or not self.beside:
            return False
        return self.piece.at[self.beside[0][0]] < min(self.current.places)

    def ignore(self, start: int, end: int, kind: str) -> int:
        self.account.ignore(self.piece.cut(start, end), kind)
        return end

    def keep(self, start: int, end: int) -> int:
        """Words of the person at hand."""
        self.beside.append((start, end))
        return end


def read_run(piece: Piece, section: str, title: str = "", in_a_cell: bool = False) -> Account:
    """Everybody that a run of text names; a `title` goes for all, and what stands first in a cell of names is one."""
    piece = piece._replace(text=piece.text.translate({91: "(", 93: ")"}))  # square brackets say what round ones do
    lines = [line.strip() for line in piece.text.split("\n") if line.strip()]
    if sum(map(bool, map(cue("hyphen before a body").search, lines))) > max(2, _MOST * len(lines)):
        piece = piece._replace(text=cue("hyphen before a body").sub("–", piece.text))  # "Ada Bell-Exby Council"
    run = Run(piece, section, Account("run"), title, many=bool(title), here=section, in_a_cell=in_a_cell)
    cells = [part for start, end, _ in _parts(piece.text) if (part := piece.text[start:end].strip())]
    told = (("n" if person_at(one) else kind_of(one)[:1] or "-" for one in each) for each in (lines, cells))
    shape, of_cells = map("".join, told)  # "npn": a post between
    run.posts_above = shape.count("pn") > shape.count("np") and not shape.endswith(("p", "o"))
    run.labelled = len(labelled(piece.text, commas=True)) > 2
    ends = None if len(lines) == 1 else 1  # all of a text that runs on, else who begins a line
    marks = [mark_of(line, one) for line in lines for one in people_in(line, 0, ends or len(line))]
    most = max(2, _MOST * len(marks))
    run.marked = next((mark for mark in ("initials", "capitals", "dash") if marks.count(mark) > most), "")
    at, over = 0, _list_ends(piece.text) if len(lines) == 1 else sys.maxsize
    for start, end, before in _parts(piece.text[:over]):
        if run.stopped < 0:
            at = max(at, _read_part(run, max(start, at), end, before) if end > at else at)
    _close(run)
    if run.stopped < 0 and piece.text[over:].strip():
        run.stopped = over
    between = shape[:1] == shape[-1:] == "n" and shape.count("pn") == shape.count("np") > 1
    for reading in run.account.readings if between or _APART.search(f"{shape} {of_cells}") else ():
        reading.doubt("posts stand apart from the names, and nothing says whose each is")
    for reading in run.account.readings if run.tight > 2 else ():
        if reading.post or reading.organisation:
            reading.doubt("the document's columns run together here: the words may be somebody else's")
    if run.stopped >= 0:
        run.ignore(run.stopped, len(run.text), "story")
    return run.account


def _list_ends(text: str) -> int:
    """Where the agenda follows a list on one line: "A Example (Clerk) 1. Welcome", "Declarations of interest"."""
    text = text[:_LONGEST]
    first = next((person.end for person in people_in(text)), len(text))
    ends: list[int] = []
    for item in cue("item inside").finditer(text, first):
        person = person_at(text, item.end())
        if person and person.sure and not cue("story").match(text, person.end):
            return sys.maxsize  # the people are numbered
        if kind_of(" ".join(text[item.end() :].split(maxsplit=2)[:2])) != "post":
            ends.append(item.start())
    for place in _GREAT.finditer(text, first):
        head = trade.CLOSER.match(text[place.start() :][:_NEAR])
        if head and 1 < len(head[0].split()) < 5 and not cue("sentence").search(head[0]):
            ends.append(place.start())
    return min(ends, default=sys.maxsize)


def is_coded(text: str, person: Mention) -> bool:
    """Whether the initials of somebody stand behind the name: "Ada Example (AE)"."""
    code = cue("code").match(text, person.end)
    return code is not None and are_initials_of(code[1], person.name)


def mark_of(text: str, person: Mention) -> str:
    """What marks a name in a list where every name is marked: "Ada Example (AE)", "Ada EXAMPLE"."""
    words = person.name.split()
    if is_coded(text, person):
        return "initials"
    if words[-1].upper() == words[-1] != words[-1][0] and not words[0].isupper():
        return "capitals"
    return "dash" * bool(cue("dash before words").match(text, person.end))


def _is_known(run: Run, person: Mention) -> bool:
    """Whether something says that a name is one: its own words, or the mark of the names of its list."""
    marked = run.marked != "" and mark_of(run.text, person) == run.marked
    return person.sure or (marked and not any(people_in(run.text, person.start + 1, person.end)))


def labelled(text: str, commas: bool = False) -> list[re.Match[str]]:
    """The labels of a text behind which somebody stands: "Treasurer: A Example; Badminton: B Example"."""
    every = _LABELLED.finditer(text) if cue("sign of a label").search(text) else ()
    found = [one for one in every if _is_label_of_entry(one) and (commas or text[one.end(1)] != ",")]
    posts = [one for one in found if kind_of(one[1]) == "post" and person_at(text, one.end())]  # of somebody unknown
    return [one for one in found if begins_with_person(text, one.end()) or (one in posts and len(posts) > 2)]


def _is_label_of_entry(found: re.Match[str]) -> bool:
    """Whether a label is one; before a comma only the post of whoever stands alone behind it: "Provost, Dr A Bell"."""
    told = found.string[found.end(1)] != "," or kind_of(found[1]) == "post"
    return told and not (begins_with_person(found[1]) or cue("mover").match(found[1]))


def _parts(text: str) -> list[tuple[int, int, str]]:
    """The parts of a text, each with the sign before it."""
    found, at, sign = [], 0, "\n"
    for match in _PART.finditer(text):
        if "/" in match[0] and not begins_with_person(text, match.end()):
            continue
        if match.start() > at:
            found.append((at, match.start(), sign))
            sign = ""
        sign = (sign if not text[at : match.start()].strip() else "") + match[0]
        at = match.end()
    found.append((at, len(text), sign))
    return found


def _read_part(run: Run, start: int, end: int, before: str) -> int:
    """Read one part; where the next may begin."""
    line = run.text[start:].partition("\n")[0]
    if cue("own line").search(before) and (kind := trade.ignored_kind(line) or "heading" * bool(one_of(line))):
        _, *rest = cue("parts people").split(line, maxsplit=1)  # "1 elector and the clerk, Mr A Example"
        if not any(people_in(line if kind == "vacancy" else "".join(rest))):
            _close(run)
            return run.ignore(start, start + len(line), kind)
    somebody = person_at(run.text, start) if run.brackets and "," in before and ")" in before else None
    if somebody and somebody.sure and cue("bracket").match(run.text, somebody.end):
        run.brackets = 0  # one too many was opened: "(Exby (North), Ada Example (Clerk)"
    # a bracket that opens before anybody holds people: "In addition members (A Example, B Sample)"
    run.brackets = max(0, run.brackets + before.count("(") * (run.current is not None) - before.count(")"))
    if cue("own line").search(before):
        run.many, run.brackets = run.many and "\n" not in before, 0
    if run.outside and not run.brackets:  # behind them the words are of the first again
        _close(run)
        run.current, run.outside = run.outside, None
    if "\n" in before or ";" in before:
        run.office = run.office * run.many
        run.here, run.body = run.section, run.body if ";" in before and ":" not in line else None
        if run.labelled and (behind := _entry(run, start)):
            return behind
    if _leads_in_brackets(run.text, start, end):
        _close(run)
        run.label, run.brackets = (start, end), 0
        return end
    if run.current is not None and (run.brackets or cue("came for").match(run.text[start:end].lstrip())):
        return _in_brackets(run, run.outside or run.current, start, end)
    return _outside(run, start, end, before)


def _leads_in_brackets(text: str, start: int, end: int) -> bool:
    """Whether a post in brackets is that of the person behind them: "Ada Example (Chair), (Treasurer) Ben Carr"."""
    apart = cue("bracket apart").search(f"\n{text[:start]}"[-9:]) and text[end : end + 1] == ")"
    post = apart and kind_of(text[start:end]) == "post" and not cue("several people").search(text[start:end])
    return bool(post) and begins_with_person(text, end + 1)


def _entry(run: Run, start: int) -> int:
    """Read the label of a line and the person behind it, "Exshire Council: A Example"; 0 where there is none."""
    entry = cue("entry").match(run.text, start)
    if not entry or cue("several people").search(entry[1]) or not _is_label_of_entry(entry):
        return 0
    place = _behind_lead(run, entry.end(), len(run.text))
    person = person_at(run.text, place)
    if person is None:
        return 0
    _close(run)
    post = kind_of(entry[1]) == "post"
    run.many, run.label, run.body = False, entry.span(1) if post else None, None if post else entry.span(1)
    run.ignore(entry.end(1), place, "heading")
    _open(run, person, place, run.here)
    sign = _PART.search(run.text, person.end)
    return _after_person(run, person, sign.start() if sign else len(run.text))


def _behind_lead(run: Run, start: int, end: int) -> int:
    """Where the words end that say nothing of a person, but that "Apologies from" is said of this one."""
    told = run.here == "apologies" and not begins_with_person(run.text, start)
    said = cue("apologies from").match(run.text, start, end) if told else None
    lead = _LEAD.match(run.text, said.end() if said else start, end)
    if lead and run.section == "present" and "apolog" in lead[0].casefold():
        run.here = "apologies"
    return lead.end() if lead else start


def _in_brackets(run: Run, current: Reading, start: int, end: int) -> int:
    """What stands in brackets behind a name: another person who came instead, an aside, or what the person does."""
    start += len(run.text[start:end]) - len(run.text[start:end].lstrip())
    lead = cue("came for").match(run.text, start, end)
    other = person_at(run.text, lead.end() if lead else start)
    if other and (lead or (other.sure and cue("came").search(run.text[other.end :].partition(")")[0]))):
        _open(run, other, start, "substitutes").stands_for = current.name
        run.outside = current if run.brackets else None
        came = cue("came").fullmatch(run.text[other.end : end].strip())
        return run.ignore(other.end, end, "joining words") if came else other.end
    run.coded = are_initials_of(run.text[start:end].strip(), current.name)
    return run.ignore(start, end, "joining words") if run.coded else run.keep(start, end)


def _outside(run: Run, start: int, end: int, before: str) -> int:
    text = run.text
    number = cue("number of an entry").match(text, start, end)
    place = _behind_lead(run, number.end() if number else start, end)
    if collective := cue("people by office").match(text, place):
        run.many, run.title, run.office = True, "", collective[1]
        place = run.ignore(place, collective.end(), "heading")
    joined = run.many and re.sub(r"[\s().]", "", before) in (",", "and", "&", ",and")
    told = run.beside or run.section == "members" or any(reading.beside for reading in run.account.readings)
    alone = re.sub(r"\s[A-Z]\.?$", "", text[place:end].strip()).casefold()
    coded = "\n" in before and cue("coded name").match(text, place)
    first_name = bool(coded) or (not told and alone in trade.GIVEN_NAMES)
    if not first_name and " " not in alone:
        first_name = of_first_names(text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0])
    whole = person_at(text, place, surname_alone=True) if run.in_a_cell else None
    a_cell = whole and (" " not in alone or not text[whole.end : end].strip())  # no "Exby Parish Council"
    lonely = joined or bool(collective) or first_name or (start == 0 and bool(a_cell or run.many))
    if pair := pair_at(text, place):
        _open(run, pair[0], place, run.here).doubt("the surname is that of the person named behind")
        run.ignore(pair[0].end, pair[1].start, "joining words")
        _open(run, pair[1], pair[1].start, run.here)
        return _after_person(run, pair[1], end)
    label = _is_label(run, place, end, before)
    first = label and not begins_with_person(text, place)
    for beginning in () if first else dict.fromkeys((place, start)):
        person = person_at(text, beginning, surname_alone=lonely)
        if person is None or not (lonely or _is_somebody(run, person, start, end, before)):
            continue
        if "." in before and cue("story").match(text, person.end):
            run.stopped = start
            return end
        _open(run, person, start, run.here)
        return _after_person(run, person, end)
    line, below = (*text[place:].split("\n", 2), "")[:2]
    own = "\n" in before and kind_of(line) == "post" and len(line.split()) <= 6 and not re.search(r"[(*]", line)
    if label or (own and run.posts_above and person_at(below)):  # a post on a line of its own, above its person
        _close(run)
        plural = cue("several people").search(text[place:end].strip()) or trade.section_of(text[place:end])
        run.many, run.label = False, None if plural else (place, end)
        each = one_of(text[place:end]) if plural else ""
        run.office = each if read_role(each).endswith("chair") else ""  # "Co-Chairs: A Example and B Sample"
        run.ignore(start, end if plural else place, "heading")
        return end
    if _heads_those_behind(run, place, end):
        return end
    return _post_before_name(run, place, end, before) or _not_a_person(run, start, end, before)


def one_of(line: str) -> str:
    """What each of those below a heading is, "Parent Governor" of "Parent Governors"; "" where it does not say so."""
    found = cue("heading of several").fullmatch(line.strip())
    held = found and trade.POSTS.get(trade.folded(found[1].split()[-1])) in ("office", "job")
    return f"{found[1]}{found['behind'] or ''}" if found and held and not begins_with_person(line) else ""


def pair_at(text: str, at: int) -> tuple[Mention, Mention] | None:
    """ "Pam & Paul Example", "Mr and Mrs Example": two people with one surname."""
    pair = cue("couple").match(text, at)
    partner = person_at(text, pair.end()) if pair else None
    if not pair or not partner:
        return None
    own, surname = partner._replace(start=at, end=pair.end(1), letters=""), partner.name.split()[-1]
    if partner.title and pair[1].casefold() in trade.TITLES:
        return own._replace(title=pair[1], name=surname), partner
    both = own._replace(name=f"{pair[1]} {surname}"), partner
    return both if pair[1].casefold() in trade.GIVEN_NAMES else None


def _is_label(run: Run, place: int, end: int, before: str) -> bool:
    """Whether a part is the post of the person named behind a dash or a colon: "the Clerk – Adrian Example"."""
    comma = "," if run.current is None or run.leads or "\n" in before else ""
    cell = r"|\t" if "\n" in before else ""
    sign = re.compile(rf"\s*[–—:({comma}-]\s*{cell}").match(run.text, end)
    words = re.sub("^[Tt]he ", "", run.text[place:end]).strip()
    known = kind_of(words) == "post" or run.labelled
    few = sign is not None and len(words.split()) <= (4 if "," in sign[0] else 6)
    named = any(one.end <= end for one in people_in(run.text, place, end))
    return sign is not None and known and few and not named and begins_with_person(run.text, sign.end())


def _is_somebody(run: Run, person: Mention, start: int, end: int, before: str) -> bool:
    """Whether what looks like a name is one here: two words with capitals may be an employer as well."""
    alone = "\n" in before or ";" in before or (before.strip() == "and" and not run.beside)
    a_post = cue("dash").search(before) and not person.title and kind_of(run.text[start:end]) == "post"
    if run.current and (a_post or (person.a_body and not alone)):
        return False  # "Ada Example - Kit Manager", "Ada Example (Chair) John Lewis Partnership"
    behind = run.text[person.end : end + 1].strip()
    coded = are_initials_of(behind.rstrip(","), person.name) or (run.coded and ")" in before and behind in (",", "("))
    another = run.coded and ")" in before and "and" not in before and behind == "("
    theirs = not person.sure or (another and not person.title)
    if run.marked in ("initials", "capitals") and theirs and mark_of(run.text, person) != run.marked:
        return False  # "Valeo Snack Foods" below "Ada Example (AE)", "Ada Example (AE), Ben Works (Chair)"
    if ")" in before and begins_with_person(run.text, person.end):
        return True  # "Ada Example (Chair) Xen Zhaq Ben Carr"
    begins = max(run.text.rfind("\n", 0, start) + 1, run.body[1] if run.body else 0)
    line = run.text[begins:].partition("\n")[0]  # with several, a comma parts people
    rest = run.text[person.end :].partition("\n")[0]
    told = cue("apart behind a name").match(run.text, person.end) and not ("," in before and people_in_list(line) < 2)
    if _is_known(run, person) or alone or coded or told:
        return True
    over = cue("last of a list").search(run.text[:start]) and people_in_list(rest) < 2  # "A and B, Exbridge Ltd"
    return person.end == end and people_in_list(line) > 1 and not over


def begins_somebody(text: str) -> bool:
    return begins_with_person(text, len(text) - len(text.lstrip(" •*-–")))


def people_in_list(text: str) -> int:
    """How many parts of a text parted by signs or "and" begin with somebody."""
    return sum(map(begins_somebody, cue("parts people").split(text)))


@lru_cache(maxsize=64)  # asked of each part of a line
def of_first_names(text: str) -> bool:
    """Whether a line names people by one name each, first names or many surnames: "Roy, Carol and Syd"."""
    parts = [part.strip(" .") for part in cue("parts people").split(text)]
    known = sum(trade.key_of(part) in trade.GIVEN_NAMES for part in parts)
    surnames = len(parts) > _MANY and all(part[:1].isupper() and kind_of(part) != "organisation" for part in parts)
    return ((known > 2 and known * 2 > len(parts)) or surnames) and all(len(part.split()) < 2 for part in parts)


def _after_person(run: Run, person: Mention, end: int) -> int:
    """What follows a name with no sign between: initials, a post, an organisation, or the next person."""
    text, at = run.text, person.end
    if person.many:
        run.many, run.title = True, person.title
    word = re.match(r"\s*([A-Z][A-Za-z]{1,3})(?=\s|$)", text[at:end])
    if word and are_initials_of(word[1], person.name):
        run.keep(at, at := at + word.end())
    if run.current and cue("came for").match(text[at:end].lstrip()):
        return _in_brackets(run, run.current, at, end)
    ampersand = cue("ampersand").match(text, at, end) if run.many else None
    if ampersand and (other := person_at(text, ampersand.end(), surname_alone=True)):  # "Cllrs Smith & Jones"
        run.ignore(at, other.start, "joining words")
        _open(run, other, other.start, run.here)
        return _after_person(run, other, end)
    passed = at  # names that are part of the words of this one
    for inside in _GREAT.finditer(text[at:end]):
        place = at + inside.start()
        other = person_at(text, place)
        if other is None or place < passed:
            continue
        if cue("new sentence").search(text, at, place):
            run.stopped = at
            return end
        # a name inside the words behind another may be part of an employer's
        if _is_known(run, other) and not other.a_body and not cue("inside a body").search(text, at, other.start):
            if text[at:place].strip():
                run.tight += 1
                run.keep(at, place)
            _open(run, other, place, run.here)
            return _after_person(run, other, end)
        passed = other.end if other.title else passed
    if not _heads_those_behind(run, at, end) and text[at:end].strip():
        run.keep(at, end)
    return max(at, end)


def _heads_those_behind(run: Run, start: int, end: int) -> bool:
    """Whether words are the body of the people behind a colon, "Exbridge Council: Cllr A Example", whose it is then."""
    words = run.text[start:end].strip()
    heads = run.text[end : end + 1] == ":" and " " in words and kind_of(words) == "organisation"
    if heads := heads and begins_with_person(run.text, end + 1):
        _close(run)
        run.body = (end - len(words), end)
    return heads


def _post_before_name(run: Run, place: int, end: int, before: str) -> int:
    """ "Chairman Cllr A Example", "the Clerk, Mrs Example", "Footpath Warden Mr C Example"; 0 where there is none."""
    text = run.text
    goes_on = run.current is not None and not (cue("own line").search(before) or text[:place].endswith("from "))
    passed = place  # somebody who is named to say what the person at hand does
    for inside in re.finditer(r"(?<=\s)(?=[A-Z])|(?<=[:–-])\s*(?=[A-Z])", text[place:end]):
        at = place + inside.end()
        words = text[place : place + inside.start()].strip(" :-–")
        person = person_at(text, at)
        if cue("sentence").search(words):
            break
        theirs = person and goes_on and (person.title or person.a_body or (person.sure and kind_of(words) == "post"))
        if person and theirs and cue("inside a body").search(f"{words} "):
            passed = person.end  # "officer accompanying Cllr A Example", "Leader of Milton Keynes Council"
        if at < passed or person is None or not _is_known(run, person) or (words and cue("council").match(text, at)):
            continue
        if not (kind_of(words) or person.title or run.tight):
            continue
        run.tight += goes_on
        if goes_on:
            if run.leads or (cue("code").fullmatch(f" ({words})") and person.title):
                run.label = (place, at)
            else:
                run.keep(place, at)
            two = [*run.account.readings[-1:], _open(run, person, at, run.here)]
            for one in two if kind_of(words) == "post" and (not person.title or before.strip(" ")) else ():
                one.doubt(f"“{words}” stands between two names, and may be the other's")
        elif kind_of(words) or (person.title and words.istitle()):
            run.many = False
            _open(run, person, at, run.here)
            if trade.key_of(words) not in trade.TITLES:  # "Councillors Cllr A Example"
                run.keep(place, place + inside.start())
        else:
            break
        return _after_person(run, person, end)
    return 0


def _not_a_person(run: Run, start: int, end: int, before: str) -> int:
    """Words that begin with nobody: what the person before does, what names nobody, or what nobody understood."""
    words, own_line = run.text[start:end].strip(), cue("own line").search(before) is not None
    if _LEAD.fullmatch(words) or (own_line and cue("several people").match(words)):
        return run.ignore(start, end, "joining words")
    of_a_seat = own_line or run.current is None or ("," in before and "vacan" in words.casefold())
    if (kind := trade.ignored_kind(words)) and (kind != "vacancy" or of_a_seat):
        return run.ignore(start, end, kind)
    if cue("unnamed").fullmatch(words) and kind_of(words[4:]) == "post":
        run.account.not_read(run.piece.cut(start, end), "a post without a name", run.section)
        return end
    line = run.text[start:].partition("\n")[0] if own_line else words  # "Chair - In his absence A Bell was elected"
    sentence = cue("sentence").search(line) is not None
    told = kind_of(words) or (run.marked and not run.beside)
    told = told and not (own_line and run.labelled and run.leads)  # a heading: "Vice-Chair: A Example" above it
    if run.current is not None and (not own_line or (told and "." not in before and not sentence)):
        return run.keep(start, end)
    if "." in before and cue("sentence").search(run.text[start:].partition("\n")[0]):
        run.stopped = start
        return end
    reason = "a sentence that begins with nobody" if sentence else "no name was found in it"
    _close(run)
    run.account.not_read(run.piece.cut(start, end), reason, run.here)
    return end


def _open(run: Run, person: Mention, start: int, section: str) -> Reading:
    _close(run)
    reading = Reading(section, person.name, person.title, person.letters, person.post, sure=person.sure)
    reading.places |= run.piece.cut(start, person.end).places()
    if person.title.startswith("the late"):
        reading.title, reading.status = person.title.removeprefix("the late").strip(), "former"
    joined = _JOINED.fullmatch(run.text, run.ended[0], person.start)
    run.together = [*(run.together if joined and not run.ended[1] else ()), reading]
    run.ended = person.end, bool(joined and joined["last"])
    if run.many and not (person.title or person.post):
        reading.title, reading.sure = run.title, True
    reading.post = reading.post or run.office
    if person.crowded:
        reading.doubt("two names stand together with nothing between them")
    run.current, run.coded = reading, False
    if run.body:
        reading.organisation = run.text[slice(*run.body)].strip(" ,–-")
        reading.places |= run.piece.cut(*run.body).places()
    if run.label:
        run.keep(*run.label)
        run.label = None
    run.account.readings.append(reading)
    return reading


def _close(run: Run) -> None:
    """Give the person at hand the words beside the name, and take them apart."""
    reading, run.current = run.current, None
    spans, run.beside = run.beside, []
    if reading is None or not spans:
        return
    kept = ""
    if len(spans) == 1 and trade.office_of(only := run.text[slice(*spans[0])].strip(" ,.;:-–—")):
        reading.places |= run.piece.cut(*spans[0]).places()
        return describe(reading, only)  # "Ada Example (Minutes)"
    for start, end in spans:
        reading.places |= run.piece.cut(start, end).places()
        words = " ".join(run.text[start:end].split()).strip(" ,.;:-–—")
        before = run.text[max(0, start - 5) : start]
        if words and not _LEAD.fullmatch(words) and (words := _without_asides(words, reading)):
            if kept and are_initials_of(words, kept.strip(" ,–")):
                continue  # "Chief Executive (CEO)"
            comma = " and " if before.endswith(" and ") else ": " if before.rstrip().endswith(":") else ", "
            kept += (" – " if cue("dash").search(before[-3:]) else comma) + words
    kept = cue("fillers").sub("", kept.strip(" ,–-:&"))
    several = one_of(kept) if len(run.together) > 1 and run.together[-1] is reading else ""
    for one in run.together[-2:] if several else [reading]:  # "A Example and B Sample (Co-Chairs)"
        describe(one, several or kept)
        if several and (len(run.together) > 2 or not run.ended[1]):
            one.doubt("its post stands behind several names: perhaps it is also that of others, or of one alone")
    sign = r"\s*(?:\(|(?:from|of)\s" + "|," * (len(run.together) == 2) + ")"
    shared = run.ended[1] and re.match(sign, run.text[run.ended[0] :])
    if shared and reading.organisation and not reading.post:
        for other in run.together[:-1]:  # "A Example, B Sample and C Works (Exbridge Council)"
            other.organisation = reading.organisation
            other.doubt("its organisation stands behind several names")


def _without_asides(words: str, reading: Reading) -> str:
    """What of the words beside a name says what somebody is; that the person stands in for another is noted."""
    reading.doubt(f"“{words}” is printed beside the name" * bool(cue("vacancy").search(words)))
    lead = cue("stands for").match(words)
    other = person_at(words, lead.end()) if lead else None
    if other and (other.sure or words.casefold().startswith("substitut")):
        reading.stands_for, reading.section = other.name, "substitutes"
        return ""
    if came := cue("as substitute").search(words):
        whom = person_at(words, came.end())
        reading.section, reading.stands_for = "substitutes", whom.name if whom else reading.stands_for
        words = words[: came.start()]
    words = cue("trailing").sub("", cue("verb").sub("", words))
    first, _, last = words.rpartition(" ")
    if kind_of(first) == "post" and last == "".join(word[0] for word in reading.name.split()):
        words = first  # "(Secretary AE)"
    if len(words) == 1 and words != "&":
        reading.doubt(f"“{words}” is printed, and nothing says what it stands for")
        return ""
    if cue("pronouns").fullmatch(words):
        reading.pronoun, words = words.partition("/")[0].casefold(), ""
    if not re.search(r"\w", words) or are_initials_of(words, reading.name):
        return ""
    title = trade.TITLES.get(trade.folded(words))
    if title and words.istitle() and not title.post and kind_of(words) != "post":
        reading.title = reading.title or title.title  # "A Example (Mrs)"
        return ""
    if cue("ended").match(words):
        reading.status = "former"
        return ""
    if cue("when").match(words) or trade.ignored_kind(words):
        reading.hold(words)
        return ""
    short = len(words) < 5 and words.casefold() in trade.GIVEN_NAMES  # "Michael Example (Mike)"
    return "" if short or (cue("aside").match(words) and not kind_of(words)) else words
