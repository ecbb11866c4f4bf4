"""How each promise of a plan stands on a day by what was reported until then, and what slipped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

import pandas as pd

from lepdata.actions.plans import DONE, DROPPED
from lepdata.change.action_plan import Item, Plan
from lepdata.dates import DONE_ALREADY, RECURRING, When, interval, read_when, words
from lepdata.files import rule_file

OVERDUE, PASSED, NOT_DATED = "overdue", "date passed, no report seen", "not dated"  # of rules/plans/states.csv
RATINGS = ("red", "amber", "not rated", "green")  # the worst first: an item not rated keeps the rest from green
_NOTHING = "none"
_OF_THE_ITEM = ("item_id", "improvement", "kind", "text", "when_as_published")
_OF_THE_ANSWER = (
    *("date_kind", "date_from", "date_to", "moved_to", "due_kind", "due_from", "due_to"),
    *("reported", "reported_on", "quarter", "written_by", "done_on", "in_time"),
    *("state", "rating", "rating_rule", "reason"),
)
_OF_A_SLIP = ("item_id", "improvement", "kind", "text", "how", "before", "after", "reported_on", "reason")


class _Report(NamedTuple):
    """What was last reported of an item, and the date it was last moved to (the words, "" where it never was)."""

    status: str = _NOTHING
    reported_on: str = ""
    quarter: str = ""
    written_by: str = ""
    done_on: str = ""
    moved_to: str = ""

    @property
    def says(self) -> str:
        """The report as a sentence's subject and verb."""
        return f"report of {words(self.reported_on)} says “{self.status}”"

    def due(self, promised: When, period: str) -> When:
        """What the date means, as last moved."""
        return read_when(self.moved_to, period) if self.moved_to else promised


_NO_REPORT = _Report()


def status(plan: Plan, updates: pd.DataFrame, today: str) -> pd.DataFrame:
    """How each item stands on an ISO day: a row each, with what was promised.

    Then `due_from` and `due_to` (as moved), the last report until then, `state` (of `rules/plans/states.csv`),
    `rating` (of `ratings.csv`) and `reason`. A date that has passed without a report since is not "overdue": nobody
    has said that it is not done.

    Examples
    --------
    >>> from lepdata.actions.plans import find_plan, no_updates
    >>> status(find_plan("lancashire-2019"), no_updates(), "2019-06-01").loc[0, "state"]
    'date passed, no report seen'
    """
    last = _last_reports(updates, today)
    different: dict[tuple[When, _Report], int] = {}  # many items share date and report: each pair is judged once
    pairs = ((item.when, last.get(item.item_id, _NO_REPORT)) for item in plan.items)
    places = [different.setdefault(pair, len(different)) for pair in pairs]
    answers = [_answer(plan.period, *pair, today) for pair in different]
    told = pd.DataFrame(answers, columns=list(_OF_THE_ANSWER), dtype="str").take(places).reset_index(drop=True)
    own = {name: [getattr(item, name) for item in plan.items] for name in _OF_THE_ITEM}
    items = pd.DataFrame({"plan_id": plan.plan_id, **own}, dtype="str")
    return pd.concat([items, told], axis="columns")


def _last_reports(updates: pd.DataFrame, today: str) -> dict[str, _Report]:
    """The last report of each item made by a day; a date once moved stays moved until it is moved again."""
    last: dict[str, _Report] = {}
    alike = cache(_Report)  # many reports say the same of different items: one record will do
    items, *rest = (updates[name].tolist() for name in ("item_id", *_Report._fields))
    for item, report in zip(items, map(alike, *rest), strict=True):
        if report.reported_on <= today:
            earlier = last.get(item, _NO_REPORT).moved_to
            last[item] = report._replace(moved_to=earlier) if earlier and not report.moved_to else report
    return last


def _answer(period: str, promised: When, last: _Report, today: str) -> tuple[str, ...]:
    """What `_OF_THE_ANSWER` says of an item."""
    due = last.due(promised, period)
    state = _state(due, last, today)
    rating, rule = rate(state, last.status, "yes" if last.moved_to else "no")
    return (
        *(promised.kind, promised.first, promised.last, last.moved_to, due.kind, due.first, due.last),
        *("" if last == _NO_REPORT else last.status, last.reported_on, last.quarter, last.written_by),
        *(last.done_on, _in_time(promised, last), state, rating, rule, _reason(state, due, last)),
    )


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


@lru_cache(maxsize=64)
def _horizons(today: str) -> tuple[str, str]:
    """The last days that are still due now and coming up."""
    terms = {row["id"]: timedelta(days=int(row["value"])) for row in rule_file("plans/terms.csv")}
    day = date.fromisoformat(today)
    return (day + terms["due_now_days"]).isoformat(), (day + terms["coming_up_days"]).isoformat()


