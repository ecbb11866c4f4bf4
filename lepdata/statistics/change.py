"""THE SAME BOARDS AT TWO DATES -> whether the changes point one way more than chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from lepdata.model.faults import UsageError
from lepdata.statistics.counts import DRAWS, SEED, Numbers, checked_draws
from lepdata.statistics.dealing import chunks, generator

ALL_SIGNS = 16  # up to so many changed boards every way of turning signs is tried: 65,536 of them


def sign_test(rises: int, falls: int) -> float:
    """How often chance gives as uneven a split of rises and falls.

    Twice the smaller binomial tail with probability one half, at most 1; boards that did not change are left out.

    Parameters
    ----------
    rises, falls : int
        Boards whose share rose, and fell.

    Raises
    ------
    UsageError
        If a number is below nought, or no board changed.

    Notes
    -----
    Source: the sign test as the manuals of NAG (g08aa) and statsmodels (sign_test) define it. Assumes that boards
    change independently; it looks at directions only, not at how far. Not for different boards at two dates.

    Examples
    --------
    >>> sign_test(5, 0), sign_test(3, 3)
    (0.0625, 1.0)
    """
    from scipy.special import bdtr

    if rises < 0 or falls < 0:
        raise UsageError("A number of boards is below nought.")
    if rises + falls == 0:
        raise UsageError("No board changed, so there is no direction to test.")
    return min(1.0, 2 * float(bdtr(min(rises, falls), rises + falls, 0.5)))


def sign_test_bounds(rises: int, falls: int, open_: int) -> tuple[float, float]:
    """The smallest and the largest p-value of the sign test over all that `open_` boards may have done.

    Each of them may have risen, fallen or stayed.

    Parameters
    ----------
    rises, falls, open_ : int
        Boards that certainly rose, certainly fell, and of which it cannot be told.

    Returns
    -------
    lowest, highest : float
        1 where it may be that no board changed.

    Raises
    ------
    UsageError
        If a number is below nought or there is no board.

    Examples
    --------
    >>> [round(p, 5) for p in sign_test_bounds(5, 0, 1)]
    [0.03125, 0.21875]
    """
    from scipy.special import bdtr

    if min(rises, falls, open_) < 0 or rises + falls + open_ == 0:
        raise UsageError("There is no board, or a number of boards below nought.")
    up, down = np.indices((open_ + 1, open_ + 1)).reshape(2, -1)
    up, down = (rises + up)[up + down <= open_], (falls + down)[up + down <= open_]
    p_values = np.minimum(1.0, 2 * bdtr(np.minimum(up, down), up + down, 0.5))
    return float(p_values.min()), float(p_values.max())


@dataclass(frozen=True)
class Change:
    """The mean change of paired boards.

    Attributes
    ----------
    boards : int
        Pairs, those without a change among them.
    mean : float
        Mean of the differences.
    p : float
        How often turning signs at random gives a mean as far from nought, on either side.
    is_exact : bool
        Whether all ways were tried; else so many drawn.
    """

    boards: int
    mean: float
    p: float
    is_exact: bool


def paired_change(differences: Any, draws: int = DRAWS, seed: int = SEED) -> Change:
    """Whether the mean difference of paired boards is further from nought than turning signs at random makes it.

    If a board's two lists had been exchanged its difference would turn its sign: all ways of turning are equally likely
    where the dates make no difference.

    Parameters
    ----------
    differences : sequence of float
        Later less earlier, one for each board.
    draws, seed : int
        For more than 16 changed boards: how many ways to draw, and where the chance starts.

    Returns
    -------
    Change

    Raises
    ------
    UsageError
        If there is no board.

    Notes
    -----
    Source: R. A. Fisher, The Design of Experiments (1935), section 21; computed anew by J. I. Odiase and S. M.
    Ogbonmwan, Exact permutation algorithm for paired observations, Journal of Mathematics and Statistics 3 (2007)
    116-121. Drawn p-values as in `dealing.two_sided`. Assumes that boards change independently of each other. With n
    changed boards no p-value is below 2 / 2^n: five boards can never reach 0.05.

    Examples
    --------
    >>> paired_change([1, 2, 3])
    Change(boards=3, mean=2.0, p=0.25, is_exact=True)
    """
    given = np.asarray(differences, dtype=float)
    if not given.size:
        raise UsageError("There is no pair of boards.")
    changed = given[given != 0]
    least = abs(changed.sum()) * (1 - 1e-10)  # sums that are equal may differ in the last place
    if not changed.size:
        return Change(len(given), 0.0, 1.0, True)
    if len(changed) <= ALL_SIGNS:
        sums = _all_signs(len(changed)) @ changed
        return Change(len(given), float(given.mean()), float((np.abs(sums) >= least).mean()), True)
    as_far = sum(int((np.abs(sums) >= least).sum()) for sums in _drawn(changed, checked_draws(draws), seed))
    return Change(len(given), float(given.mean()), (as_far + 1) / (draws + 1), False)


def _all_signs(boards: int) -> Numbers:
    ways = np.arange(2**boards)[:, np.newaxis] >> np.arange(boards)
    return 1.0 - 2.0 * (ways & 1)


def _drawn(changed: Numbers, draws: int, seed: int) -> Any:
    rng = generator(seed)
    for rows in chunks(draws, len(changed)):
        yield (1.0 - 2.0 * rng.integers(0, 2, size=(rows, len(changed)), dtype=np.int8)) @ changed
