"""A sheet -> its headings and the rows under them: titles above, headings in two rows or again, merged cells."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lepdata.dates import looks_like_date, read_date
from lepdata.errors import Fault, quoted
from lepdata.files import rule_file
from lepdata.read.grid import Grid, NotRead, Row, column_letter, first_few, refused, rows_named
from lepdata.read.words import candidates, heading_key

_HEADING_WITHIN = 100  # rows
_NUMBER = re.compile(r"\s*-?[\d.,]+%?\s*")
_INDEX = frozenset(("", "unnamed0", "index", "no", "number", "sn", "sno", "srno", "slno", "line"))
_PEOPLE_OR_SEATS = frozenset(
    ("person_name", "given name", "family name", "job_title", "organisation", "capacity_as_published", "role")
)
_DATED = re.compile(
    r"\b(\d{1,2}(?:st|nd|rd|th)? [A-Za-z]+ \d{4}|[A-Z][a-z]+ \d{4}|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4})\b"
)


@dataclass
class Table:
    file: str
    line: int  # of the headings
    headings: list[str]
    rows: list[Row]  # under them, each as wide as they are
    faults: list[Fault] = field(default_factory=list)
    caveats: list[str] = field(default_factory=list)
    not_read: list[NotRead] = field(default_factory=list)
    title: str = ""  # what stands alone in the row right above the headings


def lay_out(grid: Grid, header_row: int | None = None, told: Iterable[str] = ()) -> Table:
    """The table of a grid; the row of the headings is the first with two that are known, unless it is told."""
    at = _told_row(grid, header_row) if header_row is not None else heading_row(grid.rows, told)
    headings, deep = _headings(grid, at)
    table = Table(grid.file, grid.rows[at][0], headings, [*grid.rows[at + deep :]])
    table.caveats += grid.caveats
    table.not_read += grid.not_read
    _say_above(table, grid.rows[:at])
    _fill_merged(table, grid)
    _as_wide(table)
    _leave_repeats(table)
    _leave_index(table)
    return table


def heading_row(rows: Sequence[Row], told: Iterable[str] = ()) -> int:
    """Which row holds the headings: that with those the user has named, else the first with two known ones.

    Above it stand only rows with fewer cells; a row of data may hold a known word too, such as Member.
    """
    keys = {heading_key(text) for text in told}
    widest, alone = 0, None
    for at, (_, cells) in enumerate(rows[:_HEADING_WITHIN]):
        if keys and keys <= {*map(heading_key, cells)}:
            return at
        known, filled = _known(cells), _filled(cells)
        if filled > widest or not at:
            if len(known) > 1 and known & _PEOPLE_OR_SEATS:
                return at
            alone = at if alone is None and known & _PEOPLE_OR_SEATS and (filled == 1 or not at) else alone
        widest = max(widest, filled)
    return alone or 0


def strength(rows: Sequence[Row]) -> int:
    """How much a sheet looks like a board: how many different headings are known in its row of headings."""
    if not rows:
        return 0
    at = heading_row(rows)
    known = _known(rows[at][1])
    return len(known) + 10 * ("person_name" in known or "family name" in known) if len(rows) > at + 1 else len(known)


def _known(cells: Sequence[str]) -> set[str]:
    return {candidates(cell)[0] for cell in cells if cell.strip() and len(cell) < 80 and candidates(cell)} - {"aside"}


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _told_row(grid: Grid, line: int) -> int:
    at = next((at for at, (number, _) in enumerate(grid.rows) if number == line), None)
    if at is None:
        remedy = "count the rows as a spreadsheet does, from 1"
        raise refused(grid.file, f"nothing in row {line}", "the row of the headings", remedy, line)
    return at


def _headings(grid: Grid, at: int) -> tuple[list[str], int]:
    """The headings, and over how many rows they stand: a second row of known headings belongs to the first."""
    _, upper = grid.rows[at]
    under = grid.rows[at + 1][1] if at + 1 < len(grid.rows) else ()
    above = grid.rows[at - 1][1] if at else ()
    if len(_known(under)) > 1 and [*map(heading_key, under)] != [*map(heading_key, upper)] and _has_gaps(upper, under):
        return _joined(_spread(upper, len(under), grid, grid.rows[at][0]), under), 2
    keys = [heading_key(cell) for cell in upper if cell.strip()]
    if len(set(keys)) < len(keys) and _filled(above) > 1:  # "Name" twice is told apart by what stands above each
        return _joined(_spread(above, len(upper), grid, grid.rows[at - 1][0]), upper), 1
    return list(upper), 1


def _has_gaps(upper: Sequence[str], under: Sequence[str]) -> bool:
    """Whether the upper row leaves something for the row under it to say."""
    return any(not (upper[i] if i < len(upper) else "").strip() for i, cell in enumerate(under) if cell.strip())


def _spread(cells: Sequence[str], width: int, grid: Grid, line: int) -> list[str]:
    """A row of titles, each over all the columns that it is merged over, or else up to the next."""
    merged = {left: right for first, left, last, right in grid.merged if first <= line <= last}
    spread = [*cells, *[""] * (width - len(cells))]
    for at in range(1, len(spread)):
        inside = any(left < at <= right for left, right in merged.items())
        if not spread[at].strip() and spread[at - 1].strip() and (inside or not merged):
            spread[at] = spread[at - 1]
    return spread


def _joined(upper: Sequence[str], under: Sequence[str]) -> list[str]:
    joined = []
    for at in range(max(len(upper), len(under))):
        one, two = (cells[at].strip() if at < len(cells) else "" for cells in (upper, under))
        both = " ".join(filter(None, (one, two)))
        joined.append(next((text for text in (both, two, one) if text and candidates(text)), both))
    return joined


def _say_above(table: Table, above: Sequence[Row]) -> None:
    if not above:
        return
    lines = [line for line, _ in above]
    text = next(cell for cell in above[0][1] if cell.strip()).strip()
    table.not_read.append(NotRead("row", f"{table.file}, {rows_named(lines)}", text, "above the headings"))
    alone = [cell.strip() for cell in above[-1][1] if cell.strip()]
    table.title = alone[0] if len(alone) == 1 else ""
    dates = [
        found[1] for _, cells in above for cell in cells for found in _DATED.finditer(cell) if looks_like_date(found[1])
    ]
    if dates and not any("snapshot_date" in candidates(heading) for heading in table.headings):
        table.caveats.append(
            f"Above the headings of {table.file} stands {quoted(dates[0])}: if the list is of that day, "
            f"give it a column Date, or judge it with --as-at {_iso(dates[0])}."
        )


def _iso(text: str) -> str:
    try:
        return read_date(text)
    except ValueError:
        return "and the date"


def _fill_merged(table: Table, grid: Grid) -> None:
    """The value of cells merged downwards stands for every row that they cover."""
    lines = [line for line, _ in table.rows]
    named = []
    for first, left, last, _ in grid.merged:
        covered = range(bisect_left(lines, first), bisect_right(lines, last))
        if last == first or len(covered) < 2 or lines[covered[0]] != first:
            continue
        above = table.rows[covered[0]][1]
        if left < len(above) and above[left].strip():
            for at in covered[1:]:
                table.rows[at] = _with(table.rows[at], left, above[left])
            named.append(f"{column_letter(left)}{first} to {column_letter(left)}{last}")
    if named:
        what = f"Merged cells of {table.file} were read for every row that they cover"
        table.caveats.append(f"{what}: {first_few(named)}.")


def _with(row: Row, column: int, text: str) -> Row:
    """The row with a text in an empty cell."""
    cells = [*row[1], *[""] * (column + 1 - len(row[1]))]
    cells[column] = cells[column] if cells[column].strip() else text
    return row[0], tuple(cells)


_Stray = dict[int, list[tuple[int, str]]]  # column -> the lines and texts that stand under no heading


def _as_wide(table: Table) -> None:
    """Every row as wide as the headings; what stands under none is said, once a column."""
    width = len(table.headings)
    blank = [at for at, heading in enumerate(table.headings) if not heading.strip()]
    stray: _Stray = {}
    for at, (line, cells) in enumerate(table.rows):
        for column in (*blank, *range(width, len(cells))):
            if column < len(cells) and cells[column].strip():
                stray.setdefault(column, []).append((line, cells[column]))
        if len(cells) != width:
            table.rows[at] = line, cells[:width] + ("",) * (width - len(cells))
    first = stray.get(0, [])
    if first and len(first) == len(table.rows) and _numbers_rows([text for _, text in first]):
        del stray[0]
        table.caveats.append(f"The first column of {table.file} has no heading and numbers the rows: it was not read.")
    for column in [at for at in stray if at < width and all(_NUMBER.fullmatch(text) for _, text in stray[at])]:
        where = f"{table.file}, column {column_letter(column)}"
        table.not_read.append(NotRead("column", where, stray.pop(column)[0][1], "numbers without a heading"))
    _ask_about(table, stray, width - len(blank))


def _ask_about(table: Table, stray: _Stray, headed: int) -> None:
    expected = f"{headed} cells, one under each heading"
    remedy = "put a cell that holds a comma in quotation marks, or give the column a heading"
    told: set[int] = set()
    for found in stray.values():
        rows = [line for line, _ in found if line not in told]
        if rows:
            more = f", in {rows_named(rows)}" if len(rows) > 1 else ""
            what = f"more cells than headings: {quoted(found[0][1])} stands under none{more}"
            table.faults.append(Fault(table.file, rows[0], "", what, expected, remedy))
        told |= {*rows}


def _numbers_rows(texts: Sequence[str]) -> bool:
    numbers = [int(text) for text in texts if text.strip().isdecimal() and len(text.strip()) < 10]
    return len(numbers) == len(texts) and all(two > one for one, two in itertools.pairwise(numbers))


def _leave_index(table: Table) -> None:
    """A first column that only numbers the rows is no column of the board."""
    first = table.headings[0].strip()
    if first and heading_key(first) in _INDEX | {""} and _numbers_rows([cells[0] for _, cells in table.rows]):
        table.caveats.append(f"The first column of {table.file}, {quoted(first)}, numbers the rows: it was not read.")
        table.headings[0] = ""


def _second_table(table: Table, line: int, cells: Sequence[str]) -> Fault:
    shown = ", ".join(quoted(cell.strip()) for cell in cells if cell.strip())
    remedy = "put the second table into a sheet or file of its own, or under the headings of the first"
    return Fault(table.file, line, "", f"other headings, {shown}", "one table", remedy)


def _leave_repeats(table: Table) -> None:
    """Rows that print the headings again."""
    keys = [heading_key(heading) for heading in table.headings]
    known = {heading.strip().casefold() for heading in table.headings} - {""}
    known |= {row["heading"].casefold() for row in rule_file("board_file/headings.csv")}
    again = []
    for line, cells in table.rows:
        if not any(cell.casefold() in known for cell in cells[:3]):
            continue
        filled = [at for at, cell in enumerate(cells) if cell.strip()]
        if sum(heading_key(cells[at]) == keys[at] for at in filled) > max(1, len(filled) // 2):
            again.append((line, cells))
        elif len(filled) > 2 and len(_known(cells)) == len(filled):
            table.faults.append(_second_table(table, line, cells))
    if again:
        lines = {line for line, _ in again}
        text = next(cell for cell in again[0][1] if cell.strip()).strip()
        table.not_read.append(NotRead("row", f"{table.file}, {rows_named(sorted(lines))}", text, "the headings again"))
        table.rows = [row for row in table.rows if row[0] not in lines]
