"""CRITERIA + ROLL -> what may become of everybody, what the numbers must satisfy, and the best way to satisfy them."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache, partial
from itertools import product
from math import ceil
from operator import mul
from typing import Any, NamedTuple
from warnings import catch_warnings, simplefilter

import numpy as np

from lepdata.judging.bounds import LARGEST_BOARD, Demand
from lepdata.judging.criteria import Criterion, Question, question_about, questions
from lepdata.judging.kinds import OFFICES, kind_of
from lepdata.judging.roll import Member, Roll, counted, holds, is_named
from lepdata.vocabulary import SECTORS

_COUNCIL = question_about("sectors", ("council",))
_Asked = tuple[Question, Demand]  # a demand, after the question behind it


@dataclass(frozen=True)
class Goal:
    """A board with at least one certain member, the criteria to be met, and what must stay as it is."""

    roll: Roll
    criteria: tuple[Criterion, ...]
    definition: str  # what counts as private
    keep_councils: bool  # no seat of a council may be lost
    keep_size: bool
    hopeful: bool = False  # what is unknown may turn out well, instead of being taken at its worst

    @cached_property
    def co_opted(self) -> bool:
        """Whether it can matter if somebody is co-opted."""
        listed = any(member.role == "co-opted" for member in self.roll.members)
        return listed or any("all" not in one.denominators for one in self.criteria)

    @cached_property
    def demands(self) -> tuple[_Asked, ...]:
        roll, about = self.roll, questions(self.criteria, (self.definition,), self.co_opted)
        has_room = roll.room is None or roll.room >= len(roll.members) - roll.sure  # for all who might be members
        asked = ((one, demand) for one in about for demand in kind_of(one.criterion).demands(one, roll))
        return tuple((one, demand._replace(by_room=demand.by_room and not has_room)) for one, demand in asked)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(dict.fromkeys(question for question, _ in self.demands))

    @cached_property
    def traits(self) -> tuple[Question, ...]:
        """What the criteria ask about people, of whomever: private or not, women or not, from which sector."""
        asked = [(one.criterion, one.definition) for one in self.questions]
        about = [(one, how) for one, how in asked if one.who in ("private", "women", "sectors")]
        return tuple(dict.fromkeys(question_about(one.who, one.among, one.only_kinds, how) for one, how in about))

    @cached_property
    def holders(self) -> Counter[str]:
        return Counter(member.role for member in self.roll.members)

    @cached_property
    def offices(self) -> tuple[str, ...]:
        return tuple(one for one in OFFICES if any(criterion.office == one for criterion in self.criteria))

    @cached_property
    def sums(self) -> Callable[[Member], tuple[int, ...]]:
        """What a member adds to each demand, and apart what those add who count by room; more is better."""
        return _sums_of(self.demands)

    def council(self, member: Member) -> tuple[int, int]:
        """Whether the seat is certainly, and whether it may be, a council's; nothing unless council seats are kept."""
        if not self.keep_councils:
            return 0, 0
        found = counted(_COUNCIL, member)
        return found[0], found[0] + found[2]

    def worth(self, member: Member) -> int:
        """How many things that matter for the plan somebody is known to be."""
        return sum(answered(member, trait) == "for" for trait in self.traits) + self.council(member)[0]


def answered(member: Member, trait: Question) -> str:
    for_, against, _, might_for, might_against, _ = counted(trait, member)
    return "for" if for_ or might_for else "against" if against or might_against else "unknown"


@lru_cache(maxsize=8)
def _sums_of(demands: tuple[_Asked, ...]) -> Callable[[Member], tuple[int, ...]]:
    """Kept for several plans for one board, which ask the same of the same sorts of people."""

    @cache
    def sums(member: Member) -> tuple[int, ...]:
        found: list[int] = []
        for question, demand in demands:
            own = sum(map(mul, demand.weights, counted(question, member)))
            found += (0, own) if demand.by_room and not member.sure else (own, 0)
        return tuple(found)

    return sums


class Fact(NamedTuple):
    """Something unknown that turns out so: of whom (an office, else ""), about what, and what it is."""

    subject: str
    about: str
    value: str


