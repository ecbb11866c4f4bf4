"""Health checks: read whole or not at all, compared, areas ranked, and the case made of answers alone."""

from __future__ import annotations

import csv

import pandas as pd
import pytest

from lepdata.errors import InputFaults
from lepdata.files import RAW, RULES
from lepdata.forms.blank import write_form
from lepdata.forms.questions import form
from lepdata.progress.assessments import areas, ratings, read_assessment, together
from lepdata.progress.case import case, case_figures
from lepdata.progress.focus import focus_areas, focus_order
from lepdata.progress.second_opinion import apart, compare, reading

OWN, PEER = (RAW / "demonstration" / f"health_check_{side}.csv" for side in ("own", "peer"))
LEP = "Exampleshire"
THEMES = ("vision", "performance", "governance", "funding", "stakeholder", "resources", "correction", "transparency")
THEMES += ("learning", "impact", "future funding")


@pytest.fixture(scope="module")
def own():
    return read_assessment(OWN, LEP)


@pytest.fixture(scope="module")
def peer():
    return read_assessment(PEER, LEP)


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_of_the_recommendation_is_asked_about(theme):
    assert any(theme in area["section"].casefold() for area in areas())


def test_every_area_belongs_to_the_form():
    questions = {one.question_id: one for one in form("health_check").questions}
    for area in areas():
        assert questions[area["need"]].section == questions[area["evidence"]].section == area["section"]
    assert {one.section for one in questions.values()} == {area["section"] for area in areas()} | {"Figures"}


def test_every_question_has_a_source_and_the_scale_says_that_it_is_ours():
    asked = form("health_check")
    assert all("31tenconsulting.co.uk" in one.source for one in asked.questions)
    scale = next(one.choices for one in asked.questions if one.scale == "rag")
    assert [choice.value for choice in scale] == ["green", "amber", "red", "not known"]
    assert all(choice.ours and choice.version for choice in scale)


def test_measures_of_areas_are_criteria():
    from lepdata.judging.frameworks import framework
    from lepdata.progress.before_after import CRITERIA

    known = {criterion.id for criterion in framework(CRITERIA).criteria}
    assert {name for area in areas() for name in area["measures"].split()} <= known


def test_a_blank_form_comes_back_as_it_was_filled_in(tmp_path, own):
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "health.xlsx"
    head = {"lep": LEP, "assessed_on": own.assessed_on, "assessed_by": own.assessed_by}
    write_form(form("health_check"), path, head | own.answers)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        if own.notes.get(row[0].value):
            row[4].value = own.notes[row[0].value]
    book.save(path)
    again = read_assessment(path, LEP)
    assert (again.answers, ratings(again)["reason"].tolist()) == (own.answers, ratings(own)["reason"].tolist())


def test_every_fault_is_told_with_its_cell_and_nothing_is_read(filled):
    path = filled({"vision-1": "blue", "funding-1": None, "figure-posts-now": "nine"}, assessed_on="last autumn")
    with pytest.raises(InputFaults) as caught:
        read_assessment(path, LEP)
    told = [fault.sentence() for fault in caught.value.faults]
    for words in ("'blue'", "funding-1", "'nine'", "'last autumn'"):
        assert sum(words in line for line in told) == 1, words
    assert len(told) == 4


def test_a_form_of_another_area_is_refused(filled):
    with pytest.raises(InputFaults, match="found 'Lancashire'; expected a form about Exampleshire"):
        read_assessment(filled(lep="Lancashire"), LEP)


def test_two_forms_in_one_file_are_refused(filled):
    one, other = filled(name="one.csv"), filled(name="two.csv", assessed_on="2025-01-15")
    both = one.read_text(encoding="utf-8") + other.read_text(encoding="utf-8").split("\n", 1)[1]
    one.write_text(both, encoding="utf-8")
    with pytest.raises(InputFaults, match="2 forms"):
        read_assessment(one, LEP)


