"""Health checks: read whole or not at all, compared, areas ranked, and the case made of answers alone."""

import csv

import pytest

from lepdata.actions.health_check import areas, case, compare, figures, focus_areas, read_assessment, together
from lepdata.errors import InputFaults
from lepdata.files import RAW

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


def test_the_case_holds_only_what_was_answered(own, peer):
    made = case(own, focus_areas(compare(own, peer)))
    words = {text for name in ("need", "evidence") for text in made[name]} - {""}
    assert words <= set(own.answers.values())
    given = {row["need"] for row in areas() if own.answers.get(row["need"])}
    assert {own.answers[name] for name in given} == set(made["need"]) - {""}
    assert set(figures(own)["number"]) <= set(own.answers.values())
