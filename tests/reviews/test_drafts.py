"""A draft for every board: plain words, tables for pages, one front door."""

from __future__ import annotations

import pytest

import lepdata
from lepdata.errors import UsageError
from lepdata.reviews.boards import review_board, voice_answers
from lepdata.reviews.drafts import draft_of, plan, review_draft
from lepdata.reviews.parts import caveats, heading, sentences, table

LEPS = lepdata.boards()["lep"].tolist()


@pytest.fixture(scope="module")
def drafts():
    return {lep: review_draft(lep) for lep in LEPS}


def test_every_board_has_a_draft_that_asks_for_something(drafts) -> None:
    assert all(one.draft.plan.items for one in drafts.values())
    assert {one.stage.stage for one in drafts.values()} <= {"cannot tell", "guidance", "plan", "share", "review"}


def test_what_is_missed_is_asked_for_and_what_cannot_be_told_is_not(drafts) -> None:
    for lep, one in drafts.items():
        missed = {need.id for need in one.draft.needs if need.state == "not met"}
        sure = {item.improvement_summary for item in one.draft.plan.items}
        assert any(not text.startswith(("If a full list", "Publish who")) for text in sure) == bool(missed), lep


def test_new_anglia_in_numbers(drafts) -> None:
    first = drafts["New Anglia"].draft.plan.items[0].text
    asks, shown = "12 or more on a board of 18.", "On the list of 31 March 2023: 9 of 18."
    assert first == f"At least two-thirds of the members are private: {asks} {shown}"


def test_no_draft_names_a_person(drafts) -> None:
    seats = lepdata.seats()
    for lep, one in drafts.items():
        names = {name for name in seats.loc[seats["lep"] == lep, "person"] if " " in name}
        said = " ".join([*(item.text for item in one.draft.plan.items), one.draft.plan.note, one.stage.reason])
        assert not [name for name in names if name in said], lep


@pytest.mark.parametrize("kind", ["action plan", "action plan lines", "stages"])
def test_a_page_shows_the_draft(kind) -> None:
    board = review_board("London")
    of_board, of_draft = table(board, kind), table(draft_of(board), kind)
    assert of_board.equals(of_draft)
    assert len(of_board)
    assert "<caption>" in of_board._repr_html_()


def test_the_short_table_has_a_row_for_each_improvement(drafts) -> None:
    shown = table(drafts["London"], "action plan")
    assert list(shown.columns) == ["Improvement", "How it is measured", "First milestone", "When"]
    assert len(shown) == len({item.improvement for item in drafts["London"].draft.plan.items})


def test_a_review_of_the_board_gives_the_same_draft_as_its_name() -> None:
    assert review_draft(review_board("Cumbria")).draft == review_draft("Cumbria").draft


def test_a_board_without_a_list() -> None:
    found = review_draft("Cumbria", "2000")
    assert found.draft is None
    assert "No dated list" in sentences(found)[0]
    assert caveats(found) == ()
    assert "Cumbria" in heading(found)
    assert len(table(found, "action plan")) == 0
    assert set(table(found, "stages")["Here"]) == {"Cannot tell"}
    with pytest.raises(UsageError, match="Try a later date"):
        plan("Cumbria", "2000")


def test_the_stage_is_told_of_the_rules_of_its_time(drafts) -> None:
    assert drafts["Gloucestershire"].stage.stage == "share"
    assert "rules of its own time" in drafts["Gloucestershire"].stage.reason


def test_the_answers_are_those_of_the_voice_table() -> None:
    asked = voice_answers("New Anglia", "").set_index("question")["outcome"]
    assert asked["infrastructure"] == "not met"
    assert asked["voice"] == "met"
