"""A draft asks for what is missed, sends what cannot be told to publishing, and plans no seat on a doubt."""

import re
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from cases import table
from hypothesis import given, settings
from hypothesis import strategies as st

from lepdata.change.draft import Draft, draft_plan, stage_of
from lepdata.errors import UsageError
from lepdata.judging.answers import Judgement
from lepdata.judging.verdicts import judge
from lepdata.seating.boards import Board

OLD, LAST = "white-paper-2010", "nlgaf-2021"
PUBLISH = "Publish who sits on the board, so that anybody can check it against the rules"
PRIVATE = "Bring the share of members from business up to the rule"
CHAIRED = "Have the board led by a chair and a deputy from business"
VOLUNTARY = "Give the voluntary and community sector a full voice, through bodies that speak for all of it"
WOMEN = "Bring the share of women on the board up to the rule"
IF_PRIVATE = "If a full list confirms it: bring the share of members from business up to the rule"
Members = list[dict[str, str]]


def answer(outcome: str, as_listed: str = "", seen: int = 0, might: int = 0) -> dict[str, str]:
    return {"outcome": outcome, "as_listed": as_listed or outcome, "seen": str(seen), "might": str(int(might))}


HEARD = {"infrastructure": answer("met", seen=1)}


def members(gender: str = "not published", /, **sectors: int) -> Members:
    """Rows of a board; the first is the chair."""
    made = [
        {"sector": sector, "role_read": "member", "gender": gender} for sector, n in sectors.items() for _ in range(n)
    ]
    made[0]["role_read"] = "chair"
    return made


def holders(role: str, *sectors: str) -> Members:
    return [{"sector": sector, "role_read": role, "gender": "not published"} for sector in sectors]


CO_OPTED, CHAIRS = holders("co-opted", *["private"] * 6), holders("chair", "council", "private")


def judged(people: Members, rules: str = OLD, completeness: str = "full", as_at: str = "2022-03-31") -> Judgement:
    """Every reading of private is the business reading here, but where a row says otherwise."""
    accounts = {"private": "private", "unknown": "unknown"}
    counted = [{"counts_as_member": "yes", "words": ""} | one for one in people]
    frame = pd.DataFrame([{"national_accounts_sector": accounts.get(one["sector"], "public")} | one for one in counted])
    return judge(Board("Exampleshire", "main board", as_at, completeness, frame), rules)


def draft(people: Members, rules: str = OLD, completeness: str = "full", answers=HEARD, start="") -> Draft:
    return draft_plan(judged(people, rules, completeness), answers, "exampleshire", start)


def asked(found: Draft) -> list[str]:
    """The improvements, in order."""
    return list(dict.fromkeys(item.improvement_summary for item in found.plan.items))


def texts(found: Draft, kind: str, improvement: str = "") -> list[str]:
    own = (item for item in found.plan.items if improvement in ("", item.improvement_summary))
    return [item.text for item in own if item.kind == kind]


@pytest.mark.parametrize(
    ("private", "council", "completeness", "improvements"),
    [
        (6, 5, "full", []),
        (5, 6, "full", [PRIVATE]),
        (6, 5, "attendance", [PUBLISH]),
        (5, 6, "attendance", [PUBLISH, IF_PRIVATE]),
        (5, 6, "not stated", [PUBLISH, IF_PRIVATE]),
        (5, 6, "partial", [PUBLISH]),
        (5, 6, "truncated", [PUBLISH]),
    ],
)
def test_both_sides_of_the_share_and_every_kind_of_list(private, council, completeness, improvements) -> None:
    found = draft(members(private=private, council=council, voluntary=1), completeness=completeness)
    assert asked(found) == improvements
    nothing = "There is nothing to improve: the list of 31 March 2022 meets every rule asked, and no plan is needed."
    assert (found.message == nothing) == (improvements == [])


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
    found = draft(members(private=6, council=5, voluntary=1), answers=answers)
    assert asked(found) == asks
    if asks == [PUBLISH]:  # a full list is not asked for again
        published = "The organisation of each member from the voluntary sector is published."
        untold = "Of 1 member it cannot be told today whether it is an infrastructure body."
        assert texts(found, "kpi") == [f"{published} {untold}"]


HEARD_ONE = {"voluntary": 1}


