"""From evidence to a range of grades: missing evidence never counts against anybody, contradiction settles nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lepdata.engagement.elements import Answer
from lepdata.engagement.frames import as_frame, as_record
from lepdata.engagement.grading import Engagement, grade
from lepdata.engagement.rules import questions, rubric, scale
from lepdata.engagement.survey import Given, Survey

LEP = "Cumbria"
CVS = {"organisation": "Example Council for Voluntary Service"}
BLIND = {"organisation": "Example Society for the Blind"}
FIRM = {"organisation": "Example Widgets Ltd", "job_title": "Director"}


def said(**answers):
    """Six leaders who all say the same."""
    return Survey(tuple(Given(LEP, "2020-02-01", question, one) for question, one in answers.items() for _ in range(6)))


def outcomes(found):
    return {answer.element.id: answer.outcome for answer in found.answers}


def graded(**known):
    """A grade from outcomes alone; every other element cannot be told."""
    names = {name.replace("_", "-"): outcome for name, outcome in known.items()}
    answers = tuple(Answer(one, names.get(one.id, "cannot tell"), (), False) for one in rubric())
    return Engagement(LEP, "", "", answers, {})


def test_without_any_evidence_everything_is_possible(seats):
    found = grade(seats(FIRM).iloc[:0], LEP)
    assert set(outcomes(found).values()) == {"cannot tell"}
    assert (found.lowest.id, found.highest.id, found.open) == ("inadequate", "good", found.of)
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
    found = outcomes(grade(seats(*rows), LEP))
    assert (found["main-board-seat"], found["infrastructure-body"]) == (seat, body)


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("VCS representative, elected by the Northshire VCS Assembly", "met"),
        ("Nominated by the voluntary sector forum", "met"),
        ("Appointee from the Voluntary & Community Sector", "cannot tell"),
        ("", "cannot tell"),
    ],
)
def test_only_published_nomination_by_the_sector_counts(seats, words, outcome):
    found = grade(seats(CVS | {"capacity_as_published": words}), LEP)
    assert outcomes(found)["invited-to-nominate"] == outcome


@pytest.mark.parametrize(
    ("body", "element"),
    [("Skills Board", "sub-board-seat"), ("ESIF committee", "eu-funds-seat"), ("main board", "main-board-seat")],
)
def test_each_body_answers_its_own_element(seats, body, element):
    found = outcomes(grade(seats(CVS | {"body": body}), LEP))
    assert {name for name, outcome in found.items() if outcome == "met" and name != "infrastructure-body"} == {element}


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ([FIRM, CVS | {"job_title": "Chief Executive"}], "met"),
        ([FIRM, CVS], "cannot tell"),
        ([{"organisation": "Example Widgets Ltd"}, CVS], "not met"),
        ([FIRM | {"source_kind": "news"}], "cannot tell"),
    ],
)
def test_governance_is_published_where_one_list_prints_both(seats, rows, outcome):
    dated = [row | {"snapshot_date": "2021-01-31"} for row in rows]
    assert outcomes(grade(seats(*dated), LEP))["governance-published"] == outcome


@pytest.mark.parametrize(("as_at", "seat"), [("2020-01-30", "cannot tell"), ("2020-01-31", "met"), ("", "met")])
def test_later_lists_are_left_out(seats, as_at, seat):
    assert outcomes(grade(seats(CVS), LEP, as_at=as_at))["main-board-seat"] == seat


@pytest.mark.parametrize(("since", "seat"), [("2020-01-31", "met"), ("2020-02-01", "cannot tell")])
def test_older_lists_are_left_out(seats, since, seat):
    assert outcomes(grade(seats(CVS), LEP, since=since))["main-board-seat"] == seat


def test_lists_and_leaders_who_agree_are_both_evidence(seats):
    found = grade(seats(CVS), LEP, said(main_board="yes"))
    kinds = [each.kind for each in found.answers[0].evidence]
    assert found.answers[0].outcome == "met" and kinds == ["list", "survey"]


@pytest.mark.parametrize(("rows", "answer"), [([CVS], "no"), ([FIRM], "yes")])
def test_a_contradiction_settles_nothing_and_is_said(seats, rows, answer):
    found = grade(seats(*rows), LEP, said(main_board=answer)).answers[0]
    assert found.outcome == "cannot tell" and found.contradicted
    assert "contradict" in found.reason and len(found.evidence) == 2


@pytest.mark.parametrize(
    ("listed", "outcome", "contradicted"),
    [("2019-02-01", "cannot tell", True), ("2019-01-31", "met", False), ("2012", "met", False)],
)
def test_an_older_source_speaks_of_its_own_time(seats, listed, outcome, contradicted):
    """The leaders answered in February 2020, of which no day is kept: what may be of February 2019 still counts."""
    found = grade(seats(FIRM | {"snapshot_date": listed}), LEP, said(main_board="yes")).answers[0]
    assert (found.outcome, found.contradicted) == (outcome, contradicted)
    assert ("older source" in found.reason) is not contradicted


def test_leaders_alone_can_settle_a_grade(seats):
    everything = {question.question_id: "no" for question in questions() if question.kind == "choice"}
    found = grade(seats(FIRM), LEP, said(**everything))
    assert found.settled and found.lowest.id == "inadequate"


def test_nothing_is_good_that_is_not_heard():
    everything = {one.id.replace("-", "_"): "met" for one in rubric()}
    assert graded(**everything).lowest.id == "good"
    assert graded(**everything | {"heard": "not met"}).highest.id == "requires-improvement"
    assert graded(**everything | {"heard": "cannot tell"}).lowest.id == "requires-improvement"


@pytest.mark.parametrize(
    ("known", "element", "may_be_so", "to"),
    [
        ({}, "main-board-seat", True, None),
        ({"main_board_seat": "met"}, "heard", True, None),
        ({"main_board_seat": "not met"}, "main-board-seat", False, None),
        ({"main_board_seat": "met", "infrastructure_body": "met"}, "heard", True, "requires-improvement"),
    ],
)
def test_the_one_step(known, element, may_be_so, to):
    step = graded(**known).step
    assert (step.element.id, step.may_be_so, step.raises_to.id if step.raises_to else None) == (element, may_be_so, to)


def test_no_step_is_left_where_all_is_good():
    assert graded(**{one.id.replace("-", "_"): "met" for one in rubric()}).step is None


@given(st.lists(st.sampled_from(["met", "not met", "cannot tell"]), min_size=len(rubric()), max_size=len(rubric())))
def test_whatever_the_unknown_turn_out_to_be_the_grade_lies_in_the_range(found):
    names = [one.id.replace("-", "_") for one in rubric()]
    order = [one.id for one in scale()]
    whole = graded(**dict(zip(names, found, strict=True)))
    assert order.index(whole.lowest.id) <= order.index(whole.highest.id)
    for turned in ("met", "not met"):
        settled = [turned if one == "cannot tell" else one for one in found]
        one = graded(**dict(zip(names, settled, strict=True)))
        assert one.settled and one.lowest == (whole.highest if turned == "met" else whole.lowest)


def test_a_step_does_what_it_promises():
    known = {"main_board_seat": "met", "infrastructure_body": "met", "sub_board_seat": "not met"}
    before = graded(**known)
    after = graded(**known | {before.step.element.id: "met"})
    assert before.step.raises_to is not None and after.lowest == before.step.raises_to != before.lowest


def test_the_table_and_the_record_hold_the_same(seats):
    found = grade(seats(CVS), LEP, said(heard="yes"))
    frame, record = as_frame([found]), as_record(found)
    assert frame["element"].tolist() == [one["element"] for one in record["elements"]]
    assert frame["points"].sum() == record["points"]["of"] == 20
    assert record["grade"] == {"lowest": found.lowest.id, "highest": found.highest.id, "settled": False}
    assert record["elements"][0]["evidence"][0]["lines"] == "t0"
