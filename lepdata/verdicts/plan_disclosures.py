"""SOLUTION -> what must turn out so for it, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lepdata.verdicts.plan_choices import Cell
from lepdata.verdicts.plan_facts import Fact
from lepdata.verdicts.plan_people import spelled
from lepdata.verdicts.plan_records import Disclosure
from lepdata.verdicts.plan_scope import Scope
from lepdata.verdicts.plan_steps import Solution
from lepdata.verdicts.terms import either

_UNKNOWN = {
    "sector": "whose sector is not known",
    "kind": "whose kind of organisation is not known",
    "national": "whose sector in the national accounts is not known",
    "gender": "whose gender is not published",
}
_VALUES = {
    "private": ("private", "private"),
    "public": ("public", "public"),
    "woman": ("a woman", "women"),
    "man": ("a man", "men"),
    "council": ("from a council", "from a council"),
    "voluntary": ("from the voluntary sector", "from the voluntary sector"),
    "education": ("from education", "from education"),
    "health": ("from health", "from health"),
    "other_public": ("from another public body", "from another public body"),
    "trade_union": ("from a trade union", "from a trade union"),
}


def disclosures(solution: Solution, scope: Scope) -> tuple[Disclosure, ...]:
    """Everything unknown that a plan needs to turn out so; what is asked of an office first."""
    facts: Counter[Fact] = Counter()
    for one in solution.made:
        facts.update({fact: one.amount for fact in one.choice.facts})
    some_leave = any(one.choice.action == "leave" for one in solution.made)
    of_offices = {fact.about for fact in facts if fact.subject}
    said = []
    for fact in sorted(facts, key=lambda one: (not one.subject, one)):
        others = not fact.subject and fact.about in of_offices
        said.append(_disclosure(fact, facts[fact], _open(fact, solution), some_leave, others))
    return (*said, *_tasks(solution, scope))


def _open(fact: Fact, solution: Solution) -> int:
    """Of how many who stay the same is unknown."""
    staying = (one for one in solution.made if one.cell and one.choice.action != "leave")
    return sum(one.amount for one in staying if one.cell and _is_open(fact, one.cell))


def _is_open(fact: Fact, cell: Cell) -> bool:
    return any(fact[:2] == other[:2] for choice in cell.choices for other in choice.facts)


def _disclosure(fact: Fact, count: int, of: int, some_leave: bool, others: bool) -> Disclosure:
    verb = either(count, "is", "are")
    if fact.about == "membership":
        people = "the person who may be a member" if of == 1 else f"{_part(count, of)} people who may be members"
        return Disclosure(count, of, f"{people} {verb} {_member(fact, count)}")
    if fact.subject:
        people = f"the {fact.subject}" if of == 1 else f"{_part(count, of)} {fact.subject}s"
        return Disclosure(count, of, f"{people} {verb} {_value(fact, count)}")
    noun = f"{'other ' if others else ''}{either(of, 'member', 'members')}"
    which = f"who {either(of, 'stays', 'stay')} and {_UNKNOWN[fact.about]}" if some_leave else _UNKNOWN[fact.about]
    people = f"{'the one' if of == 1 else _part(count, of)} {noun} {which}"
    return Disclosure(count, of, f"{people} {verb} {_value(fact, count)}")


def _part(count: int, of: int) -> str:
    """Such as "at least six of the 18", "all five"."""
    if count == of:
        return "both" if of == 2 else f"all {spelled(of)}"
    return f"at least {spelled(count)} of the {spelled(of)}"


def _member(fact: Fact, count: int) -> str:
    if fact.value == "in":
        return either(count, "one", "members")
    return either(count, "not one", "not members")


def _value(fact: Fact, count: int) -> str:
    if fact.value not in _VALUES:
        return f'with an organisation of the kind "{fact.value}"'
    one, many = _VALUES[fact.value]
    return either(count, one, many) + (" in the national accounts" if fact.about == "national" else "")


def _tasks(solution: Solution, scope: Scope) -> Iterator[Disclosure]:
    for criterion in scope.criteria:
        count = solution.tasks.get(("found", criterion.id), 0)
        if count:
            who = either(count, "a member is", f"{spelled(count)} members are")
            yield Disclosure(count, count, f"{who} already {criterion.among[0]}")
