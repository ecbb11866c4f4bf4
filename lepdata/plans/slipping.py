"""What slipped: dates that were moved, and what was due and is not done, since the last quarter began."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from lepdata.dates import interval, words
from lepdata.plans.reasons import due_words
from lepdata.plans.records import Item, Plan
from lepdata.plans.status import NO_REPORT, Report, last_day, last_reports
from lepdata.plans.when import read_when
from lepdata.words_by_id import say

COLUMNS = ("item_id", "improvement", "kind", "text", "how", "before", "after", "reported_on", "reason")
MOVED, BROUGHT_FORWARD = "date moved", "date brought forward"
NOT_DONE, DONE_LATE, NO_REPORT_SEEN, DROPPED = "due and not done", "done late", "due, no report seen", "dropped"


def slipped(plan: Plan, updates: pd.DataFrame, as_at: str) -> pd.DataFrame:
    """What slipped between the first day of the quarter before that of `as_at`, and `as_at`.

    Parameters
    ----------
    plan : Plan
        What was promised.
    updates : DataFrame
        What `read_updates` returns.
    as_at : str
        An ISO date; of a month or a year its last day.

    Returns
    -------
    DataFrame
        One row for each way in which an item slipped: a report moved its date; it was due and a later report says it
        is not done; it was due and done only afterwards; it was due and no report made since was seen (whether it
        slipped cannot be told); it was given up.

    Examples
    --------
    >>> from lepdata.plans.shelf import find_plan; from lepdata.plans.updates import read_updates
    >>> plan = find_plan("exampleshire-2023")
    >>> sorted(set(slipped(plan, read_updates("", plan), "2023-07-31")["how"]))
    ['date moved', 'done late']
    """
    today = last_day(as_at)
    since = last_quarter_began(today)
    last = last_reports(updates, today)
    rows = [*_moves(plan, updates, since, today)]
    for item in plan.items:
        rows += _missed(plan, item, last.get(item.item_id, NO_REPORT), since, today)
    place = {item.item_id: at for at, item in enumerate(plan.items)}
    rows.sort(key=lambda row: place[row["item_id"]])
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")


def last_quarter_began(today: str) -> str:
    """The first day of the calendar quarter before that of a day.

    Examples
    --------
    >>> last_quarter_began("2024-01-10"), last_quarter_began("2023-06-30"), last_quarter_began("2023-07-01")
    ('2023-10-01', '2023-01-01', '2023-04-01')
    """
    day = date.fromisoformat(today)
    months = day.year * 12 + (day.month - 1) // 3 * 3 - 3
    return date(months // 12, months % 12 + 1, 1).isoformat()


def _moves(plan: Plan, updates: pd.DataFrame, since: str, today: str) -> list[dict[str, Any]]:
    items = {item.item_id: item for item in plan.items}
    now = {name: item.when_as_published for name, item in items.items()}
    rows = []
    for row in updates[updates["moved_to"] != ""].to_dict("records"):
        before, after, day = now[row["item_id"]], row["moved_to"], row["reported_on"]
        now[row["item_id"]] = after
        if since <= day <= today and after != before:
            earlier = read_when(after, plan.period).last < read_when(before, plan.period).last
            how, phrase = (BROUGHT_FORWARD, "slip-earlier") if earlier else (MOVED, "slip-moved")
            said = say("plan_reasons", phrase, before=before or "no date", after=after, reported=words(day))
            rows.append(_row(items[row["item_id"]], how, said, day, before, after))
    return rows


def _missed(plan: Plan, item: Item, last: Report, since: str, today: str) -> list[dict[str, Any]]:
    """What was due, by its date as last moved, and is not done; what was given up."""
    if last.status == "dropped" and since <= last.reported_on:
        said = say("plan_reasons", "slip-dropped", reported=words(last.reported_on))
        return [_row(item, DROPPED, said, last.reported_on)]
    due = read_when(last.moved_to, plan.period) if last.moved_to else item.when
    if not due.last or not since <= due.last < today or due.kind == "done already" or last.status == "dropped":
        return []
    how, phrase = _how(due.last, last)
    if not how:
        return []
    values = {"due": due_words(due), "reported": words(last.reported_on), "done": words(last.done_on)}
    said = say("plan_reasons", phrase, status=f"“{last.status}”", **values)
    return [_row(item, how, said, last.reported_on)]


def _how(due: str, last: Report) -> tuple[str, str]:
    if last.status == "done":
        done = interval(last.done_on)
        return (DONE_LATE, "slip-late-done") if done and done[0] > due else ("", "")
    return (NOT_DONE, "slip-not-done") if last.reported_on > due else (NO_REPORT_SEEN, "slip-silent")


def _row(item: Item, how: str, said: str, day: str, before: str = "", after: str = "") -> dict[str, Any]:
    texts = (item.item_id, item.improvement, item.kind, item.text, how, before, after, day, said)
    return dict(zip(COLUMNS, texts, strict=True))