class Choice(NamedTuple):
    """What becomes of one member, or who joins: `member` is what they are after it, or were if they leave."""

    action: str  # stay, leave, give up, take, join; out: was no member after all
    member: Member
    facts: tuple[Fact, ...] = ()
    office: str = ""


_Choices = tuple[Choice, ...]  # of those who have the same
_IN_ACCOUNTS = {"private": "private", "voluntary": "private", "education": "private", "trade_union": "private"}
_ANYONE = Member(True, "member", "unknown", "", "", "unknown", "not published", "")
_Version = tuple[tuple[Fact, ...], Member]  # a member as they may turn out to be, and the facts that make them so


def _cells(goal: Goal) -> list[tuple[_Choices, int]]:
    """How many members have the same choices."""
    found: dict[object, tuple[_Choices, int]] = {}
    for member, count in Counter(_plain(one, goal) for one in goal.roll.members).items():
        choices = tuple(_choices(member, goal))
        does = tuple((one.action, one.office, one.facts, goal.sums(one.member)) for one in choices)
        key = (does, tuple(counted(one, member) for one in goal.questions), goal.council(member))
        found[key] = (choices, count + found.get(key, (choices, 0))[1])
    return list(found.values())


def _plain(member: Member, goal: Goal) -> Member:
    """A member without a name, and of the published words only those that a criterion listens for."""
    heard = [one.among[0] for one in goal.criteria if one.who == "words" and is_named(one, member)]
    heard += [one.exempt[0] for one in goal.criteria if holds(member.words, one.exempt)]
    return member._replace(name="", organisation="", words="; ".join(heard))


def _choices(member: Member, goal: Goal) -> Iterator[Choice]:
    for facts, one in _versions(member, member.role, goal):
        yield Choice("stay", one, facts, one.role if one.sure and one.role in goal.offices else "")
    if member.sure:
        yield Choice("leave", member)
    elif goal.hopeful:
        yield Choice("out", member, (Fact("", "membership", "out"),))
    if member.role in goal.offices:
        yield from (Choice("give up", one, facts, member.role) for facts, one in _versions(member, "member", goal))
    elif member.sure and member.role != "co-opted":
        for office in goal.offices:
            own = [question for question in goal.questions if question.criterion.office == office]
            for facts, one in _versions(member, office, goal):
                if all(counted(question, one)[0] for question in own):  # nobody else would be given the office
                    yield Choice("take", one, facts, office)
                    if goal.hopeful and not goal.holders[office]:  # where nobody is listed, it may be theirs
                        yield Choice("stay", one, (*facts, Fact("", "office", office)), office)


def _versions(member: Member, role: str, goal: Goal) -> list[_Version]:
    """A member in a role, perhaps a new one, as known and if hopeful in every way that is better for some demand."""
    found: list[_Version] = [((), member._replace(role=role))]
    if not goal.hopeful:
        return found
    if not member.sure:
        found.append(((Fact("", "membership", "in"),), member._replace(role=role, sure=True)))
    for filled, who in ((_sectors, ("private", "sectors")), (_genders, ("women",))):
        of_office = any(one.office and one.office == member.role and one.who in who for one in goal.criteria)
        whose = member.role if of_office else ""
        ways = [(facts, *way) for facts, one in found if one.sure for way in filled(one, goal)]
        found += [((*facts, Fact(whose, about, value)), new) for facts, about, value, new in ways]
        # Those are kept that no other with as few facts equals or betters in every demand.
        kept: dict[tuple[int, ...], _Version] = {}
        for version in sorted(found, key=lambda one: len(one[0])):
            own = goal.sums(version[1])
            if not any(all(map(int.__ge__, other, own)) for other in kept):
                kept[own] = version
        found = list(kept.values())
    return found


