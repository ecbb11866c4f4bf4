"""MEMBER or JOINER -> how a plan speaks of such people: "private women", "members who are not private", "the."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lepdata.change.programme import Cell, Choice, Question, Scope
from lepdata.english import choose, joined
from lepdata.judging.roll import Member
from lepdata.judging.words import terms
from lepdata.words_by_id import phrases, say


def joining(member: Member, count: int, scope: Scope, tasks: Sequence[str] = ()) -> str:
    """People who join, by what the plan needs them to be.

    Examples
    --------
    >>> from lepdata.change.programme import ANYONE
    >>> joining(ANYONE, 2, Scope(())), joining(ANYONE, 1, Scope(()), ["SME champion"])
    ('members', 'a member who becomes SME champion')
    """
    offices = [f"{member.role}{choose(count, '', 's')}"] if member.role in scope.offices else []
    offices += tasks
    becoming = f"who {choose(count, 'becomes', 'become')} {joined(offices)}" if offices else ""
    return _people(member, count, scope, becoming)


def leaving(member: Member, count: int, scope: Scope, holders: Mapping[str, int]) -> str:
    """People who leave, by what lets the plan do without them; `holders` counts those with each role now.

    Examples
    --------
    >>> from lepdata.change.programme import ANYONE
    >>> leaving(ANYONE, 1, Scope(()), {})
    'a member'
    """
    if member.role not in scope.offices:
        return _people(member, count, scope, _not(member, count, scope))
    if holders[member.role] == 1:
        return f"the {member.role}"
    which = (*_origins(member, scope), _not(member, count, scope))
    return " ".join(filter(None, (f"{choose(count, 'a ', '')}{member.role}{choose(count, '', 's')}", *which)))


def worth(member: Member, scope: Scope) -> int:
    """How many things that matter for the plan somebody is known to be."""
    return sum(_is(member, trait) == "for" for trait in scope.traits) + scope.council(member)[0]


def _people(member: Member, count: int, scope: Scope, tail: str) -> str:
    woman = any(trait.criterion.who == "women" and _is(member, trait) == "for" for trait in scope.traits)
    co_opted = "co-opted-" if member.role == "co-opted" else ""
    private = "private-" if _private(member, scope) == "for" else ""
    who = say("change_people", f"who-{co_opted}{private}{'woman' if woman else 'member'}", n=count)
    return " ".join(filter(None, (who, " and ".join(_origins(member, scope)), tail)))


def _not(member: Member, count: int, scope: Scope) -> str:
    """ "who are not private", and where council seats are kept, "who are neither private nor from a council"."""
    private = _private(member, scope)
    # Under the worst reading a member of an unknown sector may be a council's.
    no_council = scope.keep_councils and not scope.council(member)[0 if scope.hopeful else 1]
    if private == "unknown":
        return say("change_people", "not-known-no-council" if no_council else "not-known")
    if private == "against" and not _origins(member, scope):
        return say("change_people", "neither" if no_council else "not-private", n=count)
    return "not from a council" if no_council and not private else ""


def _private(member: Member, scope: Scope) -> str:
    """How somebody answers whether they are private; "" where the plan does not ask."""
    return next((_is(member, trait) for trait in scope.traits if trait.criterion.who == "private"), "")


def _origins(member: Member, scope: Scope) -> list[str]:
    """Where somebody comes from, as far as a criterion or the councils' seats make it matter."""
    about = [one.criterion for one in scope.traits if one.criterion.who == "sectors" and _is(member, one) == "for"]
    narrow = {criterion.among for criterion in about if criterion.only_kinds}
    kept = [criterion for criterion in about if criterion.only_kinds or criterion.among not in narrow]
    council = [phrases("origins")["council"]] if scope.council(member)[0] else []
    return list(dict.fromkeys([terms(criterion, "").one for criterion in kept] + council))


def _is(member: Member, trait: Question) -> str:
    for_, against, _, might_for, might_against, _ = trait.of(member)
    return "for" if for_ or might_for else "against" if against or might_against else "unknown"


KINDS = ("exchange", "appointment", "departure", "handover", "naming")


@dataclass(frozen=True)
class Step:
    """So many changes of one sort.

    Attributes
    ----------
    kind : str
        One of `KINDS`. An exchange is one member leaving and another joining in that place; a handover is an office
        passing on among those who sit already; a naming gives a sitting member a task such as diversity champion.
    count : int
        How many.
    about : str
        The office that passes or the task somebody is named for; "" where a seat changes.
    leaves, joins : str
        Who gives up the seat or office and who takes it, in words; "" where nobody does.
    """

    kind: str
    count: int
    about: str = ""
    leaves: str = ""
    joins: str = ""


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
        """How many changes there are in all."""
        return sum(step.count for step in self.steps)

    def count(self, kind: str) -> int:
        """How many changes of one kind there are.

        Examples
        --------
        >>> ChangeSet((Step("exchange", 2), Step("departure", 1), Step("exchange", 1))).count("exchange")
        3
        """
        return sum(step.count for step in self.steps if step.kind == kind)


@dataclass(frozen=True)
class Changes:
    """What would make every rule asked for hold at once.

    Attributes
    ----------
    rules, left_out : tuple of str
        Ids of the criteria planned for, and of those asked for that no change of members can be planned for.
    certain : ChangeSet or None
        The fewest changes after which the rules hold however the unknown turns out; None where there are none such.
    fewest : ChangeSet or None
        The fewest changes if what is unknown turns out well, with the fewest disclosures that this rests on. Nothing
        but a new list makes fewer changes enough. None where even then no plan exists.
    conflicts : tuple of str
        Where `certain` is None, rules of which all but one may hold, in words.
    sentence : str
        All of it for a reader.
    """

    rules: tuple[str, ...]
    left_out: tuple[str, ...]
    certain: ChangeSet | None
    fewest: ChangeSet | None
    conflicts: tuple[str, ...]
    sentence: str

    @property
    def feasible(self) -> bool:
        """Whether some number of changes makes the rules hold for certain."""
        return self.certain is not None

    @property
    def changes(self) -> int | None:
        """How many changes make the rules hold for certain; None where none do."""
        return self.certain.changes if self.certain else None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the certain plan."""
        return self.certain.steps if self.certain else ()

    @property
    def disclosures(self) -> tuple[Disclosure, ...] | None:
        """What would have to turn out so for the rules to hold without any change; None where nothing would do."""
        return self.fewest.disclosures if self.fewest and not self.fewest.changes else None


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
