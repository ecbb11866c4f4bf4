"""The cells of a workbook as a reader sees them: their text, what is hidden or struck through, how dates are shown."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import unescape

from lepdata.files import PACKAGE
from lepdata.read.grid import Area, Row, column_letter
from lepdata.stopping import end_with_parent

_PIECE = 4_000_000  # bytes
_MOST_UNPACKED = 700_000_000  # bytes of all the parts of a workbook
_NEVER_SO_DENSE = 150  # times: text packs to a tenth or a thirtieth, only the same over and over packs to less
_SMALL = 60_000_000  # bytes that are unpacked whatever they were packed to
_ROW_HIDDEN = re.compile(rb"<(?:\w+:)?row\b(?=[^>]*\bhidden=\"(?:1|true)\")[^>]*?\br=\"(\d+)\"")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_FAR = re.compile(rb"r=\"[A-Z]{2,3}\d")
_CELL_FAR = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{2,3})(\d+)\"")
_ERROR = re.compile(rb"<(?:\w+:)?c\b(?=[^>]*\bt=\"e\")[^>]*?\br=\"([A-Z]+\d+)\"")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b(?![^>]*\bt=\"str\")[^>]*?\br=\"([A-Z]+\d+)\"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_MONTH_FORMATS = {17: "mmm-yy"}  # built in, without a day


@dataclass
class Marks:
    """Of one sheet; rows counted from 1, columns from 0, cells by their name."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[str] = field(default_factory=set)
    struck_parts: dict[str, str] = field(default_factory=dict)  # a text of which a part is struck through -> the rest
    shown_as: dict[str, str] = field(default_factory=dict)  # dates without a day -> "month" or "year"
    without_value: dict[str, str] = field(default_factory=dict)  # -> "formula" or "error"
    cells: int = 0  # of the smallest rectangle, where a column beyond ZZ holds something


def too_large(data: bytes) -> str:
    """Why a workbook must not be unpacked; "" where it may."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sizes = [(entry.file_size, max(entry.compress_size, 1)) for entry in archive.infolist()]
    unpacked = sum(size for size, _ in sizes)
    dense = any(size > _SMALL and size > packed * _NEVER_SO_DENSE for size, packed in sizes)
    if unpacked > _MOST_UNPACKED or dense:
        return f"a workbook of {len(data):,} bytes that unpacks to {unpacked:,}"
    return ""


def sheet_marks(data: bytes) -> dict[str, Marks]:
    """The marks of every sheet of an XLSX workbook by its name; a workbook that cannot be followed has none."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            struck, shown = _styles(archive)
            found = {name: _of_sheet(archive, part, struck, shown) for name, part in _parts(archive).items()}
            parts = _struck_parts(archive)
            return {name: replace(own, struck_parts=parts) for name, own in found.items()}
    except (KeyError, zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError, ElementTree.ParseError):
        return {}


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {str(each.get("Id")): str(each.get("Target")) for each in links}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    found = {}
    for sheet in book.iterfind(".//{*}sheet"):
        target = targets.get(next((value for name, value in sheet.attrib.items() if name.endswith("}id")), ""), "")
        found[str(sheet.get("name"))] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _styles(archive: zipfile.ZipFile) -> tuple[set[bytes], dict[bytes, str]]:
    """The numbers of the cell styles that strike through, and of those that show a date without its day."""
    if "xl/styles.xml" not in archive.namelist():
        return set(), {}
    book = ElementTree.fromstring(archive.read("xl/styles.xml"))
    formats = {int(each.get("numFmtId", 0)): str(each.get("formatCode")) for each in book.iterfind(".//{*}numFmt")}
    fonts = [_strikes(font) for font in book.iterfind("{*}fonts/{*}font")]
    struck: set[bytes] = set()
    shown: dict[bytes, str] = {}
    for number, style in enumerate(book.iterfind("{*}cellXfs/{*}xf")):
        key, font, form = str(number).encode(), int(style.get("fontId", 0)), int(style.get("numFmtId", 0))
        if font < len(fonts) and fonts[font]:
            struck.add(key)
        if exact := _without_day((formats | _MONTH_FORMATS).get(form, "")):
            shown[key] = exact
    return struck, shown