def _sectors(member: Member, goal: Goal) -> Iterator[tuple[str, str, Member]]:
    for profile in _profiles(goal):
        if member.sector == "unknown":
            national = profile.national if member.national == "unknown" else member.national
            kind = member.kind or profile.kind
            filled = member._replace(sector=profile.sector, kind=kind, national=national)
            yield "sector", profile.kind or profile.sector, filled
        elif profile.kind and not member.kind and profile.sector in (member.sector, member.seat_sector):
            yield "kind", profile.kind, member._replace(kind=profile.kind)
    if member.national == "unknown":
        yield from (("national", where, member._replace(national=where)) for where in ("private", "public"))


def _genders(member: Member, _: Goal) -> Iterator[tuple[str, str, Member]]:
    if member.gender not in ("woman", "man"):
        yield from (("gender", gender, member._replace(gender=gender)) for gender in ("woman", "man"))


def _profiles(goal: Goal) -> Iterator[Member]:
    """Somebody of each sector, and of each kind that a criterion asks for."""
    for sector in SECTORS[:-1]:
        kinds = {kind for one in goal.criteria if sector in one.among for kind in one.only_kinds}
        for kind in ("", *sorted(kinds)):
            yield _ANYONE._replace(sector=sector, kind=kind, national=_IN_ACCOUNTS.get(sector, "public"))


def _joiners(goal: Goal) -> _Choices:
    """Everybody who may join, the least particular first; nobody who adds the same as one before."""
    roles = ("member", *goal.offices, *(["co-opted"] if goal.co_opted else []))
    found: dict[object, Choice] = {}
    for role, gender, anybody in product(roles, ("not published", "woman", "man"), (_ANYONE, *_profiles(goal))):
        office = role if role in goal.offices else ""
        member = anybody._replace(role=role, gender=gender)
        found.setdefault((office, goal.sums(member), goal.council(member)), Choice("join", member, office=office))
    return tuple(found.values())


class Made(NamedTuple):
    """A choice that so many make of those that they have."""

    of: _Choices
    choice: Choice
    amount: int


class Solution(NamedTuple):
    made: tuple[Made, ...]
    # How many are "named" for a task, "found" to have it or "brought" in for it, by criterion.
    tasks: dict[tuple[str, str], int]

    def each(self, action: str, office: str | None = None) -> list[Member]:
        chosen = (one for one in self.made if one.choice.action == action and office in (None, one.choice.office))
        return [one.choice.member for one in chosen for _ in range(one.amount)]


COUNCILS_KEPT, SIZE_KEPT = "councils kept", "size kept"
_TASKS = ("named", "found", "brought")
_Sum = Any  # an array: a weight for each column


class Limit(NamedTuple):
    """What a sum must lie between."""

    label: str
    weights: _Sum
    low: float = 0
    high: float = np.inf


class Columns:
    """A column for each choice, those of members and then of who joins, and for each count; with their bounds."""

    def __init__(self, goal: Goal):
        self.groups = [*_cells(goal), (_joiners(goal), LARGEST_BOARD)]
        self.choices = [(choices, one) for choices, _ in self.groups for one in choices]
        # "seats" that change hands, an "office" that passes, who is "named", and the like: the most there can be
        counts = {("seats", ""): LARGEST_BOARD + goal.roll.sure}
        counts |= {("office", one): LARGEST_BOARD for one in goal.offices}
        for name in (one.id for one in goal.criteria if one.who == "words"):
            counts |= {(task, name): LARGEST_BOARD if task != "found" or goal.hopeful else 0 for task in _TASKS}
        for at in (str(at) for at, (_, demand) in enumerate(goal.demands) if demand.by_room):
            counts |= {("worse", at): LARGEST_BOARD, ("by room", at): 1}
        self.most = [*(most for choices, most in self.groups for _ in choices), *counts.values()]
        self.counts = dict(zip(counts, np.eye(len(self.most))[len(self.choices) :], strict=True))

    def each(self, weigh: Callable[[Choice], float], *actions: str) -> _Sum:
        """A weight for each choice with one of these actions, by default any."""
        weights = [weigh(one) if not actions or one.action in actions else 0 for _, one in self.choices]
        return np.array([*weights, *[0] * len(self.counts)], dtype=float)

    def where(self, action: str, office: str = "") -> _Sum:
        return self.each(lambda one: office in ("", one.office), action)

    def counting(self, *whats: str) -> _Sum:
        return sum((own for (what, _), own in self.counts.items() if what in whats), np.zeros(len(self.most)))


