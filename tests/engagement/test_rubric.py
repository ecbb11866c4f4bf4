"""The rubric, the grades and the limits as data that somebody may argue with."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lepdata.dates import interval
from lepdata.engagement.grading import best_grade
from lepdata.engagement.rules import elements, grades, limit, published_facts, questions, rubric, rule_rows, scale
from lepdata.files import rule_file
from lepdata.registers.leps import leps
from lepdata.voice.publication import publication_duties
from lepdata.voice.voluntary import NOMINATIONS, voluntary_questions

IDS = [element.id for element in rubric()]


@pytest.mark.parametrize("row", elements().to_dict("records"), ids=IDS)
def test_every_element_argues_its_case(row):
    filled = ("question", "evidence", "comes_from", "step", "settled_by", "reason", "source", "ours", "version")
    assert [name for name in (*filled, "example", "counter_example") if not row[name].strip()] == []
    assert row["question"].endswith("?") and int(row["points"]) > 0


def test_what_elements_read_exists():
    known = {
        "voluntary": set(voluntary_questions()["id"]),
        "publication": set(publication_duties()["id"]),
        "nominated": {row["how"] for row in rule_file(NOMINATIONS)},
    }
    for element in rubric():
        how, _, what = element.reads.partition(": ")
        assert not element.reads or {part.strip() for part in what.split("|")} <= known[how], element.id


def test_every_survey_question_of_an_element_is_asked():
    asked = {question.question_id for question in questions()}
    assert {element.survey_question for element in rubric()} - {""} <= asked


def test_whose_words_the_grades_are_is_said():
    table = grades().set_index("grade")
    assert table.loc["inadequate", "words_from"] == "the study's word"
    assert table.loc["good", "ours"] == "the label and the rule are ours"


def test_grades_rise_from_nothing():
    shares = [grade.least_share for grade in scale()]
    assert shares == sorted(set(shares)) and shares[0] == 0
    assert {grade.needs for grade in scale()} - {""} <= set(IDS)


@pytest.mark.parametrize(
    ("points", "needed", "grade"),
    [
        (6, False, "inadequate"),
        (7, False, "requires-improvement"),
        (13, True, "requires-improvement"),
        (14, True, "good"),
        (14, False, "requires-improvement"),
        (20, True, "good"),
    ],
)
def test_both_sides_of_each_grade(points, needed, grade):
    """Of 20 points; `needed`: whether local leaders say that the sector is heard."""
    heard = next(element for element in rubric() if element.id == "heard")
    other = next(element for element in rubric() if element.id != "heard")
    met = [heard._replace(points=3)] if needed else []
    met += [other._replace(points=points - sum(one.points for one in met))]
    assert best_grade(met, 20).id == grade


@pytest.mark.parametrize(
    ("day", "asked"),
    [("2014-01-06", False), ("2014-01-07", True), ("2023-12-31", True), ("2024-01-01", False), ("", True)],
)
def test_the_eu_funds_seat_is_asked_only_of_its_years(day, asked):
    element = next(element for element in rubric() if element.id == "eu-funds-seat")
    assert element.applies(day) is asked


def test_limits_are_argued_and_exact():
    assert [row["id"] for row in rule_rows("limits.csv") if not (row["reason"] and row["source"])] == []
    assert limit("agreement") == Fraction(2, 3)


@pytest.mark.parametrize("row", published_facts().to_dict("records"), ids=lambda row: row["fact_id"])
def test_published_facts_name_what_the_register_knows(row):
    assert row["lep"] in set(leps()["lep"]) and row["element"] in IDS
    assert row["outcome"] in ("met", "not met") and row["source_url"].startswith("http") and row["fact"]
    assert (interval(row["as_at"]) is None) == (row["date_basis"] == "none")
