"""Any table, CSV or XLSX -> rows of text with the line each stands in, or one message that says what stands there."""

from __future__ import annotations

import csv
import io
import os
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lepdata.errors import Fault, InputFaults, quoted
from lepdata.files import published

Row = tuple[int, tuple[str, ...]]  # its number as a spreadsheet counts, and its cells
_Cells = dict[int, dict[int, Any]]  # row number -> column number -> cell, only those that hold something

_AS_WORKBOOK = "open it in a spreadsheet program and save it as an Excel workbook (.xlsx) or as CSV UTF-8"
_AS_CSV = "save it as 'CSV UTF-8 (Comma delimited)', in LibreOffice with the character set 'Unicode (UTF-8)'"
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
_HEADING_WITHIN = 100  # rows; above the headings may stand a title and the head of a form
_MOST_NAMED = 5
_KINDS = (  # how files of a kind begin, and what people call them
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls) or one protected by a password"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x1f\x8b", "a gzip archive"),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), "a picture"),
    ((b"{", b"["), "JSON"),
    (b"<", "a web page or XML (HTML)"),
)
_WIDE_MARKS = {  # UTF-32 first: its mark begins with that of UTF-16
    "UTF-32": (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"),
    "UTF-16": (b"\xff\xfe", b"\xfe\xff"),
}
_WITHOUT_VALUE = {  # openpyxl's letter for a kind of cell -> what it is, what was expected, what to do
    "f": ("formula", "formulas", "a value, not a sum", "copy the cells and paste them in place as values"),
    "e": ("error value", "error values", "text or a date", "correct or empty the cells"),
}


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


@dataclass(frozen=True)
class Grid:
    """The filled rows of one sheet, what is wrong with single cells, and what a reader must know."""

    file: str  # its name, with the sheet's where several are read
    rows: tuple[Row, ...]
    head: int | None = None  # which of the rows holds the first known heading
    sheet: str = ""  # its name; "" in a CSV file
    faults: tuple[Fault, ...] = ()
    caveats: tuple[str, ...] = ()
    without_value: frozenset[str] = frozenset()  # cells ("D7") of formulas and error values, which are in `faults` too


def read_grids(path: str | os.PathLike[str], wanted: Wanted) -> list[Grid]:
    """Read a CSV file as one grid, or a workbook as one for each sheet that holds anything, else InputFaults."""
    path = Path(path)
    data = _content(path, wanted.what)
    ending = path.suffix.casefold()
    if ending not in (".csv", ".xlsx"):
        found = f"a name that ends in {quoted(path.suffix)}"
        raise refused(path.name, found, "a name that ends in .csv or .xlsx", _AS_WORKBOOK)
    if not data.strip():
        raise refused(path.name, "an empty file", wanted.holds, wanted.start)
    kind = _kind_of(data)
    if ending == ".csv":
        if kind != "text":
            raise _misnamed(path.name, kind, "text with commas, as the name's .csv says")
        return [_of_text(path.name, decoded(path.name, data), wanted)]
    if kind != "a workbook":
        raise _misnamed(path.name, kind, "a workbook, as the name's .xlsx says")
    return _of_workbook(path.name, data, wanted)


def refused(file: str, found: str, expected: str, remedy: str, row: int | None = None) -> InputFaults:
    return InputFaults([Fault(file, row, "", found, expected, remedy)])


def column_letter(column: int) -> str:
    """A column's letters, counted from 0."""
    before, last = divmod(column, 26)
    return (column_letter(before - 1) if before else "") + chr(ord("A") + last)


# --- the file


def _content(path: Path, wanted: str) -> bytes:
    file = str(path)
    if os.path.isdir(path):  # unlike Path.is_dir it has an answer for names that no file can have
        raise refused(file, "a folder", "a file", "name one .csv or .xlsx file in it")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise refused(file, "no file of this name", wanted, "check the path and the spelling") from None
    except PermissionError:
        remedy = "close it in other programs, or ask its owner for permission to read it"
        raise refused(file, "a file that may not be read", "a file you may read", remedy) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "no file can have this name"
        found = f"a file that cannot be read ({why})"
        raise refused(file, found, wanted, "check the path and the disk") from None


def _kind_of(data: bytes) -> str:
    """What a file is, by its content: "text", "a workbook", or another kind by name."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:8]
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_archive(data)
    return next((name for sign, name in _KINDS if start.startswith(sign)), "text")


def _kind_of_archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return "a damaged ZIP archive or workbook"
    if "xl/workbook.xml" in names:
        return "a workbook"
    if "xl/workbook.bin" in names:
        return "a binary workbook (.xlsb)"
    if any(name.startswith("word/") for name in names):
        return "a Word document (.docx)"
    return "an OpenDocument file" if "content.xml" in names else "a ZIP archive"


def _misnamed(file: str, kind: str, expected: str) -> InputFaults:
    if kind == "text":
        return refused(file, "plain text, perhaps CSV", expected, "if it is CSV, let its name end in .csv")
    if kind == "a workbook":
        return refused(file, "an Excel workbook", expected, "let its name end in .xlsx")
    return refused(file, kind, expected, _AS_WORKBOOK)


def _head(rows: Sequence[Row], wanted: Wanted) -> int | None:
    near = (at for at, (_, cells) in enumerate(rows[:_HEADING_WITHIN]) if any(map(wanted.is_heading, cells)))
    return next(near, None)


# --- text


def _of_text(file: str, text: str, wanted: Wanted) -> Grid:
    separator = _separator(file, text, wanted)
    rows = tuple(_filled(file, text, separator, wanted.escaped))
    head = _head(rows, wanted)
    caveats = [] if separator == "," else [f"The cells of {file} are separated by {_SEPARATORS[separator]}."]
    return Grid(file, rows, head, caveats=(*caveats, *_short_rows(file, rows[head or 0 :])))


def decoded(file: str, data: bytes) -> str:
    """The text of UTF-8 bytes, without a byte order mark; nothing else is guessed at."""
    if encoding := next((name for name, marks in _WIDE_MARKS.items() if data.startswith(marks)), ""):
        raise _wrong_encoding(file, f"text encoded as {encoding}")
    if b"\x00" in data:
        raise _with_nul(file, data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _not_utf8(file, data) from None


def _wrong_encoding(file: str, found: str, row: int | None = None) -> InputFaults:
    return refused(file, found, "text encoded as UTF-8", f"open it in the program it comes from and {_AS_CSV}", row)


def _with_nul(file: str, data: bytes) -> InputFaults:
    nul = data.count(b"\x00")
    if nul * 3 > len(data):  # plain English in UTF-16 is NUL in every second byte
        return _wrong_encoding(file, "text that looks encoded as UTF-16")
    row = data[: data.index(b"\x00")].count(b"\n") + 1
    remedy = "the file is damaged or is no text; get it again or save it anew as CSV UTF-8"
    return refused(file, f"{nul} NUL byte{'s' * (nul > 1)}, the first in this row", "text", remedy, row)


def _not_utf8(file: str, data: bytes) -> InputFaults:
    lines = enumerate(data.split(b"\n"), start=1)
    bad = [number for number, line in lines if line.decode("utf-8", "ignore").encode() != line]
    windows = any(0x80 <= byte <= 0x9F for byte in data)
    guess = "Windows-1252" if windows else "Latin-1 (ISO 8859-1) or Windows-1252"
    more = f", and in {len(bad) - 1} more row{'s' * (len(bad) > 2)}" if len(bad) > 1 else ""
    return _wrong_encoding(file, f"bytes that are not UTF-8, probably {guess}{more}", bad[0])


def _separator(file: str, text: str, wanted: Wanted) -> str:
    """The separator of the first row with known headings; a comma where it makes no difference."""
    for line, row in enumerate(text.splitlines()[:_HEADING_WITHIN], start=1):
        known = {sign: _headings_known(row, sign, wanted) for sign in _SEPARATORS}
        winners = [sign for sign, count in known.items() if count == max(known.values())]
        if winners[0] == "," and all(sign not in row for sign in winners[1:]):
            if known[","]:
                return ","
        elif any(known.values()):
            if len(winners) == 1:
                return winners[0]
            signs = " and ".join(_SEPARATORS[sign] for sign in winners)
            raise refused(file, f"headings separated by {signs}", "one separator, a comma", _AS_CSV, line)
    return ","


def _headings_known(row: str, separator: str, wanted: Wanted) -> int:
    try:
        return sum(map(wanted.is_heading, next(csv.reader([row], delimiter=separator), [])))
    except csv.Error:  # a cell longer than any; whoever reads all rows says so
        return 0


def _filled(file: str, text: str, separator: str, escaped: bool) -> Iterator[Row]:
    """The filled rows, numbered as a spreadsheet does: a cell of several lines is still one row."""
    line = 0
    try:
        for line, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), 1):
            cells = tuple(map(published, row) if escaped else row)
            if not is_blank(cells):
                yield line, cells
    except csv.Error:
        raise refused(
            file,
            "a quotation mark that is never closed, or with text after it",
            'cells in quotation marks to end with one, and a mark inside a cell to be doubled ("")',
            "correct the marks in this row, or save the file anew as CSV",
            line + 1,
        ) from None


def is_blank(cells: Iterable[str]) -> bool:
    return not "".join(cells).strip()


def _short_rows(file: str, rows: Sequence[Row]) -> list[str]:
    width = len(rows[0][1]) if rows else 0
    short = [str(line) for line, row in rows[1:] if len(row) < width]
    if not short:
        return []
    return [f"Rows of {file} with fewer cells than headings, the rest read as empty: {_first_few(short)}."]


def _first_few(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


# --- workbooks; openpyxl is imported only here


def _of_workbook(file: str, data: bytes, wanted: Wanted) -> list[Grid]:
    sheets = [sheet for sheet in _opened(file, data) if sheet.title.strip().casefold() not in wanted.aside]
    filled = [(sheet, cells) for sheet in sheets if (cells := _cells(sheet))]
    named = wanted.several and len(filled) > 1
    return [
        _sheet(f"{file}, sheet {sheet.title!r}" if named else file, sheet, cells, wanted) for sheet, cells in filled
    ]


def _opened(file: str, data: bytes) -> list[Any]:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about features of a workbook that hold no cells
            return list(openpyxl.load_workbook(io.BytesIO(data)).worksheets)
    except Exception:  # a damaged workbook fails wherever openpyxl first trips over it
        remedy = "open it in a spreadsheet program and save it again as an Excel workbook (.xlsx)"
        raise refused(file, "a damaged workbook", "a workbook that opens", remedy) from None


def _cells(sheet: Any) -> _Cells:
    """The cells that hold something; the public iterators make a million rows of one stray format at the foot."""
    cells: _Cells = {}
    for (row, column), cell in sheet._cells.items():
        if cell.value is not None:
            cells.setdefault(row, {})[column] = cell
    return cells


def _sheet(file: str, sheet: Any, cells: _Cells, wanted: Wanted) -> Grid:
    rows = tuple((line, row) for line in sorted(cells) if not is_blank(row := _texts(cells[line])))
    head = _head(rows, wanted)
    headings = rows[head or 0][1] if rows else ()
    bad = [cell for line in sorted(cells) for cell in cells[line].values() if cell.data_type in _WITHOUT_VALUE]
    faults = (*_merged(file, sheet, headings), *_without_value(file, bad, headings))
    return Grid(file, rows, head, sheet.title, faults, without_value=frozenset(cell.coordinate for cell in bad))


def _texts(cells: dict[int, Any]) -> tuple[str, ...]:
    """A row's cells as the text that a reader sees, from the first column to the last filled one."""
    filled = {column: _cell_text(cell.value, cell.number_format) for column, cell in cells.items()}
    return tuple(filled.get(column, "") for column in range(1, max(filled) + 1))


def _cell_text(value: object, number_format: str) -> str:
    """A cell's value as the text a reader sees; a date that shows only month or year is only that."""
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


def _merged(file: str, sheet: Any, headings: Sequence[str]) -> Iterator[Fault]:
    remedy = "unmerge them and write the value into every row it is meant for"
    for area in sorted(sheet.merged_cells.ranges, key=lambda area: (area.min_row, area.min_col)):
        found, under = f"merged cells {area.coord}", _heading(headings, area.min_col)
        yield Fault(file, area.min_row, under, found, "one cell for each row and column", remedy)


def _without_value(file: str, bad: Sequence[Any], headings: Sequence[str]) -> Iterator[Fault]:
    """One fault for each column with formulas or with error values, naming the cells."""
    for column, kind in sorted({(cell.column, cell.data_type) for cell in bad}):
        cells = [cell for cell in bad if (cell.column, cell.data_type) == (column, kind)]
        one, several, expected, remedy = _WITHOUT_VALUE[kind]
        found = f"{several if len(cells) > 1 else one} in {_first_few([cell.coordinate for cell in cells])}"
        yield Fault(file, cells[0].row, _heading(headings, column), found, expected, remedy)


def _heading(headings: Sequence[str], column: int) -> str:
    return headings[column - 1].strip() if column <= len(headings) else ""
