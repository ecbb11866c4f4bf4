"""JUDGEMENT -> what would change it: the fewest changes that make every rule asked for hold at once, and in words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import product, zip_longest
from typing import Any, NamedTuple

import pandas as pd

from lepdata import display, errors, vocabulary
from lepdata.change.programme import COUNCILS_KEPT, SIZE_KEPT, Fact, Goal, Solution, answered, best_way, in_the_way
from lepdata.english import capital, choose, joined, plural, spelled
from lepdata.judging.criteria import ORIGINS, questions, terms
from lepdata.judging.judgement import Judgement
from lepdata.judging.kinds import kind_of
from lepdata.judging.roll import Member, Roll, counted

KINDS = ("exchange", "appointment", "departure", "handover", "naming")


@dataclass(frozen=True)
class Step:
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


@dataclass(frozen=True, repr=False)
class Changes(display.Record):
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


def plan_changes(
    judgement: Judgement,
    also: Iterable[str] = (),
    *,
    keep_councils: bool = False,
    keep_size: bool = False,
    definition: str | None = None,
) -> Changes:
    """The fewest changes that make every requirement of a framework hold at once.

    A change is an exchange (one member leaves, another joins), an appointment, a departure, an office that passes from
    one sitting member to another, or a sitting member named for a task. Requirements count whether due or not, since a
    plan looks ahead. Every denominator of a criterion must hold.

    Parameters
    ----------
    also : iterable of str
        Ids of further criteria, or "expectation" or "best practice" for all of that strength.
    keep_councils, keep_size : bool
        No seat of a council is lost (it may send somebody else); as many join as leave.
    definition : str, optional
        Which definition of private counts, instead of the ruling one.

    Returns
    -------
    Changes
        `certain` holds however the unknown turns out, `fewest` if it turns out well. Both are for the members listed:
        nothing can be promised about those unseen. Of equal plans the one is given in which the fewest members leave,
        then the one that asks the least of those who join. A list that is only a part of a board gets no plan.

    Notes
    -----
    Exact: whole-number programming (`scipy.optimize.milp`), the answer checked in integers. Who is co-opted stays so;
    there are as many holders of an office afterwards as before, or fewer; those who only might be members cannot leave;
    no board of more than 1,000 is planned.

    Examples
    --------
    >>> import pandas as pd
    >>> from lepdata.seating.boards import Board
    >>> from lepdata.judging.verdicts import judge
    >>> rows = {"sector": ["private"] * 7 + ["council"] * 5, "gender": ["woman"] * 4 + ["man"] * 8}
    >>> frame = pd.DataFrame(rows | {"counts_as_member": "yes", "role_read": ["chair"] + ["member"] * 11})
    >>> found = plan_changes(judge(Board("", "main board", "2022", "full", frame)))
    >>> found.changes, found.steps[0].leaves, found.steps[0].joins
    (1, 'a member who is not private', 'a private member')
    """
    if definition is not None and definition not in vocabulary.DEFINITIONS:
        raise errors.unknown("definition", definition, vocabulary.DEFINITIONS)
    criteria, more = judgement.framework.criteria, (also,) if isinstance(also, str) else tuple(also)
    known = (*(one.id for one in criteria), *vocabulary.STRENGTHS)
    for name in more:
        if name not in known:
            raise errors.unknown("criterion", name, known)
    chosen = [one for one in criteria if {one.id, one.strength} & {"requirement", *more}]
    of_seats = tuple(one for one in chosen if kind_of(one).of_seats)
    rules, left_out = (tuple(one.id for one in chosen if kind_of(one).of_seats == own) for own in (True, False))
    roll = judgement.roll
    if why_not := _no_plan(roll, len(rules)):
        return Changes(rules, left_out, None, None, (), why_not)
    first = judgement.ruling_definition or judgement.framework.ruling_definition  # a plan can take only one
    goal = Goal(roll, of_seats, definition or first, keep_councils, keep_size)
    certain, hopeful = change_set(best_way(goal), goal), replace(goal, hopeful=True)
    fewest = certain if certain and not certain.changes else change_set(best_way(hopeful), hopeful)
    conflicts = () if fewest else tuple(_rule(label, goal) for label in in_the_way(goal))
    counted = any(one.basis != "list" and one.criterion in rules for one in judgement.all_verdicts)
    sentences = [*_in_words(len(rules), certain, fewest, conflicts), *_about_the_list(roll, left_out, counted)]
    return Changes(rules, left_out, certain, fewest, conflicts, " ".join(sentences))


def _rule(label: str, goal: Goal) -> str:
    if label in (SIZE_KEPT, COUNCILS_KEPT):
        return f"a board of {goal.roll.sure} as now" if label == SIZE_KEPT else "no council seat lost"
    criterion = next(one for one in goal.criteria if one.id == label)
    return kind_of(criterion).rule(next(questions([criterion], [goal.definition], co_opted=True)))


def _in_words(
    rules: int, certain: ChangeSet | None, fewest: ChangeSet | None, conflicts: Sequence[str]
) -> Iterator[str]:
    all_rules = "the rule" if rules == 1 else "both rules" if rules == 2 else f"all {spelled(rules)} rules"
    hold, hold_at_once = choose(rules, "holds", "hold"), choose(rules, "hold", "hold at once")
    if certain is not None and not certain.changes:
        yield capital(f"{all_rules} {hold} already.")
    elif fewest is None:
        cannot = {1: "cannot hold", 2: "cannot both hold"}.get(len(conflicts), "cannot all hold")
        yield f"No change of members makes {all_rules} {hold_at_once}: {joined(conflicts)} {cannot}."
    elif certain is not None and not fewest.disclosures:
        yield capital(f"{_changes(certain)} would make {all_rules} {hold_at_once}: {certain.summary}.")
    else:
        facts, needed = _disclosed(fewest.disclosures), choose(fewest.changes, "is", "are")
        if fewest.changes:
            yield f"At least {_changes(fewest)} {needed} needed: {fewest.summary}."
            yield f"Then {all_rules} {hold} if {facts}."
        else:
            yield capital(f"{all_rules} {hold} without any change if {facts}.")
        if certain is None:
            yield "Without knowing that, no plan can make sure of it."
        else:
            yield f"To make sure of it without knowing would take {_changes(certain)}: {certain.summary}."


def _changes(plan: ChangeSet) -> str:
    return plural(spelled(plan.changes), "change")


def _no_plan(roll: Roll, rules: int) -> str:
    """Why no plan can be made for a board at all; "" where one can."""
    if not rules:
        nothing = "There is nothing to plan for: no requirement is made of such a board."
        return f"{nothing} To plan for a measure all the same, name it: --also private-two-thirds."
    if roll.completeness in vocabulary.FRAGMENTS:
        how = "is only a part of the board" if roll.completeness == "partial" else "was cut off in publication"
        return f"No plan is made: the list {how}."
    nobody = "only vacancies are listed" if roll.vacancies else "no member is listed"
    why = "nobody listed is certainly a member" if roll.members else nobody
    return "" if roll.sure else f"No plan is made: {why}."


def _about_the_list(roll: Roll, left_out: tuple[str, ...], counted: bool) -> Iterator[str]:
    """What a reader must know of the list that was planned from; no plan can be made from counts without names."""
    members = plural(spelled(roll.sure), "member")
    if roll.unseen != 0:
        yield f"This is about the {members} listed; others may be unseen."
    if counted:
        yield "Counts published without names are not planned with."
    if left_out:
        yield f"Not planned for, since seats are not planned by place: {joined(left_out)}."


_STANDARD = {
    "requirements": (),
    "requirements and expectations": ("expectation",),
    "requirements, expectations and best practice": ("expectation", "best practice"),
}


def standard_plans(judgement: Judgement) -> pd.DataFrame:
    """The plans a board's readers ask for: by how much is asked for, council seats free to change and kept; six rows.

    `rules` are the ids planned for; `changes_at_least` how many changes there must be even if what is unknown turns out
    well; `changes` how many make sure of it, and `steps` what they are. <NA> and "" where there is no such plan.
    """
    rows = []
    for (asked, also), keep in product(_STANDARD.items(), (False, True)):
        found = plan_changes(judgement, also, keep_councils=keep)
        of_seats = "kept" if keep else "free to change"
        least, steps = (found.fewest and found.fewest.changes), (found.certain.summary if found.certain else "")
        rows.append((asked, of_seats, "; ".join(found.rules), least, found.changes, steps, found.sentence))
    names = ["asked_for", "council_seats", "rules", "changes_at_least", "changes", "steps", "sentence"]
    return pd.DataFrame(rows, columns=names).astype({"changes_at_least": "Int64", "changes": "Int64"})


def changes_as_json(found: Changes) -> dict[str, Any]:
    """The plans in the form that `lepdata check --remedy --format json` prints under "changes"."""
    plans: dict[str, Any] = {"feasible": found.certain is not None, "certain": found.certain, "fewest": found.fewest}
    for name, plan in plans.items():
        if isinstance(plan, ChangeSet):
            counted = {f"{kind}s": sum(step.count for step in plan.steps if step.kind == kind) for kind in KINDS}
            told = {part: [asdict(one) for one in getattr(plan, part)] for part in ("steps", "disclosures")}
            plans[name] = {"changes": plan.changes, **counted, **told}
    rules, conflicts = {"rules": list(found.rules), "left_out": list(found.left_out)}, list(found.conflicts)
    return {**rules, **plans, "conflicts": conflicts, "sentence": found.sentence}


# --- plans in words: people by what the plan needs them to be, or can do without


def change_set(solution: Solution | None, goal: Goal) -> ChangeSet | None:
    if solution is None:
        return None
    seats, others, steps = _seats(solution, goal), tuple(_others(solution, goal)), []
    for change, count in Counter(seats).items():
        gone = _leaving(change.leaver, count, goal) if change.leaver else ""
        new = _joining(change.joiner, count, goal, change.tasks) if change.joiner else ""
        steps.append(Step(change.kind, count, "", gone, new))
    return ChangeSet((*steps, *others), tuple(_disclosures(solution, goal)), _summary(seats, others, goal))


class _Change(NamedTuple):
    """A seat: who leaves it, who takes it, and which tasks come with them; None where nobody does."""

    leaver: Member | None
    joiner: Member | None
    tasks: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return "appointment" if self.leaver is None else "departure" if self.joiner is None else "exchange"


def _seats(solution: Solution, goal: Goal) -> list[_Change]:
    def likeness(leaver: Member, joiner: Member) -> tuple[bool, int]:
        alike = sum(counted(trait, leaver) == counted(trait, joiner) for trait in goal.traits)
        same_office = leaver.role == joiner.role and leaver.role in goal.offices
        return same_office, alike + (goal.council(leaver)[1] == goal.council(joiner)[1])

    left, changes = solution.each("leave"), []
    # Whoever brings most to the board is matched first, with the seat that is most like it.
    arriving = sorted(solution.each("join"), key=lambda one: (one.role not in goal.offices, -goal.worth(one)))
    for place, member in enumerate(arriving):
        match = max(left, key=lambda one: likeness(one, member), default=None)
        if match is not None:
            left.remove(match)
        brought = (one for one in goal.criteria if solution.tasks.get(("brought", one.id), 0) > place)
        changes.append(_Change(match, member, tuple(one.among[0] for one in brought)))
    return [*changes, *(_Change(member, None) for member in left)]


def _others(solution: Solution, goal: Goal) -> Iterator[Step]:
    """Offices that pass, and members named for tasks."""
    for office in goal.offices:
        takers = solution.each("take", office)
        givers = [member._replace(role=office) for member in solution.each("give up", office)]
        for (gives, takes), count in Counter(zip_longest(map(bool, givers), map(bool, takers))).items():
            at = 0 if gives and takes else -1
            given = _leaving(givers[at], count, goal) if gives else ""
            # Nobody takes an office whom its criterion does not ask for, so that one stands for all.
            taken = f"{_people(takers[at], count, goal)} already on the board" if takes else ""
            yield Step("handover", count, office, given, taken)
    for criterion in goal.criteria:
        if named := solution.tasks.get(("named", criterion.id), 0):
            yield Step("naming", named, criterion.among[0], "", choose(named, "a member", "members"))


def _answers(member: Member, goal: Goal) -> dict[str, str]:
    """How somebody answers whether they are private and whether a woman, as far as the plan asks."""
    return {trait.criterion.who: answered(member, trait) for trait in reversed(goal.traits)}


def _joining(member: Member, count: int, goal: Goal, tasks: Sequence[str]) -> str:
    """People who join, such as "a woman from the private sector who becomes chair"."""
    offices = _becoming(member, count, goal, tasks)
    tail = f"who {choose(count, 'becomes', 'become')} {joined(offices)}" if offices else ""
    return _people(member, count, goal, tail)


def _becoming(member: Member, count: int, goal: Goal, tasks: Sequence[str]) -> list[str]:
    return [*([f"{member.role}{choose(count, '', 's')}"] if member.role in goal.offices else []), *tasks]


def _leaving(member: Member, count: int, goal: Goal) -> str:
    if member.role not in goal.offices:
        return _people(member, count, goal, _not(member, count, goal))
    if goal.holders[member.role] == 1:
        return f"the {member.role}"
    office = choose(count, f"a {member.role}", f"{member.role}s")
    return " ".join(filter(None, (office, *_origins(member, goal), _not(member, count, goal))))


def _people(member: Member, count: int, goal: Goal, tail: str = "") -> str:
    known = _answers(member, goal)
    who, private = "co-opted " if member.role == "co-opted" else "", known.get("private") == "for"
    one, many = ("woman", "women") if known.get("women") == "for" else ("member", "members")
    if private and one == "woman":
        one, many = f"{one} from the private sector", f"{many} from the private sector"
    elif private:
        who += "private "
    people = choose(count, f"a {who}{one}", f"{who}{many}")
    return " ".join(filter(None, (people, " and ".join(_origins(member, goal)), tail)))


def _not(member: Member, count: int, goal: Goal) -> str:
    """ "who are not private", and where council seats are kept, "who are neither private nor from a council"."""
    private = _answers(member, goal).get("private", "")
    # Under the worst reading a member of an unknown sector may be a council's.
    no_council = goal.keep_councils and not goal.council(member)[0 if goal.hopeful else 1]
    if private == "unknown":
        return "not known to be private" + (" and not from a council" if no_council else "")
    if private == "against" and not _origins(member, goal):
        neither = "neither private nor from a council" if no_council else "not private"
        return f"who {choose(count, 'is', 'are')} {neither}"
    return "not from a council" if no_council and not private else ""


def _origins(member: Member, goal: Goal) -> list[str]:
    """Where somebody comes from, as far as a criterion or the councils' seats make it matter."""
    about = [one.criterion for one in goal.traits if one.criterion.who == "sectors" and answered(member, one) == "for"]
    narrow = {criterion.among for criterion in about if criterion.only_kinds}
    kept = [criterion for criterion in about if criterion.only_kinds or criterion.among not in narrow]
    council = [ORIGINS["council"]] if goal.council(member)[0] else []
    return list(dict.fromkeys([terms(criterion).one for criterion in kept] + council))


