"""Workbooks of Excel and LibreOffice, old and new -> a grid for each sheet, as a reader sees it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from lepdata.errors import quoted
from lepdata.read.cells import (
    OLD,
    Locked,
    Marks,
    Sheet,
    is_ods,
    ods_marks,
    read_sheets,
    sheet_marks,
    sheets_apart,
    too_large,
)
from lepdata.read.delimited import damaged_letters
from lepdata.read.grid import Grid, Row, Said, Wanted, column_letter, first_few, head_of, refused

_MOST_CELLS = 40_000_000  # of the rectangle that holds a sheet's values
_WITHOUT_VALUE = {  # what a cell holds -> one, several, what was expected, what to do
    "formula": (
        *("formula", "formulas", "a value, or a formula saved with its value"),
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
    sheets = _safely(file, sheets_apart if data.startswith(OLD) else read_sheets, data, marks)
    sheets = [each for each in sheets if each.rows and each.name.strip().casefold() not in wanted.aside]
    named = wanted.several and len(sheets) > 1
    grids = [_grid(f"{file}, sheet {each.name!r}" if named else file, each, wanted) for each in sheets]
    older = "a workbook of an older kind, rows that are hidden or struck through are read like others"
    unseen = wanted.as_seen and not marks
    return [replace(own, caveats=(f"In {own.file}, {older}.",)) for own in grids] if unseen else grids


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
    said, marks = Said(file), sheet.marks
    rows = _as_seen(sheet, said) if wanted.as_seen else sheet.rows
    head = head_of(rows, wanted)
    headings = dict(enumerate(map(str.strip, rows[head or 0][1]))) if rows else {}
    lines = {line for line, _ in sheet.rows}
    for first, left, last, right in [] if wanted.as_seen else sorted(sheet.merged):
        if first in lines:
            found = f"merged cells {column_letter(left)}{first}:{column_letter(right)}{last}"
            remedy = "unmerge them and write the value into every row it is meant for"
            said.fault(first, headings.get(left, ""), found, "one cell for each row and column", remedy)
    places: dict[tuple[int, str], list[int]] = {}  # of each column, the rows with formulas or errors
    for (line, column), kind in sorted(marks.without_value.items()):
        places.setdefault((column, kind), []).append(line)
    for (column, kind), own in sorted(places.items()):
        one, several, expected, remedy = _WITHOUT_VALUE[kind]
        found = f"{several if len(own) > 1 else one} in {first_few([f'{column_letter(column)}{line}' for line in own])}"
        said.fault(own[0], headings.get(column, ""), found, expected, remedy)
    return Grid(
        file,
        tuple(rows),
        head,
        sheet.name,
        tuple(said.faults),
        not_read=(*said.not_read, *damaged_letters(file, rows)),
        without_value=frozenset(f"{column_letter(column)}{line}" for line, column in marks.without_value),
        merged=tuple(sheet.merged),
        visible=sheet.visible,
    )


def _as_seen(sheet: Sheet, said: Said) -> list[Row]:
    """The rows without what is hidden or struck through, saying what it is."""
    marks, why = sheet.marks, "hidden in the sheet; unhide and save, if it is meant"
    rows = [row for row in sheet.rows if row[0] not in marks.hidden_rows]
    for line, cells in sheet.rows if marks.hidden_rows else ():
        if line in marks.hidden_rows:
            said.leave("row", f"row {line}", _first(cells), why)
    for column in sorted(marks.hidden_columns):
        if own := [text for _, cells in rows for text in cells[column : column + 1] if text.strip()]:
            said.leave("column", f"column {column_letter(column)}", own[0].strip(), why)
            rows = [_without(row, {column}) for row in rows]
    for line, cells in rows if marks.struck_parts else ():
        for at, text in enumerate(cells):
            if text in marks.struck_parts:
                said.leave("cell", f"cell {column_letter(at)}{line}", text, "a part of it is struck through")
    if marks.struck_parts:
        rows = [(line, tuple(marks.struck_parts.get(text, text) for text in cells)) for line, cells in rows]
    return _without_struck(rows, marks, said) if marks.struck else rows


def _without_struck(rows: list[Row], marks: Marks, said: Said) -> list[Row]:
    """The rows without the cells that are struck through; where the first is, the whole row is meant."""
    kept, single = list[Row](), list[tuple[str, str]]()
    for line, cells in rows:
        filled = [at for at, text in enumerate(cells) if text.strip()]
        struck = [at for at in filled if (line, at) in marks.struck]
        if struck and struck[0] == filled[0]:
            said.leave("row", f"row {line}", _first(cells), "struck through")
            continue
        single += [(f"cell {column_letter(at)}{line}", cells[at]) for at in struck]
        kept.append(_without((line, cells), struck))
    for place, text in single:
        said.leave("cell", place, text, "struck through")
    return kept


def _without(row: Row, columns: Collection[int]) -> Row:
    return row if not columns else (row[0], tuple("" if at in columns else text for at, text in enumerate(row[1])))


def _first(cells: tuple[str, ...]) -> str:
    return next(filter(str.strip, cells)).strip()
