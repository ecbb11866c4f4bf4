"""Which names are two spellings of one organisation, which only look alike, and how often the match is right."""

from pathlib import Path

import pandas as pd
import pytest
from cases import table

from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence, settled_rows
from lepdata.sectors.registered import KIND, likeness, names_with, near_name

EXAMPLES = Path(__file__).with_name("examples")


@pytest.mark.parametrize(*table(EXAMPLES / "one_organisation_spelt_in_two_ways.csv"))
def test_one_organisation_spelt_in_two_ways(asked, known, shared):
    found = near_name(asked)
    assert (found is None) == (known == "")
    assert found is None or (found[0].name, " ".join(found[2])) == (known, shared)


@pytest.mark.parametrize(*table(EXAMPLES / "two_organisations_that_look_alike.csv"))
def test_two_organisations_that_look_alike(one, other):
    assert likeness(one, other, names_with()) is None
    assert likeness(other, one, names_with()) is None


@pytest.mark.parametrize(
    ("misspelt", "passes"),
    [("Harbour", True), ("Harbor", True), ("Harber", False), ("Jarbour", False), ("Harbours", True)],
)
def test_a_slip_of_the_pen_is_small(misspelt, passes):
    found = likeness(f"Northshire {misspelt} Board", "Northshire Harbour Board", {"northshire": 1})
    assert (found is not None) == passes


def test_a_match_is_evidence_with_score_and_words_and_merges_nothing():
    rows = describe(pd.DataFrame({"row_id": ["a"], "organisation": ["Tameside Metropolitan Borough Counsil"]}))
    found = find_evidence(rows, decisions=False)
    reason = found[found["kind"] == KIND].iloc[0]
    assert (reason["says"], reason["rule"], reason["sector_kind"]) == (
        "council",
        "fuzzy-match",
        "metropolitan district",
    )
    assert reason["matched"] == "score 94; shared words: tameside"
    assert reason["seen"] == "Tameside Metropolitan Borough Council" and "council register" in reason["source"]
    assert rows["organisation"].tolist() == ["Tameside Metropolitan Borough Counsil"]


@pytest.mark.parametrize(
    ("cells", "sector", "rule"),
    [
        ({"organisation": "Tameside Counsil"}, "council", "fuzzy-match"),
        ({"organisation": "Tameside Counsil Ltd"}, "private", "legal-form"),
        ({"organisation": "Tameside Counsil", "job_title": "Vice-Chancellor"}, "education", "title-vice-chancellor"),
    ],
)
def test_it_is_stronger_than_the_residual_guess_and_weaker_than_words(cells, sector, rule):
    row = settled_rows(pd.DataFrame([cells]), decisions=False).iloc[0]
    assert (row["sector"], row["sector_rule"]) == (sector, rule)
