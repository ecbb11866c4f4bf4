"""Women with the unknown visible, and what nobody publishes."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest

from lepdata.reviews import known
from lepdata.reviews.boards import board as board_of
from lepdata.seating.boards import Board
from lepdata.voice.women import characteristics

GENDERS = {"w": "woman", "m": "man", "u": "not published"}


def board(letters: str, completeness: str = "full", size: int | None = None) -> Board:
    """Small letters are members, capitals might be."""
    rows = [{"counts_as_member": "yes" if x.islower() else "might", "gender": GENDERS[x.lower()]} for x in letters]
    members = pd.DataFrame(rows, columns=["counts_as_member", "gender"])
    return Board("Exampleshire", "main board", "2020", completeness, members, size)


@pytest.mark.parametrize(
    ("letters", "completeness", "size", "lowest", "highest"),
    [
        ("wmm", "full", None, "1/3", "1/3"),
        ("wmu", "full", None, "1/3", "2/3"),
        ("wmu", "attendance", None, "0", "1"),
        ("wmu", "attendance", 4, "1/4", "3/4"),
        ("wmu", "attendance", 2, "0", "1"),
        ("wmW", "full", None, "1/2", "2/3"),
        ("wmU", "not stated", 3, "1/3", "2/3"),
    ],
)
def test_bounds_of_women(letters, completeness, size, lowest, highest):
    women = characteristics(board(letters, completeness, size)).iloc[0]
    assert (women["lowest_share"], women["highest_share"]) == (lowest, highest)
    assert women["yes"] + women["no"] + women["not_published"] == women["members"]


def test_shares_are_those_of_the_verdicts():
    verdicts = known.verdicts()
    of_lists = verdicts[(verdicts["criterion"] == "women-one-third") & (verdicts["basis"] == "list")]
    judged = of_lists.drop_duplicates("lep")
    assert len(judged) > 8
    for row in judged.to_dict("records"):
        women = characteristics(board_of(row["lep"])).iloc[0]
        assert (women["lowest_share"], women["highest_share"]) == (row["lowest_share"], row["highest_share"])


def test_what_nobody_publishes_is_said_plainly():
    rows = characteristics(board("wmu")).set_index("characteristic").loc[["ethnicity", "disability", "age"]]
    assert set(rows["published"]) == {"no"} and set(rows["lowest_share"]) == {""}
    assert rows["reason"].str.contains("No list seen").all() and (rows["not_published"] == 3).all()


def test_no_list_prints_ethnicity_disability_or_age():
    lines = known.sightings()
    assert not [name for name in lines if any(part in name for part in ("ethnic", "disab", "age_", "birth"))]
    own_words = lines["job_title"] + "; " + lines["capacity_as_published"] + "; " + lines["sector_as_published"]
    assert not own_words.str.contains(r"\bethnic|\bBAME\b|\bdisab|\baged? [0-9]|years old", case=False).any()


def test_published_counts_are_shown_however_small():
    columns = {"lep": "Exampleshire", "body": "main board", "group": "women", "as_at": "2018", "note": ""}
    counts = pd.DataFrame(
        [{**columns, "count": "1", "of": "12", "as_published": "", "source_url": "https://example.org"}]
    )
    shown = characteristics(board("wmu"), counts).iloc[-1]
    assert (shown["published"], shown["yes"], shown["no"]) == ("as a count", 1, 11)
    assert Fraction(shown["lowest_share"]) == Fraction(1, 12)
