"""Who counts as a member, who might, and why not."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import pandas as pd

from lepdata.dates import interval, read_date
from lepdata.errors import quoted
from lepdata.names import key_of_shown, organisation_shown, read_name, titles
from lepdata.read.words import read_role, read_status
from lepdata.seating.distinct import number, spread
from lepdata.seating.stand_ins import count_stand_ins
from lepdata.seating.terms import NO_TERM, TERM_COLUMNS, Term, term_at
from lepdata.vocabulary import BOARD_COLUMNS, MEMBER_ROLES


@lru_cache(maxsize=65536)
def membership(role: str, status: str, vacancy: bool, left: bool = False, term: Term = NO_TERM) -> tuple[str, str]:
    """("yes" | "no" | "might", why not); `left`: the date asked about is after the one the row was published for."""
    if vacancy:
        return "no", "the seat was vacant"
    if term.state in ("former", "incoming"):
        return "no", term.why
    read, state = read_role(role), read_status(status)
    if read and read not in MEMBER_ROLES:
        article = "an" if read[0] in "aeiou" else "a"
        return "no", f"{article} {read} does not count as a member"
    if state == "former":
        return "no", "had left the board"
    if state == "incoming" and term.state != "begun":
        return "no", "had not yet joined the board"
    if state == "outgoing" and left:
        return "no", "was leaving the board and has since left"
    if not read:
        return "might", f"the role {quoted(role)} could not be read"
    if state in ("unclear", ""):
        return "might", "the source does not make clear that the person was a member"
    if term.state == "unclear":
        return "might", term.why
    return "yes", ""


VACANCY = "vacancy"
SEAT_COLUMNS = (
    *("seat_id", "person", "person_key", "given_key", "surname_key", "honorifics", "postnominals", "place"),
    *("organisation_shown", "organisation_key", "role_read", "counts_as_member", "why_not", "date_from", "date_to"),
)


def describe(sightings: pd.DataFrame, judged_at: str = "") -> pd.DataFrame:
    """Read every published line into a described row; nothing published is changed.

    Terms (`start_date`, `end_date`) are read at the day `judged_at`, else at the date of the row's own list.
    """
    rows = sightings.copy(deep=False)
    for column in BOARD_COLUMNS:
        rows[column] = rows[column].fillna("").astype(str) if column in rows else ""
    rows["seat_id"] = _seat_ids(rows)
    _read(rows, ("person_name",), _person, SEAT_COLUMNS[1:8])  # each different name once, the title beside it apart
    _read(rows, ("honorific", "honorifics", "place"), _titles, ("honorifics",))
    _read(rows, ("organisation",), _organisation, ("organisation_shown", "organisation_key"))
    add_membership(rows, judged_at)
    count_stand_ins(rows)
    _read(rows, ("snapshot_date",), _days, ("date_from", "date_to"))
    return rows


def add_membership(rows: pd.DataFrame, judged_at: str = "") -> None:
    """Add what role, status and term say of membership to rows that have them as published, and `place`."""
    made = ("role_read", "counts_as_member", "why_not")
    given = [name for name in TERM_COLUMNS if name in rows and rows[name].astype("str").str.strip().any()]
    if not given:
        _read(rows, ("role", "status", "place"), _membership, made)
        return
    terms = pd.DataFrame({name: rows[name].fillna("").astype("str") if name in given else "" for name in TERM_COLUMNS})
    both = rows.assign(**terms, judged_at=judged_at)
    _read(both, ("role", "status", "place", *TERM_COLUMNS, "snapshot_date", "judged_at"), _membership, made)
    rows[list(made)] = both[list(made)]


def _seat_ids(rows: pd.DataFrame) -> pd.Series:
    """The row_id; where there is none, "line-" and the line."""
    unnamed = rows["row_id"] == ""
    if not unnamed.any():
        return rows["row_id"]
    lines = rows["line"] if "line" in rows else pd.Series(range(2, len(rows) + 2), index=rows.index)
    return rows["row_id"].mask(unnamed, "line-" + lines.astype(str))


def _read(
    rows: pd.DataFrame, given: tuple[str, ...], read: Callable[..., tuple[str, ...]], made: tuple[str, ...]
) -> None:
    """Add columns made from others; each different combination of texts is read once."""
    numbers, first = number(*(rows[column] for column in given))
    texts = zip(*(rows[column].iloc[first].tolist() for column in given), strict=True)
    answers = [read(*each) for each in texts]
    for position, column in enumerate(made):
        rows[column] = spread([answer[position] for answer in answers], numbers, rows.index)


def _person(name: str) -> tuple[str, ...]:
    person = read_name(name)
    return (*person[:-1], VACANCY if person.vacancy else "person" if person.key else "unnamed seat")


def _titles(cell: str, of_the_name: str, place: str) -> tuple[str]:
    return ("" if place == VACANCY else titles(cell, of_the_name),)


def _organisation(text: str) -> tuple[str, str]:
    shown = organisation_shown(text)
    return shown, key_of_shown(shown)


def _membership(role: str, status: str, place: str, *term: str) -> tuple[str, str, str]:
    return read_role(role), *membership(role, status, place == VACANCY, term=term_at(*term) if term else NO_TERM)


def _days(text: str) -> tuple[str, str]:
    try:
        return interval(read_date(text)) or ("", "")
    except ValueError:
        return "", ""
