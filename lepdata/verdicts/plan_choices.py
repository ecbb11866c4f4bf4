"""ROLL + DEMANDS -> everything that may become of each member, and everybody who may join.

Members who can do the same for the demands are one cell, so that a plan counts them instead of naming them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from lepdata.model.vocabulary import SECTORS
from lepdata.verdicts.framework_records import OFFICES, Criterion
from lepdata.verdicts.plan_demands import Counts, Demand, Question
from lepdata.verdicts.roll import Member, Roll

_IN_ACCOUNTS = {"private": "private", "voluntary": "private", "education": "private", "trade_union": "private"}
_COUNCIL = Criterion("councils kept", "", "presence", "1", "sectors", "", "", "", among=("council",))
COUNCIL = Question(_COUNCIL, "", "all")
ANYONE = Member(True, "member", "unknown", "", "", "unknown", "not published", "")


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
    """So many members with the same choices; `member` stands for each of them."""

    member: Member
    size: int
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Scope:
    """What a plan is about.

    Attributes
    ----------
    demands : tuple of Demand
    keep_councils : bool
        Whether no seat of a council may be lost.
    hopeful : bool
        Whether what is unknown may turn out well, instead of being taken at its worst.
    """

    demands: tuple[Demand, ...]
    keep_councils: bool = False
    hopeful: bool = False

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria behind the demands, each once."""
        return tuple(dict.fromkeys(demand.question.criterion for demand in self.demands))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions behind the demands, each once."""
        return tuple(dict.fromkeys(demand.question for demand in self.demands))

    @cached_property
    def traits(self) -> tuple[Question, ...]:
        """What the criteria ask about people, of whomever: private or not, women or not, from which sector."""
        about = (one for one in self.questions if one.criterion.who in ("private", "women", "sectors"))
        return tuple(dict.fromkeys(_trait(one) for one in about))

    @cached_property
    def offices(self) -> tuple[str, ...]:
        """The offices that a criterion is about."""
        return tuple(one for one in OFFICES if any(criterion.office == one for criterion in self.criteria))

    @cached_property
    def _counted(self) -> dict[Member, dict[Question, Counts]]:
        return {}

    def counts(self, member: Member) -> dict[Question, Counts]:
        """What a member adds to the counts of each question."""
        if member not in self._counted:
            self._counted[member] = {question: question.of(member) for question in self.questions}
        return self._counted[member]

    def sums(self, member: Member) -> tuple[int, ...]:
        """What a member adds to each demand; more is better."""
        counted = self.counts(member)
        sums = ((one.of(counted[one.question]), -one.open(counted[one.question])) for one in self.demands)
        return tuple(chain.from_iterable(sums))

    def council(self, member: Member) -> tuple[int, int]:
        """Whether the seat is certainly, and whether it may be, a council's; nothing unless council seats are kept."""
        if not self.keep_councils:
            return 0, 0
        found = COUNCIL.of(member)
        return found[0], found[0] + found[2]


def _trait(question: Question) -> Question:
    asked = question.criterion
    only = Criterion("", "", "presence", "1", asked.who, "", "", "", among=asked.among, only_kinds=asked.only_kinds)
    return Question(only, question.definition, "all")


def cells(roll: Roll, scope: Scope) -> tuple[Cell, ...]:
    """The members in groups of those who can do the same."""
    heard = any(criterion.who == "words" for criterion in scope.criteria)
    plain = (one._replace(name="", organisation="", words=one.words if heard else "") for one in roll.members)
    found: dict[object, Cell] = {}
    for member, count in Counter(plain).items():
        choices = tuple(_choices(member, scope))
        does = tuple((one.action, one.office, one.facts, scope.sums(one.member)) for one in choices)
        key = (does, tuple(scope.counts(member).values()), scope.council(member))
        known = found.get(key)
        found[key] = known._replace(size=known.size + count) if known else Cell(member, count, choices)
    return tuple(found.values())


