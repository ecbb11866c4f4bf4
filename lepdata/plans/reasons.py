"""Why an item stands as it stands, in one sentence of `rules/words/plan_reasons.csv`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lepdata.dates import words
from lepdata.plans.records import When
from lepdata.words_by_id import say

if TYPE_CHECKING:
    from lepdata.plans.status import Report

_FILE = "plan_reasons"


def reason(state: str, due: When, last: Report) -> str:
    """Why an item is in a state: its date and the last report."""
    return _reason(state, due, last.status, last.reported_on, last.done_on)


@lru_cache(maxsize=65536)
def _reason(state: str, due: When, status: str, reported_on: str, done_on: str) -> str:
    phrase = _phrase(state, due, reported_on)
    return say(_FILE, phrase, reported=words(reported_on), status=f"“{status}”", done=words(done_on))


def _phrase(state: str, due: When, reported_on: str) -> str:
    if state == "done":
        return "done" if reported_on else "done-already"
    if state in ("overdue", "dropped"):
        return state
    if state == "date passed, no report seen":
        return "passed-before" if reported_on else "passed-silent"
    if state == "recurring":
        return "recurring-reported" if reported_on else "recurring"
    if state == "not dated":
        if reported_on:
            return "undated-reported"
        if due.says == "under way":
            return "undated-under-way"
        return "undated-soon" if due.kind == "as soon as possible" else "undated"
    return "ahead-reported" if reported_on else "ahead"


def due_words(due: When) -> str:
    """The days that a date means, as a reader says them; "" where it names none.

    Examples
    --------
    >>> due_words(When("by", "2019-04-30", "2019-05-31", "", "", ""))
    'by 30 April 2019 or by 31 May 2019'
    """
    if not due.last:
        return ""
    phrase = "on" if due.first == due.last else "within"
    if due.kind == "by":
        phrase = "by-one" if due.first == due.last else "by-either"
    return say(_FILE, phrase, first=words(due.first), last=words(due.last))
