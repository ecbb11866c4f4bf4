"""Members counted board by board: who is left out and why, none, one or more, how mixed, and how shares moved."""

import re
from itertools import product

import pandas as pd
import pytest

from lepdata.nation import counted
from lepdata.nation.counted import TALLY_COLUMNS
from lepdata.seating.boards import Board


def tallied(*rows, completeness="attendance", as_at="2019-06-30", first=0):
    """Boards from (for, against, open)."""
    boards = [(f"Board {n}", as_at, completeness, *row) for n, row in enumerate(rows, first)]
    return pd.DataFrame(boards, columns=list(TALLY_COLUMNS))


def sentences(text):
    return len(re.findall(r"[.!?](?=\s|$)", text))


@pytest.mark.parametrize("group", ["women", "voluntary"])
@pytest.mark.parametrize(
    "frame",
    [
        tallied((1, 9, 0), (0, 9, 0), (2, 9, 1)),
        tallied(*[(1, 14, 0)] * 12),
        tallied((3, 3, 0)),
        tallied(),
        tallied(*[(5, 5, 0)] * 9, completeness="partial"),
        tallied(*[(2, 2, 8)] * 9),
    ],
    ids=["mixed", "one each", "single", "none", "fragments", "hardly known"],
)
def test_a_spread_is_said_in_two_sentences(frame, group):
    found = counted.spread_of(frame, group)
    assert sentences(found.two_sentences) == 2 and not re.search(r"nan|None|\{|  ", found.two_sentences)
    assert len(found.boards) + len(found.left_out) == len(frame)
    assert ("cannot be told" in found.two_sentences) == found.frame.empty


@pytest.mark.parametrize(
    ("row", "why_not"),
    [
        ((5, 5, 1), ""),
        ((4, 4, 1), "of 1 of 9 members it is not known, more than one in ten"),
        ((9, 8, 2), "of 2 of 19 members it is not known, more than one in ten"),
        ((0, 0, 1), "of nobody listed is it known"),
    ],
)
def test_more_than_one_member_in_ten_not_known_leaves_a_board_out(row, why_not):
    kept, left_out = counted.usable(tallied(row))
    assert (len(kept), left_out["reason"].tolist()) == ((0, [why_not]) if why_not else (1, []))


def board(letters, lep="Exampleshire"):
    """A full list from letters; a capital letter only might be a member."""
    sectors = {"p": "private", "c": "council", "v": "voluntary", "u": "unknown"}
    rows = [
        {"sector": sectors[one.lower()], "counts_as_member": "might" if one.isupper() else "yes"} for one in letters
    ]
    return Board(lep, "main board", "2022-06-30", "full", pd.DataFrame(rows, dtype=str))


def test_diversity_is_shares_by_sector():
    found = counted.diversity(counted.sector_counts([board("pppppccccc", "A"), board("p" * 10, "B")]))
    assert found.two_sentences.endswith("the 20 known members come from these sectors: 75% private and 25% council.")


@pytest.mark.parametrize("boards", [[], [board("pu")]])
def test_no_board_has_no_mixture(boards):
    found = counted.diversity(counted.sector_counts(boards))
    assert "cannot be told" in found.two_sentences and found.frame.empty and len(found.left_out) == len(boards)
    row = counted.sector_counts([board("ppcvuP")]).iloc[0]
    assert (row["private"], row["council"], row["voluntary"], row["open"]) == (2, 1, 1, 2)


# The same boards at two dates


THEN = "2017-06-30"


@pytest.mark.parametrize(
    ("then", "now", "moved"),
    [
        ((5, 5, 0), (6, 4, 0), "rose"),
        ((5, 5, 0), (4, 6, 0), "fell"),
        ((5, 5, 0), (5, 5, 0), "stayed"),
        ((5, 4, 1), (6, 4, 0), "cannot tell"),  # it may have been six before
        ((4, 5, 1), (6, 4, 0), "rose"),
    ],
)
def test_a_change_is_told_only_where_the_unknown_cannot_turn_it(then, now, moved):
    found = counted.change(tallied(then, as_at=THEN), tallied(now), THEN)
    assert found.frame["moved"].tolist() == [moved] and sentences(found.two_sentences) == 2


def test_bounds_of_a_change_are_those_of_every_answer():
    for then, now in product([(1, 2, 0), (2, 1, 2), (0, 3, 1)], repeat=2):
        row = counted.change(tallied(then, as_at=THEN), tallied(now), THEN).frame.iloc[0]
        tried = [
            (now[0] + more) / sum(now) - (then[0] + before) / sum(then)
            for more in range(now[2] + 1)
            for before in range(then[2] + 1)
        ]
        assert (row["lowest"], row["highest"]) == pytest.approx((min(tried), max(tried)))
