"""A CSV or XLSX file -> its sheets: rows of text, each cell with its name."""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from typing import NamedTuple

from lepdata.errors import Fault
from lepdata.files import published
from lepdata.sightings.delimited import SEPARATORS, decoded, rows_of
from lepdata.sightings.gate import admitted
from lepdata.sightings.workbook import cell_texts, filled_cells, merged_areas, opened_book, without_values

QUESTION_ID = "question_id"
ASIDE = ("instructions", "choices")  # sheets that a form brings along and nobody fills in
_NO_VALUE = ("f", "e")  # openpyxl's letters for a formula and an error value


class Cell(NamedTuple):
    """A cell's text, its row, and its name as a spreadsheet has it ("D7")."""

    text: str
    row: int
    name: str


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows by number, what is wrong with single cells, and the names of those cells."""

    file: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    faults: tuple[Fault, ...] = ()
    bad: frozenset[str] = frozenset()

    def cell(self, row: int, texts: tuple[str, ...], column: int) -> Cell:
        """The cell of a row in a column, counted from 0; empty beyond the row's end."""
        text = texts[column] if column < len(texts) else ""
        return Cell(text.strip(), row, f"{letter(column)}{row}")


def read_sheets(path: str | os.PathLike[str]) -> list[Sheet]:
    """The sheets of a file that may hold a form; instructions and lists of choices are left out.

    Raises
    ------
    InputFaults
        If the file cannot be read as what its name says.
    """
    start = ("a form with its answers", "write a blank one and fill it in")
    return admitted(path, _delimited, _workbook, "a filled-in form", start)


def letter(column: int) -> str:
    """A column's letters, counted from 0.

    Examples
    --------
    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _delimited(file: str, data: bytes) -> list[Sheet]:
    text = decoded(file, data)
    rows = rows_of(file, text, _separator(text))
    return [Sheet(file, tuple((row, tuple(map(published, cells))) for row, cells in rows))]


def _separator(text: str) -> str:
    """The sign that stands beside the heading of the questions; a comma where that cannot be seen."""
    for line in text.splitlines():
        for sign in SEPARATORS:
            if QUESTION_ID in next(csv.reader([line.casefold()], delimiter=sign), []) and sign in line:
                return sign
    return ","


def _workbook(file: str, data: bytes) -> list[Sheet]:
    book = opened_book(file, data)
    own = [sheet for sheet in book.worksheets if sheet.title.strip().casefold() not in ASIDE]
    return [_sheet(file if len(own) == 1 else f"{file}, sheet {sheet.title!r}", sheet) for sheet in own]


def _sheet(file: str, sheet: object) -> Sheet:
    cells = filled_cells(sheet)
    rows = tuple((row, cell_texts(cells[row])) for row in sorted(cells))
    head = next((texts for _, texts in rows if QUESTION_ID in [text.strip().casefold() for text in texts]), ())
    bad = frozenset(cell.coordinate for row in cells.values() for cell in row.values() if cell.data_type in _NO_VALUE)
    return Sheet(file, rows, (*merged_areas(file, sheet, head), *without_values(file, cells, head)), bad)
