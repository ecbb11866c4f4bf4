"""SOLUTION -> the steps of a plan: who leaves for whom, which office passes, who is named for a task."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lepdata.verdicts.plan_choices import Cell, Choice
from lepdata.verdicts.plan_people import joining, leaving, worth
from lepdata.verdicts.plan_records import Step
from lepdata.verdicts.plan_scope import Scope
from lepdata.verdicts.roll import Member
from lepdata.verdicts.terms import either


class Made(NamedTuple):
    """A choice that so many members of a cell make, or so many joiners (whose cell is None)."""

    cell: Cell | None
    choice: Choice
    amount: int


class Solution(NamedTuple):
    """The choices made; how many are "named" for a task, "found" to have it or "brought" in for it, by criterion; and
    how many hold each role before any change.
    """

    made: tuple[Made, ...]
    tasks: dict[tuple[str, str], int]
    holders: dict[str, int]

    def each(self, action: str, office: str | None = None) -> list[Member]:
        """Everybody who makes a choice, one by one."""
        chosen = (one for one in self.made if one.choice.action == action and office in (None, one.choice.office))
        return [one.choice.member for one in chosen for _ in range(one.amount)]


def steps(solution: Solution, scope: Scope) -> tuple[Step, ...]:
    """The steps in the order seats, offices, tasks."""
    return (*_seats(solution, scope), *_offices(solution, scope), *_namings(solution, scope))


def _seats(solution: Solution, scope: Scope) -> Iterator[Step]:
    left, pairs = solution.each("leave"), Counter[tuple[Member | None, Member | None, tuple[str, ...]]]()
    # Whoever brings most to the board is matched first, with the seat that is most like it.
    arriving = sorted(solution.each("join"), key=lambda one: (one.role not in scope.offices, -worth(one, scope)))
    for place, member in enumerate(arriving):
        match = max(left, key=lambda one: _likeness(one, member, scope), default=None)
        if match is not None:
            left.remove(match)
        pairs[match, member, _brought(place, solution, scope)] += 1
    pairs.update((member, None, ()) for member in left)
    for (leaver, joiner, tasks), count in pairs.items():
        kind = "appointment" if leaver is None else "departure" if joiner is None else "exchange"
        gone = leaving(leaver, count, scope, solution.holders.get(leaver.role, 0)) if leaver else ""
        yield Step(kind, count, "", gone, joining(joiner, count, scope, tasks) if joiner else "")


def _likeness(leaver: Member, joiner: Member, scope: Scope) -> tuple[bool, int]:
    alike = sum(trait.of(leaver) == trait.of(joiner) for trait in scope.traits)
    same_office = leaver.role == joiner.role and leaver.role in scope.offices
    return same_office, alike + (scope.council(leaver)[1] == scope.council(joiner)[1])


def _brought(place: int, solution: Solution, scope: Scope) -> tuple[str, ...]:
    return tuple(one.among[0] for one in scope.criteria if solution.tasks.get(("brought", one.id), 0) > place)


def _offices(solution: Solution, scope: Scope) -> Iterator[Step]:
    for office in scope.offices:
        takers, given = solution.each("take", office), solution.each("give up", office)
        passed, holders = min(len(takers), len(given)), solution.holders.get(office, 0)
        if passed:
            yield Step(
                "handover", passed, office, leaving(given[0], passed, scope, holders), _sitting(takers, passed, scope)
            )
        if len(takers) > passed:
            yield Step("handover", len(takers) - passed, office, "", _sitting(takers, len(takers) - passed, scope))
        if len(given) > passed:
            yield Step(
                "handover", len(given) - passed, office, leaving(given[-1], len(given) - passed, scope, holders), ""
            )


def _sitting(takers: list[Member], count: int, scope: Scope) -> str:
    """Nobody takes an office whom its criterion does not ask for, so that the first stands for all."""
    return f"{joining(takers[0]._replace(role='member'), count, scope)} already on the board"


def _namings(solution: Solution, scope: Scope) -> Iterator[Step]:
    for criterion in scope.criteria:
        count = solution.tasks.get(("named", criterion.id), 0)
        if count:
            yield Step("naming", count, criterion.among[0], "", either(count, "a member", "members"))
