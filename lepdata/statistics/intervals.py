"""SO MANY OF SO MANY, read as a draw -> an interval for the share behind the draw.

A board is a whole population, not a sample: on a full list the share is a fact and nothing is estimated (see `finite`).
An interval is for the other question: if appointments were independent draws with one probability, which probabilities
would this board leave likely?
"""

from __future__ import annotations

from typing import Any

import numpy as np

from lepdata.statistics.counts import LEVEL, Numbers, checked, checked_between


def wilson(counts: Any, sizes: Any, level: float = LEVEL) -> tuple[Numbers, Numbers]:
    """Wilson's score interval for a share.

    The ends are the shares p at which (count/size - p)^2 = z^2 p (1 - p) / size.

    Parameters
    ----------
    counts, sizes : int or sequence of int
        So many of so many.
    level : float
        How often such intervals hold the true share, on average over shares.

    Returns
    -------
    low, high : ndarray
        Of the shape given.

    Raises
    ------
    UsageError
        If a size is nought or a count does not fit its size.

    Notes
    -----
    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the American
    Statistical Association 22 (1927) 209-212; recommended for small numbers by R. G. Newcombe, Two-sided confidence
    intervals for the single proportion, Statistics in Medicine 17 (1998) 857-872.
    Assumes independent draws with one probability. Not for deciding whether a board meets a rule: that is counted.

    Examples
    --------
    >>> low, high = wilson(5, 15)
    >>> round(float(low), 2), round(float(high), 2)
    (0.15, 0.58)
    """
    from scipy.special import ndtri

    found, of = checked(counts, sizes)
    z2 = float(ndtri((1 + checked_between(level, "level")) / 2)) ** 2
    share = found / of
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = np.sqrt(z2 * (share * (1 - share) + z2 / (4 * of)) / of) / (1 + z2 / of)
    low = np.where(found == 0, 0.0, middle - half)  # exactly nought and one at the ends, whatever the rounding
    return low, np.where(found == of, 1.0, middle + half)


def clopper_pearson(counts: Any, sizes: Any, level: float = LEVEL) -> tuple[Numbers, Numbers]:
    """The exact interval: every share at which neither tail is smaller than (1 - level) / 2.

    Parameters and result as for `wilson`.

    Notes
    -----
    Source: C. J. Clopper and E. S. Pearson, The use of confidence or fiducial limits illustrated in the case of the
    binomial, Biometrika 26 (1934) 404-413. The ends are quantiles of beta distributions.
    Holds the true share at least as often as `level` says, mostly oftener: on ten members it is wide. It fits the exact
    control limits and tests of this room, which use the same tails. Not for whole boards, as above.

    Examples
    --------
    >>> low, high = clopper_pearson([0, 10], [10, 10])
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.0, 0.692], [0.308, 1.0])
    """
    from scipy.special import betaincinv

    found, of = checked(counts, sizes)
    tail = (1 - checked_between(level, "level")) / 2
    least, most = np.maximum(found, 1), np.minimum(found, of - 1)
    low = np.where(found == 0, 0.0, betaincinv(least, of - least + 1, tail))
    return low, np.where(found == of, 1.0, betaincinv(most + 1, of - most, 1 - tail))
