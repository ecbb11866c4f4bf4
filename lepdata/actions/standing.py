"""How each promise of a plan stands on a day by what was reported until then, and what slipped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import pandas as pd

from lepdata.actions.plans import DONE, DROPPED
from lepdata.change.action_plan import Item, Plan
from lepdata.dates import DONE_ALREADY, RECURRING, When, interval, read_when, words
from lepdata.files import rule_file

OVERDUE, PASSED, NOT_DATED = "overdue", "date passed, no report seen", "not dated"  # of rules/plans/states.csv
RATINGS = ("red", "amber", "not rated", "green")  # the worst first: an item not rated keeps the rest from green
_OF_A_SLIP = ("item_id", "improvement", "kind", "text", "how", "before", "after", "reported_on", "reason")


class _Report(NamedTuple):
    """What was last reported of an item, and the date it was last moved to (the words, "" where it never was)."""

    status: str = ""
    reported_on: str = ""
    quarter: str = ""
    written_by: str = ""
    done_on: str = ""
    moved_to: str = ""

    @property
    def says(self) -> str:
        """The report as a sentence's subject and verb."""
        return f"report of {words(self.reported_on)} says “{self.status}”"

    def due(self, item: Item, period: str) -> When:
        """What the item's date means, as last moved."""
        return read_when(self.moved_to, period) if self.moved_to else item.when


_NO_REPORT = _Report()


def status(plan: Plan, updates: pd.DataFrame, today: str) -> pd.DataFrame:
    """How each item stands on an ISO day: a row each, with what was promised.

    Then `due_from` and `due_to` (as moved), the last report until then, `state` (of `rules/plans/states.csv`),
    `rating` (of `ratings.csv`) and `reason`. A date that has passed without a report since is not "overdue": nobody
    has said that it is not done.

    Examples
    --------
    >>> from lepdata.actions.plans import find_plan, read_updates
    >>> plan = find_plan("lancashire-2019")
    >>> status(plan, read_updates("", plan), "2019-06-01").loc[0, "state"]
    'date passed, no report seen'
    """
    last = _last_reports(updates, today)
    return pd.DataFrame(
        [_stands(plan, item, last.get(item.item_id, _NO_REPORT), today) for item in plan.items], dtype="str"
    )


def _last_reports(updates: pd.DataFrame, today: str) -> dict[str, _Report]:
    """The last report of each item made by a day; a date once moved stays moved until it is moved again."""
    last: dict[str, _Report] = {}
    known = updates[updates["reported_on"] <= today]
    for item, *report in known[["item_id", *_Report._fields]].itertuples(index=False, name=None):
        made = _Report(*report)
        last[item] = made._replace(moved_to=made.moved_to or last.get(item, _NO_REPORT).moved_to)
    return last


def _stands(plan: Plan, item: Item, last: _Report, today: str) -> dict[str, str]:
    due = last.due(item, plan.period)
    state = _state(due, last, today)
    rating, rule = rate(state, last.status or "none", "yes" if last.moved_to else "no")
    return {
        "plan_id": plan.plan_id,
        **{name: getattr(item, name) for name in ("item_id", "improvement", "kind", "text", "when_as_published")},
        **{"date_kind": item.when.kind, "date_from": item.when.first, "date_to": item.when.last},
        **{"moved_to": last.moved_to, "due_kind": due.kind, "due_from": due.first, "due_to": due.last},
        **{"reported": last.status, "reported_on": last.reported_on, "quarter": last.quarter},
        **{"written_by": last.written_by, "done_on": last.done_on, "in_time": _in_time(item.when, last)},
        **{"state": state, "rating": rating, "rating_rule": rule, "reason": _reason(state, due, last)},
    }


def _state(due: When, last: _Report, today: str) -> str:
    """What is reported decides first, then the date."""
    if last.status in (DONE, DROPPED):
        return last.status
    if last == _NO_REPORT and due.kind == DONE_ALREADY:
        return DONE
    if due.kind == RECURRING:
        return RECURRING
    if not due.last:
        return NOT_DATED
    if due.last < today:
        return OVERDUE if last.reported_on > due.last else PASSED
    due_now, coming_up = _horizons(today)
    if due.first <= (due_now if due.kind == "by" else today):
        return "due now"
    return "coming up" if due.first <= coming_up else "not yet due"


@cache
def _horizons(today: str) -> list[str]:
    """The last days that are still due now and coming up."""
    days = {row["id"]: timedelta(days=int(row["value"])) for row in rule_file("plans/terms.csv")}
    return [(date.fromisoformat(today) + days[name]).isoformat() for name in ("due_now_days", "coming_up_days")]


def _in_time(promised: When, last: _Report) -> str:
    """Whether what is done was done by the date first promised; "" where nothing is done or nothing was promised."""
    done = interval(last.done_on)
    if done is None or not promised.can_pass:
        return ""
    if done[1] <= (promised.first if promised.kind == "by" else promised.last):
        return "yes"
    return "no" if done[0] > promised.last else "cannot tell"


