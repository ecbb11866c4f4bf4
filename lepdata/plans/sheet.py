"""A plan or its updates, CSV or XLSX -> columns of text with the line of each row; every fault of the table itself."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lepdata.model.faults import Fault, InputFaults, near_matches, quoted
from lepdata.model.inert import published
from lepdata.plans.rulebook import columns
from lepdata.sightings.delimited import decoded, read_delimited
from lepdata.sightings.gate import kind_of
from lepdata.sightings.workbook import cell_text

Rows = list[tuple[int, Sequence[str]]]
_KEY = "item_id"
_WRITE = {"plan": "draft one with `lepdata plan draft`", "update": "write one with `lepdata plan update`"}


@dataclass(frozen=True)
class Sheet:
    """The columns of a table by name, each as long as `lines`; a column that the file lacks is empty text."""

    file: str
    lines: tuple[int, ...]
    columns: dict[str, list[str]]
    faults: tuple[Fault, ...] = ()

    def fault(self, at: int | None, column: str, found: str, expected: str, remedy: str) -> Fault:
        """What is wrong in one cell; `at` counts the rows of data from 0."""
        return Fault(self.file, None if at is None else self.lines[at], column, found, expected, remedy)


def read_sheet(path: str | os.PathLike[str], table: str) -> Sheet:
    """Read a CSV or XLSX file as a plan ("plan") or as updates ("update").

    Raises
    ------
    InputFaults
        If the file cannot be read, lacks a column that must be there, has one twice, or has no row.
    """
    path = Path(path)
    data = _content(path, table)
    if path.suffix.casefold() == ".xlsx":
        rows, faults = _workbook(path.name, data, table)
    else:
        rows, faults = _delimited(path.name, data), []
    if len(rows) < 2:
        raise _refused(path.name, "no row of data", "headings and a row for each item", _WRITE[table])
    return _sheet(path.name, rows, table, faults)


def sheet_of(file: str, columns_: dict[str, list[str]], table: str) -> Sheet:
    """A table that is known to be whole, as a sheet."""
    length = len(columns_[_KEY])
    full = {name: columns_.get(name, [""] * length) for name in columns(table)}
    return Sheet(file, tuple(range(2, length + 2)), full)


def _refused(file: str, found: str, expected: str, remedy: str) -> InputFaults:
    return InputFaults([Fault(file, None, "", found, expected, remedy)])


def _content(path: Path, table: str) -> bytes:
    if path.suffix.casefold() not in (".csv", ".xlsx"):
        expected = "a name that ends in .csv or .xlsx"
        raise _refused(
            path.name, f"a name that ends in {quoted(path.suffix)}", expected, "save it as CSV UTF-8 or XLSX"
        )
    if not path.is_file():
        found = "a folder" if path.is_dir() else "no file of this name"
        raise _refused(str(path), found, "a file", "check the path and the spelling")
    data = path.read_bytes()
    kind, wanted = kind_of(data), "a workbook" if path.suffix.casefold() == ".xlsx" else "text"
    if not data.strip():
        raise _refused(path.name, "an empty file", "headings and a row for each item", _WRITE[table])
    if kind != wanted:
        raise _refused(path.name, kind, f"{wanted}, as its name says", "save it as CSV UTF-8 (.csv) or XLSX (.xlsx)")
    return data


def _delimited(file: str, data: bytes) -> Rows:
    """The filled rows of a CSV file; what is not plain CSV with commas is left to the reader that can say why."""
    try:
        found = list(csv.reader(io.StringIO(decoded(file, data), newline=""), strict=True))
    except csv.Error:
        found = []
    if not found or _KEY not in map(_heading, next(filter(any, found), ())):
        return list(read_delimited(file, data).rows)
    return [(line, row) for line, row in enumerate(found, start=1) if any(row) and any(map(str.strip, row))]


def _workbook(file: str, data: bytes, table: str) -> tuple[Rows, list[Fault]]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data))
    except Exception:  # a damaged workbook fails wherever openpyxl first trips over it
        raise _refused(file, "a damaged workbook", "a workbook that opens", "save it again as .xlsx") from None
    found = [rows for sheet in book.worksheets if (rows := _with_headings(sheet))]
    if len(found) != 1:
        what = f"{len(found)} sheets with a column item_id" if found else "no sheet with a column item_id"
        raise _refused(file, what, "one", "leave the sheet that is meant, with its headings")
    return _texts(file, found[0])


def _with_headings(sheet: Any) -> list[list[Any]]:
    """The rows of a sheet from the one with the headings on; nothing where there is none."""
    rows = [[cell for cell in row] for row in sheet.iter_rows()]
    at = next((n for n, row in enumerate(rows) if _KEY in map(_heading, (cell.value for cell in row))), None)
    return [] if at is None else rows[at:]


def _texts(file: str, rows: list[list[Any]]) -> tuple[Rows, list[Fault]]:
    texts: Rows = []
    faults: list[Fault] = []
    for row in rows:
        cells = tuple("" if cell.value is None else cell_text(cell.value, cell.number_format) for cell in row)
        if any(cell.strip() for cell in cells):
            texts.append((row[0].row, cells))
        bad = [cell for cell in row if cell.data_type in ("f", "e")]
        faults += [_no_value(file, cell) for cell in bad]
    return texts, faults


def _no_value(file: str, cell: Any) -> Fault:
    what = "a formula" if cell.data_type == "f" else "an error value"
    return Fault(file, cell.row, cell.column_letter, f"{what} in {cell.coordinate}", "a value", "paste it as a value")


def _heading(value: object) -> str:
    return "_".join(str(value or "").replace("_", " ").casefold().split())


def _sheet(file: str, rows: Rows, table: str, faults: list[Fault]) -> Sheet:
    (line, head), *body = rows
    names = [_heading(cell) for cell in head]
    faults += [*_missing(file, line, names, table), *_twice(file, line, names, table)]
    if faults:
        raise InputFaults(faults)
    places = {name: names.index(name) if name in names else -1 for name in columns(table)}
    width = len(names)
    whole = [row if len(row) >= width else (*row, *[""] * (width - len(row))) for _, row in body]
    across = list(zip(*whole, strict=False))
    texts = {name: _column(across, at, len(body)) for name, at in places.items()}
    return Sheet(file, tuple(number for number, _ in body), texts)


def _column(across: list[tuple[str, ...]], at: int, length: int) -> list[str]:
    if at < 0:
        return [""] * length
    cells = across[at]
    return list(map(str.strip, map(published, cells) if "'" in "".join(cells) else cells))


def _missing(file: str, line: int, names: list[str], table: str) -> Iterator[Fault]:
    for name in columns(table, required=True):
        if name not in names:
            near = near_matches(name, [other for other in names if other], 1)
            remedy = f"call {quoted(near[0])} {name}" if near else "add it; rules/plans/columns.csv says what it holds"
            yield Fault(file, line, name, "no such column", f"a column {name}", remedy)


def _twice(file: str, line: int, names: Iterable[str], table: str) -> Iterator[Fault]:
    names = list(names)
    for name in columns(table):
        if names.count(name) > 1:
            yield Fault(
                file, line, name, f"{names.count(name)} columns of this name", "one", "keep the one that is meant"
            )
