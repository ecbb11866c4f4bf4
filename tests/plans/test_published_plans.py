"""The transcribed plans: whole, in order, in our own words, and nobody is named."""

from __future__ import annotations

from collections import Counter

import pytest

import lepdata
from lepdata.plans.rulebook import columns
from lepdata.plans.shelf import demonstration_plans, published_plans
from lepdata.registers.frozen import read_raw

PLANS = {plan.plan_id: plan for plan in (*published_plans(), *demonstration_plans())}
PUBLISHED = ["lancashire-2019", "south-east-2019"]


@pytest.mark.parametrize(
    ("plan_id", "improvements", "kinds"),
    [
        ("lancashire-2019", 9, {"milestone": 58, "monitoring": 32}),
        ("south-east-2019", 7, {"milestone": 22, "kpi": 18, "monitoring": 12}),
    ],
)
def test_the_numbers_of_each_plan(plan_id, improvements, kinds) -> None:
    items = PLANS[plan_id].items
    assert list(dict.fromkeys(item.improvement for item in items)) == [str(n + 1) for n in range(improvements)]
    assert Counter(item.kind for item in items) == kinds


@pytest.mark.parametrize("plan_id", PUBLISHED)
def test_every_published_date_is_read_without_a_leftover(plan_id) -> None:
    items = PLANS[plan_id].items
    assert [item.item_id for item in items if item.when_as_published and not item.when.rule] == []
    assert [item.item_id for item in items if not item.when_as_published and item.when.rule] == []


@pytest.mark.parametrize(
    ("item_id", "words", "first", "last"),
    [
        ("lancashire-2019/1.m1", "by April/May 2019", "2019-04-30", "2019-05-31"),
        ("lancashire-2019/2.m5", "Wednesday 15th May", "2019-05-15", "2019-05-15"),
        ("lancashire-2019/2.m3", "took place on 14/03/18 and 03/04/19 respectively", "2018-03-14", "2019-04-03"),
        ("lancashire-2019/2.m12", "end April 2019", "2019-04-30", "2019-04-30"),
        ("lancashire-2019/7.m11", "Quarterly", "", ""),
        ("south-east-2019/1.m2", "ASAP", "", ""),
        ("south-east-2019/2.m5", "December", "2019-12-01", "2019-12-31"),
        ("south-east-2019/5.k2", "by March 2020", "2020-03-31", "2020-03-31"),
    ],
)
def test_dates_as_published_and_what_they_mean(item_id, words, first, last) -> None:
    item = next(one for plan in PLANS.values() for one in plan.items if one.item_id == item_id)
    assert (item.when_as_published, item.when.first, item.when.last) == (words, first, last)


@pytest.mark.parametrize("plan_id", PUBLISHED)
def test_every_row_says_where_it_stands_and_the_words_are_few(plan_id) -> None:
    for item in PLANS[plan_id].items:
        assert item.because and item.source == plan_id
        assert 0 < len(item.text.split()) <= 26


@pytest.mark.parametrize("plan_id", PUBLISHED)
def test_no_member_of_any_board_is_named(plan_id) -> None:
    people = {name for name in lepdata.seats()["person"] if " " in name}
    told = " ".join(item.text + " " + item.owner for item in PLANS[plan_id].items)
    assert [name for name in people if name in told] == []


@pytest.mark.parametrize(
    "path", ["plans/lancashire-2019.csv", "plans/south-east-2019.csv", "demonstration/exampleshire-plan-2023.csv"]
)
def test_the_files_have_the_columns_of_a_plan(path) -> None:
    assert list(read_raw(path)) == [name for name in columns("plan") if name != "period"]


def test_the_fictional_plan_says_so_and_is_not_published() -> None:
    assert [plan.plan_id for plan in PLANS.values() if plan.fictional] == ["exampleshire-2023"]
    assert "fictional" in PLANS["exampleshire-2023"].title and "Fictional" in PLANS["exampleshire-2023"].note
