"""Who counts as a member, who might, and why not: by role and status, by a term's dates, and in another's stead."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from lepdata.dates import Days, days_of, read_date, words
from lepdata.display import gathered
from lepdata.english import an
from lepdata.errors import quoted
from lepdata.names import Person, read_name, titles
from lepdata.read.board import own_ids
from lepdata.read.words import read_attendance, read_role, read_status, says
from lepdata.seating.distinct import number, read_once, spread
from lepdata.spelling import key_of_shown, organisation_shown
from lepdata.vocabulary import BOARD_COLUMNS, MEMBER_ROLES

NO_DAY = "and no date says when this list holds"
_TERM_COLUMNS = ("start_date", "end_date")
Term = tuple[str, str]  # "former", "incoming", "unclear", "begun" or, where the dates say nothing, ""; and why
_NO_TERM: Term = ("", "")


@lru_cache(maxsize=65536)
def _term_at(start: str, end: str, snapshot: str, judged_at: str = "") -> Term:
    """How a term stands on the day asked about, else on the list's own date; without any nobody can say if it ended."""
    # whoever is on a list has begun where the two dates only touch ("from 2019", a list of 2019)
    day = (judged_at, judged_at) if judged_at else _days(snapshot)
    begins, ends = _days(start), _days(end)
    if ends is None:
        return ("unclear", f"when the term ends, {quoted(end)}, could not be read")
    if begins is None:
        return ("unclear", f"when the term begins, {quoted(start)}, could not be read")
    if not day or not day[0]:
        return ("unclear", f"the term ends {_when(end)}, {NO_DAY}") if end else _NO_TERM
    first, last = day
    if ends[1] and ends[0] < last:
        if ends[1] < first:
            return ("former", f"the term ended {_when(end)}")
        return ("unclear", f"the term ended {_when(end)}, perhaps before the day judged at")
    if begins[0] > last:
        return ("incoming", f"the term begins {_when(start)}")
    return ("begun" if begins[1] and begins[1] <= first else "", "")


def _when(text: str) -> str:
    iso = read_date(text)
    return f"{'on' if iso.count('-') == 2 else 'in'} {words(iso)}"


def _days(text: str) -> Days | None:
    """First and last day that a published date may mean; two empty texts for none; None where nobody can read it."""
    try:
        return days_of(read_date(text))
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def membership(role: str, status: str, vacancy: bool, term: Term = _NO_TERM) -> tuple[str, str]:
    """("yes" | "no" | "might", why not)."""
    if vacancy:
        return "no", "the seat was vacant"
    (of_term, why), read, state = term, read_role(role), read_status(status)
    if of_term in ("former", "incoming"):
        return "no", why
    if read and read not in MEMBER_ROLES:
        return "no", f"{an(read)} does not count as a member"
    if state == "former":
        return "no", "had left the board"
    if state == "incoming" and of_term != "begun":
        return "no", "had not yet joined the board"
    if not read:
        return "might", f"the role {quoted(role)} could not be read"
    if state in ("unclear", ""):
        return "might", "the source does not make clear that the person was a member"
    if of_term == "unclear":
        return "might", why
    return "yes", ""


_VACANCY = "vacancy"
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
    rows["seat_id"] = own_ids(rows)
    _read(rows, ("person_name",), _person, SEAT_COLUMNS[1:8])  # each different name once, the title beside it apart
    rows["honorifics"] = read_once(titles, rows["honorific"], rows["honorifics"]).mask(rows["place"] == _VACANCY, "")
    shown = rows["organisation_shown"] = read_once(organisation_shown, rows["organisation"])
    rows["organisation_key"] = read_once(key_of_shown, shown)
    add_membership(rows, judged_at)
    _count_stand_ins(rows)
    _read(rows, ("snapshot_date",), lambda text: _days(text) or ("", ""), ("date_from", "date_to"))
    return rows


def add_membership(rows: pd.DataFrame, judged_at: str = "") -> None:
    """Add what role, status and term say of membership to rows that have them as published, and `place`."""
    made = ("role_read", "counts_as_member", "why_not")
    given = [name for name in _TERM_COLUMNS if name in rows and rows[name].astype("str").str.strip().any()]
    if not given:
        _read(rows, ("role", "status", "place"), _membership, made)
        return
    terms = pd.DataFrame({name: rows[name].fillna("").astype("str") if name in given else "" for name in _TERM_COLUMNS})
    both = rows.assign(**terms, judged_at=judged_at)
    _read(both, ("role", "status", "place", *_TERM_COLUMNS, "snapshot_date", "judged_at"), _membership, made)
    rows[list(made)] = both[list(made)]


def _read(rows: pd.DataFrame, given: Sequence[str], read: Callable[..., Sequence[str]], made: Sequence[str]) -> None:
    """Add columns made from others; each different combination of texts is read once."""
    numbers, first = number(*(rows[column] for column in given))
    answers = [read(*each) for each in zip(*(rows[column].iloc[first].tolist() for column in given), strict=True)]
    for position, column in enumerate(made):
        rows[column] = spread([answer[position] for answer in answers], numbers, rows.index)


def _person(name: str) -> tuple[str, ...]:
    person = read_name(name)
    return (*person[:-1], _VACANCY if person.vacancy else "person" if person.key else "unnamed seat")


def _membership(role: str, status: str, place: str, *term: str) -> tuple[str, str, str]:
    return read_role(role), *membership(role, status, place == _VACANCY, term=_term_at(*term) if term else _NO_TERM)


@lru_cache(maxsize=65536)
def replaced(capacity: str) -> Person | None:
    """The person for whom somebody sits, by a capacity such as "substitute for Ada Example (NHS)"."""
    found = says("another's place", capacity.strip().removeprefix("("))
    who = found["who"].strip(" .") if found else ""
    who = who if "(" in who else who.strip(")")
    if not who or says("no person", who) or not who[0].isupper():
        return None
    person = read_name(who)
    return person if person.given or person.honorifics else None  # "Named deputy for Healthwatch" is for a body


def _count_stand_ins(rows: pd.DataFrame) -> None:
    """Let described substitutes count for a named member who is not on their list."""
    asked = (rows["role_read"] == "substitute") & (rows["counts_as_member"] == "no") & (rows["place"] == "person")
    asked &= ~rows["why_not"].str.startswith("the term") & rows["status"].str.casefold().isin(("", "current"))
    asked &= rows["attendance"].map(read_attendance) != "apologies"
    if not asked.any():
        return
    lists, _ = number(rows["lep"], rows["body"], rows["snapshot_date"])
    near = np.flatnonzero(np.isin(lists, lists[asked]))
    names = (rows[name].iloc[near] for name in ("surname_key", "given_key"))
    named = zip(lists[near].tolist(), *names, strict=True)
    initials = gathered(((at, surname), given[:1]) for at, surname, given in named)  # who bear it on each list
    held = np.zeros(len(rows), dtype=bool)
    for at in np.flatnonzero(asked).tolist():
        if person := replaced(rows["capacity_as_published"].iloc[at]) or replaced(rows["role"].iloc[at]):
            listed = initials.get((int(lists[at]), person.surname), ())
            held[at] = not any(not one or not person.given or one == person.given[0] for one in listed)
    for column, said in (("counts_as_member", "yes"), ("why_not", "")):
        rows[column] = rows[column].mask(held, said)
