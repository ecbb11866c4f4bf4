"""Which heading of a file is which column of the board file: by its words, by its values, or as the user says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from lepdata.errors import Fault, near_matches, quoted
from lepdata.files import rule_file
from lepdata.read.asked import NotRead
from lepdata.read.columns import candidates, columns, heading_key, private_columns
from lepdata.read.grid import Row

SEAT_DESCRIPTIONS = ("job_title", "organisation", "capacity_as_published", "role")
NAME_PARTS = ("given name", "family name")
ASIDE = "aside"  # understood, and not a column of a board file
OFFICE = "office"  # a column of names headed by the office they hold
_SEVERAL = ("start_date", "end_date", "capacity_as_published", ASIDE, OFFICE)  # may stand in several columns
_OURS = ("sector", "sector_status")  # of `classify`, read only where both are there


@dataclass(frozen=True)
class Headings:
    published: tuple[str, ...]
    places: dict[str, list[int]]  # column of the board file -> where it stands; two parts of a name under NAME_PARTS
    faults: tuple[Fault, ...] = ()
    caveats: tuple[str, ...] = ()
    not_read: tuple[NotRead, ...] = ()
    flags: dict[int, str] = field(default_factory=dict)  # place of a column of yes and no -> what its yes says

    @property
    def names_people_or_seats(self) -> bool:
        return any(name in self.places for name in ("person_name", OFFICE, *NAME_PARTS, *SEAT_DESCRIPTIONS))


@cache
def _made_here() -> frozenset[str]:
    """The columns that lepdata itself adds: not read, and nothing to wonder at."""
    names = {row["column"] for row in rule_file("tables.csv")}
    return frozenset(name for name in names if "_" in name and name not in columns()) | {
        "gender",
        "place",
        "file",
        "person",
    }


def read_headings(
    file: str, line: int, published: Sequence[str], rows: Sequence[Row] = (), asked: Mapping[str, str] | None = None
) -> Headings:
    """Read the heading row that stands in a line of a file, with the rows under it to settle what could be several."""
    told = _told(published, asked or {})
    meant = [(told[at],) if at in told else _meanings(text, published) for at, text in enumerate(published)]
    taken: set[str] = {found[0] for found in meant if len(found) == 1} - {ASIDE}
    table = _Values(rows)
    caveats: list[str] = []
    open_to = [found if len(found) < 2 else tuple(name for name in found if name not in taken) for found in meant]
    for at in sorted(range(len(meant)), key=lambda at: "body" in meant[at]):  # what is a board is told by the chairs
        if len(meant[at]) > 1:
            open_to[at] = tuple(name for name in open_to[at] if name not in taken or name == ASIDE)
            open_to[at], said = _settled(published[at], meant[at], open_to[at], table, at, open_to)
            caveats += said
            taken |= {*open_to[at]} - {ASIDE} if len(open_to[at]) == 1 else set()
    chosen = [free[0] if len(free) == 1 else "" for free in open_to]
    flags = _flags(published, chosen, table)
    chosen = ["" if at in flags else name for at, name in enumerate(chosen)]
    _find_offices(published, chosen, flags, table)
    places: dict[str, list[int]] = {}
    for at, name in enumerate(chosen):
        if name and (name in _SEVERAL or name not in places):
            places.setdefault(name, []).append(at)
    unread = [
        at
        for at, name in enumerate(chosen)
        if published[at].strip() and not open_to[at] and not name and at not in flags
    ]
    unread += places.pop(ASIDE, [])
    suspect, other = _suspicious(file, line, published, [at for at in unread if at not in told], chosen, table)
    faults = [*_twice(file, line, published, chosen), *_unclear(file, line, published, open_to), *suspect]
    private = private_columns(published)
    named = {published[at] for at in unread if published[at] not in private and at not in told}
    not_read = [
        NotRead("column", file, text.strip(), other.get(text, "no column of a board file is called so"))
        for text in published
        if text in named and heading_key(text) not in map(heading_key, _made_here())
    ]
    if private:
        shown = ", ".join(quoted(heading.strip()) for heading in private)
        caveats.append(f"Private details ({shown}) were not read: lepdata keeps nothing beyond the public role.")
    return Headings(tuple(published), places, tuple(faults), tuple(caveats), tuple(not_read), flags)


class _Values:
    """The columns under the headings, each taken out once."""

    def __init__(self, rows: Sequence[Row]):
        self.rows = rows
        self._columns: dict[int, list[str]] = {}

    def column(self, at: int) -> list[str]:
        if at not in self._columns:
            self._columns[at] = [cells[at] if at < len(cells) else "" for _, cells in self.rows]
        return self._columns[at]


def _told(published: Sequence[str], asked: Mapping[str, str]) -> dict[int, str]:
    """Where the columns stand that the user has named, and what each is."""
    found: dict[int, str] = {}
    keys = [heading_key(text) for text in published]
    for word, given in asked.items():
        meaning = ASIDE if heading_key(word) == "ignore" else next(iter(candidates(word)), "")
        if not meaning:
            like = [row["heading"] for row in rule_file("board_file/headings.csv") if row["reads_as"] == rule["column"]]
        near = "".join(f" (as {quoted(one)} is)" for one in near_matches(text, like, 1))
        found = f"the heading {quoted(text)}, which speaks of {rule['speaks_of']} and is not read"
        expected = f"a heading that says what it is, since {rule['because']}"
        say = f"say --columns {rule['column']}={quoted(text)}"
        remedy = f"if it is {rule['column']}{near}, {say}, else --columns ignore={quoted(text)}"
        faults.append(Fault(file, line, text, found, expected, remedy))
    return faults, other


def _spaced(text: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).replace("_", " ")


def _matters(column: str, values: Sequence[str]) -> bool:
    """Whether a column with such values could hold what its heading speaks of: a board's name repeats."""
    given = [text.strip() for text in values if text.strip()]
    if column != "body":
        return bool(given)
    return 1 < len(set(given)) <= len(given) / 2 and max(map(len, given)) < 100


def _is_it_the_board(file: str, line: int, text: str, values: Sequence[str]) -> Fault:
    count = len({value.strip() for value in values} - {""})
    found = f"no column that says which board, and {count} values under {quoted(text)} that part the rows"
    remedy = f"if it is the board, say --columns body={quoted(text)}, else --columns ignore={quoted(text)}"
    return Fault(file, line, text, found, "one board, or a column that says which board a row is of", remedy)


@cache
def _unread_rules() -> tuple[dict[str, str], ...]:
    return rule_file("board_file/unread.csv")
