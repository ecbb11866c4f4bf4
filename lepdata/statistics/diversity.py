"""HOW MANY OF EACH KIND SIT ON A BOARD -> how mixed it is, beside how mixed a deal of the same members would be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from lepdata.model.faults import UsageError
from lepdata.statistics.counts import DRAWS, LEVEL, SEED, Numbers
from lepdata.statistics.dealing import generator, mixed_deals, two_sided

INDICES = ("blau", "shannon")


def _table(kinds: Any) -> Numbers:
    given = np.asarray(kinds)
    if given.ndim < 1 or not given.size:
        raise UsageError("There is nothing to count: give the members of each kind.")
    if (given < 0).any() or (given != np.floor(given)).any():
        raise UsageError("Members are counted in whole numbers from nought.")
    if (given.sum(axis=-1) < 1).any():
        raise UsageError("A board has no member of any kind: leave it out.")
    return given.astype(np.int64)


def blau(kinds: Any) -> Numbers:
    """Blau's index, 1 - sum of squared shares: the chance that two members drawn with replacement differ in kind.

    Parameters
    ----------
    kinds : array of int
        Members of each kind in the last axis; boards in the others.

    Raises
    ------
    UsageError
        If a board has no member, or a count is not a whole number from nought.

    Notes
    -----
    Source: P. M. Blau, Inequality and Heterogeneity (1977), as recommended for variety by D. A. Harrison and K. J.
    Klein, What's the difference?, Academy of Management Review 32 (2007) 1199-1228. Small boards score lower by their
    size alone (T. Biemann and E. Kearney, Size does matter, Organizational Research Methods 13 (2010) 582-599): so
    compare a board with `expected`, never with a board of another size. More mixed is not better in itself.

    Examples
    --------
    >>> blau([[5, 5], [10, 0]]).tolist()
    [0.5, 0.0]
    """
    return _blau(_table(kinds))


def shannon(kinds: Any) -> Numbers:
    """Shannon's index in natural units: - sum of share x ln(share). Parameters, errors and cautions as for `blau`.

    Notes
    -----
    Source: C. E. Shannon, A mathematical theory of communication (1948); Teachman's index in Harrison and Klein (2007).

    Examples
    --------
    >>> shannon([[5, 5], [10, 0]]).round(4).tolist()
    [0.6931, 0.0]
    """
    return _shannon(_table(kinds))


def _blau(given: Numbers) -> Numbers:
    squares = np.arange(given.max() + 1) ** 2
    return 1 - squares[given].sum(axis=-1) / given.sum(axis=-1, dtype=np.int64) ** 2


def _shannon(given: Numbers) -> Numbers:
    from scipy.special import xlogy

    numbers = np.arange(given.max() + 1)
    size = given.sum(axis=-1, dtype=np.int64)
    return np.log(size) - xlogy(numbers, numbers)[given].sum(axis=-1) / size


_MEASURES = {"blau": _blau, "shannon": _shannon}


def measure(kinds: Any, index: str = "blau") -> Numbers:
    """One of the indices by name.

    Raises
    ------
    UsageError
        If `index` is neither "blau" nor "shannon".
    """
    return _named(index)(_table(kinds))


def _named(index: str) -> Callable[[Numbers], Numbers]:
    if index not in _MEASURES:
        raise UsageError(f"No index is called {index!r}; there are {' and '.join(INDICES)}.")
    return _MEASURES[index]


def expected(pool: Any, sizes: Any, index: str = "blau") -> Numbers:
    """An index on average over all ways of dealing a board of each size out of a pool, exactly.

    For Blau it is the pool's own index x N (n - 1) / (n (N - 1)) for n members out of N; for Shannon the sum over kinds
    and counts of - (k / n) ln(k / n) x the hypergeometric chance of k.

    Parameters
    ----------
    pool : sequence of int
        Members of each kind on all boards together.
    sizes : int or sequence of int
        Board sizes, none above the pool.
    index : str
        "blau" or "shannon".

    Returns
    -------
    ndarray
        One number for each size.

    Raises
    ------
    UsageError
        If a size is below one or above the pool.

    Examples
    --------
    >>> expected([5, 5], [10, 2]).round(4).tolist()
    [0.5, 0.2778]
    """
    given, of = _table(pool), np.atleast_1d(sizes)
    seats = int(given.sum())
    if (of < 1).any() or (of > seats).any():
        raise UsageError(f"A board size lies outside 1 to {seats}, the members of the pool.")
    if index == "blau":
        return measure(given) * seats * (of - 1) / (of * max(seats - 1, 1))
    different, place = np.unique(of, return_inverse=True)
    return np.array([_expected_shannon(given, int(size)) for size in different])[place]


def _expected_shannon(pool: Numbers, size: int) -> float:
    from scipy.special import xlogy
    from scipy.stats import hypergeom

    members = np.arange(size + 1)[:, np.newaxis]
    chances = hypergeom.pmf(members, pool.sum(), pool, size)
    return float(np.log(size) - (chances * xlogy(members, members)).sum() / size)


def board_range(pool: Any, size: int, index: str = "blau", draws: int = DRAWS, seed: int = SEED) -> tuple[float, float]:
    """Between which values the central 95 in 100 deals of one board of a size lie.

    Notes
    -----
    Each board is drawn for itself (multivariate hypergeometric); for all boards together see `mean_indices`. One board
    in twenty leaves its range by chance alone, so look at the mean first.

    Examples
    --------
    >>> board_range([5, 5], 10)
    (0.5, 0.5)
    """
    index_of = _named(index)
    drawn = generator(seed).multivariate_hypergeometric(_table(pool), size, size=draws)
    low, high = np.quantile(index_of(drawn), [(1 - LEVEL) / 2, (1 + LEVEL) / 2], method="inverted_cdf")
    return float(low), float(high)


@dataclass(frozen=True)
class MeanIndex:
    """The mean of an index over boards beside what dealing gives: on average, in 95 of 100 deals, and how rarely."""

    index: str
    boards: int
    observed: float
    expected: float
    low: float
    high: float
    p: float


def mean_indices(kinds: Any, draws: int = DRAWS, seed: int = SEED) -> tuple[MeanIndex, ...]:
    """Whether boards are on the whole more or less mixed than if their members had been dealt out at random.

    Parameters
    ----------
    kinds : array of int
        One row per board, one column per kind.
    draws, seed : int
        How many deals, and where the chance starts; both indices are taken from the same deals.

    Returns
    -------
    tuple of MeanIndex
        For Blau's index and for Shannon's.

    Raises
    ------
    UsageError
        If there is one board only, or the counts do not fit.

    Notes
    -----
    Source and cautions as for `blau` and `dealing.deals`. Boards made to a pattern (so many seats for councils, one for
    a university) are more mixed than a deal; boards each filled from one side are less.

    Examples
    --------
    >>> found = mean_indices([[6, 6]] * 6, draws=1000)[0]
    >>> found.observed, round(found.expected, 3), found.p < 0.05
    (0.5, 0.465, True)
    """
    given = _table(kinds)
    if given.ndim != 2 or len(given) < 2:
        raise UsageError("One board only: members cannot be dealt over it in more than one way.")
    pool, of = given.sum(axis=0), given.sum(axis=1)
    chunks = [
        np.stack([_MEASURES[index](some).mean(axis=1) for index in INDICES])
        for some in mixed_deals(of, pool, draws, seed)
    ]
    dealt = np.concatenate(chunks, axis=1)
    return tuple(_beside(index, given, own) for index, own in zip(INDICES, dealt, strict=True))


def _beside(index: str, given: Numbers, dealt: Numbers) -> MeanIndex:
    observed = float(measure(given, index).mean())
    on_average = float(expected(given.sum(axis=0), given.sum(axis=1), index).mean())
    slack = 1e-10  # means that are equal may differ in the last place
    p = two_sided(int((dealt <= observed + slack).sum()), int((dealt >= observed - slack).sum()), len(dealt))
    low, high = (float(end) for end in np.quantile(dealt, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]))
    return MeanIndex(index, len(given), observed, on_average, low, high, p)