def joiners(scope: Scope, co_opted: bool) -> tuple[Choice, ...]:
    """Everybody who may join, the least particular first; nobody who adds the same as one before."""
    roles = ("member", *scope.offices, *(["co-opted"] if co_opted else []))
    found: dict[object, Choice] = {}
    for role in roles:
        office = role if role in scope.offices else ""
        for gender in ("not published", "woman", "man"):
            for profile in (ANYONE, *_profiles(scope)):
                member = profile._replace(role=role, gender=gender)
                key = (office, scope.sums(member), scope.council(member))
                found.setdefault(key, Choice("join", member, office=office))
    return tuple(found.values())


def _profiles(scope: Scope) -> Iterator[Member]:
    """Somebody of each sector, and of each kind that a criterion asks for."""
    for sector in SECTORS[:-1]:
        kinds = {kind for one in scope.criteria if sector in one.among for kind in one.only_kinds}
        for kind in ("", *sorted(kinds)):
            yield ANYONE._replace(sector=sector, kind=kind, national=_IN_ACCOUNTS.get(sector, "public"))


def _choices(member: Member, scope: Scope) -> Iterator[Choice]:
    versions = _versions(member, scope)
    yield from (Choice("stay", one, facts) for facts, one in versions)
    if member.sure:
        yield Choice("leave", member)
    elif scope.hopeful:
        yield Choice("out", member, (Fact("", "membership", "out"),))
    if member.role in scope.offices:
        given_up = _better(((facts, one._replace(role="member")) for facts, one in versions), scope)
        yield from (Choice("give up", one, facts, member.role) for facts, one in given_up)
    elif member.sure and member.role != "co-opted":
        for office in scope.offices:
            taken = _better(((facts, one._replace(role=office)) for facts, one in versions), scope)
            yield from (Choice("take", one, facts, office) for facts, one in taken if _suits(one, office, scope))


def _suits(member: Member, office: str, scope: Scope) -> bool:
    """Whether somebody in an office is who the criteria on it ask for: nobody else would be given it."""
    own = (demand.question for demand in scope.demands if demand.question.criterion.office == office)
    return all(scope.counts(member)[question][0] for question in own)


Version = tuple[tuple[Fact, ...], Member]


def _versions(member: Member, scope: Scope) -> list[Version]:
    """A member as known, and as they may turn out to be: every version that is better for some demand."""
    found: list[Version] = [((), member)]
    if not scope.hopeful:
        return found
    if not member.sure:
        found.append(((Fact("", "membership", "in"),), member._replace(sure=True)))
    for filled in (_sector, _gender):
        more = [((*facts, fact), new) for facts, one in found if one.sure for fact, new in filled(one, scope)]
        found = _better(found + more, scope)
    return found


def _subject(member: Member, scope: Scope, *who: str) -> str:
    """The office somebody holds, where it is the office that the fact is asked of."""
    return member.role if any(one.office == member.role and one.who in who for one in scope.criteria) else ""


def _better(versions: Iterable[Version], scope: Scope) -> list[Version]:
    """The versions that no other with as few facts betters in every demand."""
    kept: list[tuple[Version, tuple[int, ...]]] = []
    for version in sorted(versions, key=lambda one: len(one[0])):
        own = scope.sums(version[1])
        if not any(all(theirs >= ours for theirs, ours in zip(other, own, strict=True)) for _, other in kept):
            kept.append((version, own))
    return [version for version, _ in kept]


def _sector(member: Member, scope: Scope) -> Iterator[tuple[Fact, Member]]:
    subject = _subject(member, scope, "private", "sectors")
    for profile in _profiles(scope):
        if member.sector == "unknown":
            national = profile.national if member.national == "unknown" else member.national
            kind = member.kind or profile.kind
            filled = member._replace(sector=profile.sector, kind=kind, national=national)
            yield Fact(subject, "sector", profile.kind or profile.sector), filled
        elif profile.kind and not member.kind and profile.sector in (member.sector, member.seat_sector):
            yield Fact(subject, "kind", profile.kind), member._replace(kind=profile.kind)
    if member.national == "unknown":
        for national in ("private", "public"):
            yield Fact(subject, "national", national), member._replace(national=national)


def _gender(member: Member, scope: Scope) -> Iterator[tuple[Fact, Member]]:
    subject = _subject(member, scope, "women")
    if member.gender not in ("woman", "man"):
        for gender in ("woman", "man"):
            yield Fact(subject, "gender", gender), member._replace(gender=gender)
