"""What a published figure counts, how a member answers it, how many a list may count, and how figures are dated."""

from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from cases import table
from hypothesis import given
from hypothesis import strategies as st

from lepdata.collections.figures import MEASURES, count, within
from lepdata.judging.roll import Member, Roll

EXAMPLES = Path(__file__).with_name("examples")


def member(sector="unknown", seat="", gender="not published", words=""):
    return Member(True, "member", sector, seat, "", "unknown", gender, words)


@pytest.mark.parametrize(*table(EXAMPLES / "how_a_member_answers.csv"))
def test_how_a_member_answers(asked, sector, seat, gender, words, said):
    found = count(Roll((member(sector, seat, gender, words),), "full"), MEASURES[asked])
    counts = {"for": found.for_, "against": found.against, "unknown": found.unknown, "perhaps": found.might}
    assert [one for one, number in counts.items() if number] == said.split()


def test_women_among_those_a_council_sent_are_counted():
    women = member("council", gender="woman"), member("council"), member(gender="woman"), member("private")
    found = count(Roll(women * 2, "attendance"), MEASURES["council women"])
    assert (found.for_, found.members, highest(found), highest(within(found, 5))) == (2, 4, None, 5)


def highest(found):
    return found.most_for(found.unseen)


GENDER = {"w": "woman", "m": "man", "u": "not published"}


def women(letters, completeness="full"):
    """A capital letter only might be a member."""
    members = [
        Member(one.islower(), "member", "private", "", "", "private", GENDER[one.lower()], "") for one in letters
    ]
    return count(Roll(tuple(members), completeness), MEASURES["women"])


@pytest.mark.parametrize(
    ("letters", "completeness", "size", "lowest", "most", "base"),
    [
        ("wm", "attendance", None, 1, None, 2),
        # a full list shows everybody: another published size does not stretch it
        ("wm", "full", 5, 1, 1, 2),
        # a published size smaller than what is seen limits nothing
        ("wm", "attendance", 1, 1, None, 2),
        ("", "partial", 4, 0, 4, 0),
    ],
)
def test_what_a_list_allows(letters, completeness, size, lowest, most, base):
    found = within(women(letters, completeness), size)
    assert (found.for_, highest(found), found.members) == (lowest, most, base)


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
    found = women(letters)
    tried = list(completions(letters, 0))
    assert (found.for_, highest(found)) == (min(women for women, _ in tried), max(women for women, _ in tried))
    shares = [Fraction(women, members) for women, members in tried if members]
    if found.members:
        assert found.share_limits(0)[:2] == (min(shares), max(shares))


@given(st.text("wmuWMU", max_size=5), st.integers(0, 8))
def test_a_published_size_allows_what_trying_everything_of_that_size_allows(letters, size):
    sure = sum(one.islower() for one in letters)
    if size < sure:
        return
    found = within(women(letters, "attendance"), size)
    # whoever only might be a member, or was not seen, may be a woman or not, as long as the size is kept
    every = completions(letters.replace("W", "U").replace("M", "U"), size)
    tried = [women for women, members in every if members == size]
    assert (found.for_, highest(found)) == (min(tried), max(tried))
