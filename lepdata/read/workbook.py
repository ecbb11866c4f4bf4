"""Workbooks of Excel and LibreOffice, old and new -> a grid for each sheet, as a reader sees it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from lepdata.errors import Fault, quoted
from lepdata.read.cells import (
    OLD,
    PLACE,
    Locked,
    Marks,
    Sheet,
    column_number,
    is_ods,
    ods_marks,
    read_sheets,
    sheet_marks,
    sheets_apart,
    too_large,
)
from lepdata.read.delimited import damaged_letters
from lepdata.read.grid import Area, Grid, NotRead, Row, Wanted, column_letter, first_few, head_of, refused

_MOST_CELLS = 40_000_000  # of the rectangle that holds a sheet's values
_WITHOUT_VALUE = {  # what a cell holds -> one, several, what was expected, what to do
    "formula": (
        "formula",
        "formulas",
        "a value, or a formula saved with its value",
        "open the file in a spreadsheet program and save it again, or copy the cells and paste them in place as values",
    ),
    "error": ("error value", "error values", "text or a date", "correct or empty the cells"),
}


def of_workbook(file: str, data: bytes, wanted: Wanted) -> list[Grid]:
    """A grid for each sheet that holds anything and is not `aside`."""
    zipped = data.startswith(b"PK")
    if zipped and (why := _safely(file, too_large, data)):
        raise refused(file, why, "a workbook that a person can look through", "save only the sheet that is meant")
    marks: dict[str, Marks] = _safely(file, ods_marks if is_ods(data) else sheet_marks, data) if zipped else {}
    if vast := next((name for name, own in marks.items() if own.cells > _MOST_CELLS), ""):
        found = f"cells far apart in the sheet {quoted(vast)}"
        raise refused(file, found, "a table", "delete what stands far outside the table")
    sheets = [
        each for each in _safely(file, sheets_apart if data.startswith(OLD) else read_sheets, data, marks) if each.rows
    ]
    sheets = [each for each in sheets if each.name.strip().casefold() not in wanted.aside]
    named = wanted.several and len(sheets) > 1
    grids = [_grid(f"{file}, sheet {each.name!r}" if named else file, each, wanted) for each in sheets]
    return grids if marks or not wanted.as_seen else [_with_unseen(grid) for grid in grids]


def _with_unseen(grid: Grid) -> Grid:
    said = f"In {grid.file}, a workbook of an older kind, rows that are hidden or struck through are read like others."
    return replace(grid, caveats=(*grid.caveats, said))


def _safely(file: str, read: Any, *given: Any) -> Any:
    """What a reader of workbooks gives; a damaged one fails wherever the reader first trips over it."""
    from python_calamine import PasswordError

    try:
        return read(*given)
    except (PasswordError, Locked):
        remedy = "save it without a password"
        raise refused(file, "a workbook protected by a password", "one that opens", remedy) from None
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # the reader's own panics are no Exceptions
        remedy = "open it in a spreadsheet program and save it again as an Excel workbook (.xlsx)"
        raise refused(file, "a damaged workbook", "a workbook that opens", remedy) from None


def _grid(file: str, sheet: Sheet, wanted: Wanted) -> Grid:
    rows, not_read = (sheet.rows, []) if not wanted.as_seen else _as_seen(file, sheet)
    lines = {line for line, _ in sheet.rows}
    head = head_of(rows, wanted)
    headings = rows[head or 0][1] if rows else ()
    faults = list(_without_value(file, sheet.marks, headings))
    merged = [] if wanted.as_seen else _merged(file, [area for area in sheet.merged if area[0] in lines], headings)
    return Grid(
        file,
        tuple(rows),
        head,
        sheet.name,
        (*merged, *faults),
        not_read=(*not_read, *damaged_letters(file, rows)),
        without_value=frozenset(sheet.marks.without_value),
        merged=tuple(sheet.merged),
        visible=sheet.visible,
    )


def _as_seen(file: str, sheet: Sheet) -> tuple[list[Row], list[NotRead]]:
    """The rows without what is hidden or struck through, and a word about each."""
    marks, not_read = sheet.marks, []
    rows = [row for row in sheet.rows if row[0] not in marks.hidden_rows]
    if hidden := [row for row in sheet.rows if row[0] in marks.hidden_rows]:
        why = "hidden in the sheet; unhide and save, if it is meant"
        not_read += [NotRead("row", f"{file}, row {row[0]}", _first_text(row), why) for row in hidden]
    for column in sorted(marks.hidden_columns):
        own = [(line, cells[column]) for line, cells in rows if len(cells) > column and cells[column].strip()]
        if own:
            why = "hidden in the sheet; unhide and save, if it is meant"
            not_read.append(NotRead("column", f"{file}, column {column_letter(column)}", own[0][1].strip(), why))
            rows = [(line, (*cells[:column], "", *cells[column + 1 :])) for line, cells in rows]
    rows, parts = _without_parts(file, rows, marks)
    not_read += parts
    struck = _struck(rows, marks)
    crossed = [row for row in rows if _is_struck(row, struck)] if struck else []
    lines = {line for line, _ in crossed}
    not_read += [NotRead("row", f"{file}, row {row[0]}", _first_text(row), "struck through") for row in crossed]
    for line, columns in struck.items():
        for column in columns if line not in lines else ():
            text = next(cells[column] for number, cells in rows if number == line)
            not_read.append(NotRead("cell", f"{file}, cell {column_letter(column)}{line}", text, "struck through"))
    if not struck:
        return rows, not_read
    return [_without(row, struck.get(row[0], ())) for row in rows if row[0] not in lines], not_read


def _without_parts(file: str, rows: list[Row], marks: Marks) -> tuple[list[Row], list[NotRead]]:
    """The rows without the parts of texts that are struck through."""
    if not marks.struck_parts:
        return rows, []
    not_read = [
        NotRead("cell", f"{file}, cell {column_letter(at)}{line}", text, "a part of it is struck through")
        for line, cells in rows
        for at, text in enumerate(cells)
        if text in marks.struck_parts
    ]
    return [(line, tuple(marks.struck_parts.get(text, text) for text in cells)) for line, cells in rows], not_read


def _struck(rows: Sequence[Row], marks: Marks) -> dict[int, list[int]]:
    """Of each row the columns whose text is struck through."""
    places = sorted((int(p[2]), column_number(p[1]) - 1) for name in marks.struck if (p := PLACE.fullmatch(name)))
    cells = dict(rows) if places else {}
    found: dict[int, list[int]] = {}
    for line, column in places:
        if len(cells.get(line, ())) > column and cells[line][column].strip():
            found.setdefault(line, []).append(column)
    return found


def _is_struck(row: Row, struck: dict[int, list[int]]) -> bool:
    """Whether the first or every filled cell is struck through: then the whole row is meant."""
    filled = [column for column, text in enumerate(row[1]) if text.strip()]
    return filled[0] in struck.get(row[0], ()) if filled else False


def _without(row: Row, columns: Sequence[int]) -> Row:
    return row if not columns else (row[0], tuple("" if at in columns else text for at, text in enumerate(row[1])))


def _first_text(row: Row) -> str:
    return next(text for text in row[1] if text.strip()).strip()


def _merged(file: str, areas: Sequence[Area], headings: Sequence[str]) -> Iterator[Fault]:
    remedy = "unmerge them and write the value into every row it is meant for"
    for first, left, last, right in sorted(areas):
        found = f"merged cells {column_letter(left)}{first}:{column_letter(right)}{last}"
        yield Fault(file, first, _heading(headings, left), found, "one cell for each row and column", remedy)


def _without_value(file: str, marks: Marks, headings: Sequence[str]) -> Iterator[Fault]:
    """One fault for each column with formulas without a value or with error values, naming the cells."""
    places: dict[tuple[int, str], list[tuple[int, str]]] = {}
    for name, kind in marks.without_value.items():
        if place := PLACE.fullmatch(name):
            places.setdefault((column_number(place[1]) - 1, kind), []).append((int(place[2]), name))
    for (column, kind), cells in sorted(places.items()):
        one, several, expected, remedy = _WITHOUT_VALUE[kind]
        names = [name for _, name in sorted(cells)]
        found = f"{several if len(cells) > 1 else one} in {first_few(names)}"
        yield Fault(file, min(cells)[0], _heading(headings, column), found, expected, remedy)


def _heading(headings: Sequence[str], column: int) -> str:
    return headings[column].strip() if column < len(headings) else ""
