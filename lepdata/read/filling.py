"""The cells of a table -> the columns of the board file, a row for each person or seat."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from lepdata.errors import Fault, quoted
from lepdata.names import pronoun_in
from lepdata.read.days import DATE_COLUMNS, read_days
from lepdata.read.grid import NotRead, rows_named
from lepdata.read.headings import NAME_PARTS, OFFICE, POST_AND_BODY, Headings
from lepdata.read.people import is_company, is_no_name, is_seat, people_in, represented, said_beside
from lepdata.read.rows import Lent, Parted
from lepdata.read.settling import YES
from lepdata.read.words import read_role
from lepdata.vocabulary import BOARD_COLUMNS, FURTHER_COLUMNS, MEMBER_ROLES

_ONCE_PRINTED = ("lep", "body", "snapshot_date", "sector_as_published")  # for a group of rows: read for all of them
_ASKED_ABOUT = ("organisation", "capacity_as_published")  # the same pattern may mean that nothing was published
# A name's cell with anything but one person's name holds one of these.
_SIGNS = re.compile(r"[;\n/&(\[,]|\s[-–—]\s")
_WORDS = frozenset(
    (
        *("and", "ltd", "limited", "plc", "llp", "cic", "inc", "nominee", "nominees", "nominated", "nomination", "rep"),
        *("representative", "representatives", "appointee", "appointees", "secretaries", "secretarial", "services"),
        *("corporate", "seat", "place", "represented", "none", "nil", "na", "not", "unnamed", "unknown", "redacted"),
        *("withheld", "member", "council", "authority", "university", "partnership", "chamber", "agency", "federation"),
    )
)
_LONG, _MOST_WORDS = 60, 11  # letters and words: what is longer is no name
_POST_ENDS = re.compile(r"\s*,\s+|\s+[-–—]\s+|\s+at\s+|\s*\n\s*")
_NUMBERED = re.compile(r"\s*\d{1,3}[.)]\s+(?=\D)")
_SHORT = 5  # letters: no name of two words is shorter


@dataclass
class Filled:
    frame: pd.DataFrame
    origin: list[int]  # which of the rows of the table each row is from
    faults: list[Fault] = field(default_factory=list)
    caveats: list[str] = field(default_factory=list)
    not_read: list[NotRead] = field(default_factory=list)


class _Cells:
    """The columns while they are being filled; rows are the rows of the table until people are parted."""

    def __init__(self, body: Parted, headings: Headings):
        self.rows, self.headings = body.rows, headings
        self.origin = list(range(len(body.rows)))
        self.lines = [line for line, _ in body.rows]
        self.columns: dict[str, list[str]] = {}
        for name in (*BOARD_COLUMNS, *FURTHER_COLUMNS):
            if name in headings.places:
                self.columns[name] = self._of(name, headings.places[name])
        parts = [headings.places[part][0] for part in NAME_PARTS if part in headings.places]
        if "person_name" not in headings.places and parts:
            texts = zip(*([cells[at].strip() for _, cells in self.rows] for at in parts), strict=True)
            self.columns["person_name"] = [" ".join(filter(None, text)) for text in texts]

    def _of(self, name: str, places: Sequence[int]) -> list[str]:
        first = [cells[places[0]] for _, cells in self.rows]
        if len(places) == 1 or name in DATE_COLUMNS:
            return first
        others = [[cells[at] for _, cells in self.rows] for at in places]
        return [
            ", ".join(dict.fromkeys(text.strip() for text in texts if text.strip()))
            for texts in zip(*others, strict=True)
        ]

    def column(self, name: str) -> list[str]:
        """The column, made where the file has none."""
        return self.columns.setdefault(name, [""] * len(self.lines))

    def heading(self, name: str) -> str:
        places = self.headings.places.get(name)
        return self.headings.published[places[0]].strip() if places else name

    def repeat(self, counts: Sequence[Sequence[int]]) -> None:
        """Each row as often as it is named in `counts`, which holds the rows in their new order."""
        order = [at for group in counts for at in group]
        self.origin = [self.origin[at] for at in order]
        self.lines = [self.lines[at] for at in order]
        self.columns = {name: [texts[at] for at in order] for name, texts in self.columns.items()}


def fill(file: str, body: Parted, headings: Headings, order: str) -> Filled:
    """The board's columns of the rows that are members or seats."""
    cells, said = _Cells(body, headings), Filled(pd.DataFrame(), [])
    lent = body.lent
    if OFFICE in headings.places:
        lent = [lent[at] for at in _offices(cells)]
    _raise_flags(cells)
    _part_posts(cells)
    _carry_down(file, cells, said)
    _lend(cells, lent)
    _without_numbers(cells.columns.get("person_name", []))
    if special := _special(cells.columns.get("person_name", [])):
        _unname(file, cells, said, special)
        _part_people(file, cells, said, special)
        _read_beside(cells, "person_name", special, order)
        _read_pronouns(cells)
    if "role" in cells.columns:
        _read_beside(cells, "role", {text for text in set(cells.columns["role"]) if len(text) > 9}, order)
    _read_dates(file, cells, said, order)
    _keep_keys(cells)
    said.frame, said.origin = _frame(file, cells), cells.origin
    return said


