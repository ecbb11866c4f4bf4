"""Published figures in one form: dates, shares, and that each can be traced."""

from fractions import Fraction

import pandas as pd
import pytest

from lepdata.collections.published import FIGURES, PERCENTAGES, figures, share_range, span
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import leps

TABLE = "https://www.lgcplus.com/politics/devolution-and-economic-growth/councils-holding-leps-back-on-gender-balance/"


@pytest.mark.parametrize(
    ("as_at", "found"),
    [
        ("", ("", "")),
        ("2018", ("2018-01-01", "2018-12-31")),
        ("2018-02", ("2018-02-01", "2018-02-28")),
        ("2018-02-03", ("2018-02-03", "2018-02-03")),
        ("2018-08/2018-12", ("2018-08-01", "2018-12-31")),
    ],
)
def test_what_a_date_may_mean(as_at, found):
    assert span(as_at) == found


def test_a_note_may_tell_the_months_or_that_no_year_was_printed():
    rows = figures().set_index("figure_id")
    own = rows.loc["c01"]
    assert (own["as_at"], own["date_from"], own["date_to"]) == ("2018", "2018-08-01", "2018-12-31")
    assert own["source_url"].startswith(TABLE) and own["series"] == "national table of 2018"
    assert (rows.loc["c26", "date_from"], rows.loc["v06-women", "date_from"]) == ("", "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("50%", ("99/200", "101/200")),
        ("0%", ("0", "1/200")),
        ("100%", ("199/200", "1")),
        ("12.5%", ("12/100", "13/100")),
        ("two thirds", ("2/3", "1")),
        ("below one third", ("0", "1/3")),
        ("15-strong", None),
        ("at least 50%", None),
        ("", None),
    ],
)
def test_the_shares_that_words_may_stand_for(text, found):
    assert share_range(text) == (tuple(map(Fraction, found)) if found else None)


def test_figures_are_told_apart_and_can_be_traced():
    rows = figures()
    assert rows["figure_id"].is_unique
    assert rows["source_url"].str.match(r"https?://").all()
    named = rows[~rows["lep"].str.startswith("(")]
    assert set(named["lep"]) <= set(leps()["lep"])
    assert (rows["value"].eq("") | rows["value"].str.fullmatch(r"\d+")).all()
    assert (rows["of"].eq("") | rows["of"].str.fullmatch(r"\d+")).all()
    both = rows[(rows["value"] != "") & (rows["of"] != "")]
    assert (both["value"].astype(int) <= both["of"].astype(int)).all()


def test_the_figures_of_both_national_counts_are_there():
    series = figures().groupby("series")["figure_id"].agg(set)
    assert {"v01-members", "v01-council", "c73", "c74"} <= series["national table of 2018"]
    assert len([one for one in series["voluntary sector study of 2020"] if one.startswith("n")]) == 10


def test_published_per_cent_and_sums_speak_of_figures_that_exist():
    known = set(figures()["figure_id"])
    assert set(read_raw(PERCENTAGES)["figure_id"]) <= known
    sums = pd.read_csv(FIGURES / "sums.csv", dtype=str, keep_default_na=False)
    named = {part.split(":")[0] for cell in (*sums["parts"], *sums["whole"]) for part in cell.split()}
    assert named <= known
