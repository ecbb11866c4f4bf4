"""Indices against scipy and exact fractions, their expectation against every deal; error rate and power of the mean."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from scipy.stats import binom, entropy

from lepdata.errors import UsageError
from lepdata.nation.chance import blau, board_range, expected, mean_indices, measure, mixed_deals, shannon

BOARDS = np.array([[8, 5, 1, 2], [4, 9, 0, 1], [12, 0, 0, 0], [3, 3, 3, 3]])


def test_the_indices_are_what_their_formulas_say():
    wanted = [1 - sum(Fraction(int(k), int(row.sum())) ** 2 for k in row) for row in BOARDS]
    np.testing.assert_allclose(blau(BOARDS), [float(one) for one in wanted], atol=1e-12)
    np.testing.assert_allclose(shannon(BOARDS), entropy(BOARDS, axis=1), atol=1e-9, rtol=0)


def test_one_kind_is_no_mixture_and_kinds_nobody_has_change_nothing():
    assert blau([7, 0, 0]) == shannon([7, 0, 0]) == 0
    assert blau([3, 4]) == blau([3, 0, 4]) and shannon([3, 4]) == shannon([3, 0, 4])


@pytest.mark.parametrize("index", ["blau", "shannon"])
@pytest.mark.parametrize(("pool", "size"), [([4, 3, 2], 4), ([5, 5], 3), ([6, 1, 1], 1), ([2, 3], 5)])
def test_the_expectation_is_that_of_every_deal(pool, size, index):
    kinds = np.repeat(np.arange(len(pool)), pool)
    boards = [np.bincount(chosen, minlength=len(pool)) for chosen in combinations(kinds, size)]
    assert expected(pool, size, index)[0] == pytest.approx(measure(np.array(boards), index).mean(), abs=1e-9)


def test_the_range_of_one_board_holds_what_it_says():
    pool, size = np.array([30, 20, 10]), 12
    low, high = board_range(pool, size)
    drawn = measure(np.random.default_rng(77).multivariate_hypergeometric(pool, size, size=4000))
    assert 0.94 <= ((drawn >= low) & (drawn <= high)).mean() <= 0.975


def test_chance_is_called_as_often_as_it_should_be():
    sizes, pool = np.resize([9, 12, 15, 18], 12), [80, 55, 15, 12]
    nations = next(mixed_deals(sizes, pool, draws=300, seed=31))
    called = [sum(found.p <= 0.05 for found in mean_indices(nation, 199, n)) for n, nation in enumerate(nations)]
    for index in (0, 1):
        alone = sum(mean_indices(nation, 199, n)[index].p <= 0.05 for n, nation in enumerate(nations[:150]))
        assert binom.ppf(0.001, 150, 0.05) <= alone <= binom.isf(0.001, 150, 0.05)
    assert max(called) <= 2


@pytest.mark.parametrize(("board", "more"), [([6, 4, 1, 1], True), ([11, 1, 0, 0], False)])
def test_boards_made_to_a_pattern_are_seen(board, more):
    boards = np.array([np.roll(board, 0 if more else n) for n in range(12)])
    for found in mean_indices(boards, draws=999):
        assert found.p <= 0.01 and (found.observed > found.high) == more and (found.observed < found.low) != more


def test_the_mean_is_reproducible_and_beside_its_expectation():
    first = mean_indices(BOARDS, draws=2000)
    assert first == mean_indices(BOARDS, draws=2000)
    for found in first:
        assert found.low <= found.expected <= found.high
        own = np.concatenate(
            [measure(d, found.index).mean(axis=1) for d in mixed_deals([16, 14, 12, 12], [27, 17, 4, 6])]
        )
        assert own.mean() == pytest.approx(found.expected, abs=0.005)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: blau([0, 0]), "no member"),
        (lambda: blau([-1, 2]), "whole numbers"),
        (lambda: shannon([0.5, 2]), "whole numbers"),
        (lambda: blau([]), "nothing to count"),
        (lambda: measure([1, 2], "gini"), "No index is called 'gini'"),
        (lambda: expected([3, 2], 6), "outside 1 to 5"),
        (lambda: expected([3, 2], 0), "outside 1 to 5"),
        (lambda: mean_indices([[3, 2]]), "One board only"),
    ],
)
def test_what_cannot_be_mixed_is_refused(call, words):
    with pytest.raises(UsageError, match=words):
        call()
