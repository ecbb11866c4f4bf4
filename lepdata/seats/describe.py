"""SIGHTINGS -> the same rows with person, organisation, role and date read from them."""

from __future__ import annotations

import pandas as pd

from lepdata.model.dates import interval
from lepdata.model.distinct import number, read_once, spread
from lepdata.model.vocabulary import BOARD_COLUMNS
from lepdata.seats.organisations import organisation_key, organisation_shown
from lepdata.seats.people import Person, read_name, titles
from lepdata.seats.roles import membership
from lepdata.sightings.words import read_date, read_role

VACANCY = "vacancy"
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
    rows["seat_id"] = _seat_ids(rows)
    _read_people(rows)
    rows["organisation_shown"] = read_once(organisation_shown, rows["organisation"])
    rows["organisation_key"] = read_once(organisation_key, rows["organisation"])
    rows["role_read"] = read_once(read_role, rows["role"])
    seats = (rows["role"], rows["status"], rows["place"])
    rows["counts_as_member"] = read_once(lambda *seat: _membership(*seat)[0], *seats)
    rows["why_not"] = read_once(lambda *seat: _membership(*seat)[1], *seats)
    rows["date_from"] = read_once(lambda text: _days(text)[0], rows["snapshot_date"])
    rows["date_to"] = read_once(lambda text: _days(text)[1], rows["snapshot_date"])
    return rows


def _with_board_columns(sightings: pd.DataFrame) -> pd.DataFrame:
    rows = sightings.copy(deep=False)
    for column in BOARD_COLUMNS:
        rows[column] = rows[column].fillna("").astype(str) if column in rows else ""
    return rows


def _seat_ids(rows: pd.DataFrame) -> pd.Series:
    """The row_id; where there is none, "line-" and the line."""
    unnamed = rows["row_id"] == ""
    if not unnamed.any():
        return rows["row_id"]
    lines = rows["line"] if "line" in rows else pd.Series(range(2, len(rows) + 2), index=rows.index)
    return rows["row_id"].mask(unnamed, "line-" + lines.astype(str))


def _read_people(rows: pd.DataFrame) -> None:
    """Add what the names say; each different name is read once, the title cell beside it apart."""
    numbers, first = number(rows["person_name"])
    people = [read_name(name) for name in rows["person_name"].iloc[first]]
    columns = {"person": "shown", "person_key": "key", "given_key": "given", "surname_key": "surname"}
    for column, part in (*columns.items(), ("honorifics", "honorifics"), ("postnominals", "postnominals")):
        rows[column] = spread([getattr(person, part) for person in people], numbers, rows.index)
    rows["place"] = spread([_place(person) for person in people], numbers, rows.index)
    rows["honorifics"] = read_once(_titles, rows["honorific"], rows["honorifics"], rows["place"])


def _titles(cell: str, of_the_name: str, place: str) -> str:
    return "" if place == VACANCY else titles(cell, of_the_name)


def _place(person: Person) -> str:
    return VACANCY if person.vacancy else "person" if person.key else "unnamed seat"


def _membership(role: str, status: str, place: str) -> tuple[str, str]:
    return membership(role, status, place == VACANCY)


def _days(text: str) -> tuple[str, str]:
    try:
        return interval(read_date(text)) or ("", "")
    except ValueError:
        return "", ""
