"""Paired change: Fisher's own example, statsmodels and scipy; unknown boards; error rate and power."""

from itertools import product

import numpy as np
import pytest
from scipy.stats import binom, permutation_test
from statsmodels.stats.descriptivestats import sign_test as statsmodels_sign_test

from lepdata.errors import UsageError
from lepdata.nation.chance import paired_change, sign_test, sign_test_bounds

# Darwin's maize in eighths of an inch, the example of R. A. Fisher, The Design of Experiments (1935), section 21, who
# went through all 32,768 ways of turning the signs.
DARWIN = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]


def test_fishers_example_is_found_again():
    wanted = sum(abs(sum(signs)) >= sum(DARWIN) for signs in product(*((d, -d) for d in DARWIN)))
    found = paired_change(DARWIN)
    assert found.is_exact and found.p == pytest.approx(wanted / 32_768, abs=1e-12)
    assert wanted == 1726
    assert found.mean == pytest.approx(sum(DARWIN) / 15)


@pytest.mark.parametrize("differences", [[0.1, 0.2, -0.05, 0.3], [1 / 3, -1 / 3, 1 / 6, 0.5, 0.25], [0.2] * 6])
def test_all_ways_agree_with_scipy(differences):
    both = permutation_test(
        (np.array(differences),), lambda d, axis: d.sum(axis=axis), permutation_type="samples", n_resamples=np.inf
    )
    assert paired_change(differences).p == pytest.approx(both.pvalue, abs=1e-9)


def test_boards_that_did_not_change_count_in_the_mean_only():
    found = paired_change([0.0, 0.0, 0.3, 0.3])
    assert (found.boards, found.mean, found.p) == (4, pytest.approx(0.15), 0.5)
    assert paired_change([0.0, 0.0]).p == 1.0


def test_many_pairs_are_drawn_and_come_close_to_all_ways():
    rng = np.random.default_rng(4)
    differences = rng.normal(0.03, 0.1, size=18)
    drawn = paired_change(differences)
    sums = np.array(list(product((1, -1), repeat=18)), dtype=float) @ differences
    exact = (np.abs(sums) >= abs(differences.sum()) - 1e-12).mean()
    assert not drawn.is_exact and drawn.p == pytest.approx(exact, abs=0.02)
    assert drawn == paired_change(differences) and drawn.p != paired_change(differences, seed=1).p


def test_no_drawn_p_value_is_nought():
    assert paired_change([0.2] * 40, draws=199).p == 1 / 200


@pytest.mark.parametrize("boards", [9, 20])
def test_chance_is_called_no_oftener_than_it_should_be(boards):
    rng = np.random.default_rng(boards)
    called = sum(paired_change(rng.normal(size=boards), draws=199, seed=n).p <= 0.05 for n in range(300))
    assert binom.ppf(0.001, 300, 0.05) <= called <= binom.isf(0.001, 300, 0.05)


def test_a_common_rise_is_seen():
    rng = np.random.default_rng(6)
    called = sum(paired_change(rng.normal(0.1, 0.08, size=9)).p <= 0.05 for _ in range(60))
    assert called >= 50


@pytest.mark.parametrize(("rises", "falls"), [(5, 0), (0, 5), (7, 2), (3, 3), (1, 0), (20, 6)])
def test_signs_agree_with_statsmodels(rises, falls):
    assert sign_test(rises, falls) == pytest.approx(statsmodels_sign_test([1] * rises + [-1] * falls)[1], abs=1e-9)


@pytest.mark.parametrize(("rises", "falls", "open_"), [(5, 0, 1), (4, 1, 3), (0, 0, 2), (2, 2, 4), (6, 0, 0)])
def test_unknown_boards_are_given_every_answer(rises, falls, open_):
    tried = []
    for answers in product((1, 0, -1), repeat=open_):
        up, down = rises + answers.count(1), falls + answers.count(-1)
        tried.append(sign_test(up, down) if up + down else 1.0)
    assert sign_test_bounds(rises, falls, open_) == pytest.approx((min(tried), max(tried)), abs=1e-12)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: sign_test(0, 0), "No board changed"),
        (lambda: sign_test(-1, 2), "below nought"),
        (lambda: sign_test_bounds(0, 0, 0), "no board"),
        (lambda: paired_change([]), "no pair"),
        (lambda: paired_change(np.arange(1, 19), draws=5), "5 deals say too little"),
    ],
)
def test_where_nothing_can_have_changed_it_is_said(call, words):
    with pytest.raises(UsageError, match=words):
        call()
