"""Any file -> its tables, or one message that says what stands in it instead: the content decides, not the name."""

import csv
import html
import os
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from io import BytesIO, StringIO
from itertools import islice
from pathlib import Path

from lepdata.errors import InputFaults, UsageError, quoted, refused
from lepdata.files import MOST_BYTES, published, read_bounded, rule_file
from lepdata.headed import Column, Headed, Row, read_headed
from lepdata.read.exchange import of_json, of_markup
from lepdata.read.grid import BY_READ, HEADING_WITHIN, MOST_ROWS, Grid, Wanted, first_few, head_of
from lepdata.read.workbook import of_workbook

_MOST_COLUMNS = 1_000
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
        name, data = "standard input", _standard_input()
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
        _say_damaged(grid)
        if wanted.as_seen and not any("person_name" in cells for _, cells in grid.rows[:1]):  # ours is kept as it is
            _show_as_page(grid)
        widest = max((len(cells) for _, cells in grid.rows), default=0)
        for size, most, what in ((len(grid.rows), MOST_ROWS, "rows"), (widest, _MOST_COLUMNS, "columns")):
            if size > most:
                remedy = "save the part that is meant, or several parts with the headings in each"
                raise refused(grid.file, f"more than {most:,} {what}", "lists of boards", remedy)
    return grids


def one_grid(path: Path, wanted: Wanted) -> Grid:
    """The one sheet with a known heading of a workbook; a text file is one whatever its headings."""
    grids = read_grids(path, wanted)
    found = [grid for grid in grids if grid.head is not None] or [grid for grid in grids if not grid.sheet]
    if len(found) == 1 and found[0].rows:
        return found[0]
    what = f"{len(found)} sheets with such headings" if len(found) > 1 else "no such headings"
    raise refused(path.name, what, f"one table with {wanted.holds}", "leave the sheet that is meant, with its headings")


def read_declared(path: Path, wanted: Wanted, columns: Sequence[Column], strict: bool = False) -> Headed:
    """Read the one table with declared headings of a file; `strict`: no others, and every row of a text file whole."""
    grid = one_grid(path, wanted)
    rows = grid.rows[grid.head or 0 :]
    if len(rows) < 2:
        raise refused(path.name, "no row below the headings", wanted.holds, wanted.start)
    read = read_headed(path.name, rows, columns, not strict, strict and not grid.sheet)
    read.faults[:0] = [fault for fault in grid.faults if (fault.row or 0) >= rows[0][0]]
    return read


def _grids(name: str, data: bytes, kind: str, wanted: Wanted) -> list[Grid]:
    if not data.strip():
        raise refused(name, "an empty file", wanted.holds, wanted.start)
    if kind == _TEXT:
        return [_of_text(name, data, wanted)]
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
        remedy = "name one .csv or .xlsx file in it, or say `lepdata review --data` of it"
        raise refused(file, "a folder", "a file", remedy)
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


# --- bytes -> text, UTF-8 or what they can only be instead; text with commas, semicolons, tabs or bars -> a grid

