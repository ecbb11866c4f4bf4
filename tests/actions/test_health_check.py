"""Health checks: read whole or not at all, compared, areas ranked, and the case made of answers alone."""

from __future__ import annotations

import csv

import pandas as pd
import pytest

from lepdata.actions.health_check import (
    apart,
    areas,
    case,
    compare,
    figures,
    focus_areas,
    read_assessment,
    reading,
    together,
)
from lepdata.errors import InputFaults
from lepdata.files import RAW, rule_file
from lepdata.judging.frameworks import YARDSTICK, framework

OWN, PEER = (RAW / "demonstration" / f"health_check_{side}.csv" for side in ("own", "peer"))
LEP = "Exampleshire"
THEMES = ("vision", "performance", "governance", "funding", "stakeholder", "resources", "correction", "transparency")
THEMES += ("learning", "impact", "future funding")


@pytest.fixture
def filled(tmp_path):
    """Write the shipped self-assessment with answers replaced (None drops a row) and its head changed."""

    def write(answers=None, name="form.csv", base=OWN, notes=None, **head):
        with base.open(encoding="utf-8", newline="") as file:
            rows = [row | head for row in csv.DictReader(file)]
        given = dict(answers or {})
        kept = [row for row in rows if given.get(row["question_id"], "") is not None]
        for row in kept:
            row["answer"] = given.get(row["question_id"]) or row["answer"]
            row["note"] = (notes or {}).get(row["question_id"], row["note"])
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(kept)
        return path

    return write


@pytest.fixture(scope="module")
def own():
    return read_assessment(OWN, LEP)


@pytest.fixture(scope="module")
def peer():
    return read_assessment(PEER, LEP)


def test_measures_of_areas_are_criteria():
    known = {criterion.id for criterion in framework(YARDSTICK).criteria}
    assert {name for area in areas() for name in area["measures"].split()} <= known


@pytest.mark.parametrize(
    ("answers", "notes", "faults"),
    [
        ({"vision-1": "blue"}, {}, ["'blue'"]),
        ({"funding-1": None}, {}, ["no row for the question funding-1"]),
        ({"figure-posts-now": "nine", "figure-posts-before": "1,000"}, {}, ["'1,000'", "'nine'"]),
        ({"figure-posts-now": "-0.5"}, {}, []),
        ({"monitoring-need": " "}, {"monitoring-need": "only a note"}, ["an empty cell"]),
    ],
)
def test_every_fault_is_said_and_nothing_is_read(filled, answers, notes, faults):
    path = filled(answers, notes=notes)
    if not faults:
        assert read_assessment(path, LEP)
        return
    with pytest.raises(InputFaults) as caught:
        read_assessment(path, LEP)
    assert sorted(fault.found for fault in caught.value.faults) == faults


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
    assert [row["measure"] for row in rule_file("progress/focus_order.csv")] == ["red", "apart", "amber", "not_known"]


def test_equal_areas_share_a_rank_in_the_form_s_order():
    found = focus_areas(compared(("impact", "amber", ""), ("vision", "amber", ""), ("future", "red", "")))
    assert list(zip(found["rank"], found["area"], strict=True)) == [(1, "future"), (2, "vision"), (2, "impact")]


def test_the_case_holds_only_what_was_answered(own, peer):
    made = case(own, focus_areas(compare(own, peer)))
    words = {text for name in ("need", "evidence") for text in made[name]} - {""}
    assert words <= set(own.answers.values())
    given = {row["need"] for row in areas() if own.answers.get(row["need"])}
    assert {own.answers[name] for name in given} == set(made["need"]) - {""}
    assert set(figures(own)["number"]) <= set(own.answers.values())


def test_a_need_of_an_area_that_is_green_throughout_is_not_lost(filled):
    green = {f"governance-{n}": "green" for n in (1, 2)}
    one = read_assessment(filled(green), LEP)
    one.answers["governance-need"] = "Nothing but time."
    made = case(one, focus_areas(compare(one, None)))
    assert made.set_index("area").loc["governance", ["rank", "need"]].tolist() == [0, "Nothing but time."]
