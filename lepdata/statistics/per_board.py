"""HOW MANY OF A KIND SIT ON EACH BOARD -> whether boards with none, one or several are commoner than by chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from lepdata.model.faults import UsageError
from lepdata.statistics.counts import DRAWS, LEVEL, SEED, Numbers, checked, checked_between
from lepdata.statistics.dealing import deals, two_sided

HITS = ("none", "one", "several")
LARGEST_SUM = 100_000_000  # additions that the exact distribution may cost: a fraction of a second


@dataclass(frozen=True)
class Spread:
    """How many boards have none, exactly one or several, beside what dealing gives.

    Attributes
    ----------
    hit : str
        Which boards are counted: one of `HITS`.
    boards, total, observed : int
        Boards, members of the kind on all of them, and boards counted.
    expected : float
        Boards counted on average over all deals, exactly.
    low, high : int
        The central 95 in 100 deals lie from one to the other.
    p : float
        How often a deal strays as far, on either side: exact where that is affordable, else from the deals made.
    p_dealt : float
        The same from the deals made, as a check.
    is_exact : bool
        Which of the two `p` is.
    """

    hit: str
    boards: int
    total: int
    observed: int
    expected: float
    low: int
    high: int
    p: float
    p_dealt: float
    is_exact: bool


def spread(counts: Any, sizes: Any, hit: str = "one", draws: int = DRAWS, seed: int = SEED) -> Spread:
    """Whether more or fewer boards than chance have none, exactly one, or several members of a kind.

    The members of the kind are dealt over the seats of all boards. `observed - expected` for "one" is the excess of
    boards with a single one: tokenism, in the words of the literature.

    Parameters
    ----------
    counts, sizes : sequence of int
        Members of the kind, and members, on each board.
    hit : str
        "none", "one" (exactly) or "several" (two or more).
    draws, seed : int
        How many deals, and where the chance starts.

    Returns
    -------
    Spread

    Raises
    ------
    UsageError
        If there is one board only, the counts do not fit, or `hit` is none of the three.

    Notes
    -----
    Source: the reseating of Chang, Milkman, Chugh and Akinola, Diversity thresholds, Academy of Management Journal 62
    (2019) 144-171; on tokens, R. M. Kanter, Some effects of proportions on group life, American Journal of Sociology 82
    (1977) 965-990. Here the distribution is also computed exactly (see `exact_spread`).
    Assumes that every member might have sat on every board, and takes the total as given: it asks how those who sit
    are spread, not whether there are enough. It cannot say why: a rule and a custom look alike.

    Examples
    --------
    >>> found = spread([1] * 8, [12] * 8)
    >>> found.observed, round(found.expected, 1), found.p < 0.05
    (8, 3.3, True)
    """
    return spreads(counts, sizes, (hit,), draws, seed)[0]


def spreads(
    counts: Any, sizes: Any, hits: tuple[str, ...] = HITS, draws: int = DRAWS, seed: int = SEED
) -> tuple[Spread, ...]:
    """Boards with none, exactly one and several, all from the same deals. See `spread`.

    Examples
    --------
    >>> [found.observed for found in spreads([0, 1, 1, 2], [9, 9, 9, 9])]
    [1, 2, 1]
    """
    found, of = checked(np.atleast_1d(counts), np.atleast_1d(sizes))
    if len(of) < 2:
        raise UsageError("One board only: members cannot be dealt over it in more than one way.")
    dealt = _dealt(of, int(found.sum()), hits, draws, seed)
    return tuple(_beside(found, of, hit, own, draws) for hit, own in zip(hits, dealt, strict=True))


def _beside(found: Numbers, of: Numbers, hit: str, dealt: Numbers, draws: int) -> Spread:
    total, observed = int(found.sum()), int(_hits(found, hit).sum())
    affordable = int(of.sum()) * (len(of) + 1) * (total + 1) <= LARGEST_SUM
    law = exact_spread(of, total, hit) if affordable else dealt / dealt.sum()
    low, high = _middle(law)
    as_few, as_many = int(dealt[: observed + 1].sum()), int(dealt[observed:].sum())
    p_dealt = two_sided(as_few, as_many, draws)
    p = min(1.0, 2 * float(min(law[: observed + 1].sum(), law[observed:].sum()))) if affordable else p_dealt
    expected = expected_boards(of, total, hit)
    return Spread(hit, len(of), total, observed, expected, low, high, p, p_dealt, affordable)


def _hits(dealt: Numbers, hit: str) -> Numbers:
    if hit not in HITS:
        raise UsageError(f"Boards with {hit!r} cannot be counted; choose one of {', '.join(HITS)}.")
    return dealt == 0 if hit == "none" else dealt == 1 if hit == "one" else dealt > 1


def _dealt(of: Numbers, total: int, hits: tuple[str, ...], draws: int, seed: int) -> Numbers:
    """One row for each hit: in how many deals so many boards were hit, place by place from nought to all."""
    found = np.zeros((len(hits), len(of) + 1), dtype=np.int64)
    for some in deals(of, total, draws, seed):
        for place, hit in enumerate(hits):
            found[place] += np.bincount(_hits(some, hit).sum(axis=1), minlength=len(of) + 1)
    return found


def _middle(law: Numbers) -> tuple[int, int]:
    """The numbers between which the central part of a distribution lies: no more than half the rest on either side."""
    tail = (1 - LEVEL) / 2
    below = np.concatenate(([0.0], np.cumsum(law)))
    above = np.concatenate((np.cumsum(law[::-1])[::-1], [0.0]))
    slack = 1e-12
    return int(np.flatnonzero(below <= tail + slack)[-1]), int(np.flatnonzero(above <= tail + slack)[0] - 1)


def expected_boards(sizes: Any, total: int, hit: str = "one") -> float:
    """How many boards are hit on average when `total` members are dealt: a sum of hypergeometric chances.

    Examples
    --------
    >>> round(expected_boards([1, 1, 2], 2, "one"), 6)  # 6 ways to choose 2 of 4 seats: 11 hits among them
    1.666667
    """
    from scipy.stats import hypergeom

    of = checked(np.zeros_like(np.asarray(sizes)), sizes)[1]
    none, one = (hypergeom.pmf(number, of.sum(), total, of) for number in (0, 1))
    each = {"none": none, "one": one, "several": 1 - none - one}
    return float(each[hit].sum())


def exact_spread(sizes: Any, total: int, hit: str = "one") -> Numbers:
    """The exact distribution of how many boards are hit when `total` members are dealt.

    Independent binomial numbers with one probability, given their sum, are a deal. So boards are added one by one to a
    table of (boards hit, members placed), and the row of tables with `total` members placed is what is wanted.

    Parameters
    ----------
    sizes : sequence of int
        Board sizes.
    total : int
        Members of the kind.
    hit : str
        "none", "one" or "several".

    Returns
    -------
    ndarray
        The chance that nought, one, ... all boards are hit.

    Raises
    ------
    UsageError
        If there are more members than seats.

    Notes
    -----
    The time grows with seats x boards x total: for some forty boards it is nothing, for thousands see `deals`.

    Examples
    --------
    >>> exact_spread([1, 1, 2], 2).round(4).tolist()
    [0.1667, 0.0, 0.8333, 0.0]
    """
    of = np.atleast_1d(checked(np.zeros_like(np.asarray(sizes)), sizes)[1])
    checked(total, int(of.sum()))
    table = np.zeros((len(of) + 1, total + 1))
    table[0, 0] = 1.0
    share = checked_between(total / of.sum(), "share of all seats", closed=True)
    for size in of:
        table = _one_board_more(table, int(size), share, hit)
    return table[:, total] / table[:, total].sum()


def _one_board_more(table: Numbers, size: int, share: float, hit: str) -> Numbers:
    from scipy.stats import binom

    chances = binom.pmf(np.arange(min(size, table.shape[1] - 1) + 1), size, share)
    after = np.zeros_like(table)
    for placed, chance in enumerate(chances):
        step = int(_hits(np.asarray(placed), hit))
        after[step:, placed:] += chance * table[: len(table) - step, : table.shape[1] - placed]
    return after
