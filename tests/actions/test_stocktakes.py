"""Whom a stock-take asks, what councils' answers say together, and what the lists say to them: mostly, cannot tell."""

from pathlib import Path

import pandas as pd
import pytest
from cases import table

from lepdata.actions.answers import Filled
from lepdata.actions.forms import form
from lepdata.actions.stocktakes import FORM, council_facts, take_stock
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


def says(one, question):
    return one.questions.set_index("question_id").loc[question, "says"]


@pytest.mark.parametrize(
    ("said", "together"),
    [
        (("yes", "yes", "yes"), "agreed"),
        (("yes", "partly", "partly"), "differ in degree"),
        (("partly", "no", "not known"), "differ in degree"),
        (("yes", "no", "partly"), "contradict"),
        (("yes", "not known", "not known"), "one council"),
        (("not known", "not known", "not known"), "open"),
    ],
)
@pytest.mark.parametrize("question", ["stock-1", "stock-2"])
def test_answers_are_compared_only_about_the_area(said, together, question):
    given = answers(*((council, "2019-06-01", {question: one}) for council, one in zip(COUNCILS, said, strict=True)))
    found = stock(given)
    assert says(found, question) == (together if question == "stock-1" else "each for itself")
    counts = found.questions.set_index("question_id").loc[question]
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


JOINT = "Joint Committee"


def facts_of(found, council):
    return found.loc[found["council"] == council, "fact"].tolist()


@pytest.mark.parametrize(
    ("organisations", "completeness", "facts"),
    [
        (("Widgets Ltd",), "full", ["no seat", "no council on the board", "no forum seen"]),
        (("Widgets Ltd",), "attendance", ["seat not seen", "board not seen", "no forum seen"]),
    ],
)
def test_only_a_full_list_shows_that_nobody_sits(organisations, completeness, facts):
    assert facts_of(council_facts(COUNCILS, board(*organisations, completeness=completeness)), A) == facts


def outcome(question, said, day="2019-06-01", main=None, forums=()):
    given = answers((A, day, {question: said}))
    found = take_stock("Exampleshire", given, COUNCILS, main, forums).evidence
    own = found[(found["council"] == A) & (found["question_id"] == question)]
    assert len(own) == 1
    return own["outcome"].iloc[0]


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
def test_a_list_too_far_from_the_answer_proves_nothing(day, seen, wanted):
    forums = [board(A, body=JOINT, as_at=seen)]
    assert outcome("stock-6", "yes", day, forums=forums) == wanted


@pytest.mark.parametrize(*table(EXAMPLES / "the_board_beside_the_answer.csv"))
def test_the_board_beside_the_answer(question, said, organisation, completeness, wanted):
    own = board(organisation, completeness=completeness)
    assert outcome(question, said, main=own) == wanted
