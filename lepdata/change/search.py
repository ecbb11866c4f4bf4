"""PROGRAMME -> its best solution in whole numbers, checked exactly; or which rules stand in each other's way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from lepdata.change.moves import worth
from lepdata.change.programme import TASKS, Choice, Count, Goal, Made, Programme, Row, Scope, Solution, limits_of
from lepdata.judging.bounds import LARGEST_BOARD

_Amounts = tuple[int, ...]


def _solve(made: Programme, aims: Sequence[dict[int, int]], without: frozenset[str] = frozenset()) -> _Amounts | None:
    """The solution least by the first aim, of those the least by the second, and so on; None where none is."""
    import numpy as np

    rows = [row for row in made.rows if row.label not in without]
    width = len(made.columns)
    matrix = np.zeros((len(rows) + len(aims), width))
    for at, terms in enumerate([*(row.terms for row in rows), *aims]):
        matrix[at, list(terms)] = list(terms.values())
    low = np.array([row.low for row in rows] + [-np.inf] * len(aims))
    high = np.array([row.high for row in rows] + [np.inf] * len(aims))
    amounts: _Amounts | None = None
    whole = False
    for at in range(len(rows), len(rows) + len(aims)):
        found, whole = _least(matrix[at], made.bounds, (matrix, low, high), whole)
        if found is None:
            return None
        amounts = _checked(made, rows, found)
        high[at] = low[at] = sum(amounts[column] * weight for column, weight in aims[at - len(rows)].items())
    return amounts


def _least(aim: Any, bounds: Sequence[int], limits: tuple[Any, Any, Any], whole: bool) -> tuple[list[int] | None, bool]:
    """The whole numbers that make the aim least; and whether they had to be asked for, as then for the next aim."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    found = milp(
        aim,
        integrality=np.full(len(bounds), int(whole)),
        bounds=Bounds(0, bounds),
        constraints=LinearConstraint(*limits),
        # Simplifying first saves nothing on problems this small, and was seen to print a line of its own.
        options={"mip_rel_gap": 0, "presolve": False},
    )
    if found.x is None:
        return None, whole
    amounts = np.rint(found.x)
    if not whole and np.abs(found.x - amounts).max() >= 1e-7:  # what the solver itself takes for whole is wider
        return _least(aim, bounds, limits, whole=True)
    return list(map(int, amounts)), whole


def _checked(made: Programme, rows: Sequence[Row], amounts: list[int]) -> _Amounts:
    within = all(0 <= amount <= most for amount, most in zip(amounts, made.bounds, strict=True))
    sums = [(row, sum(amounts[at] * number for at, number in row.terms.items())) for row in rows]
    if not within or any(not row.low <= found <= row.high for row, found in sums):
        raise ArithmeticError("The solver's answer does not satisfy the rules exactly.")
    return tuple(amounts)


def best_way(goal: Goal, hopeful: bool = False) -> Solution | None:
    """The best way to the goal, whatever the unknown turns out to be, or if hopeful, if it turns out well."""
    scope = goal.scope(hopeful)
    made = limits_of(goal, scope)
    amounts = _solve(made, list(_aims(made, scope)))
    if amounts is None:
        return None
    # Cells come first and in order, each with a column for each of its choices.
    owners = [cell for cell in made.cells for _ in cell.choices]
    used = [one for one in zip_longest(owners, made.columns, amounts) if one[2]]
    chosen = tuple(Made(cell, meaning, amount) for cell, meaning, amount in used if isinstance(meaning, Choice))
    tasks = {(one.what, one.about): amount for _, one, amount in used if isinstance(one, Count) and one.what in TASKS}
    return Solution(chosen, tasks, Counter(member.role for member in goal.roll.members))


def in_the_way(goal: Goal) -> tuple[str, ...]:
    """Labels of rules that cannot all hold even if the unknown turns out well, though any but one of them can."""
    made = limits_of(goal, goal.scope(hopeful=True))
    labels = [label for label in dict.fromkeys(row.label for row in made.rows) if label]
    dropped: frozenset[str] = frozenset()
    for label in reversed(labels):
        if _solve(made, [{}], dropped | {label}) is None:
            dropped |= {label}
    return tuple(label for label in labels if label not in dropped)


def _aims(made: Programme, scope: Scope) -> Iterator[dict[int, int]]:
    """What is made least, in this order: changes, facts, who leaves, what is lost or asked for; then any order."""
    counting = {at: one.what for at, one in enumerate(made.columns) if isinstance(one, Count)}
    choices = dict(made.choices())
    changes = {at: 1 for at, what in counting.items() if what in ("seats", "office", "named")}
    found = {at: 1 for at, what in counting.items() if what == "found"}
    facts = {at: len(one.facts) for at, one in choices.items()} | found
    members = sum(cell.size for cell in made.cells)
    most = members * (max(facts.values(), default=0) + len(found))
    yield _in_turn(changes, facts, most) if scope.hopeful else changes
    brought = {at: 1 for at, what in counting.items() if what == "brought"}
    price = {at: _price(one, scope) for at, one in choices.items()} | brought
    yield _in_turn(made.where("leave"), price, (LARGEST_BOARD + members) * (max(price.values()) + len(brought)))
    # Squares, so that two different plans hardly ever weigh the same and every machine gives the same one.
    yield {at: (at + 1) ** 2 for at in choices}


def _in_turn(first: dict[int, int], then: dict[int, int], most: int) -> dict[int, int]:
    """Two aims as one, solved at once: the second, which is at most so much, decides only where the first is equal."""
    return {at: (most + 1) * first.get(at, 0) + then.get(at, 0) for at in first | then}


def _price(choice: Choice, scope: Scope) -> int:
    """What a plan would rather avoid, among plans with equally many changes and departures."""
    member = choice.member
    if choice.action == "join":
        return 2 * worth(member, scope) + bool(choice.office) + 3 * (member.role == "co-opted")
    if choice.action == "leave":
        return 2 * worth(member, scope) + 2 * (member.role in scope.offices) + (member.sector == "unknown")
    return 0