def _in_time(promised: When, last: _Report) -> str:
    """Whether what is done was done by the date first promised; "" where nothing is done or nothing was promised."""
    done = interval(last.done_on)
    if done is None or not promised.can_pass:
        return ""
    earliest = promised.first if promised.kind == "by" else promised.last
    if done[1] <= earliest:
        return "yes"
    return "no" if done[0] > promised.last else "cannot tell"


def _reason(state: str, due: When, last: _Report) -> str:
    """Why an item is in a state: its date and the last report."""
    match state:
        case "done":
            return (
                f"Reported as done ({words(last.done_on)})"
                if last.reported_on
                else "The plan itself says that it is done"
            )
        case "dropped":
            return f"Reported on {words(last.reported_on)} as given up"
        case "overdue":
            return f"The report of {words(last.reported_on)}, made after the date, says “{last.status}”"
        case "date passed, no report seen" if last.reported_on:
            before = f"The last report, of {words(last.reported_on)}, was made before the date and says “{last.status}”"
            return f"{before}: whether it is done since cannot be told"
        case "date passed, no report seen":
            return "No report was seen: whether it is done cannot be told"
        case "recurring":
            return f"Again and again; the {last.says}" if last.reported_on else _AGAIN
        case "not dated":
            return f"No date; the {last.says}" if last.reported_on else _undated(due)
    return f"The {last.says}" if last.reported_on else "No report was seen"


_AGAIN = "Again and again, without a last day; no report was seen"


def _undated(due: When) -> str:
    if due.says == "under way":
        return "No date; under way, as the plan itself says"
    if due.kind == "as soon as possible":
        return "As soon as possible: nobody can say when that has passed"
    return "No date that could pass"


# --- red, amber, green


@cache
def rate(state: str, reported: str, moved: str) -> tuple[str, str]:
    """The rating of an item and the rule that gave it: the first of `rules/plans/ratings.csv` that fits.

    `reported` is the status last reported or "none", `moved` whether its date was moved, "yes" or "no".
    """
    asked = {"state": state, "reported": reported, "moved": moved}
    fitting = (
        row for row in rule_file("plans/ratings.csv") if all(row[name] in ("*", word) for name, word in asked.items())
    )
    found = next(fitting)
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
    rows = list(_moves(plan, updates, since, today))
    for item in plan.items:
        rows += _missed(plan, item, last.get(item.item_id, _NO_REPORT), since, today)
    place = {item.item_id: at for at, item in enumerate(plan.items)}
    rows.sort(key=lambda row: place[row[0]])
    return pd.DataFrame(rows, columns=list(_OF_A_SLIP), dtype="str")


def last_quarter_began(today: str) -> str:
    """The first day of the calendar quarter before that of a day."""
    day = date.fromisoformat(today)
    year, month = divmod(day.year * 12 + (day.month - 1) // 3 * 3 - 3, 12)
    return date(year, month + 1, 1).isoformat()


_Slip = tuple[str, ...]  # what `_OF_A_SLIP` names


def _moves(plan: Plan, updates: pd.DataFrame, since: str, today: str) -> Iterator[_Slip]:
    items = {item.item_id: item for item in plan.items}
    now = {name: item.when_as_published for name, item in items.items()}
    moved = updates.loc[updates["moved_to"] != "", ["item_id", "moved_to", "reported_on"]]
    for name, after, day in moved.itertuples(index=False):
        before, now[name] = now[name], after
        if since <= day <= today and after != before:
            earlier = read_when(after, plan.period).last < read_when(before, plan.period).last
            how, was = ("date brought forward", "brought forward") if earlier else ("date moved", "moved")
            dates = f"from “{before or 'no date'}” to “{after}”"
            yield _slip(
                items[name], how, f"Its date was {was} {dates} in the report of {words(day)}", day, before, after
            )


def _missed(plan: Plan, item: Item, last: _Report, since: str, today: str) -> Iterator[_Slip]:
    """What was due, by its date as last moved, and is not done; what was given up."""
    day = last.reported_on
    if last.status == DROPPED:
        if since <= day:
            yield _slip(item, "dropped", f"Given up in the report of {words(day)}", day)
        return
    due = last.due(item.when, plan.period)
    if not due.can_pass or not since <= due.last < today:
        return
    when = f"Due {due.in_words()}"
    if last.status == DONE:
        done = interval(last.done_on)
        if done and done[0] > due.last:
            yield _slip(item, "done late", f"{when}; done only afterwards ({words(last.done_on)})", day)
    elif day > due.last:
        after = f"the report of {words(day)}, made after that, says “{last.status}”"
        yield _slip(item, "due and not done", f"{when}; {after}", day)
    else:
        silent = "no report made since was seen, so whether it was done cannot be told"
        yield _slip(item, "due, no report seen", f"{when}; {silent}", day)


def _slip(item: Item, how: str, reason: str, day: str, before: str = "", after: str = "") -> _Slip:
    return item.item_id, item.improvement, item.kind, item.text, how, before, after, day, reason
