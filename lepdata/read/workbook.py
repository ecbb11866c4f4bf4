"""Workbooks of Excel and LibreOffice, old and new -> a grid for each sheet, as a reader sees it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import IO, Any
from xml.etree import ElementTree

from lepdata.display import gathered
from lepdata.errors import quoted, refused
from lepdata.files import PACKAGE
from lepdata.headed import Row
from lepdata.read.grid import Grid, Wanted, column_letter, column_number, first_few, head_of
from lepdata.stopping import end_with_parent

_MOST_CELLS = 40_000_000  # of the rectangles that hold the values of its sheets
OLD = b"\xd0\xcf\x11\xe0"  # how workbooks of an older kind begin
_WITH_VALUES = "open the file in a spreadsheet program and save it again, or copy the cells and paste them in place "
_WITH_VALUES += "as values"
_WITHOUT_VALUE = {  # what a cell holds -> one, several, what was expected, what to do
    "formula": ("formula", "formulas", "a value, or a formula saved with its value", _WITH_VALUES),
    "error": ("error value", "error values", "text or a date", "correct or empty the cells"),
}


def of_workbook(file: str, data: bytes, wanted: Wanted) -> list[Grid]:
    """A grid for each sheet that holds anything and is not `aside`."""
    zipped = data.startswith(b"PK")
    if zipped and (why := _safely(file, _too_large, data)):
        raise refused(file, why, "a workbook that a person can look through", "save only the sheet that is meant")
    marks: dict[str, Marks] = _safely(file, sheet_marks, data) if zipped else {}
    if vast := too_vast(marks):
        raise refused(file, vast, "a table", "delete what stands far outside the table")
    sheets: list[Grid] = _safely(file, read_sheets, data, marks)
    grids = [each for each in sheets if each.rows and each.sheet.strip().casefold() not in wanted.aside]
    for grid in grids:
        grid.file = f"{file}, sheet {grid.sheet!r}" if wanted.several and len(grids) > 1 else file
        _heed(grid, marks.get(grid.sheet, Marks()), wanted)
    for place, text in _safely(file, _comments, data) if zipped and wanted.as_seen and grids else ():
        grids[0].leave("comment", f"beside {place}", text, "comments on cells are not read")
    older = "a workbook of an older kind, rows that are hidden or struck through are read like others"
    for grid in grids if wanted.as_seen and not marks else ():
        grid.caveats.append(f"In {grid.file}, {older}.")
    return grids


def too_vast(marks: dict[str, Marks]) -> str:
    """Why the cells of a workbook must not be laid out; "" where they may."""
    if sum(own.cells for own in marks.values()) <= _MOST_CELLS:
        return ""
    return f"cells far apart in the sheet {quoted(max(marks, key=lambda name: marks[name].cells))}"


def _safely(file: str, read: Any, *given: Any) -> Any:
    """What a reader of workbooks gives; a damaged one fails wherever the reader first trips over it."""
    from python_calamine import PasswordError

    try:
        return read(*given)
    except PasswordError:
        remedy = "save it without a password"
        raise refused(file, "a workbook protected by a password", "one that opens", remedy) from None
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # the reader's own panics are no Exceptions
        remedy = "open it in a spreadsheet program and save it again as an Excel workbook (.xlsx)"
        raise refused(file, "a damaged workbook", "a workbook that opens", remedy) from None


def _heed(grid: Grid, marks: Marks, wanted: Wanted) -> None:
    """Leave out what is not seen, and say what has no value."""
    lines = {line for line, _ in grid.rows}
    grid.rows = _as_seen(grid, marks) if wanted.as_seen else grid.rows
    grid.head = head_of(grid.rows, wanted)
    grid.without_value = frozenset(f"{column_letter(column)}{line}" for line, column in marks.without_value)
    headings = dict(enumerate(map(str.strip, grid.rows[grid.head or 0][1]))) if grid.rows else {}
    for first, left, last, right in [] if wanted.as_seen else sorted(grid.merged):
        if first in lines:
            found = f"merged cells {column_letter(left)}{first}:{column_letter(right)}{last}"
            remedy = "unmerge them and write the value into every row it is meant for"
            grid.fault(first, headings.get(left, ""), found, "one cell for each row and column", remedy)
    places = gathered(((column, kind), line) for (line, column), kind in sorted(marks.without_value.items()))
    for (column, kind), own in sorted(places.items()):
        one, several, expected, remedy = _WITHOUT_VALUE[kind]
        found = f"{several if len(own) > 1 else one} in {first_few([f'{column_letter(column)}{line}' for line in own])}"
        grid.fault(own[0], headings.get(column, ""), found, expected, remedy)


def _as_seen(grid: Grid, marks: Marks) -> Sequence[Row]:
    """The rows without what is hidden or struck through, saying what it is; the first cell struck, the row is meant."""
    if not (marks.hidden_rows or marks.hidden_columns or marks.struck or marks.struck_parts):
        return grid.rows
    hidden = "hidden in the sheet; unhide and save, if it is meant"
    rows, columns = list[Row](), dict[int, str]()  # of hidden columns the first text
    for line, cells in grid.rows:
        filled = [at for at, text in enumerate(cells) if text.strip()]
        seen = [at for at in filled if at not in marks.hidden_columns]
        struck = {at for at in seen if (line, at) in marks.struck}
        if line in marks.hidden_rows or (struck and min(struck) == seen[0]):
            why = hidden if line in marks.hidden_rows else "struck through"
            grid.leave("row", f"row {line}", cells[filled[0]].strip(), why)
            continue
        for at in filled:
            place = f"cell {column_letter(at)}{line}"
            if at not in seen:
                columns.setdefault(at, cells[at].strip())
            elif at in struck:
                grid.leave("cell", place, cells[at], "struck through")
            elif cells[at] in marks.struck_parts:
                grid.leave("cell", place, cells[at], "a part of it is struck through")
        kept = (marks.struck_parts.get(text, text) if at not in struck else "" for at, text in enumerate(cells))
        rows.append((line, tuple("" if at in marks.hidden_columns else text for at, text in enumerate(kept))))
    for column, text in sorted(columns.items()):
        grid.leave("column", f"column {column_letter(column)}", text, hidden)
    return rows


# --- what a workbook says of its cells beside their values

_MOST_UNPACKED = 700_000_000  # bytes of all the parts of a workbook
_NEVER_SO_DENSE = 150  # times: text packs to a tenth or a thirtieth, only the same over and over packs to less
_SMALL = 60_000_000  # bytes that are unpacked whatever they were packed to
_TRUE = ("1", "true")
_MONTH_FORMATS = {17: "mmm-yy"}  # built in, without a day
_Styles = tuple[set[str], dict[str, int]]  # that strike through; that show so much of a date
_CellPlace = tuple[int, int]  # of a cell: its row counted from 1, its column from 0


@dataclass
class Marks:
    """Of one sheet; rows counted from 1, columns from 0."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[_CellPlace] = field(default_factory=set)
    struck_parts: dict[str, str] = field(default_factory=dict)  # a text of which a part is struck through -> the rest
    shown: dict[_CellPlace, int] = field(default_factory=dict)  # dates without a day -> how much of their text is shown
    without_value: dict[_CellPlace, str] = field(default_factory=dict)  # -> "formula" or "error"
    cells: int = 0  # of the rectangle that holds all values


