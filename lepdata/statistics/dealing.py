"""BOARD SIZES -> the same seats dealt out at random, many times over: what independent appointments would look like.

Dealing keeps every board's size and how many members there are of each kind in all; only who sits where is left to
chance. Deals come in chunks, so that memory does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from lepdata.statistics.counts import DRAWS, SEED, Numbers, checked, checked_draws

CELLS = 4_000_000  # numbers held at once


def generator(seed: int) -> np.random.Generator:
    """The source of chance, by name, so that a new default of numpy changes nothing."""
    return np.random.Generator(np.random.PCG64(seed))


def chunks(draws: int, width: int) -> Iterator[int]:
    """How many deals to make at a time, each so many numbers wide.

    Examples
    --------
    >>> list(chunks(10_000, 1_000)), list(chunks(150, 10))
    ([4000, 4000, 2000], [150])
    """
    at_once = max(1, CELLS // max(1, width))
    done = 0
    while done < draws:
        yield min(at_once, draws - done)
        done += at_once


def deals(sizes: Any, total: int, draws: int = DRAWS, seed: int = SEED) -> Iterator[Numbers]:
    """Deal `total` members of one kind over boards, again and again.

    On each deal every way of choosing `total` seats among all seats is equally likely (multivariate hypergeometric).

    Parameters
    ----------
    sizes : sequence of int
        Board sizes.
    total : int
        Members of the kind on all boards together.
    draws, seed : int
        How many deals, and where the chance starts.

    Yields
    ------
    ndarray of int64
        One row per deal, one column per board; as many rows as fit into memory at a time.

    Raises
    ------
    UsageError
        If there are more members than seats, or fewer than a hundred deals.

    Notes
    -----
    The null model is that of E. H. Chang, K. L. Milkman, D. Chugh and M. Akinola, Diversity thresholds, Academy of
    Management Journal 62 (2019) 144-171, who reseated directors at random.

    Examples
    --------
    >>> dealt = next(deals([10, 20], 6, draws=100))
    >>> dealt.shape, set(dealt.sum(axis=1).tolist())
    ((100, 2), {6})
    """
    of = np.atleast_1d(checked(np.zeros_like(np.asarray(sizes)), sizes)[1])
    checked(total, int(of.sum()))
    rng = generator(seed)
    for rows in chunks(checked_draws(draws), len(of)):
        yield rng.multivariate_hypergeometric(of, total, size=rows, method="marginals")


def mixed_deals(sizes: Any, kinds: Any, draws: int = DRAWS, seed: int = SEED) -> Iterator[Numbers]:
    """Deal members of several kinds over boards, again and again.

    Parameters
    ----------
    sizes : sequence of int
        Board sizes; they add up to the members of all kinds.
    kinds : sequence of int
        How many members there are of each kind, at most 127 kinds.
    draws, seed : int
        How many deals, and where the chance starts.

    Yields
    ------
    ndarray
        Deal, board, kind: how many.

    Raises
    ------
    UsageError
        If seats and members do not add up to the same number, or fewer than a hundred deals are asked for.

    Examples
    --------
    >>> dealt = next(mixed_deals([2, 3], [4, 1], draws=100))
    >>> dealt.shape, dealt.sum(axis=0).sum(axis=0).tolist()
    ((100, 2, 2), [400, 100])
    """
    of = np.atleast_1d(checked(np.zeros_like(np.asarray(sizes)), sizes)[1])
    many = np.atleast_1d(checked(kinds, np.full_like(np.asarray(kinds), of.sum()))[0])
    checked(int(of.sum()), int(many.sum()))
    checked(int(many.sum()), int(of.sum()))
    pack = np.repeat(np.arange(len(many), dtype=np.int8), many)
    starts = np.concatenate(([0], np.cumsum(of)[:-1]))
    fits = np.min_scalar_type(int(of.max()))  # sums of whole boards in the smallest numbers that hold them
    rng = generator(seed)
    for rows in chunks(checked_draws(draws), len(pack)):
        shuffled = rng.permuted(np.broadcast_to(pack, (rows, len(pack))), axis=1)
        marked = ((shuffled == kind).view(np.uint8) for kind in range(len(many)))
        yield np.stack([np.add.reduceat(one, starts, axis=1, dtype=fits) for one in marked], axis=-1)


def two_sided(as_few: int, as_many: int, draws: int) -> float:
    """A p-value from deals: twice the smaller of the two tails, the observed one counted among them.

    Parameters
    ----------
    as_few, as_many : int
        Deals at most, and at least, as large as what was observed.
    draws : int
        Deals in all.

    Notes
    -----
    Source: B. Phipson and G. K. Smyth, Permutation p-values should never be zero, Statistical Applications in Genetics
    and Molecular Biology 9 (2010) article 39: (as extreme + 1) / (draws + 1). It keeps its error rate for any number of
    deals. With 10,000 deals a p-value of 0.05 is known to within 0.004, and none is smaller than 0.0002.

    Examples
    --------
    >>> two_sided(0, 9_999, 9_999), two_sided(5_000, 5_200, 9_999)
    (0.0002, 1.0)
    """
    return min(1.0, 2 * (min(as_few, as_many) + 1) / (draws + 1))
