"""A table as it stands in a file, how whoever gives it asks that it be read, and what could not be read of it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from functools import reduce

from lepdata.dates import DAY_FIRST, MONTH_FIRST
from lepdata.errors import Fault, UsageError, quoted
from lepdata.headed import Row

_DATE_ORDERS = (DAY_FIRST, MONTH_FIRST)
NOT_KEPT = "Private details ({}) were not read: lepdata keeps nothing beyond the public role."
BY_READ = "read it with `lepdata read FILE -o board.xlsx`, look over what was read, and give that file"


@dataclass(frozen=True)
class Asked:
    """What the user says of a file; it outranks what is inferred."""

    sheet: str | int | None = None  # its name, or its number counted from 1
    header_row: int | None = None  # the row of the headings, as a spreadsheet counts
    columns: Mapping[str, str] | None = None  # what a heading means -> the heading
    dates: str | None = None  # the order of dates in figures, one of DATE_ORDERS
    encoding: str | None = None  # of a text file

    def __post_init__(self) -> None:
        if self.dates and self.dates not in _DATE_ORDERS:
            raise UsageError(f"The order of dates is {quoted(str(self.dates))}; it is {' or '.join(_DATE_ORDERS)}.")
        if self.header_row is not None and self.header_row < 1:
            raise UsageError(f"The row of the headings is {self.header_row}; rows are counted from 1.")


def read_mapping(texts: Iterable[str], what: str = "column", example: str = "name=Appointee") -> dict[str, str]:
    """What the command line takes in pairs: "name=Appointee,role=Capacity" is {"name": "Appointee", ...}."""
    found: dict[str, str] = {}
    # A piece between commas without an equals sign goes on from the one before it.
    for part in (part for text in texts for part in re.split(r",(?=[^,]*=)", text)):
        meant, equals, heading = (piece.strip().strip("\"'") for piece in part.partition("="))
        if not (equals and meant and heading):
            raise UsageError(f"The {what} {quoted(part)} cannot be read; write for instance {example}.")
        if meant in found:
            raise UsageError(f"The {what} {quoted(meant)} is given twice; give each once.")
        found[meant] = heading
    return found


NotRead = dict[str, str]


def not_read(what: str, where: str, text: str, why: str) -> NotRead:
    """A record of a column, sheet, row, cell or word that stands in a file, at a place, and was not read."""
    return to_tell(what, where, f"Not read: {what} {quoted(text)} ({where}): {why}.") | {"text": text, "why": why}


def to_tell(what: str, where: str, sentence: str) -> NotRead:
    """A record as of something not read, of what else must be said first."""
    return {"what": what, "where": where, "text": "", "why": sentence, "sentence": sentence}


MOST_ROWS = 120_000  # that are read of one file: six thousand boards
HEADING_WITHIN = 100  # rows; above the headings may stand a title and the head of a form


@dataclass(frozen=True)
class Wanted:
    """What whoever opens a file hopes to find in it."""

    what: str  # the file should be, such as "a board file"
    holds: str  # such a file: what an empty one lacks
    start: str  # how to begin, as a remedy
    is_heading: Callable[[str], bool]  # of a cell; finds the separator and the row of the headings
    escaped: bool = False  # cells of a CSV file may have an apostrophe before what a spreadsheet would run
    several: bool = False  # every sheet is read, so messages name the sheet
    aside: tuple[str, ...] = ()  # sheets, in lower case, that come along and are not read
    as_seen: bool = False  # hidden and struck-through rows are left out; merged cells are no fault
    encoding: str = ""  # of a text file, where the user says it


@dataclass
class Said:
    """What must be said of a file beside what it gives, gathered while it is read."""

    file: str  # its name, with the sheet's where several are read
    _: KW_ONLY
    faults: list[Fault] = field(default_factory=list)
    caveats: list[str] = field(default_factory=list)
    not_read: list[NotRead] = field(default_factory=list)
    day_above: str = ""  # a day printed above the headings

    def fault(self, row: int | None, column: str, found: str, expected: str, remedy: str) -> None:
        self.faults.append(Fault(self.file, row, column, found, expected, remedy))

    def leave(self, what: str, place: str, text: str, why: str) -> None:
        self.not_read.append(not_read(what, f"{self.file}, {place}" if place else self.file, text, why))


@dataclass
class Grid(Said):
    """The filled rows of one sheet, with what must be said of it."""

    rows: Sequence[Row] = ()
    head: int | None = None  # which of the rows holds the first known heading
    sheet: str = ""  # its name; "" in a text file
    without_value: frozenset[str] = frozenset()  # cells ("D7") of formulas and error values, which are in `faults` too
    merged: Sequence[tuple[int, int, int, int]] = ()  # first row, column, last row, column; rows from 1, columns from 0
    visible: bool = True  # the sheet itself


@dataclass
class Layout:
    """The headings of a grid and the rows under them, each as wide as they are."""

    grid: Grid
    line: int  # of the headings
    headings: list[str]
    rows: list[Row]
    title: str = ""  # what stands alone in the row right above the headings
    open_to: list[tuple[str, ...]] = field(default_factory=list)  # of each heading: the columns it may be
    places: dict[str, list[int]] = field(default_factory=dict)  # column -> where it stands; two parts of a name apart
    flags: dict[int, tuple[str, str, str]] = field(default_factory=dict)  # place of yes and no -> column, yes, no

    def values(self, at: int) -> list[str]:
        return [cells[at].strip() if at < len(cells) else "" for _, cells in self.rows]

    def fault(self, at: int, found: str, expected: str, remedy: str) -> None:
        self.grid.fault(self.line, self.headings[at].strip(), found, expected, remedy)


def column_letter(column: int) -> str:
    """A column's letters, counted from 0."""
    before, last = divmod(column, 26)
    return (column_letter(before - 1) if before else "") + chr(ord("A") + last)


def column_number(letters: str) -> int:
    """The column of such letters, counted from 0."""
    return reduce(lambda before, letter: before * 26 + ord(letter) - 64, letters.upper(), 0) - 1


def head_of(rows: Sequence[Row], wanted: Wanted) -> int | None:
    """Which of the rows holds the first known heading."""
    near = (at for at, (_, cells) in enumerate(rows[:HEADING_WITHIN]) if any(map(wanted.is_heading, cells)))
    return next(near, None)


def first_few(names: Sequence[object], most: int = 5) -> str:
    """ "4, 5, 6, 7, 8 and 35 more"."""
    return ", ".join(map(str, names[:most])) + (f" and {len(names) - most} more" if len(names) > most else "")


def rows_named(lines: Sequence[int]) -> str:
    """ "row 4" or "rows 4, 5 and 6", runs as "rows 8 to 90"."""
    if len(lines) == 1:
        return f"row {lines[0]}"
    if len(lines) > 2 and lines[-1] - lines[0] == len(lines) - 1:
        return f"rows {lines[0]} to {lines[-1]}"
    return f"rows {first_few(lines)}"
