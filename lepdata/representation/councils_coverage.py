"""COUNCIL SEATS -> for every council of the area whether it sits, how, and how that is known."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from lepdata.english import plural
from lepdata.model import Board
from lepdata.model.faults import UsageError
from lepdata.model.phrases import say
from lepdata.representation.councils_area import COUNTY, Area, InArea, area, every_council
from lepdata.representation.councils_seated import (
    COLLECTIVELY,
    DIRECTLY,
    GONE,
    NOT_KNOWN,
    NOT_YET,
    OF_AREA,
    CouncilSeat,
    Seats,
    read_seats,
)

THROUGH_COUNTY, NOT_SEEN = "through the county", "not seen"
HOW = (DIRECTLY, COLLECTIVELY, THROUGH_COUNTY, NOT_SEEN)


class Covered(NamedTuple):
    """One council of the area: how it is represented, the outcome, the seats that show it, and why."""

    place: InArea
    how: str
    outcome: str
    seat_ids: tuple[str, ...]
    reason: str


class Coverage(NamedTuple):
    """A board's councils; `area` is None, and `why_not` says why, where the area's councils cannot be told."""

    area: Area | None
    why_not: str
    councils: tuple[Covered, ...]
    seats: tuple[CouncilSeat, ...]
    unknown: int

    @property
    def districts(self) -> tuple[Covered, ...]:
        """The councils that between them make up the area: districts, unitaries, boroughs; no counties."""
        return tuple(one for one in self.councils if one.place.council.kind != COUNTY)

    @property
    def counties(self) -> tuple[Covered, ...]:
        """The counties above its two-tier districts."""
        return tuple(one for one in self.councils if one.place.council.kind == COUNTY)

    @property
    def elsewhere(self) -> tuple[CouncilSeat, ...]:
        """Seats of councils that are none of the area's, combined authorities among them."""
        return tuple(one for one in self.seats if one.standing not in (OF_AREA, NOT_KNOWN))


def cover(board: Board) -> Coverage:
    """How the councils of a board's area are represented on it.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"organisation": ["Dorset Council"], "sector": ["council"], "counts_as_member": ["yes"]})
    >>> found = cover(Board("Dorset", "main board", "2021-05-01", "full", frame))
    >>> [(one.place.council.code, one.how, one.outcome) for one in found.councils]
    [('BPC', 'not seen', 'not met'), ('DST', 'directly', 'met')]
    """
    where, why_not = area_of(board)
    if where is None:
        return Coverage(None, why_not, (), (), 0)
    seats = read_seats(board, where)
    how, open_ones, by_council = ways(where, seats), _open(seats), _by_council(seats.seats)
    covered = [
        _covered(one, how[one.council.code], by_council, board.completeness, open_ones)
        for one in (*where.districts, *where.counties)
    ]
    return Coverage(where, "", tuple(covered), seats.seats, seats.unknown)


def area_of(board: Board) -> tuple[Area | None, str]:
    """The area of a board, or why it cannot be told."""
    if not board.lep:
        return None, "the list names no LEP, so the councils of its area are not known"
    if not board.as_at:
        return None, "the list has no date, and the councils of an area are those of a day"
    try:
        return area(board.lep, board.as_at), ""
    except UsageError:
        return None, f"no lookup gives the councils of {board.lep}"
    except ValueError:
        return None, "the list's date cannot be read, and the councils of an area are those of a day"


def _by_council(seats: tuple[CouncilSeat, ...]) -> dict[str, list[CouncilSeat]]:
    found: dict[str, list[CouncilSeat]] = defaultdict(list)
    for one in seats:
        found[one.said.code].append(one)
    return found


def _open(seats: Seats) -> list[str]:
    """What keeps even a full list from showing that a council is absent."""
    unnamed = {one.seat_id for one in seats.seats if one.standing == NOT_KNOWN}
    dated = {one.seat_id for one in seats.seats if one.standing in (GONE, NOT_YET)}
    parts = (
        [(f"{plural(len(unnamed), 'member speaks for a council', 'members speak for councils')} not named")]
        if unnamed
        else []
    )
    parts += (
        [(f"{plural(len(dated), 'member is from a council', 'members are from councils')} of another time")]
        if dated
        else []
    )
    return parts + ([say("councils", "no-sector", n=seats.unknown)] if seats.unknown else [])


def ways(where: Area, seats: Seats) -> dict[str, str]:
    """How each council of an area is represented, by its code: one of `HOW`."""
    sure = [one.said for one in seats.seats if one.counts == "yes"]
    direct = {one.code for one in sure if one.how == DIRECTLY}
    together = {one.code for one in sure if one.how == COLLECTIVELY}
    return {one.council.code: _way(one, direct, together) for one in (*where.districts, *where.counties)}


def _way(one: InArea, direct: set[str], together: set[str]) -> str:
    council = one.council
    if council.code in direct:
        return DIRECTLY
    if council.code in together:
        return COLLECTIVELY
    return THROUGH_COUNTY if council.county and council.county in direct else NOT_SEEN


def _covered(
    place: InArea, how: str, by_council: dict[str, list[CouncilSeat]], completeness: str, open_ones: list[str]
) -> Covered:
    own = by_council[place.council.code]
    if how in (DIRECTLY, COLLECTIVELY):
        sure = [one for one in own if one.said.how == how and one.counts == "yes"]
        return Covered(place, how, "met", _ids(sure), _shown(how, sure))
    outcome, why = _absent(own, completeness, open_ones)
    if how == NOT_SEEN:
        return Covered(place, how, outcome, _ids(own), why)
    county = [one for one in by_council[place.council.county] if one.said.how == DIRECTLY and one.counts == "yes"]
    above = every_council()[place.council.county].name
    return Covered(place, how, outcome, _ids(county), f"only {above}, the county above it, sits: {why}")


def _absent(own: list[CouncilSeat], completeness: str, open_ones: list[str]) -> tuple[str, str]:
    if own:
        return "cannot tell", "someone who may or may not be a member is from it"
    if completeness != "full":
        return "cannot tell", "no member seen is from it, and the list need not show everyone"
    if open_ones:
        return "cannot tell", f"no member is shown to be from it, but {' and '.join(open_ones)}"
    return "not met", ("no member on the full list is from it, and none is published as speaking for it")


def _ids(seats: list[CouncilSeat]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.seat_id for one in seats))


def _shown(how: str, seats: list[CouncilSeat]) -> str:
    first = seats[0]
    if how == COLLECTIVELY:
        said = f'a member speaks for it together with others: "{first.said.words}"'
    else:
        said = f"{plural(len(_ids(seats)), 'member is', 'members are')} from it"
    elsewhere = all(one.said.line for one in seats)
    return f"{said}, by another line about the person ({_dated(first.source)})" if elsewhere else said


def _dated(source: str) -> str:
    """The date in the source of another line ("r1, 4 May 2018, address")."""
    return source.split(", ")[1]
