"""Workbooks (XLSX, XLS, ODS) and delimited text -> lines, one a row."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from lepdata.read.documents.lines import Line, cells_of, numbered

_MOST_ROWS = 20_000


def sheet_lines(data: bytes) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    lines: list[Line] = []
    notes: list[str] = []
    for page, name in enumerate(book.sheet_names, start=1):
        rows = book.get_sheet_by_name(name).to_python(nrows=_MOST_ROWS)
        lines.append(Line(cells_of([name]), page=page, heading=2))
        lines += _rows(([_shown(value) for value in row] for row in rows), page)
        if len(rows) >= _MOST_ROWS:
            notes.append(f"Only the first {_MOST_ROWS} rows of the sheet {name!r} were read.")
    return numbered(lines), tuple(notes)


def csv_lines(text: str) -> tuple[Line, ...]:
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:8192], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    return numbered(list(_rows(csv.reader(io.StringIO(text), dialect), 1)))


def _rows(rows: Iterable[Sequence[str]], page: int) -> list[Line]:
    lines = []
    for number, row in enumerate(rows, start=1):
        texts = [" ".join(str(cell).split()) for cell in row]
        if any(texts):
            lines.append(Line(cells_of(texts), page=page, table=page, row=number))
    return lines


def _shown(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def sheet_rows(path: str | os.PathLike[str]) -> dict[str, list[dict[str, str]]]:
    """Each sheet of a workbook as rows under its first row's headings; nothing for a file that is none."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(os.fspath(path))
    except (CalamineError, OSError):
        return {}
    found: dict[str, list[dict[str, str]]] = {}
    for name in book.sheet_names:
        head, *body = [[_shown(value) for value in row] for row in book.get_sheet_by_name(name).to_python()] or [[]]
        found[name] = [dict(zip(head, row, strict=False)) for row in body if any(row)]
    return found
