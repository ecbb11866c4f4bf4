"""Minutes and lists -> sections: who was present, in attendance, absent; who are the members."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from lepdata.read.documents import trade
from lepdata.read.documents.person import begins_with_person, is_name_alone, people_in, person_at
from lepdata.read.documents.posts import kind_of
from lepdata.read.documents.readings import Account, Document, Line
from lepdata.read.documents.run import SENTENCE_ENDS, of_first_names, people_in_list
from lepdata.read.documents.tables import goes_on, read_block, rows_of
from lepdata.read.documents.trade import cue

_SHORT_HEADING = 7  # words
_NEAR = 60  # letters
_MOST_LINES = 400  # of one section: no board has as many
_MOST_STRAY = 2  # lines in a row of which nothing is made: more, and the section is over
MINUTES = ("present", "in_attendance", "apologies", "substitutes", "absent")
_AWAY = ("apologies", "absent")


class Opening(NamedTuple):
    section: str
    label: str
    begins: int  # where in the line the label begins, and where what it opens
    body: int
    ends: int = 0  # where the label of a sentence begins, which stands behind its people; 0: before them


def openings(line: Line) -> tuple[Opening, ...]:
    """The sections that a line opens: at its beginning, and in a line that runs on also later."""
    first, *others = [cell.text for cell in line.cells] or [""]
    heads = trade.column_of(first) == "person_name" and any(map(trade.section_of, others))
    opens = not heads and not line.aside and trade.may_open(line.text) and not cue("legend of marks").search(line.text)
    return _openings(line.text, line.heading) if opens else ()


@lru_cache(maxsize=32768)
def _openings(text: str, heading: int) -> tuple[Opening, ...]:
    first = _opening_at(text, behind_number(text), True)
    short = (heading or text.rstrip().endswith(":")) and len(text.split()) <= 12
    if not first and short:  # "The following members were present:", "Our Trustees"
        headings = ("present", "heading of who came"), ("substitutes", "heading of substitutes")
        section = next((section for section, what in headings if cue(what).search(text)), "")
        section = trade.section_said(text) if section == "present" else section  # "Exby officials present"
        section = section or "members" * bool(cue("heading of members").search(text))
        first = Opening(section, text, 0, len(text)) if section else None
    for section, what in (("present", "attended by"), ("members", "addressed to")) if not first else ():
        if (said := cue(what).search(text)) and begins_with_person(text, said.end()):
            first = Opening(section, said[0], said.start(), said.end())
    found = [first] if first else []
    if text.count("resent") > 2 and len(each := tuple(_behind_each(text))) > 2:
        return each
    for begin, end in trade.openers_inside(text, first.body if first else 1):
        loud = text[begin:end].isupper() and not text.isupper()  # or "Members:", and no "Welfare Officer:"
        if loud or cue("label of several").match(text, end - 1) or trade.says_who_came(text[begin:end]):
            found += filter(None, [_opening_at(text, begin, False)])
    for match in cue("came as well").finditer(text):  # "Mrs A Example, the Clerk, was also present."
        begins = max(0, behind_number(text), *(one.end() for one in SENTENCE_ENDS.finditer(text, 0, match.start())))
        own = not any(begins < one.body < match.start() for one in found)  # no "Present" in the same sentence
        if own and (any(people_in(text, begins, match.start())) or of_first_names(text[begins : match.start()])):
            found.append(Opening(trade.section_said(match[0]), match[0], begins, begins, match.start()))
    return tuple(sorted(found, key=lambda one: one.begins))


def _behind_each(text: str) -> Iterator[Opening]:
    """What stands behind each name of a text and says whether that one came: "A Bell Present 2 B Carr Apologies"."""
    place = 0
    for said in cue("came or not").finditer(text):
        last = [one.start for one in people_in(text, place, said.start()) if one.end == said.start()]
        yield from (Opening(trade.section_said(said[1]), said[1], at, at, said.start(1)) for at in last)
        place = said.end()


def behind_number(text: str) -> int:
    number = cue("number of an item").match(text)
    return number.end() if number else 0


def _opening_at(text: str, at: int, at_start: bool) -> Opening | None:
    end = trade.opener_at(text, at)
    label = text[at:end]
    section = trade.section_said(label) if end else ""
    if not section:
        return None
    after = cue("after an opener").match(text, end)
    if after is None:
        body = _body_without_sign(text, section, label, end, at_start)
        return Opening(section, label, at, body) if body else None
    sign = after["sign"]
    nothing_behind = not at_start and sign in ("", "\t", "(")
    members = section == "members" and sign not in (":", "")
    # somebody stands right behind a verb, or near behind a dash, which may part other things as well
    behind = any(people_in(text, after.end(), after.end() + _NEAR))
    words = ((sign not in (*":;\t.", "") and section not in _AWAY) or sign == ".") and text[after.end() :].strip()
    return None if nothing_behind or members or (words and not behind) else Opening(section, label, at, after.end())


def _body_without_sign(text: str, section: str, label: str, end: int, at_start: bool) -> int:
    """Where what an opener opens begins, if no sign stands behind it; 0 where it opens nothing."""
    person = person_at(text, end)
    if person is None and section in _AWAY and sum(map(str.isalpha, text.split())) <= _SHORT_HEADING + 1:
        return len(text)  # "Apologies and reasons for absence"
    if not at_start and "Apologies for Absence" in label:  # "Welcome and Apologies for Absence", in a run of text
        return end
    close = [*people_in(text, end, end + 2 * _NEAR)]
    if person and (person.title or (section in MINUTES and (at_start or len(close) > 1 or label.istitle()))):
        return end  # "Present Ada Bell Ben Carr"
    led = at_start and close and label.casefold() != "member" and kind_of(text[end : close[0].start])
    return end if led else 0  # "Members Exby Council Cllr A Example", "In Attendance Clerk, Ada Example"


class Section(NamedTuple):
    opening: Opening
    lines: tuple[int, ...]
    ends: int = -1  # the place in the document where another section begins in its last line; -1: at the line's end


def sections_of(document: Document, wanted: tuple[str, ...] = MINUTES) -> Iterator[Section]:
    """Every section of a document, from its opener to the line that closes it."""
    number, above = 0, ""
    while number < len(document.lines):
        line = document.lines[number]
        found = [one for one in openings(line) if one.section in wanted]
        if found and above in _AWAY and found[0].label.casefold() == "also":  # "Apologies: A Example. Also: B Sample"
            found[0] = found[0]._replace(section=above)
        above = found[-1].section if found else above
        if not found and "present" in wanted and cue("in the chair").match(line.text):
            found = [Opening("present", "", 0, 0)]
        legend = "present" in wanted and cue("legend of marks").search(line.text)
        if legend and any(below.table for below in document.lines[number + 1 : number + 2]):
            found = [Opening("present", line.text, 0, len(line.text))]
        for one, following in pairwise(found):
            yield Section(one, (number,), document.starts[number] + (one.ends or following.begins))
        if found and found[-1].ends:
            yield Section(found[-1], (number,), document.starts[number] + found[-1].ends)
        elif found:
            last = _last_line(document, number, found[-1], wanted)
            ends = _shared(document, last + 1, found[-1].section, wanted)
            yield Section(found[-1], tuple(range(number, last + 1 + (ends > 0))), ends or -1)
            number = last
        number += 1


def _shared(document: Document, number: int, section: str, wanted: tuple[str, ...]) -> int:
    """Where a section ends in a line that opens another behind some of its people, "A Bell. Also: B Carr"; or 0."""
    line = document.lines[number] if number < len(document.lines) else None
    inside = next((one for one in openings(line) if one.section in wanted), None) if line else None
    if not line or not inside or _closes(line, True, section):
        return 0
    before = [*people_in(line.text, 0, inside.begins)]
    told = any(cue("story").match(line.text, one.end) for one in before)
    return document.starts[number] + inside.begins if before and not told else 0


def _last_line(document: Document, first: int, opening: Opening, wanted: tuple[str, ...]) -> int:
    """The last line of a section."""
    last, stray, entries, head = first, 0, False, document.lines[first]
    filled = bool(head.text[opening.body :].strip(" .:;-–\t"))
    for number in range(first + 1, min(len(document.lines), first + _MOST_LINES + 1)):
        line = document.lines[number]
        inside = document.lines[last].table
        out_of_table = inside and line.table != inside
        opens = any(one.section in wanted for one in openings(line))
        within = opens and _in_an_entry(document, number)
        entries = entries or within
        if out_of_table or (opens and not within) or _closes(line, filled, opening.section):
            return last if out_of_table else number - 1  # with lines of which nothing is made
        above = document.lines[number - 1].text.rstrip()
        below = inside == 0 and line.cells[0].left in [cell.left for cell in document.lines[last].cells[1:]]
        a_body = entries and cue("line of a body").match(line.text)
        if below or a_body or _belongs(line.text.strip(), opening.section, above):
            last, stray, filled = number, 0, True
        else:
            stray += 1
            if stray > _MOST_STRAY:
                break
    return last


def _in_an_entry(document: Document, number: int) -> bool:
    """Whether an opener inside a line holds for it alone: the lines are of bodies, "Exby: Apologies from A Bell"."""
    texts = [line.text for line in document.lines[number : number + 2]]
    of_bodies = len(texts) == 2 and all(map(cue("line of a body").match, texts))
    return of_bodies and not any(_opening_at(text, behind_number(text), True) for text in texts)


def _closes(line: Line, filled: bool, section: str) -> bool:
    text = line.text.strip().lstrip("#*_> •●▪")
    somebody, person = _names_first(text), person_at(text)
    if person and cue("story").match(text, person.end):
        return True
    if line.heading and not somebody:
        return filled
    item = cue("new item").match(text)
    if item and not person_at(text, item.end()):
        return True
    closer = trade.CLOSER.match(text)
    if somebody or not closer:
        return False
    held = any(trade.POSTS.get(trade.folded(word)) in ("office", "job") for word in text.split()[:6])
    # "The Chief Executive reported ..."
    return (text.startswith("The ") and len(closer[0]) < _NEAR) or not (held and kind_of(text) == "post")


def _names_first(text: str) -> bool:
    """Whether a line begins with somebody, behind a number perhaps, and is no sentence about them."""
    people = (person_at(text, at) for at in {0, behind_number(text)})
    return next((cue("story").match(text, one.end) is None for one in people if one and one.sure), False)


def _belongs(text: str, section: str, above: str) -> bool:
    """Whether a line is of a list of people: somebody, what somebody does, or what names nobody."""
    if _names_first(text) or trade.ignored_kind(text) or (section in _AWAY and cue("absence").search(text)):
        return True
    alone = cue("coded name").match(text) or (len(text.split()) <= 4 and is_name_alone(text))
    if section in MINUTES and (alone or (goes_on(above, text) and people_in_list(above) > 1)):
        return True
    return len(text.split()) <= 12 and bool(kind_of(text))


def read_sections(document: Document, wanted: tuple[str, ...] = MINUTES) -> Account:
    """The minutes of a meeting: everybody whom an opened section names."""
    account = Account("sections")
    for section in sections_of(document, wanted):
        account.add(_read_section(document, section))
    return account


def _read_section(document: Document, section: Section) -> Account:
    opening = section.opening
    rows = rows_of(document, section.lines, opening.body)
    if section.ends >= 0:
        cut = [[cell.cut(0, sum(place < section.ends for place in cell.at)) for cell in row] for row in rows]
        rows = [kept for row in cut if (kept := [cell for cell in row if cell.text.strip()])]
    account = read_block(rows, opening.section, "Cllr" if "councillors" in opening.label.casefold() else "")
    last = account.readings[-1] if account.readings and section.ends >= 0 else None
    if last and len(last.name.split()) > 2:
        last.doubt("a heading follows with nothing between: a third word of the name may be part of it")
    account.opened |= set(section.lines)
    if body := cue("body of a list").match(document.lines[section.lines[0]].text, 0, opening.body):
        head = document.piece(section.lines[0], 0, body.end())
        for reading in (one for one in account.readings if not one.organisation):
            reading.organisation = head.text.strip()
            reading.doubt("its organisation is that before the heading of its list")
            reading.places |= head.places()
    account.ignore(document.piece(section.lines[0], opening.begins, opening.body), "heading")
    return account
