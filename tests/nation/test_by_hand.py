"""The verdicts that an audit judged by hand, judged again by hand on the rows named: where it was argued with, why."""

from pathlib import Path

import pandas as pd
import pytest

import lepdata
from lepdata.reviews import known

BY_HAND = pd.read_csv(Path(__file__).with_name("by_hand.csv"), dtype=str, keep_default_na=False).to_dict("records")


@pytest.mark.parametrize("row", BY_HAND, ids=lambda row: f"{row['lep']} {row['criterion']} {row['definition']}")
def test_a_verdict_judged_by_hand(row):
    """Counts are for, against, unknown, and of those who might be members; `why` says what the audit argued with."""
    review = lepdata.review_board(row["lep"], row["date"])
    assert review.board.as_at == row["date"] and review.board.members["list_id"].nunique() == 1
    every = (*review.judgement.all_verdicts, *review.yardstick.all_verdicts)
    asked = (row["criterion"], row["definition"] or None, "all")
    found = next(one for one in every if (one.criterion, one.definition, one.denominator) == asked)
    counts = [found.for_, found.against, found.unknown, found.might]
    assert counts == [int(row[name]) for name in ("for", "against", "unknown", "might")]
    assert (found.outcome, found.as_listed) == (row["outcome"], row["as_listed"])


def test_nine_councils_hold_nine_seats_in_sheffield():
    members = lepdata.board("Sheffield City Region", "2014").members
    sure = members[(members["sector"] == "council") & (members["counts_as_member"] == "yes")]
    assert len(sure) == 9 and "r1991" not in set(sure["row_ids"])


def test_who_counts_as_council_by_another_line_is_of_the_council_on_it():
    """18: r0405 counts as council by the line of 2014 that names Surrey; the table of councils says the same."""
    coverage = known.read_table("council_coverage").set_index(["lep", "council"])
    row = coverage.loc[("Enterprise M3", "Surrey County Council")]
    assert (row["how"], row["outcome"], row["seat_ids"]) == ("directly", "met", "r0405")


def test_a_past_post_settles_nothing_and_is_said():
    members = known.read_table("members").set_index("seat_id")
    for row in ("r0116", "r0297", "r1209", "r1981", "r0734", "r0907"):
        assert members.loc[row, "sector"] == "unknown"
        assert members.loc[row, "sector_because"].startswith("Private, if a past post counts: ")


@pytest.mark.parametrize("row", ["r0631", "r0737", "r1820", "r1956"])
def test_a_chair_with_a_present_firm_is_private(row):
    assert known.read_table("members").set_index("seat_id").loc[row, "sector"] == "private"


@pytest.mark.parametrize(
    ("lep", "outcome"),
    [("New Anglia", "met"), ("Leeds City Region", "met"), ("Humber", "met"), ("Cumbria", "cannot tell")],
)
def test_a_champion_named_elsewhere_within_a_year_counts(lep, outcome):
    """Cumbria's was named in July 2019, eighteen months before the list."""
    every = lepdata.review_board(lep).yardstick.all_verdicts
    assert next(one for one in every if one.criterion == "diversity-champion").outcome == outcome
