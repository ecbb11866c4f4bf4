"""Agrees, differs or cannot be compared: both sides of each boundary."""

from fractions import Fraction

import pytest

from lepdata.collections.published import AGREES, CANNOT, DIFFERS, Count, Published, compare, compare_boards


@pytest.mark.parametrize(
    ("found", "value", "of", "outcome", "difference"),
    [
        (Count(5, 7), 5, 12, AGREES, ""),
        (Count(5, 7), 5, None, AGREES, ""),
        (Count(4, 8), 5, 12, DIFFERS, "1 fewer"),
        (Count(6, 6), 5, 12, DIFFERS, "1 more"),
        (Count(5, 8), 5, 12, DIFFERS, "13 members instead of 12"),
        (Count(5, 6), 5, 12, DIFFERS, "11 members instead of 12"),
        # what bounds merely allow is no agreement
        (Count(5, 6, 1), 5, 12, CANNOT, ""),
        (Count(5, 6, 1), 6, 12, CANNOT, ""),
        (Count(5, 6, 1), 7, 12, DIFFERS, "at least 1 fewer"),
        (Count(5, 6, 1), 4, 12, DIFFERS, "at least 1 more"),
        (Count(5, 6, unseen=1), 6, 12, CANNOT, ""),
        (Count(5, 6, unseen=None), 11, None, CANNOT, ""),
        (Count(5, 6, unseen=None), 4, None, DIFFERS, "at least 1 more"),
        # a list that names more than the published board had
        (Count(5, 8, unseen=None), 5, 12, DIFFERS, "13 members instead of 12"),
        (Count(0, 0, unseen=None), 3, 12, CANNOT, ""),
    ],
)
def test_a_count(found, value, of, outcome, difference):
    compared = compare(found, Published(value, of, None))
    assert (compared.outcome, compared.difference) == (outcome, difference)
    assert (compared.standing == "contradicted") == (outcome == DIFFERS)


@pytest.mark.parametrize(
    ("found", "least", "most", "outcome", "difference"),
    [
        (Count(5, 5), "99/200", "101/200", AGREES, ""),
        (Count(6, 5), "99/200", "101/200", DIFFERS, "4.0 percentage points more"),
        (Count(5, 6), "99/200", "101/200", DIFFERS, "4.0 percentage points less"),
        (Count(5, 4, 1), "99/200", "101/200", CANNOT, ""),
        (Count(0, 5, unseen=None), "99/200", "101/200", CANNOT, ""),
        (Count(10, 4, 1), "2/3", "1", AGREES, ""),
        (Count(1, 9, 1), "2/3", "1", DIFFERS, "at least 48.5 percentage points less"),
        (Count(0, 0, unseen=None), "2/3", "1", CANNOT, ""),
    ],
)
def test_a_share(found, least, most, outcome, difference):
    compared = compare(found, Published(None, None, (Fraction(least), Fraction(most))))
    assert (compared.outcome, compared.difference) == (outcome, difference)


@pytest.mark.parametrize(
    ("lowest", "highest", "value", "outcome"),
    [
        (4, 4, 4, AGREES),
        (4, 5, 4, CANNOT),
        (4, 5, 5, CANNOT),
        (4, 5, 3, DIFFERS),
        (4, 5, 6, DIFFERS),
        (0, 38, 16, CANNOT),
    ],
)
def test_boards(lowest, highest, value, outcome):
    assert compare_boards(lowest, highest, value).outcome == outcome
