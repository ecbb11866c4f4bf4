"""Text with commas, semicolons, tabs or bars -> a grid."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lepdata.errors import InputFaults
from lepdata.files import published
from lepdata.read.encodings import damaged_letters, decoded
from lepdata.read.grid import MOST_ROWS, Grid, Row, Wanted, first_few, head_of, is_blank, refused

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
_HEADING_WITHIN = 100  # rows
_LONGEST_HEADINGS, _LONGEST_CELL = 20_000, 131_072  # letters
_SAID = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)  # what Excel understands as a first line


def of_text(file: str, data: bytes, wanted: Wanted) -> Grid:
    text, caveats = decoded(file, data, wanted.encoding)
    said = _SAID.match(text)
    start = len(said[0]) if said else 0
    separator = said[1] if said else _separator(file, text, wanted)
    read = _filled(file, text[start:], separator, wanted.escaped, 1 if said else 0)
    rows = _without_empty_columns(tuple(islice(read, MOST_ROWS + 1)))
    head = head_of(rows, wanted)
    if separator != "," and not said:
        caveats.append(f"The cells of {file} are separated by {_SEPARATORS[separator]}.")
    caveats += _short_rows(file, rows[head or 0 :])
    return Grid(file, rows, head, caveats=tuple(caveats), not_read=tuple(damaged_letters(file, rows)))


def _without_empty_columns(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows without the empty columns at their end, of which a sheet saved to its last column has thousands."""
    widest = max((len(cells) for _, cells in rows), default=0)
    while widest and not any(len(cells) >= widest and cells[widest - 1].strip() for _, cells in rows):
        widest -= 1
    return tuple((line, cells[:widest]) for line, cells in rows)


def _separator(file: str, text: str, wanted: Wanted) -> str:
    """The separator of the first row with known headings; a comma where it makes no difference."""
    for line, row in enumerate(text[:1_000_000].splitlines()[:_HEADING_WITHIN], start=1):
        known = {sign: _headings_known(row, sign, wanted) for sign in _SEPARATORS}
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


def _headings_known(row: str, separator: str, wanted: Wanted) -> int:
    try:
        return sum(map(wanted.is_heading, next(csv.reader([row[:_LONGEST_HEADINGS]], delimiter=separator), [])))
    except csv.Error:  # a cell longer than any; whoever reads all rows says so
        return 0


def _filled(file: str, text: str, separator: str, escaped: bool, before: int) -> Iterator[Row]:
    """The filled rows, numbered as a spreadsheet does: a cell of several lines is still one row."""
    line = before
    csv.field_size_limit(_LONGEST_CELL)  # readers of registers let it grow
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        for line, row in enumerate(reader, before + 1):
            cells = tuple(map(published, row) if escaped else row)
            if not is_blank(cells):
                yield line, cells
    except csv.Error as error:
        raise _broken(file, line + 1, str(error)) from None


def _broken(file: str, line: int, why: str) -> InputFaults:
    if "field larger" in why:
        found = f"a cell of more than {_LONGEST_CELL:,} letters"
        return refused(file, found, "a name, a post or an organisation in each cell", "shorten or empty the cell", line)
    return refused(
        file,
        "a quotation mark that is never closed, or with text after it",
        'cells in quotation marks to end with one, and a mark inside a cell to be doubled ("")',
        "correct the marks in this row, or save the file anew as CSV",
        line,
    )


def _short_rows(file: str, rows: Sequence[Row]) -> list[str]:
    width = len(rows[0][1]) if rows else 0
    short = [line for line, row in rows[1:] if len(row) < width]
    if not short:
        return []
    return [f"Rows of {file} with fewer cells than headings, the rest read as empty: {first_few(short)}."]
