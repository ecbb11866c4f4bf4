"""CRITERIA + ROLL -> what may become of everybody, what the numbers must satisfy, and the best way to satisfy them."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from itertools import product
from math import ceil
from operator import mul
from typing import Any, NamedTuple

from lepdata.judging.bounds import LARGEST_BOARD, Demand
from lepdata.judging.criteria import Criterion, Question, question_about, questions
from lepdata.judging.kinds import OFFICES, kind_of
from lepdata.judging.roll import Member, Roll, counted, holds, is_named
from lepdata.vocabulary import SECTORS

_COUNCIL = question_about("sectors", ("council",))
_Asked = tuple[Question, Demand]  # a demand, after the question behind it


def _all_at_risk(demand: Demand) -> Demand:
    """The same demand where there is room for everybody who might be a member."""
    certain, might = demand.weights[:3], demand.weights[3:]
    worse = (w - demand.risk * at_risk for w, at_risk in zip(might, demand.at_risk, strict=True))
    return demand._replace(weights=(*certain, *worse), risk=0)


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
        roll = self.roll
        about = questions(self.criteria, (self.definition,), self.co_opted)
        asked = tuple((one, demand) for one in about for demand in kind_of(one.criterion).demands(one, roll))
        if roll.room is not None and roll.room < len(roll.members) - roll.sure:
            return asked
        return tuple((one, _all_at_risk(demand)) for one, demand in asked)

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
        """What a member adds to each demand, and how far they make it worse if they only might be; more is better."""
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
            counts = counted(question, member)
            found += (sum(map(mul, demand.weights, counts)), -sum(map(mul, demand.at_risk, counts[3:])))
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


class Cell(NamedTuple):
    """So many members with the same choices."""

    size: int
    choices: tuple[Choice, ...]


_IN_ACCOUNTS = {"private": "private", "voluntary": "private", "education": "private", "trade_union": "private"}
_ANYONE = Member(True, "member", "unknown", "", "", "unknown", "not published", "")
_Version = tuple[tuple[Fact, ...], Member]  # a member as they may turn out to be, and the facts that make them so


def _cells(goal: Goal) -> tuple[Cell, ...]:
    found: dict[object, Cell] = {}
    for member, count in Counter(_plain(one, goal) for one in goal.roll.members).items():
        choices = tuple(_choices(member, goal))
        does = tuple((one.action, one.office, one.facts, goal.sums(one.member)) for one in choices)
        key = (does, tuple(counted(one, member) for one in goal.questions), goal.council(member))
        known = found.get(key)
        found[key] = Cell(count + (known.size if known else 0), choices)
    return tuple(found.values())


def _plain(member: Member, goal: Goal) -> Member:
    """A member without a name, and of the published words only those that a criterion listens for."""
    heard = [one.among[0] for one in goal.criteria if one.who == "words" and is_named(one, member)]
    heard += [one.exempt[0] for one in goal.criteria if holds(member.words, one.exempt)]
    return member._replace(name="", organisation="", words="; ".join(heard))


def _choices(member: Member, goal: Goal) -> Iterator[Choice]:
    yield from (Choice("stay", one, facts) for facts, one in _versions(member, member.role, goal))
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
                        yield Choice("stay", one, (*facts, Fact("", "office", office)))


def _versions(member: Member, role: str, goal: Goal) -> list[_Version]:
    """A member in a role, perhaps a new one, as known and if hopeful in every way that is better for some demand."""
    found: list[_Version] = [((), member._replace(role=role))]
    if not goal.hopeful:
        return found
    if not member.sure:
        found.append(((Fact("", "membership", "in"),), member._replace(role=role, sure=True)))
    for filled, who in ((_sectors, ("private", "sectors")), (_genders, ("women",))):
        of_office = any(one.office and one.office == member.role and one.who in who for one in goal.criteria)
        found += [
            ((*facts, Fact(member.role if of_office else "", about, value)), new)
            for facts, one in found
            if one.sure
            for about, value, new in filled(one, goal)
        ]
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


def _joiners(goal: Goal) -> Iterable[Choice]:
    """Everybody who may join, the least particular first; nobody who adds the same as one before."""
    roles = ("member", *goal.offices, *(["co-opted"] if goal.co_opted else []))
    found: dict[object, Choice] = {}
    for role, gender, anybody in product(roles, ("not published", "woman", "man"), (_ANYONE, *_profiles(goal))):
        office = role if role in goal.offices else ""
        member = anybody._replace(role=role, gender=gender)
        found.setdefault((office, goal.sums(member), goal.council(member)), Choice("join", member, office=office))
    return found.values()


class Made(NamedTuple):
    """A choice that so many members of a cell make, or so many joiners (whose cell is None)."""

    cell: Cell | None
    choice: Choice
    amount: int


class Solution(NamedTuple):
    made: tuple[Made, ...]
    # How many are "named" for a task, "found" to have it or "brought" in for it, by criterion.
    tasks: dict[tuple[str, str], int]

    def each(self, action: str, office: str | None = None) -> list[Member]:
        chosen = (one for one in self.made if one.choice.action == action and office in (None, one.choice.office))
        return [one.choice.member for one in chosen for _ in range(one.amount)]


COUNCILS_KEPT = "councils kept"
SIZE_KEPT = "size kept"
TASKS = ("named", "found", "brought")
_INFINITE = float("inf")


class Row(NamedTuple):
    """Columns by number with their coefficients, and what the sum must lie between."""

    label: str
    terms: dict[int, int]
    low: float
    high: float


@dataclass
class Programme:
    """Columns with their upper bounds, first a column for each choice and then counts; and rows."""

    choices: list[tuple[Cell | None, Choice]]  # those of each cell, and those of who joins
    bounds: list[int]
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def count(self, what: str, about: str = "", most: int = LARGEST_BOARD) -> int:
        """The column of a count: "seats" that change hands, an "office" that passes, who is "named", and the like."""
        if (what, about) not in self.counts:
            self.counts[what, about] = len(self.bounds)
            self.bounds.append(most)
        return self.counts[what, about]

    def row(self, label: str, terms: dict[int, int], low: float, high: float = _INFINITE) -> None:
        self.rows.append(Row(label, {column: number for column, number in terms.items() if number}, low, high))

    def where(self, action: str, office: str | None = None) -> dict[int, int]:
        """The columns of choices with an action, each with the coefficient 1."""
        own = enumerate(one for _, one in self.choices)
        return {at: 1 for at, one in own if one.action == action and office in (None, one.office)}

    @cached_property
    def sitting(self) -> list[tuple[int, Choice]]:
        """The columns of those who sit on the board afterwards, or may."""
        return [(at, one) for at, (_, one) in enumerate(self.choices) if one.action not in ("leave", "out")]

    @cached_property
    def turned_in(self) -> dict[int, int]:
        """The columns of those who might be members and turn out to be."""
        facts = ((at, {fact[1:] for fact in one.facts}) for at, one in self.sitting)
        return {at: 1 for at, known in facts if ("membership", "in") in known}


def limits_of(goal: Goal) -> Programme:
    """Everything that limits a plan, from the board before any change and those who may join."""
    roll, cells = goal.roll, _cells(goal)
    choices = [*((cell, one) for cell in cells for one in cell.choices), *((None, one) for one in _joiners(goal))]
    made = Programme(choices, [cell.size if cell else LARGEST_BOARD for cell, _ in choices])
    for cell in cells:
        made.row("", {at: 1 for at, (own, _) in enumerate(choices) if own is cell}, cell.size, cell.size)
    left, joined = made.where("leave"), made.where("join")
    made.row("", _less(joined, left), -_INFINITE, max(LARGEST_BOARD - roll.sure, 0))
    # An exchange is one that leaves and one that joins, so the larger of the two numbers counts.
    _at_least(made, made.count("seats", most=LARGEST_BOARD + roll.sure), left, joined)
    for office in goal.offices:
        _limit_office(made, goal, office)
    if roll.room is not None:
        made.row("", made.turned_in, 0, roll.room)
    for number in range(len(goal.demands)):
        _demand(made, goal, number)
    for criterion in goal.criteria:
        if criterion.who == "words":
            _limit_naming(made, goal, criterion)
    if goal.keep_size:
        made.row(SIZE_KEPT, _less(joined, left), 0, 0)
    if goal.keep_councils:
        lost = 0 if goal.hopeful else 1
        gained = {at: goal.council(choices[at][1].member)[0] for at in joined}
        made.row(COUNCILS_KEPT, _less(gained, {at: goal.council(choices[at][1].member)[lost] for at in left}), 0)
    return made


def _less(terms: dict[int, int], others: dict[int, int]) -> dict[int, int]:
    return terms | {at: -number for at, number in others.items()}


def _at_least(made: Programme, column: int, *sums: dict[int, int]) -> None:
    for terms in sums:
        made.row("", _less({column: 1}, terms), 0)


def _limit_office(made: Programme, goal: Goal, office: str) -> None:
    """An office that passes from one sitting member to another is one change; there are no more holders than before."""
    given, taken = made.where("give up", office), made.where("take", office)
    _at_least(made, made.count("office", office), given, taken)
    stay = ((at, one.member) for at, one in made.sitting if one.action == "stay")
    holders = {at: 1 for at, member in stay if member.role == office and member.sure}
    made.row("", holders | taken | made.where("join", office), 0, max(goal.holders[office], 1))


def _demand(made: Programme, goal: Goal, number: int) -> None:
    question, demand = goal.demands[number]
    sums = {at: goal.sums(one.member) for at, one in made.sitting}
    terms = {at: own[2 * number] for at, own in sums.items()}
    if demand.risk:
        # Of those who might be members as many make things worse as there is room for, at most.
        room, everybody = goal.roll.room or 0, len(goal.roll.members)
        worse, by_room = made.count("worse", str(number)), made.count("by room", str(number), 1)
        made.row("", {worse: 1, by_room: everybody} | {at: own[2 * number + 1] for at, own in sums.items()}, 0)
        made.row("", {worse: 1, by_room: -everybody} | made.turned_in, room - everybody)
        terms[worse] = -demand.risk
    if question.criterion.who == "words":
        terms |= {made.count(what, question.criterion.id): 1 for what in TASKS}
    made.row(question.criterion.id, terms, demand.floor)


def _limit_naming(made: Programme, goal: Goal, criterion: Criterion) -> None:
    """Whoever is named for a task must sit, and not be named for it already; who joins may come as such."""
    named, found, brought = (made.count(what, criterion.id) for what in TASKS)
    made.bounds[found] = LARGEST_BOARD if goal.hopeful else 0
    for question in (one for one in goal.questions if one.criterion == criterion):
        counts = [(at, one.action, counted(question, one.member)) for at, one in made.sitting]
        unnamed = {at: own[1] + own[2] for at, _, own in counts}
        made.row("", _less(unnamed, {named: 1, found: 1, brought: 1}), 0)
        made.row("", {at: sum(own[:3]) for at, action, own in counts if action == "join"} | {brought: -1}, 0)


def best_way(goal: Goal) -> Solution | None:
    """The best way to the goal, whatever the unknown turns out to be, or if hopeful, if it turns out well."""
    made = limits_of(goal)
    amounts = _solve(made, *_aims(made, goal))
    if amounts is None:
        return None
    # The choices have the first columns.
    chosen = tuple(Made(*one, amount) for one, amount in zip(made.choices, amounts, strict=False) if amount)
    tasks = {name: amounts[at] for name, at in made.counts.items() if name[0] in TASKS and amounts[at]}
    return Solution(chosen, tasks)


def in_the_way(goal: Goal) -> tuple[str, ...]:
    """Labels of rules that cannot all hold even if the unknown turns out well, though any but one of them can."""
    made = limits_of(replace(goal, hopeful=True))
    labels = [label for label in dict.fromkeys(row.label for row in made.rows) if label]
    dropped: frozenset[str] = frozenset()
    for label in reversed(labels):
        if _solve(made, [{}], lambda _: {}, dropped | {label}) is None:
            dropped |= {label}
    return tuple(label for label in labels if label not in dropped)


_Aim = Mapping[int, int]  # columns with their weights


def _aims(made: Programme, goal: Goal) -> tuple[list[_Aim], Callable[[int], _Aim]]:
    """What is made least, in this order: changes, facts; and of so many changes who leaves, what is lost, any order."""
    counts = [(what, at) for (what, _), at in made.counts.items()]
    choices = [choice for _, choice in made.choices]
    aims: list[_Aim] = [{at: 1 for what, at in counts if what in ("seats", "office", "named")}]
    if goal.hopeful:
        found = {at: 1 for what, at in counts if what == "found"}
        aims.append({at: len(one.facts) for at, one in enumerate(choices)} | found)
    brought = {at: 1 for what, at in counts if what == "brought"}
    price = {at: _price(one, goal) for at, one in enumerate(choices)} | brought
    # Squares, so that two different plans hardly ever weigh the same and every machine gives the same one.
    any_order = {at: (at + 1) ** 2 for at in range(len(choices))}

    def last(changes: int) -> _Aim:
        most = len(goal.roll.members) + changes  # who may be on the board or leave it, and be brought in for a task
        leaving = _in_turn(made.where("leave"), price, most * (max(price.values()) + len(brought)))
        return _in_turn(leaving, any_order, most * len(choices) ** 2)

    return aims, last


def _in_turn(first: _Aim, then: _Aim, most: int) -> _Aim:
    """Two aims as one, solved at once: the second, which is at most so much, decides only where the first is equal."""
    return {at: (most + 1) * first.get(at, 0) + then.get(at, 0) for at in {**first, **then}}


def _price(choice: Choice, goal: Goal) -> int:
    """What a plan would rather avoid, among plans with equally many changes and departures."""
    member = choice.member
    if choice.action == "join":
        return 2 * goal.worth(member) + bool(choice.office) + 3 * (member.role == "co-opted")
    if choice.action == "leave":
        return 2 * goal.worth(member) + 2 * (member.role in goal.offices) + (member.sector == "unknown")
    return 0


def _solve(
    made: Programme, aims: Sequence[_Aim], last: Callable[[int], _Aim], without: Container[str] = ()
) -> tuple[int, ...] | None:
    """The solution least by the first aim, of those the least by the second, and so on; None where none is.

    Whole numbers are dear. So each aim but the last, which is told what the first came to, is first taken to come to
    the least that fractions allow, rounded up: if the last, in whole numbers, can be reached with that, nothing less
    was possible. Else the one before the last is solved in whole numbers too, and so on.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    def weights(terms: _Aim) -> Any:
        row = np.zeros(len(made.bounds))
        row[list(terms)] = list(terms.values())
        return row

    rows = [row for row in made.rows if row.label not in without]
    first, end = len(rows), len(rows) + len(aims)
    matrix = np.array([weights(terms) for terms in (*(row.terms for row in rows), *aims)])
    for exact in reversed(range(first, end + 1)):
        low = np.array([row.low for row in rows] + [-np.inf] * len(aims))
        high = np.array([row.high for row in rows] + [np.inf] * len(aims))
        for at in range(first, end + 1):
            found = milp(
                matrix[at] if at < end else weights(last(int(low[first]))),
                integrality=np.full(len(made.bounds), int(at >= exact)),
                bounds=Bounds(0, made.bounds),
                constraints=LinearConstraint(matrix, low, high),
                # Simplifying first saves nothing on problems this small, and was seen to print a line of its own.
                options={"mip_rel_gap": 0, "presolve": False},
            )
            if found.x is None:
                break
            if at == end:
                return _checked(made, rows, [round(amount) for amount in found.x])
            low[at] = high[at] = ceil(found.fun - 1e-6)
        if at == first:
            break
    return None


def _checked(made: Programme, rows: Sequence[Row], amounts: list[int]) -> tuple[int, ...]:
    within = all(0 <= amount <= most for amount, most in zip(amounts, made.bounds, strict=True))
    sums = [(row, sum(amounts[at] * number for at, number in row.terms.items())) for row in rows]
    if not within or any(not row.low <= found <= row.high for row, found in sums):
        raise ArithmeticError("The solver's answer does not satisfy the rules exactly.")
    return tuple(amounts)
