"""How each promise of a plan stands on a day by what was reported until then, and what slipped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import pandas as pd

from lepdata.actions.plans import DONE, DROPPED
from lepdata.change.action_plan import Item, Plan
from lepdata.dates import DONE_ALREADY, RECURRING, When, interval, months_before, read_when, words
from lepdata.files import rule_file

OVERDUE, PASSED, NOT_DATED = "overdue", "date passed, no report seen", "not dated"  # of rules/plans/states.csv
RATINGS = ("red", "amber", "not rated", "green")  # the worst first: an item not rated keeps the rest from green
_OF_AN_ITEM = (
    *("plan_id", "item_id", "improvement", "kind", "text", "when_as_published", "date_kind", "date_from", "date_to"),
    *("moved_to", "due_kind", "due_from", "due_to", "reported", "reported_on", "quarter", "written_by", "done_on"),
    *("in_time", "state", "rating", "rating_rule", "reason"),
)
_OF_A_SLIP = ("item_id", "improvement", "kind", "text", "how", "before", "after", "reported_on", "reason")
_Row = Any  # one of `status`, as pandas hands it out: the item, its last report and its date, by name
_Slip = tuple[str, str, str, str, str]  # how, before, after, reported on and why


def status(plan: Plan, updates: pd.DataFrame, today: str) -> pd.DataFrame:
    """How each item stands on an ISO day: a row each, with what was promised."""
    frame = _with_reports(plan, updates[updates["reported_on"] <= today])
    pairs = zip(frame["moved_to"], frame["when"], strict=True)
    dues = [read_when(moved, plan.period) if moved else when for moved, when in pairs]
    frame[["date_kind", "date_from", "date_to"]] = [when[:3] for when in frame["when"]]
    frame[["due_kind", "due_from", "due_to"]] = [due[:3] for due in dues]
    rows = list(frame.astype("object").itertuples(index=False))  # Python's own text is quicker to go through
    frame["in_time"] = list(map(_in_time, rows))
    frame["state"] = states = [_state(row, today) for row in rows]
    moved = frame["moved_to"].ne("").map({True: "yes", False: "no"})
    ratings = map(rate, states, frame["reported"].replace("", "none"), moved)
    frame[["rating", "rating_rule"]] = list(ratings)
    frame["reason"] = list(map(_reason, rows, states))
    return frame[list(_OF_AN_ITEM)]


def _with_reports(plan: Plan, updates: pd.DataFrame) -> pd.DataFrame:
    """The items with the last report on each; a date once moved stays moved until it is moved again."""
    last, moved = (own.drop_duplicates("item_id", keep="last") for own in (updates, updates[updates["moved_to"] != ""]))
    last = last.rename(columns={"status": "reported"}).drop(columns=["plan_id", "moved_to"])
    items = pd.DataFrame(plan.items, columns=list(Item._fields)).assign(plan_id=plan.plan_id)
    return items.merge(last, "left", "item_id").merge(moved[["item_id", "moved_to"]], "left", "item_id").fillna("")


def _state(row: _Row, today: str) -> str:
    """What is reported decides first, then the date."""
    if row.reported in (DONE, DROPPED):
        return str(row.reported)
    if not row.reported and row.due_kind == DONE_ALREADY:
        return DONE
    if row.due_kind == RECURRING:
        return RECURRING
    if not row.due_to:
        return NOT_DATED
    if row.due_to < today:
        return OVERDUE if row.reported_on > row.due_to else PASSED
    due_now, coming_up = _horizons(today)
    if row.due_from <= (due_now if row.due_kind == "by" else today):
        return "due now"
    return "coming up" if row.due_from <= coming_up else "not yet due"


@cache
def _horizons(today: str) -> list[str]:
    days = {row["id"]: timedelta(days=int(row["value"])) for row in rule_file("plans/terms.csv")}
    return [(date.fromisoformat(today) + days[name]).isoformat() for name in ("due_now_days", "coming_up_days")]


def _in_time(row: _Row) -> str:
    """Whether what is done was done by the date first promised; "" where nothing is done or nothing was promised."""
    done = interval(row.done_on)
    if done is None or not row.when.can_pass:
        return ""
    if done[1] <= (row.date_from if row.date_kind == "by" else row.date_to):
        return "yes"
    return "no" if done[0] > row.date_to else "cannot tell"


def _reason(row: _Row, state: str) -> str:
    """Why an item is in a state: its date and the last report."""
    says = next(own for own in rule_file("plans/states.csv") if own["id"] == state)
    text = says["with_report" if row.reported else "without_report"]
    return text.format(day=words(row.reported_on), reported=row.reported, done=words(row.done_on))


@cache
def rate(state: str, reported: str, moved: str) -> tuple[str, str]:
    """The rating of an item and the rule that gave it: the first of `rules/plans/ratings.csv` that fits."""
    asked = {"state": state, "reported": reported, "moved": moved}
    rules = rule_file("plans/ratings.csv")
    found = next(row for row in rules if all(row[name] in ("*", word) for name, word in asked.items()))
    return found["rating"], found["id"]


def worst(ratings: Iterable[str]) -> str:
    """The rating of several items together: red or amber if one is, green only where all are, else "not rated"."""
    return min(ratings, key=RATINGS.index, default="not rated")


# --- what slipped


def slipped(plan: Plan, updates: pd.DataFrame, today: str) -> pd.DataFrame:
    """What slipped between the first day of the quarter before that of `today`, and `today`."""
    since = last_quarter_began(today)
    found = []
    for row in status(plan, updates, today).itertuples(index=False):
        own = updates[(updates["item_id"] == row.item_id) & (updates["moved_to"] != "")]
        moves = _moves(str(row.when_as_published), own, plan.period, since, today)
        slips = [*moves, *_missed(row, since, today)]
        found += [(row.item_id, row.improvement, row.kind, row.text, *slip) for slip in slips]
    return pd.DataFrame(found, columns=list(_OF_A_SLIP), dtype="str")


def last_quarter_began(today: str) -> str:
    """The first day of the calendar quarter before that of a day."""
    return months_before(f"{today[:7]}-01", 3 + (int(today[5:7]) - 1) % 3)


def _moves(promised: str, moved: pd.DataFrame, period: str, since: str, today: str) -> Iterator[_Slip]:
    after = promised
    for day, new in zip(moved["reported_on"], moved["moved_to"], strict=True):
        before, after = after, new
        if since <= day <= today and after != before:
            earlier = read_when(after, period).last < read_when(before, period).last
            how = "brought forward" if earlier else "moved"
            dates = f"from “{before or 'no date'}” to “{after}”"
            yield f"date {how}", before, after, day, f"Its date was {how} {dates} in the report of {words(day)}"


def _missed(row: _Row, since: str, today: str) -> Iterator[_Slip]:
    """What was due, by its date as last moved, and is not done; what was given up."""
    day, due, done = row.reported_on, When(row.due_kind, row.due_from, row.due_to), interval(row.done_on)
    when = f"Due {due.in_words()}"
    if row.reported == DROPPED:
        if since <= day:
            yield "dropped", "", "", day, f"Given up in the report of {words(day)}"
    elif not due.can_pass or not since <= due.last < today:
        return
    elif row.reported == DONE:
        if done and done[0] > due.last:
            yield "done late", "", "", day, f"{when}; done only afterwards ({words(row.done_on)})"
    elif day > due.last:
        after = f"the report of {words(day)}, made after that, says “{row.reported}”"
        yield "due and not done", "", "", day, f"{when}; {after}"
    else:
        silent = "no report made since was seen, so whether it was done cannot be told"
        yield "due, no report seen", "", "", day, f"{when}; {silent}"
