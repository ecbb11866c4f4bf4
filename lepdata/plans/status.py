"""How each item of a plan stands on a day, by what was reported until then."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import pandas as pd

from lepdata.dates import interval
from lepdata.plans.rating import rate
from lepdata.plans.reasons import reason
from lepdata.plans.records import DONE_ALREADY, RECURRING, Item, Plan, When
from lepdata.plans.rulebook import term
from lepdata.plans.when import read_when

OF_THE_ITEM = ("item_id", "improvement", "kind", "text", "when_as_published")
OF_THE_ANSWER = (
    *("date_kind", "date_from", "date_to", "moved_to", "due_kind", "due_from", "due_to"),
    *("reported", "reported_on", "quarter", "written_by", "done_on", "in_time"),
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
    >>> from lepdata.plans.shelf import find_plan; from lepdata.plans.updates import read_updates
    >>> plan = find_plan("lancashire-2019")
    >>> status(plan, read_updates("", plan), "2019-06-01").loc[0, "state"]
    'date passed, no report seen'
    """
    today = last_day(as_at)
    last, horizon = last_reports(updates, today), _horizon(today)
    different: dict[tuple[When, Report], int] = {}  # many items share date and report: each pair is judged once
    pairs = ((item.when, last.get(item.item_id, NO_REPORT)) for item in plan.items)
    places = [different.setdefault(pair, len(different)) for pair in pairs]
    answers = [_answer(plan.period, *pair, horizon) for pair in different]
    across = dict(zip(Item._fields, zip(*plan.items, strict=True), strict=True))
    own = {name: list(across[name]) for name in OF_THE_ITEM}
    told = pd.DataFrame(answers, columns=list(OF_THE_ANSWER), dtype="str").take(places).reset_index(drop=True)
    items = pd.DataFrame({"plan_id": plan.plan_id, **own}, dtype="str")
    return pd.concat([items, told], axis="columns")


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
    items, *rest = (updates[name].tolist() for name in names)
    alike = cache(Report)  # many reports say the same of different items: one record will do
    for item, report in zip(items, map(alike, *rest), strict=True):
        if report.reported_on <= today:
            earlier = last.get(item, NO_REPORT).moved_to
            last[item] = report._replace(moved_to=earlier) if earlier and not report.moved_to else report
    return last


def _horizon(today: str) -> Horizon:
    day = date.fromisoformat(today)
    ahead = [(day + timedelta(days=term(name))).isoformat() for name in ("due_now_days", "coming_up_days")]
    return Horizon(today, *ahead)


def _answer(period: str, promised: When, last: Report, horizon: Horizon) -> tuple[str, ...]:
    """What `OF_THE_ANSWER` says of an item."""
    due = read_when(last.moved_to, period) if last.moved_to else promised
    state = state_of(due, last, horizon)
    rating, rule = rate(state, last.status, "yes" if last.moved_to else "no")
    return (
        *(promised.kind, promised.first, promised.last, last.moved_to, due.kind, due.first, due.last),
        *("" if last.status == NOTHING else last.status, last.reported_on, last.quarter, last.written_by),
        *(last.done_on, _in_time(promised, last), state, rating, rule, reason(state, due, last)),
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
