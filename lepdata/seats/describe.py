"""SIGHTINGS -> the same rows with person, organisation, role and date read from them."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from lepdata.model.dates import interval
from lepdata.model.vocabulary import BOARD_COLUMNS
from lepdata.seats.organisations import organisation_key, organisation_shown
from lepdata.seats.people import Person, read_person
from lepdata.seats.roles import membership
from lepdata.sightings.words import read_date, read_role

SEAT_COLUMNS = (
    "seat_id",
    "person",
    "person_key",
    "given_key",
    "surname_key",
    "honorifics",
    "postnominals",
    "place",
    "organisation_shown",
    "organisation_key",
    "role_read",
    "counts_as_member",
    "why_not",
    "date_from",
    "date_to",
)


def describe(sightings: pd.DataFrame) -> pd.DataFrame:
    """Read every published line into a described row; nothing published is changed.

    Parameters
    ----------
    sightings : DataFrame
        Any of the columns of a board file, as text; a missing column counts as empty.

    Returns
    -------
    DataFrame
        The input's columns and rows, the missing board columns as "", and `SEAT_COLUMNS`; index and order kept.

    Examples
    --------
    >>> row = describe(pd.DataFrame({"person_name": ["Cllr Ada Example"], "organisation": ["Example Council"]}))
    >>> row.loc[0, ["person", "honorifics", "organisation_key", "counts_as_member"]].tolist()
    ['Ada Example', 'cllr', 'example council', 'yes']
    """
    rows = _with_board_columns(sightings)
    people = _by_distinct(rows, ("person_name", "honorific"), read_person)
    rows["seat_id"] = _seat_ids(rows)
    rows["person"] = [p.shown for p in people]
    rows["person_key"] = [p.key for p in people]
    rows["given_key"] = [p.given for p in people]
    rows["surname_key"] = [p.surname for p in people]
    rows["honorifics"] = [p.honorifics for p in people]
    rows["postnominals"] = [p.postnominals for p in people]
    rows["place"] = ["vacancy" if p.vacancy else "person" if p.key else "unnamed seat" for p in people]
    rows["organisation_shown"] = rows["organisation"].map(organisation_shown)
    rows["organisation_key"] = rows["organisation"].map(organisation_key)
    rows["role_read"] = rows["role"].map(read_role)
    counts = [membership(r, s, p.vacancy) for r, s, p in zip(rows["role"], rows["status"], people, strict=True)]
    rows["counts_as_member"] = [yes for yes, _ in counts]
    rows["why_not"] = [why for _, why in counts]
    days = [_days(text) for text in rows["snapshot_date"]]
    rows["date_from"] = [first for first, _ in days]
    rows["date_to"] = [last for _, last in days]
    return rows


def _with_board_columns(sightings: pd.DataFrame) -> pd.DataFrame:
    rows = sightings.copy()
    for column in BOARD_COLUMNS:
        rows[column] = rows[column].fillna("").astype(str) if column in rows else ""
    return rows


def _by_distinct(rows: pd.DataFrame, columns: tuple[str, str], read: Callable[[str, str], Person]) -> list[Person]:
    """Read each distinct pair of texts once."""
    pairs = list(zip(*(rows[column] for column in columns), strict=True))
    read_once = {pair: read(*pair) for pair in dict.fromkeys(pairs)}
    return [read_once[pair] for pair in pairs]


def _seat_ids(rows: pd.DataFrame) -> list[str]:
    lines = rows["line"] if "line" in rows else range(2, len(rows) + 2)
    return [row_id or f"line-{line}" for row_id, line in zip(rows["row_id"], lines, strict=True)]


def _days(text: str) -> tuple[str, str]:
    try:
        return interval(read_date(text)) or ("", "")
    except ValueError:
        return "", ""
