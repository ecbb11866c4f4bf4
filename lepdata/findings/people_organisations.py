"""Organisations on the boards of several LEPs, each under one name; names that mean no one body are left out."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from lepdata.model.distinct import read_once
from lepdata.model.places import RULES
from lepdata.registers import councils
from lepdata.seats import organisation_key

ORGANISATION_COLUMNS = ("organisation", "leps", "n_leps", "bodies", "seats", "sectors", "first_seen", "last_seen")
_SHORT_COUNCIL = re.compile(r"^(?P<place>.+) (?P<kind>cc|dc|bc|mbc)$")
_KINDS = {
    "cc": ("county council", "city council"),
    "dc": ("district council",),
    "bc": ("borough council", "metropolitan borough council"),
    "mbc": ("metropolitan borough council",),
}


def organisations_on_several_boards(seats: pd.DataFrame) -> pd.DataFrame:
    """The organisations whose people are members of boards of more than one LEP.

    An organisation is known by its whole name as published, with councils' short forms and the abbreviations of
    `rules/people/organisations.csv` written out; a name that may mean several bodies ("County Council") counts for
    none. Cells that name two organisations are not taken apart, so this is the least that may be said.

    Parameters
    ----------
    seats : DataFrame
        What `list_seats` returns, with sectors.

    Returns
    -------
    DataFrame
        `ORGANISATION_COLUMNS`, one row per organisation in the order of their names; those who certainly are members
        count, not observers or officers. `leps`, `bodies` and `sectors` are parted by "; "; `seats` counts seats on
        lists, so that a person on two lists counts twice.

    Examples
    --------
    >>> seats = pd.DataFrame(columns=["lep", "body", "organisation_key", "organisation_shown", "counts_as_member"])
    >>> organisations_on_several_boards(seats).empty
    True
    """
    members = seats[seats["counts_as_member"] == "yes"]
    members = members.assign(named=read_once(named_body, members["organisation_key"]))
    members = members[members["named"] != ""]
    several = members.groupby("named")["lep"].transform("nunique") > 1
    rows = [_row(own) for _, own in members[several].groupby("named", sort=True)]
    return pd.DataFrame(rows, columns=list(ORGANISATION_COLUMNS))


def _row(own: pd.DataFrame) -> dict[str, object]:
    dated = own[own["date_from"] != ""]
    return {
        "organisation": own["organisation_shown"].mode().iloc[0],
        "leps": "; ".join(sorted(set(own["lep"]))),
        "n_leps": own["lep"].nunique(),
        "bodies": "; ".join(sorted(set(own["body"]))),
        "seats": len(own),
        "sectors": "; ".join(sorted(set(own["sector"]))),
        "first_seen": dated["snapshot_date"].min() if len(dated) else "",
        "last_seen": dated["snapshot_date"].max() if len(dated) else "",
    }


def named_body(key: str) -> str:
    """The one body that an organisation's key names; "" where it may mean several or none.

    Examples
    --------
    >>> named_body("surrey cc"), named_body("birmingham cc"), named_body("fsb"), named_body("county council")
    ('surrey county council', 'birmingham city council', 'federation of small businesses', '')
    """
    if key in _rules():
        return _rules()[key]
    found = _SHORT_COUNCIL.match(key)
    written_out = [f"{found['place']} {kind}" for kind in _KINDS[found["kind"]]] if found else []
    return next((name for name in written_out if name in _councils()), key)


@cache
def _rules() -> dict[str, str]:
    rows = pd.read_csv(RULES / "people" / "organisations.csv", dtype=str, keep_default_na=False)
    return dict(zip(rows["name"], rows["means"], strict=True))


@cache
def _councils() -> frozenset[str]:
    """The register's councils by their names for comparison."""
    return frozenset(organisation_key(name) for name in councils()["official_name"])
