"""A PDF -> lines: by its characters, since a gap between two of them is all that parts the cells of most tables."""

import ctypes
import re
import struct
import zlib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain
from statistics import median
from typing import Any

from lepdata.read.documents import trade
from lepdata.read.documents.readings import LOCKED, TAKE_OUT, Cell, Content, Line, Refused, cells_of

_RECOGNISE = "Fix: get a copy with text, or run it through text recognition first"
_SCANNED = f"its pages are pictures without text, as a scanner makes them. {_RECOGNISE}"
_CIPHERED = f"its text holds next to no letters, as a font makes it whose signs stand for others. {_RECOGNISE}"
_LONG, _MOST_PAGES = 40, 1_500
_PICTURE_SCALE = 1.3  # dots for each point
_UNSEEN = frozenset((160, 0xAD, 0x200B, 0xFFFE, 0xFFFF))
_A_CELL, _A_SPACE = 1.05, 0.22  # gaps, in sizes of the letters beside them
_CLOSE, _WIDE = 3, 40  # lines that share their columns; points of the narrowest column
_SAME_LINE = 0.55  # how far two letters of one line may stand apart, upwards, in sizes of the letters

_RAISED = re.compile(r"^(?:st|nd|rd|th)$")  # a raised ending of a date, on a line of its own


@dataclass(slots=True)
class _Letters:
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    size: float = 0.0
    text: str = ""
    spaced: bool = False  # a space is printed before it


def pdf_content(data: bytes) -> Content:
    import pypdfium2

    try:
        book = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused(LOCKED) if "assword" in str(error) else error from error
    try:
        many = len(book)
        if many > _MOST_PAGES:
            raise Refused(f"it has {many} pages, and at most {_MOST_PAGES} are read. {TAKE_OUT}")
        pages = [_page_lines(book[number], number + 1, many > _LONG) for number in range(many)]
    finally:
        book.close()
    empty = sum(not page for page in pages)
    if many and empty == many:
        raise Refused(_SCANNED)
    signs = "".join(line.text for page in pages for line in page)
    if len(signs) > 200 and sum(map(str.isalpha, signs)) < 0.1 * len(signs):
        raise Refused(_CIPHERED)
    notes = [f"{empty} of its {many} pages hold no text: pictures of pages, or empty."] if empty else ()
    return Content([line for page in pages for line in page], notes)


def _page_lines(page: Any, number: int, long: bool) -> list[Line]:
    """The lines of a page; in a long document only those pages by their letters that may hold a list of people."""
    text = page.get_textpage()
    try:
        if long and not trade.may_open(plain := text.get_text_bounded()):
            return [Line(cells_of([row.strip()]), number) for row in plain.splitlines() if row.strip()]
        found = _in_columns(_rows(_letters(text)))
        return [Line(cells, number) for cells in found if not all(_RAISED.match(cell.text) for cell in cells)]
    finally:
        text.close()
        page.close()


def _letters(text: Any) -> list[_Letters]:
    """The letters of a page, those together that stand side by side with nothing between."""
    import pypdfium2.raw as pdfium

    code_at, box_at, raw = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, text.raw
    box = pdfium.FS_RECTF()
    where = ctypes.byref(box)
    found, spaced = [_Letters()], False
    for at in range(text.count_chars()):
        code, held = code_at(raw, at), found[-1]
        if (code < 33 and code != 2) or code in _UNSEEN:
            spaced = spaced or code in (9, 32, 160)
        elif box_at(raw, at, where):
            left, bottom, letter = box.left, min(box.bottom, box.top), "-" if code == 2 else chr(code)
            if not spaced and bottom == held.bottom and held.left <= left <= held.right + _A_SPACE * held.size:
                held.text += letter
                held.right = max(held.right, box.right)
            else:
                found.append(_Letters(left, box.right, bottom, abs(box.top - box.bottom) or 1.0, letter, spaced))
            spaced = False
    return found[1:]


def _rows(letters: list[_Letters]) -> list[list[_Letters]]:
    """Letters put together by the line they stand on, from the top of the page down."""
    rows: list[list[_Letters]] = []
    for letter in sorted(letters, key=lambda one: -one.bottom):
        if rows and rows[-1][0].bottom - letter.bottom <= _SAME_LINE * max(letter.size, 1) / 2:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return rows


def _in_columns(rows: list[list[_Letters]]) -> Iterator[tuple[Cell, ...]]:
    """The cells of each line; where those of lines near by begin, one begins with the word that does, too."""
    alone = [_cells(row) for row in rows]
    for at, row in enumerate(rows):
        near = chain.from_iterable(alone[max(0, at - _CLOSE) : at] + alone[at + 1 : at + 1 + _CLOSE])
        lefts = Counter(round(cell.left) for cell in near if cell.left > row[0].left + _WIDE)
        columns = {left for left, many in lefts.items() if many > 1}
        yield _cells(row, columns) if columns else alone[at]


def _cells(row: list[_Letters], columns: Collection[int] = ()) -> tuple[Cell, ...]:
    row.sort(key=lambda letter: letter.left)
    size = median(letter.size for letter in row)
    cells: list[Cell] = []
    text, left, right = "", row[0].left, row[0].left
    for letter in row:
        gap = letter.left - right
        if text and (gap > _A_CELL * size or round(letter.left) in columns):
            cells.append(Cell(text, left))
            text, left = "", letter.left
        elif text and (letter.spaced or gap > _A_SPACE * size):
            text += " "
        # a letter may come as two halves
        text += letter.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        right = max(right, letter.right)
    return (*cells, Cell(text, left))


def page_picture(data: bytes, page: int, words: str) -> tuple[bytes, list[tuple[float, float, float, float]]]:
    """A page as a PNG in grey, and where on it some words stand: left, top, width, height, as shares of the page."""
    import pypdfium2

    book = pypdfium2.PdfDocument(data)
    try:
        leaf = book[page - 1]
        wide, high = leaf.get_size()
        text = leaf.get_textpage()
        found = text.search(words).get_next() if words else None
        places = [text.get_rect(at) for at in range(text.count_rects(*found))] if found else []
        ends = ((left / wide, low / high, right / wide, top / high) for left, low, right, top in places)
        boxes = [(left, 1 - top, right - left, top - low) for left, low, right, top in ends]
        pixels = leaf.render(scale=_PICTURE_SCALE, grayscale=True).to_numpy()
    finally:
        book.close()
    rows, columns = pixels.shape[:2]
    lines = b"".join(b"\0" + row.tobytes() for row in pixels)
    header = struct.pack(">IIBBBBB", columns, rows, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    whole = ((len(data), kind + data, zlib.crc32(kind + data)) for kind, data in parts)
    chunks = (struct.pack(">I", length) + data + struct.pack(">I", check) for length, data, check in whole)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks), boxes