@pytest.mark.parametrize(
    ("own_colour", "peer_colour", "steps", "words"),
    [
        ("green", "green", 0, "both agree"),
        ("green", "amber", 1, "the peer sees it worse"),
        ("green", "red", 2, "the peer sees it worse"),
        ("red", "amber", 1, "the peer sees it better"),
        ("red", "not known", None, "only the area could tell"),
        ("not known", "green", None, "only the peer could tell"),
        ("not known", "not known", None, "neither could tell"),
    ],
)
def test_two_ratings_of_one_question(own_colour, peer_colour, steps, words):
    assert (apart(own_colour, peer_colour), reading(own_colour, peer_colour)) == (steps, words)


@pytest.mark.parametrize(
    ("colours", "whole"),
    [
        (["green", "green"], "green"),
        (["green", "not known"], "not known"),
        (["amber", "not known"], "amber"),
        (["amber", "red"], "red"),
        (["not known", "red"], "red"),
        ([], "not known"),
    ],
)
def test_the_colour_of_an_area(colours, whole):
    """What is not known never makes an area green, and never red."""
    assert together(colours) == whole


def test_differences_are_found_question_by_question(own, peer):
    found = compare(own, peer).set_index("question_id")
    assert found.loc["stakeholders-2", ["own", "peer", "apart"]].tolist() == ["green", "red", 2]
    assert pd.isna(found.loc["resources-2", "apart"])
    assert found.loc["funding-1", "reason"] == "Core funding is settled to March 2025 only."


def test_without_a_peer_nothing_is_said_of_one(own):
    found = compare(own, None)
    assert set(found["peer"]) == {""} and found["apart"].isna().all()
    assert set(focus_areas(found)["peer"]) == {""}


def compared(*rows):
    """Questions as (area, own, peer)."""
    frame = pd.DataFrame(rows, columns=["area", "own", "peer"])
    steps = [apart(o, p) if p else None for o, p in zip(frame["own"], frame["peer"], strict=True)]
    return frame.assign(apart=pd.array(steps, dtype="Int64"))


def test_reds_come_before_disagreements_before_ambers_before_the_unknown():
    found = focus_areas(
        compared(
            ("vision", "not known", "green"),
            ("governance", "amber", "amber"),
            ("funding", "green", "amber"),
            ("impact", "red", "red"),
            ("future", "green", "green"),
            ("learning", "green", "red"),
        )
    )
    assert found["area"].tolist() == ["learning", "impact", "funding", "governance", "vision"]
    assert found["rank"].tolist() == [1, 2, 3, 4, 5]
    assert focus_order()["measure"].tolist() == ["red", "apart", "amber", "not_known"]


def test_equal_areas_share_a_rank_in_the_form_s_order():
    found = focus_areas(compared(("impact", "amber", ""), ("vision", "amber", ""), ("future", "red", "")))
    assert list(zip(found["rank"], found["area"], strict=True)) == [(1, "future"), (2, "vision"), (2, "impact")]


def test_nothing_stands_out_where_all_is_green():
    assert focus_areas(compared(("vision", "green", "green"))).empty


def test_the_case_holds_only_what_was_answered(own, peer):
    made = case(own, focus_areas(compare(own, peer)))
    words = {text for name in ("need", "evidence") for text in made[name]} - {""}
    assert words <= set(own.answers.values())
    given = {row["need"] for row in areas() if own.answers.get(row["need"])}
    assert {own.answers[name] for name in given} == set(made["need"]) - {""}
    assert set(case_figures(own)["number"]) <= set(own.answers.values())


def test_the_case_says_what_is_missing(own, peer):
    made = case(own, focus_areas(compare(own, peer))).set_index("area")
    assert made.loc["future", "gap"] == "no evidence was given"
    assert made.loc["vision", "gap"] == "no need was stated"
    assert made.loc["monitoring", "gap"] == ""


def test_a_need_of_an_area_that_is_green_throughout_is_not_lost(filled):
    green = {f"governance-{n}": "green" for n in (1, 2)}
    one = read_assessment(filled(green), LEP)
    answers = one.answers | {"governance-need": "Nothing but time."}
    made = case(type(one)(**{**vars(one), "answers": answers}), focus_areas(compare(one, None)))
    assert made.set_index("area").loc["governance", ["rank", "need"]].tolist() == [0, "Nothing but time."]


def test_rule_files_say_whose_they_are():
    for path in sorted((RULES / "progress").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert rows, path.name
        if "ours" in rows[0]:
            assert all(row["ours"] and row["version"] for row in rows), path.name
