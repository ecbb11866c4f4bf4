"""Answers brought together: who differs, who is missing, which form counts."""

import pandas as pd
import pytest

from lepdata.stocktakes.facts import council_facts
from lepdata.stocktakes.stock import take_stock

A, B, C = "Ashby Council", "Birch Council", "Cedar Council"


def stock(given, councils, as_at=""):
    return take_stock("Exampleshire", given, councils, council_facts(councils, None), as_at)


def says(one, question):
    return one.questions.set_index("question_id").loc[question, "says"]


@pytest.mark.parametrize(
    ("said", "together"),
    [
        (("yes", "yes", "yes"), "agreed"),
        (("no", "no", "not known"), "agreed"),
        (("yes", "partly", "partly"), "differ in degree"),
        (("partly", "no", "not known"), "differ in degree"),
        (("yes", "no", "partly"), "contradict"),
        (("yes", "no", "not known"), "contradict"),
        (("yes", "not known", "not known"), "one council"),
        (("not known", "not known", "not known"), "open"),
    ],
)
@pytest.mark.parametrize("question", ["stock-1", "stock-2"])
def test_answers_are_compared_only_about_the_area(answers, councils, said, together, question):
    given = answers(*((council, "2019-06-01", {question: one}) for council, one in zip(councils, said, strict=True)))
    found = stock(given, councils)
    assert says(found, question) == (together if question == "stock-1" else "each for itself")
    counts = found.questions.set_index("question_id").loc[question]
    assert sum(counts[["yes", "partly", "no", "not known", "no answer"]]) == 3


def test_without_answers_every_council_is_a_gap_and_nothing_agrees(answers, councils):
    found = stock(answers(), councils)
    assert found.missing == councils and found.answered == () and found.gone == ()
    assert set(found.questions["no answer"]) == {3}
    assert set(found.questions.loc[found.questions["about"] == "area", "says"]) == {"open"}
    assert found.disagreements.empty and found.twice.empty


def test_gaps_are_the_councils_without_a_form(answers, councils):
    found = stock(answers((B, "2019-06-01", {"stock-1": "yes"})), councils)
    assert (found.missing, found.answered) == ((A, C), (B,))


@pytest.mark.parametrize(
    ("as_at", "answer", "superseded", "later"),
    [
        ("", "no", 1, 0),
        ("2019-06-30", "no", 1, 0),
        ("2019-06-29", "yes", 0, 1),  # a form of June 2019 may be of its last day
        ("2019-01-31", "", 0, 2),
    ],
)
def test_of_several_forms_the_latest_in_time_counts(answers, councils, as_at, answer, superseded, later):
    given = answers((A, "2019-02-01", {"stock-1": "yes", "stock-2": "yes"}), (A, "2019-06", {"stock-1": "no"}))
    found = stock(given, councils, as_at)
    own = found.answers.set_index(["council", "question_id"])["answer"]
    assert own[A, "stock-1"] == answer
    assert own[A, "stock-2"] == ("yes" if answer == "yes" else "")  # no answer is carried over from an older form
    assert (found.superseded, found.later) == (superseded, later)


def test_a_council_that_is_gone_keeps_its_answers(answers, councils):
    found = stock(
        answers(("Old Council", "2019-06-01", {"stock-1": "no"}), (A, "2019-06-01", {"stock-1": "yes"})), councils
    )
    assert found.gone == ("Old Council",) and found.answered == (A, "Old Council")
    assert says(found, "stock-1") == "contradict"
    assert "Old Council" not in found.missing


def test_other_partnerships_answers_are_left_alone(answers, councils):
    other = answers((A, "2019-06-01", {"stock-1": "no"}), lep="Dorset")
    own = answers((B, "2019-06-01", {"stock-1": "yes"}))
    found = stock(pd.concat([other, own], ignore_index=True), councils)
    assert found.answered == (B,) and says(found, "stock-1") == "one council"


@pytest.mark.parametrize(
    ("first", "again", "rows"),
    [("yes", "yes", 0), ("yes", "no", 1), ("yes", "partly", 1), ("not known", "no", 0), ("yes", "not known", 0)],
)
def test_one_question_answered_two_ways(answers, councils, first, again, rows):
    given = answers((A, "2019-06-01", {"stock-6": first, "step-5a": again, "stock-7": first, "stock-3": again}))
    assert len(stock(given, councils).twice) == rows


def test_what_is_given_is_left_as_it_was(answers, councils):
    given = answers((A, "2019-06-01", {"stock-1": "no"}))
    before = given.copy(deep=True)
    stock(given, councils)
    pd.testing.assert_frame_equal(given, before)
