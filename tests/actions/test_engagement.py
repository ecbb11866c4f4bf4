"""From evidence to a range of grades: missing evidence never counts against anybody, contradiction settles nothing."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lepdata.actions.survey import Given, Survey
from lepdata.files import rule_file
from lepdata.reviews import engagement
from lepdata.reviews.parts import sentences

LEP = "Cumbria"
RUBRIC = rule_file("engagement/rubric.csv")
IDS = [row["element_id"] for row in RUBRIC]
CVS = {"organisation": "Example Council for Voluntary Service"}
BLIND = {"organisation": "Example Society for the Blind"}
FIRM = {"organisation": "Example Widgets Ltd", "job_title": "Director"}


@pytest.fixture
def seats(settled) -> Callable[..., pd.DataFrame]:
    return partial(settled, LEP)


def said(**answers):
    return Survey(tuple(Given(LEP, "2020-02-01", question, one) for question, one in answers.items() for _ in range(6)))


def outcomes(found):
    return {answer.element["element_id"]: answer.outcome for answer in found.answers}


def graded(**known):
    """A grade from outcomes alone; every other element cannot be told."""
    names = {name.replace("_", "-"): outcome for name, outcome in known.items()}
    answers = tuple(
        engagement.ElementAnswer(one, names.get(one["element_id"], "cannot tell"), (), False) for one in RUBRIC
    )
    return engagement.Engagement(LEP, "", "", answers, {})


def test_without_any_evidence_everything_is_possible(seats):
    found = engagement.grade(seats(FIRM).iloc[:0], LEP)
    assert set(outcomes(found).values()) == {"cannot tell"}
    assert (found.lowest["grade"], found.highest["grade"], found.open) == ("inadequate", "good", found.of)
    assert found.list_date == ""


@pytest.mark.parametrize(
    ("rows", "seat", "body"),
    [
        ([CVS, FIRM], "met", "met"),
        ([BLIND, FIRM], "met", "not met"),
        ([FIRM], "not met", "not met"),
        ([{**FIRM, "list_completeness": "attendance"}], "cannot tell", "cannot tell"),
        ([{**CVS, "list_completeness": "partial"}], "met", "met"),
        ([CVS | {"role": "observer"}, FIRM], "not met", "not met"),
        ([FIRM, {}], "cannot tell", "cannot tell"),
    ],
)
def test_seats_answer_the_first_two_elements(seats, rows, seat, body):
    found = outcomes(engagement.grade(seats(*rows), LEP))
    assert (found["main-board-seat"], found["infrastructure-body"]) == (seat, body)


@pytest.mark.parametrize(("as_at", "seat"), [("2020-01-30", "cannot tell"), ("2020-01-31", "met"), ("", "met")])
def test_later_lists_are_left_out(seats, as_at, seat):
    assert outcomes(engagement.grade(seats(CVS), LEP, as_at=as_at))["main-board-seat"] == seat


@pytest.mark.parametrize(("rows", "answer"), [([CVS], "no"), ([FIRM], "yes")])
def test_a_contradiction_settles_nothing_and_is_said(seats, rows, answer):
    found = engagement.grade(seats(*rows), LEP, said(main_board=answer)).answers[0]
    assert found.outcome == "cannot tell" and found.contradicted
    assert "contradict" in found.reason and len(found.evidence) == 2


@given(st.lists(st.sampled_from(["met", "not met", "cannot tell"]), min_size=len(IDS), max_size=len(IDS)))
def test_whatever_the_unknown_turn_out_to_be_the_grade_lies_in_the_range(found):
    names = [one.replace("-", "_") for one in IDS]
    order = [one["grade"] for one in engagement.SCALE]
    whole = graded(**dict(zip(names, found, strict=True)))
    assert order.index(whole.lowest["grade"]) <= order.index(whole.highest["grade"])
    for turned in ("met", "not met"):
        settled = [turned if one == "cannot tell" else one for one in found]
        one = graded(**dict(zip(names, settled, strict=True)))
        assert one.settled and one.lowest == (whole.highest if turned == "met" else whole.lowest)


@pytest.mark.parametrize(("survey", "graded"), [(None, False), (said(main_board="yes"), True)])
def test_a_grade_only_where_a_survey_is_given(seats, survey, graded):
    found = engagement.grade(seats(CVS, FIRM), LEP, survey)
    record, rows = engagement.as_record(found), engagement.as_frame([found])
    assert (found.graded, record["grade"] is not None, (rows["lowest_grade"] != "").all()) == (graded,) * 3
    assert record["points"] == {"shown": 5, "missing": 0, "open": 15, "of": 20}
    assert ("No grade is given without answers" in sentences(found)[0]) == (not graded)


def test_the_profile_is_sorted_by_evidence():
    national = engagement.review_engagement()
    profiles = [(one.shown, one.missing) for one in engagement.by_evidence(national.grades)]
    assert profiles == sorted(profiles, reverse=True)
    points = {one.lep: (one.shown, one.missing, one.open) for one in national.grades}
    assert points["The Marches"] == (6, 0, 14)  # by hand: a seat, a sub-board seat, an advertised vacancy
    assert points["London"] == (3, 2, 15)  # two seats on a full list, and no infrastructure body on it
    assert "13 of the other 32 had one" in " ".join(sentences(engagement.grade_engagement("London")))


@pytest.mark.parametrize("row", RUBRIC, ids=IDS)
def test_every_element_argues_its_case(row):
    assert row["question"].endswith("?") and int(row["points"]) > 0
    assert all(row[name] for name in ("evidence", "step", "settled_by", "reason", "source", "example"))


def test_both_sides_of_each_grade():
    """Of 20 points; with or without three of them because local leaders say that the sector is heard."""
    one, other = ({"element_id": name} for name in ("heard", "other"))
    best = engagement.best_grade
    without = {n: best([other | {"points": str(n)}], 20)["grade"] for n in (6, 7, 14)}
    heard = {n: best([one | {"points": "3"}, other | {"points": str(n - 3)}], 20)["grade"] for n in (13, 14, 20)}
    assert without == {6: "inadequate", 7: "requires-improvement", 14: "requires-improvement"}
    assert heard == {13: "requires-improvement", 14: "good", 20: "good"}
