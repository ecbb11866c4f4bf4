"""BOARD -> its members as plain values, read from the frame once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from lepdata.seating.boards import Board
from lepdata.vocabulary import ROLES

FRAGMENTS = ("partial", "truncated")
ROLL_COLUMNS = (
    "counts_as_member",
    "place",
    "role_read",
    "sector",
    "seat_sector",
    "sector_kind",
    "national_accounts_sector",
    "gender",
    "capacity_as_published",
    "job_title",
    "honorific",
    "person_key",
    "organisation_key",
)


class Member(NamedTuple):
    """One person or unnamed seat that counts as a member (`sure`) or might."""

    sure: bool
    role: str
    sector: str
    seat_sector: str
    kind: str
    national: str
    gender: str
    words: str
    name: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class Roll:
    """Who is on a board, and how much of it may be missing.

    Attributes
    ----------
    members : tuple of Member
        Those who count and those who might, nobody twice.
    completeness : str
        As the board has it.
    size : int or None
        The published size, if the list does not contradict it.
    contradicted_size : int or None
        A published size smaller than the members seen, which is not used.
    vacancies : int
        Seats published as vacant.
    listed_twice, namesakes : int
        Names printed twice with one organisation (counted once), and with different ones (each counted).
    lists : int
        How many published lists were put together: people of several dates need not have sat at once.
    size_source : str
        Where the size was published, in brackets, where that is known.
    others : int
        People listed who do not count as members.
    """

    members: tuple[Member, ...]
    completeness: str
    size: int | None = None
    contradicted_size: int | None = None
    vacancies: int = 0
    listed_twice: int = 0
    namesakes: int = 0
    lists: int = 1
    size_source: str = ""
    others: int = 0

    @property
    def sure(self) -> int:
        """How many certainly are members."""
        return sum(member.sure for member in self.members)

    @property
    def is_fragment(self) -> bool:
        """Whether the list is known to be a part only, so that it cannot stand for the board."""
        return self.completeness in FRAGMENTS

    @property
    def unseen(self) -> int | None:
        """How many members may be missing; None where nothing limits it."""
        if self.completeness == "full":
            return 0
        return None if self.size is None else self.size - self.sure

    @property
    def room(self) -> int | None:
        """How many seats the unseen and those who might be members fill at most; None where nothing limits it."""
        return None if self.completeness == "full" else self.unseen


def call_roll(board: Board) -> Roll:
    """Read a board's members into plain values.

    Parameters
    ----------
    board : Board
        Its frame may lack any of the columns: a missing one counts as empty.

    Returns
    -------
    Roll
        Vacancies and those who do not count are left out. A name with the same organisation twice counts once, in the
        higher role: two lines about one chair are not two members. A name with two organisations may be two people.

    Examples
    --------
    >>> frame = pd.DataFrame({"counts_as_member": ["yes", "no"], "sector": ["private", "council"]})
    >>> call_roll(Board("", "", "", "full", frame)).sure
    1
    """
    rows = list(zip(*(_column(board.members, name) for name in ROLL_COLUMNS), strict=True))
    seats = [member_of(row) for row in rows if row[0] in ("yes", "might") and row[1] != "vacancy"]
    members = once_each(seats)
    sure = sum(member.sure for member in members)
    believed = board.board_size is None or board.board_size >= sure
    names = Counter(member.name for member in members if member.name)
    return Roll(
        members=members,
        completeness=board.completeness,
        size=board.board_size if believed else None,
        contradicted_size=None if believed else board.board_size,
        vacancies=sum(row[1] == "vacancy" for row in rows),
        listed_twice=len(seats) - len(members),
        namesakes=sum(count > 1 for count in names.values()),
        lists=board.lists,
        others=sum(row[0] not in ("yes", "might") and row[1] != "vacancy" for row in rows),
    )


def _column(frame: pd.DataFrame, name: str) -> list[str]:
    return frame[name].tolist() if name in frame else [""] * len(frame)


def member_of(row: tuple[str, ...]) -> Member:
    """A member from the texts of `ROLL_COLUMNS`."""
    counts, _, role, sector, seat_sector, kind, national, gender, capacity, title, honorific, name, organisation = row
    return Member(
        sure=counts == "yes",
        role=role,
        sector=sector or "unknown",
        seat_sector=seat_sector,
        kind=kind,
        national=national or "unknown",
        gender=gender or "not published",
        words=f"{title}; {capacity}; {honorific}",
        name=name,
        organisation=organisation,
    )


def once_each(seats: list[Member]) -> tuple[Member, ...]:
    """Nobody twice: lines of one name and organisation are one person, at the place of the first."""
    kept: dict[object, Member] = {}
    for number, seat in enumerate(seats):
        key: object = (seat.name, seat.organisation) if seat.name else number
        kept[key] = _joined(kept[key], seat) if key in kept else seat
    return tuple(kept.values())


def _joined(one: Member, other: Member) -> Member:
    """Two lines about one person: the surer and higher seat, what is known on either, unknown where they disagree."""
    first, second = sorted((one, other), key=lambda seat: (not seat.sure, _rank(seat.role)))
    return first._replace(
        sector=_agreed(first.sector, second.sector, "unknown"),
        seat_sector=first.seat_sector or second.seat_sector,
        kind=first.kind or second.kind,
        national=_agreed(first.national, second.national, "unknown"),
        gender=_agreed(first.gender, second.gender, "not published"),
        words=f"{first.words}; {second.words}",
    )


def _rank(role: str) -> int:
    return ROLES.index(role) if role in ROLES else len(ROLES)


def _agreed(one: str, other: str, unknown: str) -> str:
    known = {one, other} - {unknown}
    return known.pop() if len(known) == 1 else unknown
