"""Boards beside the people of their area: Census 2021, only where the area is known to be the one that was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

import pandas as pd

from lepdata.collections.published import Count, count, measure
from lepdata.dates import interval
from lepdata.distinct import read_once
from lepdata.files import RULES
from lepdata.judging.counts import speaking, weigh
from lepdata.judging.questions import says
from lepdata.judging.roll import Member, Roll, call_roll
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import leps, populations
from lepdata.seating.boards import Board
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.words_by_id import phrases, say

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


COUNCIL_COLUMNS = ("lists", "boards", "what", "count", "of", "meaning")
_ALL, _CARRYING, _FULL = "all lists", "lists that carry a share", "full lists"
_MEANING = phrases("council_voice")
_WHOLE = {what: "people" if what.startswith("people") else "districts" for what in _MEANING}
_WHOLE["two_tier_seated"] = "two_tier"


def council_voice(summaries: pd.DataFrame) -> pd.DataFrame:
    """Over all boards, the councils and residents of the areas whose council has a voice on the board.

    A district that two areas share is counted with each board, since each board owes it a voice: the sums are not the
    nation's councils or people.

    Parameters
    ----------
    summaries : DataFrame
        What `representation.council_summaries` makes of the boards, one row per board.

    Returns
    -------
    DataFrame
        `COUNCIL_COLUMNS`: `count` of `of` over so many `boards`, for all lists, for those that carry a share and for
        full ones. Boards whose area, or of whose districts the residents, are not known are left out of their rows.

    Examples
    --------
    >>> row = dict.fromkeys([*_WHOLE, *_WHOLE.values()], 2) | {"completeness": "full", "districts": 5}
    >>> found = council_voice(pd.DataFrame([row]))
    >>> " ".join(map(str, found.loc[0, ["lists", "boards", "what", "count", "of"]]))
    'all lists 1 directly 2 5'
    """
    kinds = {_ALL: None, _CARRYING: CARRIES_A_SHARE, _FULL: ("full",)}
    rows = [
        _councils_row(name, summaries if kept is None else summaries[summaries["completeness"].isin(kept)], what)
        for name, kept in kinds.items()
        for what in _WHOLE
    ]
    return pd.DataFrame(rows, columns=list(COUNCIL_COLUMNS))


def _councils_row(lists: str, summaries: pd.DataFrame, what: str) -> dict[str, object]:
    count, of = (pd.to_numeric(summaries[name]) for name in (what, _WHOLE[what]))
    known = count.notna() & (of > 0)
    return {
        "lists": lists,
        "boards": int(known.sum()),
        "what": what,
        "count": int(count[known].sum()),
        "of": int(of[known].sum()),
        "meaning": _MEANING[what],
    }


RURAL_COLUMNS = ("lep", "body", "list_date", "person", "organisation", "role", "basis", "words", "source_url")
TIER_COLUMNS = (
    "lep",
    "list_date",
    "completeness",
    "members",
    *(TIERS := ("district", "county", "unitary", "other council")),
)
SEAT, ORGANISATION = "seat", "organisation"
_TIERS = {
    "district": "district",
    "county": "county",
    **dict.fromkeys(("metropolitan district", "unitary", "London borough"), "unitary"),
}


def rural_voices(seats: pd.DataFrame) -> pd.DataFrame:
    """Members whose seat is for rural matters, and those whose organisation is rural.

    Parameters
    ----------
    seats : DataFrame
        What `list_seats` returns.

    Returns
    -------
    DataFrame
        `RURAL_COLUMNS`, one row per member and list of any body. `basis` is "seat" where a title or capacity says it
        ("rural champion"), "organisation" where only the employer suggests it; `words` are those that matched. A board
        without a row is not a board without a voice: most lists print neither.

    Examples
    --------
    >>> rural_voices(pd.DataFrame(columns=["counts_as_member", "job_title", "organisation"])).empty
    True
    """
    members = seats[seats["counts_as_member"] == "yes"]
    if members.empty:
        return pd.DataFrame(columns=list(RURAL_COLUMNS))
    by_seat = read_once(_of_seat, members["job_title"], members["capacity_as_published"])
    by_body = read_once(_of_organisation, members["organisation"])
    found = members.assign(
        list_date=members["snapshot_date"],
        organisation=members["organisation_shown"],
        role=members["role_read"],
        basis=(by_seat != "").map({True: SEAT, False: ORGANISATION}),
        words=by_seat.where(by_seat != "", by_body),
    )
    return found.loc[found["words"] != "", list(RURAL_COLUMNS)].reset_index(drop=True)


def _of_seat(job_title: str, capacity: str) -> str:
    return _said(f"{job_title}; {capacity}", SEAT)


def _of_organisation(organisation: str) -> str:
    return _said(organisation, ORGANISATION)


def _said(text: str, where: str) -> str:
    """The longest phrase of the rules that a text holds as something that now is; "" for none."""
    plain = text.casefold()
    return max((phrase for phrase in _phrases(where) if phrase in plain and says(text, (phrase,))), key=len, default="")


@cache
def _phrases(where: str) -> tuple[str, ...]:
    rows = pd.read_csv(RULES / "places" / "rural_words.csv", dtype=str, keep_default_na=False)
    return tuple(phrase for cell in rows.loc[rows["where"] == where, "phrases"] for phrase in cell.split("|"))


def council_tiers(boards: Iterable[Board]) -> pd.DataFrame:
    """How many members of each board come from districts, from counties, and from councils that are both.

    Parameters
    ----------
    boards : iterable of Board
        One per LEP.

    Returns
    -------
    DataFrame
        `TIER_COLUMNS`, one row per board. A metropolitan district or London borough is counted as unitary. "other
        council" are combined authorities and those whose council no source names. Which councils of the area have a
        voice at all is the matter of the table `council_coverage`.
    """
    return pd.DataFrame([_tiers(board) for board in boards], columns=list(TIER_COLUMNS))


def _tiers(board: Board) -> dict[str, object]:
    roll = call_roll(board)
    found = Counter(_tier(member) for member in roll.members if member.sure and member.sector == "council")
    common = {"lep": board.lep, "list_date": board.as_at, "completeness": board.completeness, "members": roll.sure}
    return common | {tier: found[tier] for tier in TIERS}


def _tier(member: Member) -> str:
    return _TIERS.get(member.kind, "other council")
