"""SOLUTION -> what must turn out so for it, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lepdata.changes.choices import Cell
from lepdata.changes.facts import Fact
from lepdata.changes.people import joining
from lepdata.changes.records import Disclosure
from lepdata.changes.scope import Scope
from lepdata.changes.steps import Made, Solution
from lepdata.english import choose
from lepdata.model.phrases import phrases, say

_PLAIN = ("in", "out", "private", "public", "woman", "man")


def disclosures(solution: Solution, scope: Scope) -> tuple[Disclosure, ...]:
    """Everything unknown that a plan needs to turn out so; what is asked of an office first."""
    facts: Counter[Fact] = Counter()
    for one in solution.made:
        facts.update({fact: one.amount for fact in one.choice.facts})
    of_offices = {fact.about for fact in facts if fact.subject}
    said = []
    for fact in sorted(facts, key=lambda one: (not one.subject, one)):
        other = not fact.subject and fact.about in of_offices
        said.append(_disclosure(fact, facts[fact], solution, scope, other))
    return (*said, *_tasks(solution, scope))


def _disclosure(fact: Fact, count: int, solution: Solution, scope: Scope, other: bool) -> Disclosure:
    if fact.about == "office":
        return _holder(fact, solution, scope)
    of = _open(fact, solution)
    turns_out = f"{choose(count, 'is', 'are')} {_value(fact, count)}"
    if fact.about == "membership":
        people = choose(of, "the person who may be a member", "people who may be members")
    elif fact.subject:
        people = f"{choose(of, 'the ', '')}{fact.subject}{choose(of, '', 's')}"
    else:
        people = _of_whom(fact, of, other, bool(solution.each("leave")))
    return Disclosure(count, of, people, turns_out)


def _of_whom(fact: Fact, of: int, other: bool, some_leave: bool) -> str:
    unknown = say("change_facts", f"unknown-{fact.about}")
    if some_leave:
        return say("change_facts", "open-other-stay" if other else "open-stay", n=of, unknown=unknown)
    return say("change_facts", "open-other" if other else "open", n=of, unknown=unknown)


def _holder(fact: Fact, solution: Solution, scope: Scope) -> Disclosure:
    """Somebody who turns out to hold an office in which nobody is listed."""
    who = next(one.choice.member for one in solution.made if fact in one.choice.facts)
    return Disclosure(1, 1, joining(who._replace(role="member"), 1, scope), f"is {fact.value} already")


def _open(fact: Fact, solution: Solution) -> int:
    """Of how many who stay the same is unknown."""
    return sum(one.amount for one in _staying(solution) if one.cell and _is_open(fact, one.cell))


def _staying(solution: Solution) -> list[Made]:
    return [one for one in solution.made if one.cell and one.choice.action != "leave"]


def _is_open(fact: Fact, cell: Cell) -> bool:
    return any(fact[:2] == other[:2] for choice in cell.choices for other in choice.facts)


def _value(fact: Fact, count: int) -> str:
    if fact.value in _PLAIN:
        value = say("change_facts", f"value-{fact.value}", n=count)
        return f"{value} in the national accounts" if fact.about == "national" else value
    return phrases("origins").get(fact.value) or f'with an organisation of the kind "{fact.value}"'


def _tasks(solution: Solution, scope: Scope) -> Iterator[Disclosure]:
    sitting = sum(
        one.amount for one in solution.made if one.cell and one.choice.member.sure and one.choice.action != "leave"
    )
    for criterion in scope.criteria:
        count = solution.tasks.get(("found", criterion.id), 0)
        if count:
            people = choose(sitting, "the one member", "members")
            yield Disclosure(count, sitting, people, f"{choose(count, 'is', 'are')} already {criterion.among[0]}")
