"""A whole board seen leaves nothing to estimate; of a part, bounds that hold as often as they say."""

from fractions import Fraction
from math import comb

import pytest

from lepdata.errors import UsageError
from lepdata.nation.chance import WholeBoard, whole_board


def chance(count, size, total, seen):
    """Of seeing so many, exactly."""
    return Fraction(comb(total, count) * comb(size - total, seen - count), comb(size, seen))


@pytest.mark.parametrize("count", [0, 5, 12])
def test_a_whole_board_is_a_fact(count):
    assert whole_board(count, 12, 12) == WholeBoard(True, count, count, count, count)


@pytest.mark.parametrize(("size", "seen"), [(12, 1), (12, 6), (12, 11), (25, 10), (20, 19)])
def test_likely_bounds_hold_as_often_as_they_say(size, seen):
    bounds = {count: whole_board(count, seen, size) for count in range(seen + 1)}
    for total in range(size + 1):
        held = sum(
            chance(count, size, total, seen)
            for count, own in bounds.items()
            if count <= total <= count + size - seen and own.likely_lowest <= total <= own.likely_highest
        )
        assert held >= Fraction(95, 100), total


@pytest.mark.parametrize(("size", "seen"), [(12, 6), (25, 10), (18, 17)])
def test_likely_bounds_lie_within_the_certain_ones(size, seen):
    for count in range(seen + 1):
        own = whole_board(count, seen, size)
        assert own.lowest == count and own.highest == count + size - seen and not own.settled
        assert own.lowest <= own.likely_lowest <= own.likely_highest <= own.highest


def test_the_first_totals_refused_are_those_that_samplingbook_prints():
    """`Sprop(m=3, n=10, N=50)` of samplingbook for R prints 4 to 32: the first total refused on either side."""
    own = whole_board(3, 10, 50)
    assert (own.likely_lowest - 1, own.likely_highest + 1) == (4, 32)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [((0, 0, 10), "share of nobody"), ((3, 12, 10), "at least that"), ((5, 4, 10), "above its size")],
)
def test_what_does_not_fit_is_refused(arguments, words):
    with pytest.raises(UsageError, match=words):
        whole_board(*arguments)
