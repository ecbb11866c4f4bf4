"""Whether somebody's term was over, or had not begun, on the day that a board is judged at."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from lepdata.dates import interval, read_date, words
from lepdata.errors import quoted

NO_DAY = "and no date says when this list holds"
TERM_COLUMNS = ("start_date", "end_date")
Days = tuple[str, str]


class Term(NamedTuple):
    """What the dates of a term say: "former", "incoming", "unclear", "begun" or, where they say nothing, ""."""

    state: str = ""
    why: str = ""


NO_TERM = Term()


@lru_cache(maxsize=65536)
def term_at(start: str, end: str, snapshot: str, judged_at: str = "") -> Term:
    """How a term stands on the day asked about, else on the list's own date.

    Whoever is on a list has begun where the two dates only touch ("from 2019", a list of 2019). Without any date nobody
    can say whether a term that ends has ended.
    """
    day = (judged_at, judged_at) if judged_at else _days(snapshot)
    begins, ends = _days(start), _days(end)
    if ends is None:
        return Term("unclear", f"when the term ends, {quoted(end)}, could not be read")
    if begins is None:
        return Term("unclear", f"when the term begins, {quoted(start)}, could not be read")
    if not day or not day[0]:
        return Term("unclear", f"the term ends {_when(end)}, {NO_DAY}") if end else NO_TERM
    return _over(end, ends, day) or _begun(start, begins, day)


def _over(end: str, ends: Days, day: Days) -> Term | None:
    if not ends[1] or ends[0] >= day[1]:
        return None
    if ends[1] < day[0]:
        return Term("former", f"the term ended {_when(end)}")
    return Term("unclear", f"the term ended {_when(end)}, perhaps before the day judged at")


def _begun(start: str, begins: Days, day: Days) -> Term:
    if begins[0] > day[1]:
        return Term("incoming", f"the term begins {_when(start)}")
    return Term("begun" if begins[1] and begins[1] <= day[0] else "")


def _days(text: str) -> Days | None:
    """First and last day that a published date may mean; two empty texts for none; None where nobody can read it."""
    try:
        return interval(read_date(text)) or ("", "")
    except ValueError:
        return None


def _when(text: str) -> str:
    iso = read_date(text)
    return f"{'on' if iso.count('-') == 2 else 'in'} {words(iso)}"
