"""SEATS -> the seats of the voluntary sector: who, for which organisation, on which body, how it came to be filled."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from lepdata.representation.voluntary_rules import NOT_PUBLISHED, how_nominated, kind_of, place_of

Row = dict[Hashable, Any]

SEAT_COLUMNS = (
    "lep",
    "place",
    "body",
    "list_date",
    "list_completeness",
    "person",
    "organisation",
    "sector_kind",
    "group",
    "reads_as",
    "doubt",
    "how_nominated",
    "words",
    "counts_as_member",
    "why_not",
    "known_from",
    "seat_id",
    "source_url",
)
_AS_IT_IS = (
    "lep",
    "body",
    "list_completeness",
    "person",
    "sector_kind",
    "counts_as_member",
    "why_not",
    "seat_id",
    "source_url",
)


def voluntary_seats(seats: pd.DataFrame, as_at: str = "") -> pd.DataFrame:
    """Every seat of the voluntary sector on every published list.

    A seat is the sector's if its holder's organisation is, or if the source calls the seat so.

    Parameters
    ----------
    seats : DataFrame
        Settled seats (`lepdata.seats.list_seats` of `lepdata.members.settle`).
    as_at : str, optional
        An ISO day; later lists are left out. "" takes all.

    Returns
    -------
    DataFrame
        One row per seat on each list: lep, `place` of the body, body, list_date, list_completeness, person,
        organisation, sector_kind, `group` (infrastructure body, single-issue charity, social enterprise, other, not
        told), `reads_as` (organisation, seat, organisation and seat), `doubt` (why one might object), `how_nominated`,
        the `words` that rests on, counts_as_member, why_not, `known_from` (where the organisation was published, if
        not on the line), seat_id, source_url. Those who do not count as members are rows too. All text.

    Examples
    --------
    >>> from lepdata.members import find_evidence, settle
    >>> from lepdata.seats import describe, list_seats
    >>> rows = describe(pd.DataFrame({"body": ["main board"], "organisation": ["Example CVS"]}))
    >>> voluntary_seats(list_seats(settle(rows, find_evidence(rows))))[["place", "group"]].values.tolist()
    [['main board', 'infrastructure body']]
    """
    own = seats[(seats["sector"] == "voluntary") | (seats["seat_sector"] == "voluntary")]
    if as_at:
        own = own[(own["date_from"] != "") & (own["date_from"] <= as_at)]
    own = own.sort_values(["lep", "body", "date_to", "seat_id"], kind="stable")
    where = organisations(seats)
    rows = [telling(seat, where) for seat in own.to_dict("records")]
    return pd.DataFrame(rows, columns=list(SEAT_COLUMNS)).astype("str")


def organisations(seats: pd.DataFrame) -> dict[str, str]:
    """The organisation that each seat's own line prints."""
    return dict(zip(seats["seat_id"], seats["organisation_shown"], strict=True))


def telling(seat: Row, elsewhere: dict[str, str]) -> dict[str, str]:
    """One row of `voluntary_seats`; `elsewhere` is what `organisations` makes of all seats."""
    organisation = seat["organisation_shown"] or elsewhere.get(_seat_named(seat["sector_source"]), "")
    kind = kind_of(organisation, seat["sector_kind"])
    words = "; ".join(filter(None, (seat["capacity_as_published"], seat["sector_as_published"])))
    how = how_nominated(words)
    another = seat["seat_sector"] not in ("", "voluntary") and how == NOT_PUBLISHED
    return {name: seat[name] for name in _AS_IT_IS} | {
        "place": place_of(seat["body"], seat["date_to"]),
        "list_date": seat["snapshot_date"],
        "organisation": organisation,
        "group": kind.group,
        "reads_as": _reads_as(seat),
        "doubt": "; ".join(
            filter(None, (kind.doubt, "the seat itself is published as one for another sector" if another else ""))
        ),
        "how_nominated": how,
        "words": words,
        "known_from": seat["sector_source"],
    }


def _seat_named(source: str) -> str:
    """The seat that `sector_source` begins with, such as "r0215, 18 September 2020, https://example.org"."""
    return source.split(",")[0]


def _reads_as(seat: Row) -> str:
    parts = [("organisation", seat["sector"]), ("seat", seat["seat_sector"])]
    return " and ".join(name for name, sector in parts if sector == "voluntary")