def _struck_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The shared texts of which a part is struck through, each with the rest of it."""
    name = "xl/sharedStrings.xml"
    if name not in archive.namelist() or b"strike" not in (data := archive.read(name)):
        return {}
    found = {}
    for text in ElementTree.fromstring(data).iterfind("{*}si"):
        runs = [(run.findtext("{*}t") or "", run.find("{*}rPr")) for run in text.iterfind("{*}r")]
        if any(look is not None and _strikes(look) for _, look in runs):
            kept = (words for words, look in runs if look is None or not _strikes(look))
            found["".join(words for words, _ in runs)] = "".join(kept).strip()
    return found


def _strikes(font: ElementTree.Element) -> bool:
    return any(each.get("val", "1") not in ("0", "false") for each in font.iterfind("{*}strike"))


def _without_day(number_format: str) -> str:
    signs = re.sub(r'\[[^\]]*\]|"[^"]*"|\\.', "", number_format).casefold()
    if "d" in signs or "y" not in signs:
        return ""
    return "month" if "m" in signs else "year"


def _of_sheet(archive: zipfile.ZipFile, part: str, struck: set[bytes], shown: dict[bytes, str]) -> Marks:
    marks = Marks()
    of_styles = {style: _with_style({style}) for style in shown}
    crossed = _with_style(struck) if struck else None
    widest, last = 0, 1
    for piece in _pieces(archive, part):
        if b'hidden="' in piece:
            marks.hidden_rows.update(int(found[1]) for found in _ROW_HIDDEN.finditer(piece))
        if b"<col" in piece[:100_000] or b":col" in piece[:100_000]:
            marks.hidden_columns |= _hidden_columns(piece)
        if crossed:
            marks.struck.update(found[1].decode() for found in crossed.finditer(piece))
        for style, pattern in of_styles.items():
            marks.shown_as.update(dict.fromkeys((found[1].decode() for found in pattern.finditer(piece)), shown[style]))
        if b't="e"' in piece:
            marks.without_value.update(dict.fromkeys((found[1].decode() for found in _ERROR.finditer(piece)), "error"))
        if b"<f" in piece or b":f" in piece:
            formulas = (found[1].decode() for found in _FORMULA.finditer(piece))
            marks.without_value.update(dict.fromkeys(formulas, "formula"))
        for found in _CELL_FAR.finditer(piece) if _FAR.search(piece) else ():
            widest, last = max(widest, column_number(found[1].decode())), max(last, int(found[2]))
    marks.cells = widest * last
    return marks


def _with_style(styles: set[bytes]) -> re.Pattern[bytes]:
    return re.compile(rb"<(?:\w+:)?c\b(?=[^>]*\bs=\"(?:%s)\")[^>]*?\br=\"([A-Z]+\d+)\"" % b"|".join(sorted(styles)))


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The XML in pieces that end where a row begins."""
    left = b""
    with archive.open(part) as stream:
        while read := stream.read(_PIECE):
            left += read
            cut = max(left.rfind(b"<row"), left.rfind(b":row"))
            if cut > 0:
                yield left[:cut]
                left = left[cut:]
    yield left


def _hidden_columns(piece: bytes) -> set[int]:
    hidden: set[int] = set()
    for found in _COLUMN.finditer(piece):
        values = dict(re.findall(rb"(\w+)=\"([^\"]*)\"", found[0]))
        if values.get(b"hidden") in (b"1", b"true"):
            first, last = int(values.get(b"min", 1)), int(values.get(b"max", 1))
            hidden.update(range(first - 1, min(last, 1000)))
    return hidden


_ODS = re.compile(rb"<table:(table-row|table-cell|table-column|table)\b([^>]*?)(/?)>")
_ATTRIBUTE = re.compile(rb"([\w:-]+)=(?:\"([^\"]*)\"|'([^']*)')")


