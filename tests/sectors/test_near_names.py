"""Which names are two spellings of one organisation, which only look alike, and how often the match is right."""

from pathlib import Path

import pandas as pd
import pytest
from cases import table

from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence, settled_rows
from lepdata.sectors.registered import KIND, near_reasons, word_meant
from lepdata.spelling import organisation_key

EXAMPLES = Path(__file__).with_name("examples")


def near(text):
    return near_reasons(text, organisation_key(text))


@pytest.mark.parametrize(*table(EXAMPLES / "a_misspelt_name.csv"))
def test_a_misspelt_name(asked, meant, shared):
    assert [(told[9], told[6].partition("words: ")[2]) for told in near(asked)] == [(meant, shared)]


def test_names_that_are_not_misspelt():
    assert [text for (text,) in table(EXAMPLES / "names_that_are_not_misspelt.csv")[1] if near(text)] == []


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [("Counsil", True), ("Councl", True), ("Counsel", False), ("Bouncil", False), ("Counncil", True)],
)
def test_a_slip_of_the_pen_is_small(misspelt, meant):
    assert (word_meant(misspelt.casefold()) == "council") == meant


def test_a_match_is_evidence_with_score_and_words_and_merges_nothing():
    rows = describe(pd.DataFrame({"row_id": ["a"], "organisation": ["Tameside Metropolitan Borough Counsil"]}))
    found = find_evidence(rows, decisions=False)
    reason = found[found["kind"] == KIND].iloc[0]
    assert (reason["says"], reason["rule"], reason["sector_kind"]) == (
        "council",
        "fuzzy-match",
        "metropolitan district",
    )
    assert reason["matched"] == "score 97; shared words: tameside"
    assert reason["seen"] == "tameside metropolitan borough council" and "council register" in reason["source"]
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
