"""Boards beside the people of their area: Census 2021, only where the area is known to be the one that was."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pandas as pd

from lepdata.collections.measures import Count, count, measure
from lepdata.dates import interval
from lepdata.files import rule_file
from lepdata.judging.counts import speaking, weigh
from lepdata.judging.questions import says
from lepdata.judging.roll import call_roll
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import leps, populations
from lepdata.seating.boards import Board
from lepdata.seating.distinct import read_once

PLACE_COLUMNS = (
    *("lep", "list_date", "women_lowest_share", "women_highest_share"),
    *("comparable", "because", "population", "female_share"),
)
CENSUS = 2021
_VINTAGE = "2017"  # the one set of districts in which every geography is known: a merger of districts moves no border


def beside_residents(boards: Iterable[Board]) -> pd.DataFrame:
    """Every LEP's board beside the residents of its area at the Census of 2021.

    Women on a board are bounds, since few sources say who is one; the share of women among residents stands beside them
    for scale.

    Parameters
    ----------
    boards : iterable of Board
        At most one per LEP; LEPs without one have a row that says so.

    Returns
    -------
    DataFrame
        `PLACE_COLUMNS`, one row per LEP. `comparable` is "yes" only where the area's districts at the list's date are
        those of 2021; else the columns on residents are empty and `because` says why. Shares are numbers from 0 to 1.
        Areas that share a district count its residents twice: do not add them up.

    Examples
    --------
    >>> frame = beside_residents([])
    >>> len(frame), set(frame["because"])
    (38, {'No dated list of the board is held.'})
    """
    known = {board.lep: board for board in boards}
    census = populations().set_index("lep").to_dict("index")
    rows = [_place(lep, known.get(lep), census.get(lep, {})) for lep in leps()["lep"]]
    return pd.DataFrame(rows, columns=list(PLACE_COLUMNS))


def _place(lep: str, board: Board | None, census: dict) -> dict[str, object]:
    if board is None:
        said = "No dated list of the board is held."
        return {"lep": lep, "list_date": "", "comparable": "no", "because": said}
    lowest, highest = _women(board).shares()
    comparable, because = area_as_counted(lep, board.as_at)
    row = {
        "lep": lep,
        "list_date": board.as_at,
        "women_lowest_share": float(lowest),
        "women_highest_share": float(highest),
        "comparable": "yes" if comparable and census else "no",
        "because": because,
    }
    if not comparable or not census:
        return row
    return row | {"population": census["population"], "female_share": census["females"] / census["population"]}


def _women(board: Board) -> Count:
    """Women on the board: by a published count of that date, as the verdicts use it, else as far as the list tells."""
    roll = call_roll(board)
    evidence = weigh(roll, speaking(board))
    printed = evidence.groups.get("women")
    if printed and printed.count is not None and printed.of is not None:
        return Count(printed.count, printed.of - printed.count)
    return count(roll, measure("women")).within(evidence.bounded.size)


def area_as_counted(lep: str, date: str) -> tuple[bool, str]:
    """Whether a LEP's area at a date, perhaps only a year, is the one whose residents were counted in 2021, and why.

    Examples
    --------
    >>> area_as_counted("Cumbria", "2018-04-20")
    (True, "The area's districts of 2017 are those of 2021.")
    >>> area_as_counted("Humber", "2017")[0], area_as_counted("Humber", "2020-05")[1]
    (False, 'The area changed between 2017 and 2021, and on which day is not known here.')
    """
    days = interval(date)
    if days is None:
        return False, "The list has no date."
    listed = int(days[1][:4])
    if listed >= CENSUS:
        return True, "The list is no older than the area that was counted."
    known = _geographies()
    year = max((one for one in known if one <= listed), default=min(known))
    same = known[year].get(lep) == known[CENSUS].get(lep)
    if same:
        said = f"The area's districts of {year} are those of 2021."
    elif year < listed:
        said = f"The area changed between {year} and 2021, and on which day is not known here."
    else:
        said = f"The area had other districts in {year} than in 2021."
    return same, f"{said} For {listed} the districts of {year} stand in." if listed < year else said


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


RURAL_COLUMNS = ("lep", "body", "list_date", "person", "organisation", "basis", "words", "source_url")
_SEAT, _ORGANISATION = "seat", "organisation"


def rural_voices(seats: pd.DataFrame) -> pd.DataFrame:
    """Members whose seat is for rural matters, and those whose organisation is rural.

    `RURAL_COLUMNS`, one row per member and list of any body. `basis` is "seat" where a title or capacity says it
    ("rural champion"), "organisation" where only the employer suggests it; `words` are those that matched. A board
    without a row is not a board without a voice: most lists print neither.
    """
    members = seats[seats["counts_as_member"] == "yes"]
    if members.empty:
        return pd.DataFrame(columns=list(RURAL_COLUMNS))
    by_seat = read_once(_of_seat, members["job_title"], members["capacity_as_published"])
    by_body = read_once(_of_organisation, members["organisation"])
    found = members.assign(
        list_date=members["snapshot_date"],
        organisation=members["organisation_shown"],
        basis=(by_seat != "").map({True: _SEAT, False: _ORGANISATION}),
        words=by_seat.where(by_seat != "", by_body),
    )
    return found.loc[found["words"] != "", list(RURAL_COLUMNS)].reset_index(drop=True)


def _of_seat(job_title: str, capacity: str) -> str:
    return _matched(f"{job_title}; {capacity}", _SEAT)


def _of_organisation(organisation: str) -> str:
    return _matched(organisation, _ORGANISATION)


def _matched(text: str, where: str) -> str:
    """The longest phrase of the rules that a text holds as something that now is; "" for none."""
    plain = text.casefold()
    return max((phrase for phrase in _phrases(where) if phrase in plain and says(text, (phrase,))), key=len, default="")


@cache
def _phrases(where: str) -> tuple[str, ...]:
    rows = rule_file("places/rural_words.csv")
    return tuple(phrase for row in rows if row["where"] == where for phrase in row["phrases"].split("|"))