_AS_CSV = "save it as 'CSV UTF-8 (Comma delimited)', in LibreOffice with the character set 'Unicode (UTF-8)'"
_OR_SAY = f"{_AS_CSV}, or say what it is with --encoding"
_WIDE_MARKS = {  # UTF-32 first: its mark begins with that of UTF-16
    "UTF-32": (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"),
    "UTF-16": (b"\xff\xfe", b"\xfe\xff"),
}
_SIGNS = "’–—…•£€©®°·½¼¾×“‘”§´\xa0\xad"
# What Windows-1252 gives where the bytes were something else: a capital after a small letter, a sign inside a word.
_UNLIKELY = re.compile(r"[a-zß-öø-ÿ](?=[À-ÞŠŽŒŸ‘“])|[a-zß-öø-ÿ][“‘](?=\w)|Ã[\x80-\xbf‚-™]|â€")


def _decoded(file: str, data: bytes, encoding: str) -> tuple[str, list[str]]:
    """The text without a byte order mark, and what a reader must know of how it was read."""
    wide = encoding or next((name for name, marks in _WIDE_MARKS.items() if data.startswith(marks)), "")
    if not wide and b"\x00" in data:  # plain English in UTF-16 is NUL in every second byte; a NUL elsewhere is damage
        halves = {"utf-16-le": data[1::2], "utf-16-be": data[0::2]}
        wide = next((name for name, own in halves.items() if own.count(b"\x00") * 10 > len(own) * 9), "")
    if not wide and (nul := data.count(b"\x00")):
        remedy = "the file is damaged or is no text; get it again or save it anew as CSV UTF-8"
        found, row = f"{nul} NUL byte{'s' * (nul > 1)}, the first in this row", data[: data.index(b"\x00")].count(b"\n")
        raise refused(file, found, "text", remedy, row + 1)
    shown = "UTF-16" if wide.startswith("utf-16-") else wide
    try:
        text = data.decode(wide or "utf-8").removeprefix("\ufeff")
    except LookupError:
        known = "utf-8, utf-16, cp1252 (Windows), mac-roman and others that Python knows"
        raise UsageError(f"No encoding is called {quoted(encoding)}. Known: {known}.") from None
    except UnicodeDecodeError as error:
        if encoding:
            row, expected = data[: error.start].count(b"\n") + 1, f"text encoded as {encoding}"
            raise refused(file, f"bytes that are not {encoding}", expected, _OR_SAY, row) from None
        text, shown = "" if wide else _windows(data), shown or "Windows-1252"
        if not text:
            raise _not_utf8(file, data, wide and shown) from None
    if encoding or not shown:
        return text, []
    word = re.search(r"[\w'’-]*[^\W\x00-\x7f][\w'’-]*", text) or re.search(r"\S*[^\x00-\x7f]\S*", text)
    how = f"{'is not UTF-8 and ' if not wide else ''}was read as {shown}"
    return text, [f"{file} {how}{f', such as {quoted(word[0])}' if word else ''}."]


def _windows(data: bytes) -> str:
    """Windows-1252, which Excel writes by default, where every letter that it gives fits its neighbours."""
    text = data.decode("cp1252", "replace")
    strange = {sign for sign in set(text) if sign > "\x7f" and not (sign.isalpha() and sign <= "ž")} - {*_SIGNS}
    return "" if strange or _UNLIKELY.search(text) else text


def _not_utf8(file: str, data: bytes, wide: str) -> InputFaults:
    lines = enumerate(data.split(b"\n"), start=1)
    bad = [number for number, line in lines if not wide and line.decode("utf-8", "ignore").encode() != line]
    more = f", and in {len(bad) - 1} more row{'s' * (len(bad) > 2)}" if len(bad) > 1 else ""
    found = f"text that looks encoded as {wide}" if wide else "bytes that are neither UTF-8 nor surely Windows-1252"
    remedy = f"open it in the program it comes from and {_OR_SAY}"
    return refused(file, found + more, "text encoded as UTF-8", remedy, bad[0] if bad else None)


_DAMAGED = re.compile(
    "(?:[ÂÃ][\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|â€[\x80-\xbfœ™˜¦“”]|ï»¿)|\N{REPLACEMENT CHARACTER}"
)


def _say_damaged(grid: Grid) -> None:
    """Each row with letters that were read in the wrong encoding before they came here, with what they may be."""
    for line, cells in grid.rows:
        plain = "".join(cells).isascii()
        text = "" if plain else next((cell for cell in cells if not cell.isascii() and _DAMAGED.search(cell)), "")
        if text:
            word, why = next(filter(_DAMAGED.search, text.split(" ")), text), "its letters are damaged"
            for encoding in ("latin-1", "cp1252"):
                with suppress(UnicodeError):
                    why = f"its letters are damaged; perhaps {quoted(word.encode(encoding).decode('utf-8'))} is meant"
            grid.leave("word", f"row {line}", word, why)


_OF_A_PAGE = re.compile(  # a sign as pages write it, where one part ends, what is struck out, other marks, a link
    r"(?i)[&<_=](?:(?<=&)(?:#\w+|[a-z]{2,8});|(?P<end>(?<=<)(?:br|/p|/li|/div)\b[^<>]*>)|(?P<struck>(?<=<)/?(?:s|del|strike)>)"
    r"|(?<=<)/?(?:a|b|div|em|i|li|p|span|strong|sup|u)\b[^<>]*>|(?<=_)x000D_|(?<==)HYPERLINK\(.*\"(?P<link>[^\"]+)\"\))",
)


def _show_as_page(grid: Grid) -> None:
    """Cells with the signs of a web page ("Si&acirc;n", "Ada<br>Example") as the page shows them."""
    texts = dict.fromkeys(cell for _, cells in grid.rows for cell in cells)
    if shown := {cell: own for cell in texts if (own := _OF_A_PAGE.sub(_shown, cell)) != cell}:
        grid.rows = [(line, tuple(shown.get(cell, cell) for cell in cells)) for line, cells in grid.rows]
        such = " is ".join(map(quoted, next(iter(shown.items()))))
        grid.caveats.append(f"Signs of a web page in cells of {grid.file} were read as it shows them: {such}.")


def _shown(found: re.Match[str]) -> str:
    plain = html.unescape(found[0]) if found[0].startswith("&") else found["link"] or ""
    return plain or "\n" * bool(found["end"]) + "~~" * bool(found["struck"])


_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
_LONGEST_HEADINGS, _LONGEST_CELL = 20_000, 131_072  # letters
_MOST_LINES = 1_500_000  # more than any spreadsheet has, most of them empty
_SAID = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)  # what Excel understands as a first line