def _offices(cells: _Cells) -> list[int]:
    """In a register of bodies: a row for each office that is held, its heading the role."""
    places = cells.headings.places[OFFICE]
    held = [[place for place in places if row[place].strip()] or places[:1] for _, row in cells.rows]
    before = cells.rows
    cells.repeat([[at] * len(found) for at, found in enumerate(held)])
    pairs = [
        (before[at][1][place], cells.headings.published[place].strip())
        for at, found in enumerate(held)
        for place in found
    ]
    cells.columns["person_name"] = [name.strip() for name, _ in pairs]
    cells.columns["role"] = [office for _, office in pairs]
    return list(cells.origin)


def _raise_flags(cells: _Cells) -> None:
    """Columns of yes and no: what each says, in words."""
    for at, says in cells.headings.flags.items():
        column, _, words = says.partition("=")
        yes, _, no = words.partition("|")
        texts = cells.column(column)
        for row, origin in enumerate(cells.origin):
            given = cells.rows[origin][1][at].strip().casefold()
            word = yes if given in YES else no if given else ""
            if word and (column != "status" or texts[row] in ("", "current")):
                texts[row] = word


def _part_posts(cells: _Cells) -> None:
    """A post and an organisation in one cell, parted at the first comma, dash or "at"."""
    for place in cells.headings.places.get(POST_AND_BODY, [])[:1]:
        for row, origin in enumerate(cells.origin):
            text = cells.rows[origin][1][place].strip()
            post, _, body = _POST_ENDS.sub("\x00", text, count=1).partition("\x00")
            _give(cells, row, "organisation", (body or post).strip())
            _give(cells, row, "job_title", post.strip() if body else "")


def _carry_down(file: str, cells: _Cells, said: Filled) -> None:
    """A value printed once for the rows under it."""
    for name in (*_ONCE_PRINTED, *_ASKED_ABOUT):
        texts = cells.columns.get(name)
        if texts is None or not _once_printed(texts):
            continue
        heading, count = f"{quoted(cells.heading(name))} of {file}", sum(bool(text.strip()) for text in texts)
        if name in _ASKED_ABOUT:
            said.caveats.append(
                f"{heading} is filled in {count} of {len(texts)} rows, with gaps below: if it is meant for the rows "
                "below too, write it into them."
            )
            continue
        last = ""
        for at, text in enumerate(texts):
            last = text if text.strip() else last
            texts[at] = last
        said.caveats.append(f"{heading} is printed {count} times for {len(texts)} rows: read for the rows below each.")


