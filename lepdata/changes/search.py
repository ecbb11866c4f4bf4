"""GOAL -> the best way there, or the rules that stand in each other's way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lepdata.changes.choices import Cell, Choice, cells, joiners
from lepdata.changes.demands import Demand, demands, questions
from lepdata.changes.people import worth
from lepdata.changes.programme import TASKS, Count, Programme, programme
from lepdata.changes.scope import Scope
from lepdata.changes.solving import Amounts, conflict, solve
from lepdata.changes.steps import Made, Solution
from lepdata.verdicts.framework_records import Criterion
from lepdata.verdicts.roll import Roll


@dataclass(frozen=True)
class Goal:
    """A board, the criteria to be met, and what must stay as it is.

    Attributes
    ----------
    roll : Roll
        With at least one certain member.
    criteria : tuple of Criterion
    definition : str
        What counts as private.
    keep_councils, keep_size : bool
        As in `plans.plan_changes`.
    """

    roll: Roll
    criteria: tuple[Criterion, ...]
    definition: str
    keep_councils: bool
    keep_size: bool

    @property
    def ids(self) -> tuple[str, ...]:
        """The criteria's ids."""
        return tuple(one.id for one in self.criteria)

    @cached_property
    def co_opted(self) -> bool:
        """Whether it can matter if somebody is co-opted."""
        listed = any(member.role == "co-opted" for member in self.roll.members)
        return listed or any("all" not in one.denominators for one in self.criteria)

    @cached_property
    def demands(self) -> tuple[Demand, ...]:
        """What the numbers must satisfy."""
        return demands(questions(self.criteria, self.definition, self.co_opted), self.roll)

    def scope(self, hopeful: bool) -> Scope:
        """What a plan towards the goal is about."""
        return Scope(self.demands, self.keep_councils, hopeful)


def search(goal: Goal, hopeful: bool = False) -> Solution | None:
    """The best way to the goal, whatever the unknown turns out to be, or if hopeful, if it turns out well.

    Of ways with equally few changes that with the fewest facts, then the fewest departures, then the one that loses
    and asks for the least. None where there is no way.
    """
    scope = goal.scope(hopeful)
    groups = cells(goal.roll, scope)
    made = _programme(goal, scope, groups)
    amounts = solve(made, list(_aims(made, scope)))
    return None if amounts is None else _solution(goal.roll, made, groups, amounts)


def in_the_way(goal: Goal) -> tuple[str, ...]:
    """Labels of rules that cannot all hold even if the unknown turns out well, though any but one of them can."""
    scope = goal.scope(hopeful=True)
    return conflict(_programme(goal, scope, cells(goal.roll, scope)))


def _programme(goal: Goal, scope: Scope, groups: tuple[Cell, ...]) -> Programme:
    return programme(goal.roll, scope, groups, joiners(scope, goal.co_opted), goal.keep_size)


def _solution(roll: Roll, made: Programme, groups: tuple[Cell, ...], amounts: Amounts) -> Solution:
    # Cells come first and in order, each with a column for each of its choices.
    owners = [*(cell for cell in groups for _ in cell.choices)]
    owned = [*owners, *(None for _ in range(len(made.columns) - len(owners)))]
    used = [
        (cell, meaning, amount) for cell, meaning, amount in zip(owned, made.columns, amounts, strict=True) if amount
    ]
    chosen = tuple(Made(cell, meaning, amount) for cell, meaning, amount in used if isinstance(meaning, Choice))
    tasks = {(one.what, one.about): amount for _, one, amount in used if isinstance(one, Count) and one.what in TASKS}
    return Solution(chosen, tasks, Counter(member.role for member in roll.members))


def _aims(made: Programme, scope: Scope) -> Iterator[dict[int, int]]:
    """What is made least, in this order: changes, facts, who leaves, what is lost or asked for; then any order."""
    counting = {at: one.what for at, one in enumerate(made.columns) if isinstance(one, Count)}
    choices = {at: one for at, one in enumerate(made.columns) if isinstance(one, Choice)}
    yield {at: 1 for at, what in counting.items() if what in ("seats", "office", "named")}
    if scope.hopeful:
        yield {at: len(one.facts) for at, one in choices.items()} | {
            at: 1 for at, w in counting.items() if w == "found"
        }
    yield made.where("leave")
    brought = {at: 1 for at, what in counting.items() if what == "brought"}
    yield {at: _price(one, scope) for at, one in choices.items()} | brought
    # Squares, so that two different plans hardly ever weigh the same and every machine gives the same one.
    yield {at: (at + 1) ** 2 for at in choices}


def _price(choice: Choice, scope: Scope) -> int:
    """What a plan would rather avoid, among plans with equally many changes and departures."""
    member = choice.member
    if choice.action == "join":
        return 2 * worth(member, scope) + bool(choice.office) + 3 * (member.role == "co-opted")
    if choice.action == "leave":
        return 2 * worth(member, scope) + 2 * (member.role in scope.offices) + (member.sector == "unknown")
    return 0
