"""Differences beyond chance: against statsmodels, scipy and every deal there is; error rate and power."""

from itertools import product
from math import comb

import numpy as np
import pytest
from scipy.stats import binom, chi2_contingency
from statsmodels.stats.proportion import proportions_chisquare

from lepdata.errors import UsageError
from lepdata.nation.chance import heterogeneity

BOARDS = ([7, 11, 8, 7, 9, 8, 7, 5], [15, 18, 18, 12, 17, 20, 15, 24])


def test_the_statistics_agree_with_statsmodels_and_scipy():
    counts, sizes = np.array(BOARDS)
    found = heterogeneity(counts, sizes, draws=100)
    assert found.chi_square == pytest.approx(proportions_chisquare(counts, sizes)[0], abs=1e-9)
    ratio = chi2_contingency([counts, sizes - counts], correction=False, lambda_="log-likelihood").statistic
    assert found.likelihood_ratio == pytest.approx(ratio, abs=1e-9)


def every_deal(sizes, total):
    """Every table with these margins, and in how many ways it is dealt."""
    for counts in product(*(range(size + 1) for size in sizes)):
        if sum(counts) == total:
            yield np.array(counts), np.prod([comb(n, k) for n, k in zip(sizes, counts, strict=True)])


@pytest.mark.parametrize(("counts", "sizes"), [([4, 0, 2], [5, 6, 4]), ([1, 1, 3, 0], [3, 3, 4, 3])])
def test_p_values_and_the_mean_are_those_of_every_deal(counts, sizes):
    sizes, total, seats = np.array(sizes), sum(counts), sum(sizes)

    def chi_square(k):
        return ((k - sizes * total / seats) ** 2 / (sizes * total * (seats - total) / seats**2)).sum()

    tables = list(every_deal(sizes, total))
    ways = sum(weight for _, weight in tables)
    found = heterogeneity(counts, sizes)
    exact = sum(w for k, w in tables if chi_square(k) >= chi_square(np.array(counts)) - 1e-9) / ways
    assert found.p == pytest.approx(exact, abs=5 * np.sqrt(exact * (1 - exact) / 10_000) + 2e-4)
    mean = sum(w * chi_square(k) for k, w in tables) / ways
    assert found.chi_square / found.overdispersion == pytest.approx(mean, abs=1e-9)


def test_chance_is_called_as_often_as_it_should_be():
    rng = np.random.default_rng(12)
    sizes = rng.integers(8, 25, size=16)
    called = sum(heterogeneity(rng.binomial(sizes, 0.5), sizes, draws=199, seed=n).p <= 0.05 for n in range(300))
    assert binom.ppf(0.001, 300, 0.05) <= called <= binom.isf(0.001, 300, 0.05)


def test_boards_of_two_makes_are_seen():
    rng = np.random.default_rng(13)
    sizes = rng.integers(10, 25, size=16)
    shares = np.resize([0.25, 0.7], 16)
    called = sum(heterogeneity(rng.binomial(sizes, shares), sizes, draws=199, seed=n).p <= 0.05 for n in range(60))
    assert called >= 55


def test_no_p_value_is_nought_however_far_apart_the_boards():
    assert heterogeneity([12] * 8 + [0] * 8, [12] * 16, draws=199).p == 1 / 200


def test_boards_made_to_one_pattern_are_too_much_alike():
    found = heterogeneity([6] * 16, [12] * 16)
    assert found.chi_square == found.overdispersion == 0 and found.p == 1


def test_the_same_seed_gives_the_same_answer():
    assert heterogeneity(*BOARDS, draws=500) == heterogeneity(*BOARDS, draws=500)
    assert heterogeneity(*BOARDS, draws=500).p != heterogeneity(*BOARDS, draws=500, seed=2).p


@pytest.mark.parametrize(
    ("counts", "sizes", "words"),
    [
        ([3], [5], "One board only"),
        ([0, 0], [5, 5], "Nobody or everybody"),
        ([5, 5], [5, 5], "Nobody or everybody"),
        ([1, 0], [5, 0], "share of nobody"),
    ],
)
def test_what_cannot_differ_is_refused(counts, sizes, words):
    with pytest.raises(UsageError, match=words):
        heterogeneity(counts, sizes)