def _once_printed(texts: Sequence[str]) -> bool:
    """Whether a column names groups of rows: its first row filled, no value twice, gaps below most of them."""
    if not texts or not texts[0].strip() or all(texts):
        return False
    given = [text.strip() for text in texts if text.strip()]
    followed = sum(bool(one.strip()) and not two.strip() for one, two in itertools.pairwise(texts))
    return len(set(given)) == len(given) <= len(texts) / 2 and followed * 2 > len(given) and len(given) > 1


def _lend(cells: _Cells, lent: Sequence[Lent]) -> None:
    """What the heading of a part says, where the row itself says nothing or less."""
    for at, words in enumerate(lent):
        for name, word in words.items():
            own = cells.column(name)[at].strip()
            less = name == "role" and read_role(own) in ("", "member") and read_role(word) not in MEMBER_ROLES[2:3]
            if not own or less:
                cells.columns[name][at] = word


def _without_numbers(names: list[str]) -> None:
    """Names that are numbered, "1. Ada Example", without their numbers."""
    if names and sum(bool(_NUMBERED.match(name)) for name in names[:50]) > 0.6 * len(names[:50]):
        names[:] = [_NUMBERED.sub("", name, count=1) for name in names]


def _special(texts: Sequence[str]) -> set[str]:
    """The cells of names that may hold more or less than one person's name."""
    return {text for text in texts if _SIGNS.search(text) or len(text) < _SHORT or _has_word(text)}


def _has_word(text: str) -> bool:
    return not _WORDS.isdisjoint(text.casefold().replace(".", "").split())


def _unname(file: str, cells: _Cells, said: Filled, special: set[str]) -> None:
    """Cells of names that hold a seat, a company or a word for no name: the words go where they belong."""
    names = cells.columns["person_name"]
    moved: dict[str, list[int]] = {}
    for at in [at for at, name in enumerate(names) if len(name) > _LONG and len(name.split()) > _MOST_WORDS]:
        where = f"{file}, row {cells.lines[at]}"
        said.not_read.append(NotRead("cell", where, names[at].strip(), "more than one person's name"))
        cells.column("words")[at], names[at] = names[at], ""
    for at, name in enumerate(names):
        if name not in special:
            continue
        body, person = represented(name)
        if body:
            names[at] = person
            _give(cells, at, "organisation", body)
            moved.setdefault("a body represented by a person", []).append(cells.lines[at])
        elif is_seat(name):
            names[at] = ""
            _give(cells, at, "capacity_as_published", name.strip())
            moved.setdefault("a seat, not a person", []).append(cells.lines[at])
        elif is_company(name):
            names[at] = ""
            _give(cells, at, "organisation", name.strip())
            moved.setdefault("a company or body, not a person", []).append(cells.lines[at])
        elif is_no_name(name) and cells.columns.get("organisation", names)[at].strip() not in ("", name.strip()):
            names[at] = ""
            moved.setdefault("no name, but an organisation", []).append(cells.lines[at])
    for what, lines in moved.items():
        said.caveats.append(
            f"Under {quoted(cells.heading('person_name'))} of {file}, {rows_named(lines)}, stands {what}: read so."
        )


def _give(cells: _Cells, at: int, name: str, words: str) -> None:
    texts = cells.column(name)
    texts[at] = texts[at] if texts[at].strip() else words


def _part_people(file: str, cells: _Cells, said: Filled, special: set[str]) -> None:
    """A row for each of several people in one cell; the other cells are parted with them where they are as many."""
    found = {name: people_in(name) for name in special}
    found = {name: people for name, people in found.items() if len(people) > 1}
    if not found:
        return
    names = cells.columns["person_name"]
    groups = [[at] * len(found.get(name, ("",))) for at, name in enumerate(names)]
    lines = [cells.lines[at] for at, name in enumerate(names) if name in found]
    people = [person for name in names for person in found.get(name, (name,))]
    cells.repeat(groups)
    cells.columns["person_name"] = people
    special |= {person for own in found.values() for person in own}
    for name in ("organisation", "job_title", "capacity_as_published"):
        if name in cells.columns:
            _part_beside(cells.columns[name], groups)
    where, shown = f"{file}, {rows_named(lines)}", quoted(next(name for name in names if name in found))
    said.caveats.append(f"Several people stand in one cell of {where}, such as {shown}: each was read as a person.")


