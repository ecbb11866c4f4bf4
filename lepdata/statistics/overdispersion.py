"""SHARES OF MANY BOARDS -> whether they differ more than dealing the same members over them would make them differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from lepdata.model.faults import UsageError
from lepdata.statistics.counts import DRAWS, SEED, Numbers, checked
from lepdata.statistics.dealing import deals


@dataclass(frozen=True)
class Heterogeneity:
    """How far the shares of boards differ.

    Attributes
    ----------
    boards, total, seats : int
        Boards, members who count, and members, on all of them.
    chi_square, likelihood_ratio : float
        Pearson's and the likelihood-ratio statistic.
    overdispersion : float
        `chi_square` over what dealing gives on average: 1 is chance, 2 twice the variance of chance.
    p, p_likelihood_ratio : float
        How often a deal gives as large a statistic.
    """

    boards: int
    total: int
    seats: int
    chi_square: float
    likelihood_ratio: float
    overdispersion: float
    p: float
    p_likelihood_ratio: float


def heterogeneity(counts: Any, sizes: Any, draws: int = DRAWS, seed: int = SEED) -> Heterogeneity:
    """Whether the shares of boards differ beyond chance.

    chi_square = sum of (count - size p)^2 / (size p (1 - p)) with the pooled share p; the likelihood ratio is twice the
    sum of observed x ln(observed / expected) over those who count and those who do not. Both are referred to deals that
    keep every size and the total, not to a chi-square curve: boards are too small for that.

    Parameters
    ----------
    counts, sizes : sequence of int
        So many of so many on each board.
    draws, seed : int
        How many deals, and where the chance starts.

    Returns
    -------
    Heterogeneity

    Raises
    ------
    UsageError
        If there is one board only, or nobody or everybody counts: then nothing can differ.

    Notes
    -----
    Source: A. Agresti, A survey of exact inference for contingency tables, Statistical Science 7 (1992) 131-153; the
    p-value by B. Phipson and G. K. Smyth, Statistical Applications in Genetics and Molecular Biology 9 (2010) article
    39. On deals chi_square is (boards - 1) x seats / (seats - 1) on average, exactly (J. B. S. Haldane, The mean and
    variance of chi-squared, when used as a test of homogeneity, when expectations are small, Biometrika 31 (1940)).
    Overdispersion as D. J. Spiegelhalter uses it, Statistics in Medicine 24 (2005) 1185-1202.
    Assumes that any member might have sat on any board. A large p does not show that boards are alike: few small boards
    can hide a lot. Statistics below 1 in overdispersion mean that boards are more alike than chance.

    Examples
    --------
    >>> found = heterogeneity([9, 1, 5, 5], [10, 10, 10, 10])
    >>> round(found.chi_square, 1), found.p < 0.01
    (12.8, True)
    """
    found, of = checked(np.atleast_1d(counts), np.atleast_1d(sizes))
    total, seats = int(found.sum()), int(of.sum())
    if len(of) < 2:
        raise UsageError("One board only: there is no other to differ from.")
    if total in (0, seats):
        raise UsageError("Nobody or everybody counts, so the boards cannot differ.")
    own = _statistics(found[np.newaxis], of, total / seats)
    larger = np.zeros(2, dtype=np.int64)
    for dealt in deals(of, total, draws, seed):
        # Equal statistics may differ in the last place; a hair of room counts them as equal.
        larger += (_statistics(dealt, of, total / seats) >= own * (1 - 1e-10)).sum(axis=0)
    chi_square, ratio = (float(value) for value in own[0])
    over = chi_square / ((len(of) - 1) * seats / (seats - 1))
    p, p_ratio = (float(value) for value in (larger + 1) / (draws + 1))
    return Heterogeneity(len(of), total, seats, chi_square, ratio, over, p, p_ratio)


def _statistics(dealt: Numbers, of: Numbers, share: float) -> Numbers:
    """Both statistics of each deal; one row per deal."""
    expected = of * share
    chi_square = ((dealt - expected) ** 2 / (expected * (1 - share))).sum(axis=1)
    ratio = _observed_log(dealt, expected) + _observed_log(of - dealt, of - expected)
    return np.stack((chi_square, 2 * ratio.sum(axis=1)), axis=1)


def _observed_log(observed: Numbers, expected: Numbers) -> Numbers:
    from scipy.special import xlogy

    return xlogy(observed, observed / expected)
