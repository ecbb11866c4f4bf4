"""Tables for a terminal."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

GAP = "  "


def columns(rows: Iterable[Sequence[object]], headings: Sequence[str], wrap: int = -1) -> str:
    """Rows as aligned columns; one column, the last by default, is wrapped to the terminal's width.

    Control characters in a published word cannot reach the terminal.

    Examples
    --------
    >>> print(columns([("a", 1), ("bb", 22)], ("Word", "n")))
    Word  n
    a     1
    bb    22
    """
    table = [tuple(headings), *(tuple(printable(str(cell)) for cell in row) for row in rows)]
    wrapped = wrap % len(headings)
    widths = [max(len(row[at]) for row in table) for at in range(len(headings))]
    rest = sum(widths) - widths[wrapped] + len(GAP) * (len(widths) - 1)
    widths[wrapped] = min(widths[wrapped], max(24, shutil.get_terminal_size((110, 24)).columns - rest))
    return "\n".join(line for row in table for line in _lines(row, widths, wrapped))


def _lines(row: Sequence[str], widths: Sequence[int], wrapped: int) -> list[str]:
    parts = textwrap.wrap(row[wrapped], widths[wrapped], break_on_hyphens=False) or [""]
    lines = []
    for number, part in enumerate(parts):
        cells = [part if at == wrapped else (cell if number == 0 else "") for at, cell in enumerate(row)]
        lines.append(GAP.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())
    return lines


def printable(text: str) -> str:
    """Text without control or direction characters, which could rewrite a terminal's line."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cf") else c for c in text)
