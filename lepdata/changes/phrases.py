"""SOLUTION -> its steps as one phrase, people of one sort said together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from lepdata.changes.people import joining, leaving
from lepdata.changes.records import Step
from lepdata.changes.scope import Scope
from lepdata.changes.steps import Change, Solution, seats, steps
from lepdata.english import choose
from lepdata.model.numbers import spelled
from lepdata.model.phrases import joined
from lepdata.verdicts.roll import Member

Thing = TypeVar("Thing")
Arrival = tuple[Member, tuple[str, ...]]


def summary(solution: Solution, scope: Scope) -> str:
    """All steps as parts of one sentence.

    Examples
    --------
    >>> summary(Solution((), {}, {}), Scope(()))
    ''
    """
    changes = seats(solution, scope)
    exchanges, appointments, departures = (
        [change for change in changes if change.kind == kind] for kind in ("exchange", "appointment", "departure")
    )
    parts = [_said(step) for step in steps(solution, scope) if step.kind in ("handover", "naming")]
    if departures:
        parts.insert(0, f"{_counted(_leavers(departures, solution, scope))} leaving")
    if appointments:
        parts.insert(0, f"{_counted(_arrivals(appointments, scope))} joining")
    if exchanges:
        gone, arriving = _leavers(exchanges, solution, scope), _arrivals(exchanges, scope)
        passing = _some(len(exchanges), choose(len(exchanges), "a seat", "seats"))
        parts.insert(0, f"{passing} passing from {_bare(gone)} to {_bare(arriving)}")
    return "; ".join(parts)


def _leavers(changes: Iterable[Change], solution: Solution, scope: Scope) -> list[tuple[int, str]]:
    """Who leaves, sort by sort, with how many they are."""
    sorts = _sorted_out((leaving(one.leaver, 1, scope, solution.holders), one.leaver) for one in changes if one.leaver)
    return [(len(own), leaving(own[0], len(own), scope, solution.holders)) for own in sorts]


def _arrivals(changes: Iterable[Change], scope: Scope) -> list[tuple[int, str]]:
    """Who joins, sort by sort, with how many they are."""
    pairs = [(one.joiner, one.tasks) for one in changes if one.joiner]
    sorts = _sorted_out((joining(_ordinary(member, scope), 1, scope), (member, tasks)) for member, tasks in pairs)
    return [(len(own), _sort(own, scope)) for own in sorts]


def _sort(own: Sequence[Arrival], scope: Scope) -> str:
    """Such as "private women (one becoming chair)"."""
    member, tasks = own[0]
    if len(own) == 1:
        return joining(member, 1, scope, tasks)
    said = joining(_ordinary(member, scope), len(own), scope)
    becoming = [joined([*_office(one, scope), *tasks]) for one, tasks in own if _office(one, scope) or tasks]
    told = ", ".join(f"one becoming {offices}" for offices in becoming)
    return f"{said} ({told})" if becoming else said


def _ordinary(member: Member, scope: Scope) -> Member:
    return member._replace(role="member") if _office(member, scope) else member


def _office(member: Member, scope: Scope) -> list[str]:
    return [member.role] if member.role in scope.offices else []


def _sorted_out(named: Iterable[tuple[str, Thing]]) -> list[list[Thing]]:
    """Things of one name together, in the order in which the names first come."""
    found: dict[str, list[Thing]] = {}
    for name, thing in named:
        found.setdefault(name, []).append(thing)
    return list(found.values())


def _bare(sorts: Sequence[tuple[int, str]]) -> str:
    """Where all are of one sort their number has been said already."""
    return sorts[0][1] if len(sorts) == 1 else _counted(sorts)


def _counted(sorts: Sequence[tuple[int, str]]) -> str:
    return joined([_some(count, people) for count, people in sorts])


def _some(count: int, people: str) -> str:
    return people if count == 1 else f"{spelled(count)} {people}"


def _said(step: Step) -> str:
    if step.kind == "naming":
        return f"{_some(step.count, step.joins)} being named {step.about}"
    gone, arriving = _some(step.count, step.leaves), _some(step.count, step.joins)
    if not step.joins:
        return f"{gone} giving up the office"
    if not step.leaves:
        return f"{arriving} becoming {step.about}"
    return f"{gone} passing the office to {arriving}"
