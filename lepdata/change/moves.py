"""SOLUTION -> its steps, and what must turn out so for it, in records and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from lepdata.change.programme import Fact, Scope, Solution
from lepdata.display import Record
from lepdata.english import choose, joined, spelled
from lepdata.judging.criteria import ORIGINS, Question, terms
from lepdata.judging.roll import Member, counted

KINDS = ("exchange", "appointment", "departure", "handover", "naming")


@dataclass(frozen=True)
class Step:
    """So many changes of one sort."""

    kind: str  # one of `KINDS`
    count: int
    about: str = ""  # the office that passes or the task somebody is named for; "" where a seat changes
    leaves: str = ""  # who gives up the seat or office, in words; "" where nobody does
    joins: str = ""  # who takes it


@dataclass(frozen=True)
class Disclosure:
    """What must turn out so of at least `count` of the `of` people about whom it is unknown: who they are, and what."""

    count: int
    of: int
    people: str
    turn_out: str


@dataclass(frozen=True)
class ChangeSet:
    """The fewest changes that make a set of rules hold at once, what must turn out so, and the steps in words."""

    steps: tuple[Step, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    summary: str = ""

    @property
    def changes(self) -> int:
        return sum(step.count for step in self.steps)

    def count(self, kind: str) -> int:
        return sum(step.count for step in self.steps if step.kind == kind)


@dataclass(frozen=True, repr=False)
class Changes(Record):
    """What would make every rule asked for hold at once."""

    rules: tuple[str, ...]  # ids of the criteria planned for
    left_out: tuple[str, ...]  # ids of those asked for that no change of members can be planned for
    certain: ChangeSet | None  # the fewest after which the rules hold however the unknown turns out; None: none such
    # The fewest changes if what is unknown turns out well, with the fewest disclosures that this rests on. Nothing but
    # a new list makes fewer changes enough. None where even then no plan exists.
    fewest: ChangeSet | None
    conflicts: tuple[str, ...]  # where `certain` is None, rules of which all but one may hold, in words
    sentence: str  # all of it for a reader

    def _told(self) -> tuple[str, ...]:
        return (self.sentence,)

    @property
    def changes(self) -> int | None:
        return self.certain.changes if self.certain else None

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.certain.steps if self.certain else ()


class _Change(NamedTuple):
    """A seat: who leaves it, who takes it, and which tasks come with them; None where nobody does."""

    leaver: Member | None
    joiner: Member | None
    tasks: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return "appointment" if self.leaver is None else "departure" if self.joiner is None else "exchange"


def _seats(solution: Solution, scope: Scope) -> tuple[_Change, ...]:
    """Everybody who leaves or joins, in pairs as far as may be."""
    left, changes = solution.each("leave"), []
    # Whoever brings most to the board is matched first, with the seat that is most like it.
    arriving = sorted(solution.each("join"), key=lambda one: (one.role not in scope.offices, -worth(one, scope)))
    for place, member in enumerate(arriving):
        match = max(left, key=lambda one: _likeness(one, member, scope), default=None)
        if match is not None:
            left.remove(match)
        brought = (one for one in scope.criteria if solution.tasks.get(("brought", one.id), 0) > place)
        changes.append(_Change(match, member, tuple(one.among[0] for one in brought)))
    return (*changes, *(_Change(member, None) for member in left))


def _likeness(leaver: Member, joiner: Member, scope: Scope) -> tuple[bool, int]:
    alike = sum(counted(trait, leaver) == counted(trait, joiner) for trait in scope.traits)
    same_office = leaver.role == joiner.role and leaver.role in scope.offices
    return same_office, alike + (scope.council(leaver)[1] == scope.council(joiner)[1])


def steps(solution: Solution, scope: Scope) -> tuple[Step, ...]:
    """The steps in the order seats, offices, tasks."""
    found = []
    for change, count in Counter(_seats(solution, scope)).items():
        gone = _leaving(change.leaver, count, scope, solution.holders) if change.leaver else ""
        new = _joining(change.joiner, count, scope, change.tasks) if change.joiner else ""
        found.append(Step(change.kind, count, "", gone, new))
    found += _of_offices(solution, scope)
    for criterion in scope.criteria:
        if named := solution.tasks.get(("named", criterion.id), 0):
            found.append(Step("naming", named, criterion.among[0], "", choose(named, "a member", "members")))
    return tuple(found)


def _of_offices(solution: Solution, scope: Scope) -> Iterator[Step]:
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
                given = "".join(_leaving(one, count, scope, solution.holders) for one in giver)
                # Nobody takes an office whom its criterion does not ask for, so that one stands for all.
                sitting = [_joining(one._replace(role="member"), count, scope) for one in taker]
                yield Step("handover", count, office, given, "".join(f"{one} already on the board" for one in sitting))


def worth(member: Member, scope: Scope) -> int:
    """How many things that matter for the plan somebody is known to be."""
    return sum(_is(member, trait) == "for" for trait in scope.traits) + scope.council(member)[0]


def _is(member: Member, trait: Question) -> str:
    for_, against, _, might_for, might_against, _ = counted(trait, member)
    return "for" if for_ or might_for else "against" if against or might_against else "unknown"


def _private(member: Member, scope: Scope) -> str:
    """How somebody answers whether they are private; "" where the plan does not ask."""
    return next((_is(member, trait) for trait in scope.traits if trait.criterion.who == "private"), "")


def _joining(member: Member, count: int, scope: Scope, tasks: Sequence[str] = ()) -> str:
    """People who join, by what the plan needs them to be, such as "a private woman who becomes chair"."""
    offices = [*([f"{member.role}{choose(count, '', 's')}"] if member.role in scope.offices else []), *tasks]
    becoming = f"who {choose(count, 'becomes', 'become')} {joined(offices)}" if offices else ""
    return _people(member, count, scope, becoming)


def _leaving(member: Member, count: int, scope: Scope, holders: Mapping[str, int]) -> str:
    """People who leave, by what lets the plan do without them; `holders` counts those with each role now."""
    if member.role not in scope.offices:
        return _people(member, count, scope, _not(member, count, scope))
    if holders[member.role] == 1:
        return f"the {member.role}"
    office = choose(count, f"a {member.role}", f"{member.role}s")
    return " ".join(filter(None, (office, *_origins(member, scope), _not(member, count, scope))))


def _people(member: Member, count: int, scope: Scope, tail: str) -> str:
    is_woman = any(trait.criterion.who == "women" and _is(member, trait) == "for" for trait in scope.traits)
    sort = "co-opted " if member.role == "co-opted" else ""
    sort += "private " if _private(member, scope) == "for" else ""
    one, many = (f"a {sort}woman", f"{sort}women") if is_woman else (f"a {sort}member", f"{sort}members")
    return " ".join(filter(None, (choose(count, one, many), " and ".join(_origins(member, scope)), tail)))


def _not(member: Member, count: int, scope: Scope) -> str:
    """ "who are not private", and where council seats are kept, "who are neither private nor from a council"."""
    private = _private(member, scope)
    # Under the worst reading a member of an unknown sector may be a council's.
    no_council = scope.keep_councils and not scope.council(member)[0 if scope.hopeful else 1]
    if private == "unknown":
        return "not known to be private" + (" and not from a council" if no_council else "")
    if private == "against" and not _origins(member, scope):
        neither = "neither private nor from a council" if no_council else "not private"
        return f"who {choose(count, 'is', 'are')} {neither}"
    return "not from a council" if no_council and not private else ""


def _origins(member: Member, scope: Scope) -> list[str]:
    """Where somebody comes from, as far as a criterion or the councils' seats make it matter."""
    about = [one.criterion for one in scope.traits if one.criterion.who == "sectors" and _is(member, one) == "for"]
    narrow = {criterion.among for criterion in about if criterion.only_kinds}
    kept = [criterion for criterion in about if criterion.only_kinds or criterion.among not in narrow]
    council = [ORIGINS["council"]] if scope.council(member)[0] else []
    return list(dict.fromkeys([terms(criterion).one for criterion in kept] + council))


