"""Bytes -> text, UTF-8 or what they can only be instead; text with commas, semicolons, tabs or bars -> a grid."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice

from lepdata.errors import InputFaults, UsageError, quoted, refused
from lepdata.files import published
from lepdata.read.grid import HEADING_WITHIN, MOST_ROWS, Grid, NotRead, Row, Wanted, first_few, head_of, not_read

_AS_CSV = "save it as 'CSV UTF-8 (Comma delimited)', in LibreOffice with the character set 'Unicode (UTF-8)'"
_OR_SAY = f"{_AS_CSV}, or say what it is with --encoding"
_WIDE_MARKS = {  # UTF-32 first: its mark begins with that of UTF-16
    "UTF-32": (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"),
    "UTF-16": (b"\xff\xfe", b"\xfe\xff"),
}
_SIGNS = "’–—…•£€©®°·½¼¾×“‘”§´\xa0\xad"
# What Windows-1252 gives where the bytes were something else: a capital after a small letter, a sign inside a word.
_UNLIKELY = re.compile(r"[a-zß-öø-ÿ](?=[À-ÞŠŽŒŸ‘“])|[a-zß-öø-ÿ][“‘](?=\w)|Ã[\x80-\xbf‚-™]|â€")
_DAMAGED = re.compile(
    "(?:[ÂÃ][\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|â€[\x80-\xbfœ™˜¦“”]|ï»¿)|\N{REPLACEMENT CHARACTER}"
)


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


def damaged_letters(file: str, rows: Sequence[Row]) -> Iterator[NotRead]:
    """Each row with letters that were read in the wrong encoding before they came here, with what they may be."""
    for line, cells in rows:
        plain = "".join(cells).isascii()
        text = "" if plain else next((cell for cell in cells if not cell.isascii() and _DAMAGED.search(cell)), "")
        if text:
            word, why = next(filter(_DAMAGED.search, text.split(" ")), text), "its letters are damaged"
            for encoding in ("latin-1", "cp1252"):
                with suppress(UnicodeError):
                    why = f"its letters are damaged; perhaps {quoted(word.encode(encoding).decode('utf-8'))} is meant"
            yield not_read("word", f"{file}, row {line}", word, why)


_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
_LONGEST_HEADINGS, _LONGEST_CELL = 20_000, 131_072  # letters
_MOST_LINES = 1_500_000  # more than any spreadsheet has, most of them empty
_SAID = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)  # what Excel understands as a first line


def of_text(file: str, data: bytes, wanted: Wanted) -> Grid:
    if data.count(b"\n") > _MOST_LINES:
        remedy = "delete the empty lines, or save the part that is meant"
        raise refused(file, f"more than {_MOST_LINES:,} lines", "lists of boards", remedy)
    text, caveats = _decoded(file, data, wanted.encoding)
    said = _SAID.match(text)
    separator = said[1] if said else _separator(file, text, wanted)
    read = _filled(file, text[said.end() if said else 0 :], separator, wanted.escaped, 1 if said else 0)
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
    return Grid(file, rows, head, caveats=caveats, not_read=[*damaged_letters(file, rows)])


def _separator(file: str, text: str, wanted: Wanted) -> str:
    """The separator of the first row with known headings; a comma where it makes no difference."""
    for line, row in enumerate(text[:1_000_000].splitlines()[:HEADING_WITHIN], start=1):
        known = dict.fromkeys(_SEPARATORS, 0)
        for sign in _SEPARATORS:
            with suppress(csv.Error):  # a cell longer than any; whoever reads all rows says so
                cells = next(csv.reader([row[:_LONGEST_HEADINGS]], delimiter=sign), [])
                known[sign] = sum(map(wanted.is_heading, cells))
        winners = [sign for sign, count in known.items() if count == max(known.values())]
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
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
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
