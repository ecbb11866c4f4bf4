"""COVERAGE -> a board's councils in numbers: districts and people by how they are represented."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import Any

import pandas as pd

from lepdata.dates import interval
from lepdata.english import joined, plural
from lepdata.seating.assembly import assemble
from lepdata.seating.boards import Board
from lepdata.vocabulary import MAIN_BOARD
from lepdata.voice.areas import COUNTY, DISTRICT
from lepdata.voice.councils import APART, COLLECTIVELY, DIRECTLY, HOW, NOT_KNOWN, OF_AREA, OUTSIDE, Covered, cover
from lepdata.voice.voluntary import place_of

_TEXTS = ("lep", "body", "as_at", "completeness", "why_not", "people_why_not")


def summarise_councils(board: Board) -> dict[str, Any]:
    """How many districts and people of a board's area are represented in which way; one row of `council_summaries`."""
    found = cover(board)
    counties = [one for one in found.councils if one.place.council.kind == COUNTY]
    districts = [one for one in found.councils if one.place.council.kind != COUNTY]
    two_tier = [one for one in districts if one.place.council.kind == DISTRICT]
    how = Counter(one.how for one in districts)
    seats: dict[str, set[str]] = defaultdict(set)
    for one in found.seats:
        seats[one.standing if one.standing in (OF_AREA, APART, NOT_KNOWN) else OUTSIDE].add(one.seat_id)
    return {
        **{name: getattr(board, name) for name in ("lep", "body", "as_at", "completeness")},
        "lookup_year": found.area.lookup_year if found.area else None,
        "why_not": found.why_not,
        "districts": len(districts),
        **dict(zip(("directly", "collectively", "through_county", "not_seen"), (how[one] for one in HOW), strict=True)),
        "absent": sum(one.outcome == "not met" for one in districts),
        "two_tier": len(two_tier),
        "two_tier_seated": sum(one.how in (DIRECTLY, COLLECTIVELY) for one in two_tier),
        "counties": len(counties),
        "counties_seated": sum(one.how == DIRECTLY for one in counties),
        "not_named": len(seats[NOT_KNOWN]),
        "authority_seats": len(seats[APART]),
        "outside_seats": len(seats[OUTSIDE]),
        **_people(districts),
    }


def council_summaries(boards: Iterable[Board]) -> pd.DataFrame:
    """Boards by how their councils are represented, one row each."""
    nothing = summarise_councils(Board("", "", "", "", pd.DataFrame()))
    frame = pd.DataFrame([summarise_councils(board) for board in boards], columns=list(nothing))
    return frame.astype({name: "str" if name in _TEXTS else "Int64" for name in frame})


def _people(districts: Collection[Covered]) -> dict[str, Any]:
    """Residents of the area (Census 2021) by who speaks for them; None where any district's number is not known."""
    unknown = [one.place for one in districts if one.place.population is None]
    ways = {"people": HOW, "people_directly": HOW[:1], "people_seated": HOW[:2], "people_spoken_for": HOW[:3]}
    if unknown or not districts:
        split = sum(one.relation == "part" for one in unknown)
        gone = len(unknown) - split
        parts = [f"{plural(split, 'district is', 'districts are')} only partly in the area"] if split else []
        parts += [f"{plural(gone, 'district was', 'districts were')} abolished before 2021"] if gone else []
        return dict.fromkeys(ways) | {"people_why_not": joined(parts) or "no district is known"}
    people = {name: sum(one.place.population or 0 for one in districts if one.how in how) for name, how in ways.items()}
    return people | {"people_why_not": ""}


def other_bodies(seats: pd.DataFrame, lep: str, as_at: str = "") -> list[dict[str, Any]]:
    """Council representation on every other body of a LEP of which a dated list is published, with its `place`."""
    own = seats[(seats["lep"] == lep) & (seats["body"] != MAIN_BOARD)]
    boards = (assemble(own, lep, as_at, body) for body in sorted(set(own["body"])))
    held = ((one, interval(one.as_at) or ("", "")) for one in boards if one is not None)
    return [{"place": place_of(one.body, days[1]), **summarise_councils(one)} for one, days in held]
