"""What a document says of one person, with the place of every word; and the text that such readings are made from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_JOINING = frozenset(["and", "from", "by", "with", "also", "to", "the", "of", "for"])
GONE = -1  # the place of a letter that the document does not hold: a space put between two lines


@dataclass(frozen=True)
class Piece:
    """Text put together from several places of a document: `at` says where in it each letter stands."""

    text: str
    at: tuple[int, ...]

    @staticmethod
    def of(text: str, start: int) -> Piece:
        return Piece(text, tuple(range(start, start + len(text))))

    def cut(self, start: int, end: int) -> Piece:
        return Piece(self.text[start:end], self.at[start:end])

    def places(self) -> frozenset[int]:
        return frozenset(
            place for letter, place in zip(self.text, self.at, strict=True) if place != GONE and not letter.isspace()
        )


def put_together(pieces: Iterable[Piece], between: str = " ") -> Piece:
    text, at = "", []
    for piece in pieces:
        if text:
            text += between
            at += [GONE] * len(between)
        text += piece.text
        at += piece.at
    return Piece(text, tuple(at))


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
    how: str = ""
    places: set[int] = field(default_factory=set)

    def doubt(self, words: str) -> None:
        if words and words not in self.doubts:
            self.doubts = (*self.doubts, words)


@dataclass(frozen=True)
class Unread:
    """Words of an opened section that nothing was made of."""

    places: frozenset[int]
    reason: str
    section: str = ""


@dataclass(frozen=True)
class Ignored:
    """Words of an opened section that name nobody, by their kind."""

    places: frozenset[int]
    kind: str


@dataclass
class Account:
    """A reading of a part of a document: who was found, what was not understood, what names nobody."""

    strategy: str
    opened: set[int] = field(default_factory=set)  # numbers of the lines that it answers for
    readings: list[Reading] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    complete: str = ""  # full, attendance, partial: what may be inferred from the kind of list

    @property
    def unexplained(self) -> int:
        return sum(len(one.places) for one in self.unread)

    def add(self, other: Account) -> None:
        self.opened |= other.opened
        self.readings += other.readings
        self.unread += other.unread
        self.ignored += other.ignored


def settled(account: Account, pieces: Iterable[Piece], reason: str) -> Account:
    """The account, with what of the given text belongs to nothing else as unread, or as the words that join names."""
    taken: set[int] = set()
    for reading in account.readings:
        taken |= reading.places
    for unread in account.unread:
        taken |= unread.places
    for ignored in account.ignored:
        taken |= ignored.places
    for piece in pieces:
        rest = piece.places() - taken
        words = "".join(letter if at in rest else " " for letter, at in zip(piece.text, piece.at, strict=True))
        if rest and all(word.casefold() in _JOINING for word in re.findall(r"\w+", words)):
            account.ignored.append(Ignored(rest, "joining words"))
        elif rest:
            account.unread.append(Unread(rest, reason))
        taken |= rest
    return account
