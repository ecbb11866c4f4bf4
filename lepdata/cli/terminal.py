"""What every command shares: exit codes that scripts rely on, and words and tables for a terminal."""

from __future__ import annotations

import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, TextIO

from lepdata import display, files

if TYPE_CHECKING:
    import pandas as pd

# exit codes that scripts rely on; the manual says them in words
DONE, INPUT_FAULTS, WRONG_USAGE, NOTEBOOKS_FAILED, BREACH, UNEXPECTED, INTERRUPTED = 0, 1, 2, 3, 4, 70, 130
_GAP = "  "
_WIDEST = 60  # letters of a column, except one that has the rest of the line


def tell(*texts: str, to: TextIO | None = None) -> None:
    for line in (line for text in texts for line in text.split("\n")):
        print(printable(line), file=to)


def print_csv(frame: pd.DataFrame) -> None:
    from lepdata.export.formats import as_csv

    text = as_csv(frame).decode("utf-8")
    sys.stdout.write("\n".join(map(printable, text.split("\n"))) if sys.stdout.isatty() else text)


def show(style: str, frame: pd.DataFrame, text: Callable[[], str], record: Callable[[], Any] | None = None) -> None:
    """Print what was found in the style asked for: CSV, words and a table, or JSON, by default of the same rows."""
    if style == "csv":
        print_csv(frame)
    elif style == "json":
        print(files.json_text(record() if record else display.row_dicts(frame)))
    else:
        print(text())


def in_words(review: Any, tables: Iterable[str]) -> str:
    from lepdata.reviews.parts import caveats, sentences

    notes = "".join(f"\n- {printable(one)}" for one in caveats(review))
    said = "\n".join(map(printable, sentences(review)))
    return "\n\n".join((said, *tables, *([f"Bear in mind:{notes}"] if notes else [])))


def _width() -> int:
    return shutil.get_terminal_size((110, 24)).columns


def wrapped(text: str, indent: str = "  ") -> str:
    return textwrap.fill(text, max(40, _width()), subsequent_indent=indent, break_on_hyphens=False)


def columns(rows: Iterable[Sequence[object]], headings: Sequence[str], wrap: int = -1) -> str:
    """Rows as aligned columns; one, the last by default, is wrapped to the width of the terminal, others at 60."""
    table = [tuple(headings), *(tuple(printable(str(cell)) for cell in row) for row in rows)]
    wrapped = wrap % len(headings)
    full = [max(len(row[at]) for row in table) for at in range(len(headings))]
    widths = [min(_WIDEST, width) for width in full]
    rest = sum(widths) - widths[wrapped] + len(_GAP) * (len(widths) - 1)
    widths[wrapped] = min(full[wrapped], max(24, _width() - rest))
    by_words = partial(textwrap.wrap, break_on_hyphens=False, break_long_words=False)  # a path is one word
    lines = []
    for row in table:
        parts = (by_words(*cell) or [""] for cell in zip(row, widths, strict=True))
        for cells in zip_longest(*parts, fillvalue=""):
            lines.append(_GAP.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())
    return "\n".join(lines)


def lines_of(frame: pd.DataFrame, names: Sequence[str], headings: Sequence[str] = (), wrap: int = -1) -> str:
    return columns(frame[[*names]].itertuples(index=False, name=None), headings or names, wrap)


def printable(text: str) -> str:
    """Text without control or direction characters, which could rewrite a terminal's line."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in text)