def is_ods(data: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return "content.xml" in archive.namelist()


def ods_marks(data: bytes) -> dict[str, Marks]:
    """The marks of every sheet of an OpenDocument workbook: what is hidden, and how many cells are repeated."""
    found: dict[str, Marks] = {}
    own, row, column, times = Marks(), 0, 0, 1
    with zipfile.ZipFile(BytesIO(data)) as archive:
        tags = _ODS.finditer(archive.read("content.xml"))
    for tag in tags:
        values = {name: one or two for name, one, two in _ATTRIBUTE.findall(tag[2])}
        hidden = values.get(b"table:visibility") in (b"collapse", b"filter")
        if tag[1] == b"table":
            own = found.setdefault(unescape(values.get(b"table:name", b"").decode()), Marks())
            row = column = 0
        elif tag[1] == b"table-row":
            times = int(values.get(b"table:number-rows-repeated", 1))
            own.hidden_rows |= {*range(row + 1, row + 1 + min(times, 100_000))} if hidden else set()
            row += times
        elif tag[1] == b"table-column":
            several = int(values.get(b"table:number-columns-repeated", 1))
            own.hidden_columns |= {*range(column, column + min(several, 1000))} if hidden else set()
            column += several
        elif not tag[3]:  # a cell with something in it
            own.cells += times * int(values.get(b"table:number-columns-repeated", 1))
    return found


def column_number(letters: str) -> int:
    """A column counted from 1: "A" is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


_ISO = re.compile(r"\d{4}-\d\d-\d\d")
PLACE = re.compile(r"([A-Z]+)(\d+)")  # of a cell, such as D7


@dataclass(frozen=True)
class Sheet:
    name: str
    visible: bool
    rows: list[Row]
    merged: list[Area]
    marks: Marks


def read_sheets(data: bytes, marks: dict[str, Marks]) -> list[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    found = []
    for known in book.sheets_metadata:
        if known.typ == SheetTypeEnum.WorkSheet:
            sheet, own = book.get_sheet_by_name(known.name), marks.get(known.name, Marks())
            merged = [(r1 + 1, c1, r2 + 1, c2) for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or ()]
            visible = known.visible == SheetVisibleEnum.Visible
            found.append(Sheet(known.name, visible, list(_rows(sheet, own)), merged, own))
    return found


def _rows(sheet: Any, marks: Marks) -> Iterator[Row]:
    """The filled rows as text; a text that stands in many cells is kept once."""
    before = ("",) * (sheet.start or (0, 0))[1]
    once: dict[str, str] = {}
    special = {int(place[2]) for name in (*marks.shown_as, *marks.without_value) if (place := PLACE.fullmatch(name))}
    for line, values in enumerate(sheet.iter_rows(), 1):
        texts = [once.setdefault(text, text) for text in map(_text, values)]
        if line in special:
            texts = [_as_shown(text, marks, f"{column_letter(at)}{line}") for at, text in enumerate(texts, len(before))]
        while texts and not texts[-1]:
            texts.pop()
        if any(text.strip() for text in texts):
            yield line, (*before, *texts)


def _text(value: Any) -> str:
    """A cell's value as the text a reader sees."""
    if type(value) is str:
        return value
    if isinstance(value, datetime):
        midnight = value.hour == value.minute == value.second == 0
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _as_shown(text: str, marks: Marks, name: str) -> str:
    """A date that shows only month or year is only that; a formula without its value is not empty."""
    if name in marks.without_value:
        return text or "="
    exact = marks.shown_as.get(name, "") if _ISO.fullmatch(text) else ""
    return {"month": text[:7], "year": text[:4]}.get(exact, text)


OLD = b"\xd0\xcf\x11\xe0"  # how they begin
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MOST_MEMORY = 1_500_000_000  # bytes
_SECONDS = 10


class Locked(ValueError):
    """A workbook that only a password opens."""


def sheets_apart(data: bytes, marks: dict[str, Marks]) -> list[Sheet]:
    """What `read_sheets` gives, or a ValueError whatever happens to the process that reads."""
    if _ENCRYPTED in data:
        raise Locked
    places = os.pathsep.join(filter(None, (str(PACKAGE.parent), os.environ.get("PYTHONPATH", ""))))
    asked = [sys.executable, "-m", "lepdata.read.cells", str(os.getpid())]
    try:
        run = subprocess.run(
            asked,
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            env=os.environ | {"PYTHONPATH": places, "RUST_BACKTRACE": "0"},  # which takes a second
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise ValueError("the process that reads it ended early") from error
    found = json.loads(run.stdout)
    return [
        Sheet(**each | {"rows": [(line, tuple(row)) for line, row in each["rows"]], "marks": Marks()}) for each in found
    ]


def _main() -> None:
    end_with_parent(int(sys.argv[1]))
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    except (ImportError, ValueError, OSError):  # Windows has no such limit
        pass
    found = [asdict(each) | {"marks": None} for each in read_sheets(sys.stdin.buffer.read(), {})]
    sys.stdout.buffer.write(json.dumps(found).encode("utf-8"))


if __name__ == "__main__":
    _main()
