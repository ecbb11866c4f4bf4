"""PROGRAMME -> its best solution in whole numbers, checked exactly; or which rules stand in each other's way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lepdata.changes.programme import Programme, Row

Amounts = tuple[int, ...]
NEARLY = 1e-7  # of a whole number: what the solver itself takes for one is wider


def solve(made: Programme, aims: Sequence[dict[int, int]], without: frozenset[str] = frozenset()) -> Amounts | None:
    """The solution that is least by the first aim, of those the least by the second, and so on.

    Parameters
    ----------
    made : Programme
    aims : sequence of dict
        Columns by number with their weights; the sum is made as small as can be.
    without : frozenset of str
        Labels of rows that need not hold.

    Returns
    -------
    tuple of int or None
        One amount a column; None where nothing satisfies every row.

    Raises
    ------
    ArithmeticError
        If the solver gives an answer that does not satisfy the rows exactly, which has not been seen.
    """
    import numpy as np

    rows = [row for row in made.rows if row.label not in without]
    width = len(made.columns)
    matrix = np.zeros((len(rows) + len(aims), width))
    for at, terms in enumerate([*(row.terms for row in rows), *aims]):
        matrix[at, list(terms)] = list(terms.values())
    low = np.array([row.low for row in rows] + [-np.inf] * len(aims))
    high = np.array([row.high for row in rows] + [np.inf] * len(aims))
    amounts: Amounts | None = None
    for at in range(len(rows), len(rows) + len(aims)):
        found = _least(matrix[at], made.bounds, (matrix, low, high))
        if found is None:
            return None
        amounts = _checked(made, rows, found)
        high[at] = low[at] = sum(amounts[column] * weight for column, weight in aims[at - len(rows)].items())
    return amounts


def _least(aim: Any, bounds: Sequence[int], limits: tuple[Any, Any, Any]) -> list[int] | None:
    """The whole numbers within the limits that make the aim least; None where there are none.

    Fractions are tried first, which is several times as fast: where the best of them are whole numbers, no others are
    better, and where there are none, there are no whole numbers either.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    for whole in (0, 1):
        found = milp(
            aim,
            integrality=np.full(len(bounds), whole),
            bounds=Bounds(0, bounds),
            constraints=LinearConstraint(*limits),
            # Simplifying first saves nothing on problems this small, and was seen to print a line of its own.
            options={"mip_rel_gap": 0, "presolve": False},
        )
        if found.x is None:
            return None
        amounts = np.rint(found.x)
        if whole or np.abs(found.x - amounts).max() < NEARLY:
            return list(map(int, amounts))
    return None


def _checked(made: Programme, rows: Sequence[Row], amounts: list[int]) -> Amounts:
    within = all(0 <= amount <= most for amount, most in zip(amounts, made.bounds, strict=True))
    sums = [(row, sum(amounts[at] * number for at, number in row.terms.items())) for row in rows]
    if not within or any(not row.low <= found <= row.high for row, found in sums):
        raise ArithmeticError("The solver's answer does not satisfy the rules exactly.")
    return tuple(amounts)


def conflict(made: Programme) -> tuple[str, ...]:
    """Labels of rules that cannot all hold, though any but one of them can; for a programme without a solution.

    Each is left out in turn, and stays out where the others still stand in each other's way.
    """
    labels = [label for label in dict.fromkeys(row.label for row in made.rows) if label]
    dropped: frozenset[str] = frozenset()
    for label in reversed(labels):
        if solve(made, [{}], dropped | {label}) is None:
            dropped |= {label}
    return tuple(label for label in labels if label not in dropped)