_Sort = tuple[int, str]  # so many people of one sort, in words


def _summary(seats: list[_Change], others: Iterable[Step], goal: Goal) -> str:
    exchanges, appointments, departures = ([one for one in seats if one.kind == kind] for kind in KINDS[:3])
    parts = []
    if exchanges:
        passing = _some(len(exchanges), choose(len(exchanges), "a seat", "seats"))
        both = (_leavers(exchanges, goal), [*_arrivals(exchanges, goal)])
        # Where all are of one sort their number has been said already.
        gone, new = (sorts[0][1] if len(sorts) == 1 else _numbered(sorts) for sorts in both)
        parts.append(f"{passing} passing from {gone} to {new}")
    if appointments:
        parts.append(f"{_numbered(_arrivals(appointments, goal))} joining")
    if departures:
        parts.append(f"{_numbered(_leavers(departures, goal))} leaving")
    for step in others:
        gone, new = _some(step.count, step.leaves), _some(step.count, step.joins)
        if step.kind == "naming":
            parts.append(f"{new} being named {step.about}")
        elif step.leaves and step.joins:
            parts.append(f"{gone} passing the office to {new}")
        else:
            parts.append(f"{gone} giving up the office" if step.leaves else f"{new} becoming {step.about}")
    return "; ".join(parts)


