"""The audit page: its numbers are the labels' and the classifier's, and it hides nothing that is wrong or open."""

import pandas as pd
import pytest

import lepdata as lep
from lepdata.errors import UsageError
from lepdata.registers.frozen import read_raw
from lepdata.reviews.audit import SCORED_KINDS, TABLES, likely_range
from lepdata.reviews.audit_charts import CHARTS
from lepdata.reviews.known import read_table
from lepdata.sectors.classifying import classify


@pytest.fixture(scope="module")
def audit():
    return lep.review_accuracy()


def test_the_audit_counts_as_the_score_does(audit):
    labels = read_raw("labels/sector_labels.csv")
    answers = classify(read_table("sightings"), decisions=False)
    scored = labels[labels["kind"].isin(SCORED_KINDS)].merge(answers, on="row_id")
    right = scored[scored["sector"] == scored["sector_label"]]
    assert len(audit.scored) == len(scored) and audit.scored["right"].sum() == len(right)
    assert audit.scored["settled"].sum() == (scored["sector"] != "unknown").sum()


@pytest.mark.parametrize("kind", TABLES)
def test_every_table_shows_itself(audit, kind):
    shown = lep.table(audit, kind)
    assert shown.caption and shown.caption.replace("'", "&#x27;") in shown._repr_html_()


@pytest.mark.parametrize("kind", CHARTS)
def test_every_chart_says_what_it_shows(audit, kind):
    assert lep.chart(audit, kind).to_dict()["description"].endswith(".")


def test_words_and_heading(audit):
    assert f"on {audit.scored['right'].sum()}, " in str(lep.sentences(audit))
    assert len(lep.caveats(audit)) == 4 and "trust" in lep.heading(audit)


def test_the_tables_hold_every_scored_line_once(audit):
    scored = audit.scored
    wrong, open_ = (scored["settled"] & ~scored["right"]).sum(), (~scored["settled"]).sum()
    assert len(lep.table(audit, "mistakes")) == wrong and len(lep.table(audit, "missed")) == open_
    sectors = lep.table(audit, "sectors")
    assert sectors["Labelled so"].sum() == len(scored) and sectors["False"].sum() == wrong
    assert lep.table(audit, "confusion").drop(columns="Label").to_numpy().sum() == len(scored)
    assert lep.table(audit, "evidence")["Labelled"].sum() == scored["settled"].sum()
    assert lep.table(audit, "unsettled")["All lines"].sum() == (audit.rows["sector"] == "unknown").sum()


def test_wrong_answers_lead_to_their_source_and_the_surest_come_first(audit):
    wrong = lep.table(audit, "mistakes")
    assert wrong["Source address"].str.startswith(("http://", "https://")).all()
    strengths = audit.rows.set_index("row_id")["strength"]
    assert strengths[wrong["Line"]].is_monotonic_decreasing


def test_the_residual_rule_and_decisions_can_be_switched(audit):
    bare = lep.review_accuracy(residual=False)
    assert "residual" in set(audit.rows["evidence_kind"]) and "residual" not in set(bare.rows["evidence_kind"])
    assert "switched off" in str(lep.sentences(bare))
    decided = lep.review_accuracy(decisions=True)
    assert "decision" in set(decided.rows["evidence_kind"]) and "decision" not in set(audit.rows["evidence_kind"])


def test_what_stays_open_is_explained(audit):
    rows = audit.rows.assign(label="", label_kind="")
    told = lep.table(type(audit)(False, True, rows), "unsettled")
    assert told["Why"].is_unique and told["Labelled"].sum() == 0


@pytest.mark.parametrize("verb", [lep.table, lep.chart])
def test_an_unknown_part_is_refused_with_those_there_are(audit, verb):
    with pytest.raises(UsageError, match="evidence"):
        verb(audit, "evidense")


@pytest.mark.parametrize(("right", "of"), [(0, 1), (1, 1), (9, 10), (500, 1000)])
def test_the_likely_range_holds_the_share(right, of):
    lowest, highest = likely_range(right, of)
    assert 0 <= lowest <= right / of <= highest <= 1
    assert pd.Series(likely_range(right * 10, of * 10)).diff().iloc[1] < highest - lowest