@pytest.mark.parametrize(
    ("people", "rules", "improvement", "line"),
    [
        (members(private=5, council=6, **HEARD_ONE), OLD, PRIVATE, "6 or more on a board of 12. … 5 of 12."),
        (members(private=3, council=8, unknown=1), OLD, PRIVATE, "… 3 of 12, and 1 of whom it is not known."),
        (members("man", private=9, council=3), LAST, WOMEN, "women: 4 or more on a board of 12. … none of 12."),
        (members(council=5, private=6, voluntary=1), OLD, CHAIRED, "The chair is private. … the chair is not private."),
        (members(private=12), LAST, "", "At least one member from a council on the board. … none."),
        (members(private=6, council=6), OLD, VOLUNTARY, "At least one member from the voluntary sector on the board."),
        ([*members(private=12), *CO_OPTED], LAST, "", "At most five co-opted members on the board. … 6."),
        (members(private=14, council=5, education=1, **HEARD_ONE), LAST, "", "As terms end, one seat is not filled"),
        (
            members(private=11, unknown=2, council=4, education=2, **HEARD_ONE),
            LAST,
            "",
            "one seat passes from a member",
        ),
        (members(unknown=19, private=3), LAST, "", "As terms end, two seats are not filled again."),
        (members(council=8, private=3, **HEARD_ONE), OLD, CHAIRED, "One of the changes of seats under improvement 1"),
        ([*members(council=7, private=4, **HEARD_ONE), *CHAIRS], OLD, CHAIRED, "Two of the changes of seats under"),
    ],
)
def test_the_line_of_each_case(people, rules, improvement, line) -> None:
    found = draft(people, rules)
    lines = [*texts(found, "kpi", improvement), *texts(found, "milestone", improvement)]
    assert line.replace("…", "On the list of 31 March 2022:") in " ".join(lines)


def test_no_seat_is_planned_on_a_doubt() -> None:
    people = members(private=5, council=6, voluntary=1)
    sure, doubtful = draft(people), draft(people, completeness="attendance")
    assert any("seat passes" in text for text in texts(sure, "milestone"))
    assert not any("seat passes" in text for text in texts(doubtful, "milestone"))
    assert "Check this against a full list first." in " ".join(texts(doubtful, "milestone"))
    assert "It asks for no change of seats" in doubtful.plan.note


def test_what_only_cannot_be_told_asks_for_publishing_alone() -> None:
    found = draft(members(private=3, unknown=9), LAST)
    assert asked(found) == [PUBLISH] and found.message.startswith("Nothing is shown to be missed.")
    kpis = " ".join(texts(found, "kpi"))
    assert "Known from the list: 3 of 12." in kpis  # sectors
    assert "as a count without names. Known from the list: none of 12." in kpis  # women
    assert "A list said to be full" not in kpis  # it is full


@settings(max_examples=30, derandomize=True, deadline=None)
@given(
    st.fixed_dictionaries({name: st.integers(0, 7) for name in ("council", "voluntary", "education", "unknown")}),
    st.integers(1, 9),
    st.sampled_from(["full", "attendance", "partial"]),
    st.sampled_from(["met", "not met", "cannot tell"]),
    st.sampled_from(["", "2023-01-31"]),
)
def test_any_draft_is_whole(sectors, private, completeness, infrastructure, start) -> None:
    people = members(private=private, **sectors)
    sits = answer(infrastructure, might=infrastructure == "cannot tell")
    found = draft(people, LAST, completeness, {"infrastructure": sits}, start)
    items = found.plan.items
    assert len({item.item_id for item in items}) == len(items)
    assert not [item for item in items if re.search(r"[{}|]|\bNone\b|  ", item.text + item.improvement_summary)]
    assert [int(item.improvement) for item in items] == sorted(int(item.improvement) for item in items)
    for one, other in pairwise(item for item in items if item.kind == "milestone" and start):
        assert one.improvement != other.improvement or one.when.last <= other.when.last
    untold = {need.id for need in found.needs if need.state == "cannot tell"}
    kpis = " ".join(item.because for item in items if item.kind == "kpi")
    assert all(name in kpis for name in untold)


# --- the stage of the 2020 study


def at_stage(board: str, completeness: str = "full") -> Judgement:
    """A board of 2015 of so many members from business, councils and the voluntary sector."""
    sectors = dict(zip(("private", "council", "voluntary"), map(int, board.split()), strict=True))
    return judged(members(**sectors), OLD, completeness, "2015-05")


@pytest.mark.parametrize(*table(Path(__file__).with_name("examples") / "the_stage.csv"))
def test_the_stage(board, completeness, guidance, standing, may_be) -> None:
    found = stage_of(at_stage(board, completeness), HEARD, guidance)
    assert (found.stage, " ".join(found.may_be)) == (standing, may_be)


@pytest.mark.parametrize("given", ["last spring", "2015-13", "yes"])
def test_a_date_in_words_is_refused(given) -> None:
    with pytest.raises(UsageError, match="guidance was given cannot be read"):
        stage_of(at_stage("5 6 1"), {}, given)


def test_a_rule_that_hangs_on_the_definition_is_said_and_asks_for_no_seat() -> None:
    people = [one | {"national_accounts_sector": "private"} for one in members(private=7, education=3)]
    found = draft([*people, *holders("member", "council", "council")], LAST)
    assert not {PRIVATE, IF_PRIVATE} & set(asked(found))
    assert "Whether “Two-thirds private” is met depends on what counts as private" in found.plan.note
