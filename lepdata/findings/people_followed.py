"""How much of the membership could be followed at all: what stands before every finding about people."""

from __future__ import annotations

import pandas as pd

from lepdata.members.namesakes import people_of
from lepdata.model.phrases import phrases
from lepdata.model.vocabulary import MAIN_BOARD

FOLLOWED_COLUMNS = ("what", "count", "of", "meaning")


def followed(seats: pd.DataFrame) -> pd.DataFrame:
    """How many seats and people of main boards can be followed from list to list and from board to board.

    Parameters
    ----------
    seats : DataFrame
        What `list_seats` returns.

    Returns
    -------
    DataFrame
        `FOLLOWED_COLUMNS`, one row per step: `count` of `of`. Seats are seats of certain members on dated lists.

    Examples
    --------
    >>> followed(pd.DataFrame(columns=["lep", "body", "counts_as_member", "date_from"]))["count"].tolist()
    [0, 0, 0, 0, 0, 0, 0]
    """
    wanted = (seats["body"] == MAIN_BOARD) & (seats["counts_as_member"] == "yes") & (seats["date_from"] != "")
    return pd.DataFrame(_steps(seats[wanted].reset_index(drop=True)), columns=list(FOLLOWED_COLUMNS))


def _steps(members: pd.DataFrame) -> list[tuple[str, int, int, str]]:
    every = len(members)
    if not every:
        return [(what, 0, 0, meaning) for what, meaning in phrases("followed").items()]
    named = members[members["place"] == "person"]
    full = named[named["given_key"].str.replace(" ", "").str.len() > 2]
    with_organisation = full[full["organisation_key"] != ""]
    people = pd.Series(people_of(full).person, index=full.index)
    told = people[people >= 0]
    dates = full.loc[told.index, "snapshot_date"].groupby(told).nunique()
    employers = (full.loc[told.index, "organisation_key"] != "").groupby(told).any()
    counts = (
        (every, every),
        (len(named), every),
        (len(full), every),
        (len(with_organisation), every),
        (int(told.nunique()), int(told.nunique())),
        (int((dates > 1).sum()), int(told.nunique())),
        (int(employers.sum()), int(told.nunique())),
    )
    return [(what, *count, meaning) for (what, meaning), count in zip(phrases("followed").items(), counts, strict=True)]
