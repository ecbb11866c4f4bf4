"""A plan or its updates, CSV or XLSX -> columns of text with the line of each row; every fault of the table."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from lepdata.errors import Fault, InputFaults, near_matches, quoted
from lepdata.files import published
from lepdata.plans.rulebook import columns
from lepdata.sightings.delimited import decoded, read_delimited
from lepdata.sightings.gate import kind_of
from lepdata.sightings.workbook import cell_text

Rows = tuple[list[int], list[Sequence[str]]]  # the line of each filled row, and its cells: a list each is quicker
_KEY = "item_id"
_OTHER = {"plan": "update", "update": "plan"}
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
    if len(rows[0]) < 2:
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
    found: list[Sequence[str]]
    try:
        found = list(csv.reader(io.StringIO(decoded(file, data), newline=""), strict=True))
    except csv.Error:
        found = []
    if not found or _KEY not in map(_heading, next(filter(any, found), ())):
        grid = read_delimited(file, data)
        return [line for line, _ in grid.rows], [row for _, row in grid.rows]
    lines = [
        line for line, row in enumerate(found, start=1) if any(row) and (row[0].strip() or any(map(str.strip, row)))
    ]
    return lines, [found[line - 1] for line in lines] if len(lines) < len(found) else found


def _workbook(file: str, data: bytes, table: str) -> tuple[Rows, list[Fault]]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data))
    except Exception:  # a damaged workbook fails wherever openpyxl first trips over it
        raise _refused(file, "a damaged workbook", "a workbook that opens", "save it again as .xlsx") from None
    found = [rows for sheet in book.worksheets if (rows := _with_headings(sheet))]
    if len(found) > 1:  # a drafted plan has a sheet for its reports too
        found = [rows for rows in found if not _is_whole(rows, _OTHER[table])] or found
    if len(found) != 1:
        what = f"{len(found)} sheets with a column item_id" if found else "no sheet with a column item_id"
        raise _refused(file, what, "one", "leave the sheet that is meant, with its headings")
    return _texts(file, found[0])


def _is_whole(rows: list[list[Any]], table: str) -> bool:
    """Whether a sheet has every column that a table must have."""
    return set(columns(table, required=True)) <= {_heading(cell.value) for cell in rows[0]}


def _with_headings(sheet: Any) -> list[list[Any]]:
    """The rows of a sheet from the one with the headings on; nothing where there is none."""
    rows = [[cell for cell in row] for row in sheet.iter_rows()]
    at = next((n for n, row in enumerate(rows) if _KEY in map(_heading, (cell.value for cell in row))), None)
    return [] if at is None else rows[at:]


def _texts(file: str, rows: list[list[Any]]) -> tuple[Rows, list[Fault]]:
    lines: list[int] = []
    texts: list[Sequence[str]] = []
    faults: list[Fault] = []
    for row in rows:
        cells = tuple("" if cell.value is None else cell_text(cell.value, cell.number_format) for cell in row)
        if any(cell.strip() for cell in cells):
            lines.append(row[0].row)
            texts.append(cells)
        bad = [cell for cell in row if cell.data_type in ("f", "e")]
        faults += [_no_value(file, cell) for cell in bad]
    return (lines, texts), faults


def _no_value(file: str, cell: Any) -> Fault:
    what = "a formula" if cell.data_type == "f" else "an error value"
    return Fault(file, cell.row, cell.column_letter, f"{what} in {cell.coordinate}", "a value", "paste it as a value")


def _heading(value: object) -> str:
    return "_".join(str(value or "").replace("_", " ").casefold().split())


def _sheet(file: str, rows: Rows, table: str, faults: list[Fault]) -> Sheet:
    (line, *lines), (head, *body) = rows
    names = [_heading(cell) for cell in head]
    faults += [*_missing(file, line, names, table), *_twice(file, line, names, table)]
    faults += _too_long(file, lines, body, len(names))
    if faults:
        raise InputFaults(faults)
    places = {name: names.index(name) if name in names else -1 for name in columns(table)}
    across = list(zip_longest(*body, [""] * len(names), fillvalue=""))  # the row of nothing is taken off again
    texts = {name: _column(across, at, len(body)) for name, at in places.items()}
    return Sheet(file, tuple(lines), texts)


def _too_long(file: str, lines: list[int], body: list[Sequence[str]], width: int) -> Iterator[Fault]:
    """Rows with more cells than headings, of which any may stand in the wrong place."""
    for line, row in zip(lines, body, strict=True):
        if len(row) > width and any(row[width:]):
            found, expected = f"{len(row)} cells", f"{width}, as many as there are headings"
            yield Fault(file, line, "", found, expected, "put a text with a comma in it in quotation marks")


def _column(across: list[tuple[str, ...]], at: int, length: int) -> list[str]:
    if at < 0:
        return [""] * length
    cells = across[at][:length]
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
