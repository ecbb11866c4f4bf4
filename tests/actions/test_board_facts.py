"""What lists show of a promise: shown, not shown on a whole list, or cannot tell, with the list and its date."""

from __future__ import annotations

import pandas as pd
import pytest

import lepdata
from lepdata.actions.board_facts import board_facts
from lepdata.actions.plans import find_plan, shipped_plans
from lepdata.files import rule_file
from lepdata.seating.lists import list_seats
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence
from lepdata.sectors.settling import settle
from lepdata.vocabulary import BOARD_COLUMNS

CHAIR = {"role": "chair"}
INTERIM = {"role": "chair", "capacity_as_published": "Interim Chairman"}
ACTING = {"capacity_as_published": "acting chairman"}
ADA = "Ada Example"
TREES = ("Ash", "Birch", "Cedar", "Damson", "Elm", "Fir", "Gorse", "Hazel", "Ivy")
OPEN = ("cannot tell", "2019-07-01")
FULL = ("not shown on a whole list", "2019-07-01")


def seat(person: str, day: str, completeness: str = "partial", **more: str) -> dict[str, str]:
    own = {"lep": "Lancashire", "body": "main board", "snapshot_date": day, "list_completeness": completeness}
    own |= {"person_name": person, "role": "member", "row_id": f"{person}/{day}/{more.get('body', '')}"}
    return dict.fromkeys(BOARD_COLUMNS, "") | own | more


def answer(
    rule: str, lines: list[dict[str, str]], as_at: str = "2020-12-31", plan: str = "lancashire-2019"
) -> tuple[str, str]:
    described = describe(pd.DataFrame(lines, columns=list(BOARD_COLUMNS), dtype="str"))
    seats = list_seats(settle(described, find_evidence(described)))
    found = board_facts(find_plan(plan), seats, as_at).set_index("id").loc[rule]
    return found["answer"], found["list_date"]


@pytest.mark.parametrize(
    ("seats", "found"),
    [
        ([seat(ADA, "2019-07-01", **CHAIR)], ("shown", "2019-07-01")),
        ([seat(ADA, "2019-03-31", **CHAIR)], ("cannot tell", "")),
        ([seat(ADA, "2019-04-01", **CHAIR)], ("shown", "2019-04-01")),
        ([seat(ADA, "2021-01-01", **CHAIR)], ("cannot tell", "")),
        ([seat(ADA, "2019-07-01", **INTERIM)], OPEN),
        ([seat(ADA, "2019-02-01", **INTERIM), seat(ADA, "2019-07-01", **CHAIR)], OPEN),
        ([seat(ADA, "2019-07-01", **CHAIR), seat(ADA, "2019-08-01", **ACTING)], OPEN),
        ([seat(ADA, "2019-02-01", **INTERIM), seat("Ben Specimen", "2019-07-01", **CHAIR)], ("shown", "2019-07-01")),
        ([seat(ADA, "2019-07-01")], ("cannot tell", "")),
        ([seat(ADA, "2019-07-01", "attendance")], ("cannot tell", "")),
        ([seat(ADA, "2019-07-01", "full")], FULL),
        ([seat("Vacancy", "2019-07-01", "full", **CHAIR)], FULL),
        ([seat(ADA, "2019-07-01", body="Skills Board", **CHAIR)], ("cannot tell", "")),
        ([seat(ADA, "2019-07-01", lep="Cumbria", **CHAIR)], ("cannot tell", "")),
    ],
)
def test_a_permanent_chair(seats, found) -> None:
    assert answer("lancashire-chair", seats) == found


@pytest.mark.parametrize(
    ("body", "day", "found"),
    [
        ("Innovation Board", "2019-10-01", ("shown", "2019-10-01")),
        ("Lancashire innovation board", "2019-10-01", ("shown", "2019-10-01")),
        ("Innovation Board", "2019-03-31", ("cannot tell", "")),
        ("Skills Board", "2019-10-01", ("cannot tell", "")),
    ],
)
def test_a_body_is_shown_by_a_list_and_never_disproved(body, day, found) -> None:
    assert answer("lancashire-innovation", [seat(ADA, day, body=body)]) == found


@pytest.mark.parametrize(
    ("women", "completeness", "found"),
    [
        (3, "full", "shown"),
        (2, "full", "not shown on a whole list"),
        (2, "partial", "cannot tell"),
        (3, "partial", "cannot tell"),
    ],
)
def test_a_criterion_is_judged_on_the_lists_since_the_plan(women, completeness, found) -> None:
    pronouns = ["she"] * women + ["he"] * (9 - women)
    seats = [
        seat(f"{TREES[n]} Example", "2020-04-01", completeness, pronoun_as_published=one)
        for n, one in enumerate(pronouns)
    ]
    assert answer("lancashire-women", seats) == (found, "2020-04-01")
    assert answer("lancashire-women", [one | {"snapshot_date": "2019-03-31"} for one in seats]) == ("cannot tell", "")
    other = seat(ADA, "2020-04-01", "full", body="Skills Board")
    assert answer("lancashire-women", [other, seat(ADA, "2020-04-01")]) == ("cannot tell", "2020-04-01")
    assert answer("lancashire-women", [other]) == ("cannot tell", "")


@pytest.mark.parametrize(
    ("members", "completeness", "found"),
    [
        (20, "full", "shown"),
        (21, "full", "not shown on a whole list"),
        (21, "attendance", "shown otherwise"),
        (20, "attendance", "cannot tell"),
    ],
)
def test_more_members_than_a_board_may_have_need_no_whole_list(members, completeness, found) -> None:
    names = [f"{one} {other}" for one in TREES for other in ("Example", "Specimen", "Sample")][:members]
    seats = [seat(name, "2020-04-01", completeness, lep="South East") for name in names]
    assert answer("south-east-size", seats, plan="south-east-2019") == (found, "2020-04-01")


def test_every_rule_names_an_item_of_a_published_plan_and_argues() -> None:
    items = {item.item_id for plan in shipped_plans() for item in plan.items}
    rules = rule_file("plans/board_facts.csv")
    assert {rule["item_id"] for rule in rules} <= items and len({rule["id"] for rule in rules}) == len(rules)
    assert all(rule["reason"] and rule["source"] and rule["ours"] in ("yes", "no") for rule in rules)


def test_what_the_lists_that_ship_show() -> None:
    seats = lepdata.seats()
    found = board_facts(find_plan("lancashire-2019"), seats, "2023-09-20").set_index("id")
    assert found.loc["lancashire-chair", ["answer", "list_date"]].tolist() == ["shown", "2019-07"]
    assert "it is seen after that" in found.loc["lancashire-chair", "reason"]
    assert set(found.drop("lancashire-chair")["answer"]) == {"cannot tell"}
    then = board_facts(find_plan("lancashire-2019"), seats, "2019-06-30").set_index("id")
    assert then.loc["lancashire-chair", "answer"] == "cannot tell"
    east = board_facts(find_plan("south-east-2019"), seats, "2020-12-31").set_index("id")
    assert east.loc["south-east-board", ["answer", "list_date"]].tolist() == ["shown", "2020-10-02"]
    assert east.loc["south-east-private", "answer"] == "cannot tell"
    assert board_facts(find_plan("exampleshire-2023"), seats, "2024-12-31").empty