def _part_beside(texts: list[str], groups: Sequence[Sequence[int]]) -> None:
    at = 0
    for group in groups:
        parts = re.split(r"\s*[;\n]\s*", texts[at].strip()) if len(group) > 1 else []
        if len(parts) == len(group) > 1:
            texts[at : at + len(group)] = parts
        at += len(group)


def _read_beside(cells: _Cells, column: str, texts: set[str], order: str) -> None:
    """Offices and dates in brackets after a name or a role."""
    found = {text: beside for text in texts if any(beside := said_beside(text, order))}
    for at, text in enumerate(cells.columns[column]) if found else ():
        if text not in found:
            continue
        role, start, end, seat = found[text]
        if seat:
            _give(cells, at, "capacity_as_published", seat)
        own = cells.column("role")[at] if column != "role" else ""
        if column != "role" and role and (not own.strip() or read_role(own) == "member" != read_role(role)):
            cells.columns["role"][at] = role
        for name, day in (("start_date", start), ("end_date", end)):
            if day and not cells.column(name)[at].strip():
                cells.columns[name][at] = day


def _read_pronouns(cells: _Cells) -> None:
    """A pronoun printed after the name, "(she/her)", is one published for the person."""
    for at, name in enumerate(cells.columns["person_name"]):
        if "/" in name and (pronoun := pronoun_in(name)):
            _give(cells, at, "pronoun_as_published", pronoun.partition("/")[0].strip())


def _read_dates(file: str, cells: _Cells, said: Filled, order: str) -> None:
    """Every column of dates as ISO text; of two ends of one person the earlier holds."""
    given: dict[str, list[str]] = {}
    names: dict[str, tuple[str, str]] = {}
    for name in DATE_COLUMNS:
        for number, place in enumerate(cells.headings.places.get(name, [-1])):
            key = f"{name} {number}"
            if number == 0 and name in cells.columns:
                given[key] = cells.columns[name]
            elif number:
                given[key] = [cells.rows[origin][1][place] for origin in cells.origin]
            names[key] = (name, cells.headings.published[place].strip() if place >= 0 else name)
    days = read_days(file, cells.lines, given, {key: heading for key, (_, heading) in names.items()}, order)
    said.faults += days.faults
    said.caveats += days.caveats
    for name in DATE_COLUMNS:
        columns = [days.columns[key] for key in given if names[key][0] == name]
        if len(columns) == 1:
            cells.columns[name] = columns[0]
        elif columns:
            cells.columns[name] = [min(filter(None, texts), default="") for texts in zip(*columns, strict=True)]


def _keep_keys(cells: _Cells) -> None:
    """An id that stands in several rows of one person is the person's key, not the row's."""
    ids = cells.columns.get("row_id")
    if ids is None or len(set(ids)) == len(ids) or "person_id" in cells.columns or "person_name" not in cells.columns:
        return
    holders: dict[str, str] = {}
    pairs = zip(ids, cells.columns["person_name"], strict=True)
    if all(not key.strip() or holders.setdefault(key.strip(), name) == name for key, name in pairs):
        cells.columns["person_id"] = cells.columns.pop("row_id")


def _frame(file: str, cells: _Cells) -> pd.DataFrame:
    names = [*BOARD_COLUMNS, *(name for name in FURTHER_COLUMNS if any(cells.columns.get(name, ())))]
    blank, empty = pd.array([""] * len(cells.lines), dtype="str"), [""]
    texts = {name: cells.columns.pop(name, empty) for name in names}
    arrays = {name: blank.copy() if own is empty else pd.array(own, dtype="str") for name, own in texts.items()}
    frame = pd.DataFrame(arrays, columns=names, copy=False)
    return frame.assign(file=pd.Series([file] * len(frame), dtype="str"), line=pd.Series(cells.lines, dtype="int64"))
