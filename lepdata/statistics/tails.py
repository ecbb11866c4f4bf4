"""A COUNT AGAINST A BENCHMARK -> how often chance does as much, board by board, and what many boards do to that."""

from __future__ import annotations

from typing import Any

import numpy as np

from lepdata.model.faults import UsageError
from lepdata.statistics.counts import Numbers, checked, checked_between


def against_share(counts: Any, sizes: Any, share: float, mid_p: bool = False) -> Numbers:
    """How often chance strays as far from a fixed share, on either side.

    Twice the smaller of P(X <= count) and P(X >= count), at most one, where X is binomial.

    Parameters
    ----------
    counts, sizes : int or sequence of int
        So many of so many.
    share : float
        A benchmark that does not come from these boards (0 to 1).
    mid_p : bool
        Count only half of the chance of the very count that was found.

    Returns
    -------
    ndarray
        Two-sided p-values.

    Raises
    ------
    UsageError
        If a size is nought, a count does not fit its size, or the share lies outside nought to one.

    Notes
    -----
    Source for doubling the smaller tail: E. Kulinskaya, On two-sided p-values for non-symmetric distributions
    (arXiv:0810.2124, 2008), which sets it beside the alternatives. It agrees with the control limits and with the exact
    interval of this room. Mid-p: R. D. Routledge, Practicing safe statistics with the mid-p, Canadian Journal of
    Statistics 22 (1994) 103-110: nearer to what it claims on average, but it may claim too much on one board.
    Assumes independent appointments with one probability. Not for the boards that the benchmark was computed from: use
    `against_others`.

    Examples
    --------
    >>> against_share([0, 5], [10, 10], 0.5).round(6).tolist()
    [0.001953, 1.0]
    """
    from scipy.stats import binom

    found, of = checked(counts, sizes)
    checked_between(share, "benchmark share", closed=True)
    few, many = binom.cdf(found, of, share), binom.sf(found - 1, of, share)
    return _two_sided(few, many, binom.pmf(found, of, share) if mid_p else 0.0)


def against_others(counts: Any, sizes: Any, mid_p: bool = False) -> Numbers:
    """How often a board would differ as much from the others, if all their members were dealt out anew.

    Parameters
    ----------
    counts, sizes : sequence of int
        So many of so many on each board; at least two boards.
    mid_p : bool
        Count only half of the chance of the very count that was found.

    Returns
    -------
    ndarray
        Two-sided p-values: `against_rest` with all the other boards as the rest.

    Raises
    ------
    UsageError
        If there is one board only, or the counts do not fit.

    Examples
    --------
    >>> against_others([5, 0], [5, 5]).round(4).tolist()
    [0.0079, 0.0079]
    """
    found, of = checked(counts, sizes)
    if found.size < 2:
        raise UsageError("One board only: there is no other to compare it with.")
    return against_rest(found, of, found.sum() - found, of.sum() - of, mid_p)


def against_rest(counts: Any, sizes: Any, rest_counts: Any, rest_sizes: Any, mid_p: bool = False) -> Numbers:
    """How often a board would differ as much from a rest, if their members were dealt out anew.

    Twice the smaller hypergeometric tail of the board's count, given its size and the total over both, at most one:
    Fisher's exact test of the board against the rest.

    Parameters
    ----------
    counts, sizes, rest_counts, rest_sizes : int or sequence of int
        So many of so many on the board, and on all it is compared with.
    mid_p : bool
        Count only half of the chance of the very count that was found.

    Returns
    -------
    ndarray
        Two-sided p-values.

    Raises
    ------
    UsageError
        If a size is nought or a count does not fit its size.

    Notes
    -----
    Source: A. Agresti, A survey of exact inference for contingency tables, Statistical Science 7 (1992) 131-153;
    doubling and mid-p as for `against_share`. Assumes that any member might have sat on the board or in the rest. The
    p-values of several boards hang together a little, since what one board has the others lack.

    Examples
    --------
    >>> round(float(against_rest(5, 23, 120, 242)), 3)
    0.017
    """
    from scipy.stats import hypergeom

    found, of = checked(counts, sizes)
    rest_found, rest_of = checked(rest_counts, rest_sizes)
    law = hypergeom(of + rest_of, found + rest_found, of)
    return _two_sided(law.cdf(found), law.sf(found - 1), law.pmf(found) if mid_p else 0.0)


def _two_sided(few: Numbers, many: Numbers, at: Numbers | float) -> Numbers:
    # A subtraction of nearly equal numbers may leave a hair below nought.
    return np.clip(2 * (np.minimum(few, many) - np.asarray(at) / 2), 0.0, 1.0)


def adjusted(p_values: Any) -> Numbers:
    """P-values adjusted for how many were looked at: of those called at 0.05, 5 in 100 are expected to be false alarms.

    Each sorted p-value times the number of tests over its rank, made to rise with the rank.

    Parameters
    ----------
    p_values : sequence of float
        One for each board, between nought and one.

    Returns
    -------
    ndarray
        In the order given; empty for none.

    Raises
    ------
    UsageError
        If one lies outside nought to one.

    Notes
    -----
    Source: Y. Benjamini and Y. Hochberg, Controlling the false discovery rate, Journal of the Royal Statistical Society
    B 57 (1995) 289-300, by way of `scipy.stats.false_discovery_control`. Assumes independent tests or ones that depend
    on each other in the same direction. On whole numbers of people the p-values are too large rather than too small, so
    fewer boards are called than might be.

    Examples
    --------
    >>> adjusted([0.01, 0.02, 0.5]).round(3).tolist()
    [0.03, 0.03, 0.5]
    """
    from scipy.stats import false_discovery_control

    given = np.asarray(p_values, dtype=float)
    if not ((given >= 0) & (given <= 1)).all():
        raise UsageError("A p-value lies outside nought to one.")
    return false_discovery_control(given) if given.size else given
