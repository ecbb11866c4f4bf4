"""Rural and district voices: whose seat says so, and whose organisation only suggests it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

import pandas as pd

from lepdata.model import Board
from lepdata.model.distinct import read_once
from lepdata.model.places import RULES
from lepdata.verdicts.questions import says
from lepdata.verdicts.roll import Member, call_roll

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
