"""P-values against exact fractions and statsmodels; false discoveries against the paper's own example."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import binom_test

from lepdata.errors import UsageError
from lepdata.nation.chance import adjusted, against_others, against_share


def two_sided(chances, count, mid_p=False):
    half = chances[count] / 2 if mid_p else 0
    return min(1, 2 * (min(sum(chances[: count + 1]), sum(chances[count:])) - half))


@pytest.mark.parametrize("mid_p", [False, True])
@pytest.mark.parametrize("share", [Fraction(1, 3), Fraction(23, 100), Fraction(2, 3)], ids=str)
def test_a_fixed_share_is_exact(share, mid_p):
    for size in (1, 7, 20):
        chances = [comb(size, k) * share**k * (1 - share) ** (size - k) for k in range(size + 1)]
        found = against_share(range(size + 1), [size] * (size + 1), float(share), mid_p)
        wanted = [float(two_sided(chances, count, mid_p)) for count in range(size + 1)]
        np.testing.assert_allclose(found, wanted, atol=1e-9, rtol=0)


def test_each_tail_agrees_with_statsmodels():
    counts = np.arange(21)
    tails = [[binom_test(k, 20, 0.3, alternative=side) for k in counts] for side in ("smaller", "larger")]
    wanted = np.minimum(1, 2 * np.minimum(*tails))
    np.testing.assert_allclose(against_share(counts, np.full(21, 20), 0.3), wanted, atol=1e-9, rtol=0)


@pytest.mark.parametrize("mid_p", [False, True])
def test_a_board_against_the_others_is_exact(mid_p):
    counts, sizes = [5, 0, 9, 12], [10, 11, 12, 24]
    total, seats = sum(counts), sum(sizes)
    found = against_others(counts, sizes, mid_p)
    for count, size, p in zip(counts, sizes, found, strict=True):
        chances = [Fraction(comb(size, k) * comb(seats - size, total - k), comb(seats, total)) for k in range(size + 1)]
        assert p == pytest.approx(float(two_sided(chances, count, mid_p)), abs=1e-9)


def test_boards_that_cannot_differ_do_not():
    assert against_others([0, 0], [5, 9]).tolist() == [1.0, 1.0]
    assert against_others([5, 9], [5, 9]).tolist() == [1.0, 1.0]


# Y. Benjamini and Y. Hochberg (1995), section 4: fifteen endpoints of a trial, four of which are called at 0.05.
THROMBOLYSIS = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
]  # fmt: skip


def test_the_paper_calls_four():
    assert (adjusted(THROMBOLYSIS) <= 0.05).sum() == 4


@pytest.mark.parametrize("p_values", [THROMBOLYSIS, [0.5], [0.04, 0.01, 0.01, 1.0, 0.0], [1.0] * 3])
def test_adjusting_agrees_with_statsmodels(p_values):
    wanted = multipletests(p_values, method="fdr_bh")[1]
    np.testing.assert_allclose(adjusted(p_values), wanted, atol=1e-9, rtol=0)


def test_among_boards_of_one_make_few_are_called():
    """Two hundred seeded nations whose boards are filled alike: one in twenty at most has any board called."""
    rng = np.random.default_rng(5)
    sizes = rng.integers(8, 25, size=(200, 16))
    counts = rng.binomial(sizes, 0.5)
    called = sum((adjusted(against_others(k, n)) <= 0.05).any() for k, n in zip(counts, sizes, strict=True))
    assert called <= 18  # 10 expected at most; 18 or fewer in 99 of 100 such trials


def test_a_board_unlike_the_others_is_called():
    assert (adjusted(against_others([20, *[5] * 15], [20, *[15] * 15])) <= 0.05).tolist() == [True, *[False] * 15]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: against_share(1, 0, 0.5), "share of nobody"),
        (lambda: against_share(1, 2, 1.5), "between nought and one"),
        (lambda: against_others([1], [2]), "One board only"),
        (lambda: adjusted([0.5, 1.2]), "outside nought to one"),
    ],
)
def test_what_cannot_be_tested_is_refused(call, words):
    with pytest.raises(UsageError, match=words):
        call()


def test_no_test_gives_no_adjusted_value():
    assert adjusted([]).tolist() == []
