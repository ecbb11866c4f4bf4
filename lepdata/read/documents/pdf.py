"""A PDF -> lines: by its characters, since a gap between two of them is all that parts the cells of most tables."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from lepdata.read.documents.gate import Refused
from lepdata.read.documents.lines import Cell, Line, numbered

_A_CELL, _A_SPACE = 1.05, 0.22  # gaps, in sizes of the letters beside them
_SAME_LINE = 0.55  # how far two letters of one line may stand apart, upwards, in sizes of the letters

_RAISED = re.compile(r"^(?:st|nd|rd|th)$")  # a raised ending of a date, on a line of its own


@dataclass
class _Letter:
    text: str
    left: float
    right: float
    bottom: float
    size: float
    spaced: bool = False  # a space is printed before it


def pdf_lines(data: bytes, most: int = 1_500) -> tuple[tuple[Line, ...], int, int]:
    """The lines of a PDF, how many pages it has and how many of them hold no text."""
    import pypdfium2

    book = pypdfium2.PdfDocument(data)
    try:
        lines: list[Line] = []
        empty = 0
        if len(book) > most:
            raise Refused(
                f"it has {len(book)} pages, and at most {most} are read. Fix: take the pages with the names out of it"
            )
        for number in range(len(book)):
            own = _page_lines(book[number], number + 1)
            empty += not own
            lines += own
        return numbered(lines), len(book), empty
    finally:
        book.close()


def _page_lines(page: Any, number: int) -> list[Line]:
    text = page.get_textpage()
    try:
        rows = (_cells(row) for row in _rows(_letters(text)))
        return [Line(cells, number) for cells in rows if not all(_RAISED.match(cell.text) for cell in cells)]
    finally:
        text.close()
        page.close()


def _letters(text: Any) -> Iterator[_Letter]:
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    where = ctypes.byref(box)
    spaced = False
    for at in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, at)
        spaced = spaced or code in (9, 32, 160)
        if code < 33 or code in (160, 0xAD, 0xFFFE, 0xFFFF) or not pdfium.FPDFText_GetLooseCharBox(text, at, where):
            continue
        height = abs(box.top - box.bottom)
        letter = "-" if code == 2 else chr(code)
        yield _Letter(letter, box.left, box.right, min(box.top, box.bottom), height or 1.0, spaced)
        spaced = False


def _rows(letters: Iterator[_Letter]) -> list[list[_Letter]]:
    """Letters put together by the line they stand on, from the top of the page down."""
    rows: list[tuple[float, list[_Letter]]] = []
    current: list[_Letter] = []
    for letter in letters:
        if current and abs(current[-1].bottom - letter.bottom) <= _SAME_LINE * max(letter.size, 1) / 2:
            current.append(letter)
        else:
            current = [letter]
            rows.append((letter.bottom, current))
    rows.sort(key=lambda row: -row[0])
    merged: list[list[_Letter]] = []
    level = None
    for bottom, own in rows:
        if level is not None and level - bottom <= _SAME_LINE * median(one.size for one in own) / 2:
            merged[-1] += own
        else:
            merged.append(list(own))
            level = bottom
    return merged


def _cells(row: list[_Letter]) -> tuple[Cell, ...]:
    row.sort(key=lambda letter: letter.left)
    size = median(letter.size for letter in row)
    cells: list[Cell] = []
    text, left, right = "", row[0].left, row[0].left
    for letter in row:
        gap = letter.left - right
        if text and gap > _A_CELL * size:
            cells.append(Cell(text, left, right))
            text, left = "", letter.left
        elif text and (letter.spaced or gap > _A_SPACE * size):
            text += " "
        text += letter.text
        right = max(right, letter.right)
    return (*cells, Cell(text, left, right))
