"""How an item stands: both sides of every boundary, and what nobody reported is never called overdue."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lepdata.plans.rating import rate, worst
from lepdata.plans.reading import read_plan
from lepdata.plans.rulebook import rows
from lepdata.plans.shelf import find_plan
from lepdata.plans.slipping import last_quarter_began, slipped
from lepdata.plans.status import status
from lepdata.plans.update_checks import STATUSES
from lepdata.plans.updates import no_updates, read_updates

from .conftest import item, update

STATES = [row["id"] for row in rows("states.csv")]


@pytest.fixture
def stands(write):
    """State, rating and whether in time of one item on a day, after reports on it."""

    def told(when: str, as_at: str, *reports: dict[str, str]):
        plan = read_plan(write("plan", [item("1.m1", when)]))
        updates = read_updates(write("update", reports), plan) if reports else no_updates()
        return tuple(status(plan, updates, as_at).loc[0, ["state", "rating", "in_time"]])

    return told


@pytest.mark.parametrize(
    ("when", "as_at", "state"),
    [
        ("by April/May 2023", "2023-03-29", "coming up"),
        ("by April/May 2023", "2023-03-30", "due now"),
        ("by April/May 2023", "2023-05-31", "due now"),
        ("by April/May 2023", "2023-06-01", "date passed, no report seen"),
        ("by June 2023", "2023-03-29", "not yet due"),
        ("by June 2023", "2023-03-30", "coming up"),
        ("by June 2023", "2023-05-29", "coming up"),
        ("by June 2023", "2023-05-30", "due now"),
        ("by June 2023", "2023-06", "due now"),
        ("by June 2023", "2023-07", "date passed, no report seen"),
        ("July 2023", "2023-06-30", "coming up"),
        ("July 2023", "2023-07-01", "due now"),
        ("July 2023", "2023-07-31", "due now"),
        ("July 2023", "2023-08-01", "date passed, no report seen"),
        ("on 14 June 2023", "2023-06-13", "coming up"),
        ("on 14 June 2023", "2023-06-14", "due now"),
        ("on 14 June 2023", "2023-06-15", "date passed, no report seen"),
        ("quarterly", "2030", "recurring"),
        ("ASAP", "2030", "not dated"),
        ("", "2030", "not dated"),
        ("already in progress", "2030", "not dated"),
        ("actioned", "2023", "done"),
    ],
)
def test_without_a_report_the_date_decides_and_nothing_is_rated(when, as_at, state, stands) -> None:
    assert stands(when, as_at) == (state, "green" if state == "done" else "not rated", "")


@pytest.mark.parametrize("as_at", ["2019-04-30", "2020-04-01", "2030-01-01"])
@pytest.mark.parametrize("name", ["lancashire-2019", "south-east-2019"])
def test_nothing_in_the_published_plans_is_ever_overdue(name, as_at) -> None:
    plan = find_plan(name)
    found = status(plan, read_updates("", plan), as_at)
    assert set(found["state"]) <= set(STATES) - {"overdue", "dropped"}
    assert set(found["rating"]) <= {"green", "not rated"}
    assert set(found.loc[found["rating"] == "green", "date_kind"]) == {"done already"}


@pytest.mark.parametrize(
    ("report", "as_at", "found"),
    [
        (update("1.m1", "2023-06-30", "under way"), "2023-06-30", ("due now", "green", "")),
        (update("1.m1", "2023-06-30", "not started"), "2023-06-30", ("due now", "amber", "")),
        (update("1.m1", "2023-06-30", "late"), "2023-06-30", ("due now", "amber", "")),
        (update("1.m1", "2023-06-30", "under way"), "2023-07-01", ("date passed, no report seen", "not rated", "")),
        (update("1.m1", "2023-07-01", "under way"), "2023-07-01", ("overdue", "red", "")),
        (update("1.m1", "2023-07-02", "under way"), "2023-07-01", ("date passed, no report seen", "not rated", "")),
        (update("1.m1", "2023-07-01", "dropped"), "2023-07-01", ("dropped", "not rated", "")),
        (update("1.m1", "2023-07-01", "late", moved_to="by July 2023"), "2023-07-31", ("due now", "amber", "")),
        (update("1.m1", "2023-05-02", "under way", moved_to="by July 2023"), "2023-07-31", ("due now", "amber", "")),
        (update("1.m1", "2023-07-05", "done", done_on="2023-06-30"), "2023-07-05", ("done", "green", "yes")),
        (update("1.m1", "2023-07-05", "done", done_on="2023-07-01"), "2023-07-05", ("done", "green", "no")),
        (update("1.m1", "2023-07-05", "done", done_on="2023"), "2023-07-05", ("done", "green", "cannot tell")),
    ],
)
def test_a_report_decides_with_the_date(report, as_at, found, stands) -> None:
    assert stands("by June 2023", as_at, report) == found


@pytest.mark.parametrize(
    ("done", "in_time"),
    [("2023-04-30", "yes"), ("2023-05-01", "cannot tell"), ("2023-05-31", "cannot tell"), ("2023-06-01", "no")],
)
def test_between_two_deadlines_nobody_can_tell_what_was_in_time(done, in_time, stands) -> None:
    assert stands("by April/May 2023", "2023-07-05", update("1.m1", "2023-07-05", "done", done_on=done))[2] == in_time


def test_what_is_done_after_a_move_is_measured_by_the_first_promise(stands) -> None:
    reports = [
        update("1.m1", "2023-06-05", "late", moved_to="by July 2023"),
        update("1.m1", "2023-07-05", "done", done_on="2023-07-01"),
    ]
    assert stands("by June 2023", "2023-08", *reports)[2] == "no"


def test_a_date_once_moved_stays_moved(stands) -> None:
    reports = [
        update("1.m1", "2023-06-05", "late", moved_to="by July 2023"),
        update("1.m1", "2023-07-05", "under way"),
    ]
    assert stands("by June 2023", "2023-07-31", *reports) == ("due now", "amber", "")


def test_a_month_ends_on_its_last_day_and_no_date_is_none(stands) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        stands("by June 2023", "soon")
    with pytest.raises(ValueError, match="no date"):
        stands("by June 2023", "")


@pytest.mark.parametrize("state", STATES)
def test_every_case_has_a_rating(state) -> None:
    for reported, moved in itertools.product(("none", *STATUSES), ("yes", "no")):
        assert rate(state, reported, moved)[0] in ("red", "amber", "green", "not rated")


def test_only_a_report_can_make_anything_red_or_amber() -> None:
    assert {rate(state, "none", "no")[0] for state in STATES if state not in ("overdue", "done")} == {"not rated"}


def test_the_rating_rules_are_ours_say_why_and_each_is_used() -> None:
    rules = rows("ratings.csv")
    assert {row["ours"] for row in rules} == {"yes"} and all(row["reason"] and row["version"] for row in rules)
    asked = itertools.product(STATES, ("none", *STATUSES), ("yes", "no"))
    assert {rate(*case)[1] for case in asked} == {row["id"] for row in rules}


@given(st.lists(st.sampled_from(["red", "amber", "green", "not rated"])))
def test_several_are_green_only_where_each_is(ratings) -> None:
    order = ["red", "amber", "not rated", "green"]
    assert worst(ratings) == next((one for one in order if one in ratings), "not rated")


@pytest.mark.parametrize(
    ("as_at", "began"),
    [
        ("2023-06-30", "2023-01-01"),
        ("2023-07-01", "2023-04-01"),
        ("2024-01-10", "2023-10-01"),
        ("2024-02-29", "2023-10-01"),
    ],
)
def test_the_last_quarter(as_at, began) -> None:
    assert last_quarter_began(as_at) == began


@pytest.mark.parametrize(
    ("reports", "as_at", "how"),
    [
        ([], "2023-06-30", []),
        ([], "2023-07-01", ["due, no report seen"]),
        ([], "2023-09-30", ["due, no report seen"]),
        ([], "2023-10-01", []),
        ([update("1.m1", "2023-07-05", "late")], "2023-07-05", ["due and not done"]),
        ([update("1.m1", "2023-07-05", "dropped")], "2023-07-05", ["dropped"]),
        ([update("1.m1", "2023-07-05", "done", done_on="2023-06-30")], "2023-07-05", []),
        ([update("1.m1", "2023-07-05", "done", done_on="2023-07-01")], "2023-07-05", ["done late"]),
        ([update("1.m1", "2023-07-05", "late", moved_to="by May 2024")], "2023-07-05", ["date moved"]),
        ([update("1.m1", "2023-07-05", "late", moved_to="by May 2024")], "2024-01-05", []),
        ([update("1.m1", "2023-06-05", "under way", moved_to="by June 2023")], "2023-06-05", []),
        ([update("1.m1", "2023-05-05", "under way", moved_to="by May 2023")], "2023-05-31", ["date brought forward"]),
    ],
)
def test_what_slipped(reports, as_at, how, write) -> None:
    plan = read_plan(write("plan", [item("1.m1", "by June 2023")]))
    updates = read_updates(write("update", reports), plan) if reports else no_updates()
    found = slipped(plan, updates, as_at)
    assert found["how"].tolist() == how and (found["reason"] != "").all()


@pytest.mark.parametrize("when", ["ASAP", "quarterly", "actioned", ""])
def test_what_has_no_date_that_can_pass_does_not_slip(when, write) -> None:
    plan = read_plan(write("plan", [item("1.m1", when)]))
    updates = read_updates(write("update", [update("1.m1", "2023-07-05", "late")]), plan)
    assert slipped(plan, updates, "2023-07-05").empty


def test_the_fictional_plan_shows_what_can_happen() -> None:
    plan = find_plan("exampleshire-2023")
    updates = read_updates("", plan)
    ends = [status(plan, updates, day) for day in ("2023-07-31", "2023-10-31", "2024-01-10")]
    seen = {state for end in ends for state in end["state"]}
    assert seen >= {"done", "overdue", "dropped", "due now", "coming up", "recurring", "not dated"}
    assert {rating for end in ends for rating in end["rating"]} == {"red", "amber", "green", "not rated"}
    assert set(ends[-1]["in_time"]) == {"", "yes", "no"}
    assert len(set(updates["quarter"])) == 3
    assert {"date moved", "due and not done", "done late", "dropped"} <= set(
        slipped(plan, updates, "2024-01-10")["how"]
    )
