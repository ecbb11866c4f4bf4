"""What every kind of document becomes: lines, each of cells, with the place where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

MOST_LINES = 40_000  # of a document: no board has as many
CELL = "\t"  # what stands between two cells in the text of a line


class Refused(Exception):
    """Why a document cannot be read, with the way out."""


class Cell(NamedTuple):
    """A piece of a line with white space around it."""

    text: str
    left: float = 0.0
    right: float = 0.0


@dataclass
class Line:
    """One line as printed; `heading` is its level as a heading, 0 where it is none."""

    cells: tuple[Cell, ...]
    page: int = 1
    number: int = 0
    heading: int = 0
    container: tuple[str, ...] = ()  # of a web page: the elements around it, outermost first
    table: int = 0  # which table of the page, 0 outside
    aside: str = ""  # why nothing is read of it: menu, page foot, expired ...

    @cached_property
    def text(self) -> str:
        return CELL.join(cell.text for cell in self.cells)


@dataclass(frozen=True)
class Document:
    """A document as lines; `text` is all of them, and `starts` says where in it each begins."""

    name: str
    kind: str  # html, pdf, docx, sheet, text
    sha256: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()  # what a reader must know: scans, hidden text, people fetched by script
    unreadable: str = ""  # why nothing can be read, with the way out; "" where the text is there
    title: str = ""

    @cached_property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        at, found = 0, []
        for line in self.lines:
            found.append(at)
            at += len(line.text) + 1
        return tuple(found)


class Content(NamedTuple):
    """What a kind of file gives."""

    lines: Sequence[Line]
    notes: Iterable[str] = ()
    title: str = ""


def cells_of(texts: Iterable[str]) -> tuple[Cell, ...]:
    """Cells side by side, of a table whose columns are known by their number."""
    return tuple(Cell(text, place, place + 1) for place, text in enumerate(texts))


def numbered(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines, each with its number on its page."""
    page, number, found = 0, 0, tuple(lines)
    for line in found:
        page, number = line.page, (number + 1 if line.page == page else 1)
        line.number = number
    return found
