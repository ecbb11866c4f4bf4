"""How many a list may count: equal to trying every completion of a small board."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lepdata.collections.published import Count, count, measure, reaches, together
from lepdata.judging.roll import Member, Roll

GENDER = {"w": "woman", "m": "man", "u": "not published"}


def roll(letters, completeness="full"):
    """A capital letter only might be a member."""
    members = tuple(
        Member(one.islower(), "member", "private", "", "", "private", GENDER[one.lower()], "") for one in letters
    )
    return Roll(members, completeness)


def council(sector, gender="u", sure=True):
    return Member(sure, "member", sector, "", "", "public", GENDER[gender], "")


@pytest.mark.parametrize(
    ("letters", "completeness", "size", "lowest", "highest", "base"),
    [
        ("wwm", "full", None, 2, 2, 3),
        ("wmu", "full", None, 1, 2, 3),
        ("wmW", "full", None, 1, 2, 2),
        ("wm", "attendance", None, 1, None, 2),
        ("wm", "attendance", 2, 1, 1, 2),
        ("wm", "attendance", 5, 1, 4, 2),
        ("wmU", "attendance", 3, 1, 2, 2),
        # a full list shows everybody: another published size does not stretch it
        ("wm", "full", 5, 1, 1, 2),
        # a published size smaller than what is seen limits nothing
        ("wm", "attendance", 1, 1, None, 2),
        ("", "partial", 4, 0, 4, 0),
    ],
)
def test_what_a_list_allows(letters, completeness, size, lowest, highest, base):
    found = count(roll(letters, completeness), measure("women")).within(size)
    assert (found.for_, found.highest, found.base) == (lowest, highest, base)


def completions(letters, unseen):
    """Every number of women and of members that a list allows, by trying everything."""
    for answers in product(*({"w": [1], "m": [0], "u": [0, 1]}[one.lower()] for one in letters)):
        for taken in product(*([True] if one.islower() else [True, False] for one in letters)):
            counted = [answer for answer, is_in in zip(answers, taken, strict=True) if is_in]
            for extra in range(unseen + 1):
                for women in range(extra + 1):
                    yield sum(counted) + women, len(counted) + extra


@given(st.text("wmuWMU", max_size=6))
def test_a_full_list_allows_what_trying_everything_allows(letters):
    found = count(roll(letters), measure("women"))
    tried = list(completions(letters, 0))
    assert (found.for_, found.highest) == (min(women for women, _ in tried), max(women for women, _ in tried))
    shares = [Fraction(women, members) for women, members in tried if members]
    if found.base:
        assert found.shares() == (min(shares), max(shares))


@given(st.text("wmuWMU", max_size=5), st.integers(0, 8))
def test_a_published_size_allows_what_trying_everything_of_that_size_allows(letters, size):
    sure = sum(one.islower() for one in letters)
    if size < sure:
        return
    found = count(roll(letters, "attendance"), measure("women")).within(size)
    # whoever only might be a member, or was not seen, may be a woman or not, as long as the size is kept
    tried = [
        women for women, members in completions(letters.replace("W", "U").replace("M", "U"), size) if members == size
    ]
    assert (found.for_, found.highest) == (min(tried), max(tried))


@pytest.mark.parametrize(
    ("members", "lowest", "highest", "base"),
    [
        ([council("council", "w"), council("council"), council("private", "w")], 1, 2, 2),
        ([council("council", "m"), council("unknown", "w")], 0, 1, 1),
        ([council("unknown", "m")], 0, 0, 0),
    ],
)
def test_women_among_those_a_council_sent(members, lowest, highest, base):
    found = count(Roll(tuple(members), "full"), measure("council women"))
    assert (found.for_, found.highest, found.base) == (lowest, highest, base)


def test_boards_are_added_up():
    found = together([Count(1, 2, 3), Count(0, 1, 0, might_for=1)], unseen=None)
    assert (found.for_, found.base, found.highest) == (1, 7, None)
    assert found.within(10).highest == 1 + 3 + 3
    assert together([]).base == 0


@pytest.mark.parametrize(
    ("found", "least", "said"),
    [
        (Count(1, 9), 1, "yes"),
        (Count(1, 9), 2, "no"),
        (Count(0, 9), 1, "no"),
        (Count(0, 9, 1), 1, "unknown"),
        (Count(0, 9, might_for=1), 1, "unknown"),
        (Count(0, 9, unseen=None), 1, "unknown"),
        (Count(0, 0, unseen=0), 1, "no"),
    ],
)
def test_whether_a_board_has_so_many(found, least, said):
    assert reaches(found, least) == said
