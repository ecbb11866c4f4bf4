"""Any file -> its tables, or one message that says what stands in it instead: the content decides, not the name."""

import os
import sys
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

from lepdata.errors import InputFaults, quoted, refused
from lepdata.files import MOST_BYTES, read_bounded, rule_file
from lepdata.read.delimited import of_text
from lepdata.read.exchange import of_json, of_markup
from lepdata.read.grid import BY_READ, MOST_ROWS, Grid, Wanted
from lepdata.read.workbook import of_workbook

_MOST_COLUMNS = 1_000
STANDARD_INPUT = "standard input"
_AS_WORKBOOK = "open it in a spreadsheet program and save it as an Excel workbook (.xlsx) or as CSV UTF-8"
_TEXT, _WORKBOOK, _JSON, _MARKUP = "text", "a workbook", "JSON", "a web page or XML (HTML)"
_OLD, _BINARY = "an old Excel workbook (.xls) or one protected by a password", "a binary workbook (.xlsb)"
_OPEN, _PDF, _WORD = "an OpenDocument file", "a PDF document", "a Word document (.docx)"
_KINDS = (  # how files of a kind begin, and what people call them
    (b"%PDF", _PDF),
    (b"\xd0\xcf\x11\xe0", _OLD),
    (b"{\\rtf", "a rich-text document"),
    (b"\x1f\x8b", "a gzip archive"),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), "a picture"),
    ((b"{", b"["), _JSON),
    (b"<", _MARKUP),
)
_INSIDE = (("xl/workbook.xml", _WORKBOOK), ("xl/workbook.bin", _BINARY), ("word/", _WORD), ("content.xml", _OPEN))


def read_grids(path: str | os.PathLike[str], wanted: Wanted) -> list[Grid]:
    """Read a text file as one grid, or a workbook as one for each sheet that holds anything, else InputFaults."""
    if str(path) == "-":
        name, data = STANDARD_INPUT, _standard_input()
        kind = _kind_of(data)
    else:
        path = Path(path)
        name, data, ending = path.name, _content(path, wanted.what), path.suffix.casefold()
        kind = _kind_of(data)
        promise = next((row for row in rule_file("board_file/endings.csv") if row["ending"] == ending), None)
        if not promise:
            remedy = BY_READ if ending in (".pdf", ".docx", ".md") and wanted.as_seen else _AS_WORKBOOK
            expected = "a name that ends in .csv or .xlsx (or .tsv, .xls, .ods, .json, .html)"
            raise refused(name, f"a name that ends in {quoted(path.suffix)}", expected, remedy)
        if data.strip() and kind not in promise["promises"].split("|"):
            remedy = BY_READ if kind in (_PDF, _WORD, _MARKUP) and wanted.as_seen else _AS_WORKBOOK
            found, remedy = {
                _TEXT: ("plain text, perhaps CSV", "if it is CSV, let its name end in .csv"),
                _WORKBOOK: ("an Excel workbook", "let its name end in .xlsx"),
            }.get(kind, (kind, remedy))
            raise refused(name, found, f"{promise['called']}, as the name's {ending} says", remedy)
    grids = _grids(name, data, kind, wanted)
    for grid in grids:
        widest = max((len(cells) for _, cells in grid.rows), default=0)
        for size, most, what in ((len(grid.rows), MOST_ROWS, "rows"), (widest, _MOST_COLUMNS, "columns")):
            if size > most:
                remedy = "save the part that is meant, or several parts with the headings in each"
                raise refused(grid.file, f"more than {most:,} {what}", "lists of boards", remedy)
    return grids


def _grids(name: str, data: bytes, kind: str, wanted: Wanted) -> list[Grid]:
    if not data.strip():
        raise refused(name, "an empty file", wanted.holds, wanted.start)
    if kind == _TEXT:
        return [of_text(name, data, wanted)]
    if kind in (_WORKBOOK, _BINARY, _OLD, _OPEN):
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
        raise refused(file, f"a file that cannot be read ({why})", wanted, "check the path and the disk") from None


def _kind_of(data: bytes) -> str:
    """What a file is, by its content: "text", "a workbook", or another kind by name."""
    start = data[:400].removeprefix(b"\xef\xbb\xbf").lstrip()[:8]
    if not start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((kind for sign, kind in _KINDS if start.startswith(sign)), _TEXT)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return "a damaged ZIP archive or workbook"
    parts = {*names, *(f"{name.partition('/')[0]}/" for name in names if "/" in name)}
    return next((kind for part, kind in _INSIDE if part in parts), "a ZIP archive")
