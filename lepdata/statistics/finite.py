"""SOME OF A BOARD SEEN -> what the whole board can hold: exactly, and likely if those seen were drawn at random."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lepdata.model.faults import UsageError
from lepdata.statistics.counts import LEVEL, Numbers, checked, checked_between


@dataclass(frozen=True)
class WholeBoard:
    """How many members of a whole board count, given those seen.

    Attributes
    ----------
    settled : bool
        Whether the whole board is seen: then all four numbers are one, and there is nothing to estimate.
    lowest, highest : int
        What cannot be otherwise, whoever the unseen are.
    likely_lowest, likely_highest : int
        What the level leaves likely, if those seen were drawn at random from the board.
    """

    settled: bool
    lowest: int
    highest: int
    likely_lowest: int
    likely_highest: int


def whole_board(count: int, seen: int, size: int, level: float = LEVEL) -> WholeBoard:
    """Bounds for the number on a board of known size of whom only some were seen.

    The likely bounds are the smallest total K with P(X >= count) > (1 - level) / 2 and the largest with P(X <= count) >
    (1 - level) / 2, where X, the number among those seen, is hypergeometric.

    Parameters
    ----------
    count, seen : int
        So many of those seen.
    size : int
        Members of the board; at least `seen`.
    level : float
        How often the likely bounds hold, at least.

    Returns
    -------
    WholeBoard

    Raises
    ------
    UsageError
        If the numbers do not fit, or nobody was seen.

    Notes
    -----
    Source: the exact interval for a finite population, as compared in W. Wang, Exact optimal confidence intervals for
    hypergeometric parameters, Journal of the American Statistical Association 110 (2015) 1491-1499.
    Some programs count the first total refused on either side in, and are wider by one at both ends (samplingbook for R
    gives 4 to 32 in the second example): these hold as often as `level` says all the same.
    Assumes that those seen are a random part of the board. Lists of who attended are not quite that, and fragments
    (chairs, councillors, people in the news) not at all: for them only `lowest` and `highest` hold.

    Examples
    --------
    >>> whole_board(8, 12, 12)
    WholeBoard(settled=True, lowest=8, highest=8, likely_lowest=8, likely_highest=8)
    >>> whole_board(3, 10, 50)
    WholeBoard(settled=False, lowest=3, highest=43, likely_lowest=5, likely_highest=31)
    """
    checked(count, seen)
    if seen > size:
        raise UsageError(f"{seen} members were seen of a board of {size}; the size must be at least that.")
    tail = (1 - checked_between(level, "level")) / 2
    totals = np.arange(count, count + size - seen + 1)
    likely = totals if len(totals) == 1 else _likely(totals, count, seen, size, tail)
    return WholeBoard(len(totals) == 1, int(totals[0]), int(totals[-1]), int(likely[0]), int(likely[-1]))


def _likely(totals: Numbers, count: int, seen: int, size: int, tail: float) -> Numbers:
    from scipy.stats import hypergeom

    many = hypergeom.sf(count - 1, size, totals, seen)
    few = hypergeom.cdf(count, size, totals, seen)
    return totals[(many > tail) & (few > tail)]
