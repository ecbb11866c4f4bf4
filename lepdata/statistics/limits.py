"""A TARGET SHARE -> how far boards of each size stray from it by chance: the limits of a funnel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from lepdata.statistics.counts import LEVEL, Numbers, checked, checked_between

FURTHER = 0.998  # the usual outer limits of a funnel: three standard deviations, where the inner ones are two


@dataclass(frozen=True)
class Limits:
    """The fewest and the most members that a board of each size has by chance.

    Attributes
    ----------
    sizes, fewest, most : ndarray of int
        A count outside `fewest` to `most` is outside the limits.
    below, above : ndarray
        The chance of a count below `fewest`, and of one above `most`: at most (1 - level) / 2 each, and mostly less,
        because people are counted whole.
    """

    sizes: Numbers
    fewest: Numbers
    most: Numbers
    below: Numbers
    above: Numbers


def control_limits(share: float, sizes: Any, level: float = LEVEL) -> Limits:
    """Exact binomial control limits around a target share.

    `fewest` is the largest count c with P(X < c) <= (1 - level) / 2, `most` the smallest with P(X > c) no more than
    that, where X is the number among `size` members each of whom counts with probability `share`.

    Parameters
    ----------
    share : float
        The target, between nought and one.
    sizes : int or sequence of int
        Board sizes.
    level : float
        Both sides together; `LEVEL` (95 in 100) and `FURTHER` (998 in 1,000) are the usual two.

    Returns
    -------
    Limits

    Raises
    ------
    UsageError
        If the share or the level lies outside nought to one, or a size is nought.

    Notes
    -----
    Source: D. J. Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005)
    1185-1202. He smooths the limits between whole numbers; here they stay whole, and `below` and `above` say what they
    really hold back.
    Assumes that seats are filled independently with one probability. Boards that were told to balance their members
    stray less, boards that differ in kind stray more (see `heterogeneity`). Where the target is the pooled share of the
    same boards, each board pulls the target a little towards itself. Not for judging a rule.

    Examples
    --------
    >>> limits = control_limits(0.5, [10, 20])
    >>> limits.fewest.tolist(), limits.most.tolist(), limits.below.round(4).tolist()
    ([2, 6], [8, 14], [0.0107, 0.0207])
    """
    from scipy.special import bdtr, bdtrc
    from scipy.stats import binom

    of = checked(np.zeros_like(np.atleast_1d(sizes)), np.atleast_1d(sizes))[1]
    tail = (1 - checked_between(level, "level")) / 2
    target = checked_between(share, "target share", closed=True)
    fewest = binom.ppf(tail, of, target).astype(np.int64)
    most = binom.isf(tail, of, target).astype(np.int64)
    below = np.where(fewest > 0, bdtr(np.maximum(fewest - 1, 0), of, target), 0.0)
    return Limits(of, fewest, most, below, bdtrc(most, of, target))
