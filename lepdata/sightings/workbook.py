"""XLSX -> rows of text. openpyxl is imported only when a workbook is read."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from lepdata.errors import Fault
from lepdata.read.headings import candidates
from lepdata.sightings.grid import Grid, is_blank, refused

Cells = dict[int, dict[int, Any]]  # row number -> column number -> cell, only those that hold something

_BOARD, _NOTES = "board", "notes"
_MOST_CELLS_NAMED = 5
_KINDS = {  # openpyxl's letter for a kind of cell -> what it is, what was expected, what to do
    "f": ("formula", "formulas", "a value, not a sum", "copy the cells and paste them in place as values"),
    "e": ("error value", "error values", "text or a date", "correct or empty the cells"),
}


def read_workbook(file: str, data: bytes) -> Grid:
    """Read the sheet called "Board", or the only one that looks like a board.

    Raises
    ------
    InputFaults
        If the workbook cannot be opened, or it is not clear which sheet is meant.
    """
    filled = [(sheet, cells) for sheet in opened_book(file, data).worksheets if (cells := filled_cells(sheet))]
    if not filled:
        return Grid(file, ())
    sheet, cells = _board(file, filled)
    rows = tuple((line, row) for line in sorted(cells) if not is_blank(row := cell_texts(cells[line])))
    head = rows[0][1] if rows else ()
    faults = (*merged_areas(file, sheet, head), *without_values(file, cells, head))
    return Grid(file, rows, faults, _others(file, filled, sheet))


def opened_book(file: str, data: bytes) -> Any:
    """The workbook as openpyxl has it; refused where it is damaged."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about features of a workbook that hold no cells
            return openpyxl.load_workbook(io.BytesIO(data))
    except Exception:  # a damaged workbook fails wherever openpyxl first trips over it
        remedy = "open it in a spreadsheet program and save it again as an Excel workbook (.xlsx)"
        raise refused(file, "a damaged workbook", "a workbook that opens", remedy) from None


def filled_cells(sheet: Any) -> Cells:
    """The cells that hold something; the public iterators make a million rows of one stray format at the foot."""
    cells: Cells = {}
    for (row, column), cell in sheet._cells.items():
        if cell.value is not None:
            cells.setdefault(row, {})[column] = cell
    return cells


def cell_texts(cells: dict[int, Any]) -> tuple[str, ...]:
    """A row's cells as the text that a reader sees, from the first column to the last filled one."""
    filled = {column: cell_text(cell.value, cell.number_format) for column, cell in cells.items()}
    return tuple(filled.get(column, "") for column in range(1, max(filled) + 1))


def _board(file: str, filled: list[tuple[Any, Cells]]) -> tuple[Any, Cells]:
    named = [each for each in filled if each[0].title.strip().casefold() == _BOARD]
    chosen = named or [each for each in filled if _has_headings(each[1])]
    if len(chosen) > 1:
        names = ", ".join(repr(sheet.title) for sheet, _ in chosen)
        raise refused(file, f"several sheets with a board: {names}", "one", "call the one that is meant 'Board'")
    return (chosen or filled)[0]


def _has_headings(cells: Cells) -> bool:
    return any(candidates(text) for text in cell_texts(cells[min(cells)]))


def _others(file: str, filled: list[tuple[Any, Cells]], chosen: Any) -> tuple[str, ...]:
    left = [sheet.title for sheet, _ in filled if sheet is not chosen and sheet.title.casefold() != _NOTES]
    if not left:
        return ()
    return (f"Only the sheet {chosen.title!r} of {file} was read, not {', '.join(map(repr, left))}.",)


def cell_text(value: object, number_format: str = "") -> str:
    """A cell's value as the text a reader sees; a date that shows only month or year is only that.

    Examples
    --------
    >>> cell_text(7.0), cell_text(datetime(2018, 7, 24), "dd/mm/yyyy"), cell_text(datetime(2018, 7, 1), "mmm-yy")
    ('7', '2018-07-24', '2018-07')
    """
    if isinstance(value, datetime):
        midnight = value.hour == value.minute == value.second == 0
        return _shown_date(value.date(), number_format) if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return _shown_date(value, number_format)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _shown_date(value: date, number_format: str) -> str:
    signs = re.sub(r'\[[^\]]*\]|"[^"]*"|\\.', "", number_format).casefold()
    if "d" in signs or "y" not in signs:
        return value.isoformat()
    return value.isoformat()[:7] if "m" in signs else value.isoformat()[:4]


def merged_areas(file: str, sheet: Any, head: tuple[str, ...]) -> Iterator[Fault]:
    """One fault for each area of merged cells."""
    remedy = "unmerge them and write the value into every row it is meant for"
    for area in sorted(sheet.merged_cells.ranges, key=lambda area: (area.min_row, area.min_col)):
        heading = _heading(head, area.min_col)
        expected = "one cell for each row and column"
        yield Fault(file, area.min_row, heading, f"merged cells {area.coord}", expected, remedy)


def without_values(file: str, cells: Cells, head: tuple[str, ...]) -> Iterator[Fault]:
    """One fault for each column with formulas or with error values, naming the cells."""
    found: dict[tuple[int, str], list[Any]] = {}
    for row in sorted(cells):
        for column, cell in cells[row].items():
            if cell.data_type in _KINDS:
                found.setdefault((column, cell.data_type), []).append(cell)
    for (column, kind), bad in sorted(found.items(), key=lambda item: item[0]):
        one, several, expected, remedy = _KINDS[kind]
        what = f"{several if len(bad) > 1 else one} in {_named(bad)}"
        yield Fault(file, bad[0].row, _heading(head, column), what, expected, remedy)


def _named(cells: list[Any]) -> str:
    names = ", ".join(cell.coordinate for cell in cells[:_MOST_CELLS_NAMED])
    return names + (f" and {len(cells) - _MOST_CELLS_NAMED} more" if len(cells) > _MOST_CELLS_NAMED else "")


def _heading(head: tuple[str, ...], column: int) -> str:
    return head[column - 1].strip() if column <= len(head) else ""
