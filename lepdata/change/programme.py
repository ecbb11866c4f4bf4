"""CRITERIA + ROLL -> what may become of everybody, and what the numbers must satisfy, as sums of whole numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import product
from operator import mul
from typing import NamedTuple

from lepdata.judging.bounds import LARGEST_BOARD, Demand
from lepdata.judging.criteria import Criterion, Question, questions
from lepdata.judging.kinds import OFFICES, kind_of
from lepdata.judging.roll import Member, Roll, counted, holds, is_named
from lepdata.vocabulary import SECTORS


class Asked(NamedTuple):
    """A demand, and the question behind it."""

    question: Question
    demand: Demand

    def adds(self, member: Member) -> tuple[int, int]:
        """What somebody adds to the sum; and 1 where, as one who might be a member, they make things worse, else 0."""
        counts = counted(self.question, member)
        return sum(map(mul, self.demand.weights, counts)), sum(map(mul, self.demand.at_risk, counts[3:]))


def _all_at_risk(demand: Demand) -> Demand:
    """The same demand where there is room for everybody who might be a member."""
    certain, might = demand.weights[:3], demand.weights[3:]
    worse = (w - demand.risk * at_risk for w, at_risk in zip(might, demand.at_risk, strict=True))
    return demand._replace(weights=(*certain, *worse), risk=0)


_TRAIT = Criterion("", "", "presence", "1", "", "", "", "")
_COUNCIL = Question(replace(_TRAIT, who="sectors", among=("council",)), "", "all")


@dataclass(frozen=True)
class Scope:
    """What a plan is about."""

    demands: tuple[Asked, ...]
    keep_councils: bool = False  # no seat of a council may be lost
    hopeful: bool = False  # what is unknown may turn out well, instead of being taken at its worst

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(dict.fromkeys(one.question for one in self.demands))

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        return tuple(dict.fromkeys(one.criterion for one in self.questions))

    @cached_property
    def traits(self) -> tuple[Question, ...]:
        """What the criteria ask about people, of whomever: private or not, women or not, from which sector."""
        about = ((one.criterion, one.definition) for one in self.questions)
        asked = [(one, definition) for one, definition in about if one.who in ("private", "women", "sectors")]
        only = ((replace(_TRAIT, who=one.who, among=one.among, only_kinds=one.only_kinds), how) for one, how in asked)
        return tuple(dict.fromkeys(Question(one, how, "all") for one, how in only))

    @cached_property
    def offices(self) -> tuple[str, ...]:
        return tuple(one for one in OFFICES if any(criterion.office == one for criterion in self.criteria))

    def asks_of(self, office: str, who: tuple[str, ...]) -> bool:
        """Whether a criterion on the office asks about one of these things."""
        return any(one.office == office and one.who in who for one in self.criteria if one.office)

    @cached_property
    def _summed(self) -> dict[Member, tuple[int, ...]]:
        return _known_sums(self.demands)

    def sums(self, member: Member) -> tuple[int, ...]:
        """What a member adds to each demand; more is better."""
        if member not in self._summed:
            adds = (one.adds(member) for one in self.demands)
            self._summed[member] = tuple(number for good, worse in adds for number in (good, -worse))
        return self._summed[member]

    def council(self, member: Member) -> tuple[int, int]:
        """Whether the seat is certainly, and whether it may be, a council's; nothing unless council seats are kept."""
        if not self.keep_councils:
            return 0, 0
        found = counted(_COUNCIL, member)
        return found[0], found[0] + found[2]


@lru_cache(maxsize=8)
def _known_sums(_demands: tuple[Asked, ...]) -> dict[Member, tuple[int, ...]]:
    """The sums worked out so far for these demands, which several plans for one board share."""
    return {}


@dataclass(frozen=True)
class Goal:
    """A board with at least one certain member, the criteria to be met, and what must stay as it is."""

    roll: Roll
    criteria: tuple[Criterion, ...]
    definition: str  # what counts as private
    keep_councils: bool
    keep_size: bool

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.criteria)

    @cached_property
    def co_opted(self) -> bool:
        """Whether it can matter if somebody is co-opted."""
        listed = any(member.role == "co-opted" for member in self.roll.members)
        return listed or any("all" not in one.denominators for one in self.criteria)

    @cached_property
    def demands(self) -> tuple[Asked, ...]:
        """Everything that the board must satisfy to meet the criteria."""
        roll = self.roll
        crowded = roll.room is not None and roll.room < len(roll.members) - roll.sure
        about = questions(self.criteria, (self.definition,), self.co_opted)
        asked = (Asked(one, demand) for one in about for demand in kind_of(one.criterion).demands(one, roll))
        return tuple(one if crowded else one._replace(demand=_all_at_risk(one.demand)) for one in asked)

    def scope(self, hopeful: bool) -> Scope:
        return Scope(self.demands, self.keep_councils, hopeful)


