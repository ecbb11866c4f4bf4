"""A draft asks for what is missed, sends what cannot be told to publishing, and plans no seat on a doubt."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lepdata.files import RULES
from lepdata.judging.frameworks import framework, frameworks
from lepdata.judging.judge import judge
from lepdata.plans.draft_rules import ANY
from lepdata.plans.drafting import Draft, draft_plan
from lepdata.plans.rulebook import rows
from lepdata.seating.boards import Board

OLD, LAST = "white-paper-2010", "nlgaf-2021"
PUBLISH = "Publish who sits on the board, so that anybody can check it against the rules"
PRIVATE = "Bring the share of members from business up to the rule"
VOLUNTARY = "Give the voluntary and community sector a full voice, through bodies that speak for all of it"
WOMEN = "Bring the share of women on the board up to the rule"
IF = "If a full list confirms it: "


def answer(outcome: str, as_listed: str = "", seen: int = 0, might: int = 0) -> dict[str, str]:
    return {"outcome": outcome, "as_listed": as_listed or outcome, "seen": str(seen), "might": str(might)}


HEARD = {"infrastructure": answer("met", seen=1)}


def members(**sectors: int) -> list[dict[str, str]]:
    """Rows of a board; the first is the chair."""
    made = [{"sector": sector, "role_read": "member"} for sector, count in sectors.items() for _ in range(count)]
    made[0]["role_read"] = "chair"
    return made


def draft(people: list[dict[str, str]], rules: str = OLD, completeness: str = "full", answers=HEARD, start="") -> Draft:
    frame = pd.DataFrame([{"gender": "not published", "counts_as_member": "yes", "words": ""} | one for one in people])
    judged = judge(Board("Exampleshire", "main board", "2022-03-31", completeness, frame), rules)
    return draft_plan(judged, answers, "exampleshire", start)


def asked(found: Draft) -> list[str]:
    """The improvements, in order."""
    return list(dict.fromkeys(item.improvement_summary for item in found.plan.items))


def texts(found: Draft, kind: str, improvement: str = "") -> list[str]:
    own = (item for item in found.plan.items if improvement in ("", item.improvement_summary))
    return [item.text for item in own if item.kind == kind]


def test_a_board_that_meets_every_rule_gets_a_message_and_no_plan() -> None:
    found = draft(members(private=6, council=5, voluntary=1))
    assert found.plan.items == ()
    assert found.message == (
        "There is nothing to improve: the list of 31 March 2022 meets every rule asked, and no plan is needed."
    )


@pytest.mark.parametrize(
    ("private", "council", "completeness", "improvements"),
    [
        (6, 5, "full", []),
        (5, 6, "full", [PRIVATE]),
        (6, 5, "attendance", [PUBLISH]),
        (5, 6, "attendance", [PUBLISH, IF + "bring the share of members from business up to the rule"]),
        (5, 6, "not stated", [PUBLISH, IF + "bring the share of members from business up to the rule"]),
        (5, 6, "partial", [PUBLISH]),
        (5, 6, "truncated", [PUBLISH]),
    ],
)
def test_both_sides_of_the_share_and_every_kind_of_list(private, council, completeness, improvements) -> None:
    found = draft(members(private=private, council=council, voluntary=1), completeness=completeness)
    assert asked(found) == improvements


def test_the_kpi_is_the_sum_in_numbers() -> None:
    (kpi,) = texts(draft(members(private=5, council=6, voluntary=1)), "kpi")
    asks, shown = "6 or more on a board of 12.", "On the list of 31 March 2022: 5 of 12."
    assert kpi == f"At least half of the members are private: {asks} {shown}"


def test_an_unknown_sector_is_said_and_not_counted_against() -> None:
    (kpi,) = texts(draft(members(private=3, council=7, voluntary=1, unknown=1)), "kpi", PRIVATE)
    assert kpi.endswith("On the list of 31 March 2022: 3 of 12, and 1 of whom it is not known.")


def test_no_seat_is_planned_on_a_doubt() -> None:
    sure, doubtful = (
        draft(members(private=5, council=6, voluntary=1), completeness=one) for one in ("full", "attendance")
    )
    assert any("seat passes" in text for text in texts(sure, "milestone"))
    assert not any("seat passes" in text for text in texts(doubtful, "milestone"))
    assert "Check this against a full list first." in " ".join(texts(doubtful, "milestone"))
    assert doubtful.mending is None


def test_what_only_cannot_be_told_asks_for_publishing_alone() -> None:
    found = draft(members(private=3, unknown=9), LAST)
    assert asked(found) == [PUBLISH]
    assert found.message.startswith("Nothing is shown to be missed.")
    kpis = " ".join(texts(found, "kpi"))
    assert "Known from the list: 3 of 12." in kpis  # sectors
    assert "as a count without names. Known from the list: none of 12." in kpis  # women
    assert "A list said to be full" not in kpis  # it is full


@pytest.mark.parametrize(
    ("answers", "asks"),
    [
        ({"infrastructure": answer("met", seen=1)}, []),
        ({"infrastructure": answer("not met")}, [VOLUNTARY]),
        ({"infrastructure": answer("cannot tell", might=1)}, [PUBLISH]),
        ({}, []),
    ],
)
def test_the_study_asks_for_an_infrastructure_body(answers, asks) -> None:
    assert asked(draft(members(private=6, council=5, voluntary=1), answers=answers)) == asks


def test_the_voluntary_sector_gets_what_the_study_recommends() -> None:
    found = draft(members(private=6, council=6))
    said = " ".join(texts(found, "milestone", VOLUNTARY))
    for words in ("nominate members to every part", "as widely as possible", "job title and organisation", "home page"):
        assert words in said
    assert "passes from a member who is not private to a member from the voluntary sector" in said


def test_publishing_is_asked_once() -> None:
    found = draft(members(private=3, council=9), LAST)
    assert {VOLUNTARY, PUBLISH} <= set(asked(found))
    assert sum("every sub-board in" in text for text in texts(found, "milestone")) == 1


def test_milestones_are_dated_from_the_start() -> None:
    people = members(private=5, council=6, voluntary=1)
    undated, dated = draft(people), draft(people, start="2022-11-30")
    assert [i.when_as_published for i in undated.plan.items if i.kind == "milestone"] == [
        "within 3 months of the start",
        "within 12 months of the start",
    ]
    assert [i.when.last for i in dated.plan.items if i.kind == "milestone"] == ["2023-02-28", "2023-11-30"]
    assert dated.plan.period == "2022-11-30/2023-11-30"
    assert all(i.when.kind == "none" and not i.when.doubt for i in undated.plan.items if i.kind == "milestone")


def test_a_seat_that_serves_two_rules_is_asked_once_and_pointed_to() -> None:
    people = [one | {"gender": "man"} for one in members(private=7, council=4, voluntary=1)]
    found = draft(people, "strengthened-2018")
    assert "to private women" in " ".join(texts(found, "milestone", PRIVATE)) or "to a private woman" in " ".join(
        texts(found, "milestone", PRIVATE)
    )
    assert "under improvement 1" in " ".join(texts(found, "milestone", WOMEN))


CHAIRS = [{"sector": sector, "role_read": "chair"} for sector in ("council", "private")]


@pytest.mark.parametrize(
    ("people", "points"),
    [
        (
            members(council=8, private=3, voluntary=1),
            "One of the changes of seats under improvement 1 serves this one too.",
        ),
        (
            [*members(council=7, private=4, voluntary=1), *CHAIRS],
            "Two of the changes of seats under improvement 1 serve",
        ),
    ],
)
def test_a_chair_who_leaves_serves_the_rule_about_the_chair(people, points) -> None:
    said = texts(draft(people), "milestone", "Have the board led by a chair and a deputy from business")
    assert any(text.startswith(points) for text in said)


def test_councils_and_the_voluntary_sector_keep_their_seats_where_that_can_be() -> None:
    rest = members(private=5, council=2, voluntary=1, education=4)
    found = draft(rest, LAST)
    assert found.mending is not None
    assert found.mending.kept == ("council", "voluntary")
    assert not any(re.search("from a council|voluntary", step.leaves) for step in found.mending.changes.fewest.steps)


def test_where_it_cannot_be_the_voluntary_seat_is_the_last_to_go() -> None:
    found = draft(members(private=5, council=5, voluntary=2), LAST)
    assert found.mending is not None
    assert found.mending.kept == ("voluntary",)
    assert "a council may" in found.plan.note


def test_a_board_too_large_gets_smaller() -> None:
    found = draft(members(private=14, council=5, education=1, voluntary=1), LAST)
    assert "As terms end, one seat is not filled again: that of a member who is not private." in texts(
        found, "milestone"
    )


def test_a_board_that_need_not_shrink_stays_as_large() -> None:
    found = draft(members(private=11, unknown=2, council=4, education=2, voluntary=1), LAST)
    assert "one seat passes from a member who is not private to a private member." in " ".join(
        texts(found, "milestone")
    )


def test_everybody_counts_in_the_first_place_and_the_co_opted_too() -> None:
    co_opted = [{"sector": "private", "role_read": "co-opted"} for _ in range(2)]
    found = draft([*members(private=12, council=6, voluntary=1), *co_opted], LAST)
    assert "At most 20 members on the board. On the list of 31 March 2022: 21." in texts(found, "kpi")


def test_a_full_list_is_not_asked_for_again() -> None:
    found = draft(
        members(private=6, council=5, voluntary=1), answers={"infrastructure": answer("cannot tell", might=1)}
    )
    assert texts(found, "kpi") == [
        "The organisation of each member from the voluntary sector is published. Of 1 member it cannot be told today "
        "whether it is an infrastructure body."
    ]


def test_where_anybody_may_go_nobody_is_named() -> None:
    found = draft(members(unknown=19, private=3), LAST)
    assert "As terms end, two seats are not filled again." in texts(found, "milestone")


@pytest.mark.parametrize(
    ("people", "rules", "kpi"),
    [
        (
            members(council=5, private=6, voluntary=1),
            OLD,
            "The chair is private. On the list of 31 March 2022: the chair is not private.",
        ),
        (
            members(private=12),
            LAST,
            "At least one member from a council on the board. On the list of 31 March 2022: none.",
        ),
        (
            members(private=6, council=6),
            OLD,
            "At least one member from the voluntary sector on the board. On the list of",
        ),
        (
            [*members(private=12, council=2), *({"sector": "private", "role_read": "co-opted"} for _ in range(6))],
            LAST,
            "At most five co-opted members on the board. On the list of 31 March 2022: 6.",
        ),
        (
            [one | {"gender": "man"} for one in members(private=9, council=3)],
            LAST,
            "At least a third of the members are women: 4 or more on a board of 12. On the list of 31 March 2022: none",
        ),
    ],
)
def test_the_kpi_of_each_kind_of_rule(people, rules, kpi) -> None:
    assert [text for text in texts(draft(people, rules), "kpi") if text.startswith(kpi)]


@pytest.mark.parametrize(
    ("outcome", "as_listed", "says"),
    [("not met", "not met", "on a gap."), ("cannot tell", "not met", "on a gap. Others may be unseen.")],
)
def test_the_kpi_of_an_area_gives_the_reason(outcome, as_listed, says) -> None:
    frame = pd.DataFrame([one | {"counts_as_member": "yes", "gender": ""} for one in members(private=9, council=3)])
    judged = judge(Board("Exampleshire", "main board", "2022", "attendance", frame), LAST)
    verdicts = tuple(
        replace(one, outcome=outcome, as_listed=as_listed, reason="on a gap") if one.criterion == "geography" else one
        for one in judged.verdicts
    )
    found = draft_plan(replace(judged, verdicts=verdicts), {}, "exampleshire")
    (kpi,) = [item.text for item in found.plan.items if item.because.startswith("geography")]
    assert kpi == f"All parts of the partnership's area are represented on the board. On the list of 2022: {says}"


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    st.fixed_dictionaries({name: st.integers(0, 7) for name in ("council", "voluntary", "education", "unknown")}),
    st.integers(1, 9),
    st.sampled_from(["full", "attendance", "partial", "assembled"]),
    st.sampled_from(["met", "not met", "cannot tell"]),
    st.sampled_from(["", "2023-01-31"]),
)
def test_any_draft_is_whole(sectors, private, completeness, infrastructure, start) -> None:
    found = draft(
        members(private=private, **sectors), LAST, completeness, {"infrastructure": answer(infrastructure)}, start
    )
    items = found.plan.items
    assert len({item.item_id for item in items}) == len(items)
    assert not [item for item in items if re.search(r"[{}|]|\bNone\b|  ", item.text + item.improvement_summary)]
    assert [int(item.improvement) for item in items] == sorted(int(item.improvement) for item in items)
    for one, other in pairwise(item for item in items if item.kind == "milestone" and start):
        assert one.improvement != other.improvement or one.when.last <= other.when.last
    untold = {need.id for need in found.needs if need.state == "cannot tell"}
    kpis = " ".join(item.because for item in items if item.kind == "kpi")
    assert all(name in kpis for name in untold)


def covered() -> list[str]:
    return [name for row in rows("draft_improvements.csv") for name in row["criteria"].split()]


def test_every_criterion_belongs_to_one_improvement() -> None:
    known = {one.id for name in frameworks()["framework"].unique() for one in framework(name).criteria}
    assert known <= set(covered())
    assert len(covered()) == len(set(covered()))


def test_the_rule_files_fit_together() -> None:
    improvements = {row["id"] for row in rows("draft_improvements.csv")}
    for row in rows("draft_items.csv"):
        assert row["improvement"] in improvements | {ANY}
        assert row["kind"] in ("kpi", "milestone", "monitoring")
        assert row["kind"] != "milestone" or row["when"].isdecimal()
        assert row["ours"] in ("yes", "no")
        assert row["reason"] and row["source"] and row["version"]
    for improvement in improvements:
        kinds = {row["kind"] for row in rows("draft_items.csv") if row["improvement"] == improvement}
        assert "monitoring" in kinds, improvement
    assert (RULES / "plans" / "stages.csv").is_file()