def _leavers(changes: Iterable[_Change], goal: Goal) -> list[_Sort]:
    sorts = display.gathered((_leaving(one.leaver, 1, goal), one.leaver) for one in changes if one.leaver)
    return [(len(own), _leaving(own[0], len(own), goal)) for own in sorts.values()]


def _arrivals(changes: Iterable[_Change], goal: Goal) -> Iterator[_Sort]:
    """Such as "women from the private sector (one becoming chair)"."""
    joiners = ((one.joiner, one.tasks) for one in changes if one.joiner)
    sorts = display.gathered((_people(member, 1, goal), (member, tasks)) for member, tasks in joiners)
    for own in sorts.values():
        member, tasks = own[0]
        becoming = filter(None, (_becoming(one, 1, goal, tasks) for one, tasks in own))
        each = ", ".join(f"one becoming {joined(offices)}" for offices in becoming)
        several = _people(member, len(own), goal) + (f" ({each})" if each else "")
        yield len(own), several if len(own) > 1 else _joining(member, 1, goal, tasks)


def _numbered(sorts: Iterable[_Sort]) -> str:
    return joined([_some(count, people) for count, people in sorts])


def _some(count: int, people: str) -> str:
    return people if count == 1 else f"{spelled(count)} {people}"


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


def _disclosures(solution: Solution, goal: Goal) -> Iterator[Disclosure]:
    facts: Counter[Fact] = Counter()
    for one in solution.made:
        facts.update({fact: one.amount for fact in one.choice.facts})
    of_offices = {fact.about for fact in facts if fact.subject}
    for fact in sorted(facts, key=lambda one: (not one.subject, one)):
        yield _disclosure(fact, facts[fact], solution, goal, fact.about in of_offices)
    stay = [one for one in solution.made if one.choice.action not in ("leave", "join")]
    sitting = sum(one.amount for one in stay if one.choice.member.sure)
    for criterion in goal.criteria:
        if count := solution.tasks.get(("found", criterion.id), 0):
            people = choose(sitting, "the one member", "members")
            yield Disclosure(count, sitting, people, f"{choose(count, 'is', 'are')} already {criterion.among[0]}")


