"""What every function here takes: so many of so many, checked once, and the seed that makes a draw repeatable."""

from __future__ import annotations

from typing import Any

import numpy as np

from lepdata.model.faults import UsageError

DRAWS = 10_000
SEED = 38  # any fixed number would do
LEVEL = 0.95

Numbers = np.ndarray


def checked(counts: Any, sizes: Any) -> tuple[Numbers, Numbers]:
    """Counts and sizes as whole numbers of one shape.

    Parameters
    ----------
    counts, sizes : int or sequence of int
        So many of so many: 0 <= count <= size and size >= 1 in every place.

    Returns
    -------
    counts, sizes : ndarray of int64

    Raises
    ------
    UsageError
        If they do not fit together, are not whole numbers, or a size is nought: nothing is a share of nobody.

    Examples
    --------
    >>> checked([3, 0], [10, 4])
    (array([3, 0]), array([10,  4]))
    """
    found, of = (_whole(values, name) for values, name in ((counts, "counts"), (sizes, "sizes")))
    if found.shape != of.shape:
        raise UsageError(f"There are {found.size} counts for {of.size} sizes; give one size for each count.")
    if not of.size:
        raise UsageError("There is nothing to count: give at least one board.")
    if (of < 1).any():
        raise UsageError("A size is nought, and nothing is a share of nobody: leave that board out.")
    if (found < 0).any() or (found > of).any():
        raise UsageError("A count is below nought or above its size; each must lie between nought and its size.")
    return found, of


def _whole(values: Any, name: str) -> Numbers:
    given = np.asarray(values)
    if given.size and not np.issubdtype(given.dtype, np.number):
        raise UsageError(f"The {name} are not numbers; give whole numbers.")
    if (given != np.floor(given)).any():
        raise UsageError(f"Some of the {name} are not whole numbers; people are counted whole.")
    return given.astype(np.int64)


def checked_between(value: float, name: str, closed: bool = False) -> float:
    """A number between nought and one; the ends themselves only where `closed`.

    Raises
    ------
    UsageError
        If it is not.

    Examples
    --------
    >>> checked_between(0.95, "level")
    0.95
    """
    inside = 0 <= value <= 1 if closed else 0 < value < 1
    if not inside:
        raise UsageError(f"The {name} is {value}; it must lie between nought and one.")
    return float(value)


def checked_draws(draws: int) -> int:
    """How many times to deal; at least a hundred, since fewer say too little of the tails.

    Raises
    ------
    UsageError
        If it is less.
    """
    if draws < 100:
        raise UsageError(f"{draws} deals say too little; ask for 100 or more.")
    return draws
