"""Answers beside what the lists show: agreeing, differing, and mostly cannot tell."""

import pandas as pd
import pytest

from lepdata.seating.boards import Board
from lepdata.stocktakes.evidence import beside_evidence
from lepdata.stocktakes.facts import council_facts, seated_on
from lepdata.stocktakes.stock import take_stock

A, B, C = "Ashby Council", "Birch Council", "Cedar Council"
JOINT = "Joint Committee"


def facts_of(found, council):
    return found.loc[found["council"] == council, "fact"].tolist()


def test_seats_on_a_full_list(board, councils):
    found = council_facts(councils, board(A, "Widgets Ltd"), [board(A, B, body=JOINT)])
    assert facts_of(found, A) == ["own seat", "councils on the board", "forum seat"]
    assert facts_of(found, B) == ["no seat", "councils on the board", "forum seat"]
    assert facts_of(found, C) == ["no seat", "councils on the board", "forum of others"]


@pytest.mark.parametrize(
    ("organisations", "completeness", "facts"),
    [
        (("Widgets Ltd",), "full", ["no seat", "no council on the board", "no forum seen"]),
        (("Widgets Ltd",), "attendance", ["seat not seen", "board not seen", "no forum seen"]),
    ],
)
def test_only_a_full_list_shows_that_nobody_sits(board, councils, organisations, completeness, facts):
    assert facts_of(council_facts(councils, board(*organisations, completeness=completeness)), A) == facts


def test_without_any_list_nothing_is_known(councils):
    found = council_facts(councils, None)
    assert facts_of(found, A) == ["seat not seen", "board not seen", "no forum seen"]
    assert set(found["as_at"]) == {""}


def test_a_real_board_is_read_through_the_register():
    seat = {"organisation": "Kent County Council", "sector": "council", "counts_as_member": "yes"}
    own = Board("South East", "main board", "2020-12-11", "attendance", pd.DataFrame([seat]))
    found = council_facts(["Kent County Council", "Ashford Borough Council", "Medway Council"], own)
    first = found.drop_duplicates("council").set_index("council")["fact"].to_dict()
    first["Cumberland Council"] = council_facts(["Cumberland Council"], own)["fact"].iloc[0]
    assert first == {
        "Cumberland Council": "no council then",
        "Kent County Council": "own seat",
        "Ashford Borough Council": "county seat",
        "Medway Council": "seat not seen",
    }


def test_the_newest_body_on_which_the_council_is_seen_counts(board, councils):
    old, new = board(A, B, body=JOINT, as_at="2018-01-10"), board(B, body="Leaders' Board", as_at="2019-01-10")
    found = council_facts(councils, None, [old, new]).groupby("council").nth(2).set_index("council")
    assert found["as_at"].to_dict() == {A: "2018-01-10", B: "2019-01-10", C: "2019-01-10"}
    assert found["fact"].to_dict() == {A: "forum seat", B: "forum seat", C: "forum of others"}
    assert seated_on(old, councils) == [A, B]


def outcome(answers, councils, question, said, day="2019-06-01", main=None, forums=()):
    given = answers((A, day, {question: said}))
    facts = council_facts(councils, main, forums)
    found = take_stock("Exampleshire", given, councils, facts).evidence
    own = found[(found["council"] == A) & (found["question_id"] == question)]
    assert len(own) == 1
    return own["outcome"].iloc[0]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("yes", "agreeing"),
        ("partly", "agreeing"),
        ("no", "differing"),
        ("not known", "cannot tell"),
        ("", "cannot tell"),
    ],
)
@pytest.mark.parametrize("question", ["stock-6", "step-5a"])
def test_a_seat_among_the_councils_speaks_for_a_forum(answers, board, councils, question, said, wanted):
    forums = [board(A, body=JOINT)]
    assert outcome(answers, councils, question, said, forums=forums) == wanted


@pytest.mark.parametrize("said", ["yes", "partly", "no"])
def test_a_forum_without_the_council_or_none_decides_nothing(answers, board, councils, said):
    assert outcome(answers, councils, "stock-6", said, forums=[board(B, body=JOINT)]) == "cannot tell"
    assert outcome(answers, councils, "stock-6", said) == "cannot tell"


@pytest.mark.parametrize(
    ("day", "seen", "wanted"),
    [
        ("2019-06-01", "2017-06-01", "agreeing"),
        ("2019-06-02", "2017-06-01", "cannot tell"),  # a day over two years
        ("2019-06-01", "2021-06-01", "agreeing"),
        ("2019-06-01", "2021-06-02", "cannot tell"),
        ("2019", "2017-06-01", "agreeing"),  # some day of 2019 is near enough
        ("2019-06-01", "2019", "agreeing"),
    ],
)
def test_a_list_too_far_from_the_answer_proves_nothing(answers, board, councils, day, seen, wanted):
    forums = [board(A, body=JOINT, as_at=seen)]
    assert outcome(answers, councils, "stock-6", "yes", day, forums=forums) == wanted


@pytest.mark.parametrize(
    ("question", "said", "organisation", "completeness", "wanted"),
    [
        ("stock-4", "yes", A, "full", "cannot tell"),  # a seat is no briefing
        ("stock-4", "no", A, "full", "cannot tell"),
        ("stock-4", "no", "Widgets Ltd", "full", "agreeing"),
        ("stock-4", "yes", "Widgets Ltd", "full", "cannot tell"),  # others may speak for it
        ("stock-4", "no", "Widgets Ltd", "attendance", "cannot tell"),
        ("stock-5", "yes", B, "full", "agreeing"),
        ("stock-5", "no", B, "full", "cannot tell"),  # how many seats are fair no list shows
        ("stock-5", "yes", "Widgets Ltd", "full", "differing"),
        ("stock-5", "no", "Widgets Ltd", "full", "agreeing"),
        ("stock-5", "yes", "Widgets Ltd", "attendance", "cannot tell"),
    ],
)
def test_the_board_beside_the_answer(answers, board, councils, question, said, organisation, completeness, wanted):
    own = board(organisation, completeness=completeness)
    assert outcome(answers, councils, question, said, main=own) == wanted


def test_questions_that_no_list_speaks_to_are_not_compared(answers, board, councils):
    given = answers((A, "2019-06-01", {"stock-7": "yes", "scrutiny-4": "no"}))
    facts = council_facts(councils, board(A), [board(A, body=JOINT)])
    found = beside_evidence(given, facts)
    assert set(found["question_id"]) == {"stock-4", "stock-5", "stock-6", "step-5a"}
    assert set(found["reason"]) == {"The council has not answered"}
