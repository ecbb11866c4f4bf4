"""What every kind of document becomes, lines of cells; and what is read of them, with the place of every word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from lepdata.read.headings import term_in

TAKE_OUT = "Fix: take the pages with the names out of it"
LOCKED = "it is locked with a password. Fix: save it without one"
MOST_LINES = 40_000  # of a document: no board has as many
_SPREAD = re.compile(r"[A-Za-z] (?<![\w.]..)(?:(?:[a-z] ){3,}[a-z]|(?<=[A-Z].)(?:[A-Z] ){4,}[A-Z])(?![\w.])")
CELL = "\t"  # what stands between two cells in the text of a line


class Refused(Exception):
    """Why a document cannot be read, with the way out."""


class Cell(NamedTuple):
    """A piece of a line with white space around it."""

    text: str
    left: float = 0.0


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
    text: str = ""  # of its cells

    def __post_init__(self) -> None:
        if any(_SPREAD.search(cell.text) for cell in self.cells):
            close = [_SPREAD.sub(lambda word: word[0].replace(" ", ""), cell.text) for cell in self.cells]
            self.cells = tuple(cell._replace(text=text) for cell, text in zip(self.cells, close, strict=True))
        self.text = CELL.join([cell.text for cell in self.cells])

    @property
    def look(self) -> tuple[str, ...]:
        """The elements around it, with the classes of the innermost alone: lines of one kind have the same."""
        plain = [part.partition("#")[0] for part in self.container]
        return (*(part.partition(".")[0] for part in plain[:-1]), plain[-1])


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
        return tuple(accumulate((len(line.text) + 1 for line in self.lines), initial=0))[:-1]

    def piece(self, number: int, begin: int = 0, end: int | None = None) -> Piece:
        """The text of a line, or of a part of it."""
        text, start = self.lines[number].text[begin:end], self.starts[number] + begin
        return Piece(text, tuple(range(start, start + len(text))))

    def row(self, number: int, skip: int = 0) -> Row:
        """The cells of a line that stand behind its first `skip` letters."""
        cells, at = list[Piece](), 0
        for cell in self.lines[number].cells:
            end = at + len(cell.text)
            if end > skip or not skip or self.lines[number].table:  # of a table each cell keeps its column
                cells.append(self.piece(number, min(max(at, skip), end), end))
            at = end + 1
        return cells


class Content(NamedTuple):
    """What a kind of file gives."""

    lines: Sequence[Line]
    notes: Iterable[str] = ()
    title: str = ""


def cells_of(texts: Iterable[str]) -> tuple[Cell, ...]:
    """Cells side by side, of a table whose columns are known by their number."""
    return tuple(Cell(text, place) for place, text in enumerate(texts))


def numbered(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines, each with its number on its page."""
    page, number, found = 0, 0, tuple(lines)
    for line in found:
        page, number = line.page, (number + 1 if line.page == page else 1)
        line.number = number
    return found


_JOINING = frozenset(["and", "from", "by", "with", "also", "to", "the", "of", "for"])
GONE = -1  # the place of a letter that the document does not hold: a space put between two lines


class Piece(NamedTuple):
    """Text put together from several places of a document: `at` says where in it each letter stands."""

    text: str
    at: tuple[int, ...]

    def cut(self, start: int, end: int) -> Piece:
        return Piece(self.text[start:end], self.at[start:end])

    def places(self) -> frozenset[int]:
        return frozenset([at for letter, at in zip(self.text, self.at, strict=True) if letter > " " and at != GONE])


Row = list[Piece]


def put_together(pieces: Iterable[Piece], between: str = " ") -> Piece:
    texts: list[str] = []
    at: list[int] = []
    for piece in pieces:
        at += [GONE] * len(between) if texts else []
        at += piece.at
        texts.append(piece.text)
    return Piece(between.join(texts), tuple(at))


def as_run(rows: Iterable[Row]) -> Piece:
    """Rows as one run of text: a tab between cells, a new line between rows."""
    return put_together((put_together(row, "\t") for row in rows), "\n")


@dataclass
class Reading:
    """One person as read; what is not printed is "" ."""

    section: str
    name: str = ""
    title: str = ""
    letters: str = ""
    post: str = ""
    organisation: str = ""
    capacity: str = ""
    sector: str = ""
    pronoun: str = ""
    gender: str = ""
    role: str = ""
    status: str = ""
    attendance: str = ""
    stands_for: str = ""  # the member whose place a substitute took
    start_date: str = ""
    end_date: str = ""
    body: str = ""  # which board, where the document has several lists
    beside: str = ""  # the words beside the name, before they were taken apart
    also: tuple[str, ...] = ()  # what further lists of the document say of the same person
    doubts: tuple[str, ...] = ()
    sure: bool = False
    headed: frozenset[str] = frozenset()  # the fields that a heading or the class of an element names
    places: set[int] = field(default_factory=set)

    def hold(self, text: str) -> None:
        begun, over = term_in(text)
        self.start_date, self.end_date = self.start_date or begun, self.end_date or over

    def doubt(self, words: str) -> None:
        if words and words not in self.doubts:
            self.doubts = (*self.doubts, words)


class Left(NamedTuple):
    """Words of an opened section of which nothing was made, or that name nobody."""

    places: frozenset[int]
    why: str  # the reason, or of a closed list the kind
    section: str = ""


@dataclass
class Account:
    """A reading of a part of a document: who was found, what was not understood, what names nobody."""

    strategy: str
    opened: set[int] = field(default_factory=set)  # numbers of the lines that it answers for
    readings: list[Reading] = field(default_factory=list)
    unread: list[Left] = field(default_factory=list)
    ignored: list[Left] = field(default_factory=list)  # what names nobody
    vacant: list[Reading] = field(default_factory=list)  # seats that nobody holds

    def ignore(self, piece: Piece, kind: str) -> None:
        if kind == "unnamed":
            return self.not_read(piece, "a seat whose holder is not named")
        self.ignored.append(Left(piece.places(), kind))

    def not_read(self, piece: Piece, reason: str, section: str = "") -> None:
        self.unread.append(Left(piece.places(), reason, section))

    def add(self, other: Account) -> None:
        self.opened |= other.opened
        self.readings += other.readings
        self.unread += other.unread
        self.ignored += other.ignored


def settled(account: Account, rows: Iterable[Row], reason: str) -> Account:
    """The account, with what of the given text belongs to nothing else as unread, or as the words that join names."""
    taken: set[int] = set().union(*(one.places for one in account.readings))
    taken.update(*(one.places for one in account.unread), *(one.places for one in account.ignored))
    for piece in (cell for row in rows for cell in row):
        if not (rest := piece.places() - taken):
            continue
        words = "".join(letter if at in rest else " " for letter, at in zip(piece.text, piece.at, strict=True))
        joining = all(word.casefold() in _JOINING for word in re.findall(r"\w+", words))
        (account.ignored if joining else account.unread).append(Left(rest, "joining words" if joining else reason))
        taken |= rest
    return account