_IN_ACCOUNTS = {"private": "private", "voluntary": "private", "education": "private", "trade_union": "private"}
_ANYONE = Member(True, "member", "unknown", "", "", "unknown", "not published", "")


class Fact(NamedTuple):
    """Something unknown that turns out so: of whom (an office, else ""), about what, and what it is."""

    subject: str
    about: str
    value: str


_Version = tuple[tuple[Fact, ...], Member]  # a member as they may turn out to be, and the facts that make them so


def _versions(member: Member, role: str, scope: Scope) -> list[_Version]:
    """A member in a role, perhaps a new one, as known and if hopeful in every way that is better for some demand."""
    found: list[_Version] = [((), member._replace(role=role))]
    if not scope.hopeful:
        return found
    if not member.sure:
        found.append(((Fact("", "membership", "in"),), member._replace(role=role, sure=True)))
    for filled, who in ((_sectors, ("private", "sectors")), (_genders, ("women",))):
        subject = member.role if scope.asks_of(member.role, who) else ""
        more = [
            ((*facts, Fact(subject, about, value)), new)
            for facts, one in found
            if one.sure
            for about, value, new in filled(one, scope)
        ]
        found = _better(found + more, scope)
    return found


def _profiles(scope: Scope) -> Iterator[Member]:
    """Somebody of each sector, and of each kind that a criterion asks for."""
    for sector in SECTORS[:-1]:
        kinds = {kind for one in scope.criteria if sector in one.among for kind in one.only_kinds}
        for kind in ("", *sorted(kinds)):
            yield _ANYONE._replace(sector=sector, kind=kind, national=_IN_ACCOUNTS.get(sector, "public"))


def _better(found: Iterable[_Version], scope: Scope) -> list[_Version]:
    """The versions that no other with as few facts equals or betters in every demand."""
    kept: list[tuple[_Version, tuple[int, ...]]] = []
    for version in sorted(found, key=lambda one: len(one[0])):
        own = scope.sums(version[1])
        if not any(all(theirs >= ours for theirs, ours in zip(other, own, strict=True)) for _, other in kept):
            kept.append((version, own))
    return [version for version, _ in kept]


def _sectors(member: Member, scope: Scope) -> Iterator[tuple[str, str, Member]]:
    for profile in _profiles(scope):
        if member.sector == "unknown":
            national = profile.national if member.national == "unknown" else member.national
            kind = member.kind or profile.kind
            filled = member._replace(sector=profile.sector, kind=kind, national=national)
            yield "sector", profile.kind or profile.sector, filled
        elif profile.kind and not member.kind and profile.sector in (member.sector, member.seat_sector):
            yield "kind", profile.kind, member._replace(kind=profile.kind)
    if member.national == "unknown":
        yield from (("national", where, member._replace(national=where)) for where in ("private", "public"))


def _genders(member: Member, scope: Scope) -> Iterator[tuple[str, str, Member]]:
    if member.gender not in ("woman", "man"):
        yield from (("gender", gender, member._replace(gender=gender)) for gender in ("woman", "man"))


class Choice(NamedTuple):
    """What becomes of one member, or who joins: `member` is what they are after it, or were if they leave."""

    action: str  # stay, leave, give up, take, join; out: was no member after all
    member: Member
    facts: tuple[Fact, ...] = ()
    office: str = ""


class Cell(NamedTuple):
    """So many members with the same choices; `member` stands for each of them."""

    member: Member
    size: int
    choices: tuple[Choice, ...]


def _cells(roll: Roll, scope: Scope) -> tuple[Cell, ...]:
    """The members in groups of those who can do the same."""
    found: dict[object, Cell] = {}
    vacant = tuple(office for office in scope.offices if all(one.role != office for one in roll.members))
    for member, count in Counter(_plain(one, scope) for one in roll.members).items():
        choices = tuple(_choices(member, vacant, scope))
        does = tuple((one.action, one.office, one.facts, scope.sums(one.member)) for one in choices)
        key = (does, tuple(counted(one, member) for one in scope.questions), scope.council(member))
        known = found.get(key)
        found[key] = known._replace(size=known.size + count) if known else Cell(member, count, choices)
    return tuple(found.values())


