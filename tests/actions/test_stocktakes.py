"""Whom a stock-take asks, what councils' answers say together, and what the lists say to them: mostly, cannot tell."""

from pathlib import Path

import pandas as pd
import pytest
from cases import table

from lepdata.actions.forms import Filled, form
from lepdata.reviews.stocktakes import FORM, council_facts, take_stock
from lepdata.seating.boards import Board

EXAMPLES = Path(__file__).with_name("examples")

A, B, C = COUNCILS = ("Ashby Council", "Birch Council", "Cedar Council")


def answers(*forms: tuple[str, str, dict[str, str]], lep: str = "Exampleshire") -> list[Filled]:
    """Forms as (council, day, {question: answer}), as `read_forms` hands them on."""
    return [
        Filled(form(FORM), "a.csv", {}, head={"lep": lep, "council": council, "answered_on": day}, answers=said)
        for council, day, said in forms
    ]


def board(
    *organisations: str, body: str = "main board", as_at: str = "2019-05-01", completeness: str = "full"
) -> Board:
    """A board of the made-up area with a member from each organisation."""
    members = [{"organisation": name, "counts_as_member": "yes"} for name in organisations]
    frame = pd.DataFrame(members, columns=["organisation", "counts_as_member"], dtype="str")
    return Board("Exampleshire", body, as_at, completeness, frame)


def stock(given, as_at=""):
    return take_stock("Exampleshire", given, COUNCILS, as_at=as_at)


@pytest.mark.parametrize(*table(EXAMPLES / "answers_of_three_councils.csv"))
@pytest.mark.parametrize("question", ["stock-1", "stock-2"])
def test_answers_are_compared_only_about_the_area(said, together, question):
    each = zip(COUNCILS, said.split(), strict=True)
    every = ((one, "2019-06-01", {question: word.replace("unknown", "not known")}) for one, word in each)
    found = stock(answers(*every))
    counts = found.questions.set_index("question_id").loc[question]
    assert counts["says"] == (together if question == "stock-1" else "each for itself")
    assert sum(counts[["yes", "partly", "no", "not known", "no answer"]]) == 3


@pytest.mark.parametrize(
    ("as_at", "answer", "superseded", "later"),
    [
        ("", "no", 1, 0),
        ("2019-06-30", "no", 1, 0),
        ("2019-06-29", "yes", 0, 1),  # a form of June 2019 may be of its last day
        ("2019-01-31", "", 0, 2),
    ],
)
def test_of_several_forms_the_latest_in_time_counts(as_at, answer, superseded, later):
    given = answers((A, "2019-02-01", {"stock-1": "yes", "stock-2": "yes"}), (A, "2019-06", {"stock-1": "no"}))
    found = stock(given, as_at)
    own = found.answers.set_index(["council", "question_id"])["answer"]
    assert own[A, "stock-1"] == answer
    assert own[A, "stock-2"] == ("yes" if answer == "yes" else "")  # no answer is carried over from an older form
    assert (found.superseded, found.later) == (superseded, later)


@pytest.mark.parametrize(
    ("completeness", "facts"),
    [
        ("full", ["no seat", "no council on the board", "no forum seen"]),
        ("attendance", ["seat not seen", "board not seen", "no forum seen"]),
    ],
)
def test_only_a_full_list_shows_that_nobody_sits(completeness, facts):
    found = council_facts(COUNCILS, board("Widgets Ltd", completeness=completeness))
    assert found.loc[found["council"] == A, "fact"].tolist() == facts


def outcome(question, said, day="2019-06-01", main=None, forums=()):
    given = answers((A, day, {question: said}))
    found = take_stock("Exampleshire", given, COUNCILS, main, forums).evidence
    own = found[(found["council"] == A) & (found["question_id"] == question)]
    assert len(own) == 1
    return own["outcome"].iloc[0]


@pytest.mark.parametrize(*table(EXAMPLES / "how_near_a_list_must_be.csv"))
def test_a_list_too_far_from_the_answer_proves_nothing(day, seen, wanted):
    forums = [board(A, body="Joint Committee", as_at=seen)]
    assert outcome("stock-6", "yes", day, forums=forums) == wanted


@pytest.mark.parametrize(*table(EXAMPLES / "the_board_beside_the_answer.csv"))
def test_the_board_beside_the_answer(question, said, organisation, completeness, wanted):
    own = board(organisation, completeness=completeness)
    assert outcome(question, said, main=own) == wanted
