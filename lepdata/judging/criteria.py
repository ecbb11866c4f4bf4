"""What a framework and its criteria are, the questions that they put to a board, and the nouns for whom they count."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from lepdata.english import choose
from lepdata.files import rule_file

_Words = tuple[str, ...]


@dataclass(frozen=True)
class Criterion:
    """One rule of a framework; what its lines may hold is in `rules/frameworks/framework.schema.json`."""

    id: str
    statement: str
    kind: str  # one of `kinds.KINDS`
    threshold: str  # an exact fraction or whole number
    who: str
    strength: str
    source: str
    verified: str
    among: _Words = ()
    only_kinds: _Words = ()
    in_organisation: bool = False
    office: str = ""
    denominators: _Words = ("all",)
    announced: str = ""
    due: str = ""
    in_force_from: str = ""
    in_force_to: str = ""
    exempt: _Words = ()
    exempt_because: str = ""
    exempt_source: str = ""
    name: str = ""  # in a few words, for labels; by default made from what is asked
    due_basis: str = "printed"  # or "inferred": the day is not printed of this very criterion
    due_source: str = ""

    def __hash__(self) -> int:
        """Of the id alone: criteria are keys of tables that are looked into very often."""
        return hash(self.id)

    @property
    def limit(self) -> Fraction:
        return Fraction(self.threshold)

    def timing(self, day: str) -> str:
        if day < self.in_force_from or (self.in_force_to and day > self.in_force_to):
            return "not in force"
        return "not yet due" if self.due and day < self.due else "due"

    def not_fewer(self, now: int) -> "Criterion":
        """The rule asking for no fewer than there are now, where it asks for so many of a sector."""
        asks_more = self.kind == "presence" and self.who == "sectors" and now > self.limit
        return replace(self, threshold=str(now)) if asks_more else self


@dataclass(frozen=True)
class Framework:
    """A dated set of criteria for one kind of body; `also_for` names further kinds it is shown for."""

    id: str
    version: str
    title: str
    body_kind: str
    in_force_from: str
    in_force_to: str
    ruling_definition: str  # of private: the one shown first; none rules alone
    source: str
    verified: str
    criteria: tuple[Criterion, ...]
    also_for: _Words = ()

    def in_force(self, day: str) -> bool:
        return self.in_force_from <= day and (not self.in_force_to or day <= self.in_force_to)

    def is_for(self, body_kind: str) -> bool:
        return body_kind == self.body_kind or body_kind in self.also_for

    @property
    def size_limit(self) -> int | None:
        limits = (one.limit.numerator for one in self.criteria if (one.kind, one.who) == ("ceiling", "everyone"))
        return min(limits, default=None)


class Question(NamedTuple):
    """One criterion under one definition of private ("" where none matters), asked of one set of members."""

    criterion: Criterion
    definition: str
    denominator: str  # one of `vocabulary.DENOMINATORS`

    @property
    def is_board_size(self) -> bool:
        """Whether it counts every member of the board, which a published size settles."""
        return self.criterion.who == "everyone" and self.denominator == "all"

    @property
    def terms(self) -> "Terms":
        return terms(self.criterion, self.definition)


def question_about(who: str, among: _Words = (), only_kinds: _Words = (), definition: str = "") -> Question:
    """What may be asked of people whatever the rules ask."""
    return Question(Criterion(who, "", "share", "1", who, "", "", "", among, only_kinds), definition, "all")


def questions(criteria: Iterable[Criterion], definitions: Iterable[str], co_opted: bool) -> Iterator[Question]:
    """What criteria ask of a board: of each set of members (one where nobody is co-opted), under each definition."""
    for criterion in criteria:
        for definition in definitions if criterion.who == "private" else ("",):
            for denominator in criterion.denominators:
                if denominator == "all" or co_opted or "all" not in criterion.denominators:
                    yield Question(criterion, definition, denominator)


def voluntary_rule(framework: Framework) -> Criterion | None:
    asked = (one for one in framework.criteria if one.who == "sectors" and one.among == ("voluntary",))
    return next((one for one in asked if not one.only_kinds), None)


ORIGINS = {row["sector"]: row["of_one"] for row in rule_file("names/sectors.csv") if row["of_one"]}


class Terms(NamedTuple):
    """Words for those who are for: "a woman", "women", "woman", "women", and what may be unknown of them."""

    one: str
    many: str
    noun: str
    nouns: str
    unknown: str

    def what(self, count: int) -> str:
        return choose(count, self.one, self.many)

    def nouns_of(self, count: int) -> str:
        """So many of them, without the number: "private member" or "private members"."""
        return choose(count, self.noun, self.nouns)


def terms(criterion: Criterion, definition: str = "") -> Terms:
    match criterion.who:
        case "private":
            by = {"as-published": " as published", "national-accounts": " in the national accounts"}
            what = f"private{by.get(definition, '')}"
            return Terms(what, what, "private member", "private members", "sector")
        case "women":
            return Terms("a woman", "women", "woman", "women", "published gender")
        case "co-opted":
            return Terms("co-opted", "co-opted", "co-opted member", "co-opted members", "role")
        case "sectors":
            what = " or ".join(ORIGINS[sector] for sector in criterion.among)
            what += f" ({' or '.join(criterion.only_kinds)})" if criterion.only_kinds else ""
            return Terms(what, what, f"member {what}", f"members {what}", "sector")
        case "words":
            what = f"published as {criterion.among[0]}"
            return Terms(what, what, f"member {what}", f"members {what}", "published title")
    return Terms("a member", "members", "member", "members", "membership")


def fraction_words(share: Fraction) -> str:
    """A threshold as people say it, such as "two-thirds", by `rules/frameworks/fractions.csv`."""
    return {row["share"]: row["words"] for row in rule_file("frameworks/fractions.csv")}.get(str(share), str(share))