def _joiners(scope: Scope, co_opted: bool) -> Iterable[Choice]:
    """Everybody who may join, the least particular first; nobody who adds the same as one before."""
    roles = ("member", *scope.offices, *(["co-opted"] if co_opted else []))
    found: dict[object, Choice] = {}
    for role, gender, anybody in product(roles, ("not published", "woman", "man"), (_ANYONE, *_profiles(scope))):
        office = role if role in scope.offices else ""
        member = anybody._replace(role=role, gender=gender)
        found.setdefault((office, scope.sums(member), scope.council(member)), Choice("join", member, office=office))
    return found.values()


def _plain(member: Member, scope: Scope) -> Member:
    """A member without a name, and of the published words only those that a criterion listens for."""
    heard = [one.among[0] for one in scope.criteria if one.who == "words" and is_named(one, member)]
    heard += [one.exempt[0] for one in scope.criteria if holds(member.words, one.exempt)]
    return member._replace(name="", organisation="", words="; ".join(heard))


def _choices(member: Member, vacant: tuple[str, ...], scope: Scope) -> Iterator[Choice]:
    yield from (Choice("stay", one, facts) for facts, one in _versions(member, member.role, scope))
    if member.sure:
        yield Choice("leave", member)
    elif scope.hopeful:
        yield Choice("out", member, (Fact("", "membership", "out"),))
    if member.role in scope.offices:
        yield from (Choice("give up", one, facts, member.role) for facts, one in _versions(member, "member", scope))
    elif member.sure and member.role != "co-opted":
        for office in scope.offices:
            own = [question for question in scope.questions if question.criterion.office == office]
            for facts, one in _versions(member, office, scope):
                if all(counted(question, one)[0] for question in own):  # nobody else would be given the office
                    yield Choice("take", one, facts, office)
                    if office in vacant and scope.hopeful:  # an office in which nobody is listed may be theirs
                        yield Choice("stay", one, (*facts, Fact("", "office", office)))


class Made(NamedTuple):
    """A choice that so many members of a cell make, or so many joiners (whose cell is None)."""

    cell: Cell | None
    choice: Choice
    amount: int


class Solution(NamedTuple):
    """What a plan makes of everybody."""

    made: tuple[Made, ...]
    # How many are "named" for a task, "found" to have it or "brought" in for it, by criterion.
    tasks: dict[tuple[str, str], int]
    holders: dict[str, int]  # how many hold each role before any change

    def each(self, action: str, office: str | None = None) -> list[Member]:
        """Everybody who makes a choice, one by one."""
        chosen = (one for one in self.made if one.choice.action == action and office in (None, one.choice.office))
        return [one.choice.member for one in chosen for _ in range(one.amount)]


COUNCILS_KEPT = "councils kept"
SIZE_KEPT = "size kept"
TASKS = ("named", "found", "brought")
_INFINITE = float("inf")
_SITTING = ("stay", "give up", "take", "join")


class Row(NamedTuple):
    """Columns by number with their coefficients, and what the sum must lie between."""

    label: str
    terms: dict[int, int]
    low: float
    high: float = _INFINITE


@dataclass
class Programme:
    """Columns with their upper bounds, and rows."""

    columns: list[object] = field(default_factory=list)
    bounds: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    cells: tuple[Cell, ...] = ()

    def column(self, meaning: object, most: int = LARGEST_BOARD) -> int:
        """Add a column and return its number."""
        self.columns.append(meaning)
        self.bounds.append(most)
        return len(self.columns) - 1

    def row(self, label: str, terms: dict[int, int], low: float, high: float = _INFINITE) -> None:
        self.rows.append(Row(label, {column: number for column, number in terms.items() if number}, low, high))

    def choices(self, *actions: str) -> list[tuple[int, Choice]]:
        """The columns of choices with one of the actions, or of all."""
        found = ((at, one) for at, one in enumerate(self.columns) if isinstance(one, Choice))
        return [(at, one) for at, one in found if not actions or one.action in actions]

    def where(self, action: str, office: str | None = None) -> dict[int, int]:
        """The columns of choices with an action, each with the coefficient 1."""
        return {at: 1 for at, one in self.choices(action) if office in (None, one.office)}


class Count(NamedTuple):
    """A column that is no choice: "seats" that change hands, an office that passes, who is "named", and the like."""

    what: str
    about: str = ""


