"""A column of a million cells holds far fewer different texts: each is read once, and the answers are put back."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

Numbers = np.ndarray


def number(*columns: pd.Series) -> tuple[Numbers, Numbers]:
    """Number the different combinations of several columns in the order in which they first appear."""
    numbers = np.zeros(len(columns[0]), dtype="int64")
    for column in columns:
        own, different = pd.factorize(column, use_na_sentinel=False)  # nothing is missing: a pass less
        numbers = own if column is columns[0] else pd.factorize(numbers * (len(different) + 1) + own)[0]
    return numbers, first_rows(numbers)


def first_rows(numbers: Numbers) -> Numbers:
    """For every number the position of its first row; the numbers appear in order, -1 is none."""
    highest = np.maximum.accumulate(numbers) if len(numbers) else numbers
    return np.flatnonzero(np.diff(highest, prepend=-1))


def read_once(read: Callable[..., str], *columns: pd.Series) -> pd.Series:
    """What `read` makes of every row's texts; it is called once for each different combination."""
    numbers, first = number(*columns)
    texts = zip(*(column.iloc[first].tolist() for column in columns), strict=True)
    return spread([read(*each) for each in texts], numbers, columns[0].index)


def ask_once(ask: Callable[..., object], *columns: pd.Series) -> Numbers:
    """Whether `ask` says yes to every row's texts; it is called once for each different combination."""
    numbers, first = number(*columns)
    texts = zip(*(column.iloc[first].tolist() for column in columns), strict=True)
    return np.array([bool(ask(*each)) for each in texts], dtype=bool)[numbers]


def spread(texts: Sequence[str], numbers: Numbers, index: pd.Index) -> pd.Series:
    return pd.Series(pd.Series(texts, dtype="str").array.take(numbers), index=index, copy=False)


def mixed(values: Numbers, groups: Numbers, count: int) -> Numbers:
    """Which of so many groups hold more than one value."""
    one_of = np.zeros(count, dtype=values.dtype)
    one_of[groups] = values
    found = np.zeros(count, dtype=bool)
    found[groups[values != one_of[groups]]] = True
    return found


def marked(positions: Numbers, count: int) -> Numbers:
    """A truth value for each of so many rows: whether its position is among those given."""
    return np.bincount(positions, minlength=count) > 0