_Thing = TypeVar("_Thing")
_Sorts = list[tuple[int, str]]  # so many people of one sort, in words


def summary(solution: Solution, scope: Scope) -> str:
    """All steps as parts of one sentence."""
    changes = _seats(solution, scope)
    exchanges, appointments, departures = ([one for one in changes if one.kind == kind] for kind in KINDS[:3])
    parts = []
    if exchanges:
        passing = _some(len(exchanges), choose(len(exchanges), "a seat", "seats"))
        both = (_leavers(exchanges, solution, scope), _arrivals(exchanges, scope))
        # Where all are of one sort their number has been said already.
        gone, new = (sorts[0][1] if len(sorts) == 1 else _numbered(sorts) for sorts in both)
        parts.append(f"{passing} passing from {gone} to {new}")
    if appointments:
        parts.append(f"{_numbered(_arrivals(appointments, scope))} joining")
    if departures:
        parts.append(f"{_numbered(_leavers(departures, solution, scope))} leaving")
    parts += [_in_a_sentence(step) for step in steps(solution, scope) if step.kind in ("handover", "naming")]
    return "; ".join(parts)


def _leavers(changes: Iterable[_Change], solution: Solution, scope: Scope) -> _Sorts:
    sorts = _sorted_out((_leaving(one.leaver, 1, scope, solution.holders), one.leaver) for one in changes if one.leaver)
    return [(len(own), _leaving(own[0], len(own), scope, solution.holders)) for own in sorts]


def _arrivals(changes: Iterable[_Change], scope: Scope) -> _Sorts:
    pairs = [(one.joiner, one.tasks) for one in changes if one.joiner]
    sorts = _sorted_out((_joining(_ordinary(member, scope), 1, scope), (member, tasks)) for member, tasks in pairs)
    return [(len(own), _sort(own, scope)) for own in sorts]


def _sort(own: Sequence[tuple[Member, tuple[str, ...]]], scope: Scope) -> str:
    """Such as "private women (one becoming chair)"."""
    member, tasks = own[0]
    if len(own) == 1:
        return _joining(member, 1, scope, tasks)
    becoming = [[*([one.role] if one.role in scope.offices else []), *tasks] for one, tasks in own]
    each = ", ".join(f"one becoming {joined(offices)}" for offices in becoming if offices)
    return _joining(_ordinary(member, scope), len(own), scope) + (f" ({each})" if each else "")