_SIT = ("stay", "give up", "take", "join")  # the actions of those who sit on the board afterwards, or may


def limits(goal: Goal, own: Columns) -> Iterator[Limit]:
    """Everything that limits a plan, from the board before any change and those who may join."""
    roll, left, joined = goal.roll, own.where("leave"), own.where("join")
    for choices, size in own.groups[:-1]:
        yield Limit("", np.array([of is choices for of, _ in own.choices] + [0] * len(own.counts)), size, size)
    yield Limit("", joined - left, -np.inf, max(LARGEST_BOARD - roll.sure, 0))
    # An exchange is one that leaves and one that joins, so the larger of the two numbers counts.
    yield from (Limit("", own.counting("seats") - either) for either in (left, joined))
    for office in goal.offices:  # passing one on is one change, and there are no more holders than before
        given, taken, new = (own.where(action, office) for action in ("give up", "take", "join"))
        yield from (Limit("", own.counts["office", office] - either) for either in (given, taken))
        yield Limit("", own.where("stay", office) + taken + new, 0, max(goal.holders[office], 1))
    turned_in = own.each(lambda one: any(fact[1:] == ("membership", "in") for fact in one.facts), *_SIT)
    if roll.room is not None:
        yield Limit("", turned_in, 0, roll.room)

    def adding(place: int) -> _Sum:
        return own.each(lambda one: goal.sums(one.member)[place], *_SIT)

    def naming(question: Question, first: int, *actions: str) -> _Sum:
        return own.each(lambda one: sum(counted(question, one.member)[first:3]), *actions)

    for at, (question, demand) in enumerate(goal.demands):
        total = adding(2 * at)
        if demand.by_room:
            # Of those who might be members as many make things worse as there is room for, at most.
            room, everybody, risk = roll.room or 0, len(roll.members), -min(demand.weights[3:])
            worse, by_room = own.counts["worse", str(at)], own.counts["by room", str(at)]
            yield Limit("", worse + everybody * by_room + adding(2 * at + 1) / risk)
            yield Limit("", worse - everybody * by_room + turned_in, room - everybody)
            total = total - risk * worse
        if question.criterion.who == "words":
            # Whoever is named for a task must sit, and not be named for it already; who joins may come as such.
            tasks = [own.counts[task, question.criterion.id] for task in _TASKS]
            total = total + sum(tasks)
            yield Limit("", naming(question, 1, *_SIT) - sum(tasks))
            yield Limit("", naming(question, 0, "join") - tasks[-1])
        yield Limit(question.criterion.id, total, demand.floor)
    if goal.keep_size:
        yield Limit(SIZE_KEPT, joined - left, 0, 0)
    if goal.keep_councils:
        lost = 0 if goal.hopeful else 1
        gained = own.each(lambda one: goal.council(one.member)[0], "join")
        yield Limit(COUNCILS_KEPT, gained - own.each(lambda one: goal.council(one.member)[lost], "leave"))


def best_way(goal: Goal) -> Solution | None:
    """The best way to the goal, whatever the unknown turns out to be, or if hopeful, if it turns out well."""
    own = Columns(goal)
    amounts = _solve(own, list(limits(goal, own)), *_aims(goal, own))
    if amounts is None:
        return None
    # The choices have the first columns.
    chosen = tuple(Made(*one, amount) for one, amount in zip(own.choices, amounts, strict=False) if amount)
    counts = zip(own.counts, amounts[len(own.choices) :], strict=True)
    return Solution(chosen, {name: amount for name, amount in counts if name[0] in _TASKS and amount})


def in_the_way(goal: Goal) -> tuple[str, ...]:
    """Labels of rules that cannot all hold even if the unknown turns out well, though any but one of them can."""
    goal = replace(goal, hopeful=True)
    own = Columns(goal)
    rows = list(limits(goal, own))
    labels = dict.fromkeys(row.label for row in rows if row.label)
    for label in reversed([*labels]):
        without = [row for row in rows if row.label != label]
        if _solve(own, without, [], lambda _: own.counting()) is None:
            rows = without
            del labels[label]
    return tuple(labels)