def limits_of(goal: Goal, scope: Scope) -> Programme:
    """Everything that limits a plan, from the board before any change and those who may join."""
    roll = goal.roll
    made = Programme(cells=_cells(roll, scope))
    for cell in made.cells:
        made.row("", {made.column(choice, cell.size): 1 for choice in cell.choices}, cell.size, cell.size)
    for choice in _joiners(scope, goal.co_opted):
        made.column(choice)
    _seats(made, roll)
    for office in scope.offices:
        _office(made, roll, office)
    if roll.room is not None:
        made.row("", _turned_out(made), 0, roll.room)
    for demand in scope.demands:
        _demand(made, roll, demand)
    for criterion in scope.criteria:
        if criterion.who == "words":
            _words(made, scope, [one for one in scope.questions if one.criterion == criterion])
    if goal.keep_size:
        made.row(SIZE_KEPT, made.where("join") | _times(-1, made.where("leave")), 0, 0)
    if scope.keep_councils:
        lost = 0 if scope.hopeful else 1
        gained = {at: scope.council(one.member)[0] for at, one in made.choices("join")}
        given = {at: -scope.council(one.member)[lost] for at, one in made.choices("leave")}
        made.row(COUNCILS_KEPT, gained | given, 0)
    return made


def _seats(made: Programme, roll: Roll) -> None:
    """Seats that change: an exchange is one that leaves and one that joins, so the larger of the two numbers counts."""
    left, joined = made.where("leave"), made.where("join")
    changed = made.column(Count("seats"), LARGEST_BOARD + roll.sure)
    made.row("", {changed: 1} | _times(-1, left), 0)
    made.row("", {changed: 1} | _times(-1, joined), 0)
    made.row("", joined | _times(-1, left), -_INFINITE, max(LARGEST_BOARD - roll.sure, 0))


def _office(made: Programme, roll: Roll, office: str) -> None:
    """An office that passes from one sitting member to another is one change; there are no more holders than before."""
    given, taken = made.where("give up", office), made.where("take", office)
    passed = made.column(Count("office", office))
    made.row("", {passed: 1} | _times(-1, given), 0)
    made.row("", {passed: 1} | _times(-1, taken), 0)
    holders = {at: 1 for at, one in made.choices("stay") if one.member.role == office and one.member.sure}
    before = sum(member.role == office for member in roll.members)
    made.row("", holders | taken | made.where("join", office=office), 0, max(before, 1))


def _demand(made: Programme, roll: Roll, asked: Asked) -> None:
    question, demand = asked
    adds = {at: asked.adds(one.member) for at, one in made.choices(*_SITTING)}
    terms = {at: good for at, (good, _) in adds.items()}
    if demand.risk:
        terms[_crowd(made, roll, {at: worse for at, (_, worse) in adds.items()})] = -demand.risk
    if question.criterion.who == "words":
        terms |= _heard(made, question)
    made.row(question.criterion.id, terms, demand.floor)


def _crowd(made: Programme, roll: Roll, open_ones: dict[int, int]) -> int:
    """How many of those who might be members make things worse: at most as many as there is room for."""
    room, everybody = roll.room or 0, len(roll.members)
    worse, by_room = made.column(Count("worse")), made.column(Count("by room"), 1)
    made.row("", {worse: 1, by_room: everybody} | _times(-1, open_ones), 0)
    made.row("", {worse: 1, by_room: -everybody} | _turned_out(made), room - everybody)
    return worse


def _turned_out(made: Programme) -> dict[int, int]:
    """The columns of those who might be members and turn out to be."""
    sitting = made.choices(*_SITTING)
    return {at: 1 for at, one in sitting if any(fact[1:] == ("membership", "in") for fact in one.facts)}


def _words(made: Programme, scope: Scope, asked: list[Question]) -> None:
    """Whoever is named for a task must sit, and not be named for it already; who joins may come as such."""
    heard = _heard(made, asked[0])
    _, found, brought = heard
    made.bounds[found] = LARGEST_BOARD if scope.hopeful else 0
    for question in asked:
        counts = [(at, one.action, counted(question, one.member)) for at, one in made.choices(*_SITTING)]
        made.row("", {at: one[1] + one[2] for at, _, one in counts} | _times(-1, heard), 0)
        made.row("", {at: sum(one[:3]) for at, action, one in counts if action == "join"} | {brought: -1}, 0)


def _heard(made: Programme, question: Question) -> dict[int, int]:
    """The columns of those named for a task, found to have it, and brought in for it."""
    about = question.criterion.id
    for what in TASKS:
        if Count(what, about) not in made.columns:
            made.column(Count(what, about))
    return {made.columns.index(Count(what, about)): 1 for what in TASKS}


def _times(factor: int, terms: dict[int, int]) -> dict[int, int]:
    return {at: factor * number for at, number in terms.items()}