def _ordinary(member: Member, scope: Scope) -> Member:
    return member._replace(role="member") if member.role in scope.offices else member


def _sorted_out(named: Iterable[tuple[str, _Thing]]) -> list[list[_Thing]]:
    """Things of one name together, in the order in which the names first come."""
    found: dict[str, list[_Thing]] = {}
    for name, thing in named:
        found.setdefault(name, []).append(thing)
    return list(found.values())


def _numbered(sorts: _Sorts) -> str:
    return joined([_some(count, people) for count, people in sorts])


def _some(count: int, people: str) -> str:
    return people if count == 1 else f"{spelled(count)} {people}"


def _in_a_sentence(step: Step) -> str:
    if step.kind == "naming":
        return f"{_some(step.count, step.joins)} being named {step.about}"
    gone, new = _some(step.count, step.leaves), _some(step.count, step.joins)
    if step.leaves and step.joins:
        return f"{gone} passing the office to {new}"
    return f"{gone} giving up the office" if step.leaves else f"{new} becoming {step.about}"


def disclosures(solution: Solution, scope: Scope) -> tuple[Disclosure, ...]:
    """Everything unknown that a plan needs to turn out so; what is asked of an office first."""
    facts: Counter[Fact] = Counter()
    for one in solution.made:
        facts.update({fact: one.amount for fact in one.choice.facts})
    of_offices = {fact.about for fact in facts if fact.subject}
    ordered = sorted(facts, key=lambda one: (not one.subject, one))
    found = (_disclosure(one, facts[one], solution, scope, one.about in of_offices) for one in ordered)
    return (*found, *_found_tasks(solution, scope))


def _disclosure(fact: Fact, count: int, solution: Solution, scope: Scope, of_offices: bool) -> Disclosure:
    if fact.about == "office":  # somebody turns out to hold an office in which nobody is listed
        who = next(one.choice.member for one in solution.made if fact in one.choice.facts)
        return Disclosure(1, 1, _joining(who._replace(role="member"), 1, scope), f"is {fact.value} already")
    staying = (one for one in solution.made if one.cell and one.choice.action != "leave")
    about = (({other[:2] for choice in one.cell.choices for other in choice.facts}, one) for one in staying if one.cell)
    of = sum(one.amount for open_, one in about if fact[:2] in open_)
    if fact.about == "membership":
        people = choose(of, "the person who may be a member", "people who may be members")
    elif fact.subject:
        people = choose(of, f"the {fact.subject}", f"{fact.subject}s")
    else:
        them = choose(of, "the one ", "") + ("other " if of_offices else "") + choose(of, "member", "members")
        stay = f" who {choose(of, 'stays', 'stay')} and" if solution.each("leave") else ""
        people = f"{them}{stay} {_UNKNOWN[fact.about]}"
    return Disclosure(count, of, people, f"{choose(count, 'is', 'are')} {_value(fact, count)}")


_UNKNOWN = {
    "sector": "whose sector is not known",
    "kind": "whose kind of organisation is not known",
    "national": "whose sector in the national accounts is not known",
    "gender": "whose gender is not published",
}
_VALUES = {  # of one and of several
    "in": ("a member", "members"),
    "out": ("not a member", "not members"),
    "private": ("private", "private"),
    "public": ("public", "public"),
    "woman": ("a woman", "women"),
    "man": ("a man", "men"),
}


def _value(fact: Fact, count: int) -> str:
    if fact.value in _VALUES:
        return choose(count, *_VALUES[fact.value]) + (" in the national accounts" if fact.about == "national" else "")
    return ORIGINS.get(fact.value) or f'with an organisation of the kind "{fact.value}"'


def _found_tasks(solution: Solution, scope: Scope) -> Iterator[Disclosure]:
    stay = (one for one in solution.made if one.cell and one.choice.member.sure and one.choice.action != "leave")
    sitting = sum(one.amount for one in stay)
    for criterion in scope.criteria:
        if count := solution.tasks.get(("found", criterion.id), 0):
            people = choose(sitting, "the one member", "members")
            yield Disclosure(count, sitting, people, f"{choose(count, 'is', 'are')} already {criterion.among[0]}")


def disclosed(facts: Sequence[Disclosure]) -> str:
    """What must turn out so, as part of a sentence."""
    known = zip([None, *facts], facts, strict=False)
    return joined([_disclosed(fact, before is not None and before.people == fact.people) for before, fact in known])


def _disclosed(fact: Disclosure, of_them: bool) -> str:
    people, number = fact.people, spelled(fact.count)
    if of_them and fact.of > 1:
        people = f"at least {number} of them"
    elif fact.count < fact.of:
        people = f"at least {number} of the {spelled(fact.of)} {people}"
    elif fact.of > 1:
        people = f"{'both' if fact.of == 2 else f'all {number}'} {people}"
    return f"{people} {fact.turn_out}"