def _reason(state: str, due: When, last: _Report) -> str:
    """Why an item is in a state: its date and the last report."""
    seen, day = bool(last.reported_on), words(last.reported_on)
    match state:
        case "done":
            return f"Reported as done ({words(last.done_on)})" if seen else "The plan itself says that it is done"
        case "dropped":
            return f"Reported on {day} as given up"
        case "overdue":
            return f"The report of {day}, made after the date, says “{last.status}”"
        case "date passed, no report seen":
            before = f"The last report, of {day}, was made before the date and says “{last.status}”"
            done = "is done since" if seen else "is done"
            return f"{before if seen else 'No report was seen'}: whether it {done} cannot be told"
        case "recurring":
            return f"Again and again{f'; the {last.says}' if seen else ', without a last day; no report was seen'}"
        case "not dated":
            return f"No date; the {last.says}" if seen else _undated(due)
    return f"The {last.says}" if seen else "No report was seen"


def _undated(due: When) -> str:
    if due.says == "under way":
        return "No date; under way, as the plan itself says"
    if due.kind == "as soon as possible":
        return "As soon as possible: nobody can say when that has passed"
    return "No date that could pass"


@cache
def rate(state: str, reported: str, moved: str) -> tuple[str, str]:
    """The rating of an item and the rule that gave it: the first of `rules/plans/ratings.csv` that fits.

    `reported` is the status last reported or "none", `moved` whether its date was moved, "yes" or "no".
    """
    asked = {"state": state, "reported": reported, "moved": moved}
    rules = rule_file("plans/ratings.csv")
    found = next(row for row in rules if all(row[name] in ("*", word) for name, word in asked.items()))
    return found["rating"], found["id"]


def worst(ratings: Iterable[str]) -> str:
    """The rating of several items together: red or amber if one is, green only where all are, else "not rated"."""
    return min(ratings, key=RATINGS.index, default="not rated")


# --- what slipped


def slipped(plan: Plan, updates: pd.DataFrame, today: str) -> pd.DataFrame:
    """What slipped between the first day of the quarter before that of `today`, and `today`.

    A row for each way in which an item slipped: a report moved its date; it was due and a later report says it is not
    done; it was due and done only afterwards; it was due and no report made since was seen (whether it slipped cannot
    be told); it was given up.

    Examples
    --------
    >>> from lepdata.actions.plans import find_plan, read_updates
    >>> plan = find_plan("exampleshire-2023")
    >>> sorted(set(slipped(plan, read_updates("", plan), "2023-07-31")["how"]))
    ['date moved', 'done late']
    """
    since = last_quarter_began(today)
    last = _last_reports(updates, today)
    moved = updates[updates["moved_to"] != ""].groupby("item_id", sort=False)
    rows = []
    for item in plan.items:
        own = moved.get_group(item.item_id) if item.item_id in moved.groups else updates.head(0)
        slips = [
            *_moves(plan, item, own, since, today),
            *_missed(plan, item, last.get(item.item_id, _NO_REPORT), since, today),
        ]
        rows += [(item.item_id, item.improvement, item.kind, item.text, *slip) for slip in slips]
    return pd.DataFrame(rows, columns=list(_OF_A_SLIP), dtype="str")


def last_quarter_began(today: str) -> str:
    """The first day of the calendar quarter before that of a day."""
    day = date.fromisoformat(today)
    year, month = divmod(day.year * 12 + (day.month - 1) // 3 * 3 - 3, 12)
    return date(year, month + 1, 1).isoformat()


_Slip = tuple[str, str, str, str, str]  # how, before, after, reported on and why


def _moves(plan: Plan, item: Item, moved: pd.DataFrame, since: str, today: str) -> Iterator[_Slip]:
    after = item.when_as_published
    for day, new in zip(moved["reported_on"], moved["moved_to"], strict=True):
        before, after = after, new
        if since <= day <= today and after != before:
            earlier = read_when(after, plan.period).last < read_when(before, plan.period).last
            how = "brought forward" if earlier else "moved"
            dates = f"from “{before or 'no date'}” to “{after}”"
            yield f"date {how}", before, after, day, f"Its date was {how} {dates} in the report of {words(day)}"


def _missed(plan: Plan, item: Item, last: _Report, since: str, today: str) -> Iterator[_Slip]:
    """What was due, by its date as last moved, and is not done; what was given up."""
    day, due, done = last.reported_on, last.due(item, plan.period), interval(last.done_on)
    if last.status == DROPPED:
        if since <= day:
            yield "dropped", "", "", day, f"Given up in the report of {words(day)}"
        return
    if not due.can_pass or not since <= due.last < today:
        return
    when = f"Due {due.in_words()}"
    if last.status == DONE:
        if done and done[0] > due.last:
            yield "done late", "", "", day, f"{when}; done only afterwards ({words(last.done_on)})"
    elif day > due.last:
        after = f"the report of {words(day)}, made after that, says “{last.status}”"
        yield "due and not done", "", "", day, f"{when}; {after}"
    else:
        silent = "no report made since was seen, so whether it was done cannot be told"
        yield "due, no report seen", "", "", day, f"{when}; {silent}"
