"""Minutes and lists -> sections: who was present, in attendance, absent; who are the members."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lepdata.read.documents import trade
from lepdata.read.documents.fragments import STORY, read_run
from lepdata.read.documents.lines import Document, Line
from lepdata.read.documents.person import person_at
from lepdata.read.documents.posts import kind_of
from lepdata.read.documents.readings import Account, Ignored, Piece, Unread, put_together, settled
from lepdata.read.documents.rows import as_run, cells_of_line, rows_of, zipped
from lepdata.read.documents.tables import read_rows

_NUMBER = re.compile(
    r"^[\s#*_>|\\-]*(?:(?:[A-Z]{1,5}/?)?\d[\d/.\-]*[A-Za-z]?[\s\\.):|\t–-]*|\(?[a-z]\)\s*|[A-Z]\.\s+)?[\s#*_]*"
)
_WERE = r"(?:were|was|are|is|had|have|has)"
_WHEN = r"(?:for|during|via|by|at|throughout) [^:.,]{0,40}?(?=\b(?:was|were)\b)"  # "for part of the meeting was"
_AFTER = re.compile(
    rf"[\s*_]*(?:\([^)\n]{{0,40}}\)[\s*_]*)?(?:{_WERE}\s*(?=:)|{_WHEN})?"
    rf"(?P<sign>[:–—-]|\t|$|(?=\()|{_WERE}\b|(?:received|given|noted|accepted|from)\b)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[ \t]*[-–—(]?[ \t]*[^:.;,\n\t]{0,40}:")
_NEW_ITEM = re.compile(r"^\s*(?:[A-Z]{1,5}/)?\d{1,4}(?:[/.]\d{1,4})*[\s\\.):|\t–-]+(?=[A-Z])")
_WERE_THERE = re.compile(
    r"\b(?:were|was) (?:present|in attendance)\s*:$|\bfollowing\b.*\b(?:attended|present)\s*:$", re.IGNORECASE
)
_SO_MANY = re.compile(
    r"(?:[\w/-]+ ){0,4}(?:members|directors|trustees|governors|councillors|representatives|staff|officers|guests"
    r"|observers) (present|absent|in attendance)\s*:?",
    re.IGNORECASE,
)
_HEADING = re.compile(rf"\b{trade.either('of_members')}\b", re.IGNORECASE)
_SAID_OF_ABSENCE = re.compile(r"\b(?:apolog|absen|unable to attend|non-attendance)", re.IGNORECASE)
_IN_THE_CHAIR = re.compile(r"^[^.]{0,60}\(in the chair\)", re.IGNORECASE)
_MOST_LINES = 400  # of one section: no board has as many
_MOST_STRAY = 2  # lines in a row of which nothing is made: more, and the section is over
MINUTES = ("present", "in_attendance", "apologies", "substitutes")


class Opening(NamedTuple):
    section: str
    label: str
    begins: int  # where in the line the label begins, and where what it opens
    body: int


def openings(line: Line) -> tuple[Opening, ...]:
    """The sections that a line opens: at its beginning, and in a line that runs on also later."""
    return _openings(line.text, line.heading) if trade.may_open(line.text) else ()


@lru_cache(maxsize=8192)
def _openings(text: str, heading: int) -> tuple[Opening, ...]:
    number = _NUMBER.match(text)
    first = _opening_at(text, number.end() if number else 0, at_start=True) or _opening_at(text, 0, at_start=True)
    first = first or _whole_line(text, heading)
    found = [first] if first else []
    for match in trade.opener_pattern().finditer(text, first.body if first else 0):
        if match.start() == 0 or text[match.start() - 1].isalnum() or not text[match.start()].isupper():
            continue
        if (found and match.start() < found[-1].body) or (later := _opening_at(text, match.start(), False)) is None:
            continue
        found.append(later)
    return tuple(found)


def _whole_line(text: str, heading: int) -> Opening | None:
    """A line that opens a section as a whole: "The following members were present:", "Our Trustees"."""
    if not (heading or text.rstrip().endswith(":")) or len(text.split()) > 12 or _names_first(text):
        return None
    if _WERE_THERE.search(text):
        return Opening("present", text, 0, len(text))
    if said := _SO_MANY.fullmatch(text.strip()):
        guests = re.search(r"staff|officers|guests|observers", text, re.IGNORECASE)
        section = "in_attendance" if guests else "present"
        return Opening("apologies" if said[1].casefold() == "absent" else section, text, 0, len(text))
    return Opening("members", text, 0, len(text)) if _HEADING.search(text) and len(text.split()) <= 9 else None


def _opening_at(text: str, at: int, at_start: bool) -> Opening | None:
    match = trade.opener_pattern().match(text, at)
    if not match:
        return None
    section = trade.openers()[trade.key_of(match["words"])]
    after = _AFTER.match(text, match.end())
    if after is None:
        label = _LABEL.match(text, match.end()) if at_start else None
        if label and not person_at(text, match.end()):
            return Opening(section, match["words"], match.start(), label.end())
        person = person_at(text, match.end())
        if not at_start and _reads_as_heading(match["words"]):
            return Opening(section, match["words"], match.start(), match.end())
        follows = person is not None and bool(person.title or (at_start and person.sure and section in MINUTES))
        if (
            person
            and not at_start
            and section in MINUTES
            and match["words"] in ("Present", "In attendance", "In Attendance")
        ):
            follows = follows or person.sure or text[person.end :].lstrip().startswith("(")
        follows = follows or (at_start and section in MINUTES and _post_and_name(text, match.end()))
        follows = follows or (match["words"].isupper() and _titled_within(text, match.end()))
        return Opening(section, match["words"], match.start(), match.end()) if follows else None
    if not at_start and after["sign"] in ("", "\t", "(") and not person_at(text, after.end()):
        return None
    if section == "members" and after["sign"] not in (":", ""):
        return None
    if (
        section != "apologies"
        and after["sign"] not in (":", "-", "–", "—", "", "\t")
        and not person_at(text, _skip(text, after.end()))
    ):
        return None
    return Opening(section, match["words"], match.start(), after.end())


def _reads_as_heading(words: str) -> bool:
    """ "Welcome and Apologies for Absence": where everything runs on in one line, capitals show a heading."""
    great = [word for word in words.split() if word not in ("and", "for", "of")]
    return len(great) > 1 and len(words.split()) > 2 and all(word[0].isupper() for word in great)


def _post_and_name(text: str, at: int) -> bool:
    """Whether a post and its person stand behind: "In Attendance Clerk, Ada Example"."""
    found = re.compile(r"\s+([A-Z][\w ]{2,40})[,:–-]\s*(?=[A-Z])").match(text, at)
    person = person_at(text, found.end()) if found and kind_of(found[1]) == "post" else None
    return person is not None and person.sure


def _titled_within(text: str, at: int) -> bool:
    """Whether somebody with a title stands soon behind: "PRESENT Vice Chairman (Mr. Example, who took the chair)"."""
    return any(
        _titled(text, place.start()) for place in re.finditer(r"\b[A-Z]", text[: at + 60]) if place.start() >= at
    )


def _skip(text: str, at: int) -> int:
    while at < len(text) and not text[at].isalpha():
        at += 1
    return at


class Section(NamedTuple):
    section: str
    label: str
    lines: tuple[int, ...]
    begins: int  # in the first line: where its own part begins, behind the label
    ends: int  # in the last line, where another section begins; -1: at its end
    label_at: int


def sections_of(document: Document, wanted: tuple[str, ...] = MINUTES) -> Iterator[Section]:
    """Every section of a document, from its opener to the line that closes it."""
    number = 0
    while number < len(document.lines):
        line = document.lines[number]
        found = tuple(one for one in openings(line) if one.section in wanted) if not line.aside else ()
        if not found and "present" in wanted and _IN_THE_CHAIR.search(line.text) and person_at(line.text, 0):
            found = (Opening("present", "", 0, 0),)
        for place, opening in enumerate(found):
            if place + 1 < len(found):
                ends = found[place + 1].begins
                yield Section(opening.section, opening.label, (number,), opening.body, ends, opening.begins)
                continue
            last = _last_line(document, number, opening, wanted)
            lines = tuple(range(number, last + 1))
            yield Section(opening.section, opening.label, lines, opening.body, -1, opening.begins)
            number = last
        number += 1


def _last_line(document: Document, first: int, opening: Opening, wanted: tuple[str, ...]) -> int:
    """The last line of a section that a line opens."""
    last, stray = first, 0
    filled = bool(document.lines[first].text[opening.body :].strip(" .:-–\t"))
    for number in range(first + 1, len(document.lines)):
        line = document.lines[number]
        text = line.text.strip()
        if line.aside:
            continue
        out_of_table = bool(document.lines[first].table) and line.table != document.lines[first].table and filled
        if out_of_table or number - first > _MOST_LINES or _closes(line, filled, opening.section):
            break
        if any(one.section in wanted for one in openings(line)):
            break
        if _belongs(text, opening.section, document.lines[number - 1].text):
            last, stray, filled = number, 0, True
        else:
            stray += 1
            if stray > _MOST_STRAY:
                break
    return last


def _closes(line: Line, filled: bool, section: str) -> bool:
    text = line.text.strip().lstrip("#*_> ")
    somebody = _names_first(text)
    if (person := person_at(text, 0)) and STORY.match(text, person.end):
        return True
    if line.heading and not somebody:
        return filled or len(text.split()) > 2
    item = _NEW_ITEM.match(text)
    if item and not (somebody or person_at(text, item.end())) and not trade.ignored_kind(text):
        return True
    if section == "apologies" and _SAID_OF_ABSENCE.search(text):
        return False
    held = any(trade.post_words().get(trade.folded(word)) in ("office", "job") for word in text.split()[:6])
    return not somebody and trade.closer_pattern().search(text) is not None and not (held and kind_of(text) == "post")


def _names_first(text: str) -> bool:
    number = _NUMBER.match(text)
    for at in {0, number.end() if number else 0}:
        person = person_at(text, at)
        if person and person.sure:
            return STORY.match(text, person.end) is None
    return False


def _belongs(text: str, section: str, above: str) -> bool:
    """Whether a line is of a list of people: somebody, what somebody does, or what names nobody."""
    if _names_first(text) or trade.ignored_kind(text):
        return True
    if section == "apologies" and _SAID_OF_ABSENCE.search(text):
        return True
    words = text.split()
    goes_on = _people_in_list(above) > 1 and not above.rstrip().endswith((".", ";", ":"))
    if _people_in_list(text) > (0 if goes_on else 1):
        return True
    if _a_name_alone(text) and section in MINUTES:
        return True
    if any(
        person_at(text, place)
        for place in (found.start() for found in re.finditer(r"(?<![\w])(?=[A-Z])", text))
        if _titled(text, place)
    ):
        return len(words) < 60
    short = len(words) <= 12 and not re.search(r"[.!?]\s+[A-Z]", text)
    return short and (
        bool(kind_of(text)) or text[:1].islower() or above.rstrip().endswith((",", " and", "&", "–", "-"))
    )


def _people_in_list(text: str) -> int:
    """How many parts of a line parted by commas begin with somebody."""
    parts = re.split(r",|\sand\s", text) if "," in text else ()
    return sum(bool((found := person_at(part, 0)) and found.sure) for part in parts)


def _a_name_alone(text: str) -> bool:
    person = person_at(text, 0)
    return person is not None and person.end == len(text) and len(text.split()) <= 4 and not kind_of(text)


def _titled(text: str, at: int) -> bool:
    person = person_at(text, at)
    return person is not None and bool(person.title)


def read_sections(document: Document, wanted: tuple[str, ...] = MINUTES) -> Account:
    """The minutes of a meeting: everybody whom an opened section names."""
    account = Account("sections", complete="attendance")
    for number, line in enumerate(document.lines):
        if columns := _columns(line, wanted):
            account.add(_read_columns(document, number, columns))
    in_columns = frozenset(account.opened)
    for section in sections_of(document, wanted):
        if not in_columns & set(section.lines):
            account.add(read_section(document, section))
    return account


def _columns(line: Line, wanted: tuple[str, ...]) -> list[str]:
    """The sections that stand side by side below a line: "Present | Apologies"."""
    if len(line.cells) < 2 or line.aside:
        return []
    keys = [trade.openers().get(trade.key_of(cell.text), "") for cell in line.cells]
    return keys if len(set(keys)) == len(keys) and all(key in wanted for key in keys) else []


def _read_columns(document: Document, first: int, columns: list[str]) -> Account:
    """Sections side by side: each cell below belongs to the column whose heading begins nearest to it."""
    account = Account("sections")
    lefts = [cell.left for cell in document.lines[first].cells]
    near = 6.0 if document.kind == "pdf" else 0.0
    below: list[list[Piece]] = [[] for _ in columns]
    number = first
    while number + 1 < len(document.lines) and (number == first or not openings(document.lines[number + 1])):
        line = document.lines[number + 1]
        if (
            document.lines[first].table != line.table
            or _closes(line, True, columns[0])
            or not _belongs(line.text, columns[0], "")
        ):
            break
        number += 1
        for cell, piece in zip(line.cells, cells_of_line(document, number), strict=True):
            nearest = max((at for at, left in enumerate(lefts) if left <= cell.left + near), default=0)
            below[nearest].append(piece)
    account.opened |= set(range(first, number + 1))
    head = Piece.of(document.lines[first].text, document.starts[first])
    account.ignored.append(Ignored(head.places(), "heading"))
    for section, pieces in zip(columns, below, strict=True):
        filled = [piece for piece in pieces if piece.text.strip()]
        account.add(settled(read_run(put_together(filled, "\n"), section), filled, "no name was found in it"))
    return account


def read_section(document: Document, section: Section) -> Account:
    rows = rows_of(document, section.lines, section.begins)
    if section.ends >= 0:
        limit = document.starts[section.lines[0]] + section.ends
        rows = [[cell.cut(0, sum(place < limit for place in cell.at)) for cell in row] for row in rows]
        rows = [[cell for cell in row if cell.text.strip()] for row in rows]
        rows = [row for row in rows if row]
    rows, paired, apart = zipped(rows)
    own = read_rows(rows, section.section)
    if own is None:
        own = read_run(as_run(rows), section.section, title=_title_of_all(section.label))
    for reading in own.readings if paired else ():
        reading.doubt("names and posts stand apart in two columns, and were put together in their order")
    for row in apart:
        own.unread.append(Unread(row[0].places(), "posts stand apart from the names, and not as many", section.section))
    own.opened |= set(section.lines)
    start = document.starts[section.lines[0]]
    own.ignored.append(Ignored(frozenset(range(start + section.label_at, start + section.begins)), "heading"))
    return settled(own, (cell for row in rows for cell in row), "no name was found in it")


def _title_of_all(label: str) -> str:
    return "Cllr" if label.casefold().startswith("councillors") else ""
