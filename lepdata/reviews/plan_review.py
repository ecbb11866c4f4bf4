"""An improvement plan reviewed: how each promise stands on a day, what slipped, and what the board's lists show."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from lepdata.errors import UsageError
from lepdata.plans.board_facts import board_facts
from lepdata.plans.bounds import period_days
from lepdata.plans.records import DONE_ALREADY, Plan
from lepdata.plans.shelf import find_plan
from lepdata.plans.slipping import last_quarter_began, slipped
from lepdata.plans.status import status
from lepdata.plans.updates import read_updates
from lepdata.reviews import known
from lepdata.reviews.boards import day

GIVEN, LAST_REPORT, LATEST_LIST = "given", "update", "known"


@dataclass(frozen=True)
class PlanReview:
    """All that a plan's page says.

    Attributes
    ----------
    plan : Plan
        What was promised.
    as_at, as_at_basis : str
        The ISO day that everything is told at, and how it was chosen: "given", "update" (the last report) or "known"
        (the latest list of the body's LEP, or the plan's first day where that is later).
    since : str
        The first day of the quarter before that of `as_at`: what slipped is counted from there.
    updates, status, slipped, facts : DataFrame
        The reports made until then, every item as it stands, what slipped, and what the board's lists show.
    """

    plan: Plan
    as_at: str
    as_at_basis: str
    since: str
    updates: pd.DataFrame
    status: pd.DataFrame
    slipped: pd.DataFrame
    facts: pd.DataFrame


def review_plan(plan: str = "lancashire-2019", as_at: str = "", updates: str = "") -> PlanReview:
    """Review one improvement plan.

    Parameters
    ----------
    plan : str
        The id of a shipped plan ("lancashire-2019", "south-east-2019", "exampleshire-2023"), a name of its LEP, or the
        path of a plan file.
    as_at : str
        The date to tell it at; by default that of the last report, else the latest date known of the LEP's lists.
    updates : str
        The path of a file of quarterly updates; by default those that ship with the plan, if any.

    Returns
    -------
    PlanReview
        Hand it to `heading`, `sentences`, `caveats`, `table` and `chart`.

    Raises
    ------
    UsageError
        If there is no such plan (with near matches), or the date cannot be read.
    InputFaults
        If the plan or its updates have faults.

    Examples
    --------
    >>> review = review_plan("lancashire-2019")
    >>> review.as_at, sorted(set(review.status["rating"]))
    ('2023-09-20', ['green', 'not rated'])
    """
    found = find_plan(plan)
    reports = read_updates(updates, found)
    seats = known.seats()
    chosen, basis = _as_at(found, reports, seats, day(as_at))
    return PlanReview(
        plan=found,
        as_at=chosen,
        as_at_basis=basis,
        since=last_quarter_began(chosen),
        updates=reports[reports["reported_on"] <= chosen].reset_index(drop=True),
        status=status(found, reports, chosen),
        slipped=slipped(found, reports, chosen),
        facts=board_facts(found, seats, chosen),
    )


def _as_at(plan: Plan, reports: pd.DataFrame, seats: pd.DataFrame, asked: str) -> tuple[str, str]:
    if asked:
        return asked, GIVEN
    if len(reports):
        return str(reports["reported_on"].max()), LAST_REPORT
    listed = seats.loc[seats["lep"] == plan.lep, "date_to"]
    began = period_days(plan.period)
    days = [*([str(listed.max())] if len(listed) else []), *([began[0].isoformat()] if began else [])]
    if not days or not max(days):
        raise UsageError(f"Nothing says at which date to review {plan.plan_id}: give as_at (--as-at 2024-01-31).")
    return max(days), LATEST_LIST


def can_pass(items: pd.DataFrame) -> pd.Series:
    """Which items of a plan's status name a date that can pass: not those that the plan itself calls done."""
    return (items["due_to"] != "") & (items["due_kind"] != DONE_ALREADY)


def by_date(review: PlanReview) -> pd.DataFrame:
    """The items with a date that can pass, the earliest first."""
    return review.status[can_pass(review.status)].sort_values(["due_to", "due_from"], kind="stable")
