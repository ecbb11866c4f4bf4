"""The gate: a path is let in as rows of text, or refused with one message that says what stands there instead."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from lepdata.errors import InputFaults, quoted
from lepdata.sightings.delimited import read_delimited
from lepdata.sightings.grid import Grid, refused
from lepdata.sightings.workbook import read_workbook

Read = TypeVar("Read")
_AS_WORKBOOK = "open it in a spreadsheet program and save it as an Excel workbook (.xlsx) or as CSV UTF-8"
_KINDS = (  # how files of a kind begin, and what people call them
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls) or one protected by a password"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{", "JSON"),
    (b"[", "JSON"),
    (b"<", "a web page or XML (HTML)"),
)


def open_grid(path: str | os.PathLike[str]) -> Grid:
    """Read a board file of whichever kind into rows of text.

    Raises
    ------
    InputFaults
        If there is no such file, it may not be read, or it is not what its name says.
    """
    return admitted(path, read_delimited, read_workbook)


def admitted(
    path: str | os.PathLike[str],
    as_text: Callable[[str, bytes], Read],
    as_workbook: Callable[[str, bytes], Read],
    wanted: str = "a board file",
    start: tuple[str, str] = ("headings and a row for each seat", "start from `lepdata template`"),
) -> Read:
    """Let a CSV or XLSX file in to the reader of its kind.

    Parameters
    ----------
    path : path-like
    as_text, as_workbook : function
        From the file's name and bytes to what is read.
    wanted : str
        What the file should be.
    start : tuple of str
        What an empty one lacks, and how to begin.

    Raises
    ------
    InputFaults
        If there is no such file, it may not be read, or it is not what its name says.
    """
    path = Path(path)
    data = _content(path, wanted)
    suffix = path.suffix.casefold()
    if suffix not in (".csv", ".xlsx"):
        found = f"a name that ends in {quoted(path.suffix)}"
        raise refused(path.name, found, "a name that ends in .csv or .xlsx", _AS_WORKBOOK)
    if not data.strip():
        raise refused(path.name, "an empty file", *start)
    kind = kind_of(data)
    if suffix == ".csv":
        if kind != "text":
            raise _misnamed(path.name, kind, "text with commas, as the name's .csv says")
        return as_text(path.name, data)
    if kind != "a workbook":
        raise _misnamed(path.name, kind, "a workbook, as the name's .xlsx says")
    return as_workbook(path.name, data)


def kind_of(data: bytes) -> str:
    """What a file is, by its content: "text", "a workbook", or another kind by name.

    Examples
    --------
    >>> kind_of(b"Name,Role"), kind_of(b"%PDF-1.7")
    ('text', 'a PDF document')
    """
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:8]
    if start.startswith(b"PK\x03\x04") or start.startswith(b"PK\x05\x06"):
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


def _content(path: Path, wanted: str) -> bytes:
    file = str(path)
    try:
        if path.is_dir():
            raise refused(file, "a folder", "a file", "name one .csv or .xlsx file in it")
        return path.read_bytes()
    except FileNotFoundError:
        raise refused(file, "no file of this name", wanted, "check the path and the spelling") from None
    except PermissionError:
        remedy = "close it in other programs, or ask its owner for permission to read it"
        raise refused(file, "a file that may not be read", "a file you may read", remedy) from None
    except InputFaults:
        raise
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "no file can have this name"
        found = f"a file that cannot be read ({why})"
        raise refused(file, found, wanted, "check the path and the disk") from None
