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
    """Every LEP's board beside the residents of its area at the Census of 2021; at most one board per LEP."""
    known = {board.lep: board for board in boards}
    census = populations().set_index("lep").to_dict("index")
    rows = [_place(lep, known.get(lep), census.get(lep)) for lep in leps()["lep"]]
    return pd.DataFrame(rows, columns=list(PLACE_COLUMNS))


def _place(lep: str, board: Board | None, census: dict | None) -> dict[str, object]:
    row: dict[str, object] = {"lep": lep, "list_date": "", "comparable": "no"}
    if board is None:
        return row | {"because": "No dated list of the board is held."}
    (lowest, highest), (comparable, because) = _women(board).shares(), area_as_counted(lep, board.as_at)
    row |= {"list_date": board.as_at, "because": because}
    row |= {"women_lowest_share": float(lowest), "women_highest_share": float(highest)}
    if not comparable or not census:
        return row
    female = census["females"] / census["population"]
    return row | {"comparable": "yes", "population": census["population"], "female_share": female}


def _women(board: Board) -> Count:
    """Women on the board: by a published count of that date, as the verdicts use it, else as far as the list tells."""
    roll = call_roll(board)
    evidence = weigh(roll, speaking(board))
    printed = evidence.groups.get("women")
    if printed and printed.count is not None and printed.of is not None:
        return Count(printed.count, printed.of - printed.count)
    return count(roll, measure("women")).within(evidence.bounded.size)


def area_as_counted(lep: str, date: str) -> tuple[bool, str]:
    """Whether a LEP's area at a date, perhaps only a year, is the one whose residents were counted in 2021, and why."""
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
    shared = rows[rows["second_lep"] != ""]
    every = pd.concat([rows, shared.assign(lep=shared["second_lep"])])
    found: dict[int, dict[str, frozenset[str]]] = {}
    for (year, lep), codes in every[every["lep"] != ""].groupby(["geography_year", "lep"])["district_code"]:
        found.setdefault(int(str(year)), {})[str(lep)] = frozenset(codes)
    return found


RURAL_COLUMNS = ("lep", "body", "list_date", "person", "organisation", "basis", "words", "source_url")


def rural_voices(seats: pd.DataFrame) -> pd.DataFrame:
    """Members whose seat, or else whose organisation, is for rural matters; most lists print neither."""
    members = seats[seats["counts_as_member"] == "yes"]
    if members.empty:
        return pd.DataFrame(columns=list(RURAL_COLUMNS))
    texts = members["job_title"] + "; " + members["capacity_as_published"]
    by_seat = read_once(lambda text: _matched(text, "seat"), texts)
    by_body = read_once(lambda text: _matched(text, "organisation"), members["organisation"])
    found = members.assign(
        list_date=members["snapshot_date"],
        organisation=members["organisation_shown"],
        basis=(by_seat != "").map({True: "seat", False: "organisation"}),
        words=by_seat.where(by_seat != "", by_body),
    )
    return found.loc[found["words"] != "", list(RURAL_COLUMNS)].reset_index(drop=True)


def _matched(text: str, where: str) -> str:
    """The longest phrase of the rules that a text holds as something that now is; "" for none."""
    plain = text.casefold()
    return max((phrase for phrase in _phrases(where) if phrase in plain and says(text, (phrase,))), key=len, default="")


@cache
def _phrases(where: str) -> tuple[str, ...]:
    rows = rule_file("places/rural_words.csv")
    return tuple(phrase for row in rows if row["where"] == where for phrase in row["phrases"].split("|"))
