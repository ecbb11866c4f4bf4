"""A Word file -> lines: its paragraphs, and its tables row by row."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from lepdata.read.documents.html import side_by_side
from lepdata.read.documents.lines import Line, cells_of, numbered, one_cell

_BULLET = re.compile(r"^\s*(?:--|[•·▪o*])\t\s*|^\s*\(?[0-9a-zA-Z]{1,3}[.)]\t")
_COLUMNS = re.compile(r"\t+|\s{4,}")
_STYLE = re.compile(r"^heading ?(\d)", re.IGNORECASE)


def word_lines(data: bytes) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The lines of a Word file, page headers first, and what a reader must know of it."""
    from docx2python import docx2python

    with docx2python(io.BytesIO(data)) as book:
        lines: list[Line] = []
        for part, aside in ((book.header_pars, ""), (book.body_pars, ""), (book.footer_pars, "foot of the page")):
            for number, table in enumerate(part, start=1):
                lines += _table(table, number, aside)
        notes = _notes(data)
    return numbered(lines), notes


def _table(table: Any, number: int, aside: str) -> list[Line]:
    lines: list[Line] = []
    for at, row in enumerate(table, start=1):
        cells = [[_text(paragraph) for paragraph in cell if _text(paragraph)] for cell in row]
        if (len(table) == 1 and len(cells) == 1) or len(cells) == 1:
            lines += [_paragraph(paragraph, aside) for paragraph in row[0] if _text(paragraph)]
        else:
            rows = side_by_side(cells)
            lines += [Line(cells_of(texts), table=number, row=at, aside=aside) for texts in rows if any(texts)]
    return lines


def _paragraph(paragraph: Any, aside: str) -> Line:
    text = _text(paragraph)
    style = _STYLE.match(str(getattr(paragraph, "style", "") or ""))
    texts = [part.strip() for part in _COLUMNS.split(text) if part.strip()]
    cells = cells_of(texts) if len(texts) > 1 else one_cell(" ".join(text.split()))
    return Line(cells, heading=int(style[1]) if style else 0, aside=aside)


def _text(paragraph: Any) -> str:
    text = "".join(run.text for run in paragraph.runs)
    text = re.sub(r"----(?:media|image)[^-]*----|<a href=[^>]*>|</a>", "", text)
    return _BULLET.sub("", text).replace("\n", " ").strip()


def _notes(data: bytes) -> tuple[str, ...]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        content = packed.read("word/document.xml")
    if b"<w:vanish/>" in content or b'<w:vanish w:val="true"' in content:
        return ("Some of its text is hidden in Word, and was read with the rest.",)
    return ()
