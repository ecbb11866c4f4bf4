"""SOLUTION -> what must turn out so for it, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from lepdata.change.programme import COUNCILS_KEPT, SIZE_KEPT, Cell, Fact, Scope
from lepdata.change.steps import Change, ChangeSet, Disclosure, Made, Solution, Step, joining, leaving, seats, steps
from lepdata.english import capital, choose, joined, plural, spelled
from lepdata.judging.frameworks import Criterion
from lepdata.judging.roll import Member, Roll
from lepdata.judging.words import fraction_words, terms
from lepdata.words_by_id import phrases, say

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


def in_words(rules: int, certain: ChangeSet | None, fewest: ChangeSet | None, conflicts: tuple[str, ...]) -> str:
    """Both plans in one to three sentences.

    Parameters
    ----------
    rules : int
        How many rules the plans are about.
    certain, fewest : ChangeSet or None
        As in `Changes`.
    conflicts : tuple of str
        Rules that cannot all hold, in words.

    Examples
    --------
    >>> in_words(2, ChangeSet(), ChangeSet(), ())
    'Both rules hold already.'
    >>> from lepdata.change.steps import Step
    >>> plan = ChangeSet((Step("departure", 2),), summary="two members leaving")
    >>> in_words(1, plan, plan, ())
    'Two changes would make the rule hold: two members leaving.'
    """
    all_rules = _all(rules)
    if certain is not None and not certain.changes:
        return capital(f"{all_rules} {choose(rules, 'holds', 'hold')} already.")
    if fewest is None:
        return f"No change of members makes {all_rules} {choose(rules, 'hold', 'hold at once')}: {_cannot(conflicts)}."
    if certain is not None and not fewest.disclosures:
        said = f"{_changes(certain)} would make {all_rules} {choose(rules, 'hold', 'hold at once')}: {certain.summary}."
        return capital(said)
    return _if_it_turns_out_so(rules, certain, fewest)


def _if_it_turns_out_so(rules: int, certain: ChangeSet | None, fewest: ChangeSet) -> str:
    facts, all_rules, sure = disclosed(fewest.disclosures), _all(rules), _to_make_sure(certain)
    if not fewest.changes:
        return capital(f"{all_rules} {choose(rules, 'holds', 'hold')} without any change if {facts}. {sure}")
    return (
        f"At least {_changes(fewest)} {choose(fewest.changes, 'is', 'are')} needed: "
        f"{fewest.summary}. Then {all_rules} {choose(rules, 'holds', 'hold')} if {facts}. {sure}"
    )


def _to_make_sure(certain: ChangeSet | None) -> str:
    if certain is None:
        return "Without knowing that, no plan can make sure of it."
    return f"To make sure of it without knowing would take {_changes(certain)}: {certain.summary}."


def no_plan(roll: Roll, rules: int) -> str:
    """Why no plan can be made for a board at all; "" where one can."""
    if not rules:
        return "There is nothing to plan for: no requirement is made of such a board."
    if roll.is_fragment:
        return say("changes", "no-plan-partial" if roll.completeness == "partial" else "no-plan-truncated")
    if roll.sure:
        return ""
    if roll.members:
        return "No plan is made: nobody listed is certainly a member."
    return say("changes", "no-plan-vacancies" if roll.vacancies else "no-plan-nobody")


def about_the_list(roll: Roll, left_out: tuple[str, ...], counted: bool) -> str:
    """What a reader must know of the list that was planned from, as further sentences.

    Parameters
    ----------
    roll : Roll
    left_out : tuple of str
        Ids of criteria that were asked for and not planned for.
    counted : bool
        Whether a count published without names helped to judge these criteria: no plan can be made from that.
    """
    said, sure = [], roll.sure
    if roll.lists > 1:
        said.append(
            f"This is about the {plural(spelled(sure), 'member')} on {roll.lists} lists "
            "together, who need not all have sat at once."
        )
    elif roll.unseen != 0:
        said.append(f"This is about the {plural(spelled(sure), 'member')} listed; others may be unseen.")
    if counted:
        said.append("Counts published without names are not planned with.")
    if left_out:
        said.append(f"Not planned for, since seats are not planned by place: {joined(left_out)}.")
    return "".join(f" {sentence}" for sentence in said)


def disclosed(facts: Sequence[Disclosure]) -> str:
    """What must turn out so, as part of a sentence.

    Examples
    --------
    >>> private = Disclosure(3, 9, "members whose sector is not known", "are private")
    >>> print(disclosed([private, Disclosure(1, 1, "the chair", "is private")]))
    at least three of the nine members whose sector is not known are private and the chair is private
    """
    known = zip([None, *facts], facts, strict=False)
    return joined([_disclosed(fact, before is not None and before.people == fact.people) for before, fact in known])


def _disclosed(fact: Disclosure, of_them: bool) -> str:
    people, turn_out, number = fact.people, fact.turn_out, spelled(fact.count)
    if fact.of == 1:
        return f"{people} {turn_out}"
    if of_them:
        return f"at least {number} of them {turn_out}"
    if fact.count < fact.of:
        return f"at least {number} of the {spelled(fact.of)} {people} {turn_out}"
    return say("changes", "fact-both" if fact.of == 2 else "fact-all", number=number, people=people, turn_out=turn_out)


def _changes(plan: ChangeSet) -> str:
    return plural(spelled(plan.changes), "change")


def _all(rules: int) -> str:
    phrase = "the-rule" if rules == 1 else "both-rules" if rules == 2 else "all-rules"
    return say("changes", phrase, number=spelled(rules))


def _cannot(conflicts: tuple[str, ...]) -> str:
    n = len(conflicts)
    return say("changes", "cannot" if n == 1 else "cannot-both" if n == 2 else "cannot-all", rules=joined(conflicts))


def rule(label: str, criteria: tuple[Criterion, ...], definition: str, size: int) -> str:
    """A rule or option that stands in the way, in a few words; `size` is how many members there are now."""
    if label == SIZE_KEPT:
        return f"a board of {size} as now"
    if label == COUNCILS_KEPT:
        return "no council seat lost"
    criterion = next(one for one in criteria if one.id == label)
    people = terms(criterion, definition if criterion.who == "private" else "")
    limit, number = criterion.limit, criterion.limit.numerator
    match criterion.kind:
        case "share":
            return f"{fraction_words(limit)} {people.many}"
        case "ceiling":
            return f"at most {number} {people.nouns_of(number)}"
        case "office":
            return f"a {criterion.office} who is {people.one}"
    noun = people.nouns_of(number)
    return say("changes", "presence" if limit == 1 else "presence-several", number=spelled(number), noun=noun)
