"""A draft asks for what is missed, sends what cannot be told to publishing, and plans no seat on a doubt."""

import re
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from cases import rows, table
from hypothesis import given, settings
from hypothesis import strategies as st

from lepdata.change.draft import Draft, draft_plan, stage_of
from lepdata.errors import UsageError
from lepdata.judging.judgement import Judgement
from lepdata.judging.verdicts import judge
from lepdata.seating.boards import Board

EXAMPLES = Path(__file__).with_name("examples")
OLD, LAST = "white-paper-2010", "nlgaf-2021"
PUBLISH = "Publish who sits on the board, so that anybody can check it against the rules"
PRIVATE = "Bring the share of members from business up to the rule"
VOLUNTARY = "Give the voluntary and community sector a full voice, through bodies that speak for all of it"
WOMEN = "Bring the share of women on the board up to the rule"
IF_PRIVATE = "If a full list confirms it: bring the share of members from business up to the rule"
Members = list[dict[str, str]]


def answer(outcome: str, as_listed: str = "", seen: int = 0, might: int = 0) -> dict[str, str]:
    return {"outcome": outcome, "as_listed": as_listed or outcome, "seen": str(seen), "might": str(int(might))}


HEARD = {"infrastructure": answer("met", seen=1)}


def members(gender: str = "not published", /, **sectors: int) -> Members:
    """Rows of a board; the first is the chair."""
    whole = {"role_read": "member", "gender": gender}
    made = [{"sector": sector, **whole} for sector, n in sectors.items() for _ in range(n)]
    made[0]["role_read"] = "chair"
    return made


def judged(people: Members, rules: str = OLD, completeness: str = "full", as_at: str = "2022-03-31") -> Judgement:
    """Every reading of private is the business reading here, but where a row says otherwise."""
    accounts = {"private": "private", "unknown": "unknown"}
    counted = [{"counts_as_member": "yes", "words": ""} | one for one in people]
    frame = pd.DataFrame([{"national_accounts_sector": accounts.get(one["sector"], "public")} | one for one in counted])
    return judge(Board("Exampleshire", "main board", as_at, completeness, frame), rules)


def draft(people: Members, rules: str = OLD, completeness: str = "full", answers=HEARD, start="") -> Draft:
    return draft_plan(judged(people, rules, completeness), answers, "exampleshire", start)


def asked(found: Draft) -> list[str]:
    return list(dict.fromkeys(item.improvement_summary for item in found.plan.items))


def texts(found: Draft, kind: str, improvement: str = "") -> list[str]:
    own = (item for item in found.plan.items if improvement in ("", item.improvement_summary))
    return [item.text for item in own if item.kind == kind]


@pytest.mark.parametrize(*table(EXAMPLES / "the_share_and_every_kind_of_list.csv"))
def test_both_sides_of_the_share_and_every_kind_of_list(private, council, completeness, improvements) -> None:
    found = draft(members(private=int(private), council=int(council), voluntary=1), completeness=completeness)
    assert "; ".join(asked(found)) == improvements
    nothing = "There is nothing to improve: the list of 31 March 2022 meets every rule asked, and no plan is needed."
    assert (found.message == nothing) == (improvements == "")


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


@pytest.mark.parametrize(*table(EXAMPLES / "the_line_of_each_case.csv"))
def test_the_line_of_each_case(people, framework, improvement, line) -> None:
    sits = {"role_read": "member", "gender": "not published"}
    found = draft([sits | {"sector": sector} | more for sector, more in rows(people)], framework)
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


def at_stage(board: str, completeness: str = "full") -> Judgement:
    """A board of 2015 of so many members from business, councils and the voluntary sector."""
    sectors = dict(zip(("private", "council", "voluntary"), map(int, board.split()), strict=True))
    return judged(members(**sectors), OLD, completeness, "2015-05")


@pytest.mark.parametrize(*table(EXAMPLES / "the_stage.csv"))
def test_the_stage(board, completeness, guidance, standing, may_be) -> None:
    found = stage_of(at_stage(board, completeness), HEARD, guidance)
    assert (found.stage, " ".join(found.may_be)) == (standing, may_be)


@pytest.mark.parametrize("given", ["last spring", "2015-13", "yes"])
def test_a_date_in_words_is_refused(given) -> None:
    with pytest.raises(UsageError, match="guidance was given cannot be read"):
        stage_of(at_stage("5 6 1"), {}, given)


def test_a_rule_that_hangs_on_the_definition_is_said_and_asks_for_no_seat() -> None:
    people = [one | {"national_accounts_sector": "private"} for one in members(private=7, education=3)]
    found = draft([*people, *members(council=3)[1:]], LAST)
    assert not {PRIVATE, IF_PRIVATE} & set(asked(found))
    assert "Whether “Two-thirds private” is met depends on what counts as private" in found.plan.note
