"""What may be shown of answers: enough of them, nobody alone, nobody's by subtraction."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lepdata.engagement.survey import Given, Survey
from lepdata.engagement.tallies import AGREE, DISAGREE, TOO_FEW, tallies


def tally(yes=0, no=0, not_known=0, day="2020-02-14"):
    answers = ["yes"] * yes + ["no"] * no + ["not known"] * not_known
    survey = Survey(tuple(Given("Cumbria", day, "heard", answer) for answer in answers))
    return tallies(survey, "Cumbria").get("heard")


@pytest.mark.parametrize(
    ("counts", "outcome", "agreement", "says"),
    [
        ((4, 0, 0), "cannot tell", TOO_FEW, "Fewer than 5 answered"),
        ((5, 0, 0), "met", AGREE, "at least two-thirds"),
        ((4, 1, 0), "met", AGREE, "at least two-thirds"),
        ((0, 5, 0), "not met", AGREE, "say no"),
        ((3, 2, 0), "cannot tell", DISAGREE, "do not agree"),
        ((6, 3, 0), "met", AGREE, "6 yes, 3 no"),
        ((5, 3, 0), "cannot tell", DISAGREE, "5 yes, 3 no"),
        ((6, 2, 3), "met", AGREE, "at least two-thirds"),
        ((4, 0, 1), "cannot tell", DISAGREE, "too few of them have a view"),
        ((0, 0, 6), "cannot tell", DISAGREE, "too few of them have a view"),
    ],
)
def test_agreement_and_what_is_shown(counts, outcome, agreement, says):
    found = tally(*counts)
    assert (found.outcome, found.agreement) == (outcome, agreement)
    assert says in found.says


def test_a_question_nobody_answered_is_left_out():
    assert tally() is None


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_no_count_shows_a_small_group_or_everybody(yes, no, not_known):
    found = tally(yes, no, not_known)
    if found is None:
        return
    shown = [int(number) for number in re.findall(r"(\d+) (?:yes|no|not known)\b", found.says)]
    assert not shown or (len(shown) > 1 and min(shown) >= 3)
    assert found.answered in (0, yes + no + not_known) and found.answered not in range(1, 5)


def test_what_is_shown_never_tells_one_lone_answer():
    """Whenever somebody stands alone, another set of answers without a lone one shows exactly the same."""
    by_words: dict[tuple[str, str], list[tuple[int, ...]]] = {}
    for counts in product(range(8), repeat=3):
        if found := tally(*counts):
            by_words.setdefault((found.says, found.outcome), []).append(counts)
    for several in by_words.values():
        assert any(1 not in counts for counts in several), several


@pytest.mark.parametrize(("as_at", "answered"), [("2020-02-13", None), ("2020-02-14", 5), ("", 5)])
def test_later_answers_are_left_out(as_at, answered):
    survey = Survey(tuple(Given("Cumbria", "2020-02-14", "heard", "yes") for _ in range(5)))
    found = tallies(survey, "Cumbria", as_at).get("heard")
    assert (found.answered if found else None) == answered


def test_other_areas_do_not_count():
    survey = Survey(tuple(Given("London", "2020-02-14", "heard", "yes") for _ in range(9)))
    assert tallies(survey, "Cumbria") == {}
