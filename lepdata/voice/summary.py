"""COVERAGE -> a board's councils in numbers: districts and people by how they are represented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from fractions import Fraction

import pandas as pd

from lepdata.dates import interval
from lepdata.english import joined, plural
from lepdata.seating.assembly import assemble
from lepdata.seating.boards import Board
from lepdata.vocabulary import MAIN_BOARD
from lepdata.voice.areas import DISTRICT
from lepdata.voice.councils import (
    APART,
    COLLECTIVELY,
    DIRECTLY,
    NOT_KNOWN,
    NOT_SEEN,
    THROUGH_COUNTY,
    Coverage,
    Covered,
    cover,
)
from lepdata.voice.voluntary import place_of

_TEXTS = ("lep", "body", "as_at", "completeness", "why_not", "people_why_not")


@dataclass(frozen=True)
class People:
    """Residents of an area (Census 2021) by who speaks for them; None where any district's number is not known."""

    all: int | None
    directly: int | None
    seated: int | None
    spoken_for: int | None
    why_not: str

    def share(self, count: int | None) -> Fraction | None:
        """A count as an exact share of all; None where it cannot be told."""
        return None if count is None or not self.all else Fraction(count, self.all)


@dataclass(frozen=True)
class CouncilSummary:
    """How the councils of one board's area are represented, in whole numbers."""

    lep: str
    body: str
    as_at: str
    completeness: str
    lookup_year: int | None
    why_not: str
    districts: int
    directly: int
    collectively: int
    through_county: int
    not_seen: int
    absent: int
    two_tier: int
    two_tier_seated: int
    counties: int
    counties_seated: int
    not_named: int
    authority_seats: int
    outside_seats: int
    not_spoken_for: tuple[str, ...]
    people: People

    @property
    def seated(self) -> int:
        """Districts with a seat of their own or a shared one."""
        return self.directly + self.collectively

    @property
    def spoken_for(self) -> int:
        """Districts with a seat, or whose county has one."""
        return self.seated + self.through_county

    def share(self, count: int) -> Fraction | None:
        """A count of districts as an exact share of all; None where there are none to count."""
        return Fraction(count, self.districts) if self.districts else None


def summarise_councils(board: Board) -> CouncilSummary:
    """A board's councils in numbers."""
    return summary_of(board, cover(board))


def council_summaries(boards: Iterable[Board]) -> pd.DataFrame:
    """Boards by how their councils are represented, one row each."""
    frame = pd.DataFrame([_as_row(summarise_councils(board)) for board in boards], columns=_row_columns())
    counts = [name for name in frame if name not in _TEXTS]
    return frame.astype(dict.fromkeys(counts, "Int64") | dict.fromkeys(_TEXTS, "str"))


def _row_columns() -> list[str]:
    own = [one.name for one in fields(CouncilSummary)[:-2]]
    return [*own, "people", *(f"people_{one.name}" for one in fields(People)[1:])]


def _as_row(one: CouncilSummary) -> list[object]:
    own, people = [getattr(one, each.name) for each in fields(one)[:-2]], one.people
    return [*own, *(getattr(people, each.name) for each in fields(people))]


def summary_of(board: Board, found: Coverage) -> CouncilSummary:
    """The numbers of a coverage already found."""
    how = Counter(one.how for one in found.districts)
    two_tier = [one for one in found.districts if one.place.council.kind == DISTRICT]
    outside = [one for one in found.elsewhere if one.standing != APART]
    return CouncilSummary(
        lep=board.lep,
        body=board.body,
        as_at=board.as_at,
        completeness=board.completeness,
        lookup_year=found.area.lookup_year if found.area else None,
        why_not=found.why_not,
        districts=len(found.districts),
        directly=how[DIRECTLY],
        collectively=how[COLLECTIVELY],
        through_county=how[THROUGH_COUNTY],
        not_seen=how[NOT_SEEN],
        absent=sum(one.outcome == "not met" for one in found.districts),
        two_tier=len(two_tier),
        two_tier_seated=sum(one.outcome == "met" for one in two_tier),
        counties=len(found.counties),
        counties_seated=sum(one.outcome == "met" for one in found.counties),
        not_named=len({one.seat_id for one in found.seats if one.standing == NOT_KNOWN}),
        authority_seats=len({one.seat_id for one in found.elsewhere if one.standing == APART}),
        outside_seats=len({one.seat_id for one in outside}),
        not_spoken_for=tuple(one.place.council.name for one in found.districts if one.how == NOT_SEEN),
        people=_people(found.districts),
    )


def _people(districts: tuple[Covered, ...]) -> People:
    unknown = [one.place for one in districts if one.place.population is None]
    if unknown or not districts:
        split = sum(one.relation == "part" for one in unknown)
        return People(None, None, None, None, _missing(split, len(unknown) - split))
    return People(
        _residents(districts),
        _residents(one for one in districts if one.how == DIRECTLY),
        _residents(one for one in districts if one.how in (DIRECTLY, COLLECTIVELY)),
        _residents(one for one in districts if one.how != NOT_SEEN),
        "",
    )


def _missing(split: int, abolished: int) -> str:
    parts = [f"{plural(split, 'district is', 'districts are')} only partly in the area"] if split else []
    parts += [f"{plural(abolished, 'district was', 'districts were')} abolished before 2021"] if abolished else []
    return joined(parts) or "no district is known"


def _residents(districts: Iterable[Covered]) -> int:
    return sum(one.place.population or 0 for one in districts)


def other_bodies(seats: pd.DataFrame, lep: str, as_at: str = "") -> list[tuple[str, CouncilSummary]]:
    """Council representation on every other body of a LEP of which a dated list is published."""
    own = seats[(seats["lep"] == lep) & (seats["body"] != MAIN_BOARD)]
    boards = (assemble(own, lep, as_at, body) for body in sorted(set(own["body"])))
    return [(place_of(one.body, _last_day(one.as_at)), summarise_councils(one)) for one in boards if one is not None]


def _last_day(as_at: str) -> str:
    span = interval(as_at)
    return span[1] if span else ""
