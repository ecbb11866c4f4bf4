"""Any file -> its tables, or one message that says what stands in it instead: the content decides, not the name."""

from __future__ import annotations

import os
import sys
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

from lepdata.errors import InputFaults, quoted
from lepdata.files import MOST_BYTES, read_bounded
from lepdata.read.delimited import of_text
from lepdata.read.exchange import of_json, of_markup
from lepdata.read.grid import BY_READ, MOST_ROWS, Grid, Wanted, refused
from lepdata.read.workbook import of_workbook

_MOST_COLUMNS = 1_000
_IN_PARTS = "save the part that is meant, or several parts with the headings in each"
STANDARD_INPUT = "standard input"
_AS_WORKBOOK = "open it in a spreadsheet program and save it as an Excel workbook (.xlsx) or as CSV UTF-8"
_TEXT, _WORKBOOK, _JSON, _MARKUP = "text", "a workbook", "JSON", "a web page or XML (HTML)"
_OLD = "an old Excel workbook (.xls) or one protected by a password"
_KINDS = (  # how files of a kind begin, and what people call them
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", _OLD),
    (b"{\\rtf", "a rich-text document"),
    (b"\x1f\x8b", "a gzip archive"),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), "a picture"),
    ((b"{", b"["), _JSON),
    (b"<", _MARKUP),
)
_DOCUMENTS = ("a PDF document", "a Word document (.docx)", _MARKUP)
_ENDINGS = {  # of a name -> the kinds that it promises, and how that is said
    ".csv": ((_TEXT,), "text with commas, as the name's .csv says"),
    ".tsv": ((_TEXT,), "text with tabs, as the name's .tsv says"),
    ".txt": ((_TEXT,), "text, as the name's .txt says"),
    ".tab": ((_TEXT,), "text with tabs, as the name's .tab says"),
    ".xlsx": ((_WORKBOOK,), "a workbook, as the name's .xlsx says"),
    ".xlsm": ((_WORKBOOK,), "a workbook, as the name's .xlsm says"),
    ".xlsb": (("a binary workbook (.xlsb)",), "a workbook, as the name's .xlsb says"),
    ".xls": ((_OLD, _WORKBOOK, _MARKUP), "a workbook, as the name's .xls says"),
    ".ods": (("an OpenDocument file",), "a workbook, as the name's .ods says"),
    ".json": ((_JSON,), "JSON, as the name's .json says"),
    ".xml": ((_MARKUP,), "XML, as the name's .xml says"),
    ".html": ((_MARKUP,), "a web page, as the name's .html says"),
    ".htm": ((_MARKUP,), "a web page, as the name's .htm says"),
}
_WORKBOOKS = (_WORKBOOK, "a binary workbook (.xlsb)", _OLD, "an OpenDocument file")


def read_grids(path: str | os.PathLike[str], wanted: Wanted) -> list[Grid]:
    """Read a text file as one grid, or a workbook as one for each sheet that holds anything, else InputFaults."""
    if str(path) == "-":
        data, name = _standard_input(), STANDARD_INPUT
        return _bounded(_grids(name, data, _kind_of(data), wanted))
    path = Path(path)
    data, ending = _content(path, wanted.what), path.suffix.casefold()
    if ending not in _ENDINGS:
        remedy = BY_READ if ending in (".pdf", ".docx") and wanted.as_seen else _AS_WORKBOOK
        found = f"a name that ends in {quoted(path.suffix)}"
        raise refused(path.name, found, "a name that ends in .csv or .xlsx (or .tsv, .xls, .ods, .json, .html)", remedy)
    kind = _kind_of(data)
    if data.strip() and kind not in _ENDINGS[ending][0]:
        raise _misnamed(path.name, kind, _ENDINGS[ending][1], wanted)
    return _bounded(_grids(path.name, data, kind, wanted))


def _bounded(grids: list[Grid]) -> list[Grid]:
    """The grids, where each is such as somebody may have written."""
    for grid in grids:
        widest = max((len(cells) for _, cells in grid.rows), default=0)
        for found, most, what in ((len(grid.rows), MOST_ROWS, "rows"), (widest, _MOST_COLUMNS, "columns")):
            if found > most:
                raise refused(grid.file, f"more than {most:,} {what}", "lists of boards", _IN_PARTS)
    return grids


def _grids(name: str, data: bytes, kind: str, wanted: Wanted) -> list[Grid]:
    if not data.strip():
        raise refused(name, "an empty file", wanted.holds, wanted.start)
    if kind == _TEXT:
        return [of_text(name, data, wanted)]
    if kind in _WORKBOOKS:
        return of_workbook(name, data, wanted)
    if kind in (_JSON, _MARKUP) and wanted.as_seen:
        return (of_json if kind == _JSON else of_markup)(name, data, wanted)
    raise refused(name, kind, "text with commas or a workbook", _AS_WORKBOOK)


@cache
def _standard_input() -> bytes:
    return sys.stdin.buffer.read(MOST_BYTES)


def _content(path: Path, wanted: str) -> bytes:
    file = str(path)
    if os.path.isdir(path):  # unlike Path.is_dir it has an answer for names that no file can have
        raise refused(file, "a folder", "a file", "name one .csv or .xlsx file in it")
    try:
        return read_bounded(path)
    except InputFaults:
        raise
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
    start = data[:400].removeprefix(b"\xef\xbb\xbf").lstrip()[:8]
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_archive(data)
    return next((name for sign, name in _KINDS if start.startswith(sign)), _TEXT)


def _kind_of_archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return "a damaged ZIP archive or workbook"
    if "xl/workbook.xml" in names:
        return _WORKBOOK
    if "xl/workbook.bin" in names:
        return "a binary workbook (.xlsb)"
    if any(name.startswith("word/") for name in names):
        return "a Word document (.docx)"
    return "an OpenDocument file" if "content.xml" in names else "a ZIP archive"


def _misnamed(file: str, kind: str, expected: str, wanted: Wanted) -> InputFaults:
    if kind == _TEXT:
        return refused(file, "plain text, perhaps CSV", expected, "if it is CSV, let its name end in .csv")
    if kind == _WORKBOOK:
        return refused(file, "an Excel workbook", expected, "let its name end in .xlsx")
    return refused(file, kind, expected, BY_READ if kind in _DOCUMENTS and wanted.as_seen else _AS_WORKBOOK)