def _of_text(file: str, data: bytes, wanted: Wanted) -> Grid:
    if data.count(b"\n") > _MOST_LINES:
        remedy = "delete the empty lines, or save the part that is meant"
        raise refused(file, f"more than {_MOST_LINES:,} lines", "lists of boards", remedy)
    text, caveats = _decoded(file, data, wanted.encoding)
    said = _SAID.match(text)
    separator = said[1] if said else _separator(file, text, wanted)
    read = _filled(file, text[said.end() if said else 0 :], separator, wanted.escaped and "'" in text, 1 if said else 0)
    rows = tuple(islice(read, MOST_ROWS + 1))
    # Without the empty columns at their end, of which a sheet saved to its last column has thousands.
    widest = max((len(cells) for _, cells in rows), default=0)
    while widest and not any(len(cells) >= widest and cells[widest - 1].strip() for _, cells in rows):
        widest -= 1
    rows = tuple((line, cells[:widest]) for line, cells in rows)
    head = head_of(rows, wanted)
    if separator != "," and not said:
        caveats.append(f"The cells of {file} are separated by {_SEPARATORS[separator]}.")
    start = head or 0
    if short := [line for line, cells in rows[start + 1 :] if len(cells) < len(rows[start][1])]:
        caveats.append(f"Rows of {file} with fewer cells than headings, the rest read as empty: {first_few(short)}.")
    return Grid(file, rows, head, caveats=caveats)


def _separator(file: str, text: str, wanted: Wanted) -> str:
    """The separator of the first row with known headings; a comma where it makes no difference."""
    for line, row in enumerate(text[:1_000_000].splitlines()[:HEADING_WITHIN], start=1):
        known = dict.fromkeys(_SEPARATORS, 0)
        for sign in _SEPARATORS:
            with suppress(csv.Error):  # a cell longer than any; whoever reads all rows says so
                cells = next(csv.reader([row[:_LONGEST_HEADINGS]], delimiter=sign), [])
                known[sign] = sum(map(wanted.is_heading, cells))
        winners = [sign for sign, count in known.items() if count == max(known.values()) and sign in row] or [","]
        if winners[0] == "," and all(sign not in row for sign in winners[1:]):
            if known[","]:
                return ","
        elif any(known.values()):
            if len(winners) == 1:
                return winners[0]
            signs = " and ".join(_SEPARATORS[sign] for sign in winners)
            remedy = "separate the headings and the cells by commas alone"
            raise refused(file, f"headings separated by {signs}", "one separator, a comma", remedy, line)
    return ","


def _filled(file: str, text: str, separator: str, escaped: bool, before: int) -> Iterator[Row]:
    """The filled rows, numbered as a spreadsheet does: a cell of several lines is still one row."""
    line = before
    csv.field_size_limit(_LONGEST_CELL)  # readers of registers let it grow
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
        for line, row in enumerate(reader, before + 1):
            cells = tuple(map(published, row) if escaped else row)
            if "".join(cells).strip():
                yield line, cells
    except csv.Error as error:
        found = "a quotation mark that is never closed, or with text after it"
        expected = 'cells in quotation marks to end with one, and a mark inside a cell to be doubled ("")'
        remedy = "correct the marks in this row, or save the file anew as CSV"
        if "field larger" in str(error):
            found, expected = f"a cell of more than {_LONGEST_CELL:,} letters", "a name, a post or an organisation"
            expected, remedy = f"{expected} in each cell", "shorten or empty the cell"
        raise refused(file, found, expected, remedy, line + 1) from None
