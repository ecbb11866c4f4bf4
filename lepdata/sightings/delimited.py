"""CSV -> rows of text."""

from __future__ import annotations

import csv
import io

from lepdata.errors import InputFaults
from lepdata.read.headings import candidates
from lepdata.sightings.grid import Grid, is_blank, refused

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
_SAVE = "save it as 'CSV UTF-8 (Comma delimited)', in LibreOffice with the character set 'Unicode (UTF-8)'"
_WIDE_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),  # before UTF-16, whose mark it begins with
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def read_delimited(file: str, data: bytes) -> Grid:
    """Read a CSV file; cells are text, whatever they look like.

    Raises
    ------
    InputFaults
        If the bytes are not UTF-8 text, a quotation mark is never closed, or the separator cannot be told.
    """
    text = decoded(file, data)
    separator = _separator(file, text)
    rows = rows_of(file, text, separator)
    caveats = [] if separator == "," else [f"The cells of {file} are separated by {SEPARATORS[separator]}."]
    filled = tuple((line, row) for line, row in rows if not is_blank(row))
    return Grid(file, filled, caveats=(*caveats, *_short_rows(file, filled)))


def decoded(file: str, data: bytes) -> str:
    """The text of UTF-8 bytes, without a byte order mark; nothing else is guessed at."""
    for mark, encoding in _WIDE_BOMS:
        if data.startswith(mark):
            raise _wrong_encoding(file, f"text encoded as {encoding}")
    if b"\x00" in data:
        raise _with_nul(file, data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _not_utf8(file, data) from None


def _wrong_encoding(file: str, found: str, row: int | None = None) -> InputFaults:
    return refused(file, found, "text encoded as UTF-8", f"open it in the program it comes from and {_SAVE}", row)


def _with_nul(file: str, data: bytes) -> InputFaults:
    nul = data.count(b"\x00")
    if nul * 3 > len(data):  # plain English in UTF-16 is NUL in every second byte
        return _wrong_encoding(file, "text that looks encoded as UTF-16")
    row = data[: data.index(b"\x00")].count(b"\n") + 1
    remedy = "the file is damaged or is no text; get it again or save it anew as CSV UTF-8"
    return refused(file, f"{nul} NUL byte{'s' * (nul > 1)}, the first in this row", "text", remedy, row)


def _not_utf8(file: str, data: bytes) -> InputFaults:
    bad = [number for number, line in enumerate(data.split(b"\n"), start=1) if not _is_utf8(line)]
    windows = any(0x80 <= byte <= 0x9F for byte in data)
    guess = "Windows-1252" if windows else "Latin-1 (ISO 8859-1) or Windows-1252"
    more = f", and in {len(bad) - 1} more row{'s' * (len(bad) > 2)}" if len(bad) > 1 else ""
    return _wrong_encoding(file, f"bytes that are not UTF-8, probably {guess}{more}", bad[0])


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _separator(file: str, text: str) -> str:
    """The separator under which most headings are known; a comma where it makes no difference."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    known = {sign: _known_headings(head, sign) for sign in SEPARATORS}
    best = max(known.values())
    winners = [sign for sign, count in known.items() if count == best]
    if best == 0 or (known[","] == best and all(sign not in head for sign in winners[1:])):
        return ","
    if len(winners) > 1:
        signs = " and ".join(SEPARATORS[sign] for sign in winners)
        raise refused(file, f"headings separated by {signs}", "one separator, a comma", _SAVE, 1)
    return winners[0]


def _known_headings(head: str, separator: str) -> int:
    cells = next(csv.reader([head], delimiter=separator), [])
    return sum(bool(candidates(cell)) for cell in cells)


def rows_of(file: str, text: str, separator: str) -> list[tuple[int, tuple[str, ...]]]:
    """The rows, numbered as a spreadsheet does: a cell of several lines is still one row."""
    rows: list[tuple[int, tuple[str, ...]]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            rows.append((len(rows) + 1, tuple(row)))
    except csv.Error:
        raise refused(
            file,
            "a quotation mark that is never closed, or with text after it",
            'cells in quotation marks to end with one, and a mark inside a cell to be doubled ("")',
            "correct the marks in this row, or save the file anew as CSV",
            len(rows) + 1,
        ) from None
    return rows


def _short_rows(file: str, rows: tuple[tuple[int, tuple[str, ...]], ...]) -> list[str]:
    width = len(rows[0][1]) if rows else 0
    short = [str(line) for line, row in rows[1:] if len(row) < width]
    if not short:
        return []
    shown = ", ".join(short[:5]) + (f" and {len(short) - 5} more" if len(short) > 5 else "")
    return [f"Rows of {file} with fewer cells than headings, the rest read as empty: {shown}."]
