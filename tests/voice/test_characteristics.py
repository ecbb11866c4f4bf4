"""Women with the unknown visible, what nobody publishes, and tables of self-declared answers that give nobody away."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lepdata.errors import InputFaults, UsageError
from lepdata.reviews import known
from lepdata.reviews.boards import board as board_of
from lepdata.seating.boards import Board
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence
from lepdata.sectors.settling import settle
from lepdata.voice.women import characteristics, count_declared

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
        ("uuu", "full", None, "0", "1"),
        ("wmu", "attendance", None, "0", "1"),
        ("wmu", "attendance", 4, "1/4", "3/4"),
        ("wmu", "attendance", 2, "0", "1"),
        ("wmW", "full", None, "1/2", "2/3"),
        ("wmM", "full", None, "1/3", "1/2"),
        ("wmU", "full", None, "1/3", "2/3"),
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


@pytest.mark.parametrize(
    ("cells", "gender"),
    [
        ({"honorific": "Mrs", "person_name": "Mrs Ada Example"}, "not published"),
        ({"honorific": "Mr", "person_name": "Mr Al Example"}, "not published"),
        ({"honorific": "Lady", "person_name": "Baroness Example"}, "not published"),
        ({"person_name": "Sir Al Example", "job_title": "Chairman"}, "not published"),
        ({"person_name": "Ada Example", "job_title": "Headmistress"}, "not published"),
        ({"person_name": "Ada Example", "capacity_as_published": "women's champion"}, "not published"),
        ({"person_name": "Ada Example", "pronoun_as_published": "she"}, "woman"),
        ({"person_name": "Al Example", "pronoun_as_published": "he"}, "man"),
        ({"person_name": "Ada Example", "capacity_as_published": "Chairwoman"}, "woman"),
        ({"person_name": "Ada Example", "capacity_as_published": "female board member"}, "woman"),
    ],
)
def test_gender_comes_from_published_words_and_never_from_a_title_or_name(cells, gender):
    rows = describe(pd.DataFrame([cells]))
    assert settle(rows, find_evidence(rows)).loc[0, "gender"] == gender


def survey(*sizes: int) -> pd.DataFrame:
    answers = [f"answer {at}" for at, size in enumerate(sizes) for _ in range(size)]
    return pd.DataFrame({"ethnicity": answers})


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ((9, 6, 5), [9, 6, 5]), ((9, 6, 4), [9]), ((9, 6, 3, 3), [9, 6]), ((9, 6, 1, 1), [9]), ((9, 2, 2), []),
        ((9, 8, 2, 2), [9]), ((20, 1, 1, 1, 1, 1), []), ((20, 9, 1, 1, 1, 1, 1), [20]), ((9, 6, 4, 1), [9, 6]),
    ],
)  # fmt: skip
def test_small_groups_and_those_that_give_them_away_are_withheld(sizes, shown):
    if not shown:
        with pytest.raises(InputFaults, match="none of which can be shown"):
            count_declared(survey(*sizes), "ethnicity")
        return
    table = count_declared(survey(*sizes), "ethnicity")
    assert table["count"].dropna().tolist() == [*shown, sum(sizes)]
    assert table["group"].iloc[-1] == "total"


@given(st.lists(st.integers(1, 12), min_size=1, max_size=6))
def test_nothing_below_five_is_shown_or_can_be_worked_out(sizes):
    try:
        table = count_declared(survey(*sizes), "ethnicity")
    except InputFaults:
        return
    groups, total = table.iloc[:-1], int(table["count"].iloc[-1])
    shown = groups["count"].dropna()
    hidden = len(groups) - len(shown)
    assert total == sum(sizes) and (shown >= 5).all()
    assert (hidden == 0) == (min(sizes) >= 5)
    if hidden:
        left = total - int(shown.sum())
        possible = (
            [v for v in itertools.product(range(1, left + 1), repeat=hidden) if sum(v) == left] if hidden < 5 else None
        )
        assert hidden > 1 and left >= 5
        assert left > hidden if possible is None else all(len({v[at] for v in possible}) > 1 for at in range(hidden))


@pytest.mark.parametrize(
    ("frame", "column", "error", "says"),
    [
        (pd.DataFrame({"respondent": [f"Ada Example {n}" for n in range(12)]}), "respondent", InputFaults, "12 groups"),
        (survey(12), "ethnicity", InputFaults, "one answer from all 12"),
        (survey(2, 1), "ethnicity", InputFaults, "none of which can be shown"),
        (pd.DataFrame({"ethnicity": []}), "ethnicity", InputFaults, "0 people"),
        (survey(9, 6), "etnicity", UsageError, "Did you mean 'ethnicity'"),
        (pd.DataFrame({"person_name": ["Ada Example"] * 9}), "person_name", UsageError, "published of each person"),
    ],
)
def test_what_would_identify_is_refused(frame, column, error, says):
    with pytest.raises(error, match=says):
        count_declared(frame, column)
