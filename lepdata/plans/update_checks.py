"""What is wrong with the updates of a plan: every fault with its row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lepdata.dates import interval
from lepdata.errors import Fault, near_matches, quoted
from lepdata.plans.bounds import quarter_days
from lepdata.plans.records import Plan
from lepdata.plans.sheet import Sheet
from lepdata.plans.when import read_when

STATUSES = ("not started", "under way", "done", "late", "dropped")
DONE = "done"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-(\d\d) Q([1-4])", re.ASCII)
_A_NAME = re.compile(r"@|^(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|cllr|councillor) ", re.IGNORECASE)


def update_faults(sheet: Sheet, plan: Plan) -> list[Fault]:
    """All that is wrong with a table of updates."""
    return [
        *_items(sheet, plan),
        *_statuses(sheet),
        *_reports(sheet),
        *_moves(sheet, plan),
        *_ends(sheet),
        *_writers(sheet),
    ]


def _items(sheet: Sheet, plan: Plan) -> Iterator[Fault]:
    known = {item.item_id for item in plan.items}
    for at, (name, item) in enumerate(zip(sheet.columns["plan_id"], sheet.columns["item_id"], strict=True)):
        if name != plan.plan_id:
            yield sheet.fault(at, "plan_id", quoted(name), quoted(plan.plan_id), "keep each plan's updates apart")
        elif item not in known:
            near = near_matches(item, known, 1)
            remedy = f"write {quoted(near[0])}, if that is meant" if near else "take the id from the plan"
            yield sheet.fault(at, "item_id", quoted(item), f"an item of {plan.plan_id}", remedy)


def _statuses(sheet: Sheet) -> Iterator[Fault]:
    wrong = set(sheet.columns["status"]).difference(STATUSES)
    for at, status in enumerate(sheet.columns["status"] if wrong else ()):
        if status in wrong:
            yield sheet.fault(at, "status", quoted(status), "one of: " + ", ".join(STATUSES), "choose one of them")


def _reports(sheet: Sheet) -> Iterator[Fault]:
    """Quarters and days of report, and their order: of one item the reports go forward in time."""
    last: dict[str, str] = {}
    own = (sheet.columns[name] for name in ("item_id", "quarter", "reported_on"))
    for at, (item, quarter, day) in enumerate(zip(*own, strict=True)):
        begin = _first_day(quarter)
        if not begin:
            expected = "a quarter such as 2023-24 Q1 (April to June 2023)"
            yield sheet.fault(at, "quarter", quoted(quarter), expected, "write the financial year and the quarter")
        if not _is_day(day):
            yield sheet.fault(at, "reported_on", quoted(day), "a day such as 2023-07-05", "write the day in figures")
            continue
        if begin and day < begin:
            expected = f"a day from {begin} on, when {quarter} begins"
            yield sheet.fault(at, "reported_on", quoted(day), expected, "correct the day or the quarter")
        if day <= last.get(item, ""):
            expected = f"a day after {last[item]}, that of the report above on the same item"
            yield sheet.fault(at, "reported_on", quoted(day), expected, "append reports in the order they were made")
        last[item] = max(day, last.get(item, ""))


@lru_cache(maxsize=1024)
def _first_day(quarter: str) -> str:
    found = _QUARTER.fullmatch(quarter)
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        return ""
    return quarter_days(int(found[1]), int(found[3]))[0].isoformat()


@lru_cache(maxsize=65536)
def _stretch(text: str) -> tuple[str, str] | None:
    """What an ISO date means; None where it is none."""
    try:
        return interval(text)
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def _is_day(text: str) -> bool:
    return bool(_DAY.fullmatch(text)) and _stretch(text) is not None


def _moves(sheet: Sheet, plan: Plan) -> Iterator[Fault]:
    for at, moved in enumerate(sheet.columns["moved_to"]):
        when = read_when(moved, plan.period) if moved else None
        if when and (when.doubt or not when.last):
            expected = "words that name one time, such as 'by June 2023'"
            remedy = "write a date that rules/plans/date_words.csv reads"
            yield sheet.fault(at, "moved_to", quoted(moved), expected, remedy)


def _ends(sheet: Sheet) -> Iterator[Fault]:
    """Days of finishing."""
    not_begun: dict[str, str] = {}
    own = (sheet.columns[name] for name in ("item_id", "status", "reported_on", "done_on"))
    for at, (item, status, day, done) in enumerate(zip(*own, strict=True)):
        if status == "not started" and _is_day(day):
            not_begun[item] = day
        if done or status == DONE:
            yield from _end(sheet, at, status, day, done, not_begun.get(item, ""))


def _end(sheet: Sheet, at: int, status: str, day: str, done: str, not_begun: str) -> Iterator[Fault]:
    found = quoted(done) if done else "an empty cell"
    if (status == DONE) != bool(done):
        expected = "the day it was done" if status == DONE else f"nothing, since the status is {quoted(status)}"
        yield sheet.fault(at, "done_on", found, expected, "make the status and the day agree")
    elif done and not (stretch := _stretch(done)):
        yield sheet.fault(at, "done_on", found, "a date such as 2023-06-20 or 2023-06", "write the date in figures")
    elif done and stretch and stretch[1] < not_begun:
        expected = f"a date after {not_begun}, when it was reported as not started"
        yield sheet.fault(at, "done_on", found, expected, "something cannot be finished before it began: correct one")
    elif done and stretch and _is_day(day) and stretch[0] > day:
        yield sheet.fault(at, "done_on", found, f"a date not after the report's, {day}", "correct one of the two")


def _writers(sheet: Sheet) -> Iterator[Fault]:
    wrong = {writer for writer in set(sheet.columns["written_by"]) if not writer or _A_NAME.search(writer)}
    for at, writer in enumerate(sheet.columns["written_by"] if wrong else ()):
        if writer in wrong:
            found = "an empty cell" if not writer else "what looks like a person's name or address"
            yield sheet.fault(at, "written_by", found, "a role, such as Secretary", "write who it is by office")
