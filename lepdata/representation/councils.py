"""The councils of an area and their seats, as tables."""

from __future__ import annotations

import pandas as pd

from lepdata.model import Board
from lepdata.representation.councils_area import AUTHORITY, COUNTY, Council, InArea, area, every_council
from lepdata.representation.councils_coverage import Coverage, Covered, cover
from lepdata.representation.councils_seated import CouncilSeat

COUNCIL_COLUMNS = (
    "lep",
    "lookup_year",
    "council_code",
    "gss_code",
    "council",
    "tier",
    "part",
    "county",
    "relation",
    "shared_with",
    "districts_here",
    "districts",
    "population",
)
COVERAGE_COLUMNS = (
    "lep",
    "body",
    "as_at",
    "completeness",
    "lookup_year",
    "council_code",
    "council",
    "tier",
    "county",
    "relation",
    "shared_with",
    "population",
    "how",
    "outcome",
    "seat_ids",
    "reason",
)
SEAT_COLUMNS = (
    "seat_id",
    "counts_as_member",
    "council_code",
    "council",
    "how",
    "standing",
    "words",
    "because",
    "source",
)
_COUNTS = ("lookup_year", "districts_here", "districts", "population")


def councils_of(lep: str, on: str | int) -> pd.DataFrame:
    """The councils of a LEP's area on a day.

    The lookup of 2014, 2017 or 2021 that is the latest not after the day applies (that of 2014 to earlier days); a
    council abolished by then is replaced by its successor.

    Parameters
    ----------
    lep : str
        Any of its names.
    on : str or int
        An ISO date, perhaps partial (its last day is taken), or a year.

    Returns
    -------
    DataFrame
        One row per council. `part` is "district" (the councils that make up the area between them: districts,
        unitaries, boroughs), "county" (above two-tier districts) or "combined authority" (apart: no council of the
        area). `relation` is "whole", "overlap" (also in another LEP) or "part" (only a part of it lies here);
        `districts_here` of its `districts` lie here. `population` is the Census 2021 count of its residents in the
        area, <NA> where it is not known: for districts abolished before 2021, and for parts.

    Raises
    ------
    UsageError
        If nobody knows the LEP.
    ValueError
        If `on` is no date.

    Examples
    --------
    >>> councils_of("Cumbria", "2023-03-31")["council"].tolist()[-1]
    'Cumbria County Council'
    >>> councils_of("Cumbria", "2023-04-01")["council"].tolist()
    ['Cumberland Council', 'Westmorland and Furness Council']
    """
    where = area(lep, str(on))
    rows = [_listed(one, where.lep, where.lookup_year) for one in (*where.districts, *where.counties)]
    rows += [_authority(one, where.lep, where.lookup_year) for one in where.authorities]
    return _typed(pd.DataFrame(rows, columns=list(COUNCIL_COLUMNS)))


def council_coverage(board: Board) -> pd.DataFrame:
    """How each council of a board's area is represented on it.

    Parameters
    ----------
    board : Board
        Any body of a LEP. Only members who count are seen: observers, officers and substitutes are not. What is found
        is true of this body alone; a joint committee or a combined authority of the same LEP is a board of its own.

    Returns
    -------
    DataFrame
        One row per council of the area, combined authorities left out. `how` is "directly" (a member is from it),
        "collectively" (a member speaks for it and others together), "through the county" (only the county above it
        sits) or "not seen". `outcome` answers whether a member is from the council or published as speaking for it:
        "not met" only where the list is full and everyone on it is known; `reason` says why. No row where the LEP or
        its councils at the board's date are not known.

    Examples
    --------
    >>> seat = {"organisation": "Kent County Council", "sector": "council", "counts_as_member": "yes"}
    >>> found = council_coverage(Board("South East", "main board", "2020-12-11", "attendance", pd.DataFrame([seat])))
    >>> found["how"].value_counts().to_dict()
    {'not seen': 22, 'through the county': 12, 'directly': 1}
    """
    return coverage_frame(board, cover(board))


def coverage_frame(board: Board, found: Coverage) -> pd.DataFrame:
    """A coverage already found as a table; see `council_coverage`."""
    keys = (board.lep, board.body, board.as_at, board.completeness)
    year = found.area.lookup_year if found.area else 0
    rows = [(*keys, year, *_row(one)) for one in found.councils]
    return _typed(pd.DataFrame(rows, columns=list(COVERAGE_COLUMNS)))


def council_seats(board: Board) -> pd.DataFrame:
    """The council seats of a board, one row for each council that a seat speaks for.

    Returns
    -------
    DataFrame
        `how` is "directly" or "collectively"; `standing` says what the council is to the area: "of the area",
        "combined authority", "outside the area", "abolished" or "not yet a council" on that day, "not known" (a
        councillor of a council that is not named). `words` are the published ones, `source` the other line about the
        same person, where the words stand on one.
    """
    rows = [_seat_row(one) for one in cover(board).seats]
    return pd.DataFrame(rows, columns=list(SEAT_COLUMNS), dtype="str")


def _seat_row(one: CouncilSeat) -> tuple[str, ...]:
    said = one.said
    name = every_council()[said.code].name if said.code else ""
    return one.seat_id, one.counts, said.code, name, said.how, one.standing, said.words, said.because, one.source


def _listed(one: InArea, lep: str, year: int) -> tuple[object, ...]:
    council = one.council
    part = "county" if council.kind == COUNTY else "district"
    shared = "; ".join(one.shared_with)
    names = (council.code, council.gss_code, council.name, council.kind, part, _county(council), one.relation, shared)
    return (lep, year, *names, one.here, one.of, one.population)


def _authority(council: Council, lep: str, year: int) -> tuple[object, ...]:
    names = (council.code, council.gss_code, council.name, council.kind, AUTHORITY, "", "", "")
    return (lep, year, *names, None, None, None)


def _row(one: Covered) -> tuple[object, ...]:
    council, place = one.place.council, one.place
    names = (council.code, council.name, council.kind, _county(council), place.relation, "; ".join(place.shared_with))
    return (*names, place.population, one.how, one.outcome, " ".join(one.seat_ids), one.reason)


def _county(council: Council) -> str:
    return every_council()[council.county].name if council.county else ""


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    counts = [name for name in _COUNTS if name in frame]
    texts = [name for name in frame if name not in counts]
    return frame.astype(dict.fromkeys(texts, "str") | dict.fromkeys(counts, "Int64"))