def _aims(goal: Goal, own: Columns) -> tuple[list[_Sum], Callable[[int], _Sum]]:
    """What is made least, in this order: changes, facts; and of so many changes who leaves, what is lost, any order."""
    aims = [own.counting("seats", "office", "named")]
    if goal.hopeful:
        aims.append(own.each(lambda one: len(one.facts)) + own.counting("found"))
    brought = own.counting("brought")
    price = own.each(partial(_price, goal)) + brought
    # Squares, so that two different plans hardly ever weigh the same and every machine gives the same one.
    any_order = np.arange(1.0, len(own.most) + 1) ** 2 * (np.arange(len(own.most)) < len(own.choices))

    def last(changes: int) -> _Sum:
        # Solved at once: each but the first, which is at most so much, decides only where those before are equal.
        most = len(goal.roll.members) + changes  # who may be on the board or leave it, and be brought in for a task
        leaving = (most * (price.max() + brought.sum()) + 1) * own.where("leave") + price
        return (most * len(own.choices) ** 2 + 1) * leaving + any_order

    return aims, last


def _price(goal: Goal, choice: Choice) -> int:
    """What a plan would rather avoid, among plans with equally many changes and departures."""
    member = choice.member
    if choice.action == "join":
        return 2 * goal.worth(member) + bool(choice.office) + 3 * (member.role == "co-opted")
    if choice.action == "leave":
        return 2 * goal.worth(member) + 2 * (member.role in goal.offices) + (member.sector == "unknown")
    return 0


# On problems this small simplifying first saves nothing, and was seen to print a line of its own; and for whole numbers
# a heuristic of HiGHS takes nine tenths of the time.
_OPTIONS: dict[str, Any] = {"mip_rel_gap": 0, "presolve": False}
_WHOLE = {**_OPTIONS, "mip_heuristic_run_feasibility_jump": False}


def _solve(own: Columns, rows: list[Limit], aims: list[_Sum], last: Callable[[int], _Sum]) -> list[int] | None:
    """The solution least by the first aim, of those the least by the second, and so on; None where none is."""
    from scipy.optimize import milp

    # Whole numbers are dear. So each aim but the last, which is told what the first came to, is first taken to come to
    # the least that fractions allow, rounded up: if the last, in whole numbers, can be reached with that, nothing less
    # was possible. Else the one before the last is solved in whole numbers too, and so on.
    matrix = np.array([*(row.weights for row in rows), *aims])
    first, end = len(rows), len(matrix)
    for exact in reversed(range(first, end + 1)):
        low = np.array([*(row.low for row in rows), *[-np.inf] * len(aims)])
        high = np.array([*(row.high for row in rows), *[np.inf] * len(aims)])
        for at in range(first, end + 1):
            for whole in (False, True)[: 1 + (at >= exact)]:  # where fractions give whole numbers, nothing is better
                aim, limited = matrix[at] if at < end else last(int(low[first]) if aims else 0), (matrix, low, high)
                how = _WHOLE if whole else _OPTIONS
                with catch_warnings():  # scipy hands an option that it does not know on to HiGHS, and says so
                    simplefilter("ignore", RuntimeWarning)
                    found = milp(aim, integrality=whole, bounds=(0, own.most), constraints=limited, options=how)
                if found.x is None or np.allclose(found.x, np.rint(found.x), rtol=0, atol=1e-6):
                    break
            if found.x is None:
                break
            if at == end:
                amounts = np.rint(found.x)
                sums = matrix[:first] @ amounts  # exact, as they are whole numbers
                within = (sums - low[:first], high[:first] - sums, amounts, own.most - amounts)
                if (np.concatenate(within) < 0).any():
                    raise ArithmeticError("The solver's answer does not satisfy the rules exactly.")
                return [int(amount) for amount in amounts]
            low[at] = high[at] = ceil(found.fun - 1e-6)
        if at == first:
            break
    return None