def _disclosure(fact: Fact, count: int, solution: Solution, goal: Goal, of_offices: bool) -> Disclosure:
    if fact.about == "office":  # somebody turns out to hold an office in which nobody is listed
        who = next(one.choice.member for one in solution.made if fact in one.choice.facts)
        return Disclosure(1, 1, _people(who, 1, goal), f"is {fact.value} already")
    sitting = (one for one in solution.made if one.choice.action not in ("leave", "join"))
    of = sum(one.amount for one in sitting if any(fact[:2] == other[:2] for choice in one.of for other in choice.facts))
    if fact.about == "membership":
        people = choose(of, "the person who may be a member", "people who may be members")
    elif fact.subject:
        people = choose(of, f"the {fact.subject}", f"{fact.subject}s")
    else:
        them = choose(of, "the one ", "") + ("other " if of_offices else "") + choose(of, "member", "members")
        stay = f" who {choose(of, 'stays', 'stay')} and" if solution.each("leave") else ""
        people = f"{them}{stay} {_UNKNOWN[fact.about]}"
    if fact.value in _VALUES:
        value = choose(count, *_VALUES[fact.value]) + (" in the national accounts" if fact.about == "national" else "")
    else:
        value = ORIGINS.get(fact.value) or f'with an organisation of the kind "{fact.value}"'
    return Disclosure(count, of, people, f"{choose(count, 'is', 'are')} {value}")


def _disclosed(facts: Sequence[Disclosure]) -> str:
    parts, before = [], ""
    for fact in facts:
        people, number = fact.people, spelled(fact.count)
        if people == before and fact.of > 1:
            people = f"at least {number} of them"
        elif fact.count < fact.of:
            people = f"at least {number} of the {spelled(fact.of)} {people}"
        elif fact.of > 1:
            people = f"{'both' if fact.of == 2 else f'all {number}'} {people}"
        parts.append(f"{people} {fact.turn_out}")
        before = fact.people
    return joined(parts)
