"""Boards beside the people of their area: Census 2021, only where the area is known to be the one that was counted."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pandas as pd

from lepdata.findings.reconciliation_counts import Count, count
from lepdata.findings.reconciliation_measures import measure
from lepdata.model import Board
from lepdata.model.dates import interval
from lepdata.model.phrases import say
from lepdata.registers import leps, populations, read_raw
from lepdata.verdicts.counts import speaking, weigh
from lepdata.verdicts.roll import Roll, call_roll

PLACE_COLUMNS = (
    "lep",
    "list_date",
    "completeness",
    "members",
    "women_at_least",
    "women_at_most",
    "women_lowest_share",
    "women_highest_share",
    "women_basis",
    "comparable",
    "because",
    "population",
    "females",
    "female_share",
    "female_share_of_working_age",
    "members_per_100_000",
)
CENSUS = 2021
_VINTAGE = "2017"  # the one set of districts in which every geography is known: a merger of districts moves no border


def places(boards: Iterable[Board]) -> pd.DataFrame:
    """Every LEP's board beside the residents of its area at the Census of 2021.

    Women on a board are bounds, since few sources say who is one; the share of women among residents, and among those
    of working age, stands beside them for scale. Members per 100,000 residents says how large a board is for its area
    and nothing about its merit: one ceiling held for all boards, so that populous areas have fewer.

    Parameters
    ----------
    boards : iterable of Board
        At most one per LEP; LEPs without one have a row that says so.

    Returns
    -------
    DataFrame
        `PLACE_COLUMNS`, one row per LEP. `women_basis` is "published count" where one of the list's date says how many
        women there were, else "list". `comparable` is "yes" only where the area's districts at the list's date are
        those of 2021; else the columns on residents are empty and `because` says why. Shares are numbers from 0 to 1,
        `women_at_most` is empty where nothing limits how many more sat there, `members_per_100_000` where the list is a
        fragment. Areas that share a district count its
        residents twice: do not add them up.

    Examples
    --------
    >>> frame = places([])
    >>> len(frame), set(frame["because"])
    (38, {'No dated list of the board is held.'})
    """
    known = {board.lep: board for board in boards}
    census = populations().set_index("lep").to_dict("index")
    rows = [_row(lep, known.get(lep), census.get(lep, {})) for lep in leps()["lep"]]
    return pd.DataFrame(rows, columns=list(PLACE_COLUMNS))


def _row(lep: str, board: Board | None, census: dict) -> dict[str, object]:
    if board is None:
        return {
            "lep": lep,
            "list_date": "",
            "completeness": "",
            "comparable": "no",
            "because": "No dated list of the board is held.",
        }
    roll = call_roll(board)
    women, basis = _women(board, roll)
    lowest, highest = women.shares()
    comparable, because = area_as_counted(lep, board.as_at)
    row = {
        "lep": lep,
        "list_date": board.as_at,
        "completeness": board.completeness,
        "members": roll.sure,
        "women_at_least": women.for_,
        "women_at_most": women.highest,
        "women_lowest_share": float(lowest),
        "women_highest_share": float(highest),
        "women_basis": basis,
        "comparable": "yes" if comparable and census else "no",
        "because": because,
    }
    if not comparable or not census:
        return row
    # how many a fragment happens to name says nothing about the size of the board
    size = {} if roll.is_fragment else {"members_per_100_000": 100_000 * roll.sure / census["population"]}
    return row | size | _residents(census)


def _women(board: Board, roll: Roll) -> tuple[Count, str]:
    """Women on the board: by a published count of that date, as the verdicts use it, else as far as the list tells."""
    evidence = weigh(roll, speaking(board))
    printed = evidence.groups.get("women")
    if printed and printed.count is not None and printed.of is not None:
        return Count(printed.count, printed.of - printed.count), "published count"
    return count(roll, measure("women")).within(evidence.bounded.size), "list"


def _residents(census: dict) -> dict[str, object]:
    return {
        "population": census["population"],
        "females": census["females"],
        "female_share": census["females"] / census["population"],
        "female_share_of_working_age": census["working_age_females"] / census["working_age"],
    }


def area_as_counted(lep: str, date: str) -> tuple[bool, str]:
    """Whether a LEP's area at a date is the one whose residents the Census of 2021 counted, and why.

    Parameters
    ----------
    lep : str
        As the register has it.
    date : str
        As published, perhaps only a year.

    Examples
    --------
    >>> area_as_counted("Cumbria", "2018-04-20")
    (True, "The area's districts of 2017 are those of 2021.")
    >>> area_as_counted("Humber", "2017")[0], area_as_counted("Humber", "2020-05")[1]
    (False, 'The area changed between 2017 and 2021, and on which day is not known here.')
    """
    span = interval(date)
    if span is None:
        return False, "The list has no date."
    listed = int(span[1][:4])
    if listed >= CENSUS:
        return True, "The list is no older than the area that was counted."
    known = _geographies()
    year = max((one for one in known if one <= listed), default=min(known))
    same = known[year].get(lep) == known[CENSUS].get(lep)
    said = say("places", "same" if same else "since" if year < listed else "changed", year=year)
    return same, f"{said} {say('places', 'earlier', listed=listed, year=year)}" if listed < year else said


@cache
def _geographies() -> dict[int, dict[str, frozenset[str]]]:
    """For every year whose geography is known the districts of each LEP, shared ones included."""
    rows = read_raw("registers/lep_districts.csv")
    rows = rows[rows["district_vintage"] == _VINTAGE]
    found: dict[int, dict[str, set[str]]] = {}
    for row in rows.to_dict("records"):
        own = found.setdefault(int(row["geography_year"]), {})
        for lep in filter(None, (row["lep"], row["second_lep"])):
            own.setdefault(lep, set()).add(row["district_code"])
    return {year: {lep: frozenset(codes) for lep, codes in own.items()} for year, own in found.items()}
