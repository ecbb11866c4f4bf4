"""SOLUTION -> the steps of a plan: who leaves for whom, which office passes, who is named for a task."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lepdata.changes.choices import Cell, Choice
from lepdata.changes.people import joining, leaving, worth
from lepdata.changes.records import Step
from lepdata.changes.scope import Scope
from lepdata.english import choose
from lepdata.verdicts.roll import Member


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


class Change(NamedTuple):
    """A seat: who leaves it, who takes it, and which tasks come with them; None where nobody does."""

    leaver: Member | None
    joiner: Member | None
    tasks: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Which kind of step it is."""
        return "appointment" if self.leaver is None else "departure" if self.joiner is None else "exchange"


def seats(solution: Solution, scope: Scope) -> tuple[Change, ...]:
    """Everybody who leaves or joins, in pairs as far as may be."""
    left, changes = solution.each("leave"), []
    # Whoever brings most to the board is matched first, with the seat that is most like it.
    arriving = sorted(solution.each("join"), key=lambda one: (one.role not in scope.offices, -worth(one, scope)))
    for place, member in enumerate(arriving):
        match = max(left, key=lambda one: _likeness(one, member, scope), default=None)
        if match is not None:
            left.remove(match)
        changes.append(Change(match, member, _brought(place, solution, scope)))
    return (*changes, *(Change(member, None) for member in left))


def steps(solution: Solution, scope: Scope) -> tuple[Step, ...]:
    """The steps in the order seats, offices, tasks."""
    return (*_seats(solution, scope), *_offices(solution, scope), *_namings(solution, scope))


def _seats(solution: Solution, scope: Scope) -> Iterator[Step]:
    for change, count in Counter(seats(solution, scope)).items():
        gone = leaving(change.leaver, count, scope, solution.holders) if change.leaver else ""
        yield Step(
            change.kind, count, "", gone, joining(change.joiner, count, scope, change.tasks) if change.joiner else ""
        )


def _likeness(leaver: Member, joiner: Member, scope: Scope) -> tuple[bool, int]:
    alike = sum(trait.of(leaver) == trait.of(joiner) for trait in scope.traits)
    same_office = leaver.role == joiner.role and leaver.role in scope.offices
    return same_office, alike + (scope.council(leaver)[1] == scope.council(joiner)[1])


def _brought(place: int, solution: Solution, scope: Scope) -> tuple[str, ...]:
    return tuple(one.among[0] for one in scope.criteria if solution.tasks.get(("brought", one.id), 0) > place)


def _offices(solution: Solution, scope: Scope) -> Iterator[Step]:
    for office in scope.offices:
        takers = solution.each("take", office)
        givers = [member._replace(role=office) for member in solution.each("give up", office)]
        passed = min(len(takers), len(givers))
        for count, giver, taker in (
            (passed, givers[:1], takers[:1]),
            (len(takers) - passed, [], takers[-1:]),
            (len(givers) - passed, givers[-1:], []),
        ):
            if count:
                given = "".join(leaving(one, count, scope, solution.holders) for one in giver)
                yield Step("handover", count, office, given, "".join(_sitting(one, count, scope) for one in taker))


def _sitting(member: Member, count: int, scope: Scope) -> str:
    """Nobody takes an office whom its criterion does not ask for, so that one stands for all."""
    return f"{joining(member._replace(role='member'), count, scope)} already on the board"


def _namings(solution: Solution, scope: Scope) -> Iterator[Step]:
    for criterion in scope.criteria:
        count = solution.tasks.get(("named", criterion.id), 0)
        if count:
            yield Step("naming", count, criterion.among[0], "", choose(count, "a member", "members"))
