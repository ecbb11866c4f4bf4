"""How each item of a plan stands on a day, by what was reported until then."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from lepdata.model.dates import interval
from lepdata.plans.rating import rate
from lepdata.plans.reasons import reason
from lepdata.plans.records import DONE_ALREADY, RECURRING, Item, Plan, When
from lepdata.plans.rulebook import term
from lepdata.plans.when import read_when

COLUMNS = (
    *("plan_id", "item_id", "improvement", "kind", "text", "when_as_published", "date_kind", "date_from", "date_to"),
    *("moved_to", "due_from", "due_to", "reported", "reported_on", "quarter", "written_by", "done_on", "in_time"),
    *("state", "rating", "rating_rule", "reason"),
)
NOTHING = "none"


class Report(NamedTuple):
    """What was last reported of an item, and the date it was last moved to (the words, "" where it never was)."""

    status: str = NOTHING
    reported_on: str = ""
    quarter: str = ""
    written_by: str = ""
    done_on: str = ""
    moved_to: str = ""


NO_REPORT = Report()


class Horizon(NamedTuple):
    """The day asked about, and the last days that are still due now and coming up."""

    today: str
    due_now: str
    coming_up: str


def status(plan: Plan, updates: pd.DataFrame, as_at: str) -> pd.DataFrame:
    """How each item stands.

    Parameters
    ----------
    plan : Plan
        What was promised.
    updates : DataFrame
        What `read_updates` returns; reports made after `as_at` are not looked at.
    as_at : str
        An ISO date; of a month or a year its last day.

    Returns
    -------
    DataFrame
        One row per item: what was promised, `due_from` and `due_to` (as moved), the last report, `state` (see
        `rules/plans/states.csv`), `rating` (see `rules/plans/ratings.csv`) and `reason`. A date that has passed
        without a report since is no "overdue": nobody has said that it is not done.

    Raises
    ------
    ValueError
        If `as_at` is no date.

    Examples
    --------
    >>> from lepdata.plans import find_plan, read_updates
    >>> plan = find_plan("lancashire-2019")
    >>> status(plan, read_updates("", plan), "2019-06-01").loc[0, "state"]
    'date passed, no report seen'
    """
    last = last_reports(updates, last_day(as_at))
    horizon = _horizon(last_day(as_at))
    rows = [_row(plan, item, last.get(item.item_id, NO_REPORT), horizon) for item in plan.items]
    across: list[tuple[str, ...]] = list(zip(*rows, strict=True)) or [()] * len(COLUMNS)
    return pd.DataFrame(
        {name: pd.Series(list(values), dtype="str") for name, values in zip(COLUMNS, across, strict=True)}
    )


def last_day(as_at: str) -> str:
    """The last ISO day that a date may mean.

    Raises
    ------
    ValueError
        If it is none.

    Examples
    --------
    >>> last_day("2019-06")
    '2019-06-30'
    """
    found = interval(as_at)
    if found is None:
        raise ValueError("no date is given")
    return found[1]


def last_reports(updates: pd.DataFrame, today: str) -> dict[str, Report]:
    """The last report of each item made by a day; a date once moved stays moved until it is moved again."""
    names = ("item_id", "status", "reported_on", "quarter", "written_by", "done_on", "moved_to")
    last: dict[str, Report] = {}
    for item, *rest in zip(*(updates[name].tolist() for name in names), strict=True):
        report = Report(*rest)
        if report.reported_on <= today:
            earlier = last.get(item, NO_REPORT).moved_to
            last[item] = report if report.moved_to else report._replace(moved_to=earlier)
    return last


def _horizon(today: str) -> Horizon:
    day = date.fromisoformat(today)
    ahead = [(day + timedelta(days=term(name))).isoformat() for name in ("due_now_days", "coming_up_days")]
    return Horizon(today, *ahead)


def _row(plan: Plan, item: Item, last: Report, horizon: Horizon) -> tuple[str, ...]:
    promised = item.when
    due = read_when(last.moved_to, plan.period) if last.moved_to else promised
    state = state_of(due, last, horizon)
    in_time = _in_time(promised, last)
    rating, rule = rate(state, last.status, "yes" if last.moved_to else "no")
    return (
        *(plan.plan_id, item.item_id, item.improvement, item.kind, item.text, item.when_as_published),
        *(promised.kind, promised.first, promised.last, last.moved_to, due.first, due.last),
        *("" if last.status == NOTHING else last.status, last.reported_on, last.quarter, last.written_by),
        *(last.done_on, in_time, state, rating, rule, reason(state, due, last)),
    )


def state_of(due: When, last: Report, horizon: Horizon) -> str:
    """The state of an item: what is reported first, then the date; see `rules/plans/states.csv`."""
    if last.status in ("done", "dropped"):
        return last.status
    if last.status == NOTHING and due.kind == DONE_ALREADY:
        return "done"
    if due.kind == RECURRING:
        return RECURRING
    if not due.last:
        return "not dated"
    if due.last < horizon.today:
        return "overdue" if last.reported_on > due.last else "date passed, no report seen"
    begins_by = horizon.due_now if due.kind == "by" else horizon.today
    if due.first <= begins_by:
        return "due now"
    return "coming up" if due.first <= horizon.coming_up else "not yet due"


def _in_time(promised: When, last: Report) -> str:
    """Whether what is done was done by the date first promised; "" where nothing is done or nothing was promised."""
    done = interval(last.done_on)
    if done is None or not promised.last or promised.kind == DONE_ALREADY:
        return ""
    earliest = promised.first if promised.kind == "by" else promised.last
    if done[1] <= earliest:
        return "yes"
    return "no" if done[0] > promised.last else "cannot tell"
