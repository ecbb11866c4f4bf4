"""Rule and decision files, read strictly: what is wrong is said with file and line, never guessed at."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from lepdata.model.faults import Fault, InputFaults, quoted

_SAVE = "save it as 'CSV UTF-8 (Comma delimited)'"
_LONGEST_CELL = 1_000_000


def read_rows(path: Path, columns: Sequence[str], *, notes: bool = False) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV file that must have exactly these headings.

    Parameters
    ----------
    path : Path
        The file.
    columns : sequence of str
        Its headings, in order.
    notes : bool
        Whether people may write further cells to the right; they are not read.

    Returns
    -------
    list of (int, dict)
        The line each row begins at, the heading being 1, and its cells; blank lines are left out.

    Raises
    ------
    InputFaults
        With every fault: no such file, no UTF-8 text, other headings, rows with too few or too many cells.
    """
    lines = _records(path.name, _text(path))
    if not lines:
        raise _refused(path.name, None, "an empty file", "a table with headings", "write the headings into it")
    (first, heading), *rows = lines
    if tuple(heading[: len(columns)] if notes else heading) != tuple(columns):
        wanted = "the headings " + ", ".join(columns)
        raise _refused(path.name, first, quoted(", ".join(heading)), wanted, "put them back in this order")
    faults = [_ragged(path.name, line, len(row), len(columns)) for line, row in rows if _misses(row, columns, notes)]
    if faults:
        raise InputFaults(faults)
    return [(line, dict(zip(columns, row, strict=False))) for line, row in rows]


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        raise _refused(path.name, None, "no such file", "a CSV file", "check its name and folder") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _refused(path.name, line, "bytes that are no UTF-8 text", "text encoded as UTF-8", _SAVE) from None


def _records(file: str, text: str) -> list[tuple[int, list[str]]]:
    """Records with the line each begins at: a quoted cell may run over several lines."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records, begins = [], 1
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                records.append((begins, record))
            begins = reader.line_num + 1
    except csv.Error as error:
        remedy = "write a quotation mark inside a quoted cell twice, and close every quoted cell"
        raise _refused(file, begins, f"a row that cannot be read ({error})", "cells parted by commas", remedy) from None
    return records


def _misses(row: list[str], columns: Sequence[str], notes: bool) -> bool:
    return len(row) < len(columns) or (len(row) > len(columns) and not notes)


def _ragged(file: str, line: int, found: int, expected: int) -> Fault:
    remedy = "put cells that hold a comma between quotation marks, and keep an empty cell's comma"
    return Fault(file, line, "", f"{found} cells", f"{expected} cells", remedy)


def _refused(file: str, line: int | None, found: str, expected: str, remedy: str) -> InputFaults:
    return InputFaults([Fault(file, line, "", found, expected, remedy)])