def _too_large(data: bytes) -> str:
    """Why a workbook must not be unpacked; "" where it may."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sizes = [(entry.file_size, max(entry.compress_size, 1)) for entry in archive.infolist()]
    unpacked = sum(size for size, _ in sizes)
    dense = any(size > _SMALL and size > packed * _NEVER_SO_DENSE for size, packed in sizes)
    if unpacked > _MOST_UNPACKED or dense:
        return f"a workbook of {len(data):,} bytes that unpacks to {unpacked:,}"
    return ""


def sheet_marks(data: bytes) -> dict[str, Marks]:
    """The marks of every sheet of a workbook by its name; one of Excel that cannot be followed has none."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if "content.xml" in archive.namelist():
            with archive.open("content.xml") as content:
                return _ods_marks(content)
        try:
            links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
            targets = {str(each.get("Id")): str(each.get("Target")) for each in links}
            styles, parts, found = _styles(archive), _struck_parts(archive), {}
            for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).iterfind(".//{*}sheet"):
                link = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
                target = targets.get(link, "")
                part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                found[str(sheet.get("name"))] = _of_sheet(archive, part, styles, parts)
            return found
        except (KeyError, zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError, SyntaxError):
            return {}


def _comments(data: bytes) -> list[tuple[str, str]]:
    """The comments on the cells of a workbook of Excel, of whichever sheet."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if re.match(r"xl/comments.*\.xml", name)]
    told = [one for part in parts for one in ElementTree.fromstring(part).iterfind(".//{*}comment")]
    return [(str(one.get("ref")), " ".join("".join(one.itertext()).split())) for one in told]


def _styles(archive: zipfile.ZipFile) -> _Styles:
    struck, shown = set[str](), dict[str, int]()
    if "xl/styles.xml" not in archive.namelist():
        return struck, shown
    book = ElementTree.fromstring(archive.read("xl/styles.xml"))
    formats = {int(each.get("numFmtId", 0)): str(each.get("formatCode")) for each in book.iterfind(".//{*}numFmt")}
    fonts = dict(enumerate(_strikes(font) for font in book.iterfind("{*}fonts/{*}font")))
    for number, style in enumerate(book.iterfind("{*}cellXfs/{*}xf")):
        form = (formats | _MONTH_FORMATS).get(int(style.get("numFmtId", 0)), "")
        struck |= {str(number)} if fonts.get(int(style.get("fontId", 0))) else set()
        signs = re.sub(r'\[[^\]]*\]|"[^"]*"|\\.', "", form).casefold()
        if "y" in signs and "d" not in signs:
            shown[str(number)] = len("2022-03" if "m" in signs else "2022")
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


def _elements(stream: IO[bytes], *names: str) -> Iterator[tuple[str, Any]]:
    """The elements of some names as each ends; rows are forgotten then, or they would fill the memory."""
    from lxml import etree

    asked = [f"{{*}}{name}" for name in names]
    for _, one in etree.iterparse(stream, tag=asked, recover=True, resolve_entities=False, no_network=True):
        name = one.tag.rpartition("}")[2]
        yield name, one
        if name in ("row", "table-row"):
            one.clear()
            while one.getprevious() is not None:
                del one.getparent()[0]


def _of_sheet(archive: zipfile.ZipFile, part: str, styles: _Styles, parts: dict[str, str]) -> Marks:
    marks, (struck, shown) = Marks(struck_parts=parts), styles
    last, widest = 0, {"A"}
    formula: Any = None
    with archive.open(part) as stream:
        for name, one in _elements(stream, "row", "col", "f", "c"):
            if name == "c":
                place, style, kind = one.get("r", "").strip(), one.get("s"), one.get("t")
                widest.add(letters := place.rstrip("0123456789"))
                last = max(last, line := int(place[len(letters) :] or 0))
                if style in struck:
                    marks.struck.add((line, column_number(letters)))
                if style in shown:
                    marks.shown[line, column_number(letters)] = shown[style]
                if one is formula and kind != "str" and not one.findtext("{*}v"):
                    marks.without_value[line, column_number(letters)] = "formula"
                elif kind == "e":
                    marks.without_value[line, column_number(letters)] = "error"
            elif name == "f":
                formula = one.getparent()
            elif name == "row":
                last = max(last, line := int(one.get("r", 0)))
                marks.hidden_rows |= {line} if one.get("hidden") in _TRUE else set()
            elif one.get("hidden") in _TRUE:
                first, end = int(one.get("min", 1)), int(one.get("max", 1))
                marks.hidden_columns.update(range(first - 1, min(end, 1000)))
    marks.cells = last * (max(map(column_number, widest)) + 1)
    return marks


def _ods_marks(content: IO[bytes]) -> dict[str, Marks]:
    """Of an OpenDocument workbook: what is hidden, and how many cells the repeated ones are."""
    found: dict[str, Marks] = {}
    own, row, columns, column, width, widest = Marks(), 0, 0, 0, 0, 0
    for name, one in _elements(content, "table", "table-row", "table-column", "table-cell"):
        values = {key.rpartition("}")[2]: value for key, value in one.attrib.items()}
        hidden = values.get("visibility") in ("collapse", "filter")
        times = int(values.get(f"number-{'rows' if name == 'table-row' else 'columns'}-repeated", 1))
        if name == "table":
            found[values.get("name", "")] = own
            own, row, columns, widest = Marks(), 0, 0, 0
        elif name == "table-row":
            own.hidden_rows |= {*range(row + 1, row + 1 + min(times, 100_000))} if hidden else set()
            row, column, widest = row + times, 0, max(widest, width)
            own.cells, width = widest * row if width else own.cells, 0
        elif name == "table-column":
            own.hidden_columns |= {*range(columns, columns + min(times, 1000))} if hidden else set()
            columns += times
        else:
            column += times
            width = column if len(one) or one.text else width
    return found


def read_sheets(data: bytes, marks: dict[str, Marks]) -> list[Grid]:
    """The filled rows of every sheet, whatever is to be said of them."""
    apart = data.startswith(OLD) or b"xl/workbook.bin" in data  # of which nothing can be told before they are opened
    return sheets_apart(data) if apart else sheets_here(data, marks)


def sheets_here(data: bytes, marks: dict[str, Marks]) -> list[Grid]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    found = []
    for known in book.sheets_metadata:
        if known.typ == SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(known.name)
            rows = [*_rows(sheet, marks.get(known.name, Marks()))]
            merged = [(r1 + 1, c1, r2 + 1, c2) for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or ()]
            visible = known.visible == SheetVisibleEnum.Visible
            found.append(Grid("", rows=rows, sheet=known.name, merged=merged, visible=visible))
    return found


def _rows(sheet: Any, marks: Marks) -> Iterator[Row]:
    """The filled rows as text; a text that stands in many cells is kept once."""
    before = ("",) * (sheet.start or (0, 0))[1]
    once: dict[str, str] = {}
    special = {line for line, _ in (*marks.shown, *marks.without_value)}
    for line, values in enumerate(sheet.iter_rows(), 1):
        texts = [once.setdefault(text, text) for text in map(_text, values)]
        for at, text in enumerate(texts) if line in special else ():
            place = (line, len(before) + at)
            if place in marks.without_value:
                texts[at] = text or "="  # a formula without its value is not empty
            elif place in marks.shown and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
                texts[at] = text[: marks.shown[place]]
        while texts and not texts[-1]:
            texts.pop()
        if any(text.strip() for text in texts):
            yield line, (*before, *texts)


def _text(value: Any) -> str:
    if type(value) is str:
        return value
    if isinstance(value, datetime):
        midnight = value.hour == value.minute == value.second == 0
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, bool):
        return str(value).upper()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MOST_MEMORY = 1_500_000_000  # bytes
_SECONDS = 10


def sheets_apart(data: bytes) -> list[Grid]:
    """The sheets of an old workbook, or a ValueError whatever happens to the process that reads."""
    from python_calamine import PasswordError

    if _ENCRYPTED in data:
        raise PasswordError
    places = os.pathsep.join(filter(None, (str(PACKAGE.parent), os.environ.get("PYTHONPATH", ""))))
    asked = [sys.executable, "-m", "lepdata.read.workbook", str(os.getpid())]
    surroundings = os.environ | {"PYTHONPATH": places, "RUST_BACKTRACE": "0"}  # which takes a second
    try:
        run = subprocess.run(asked, input=data, capture_output=True, timeout=_SECONDS, env=surroundings, check=True)
    except (subprocess.SubprocessError, OSError) as error:
        raise ValueError("the process that reads it ended early") from error
    return [
        Grid("", rows=[(line, tuple(cells)) for line, cells in rows], sheet=name, merged=merged, visible=visible)
        for name, visible, rows, merged in json.loads(run.stdout)
    ]


def _main() -> None:
    end_with_parent(int(sys.argv[1]))
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    found = [(own.sheet, own.visible, own.rows, own.merged) for own in sheets_here(sys.stdin.buffer.read(), {})]
    sys.stdout.buffer.write(json.dumps(found).encode("utf-8"))


if __name__ == "__main__":
    _main()
