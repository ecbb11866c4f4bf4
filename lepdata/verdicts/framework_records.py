"""What a framework and its criteria are, once read."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

KINDS = ("share", "presence", "ceiling", "office", "coverage")
WHO = ("private", "women", "everyone", "co-opted", "sectors", "words")
OFFICES = ("chair", "deputy chair")
VERIFIED = ("yes-primary", "yes-secondary", "partial", "source not seen")


@dataclass(frozen=True)
class Criterion:
    """One rule of a framework.

    Attributes
    ----------
    id, statement : str
        Its name in every table, and what it asks for in plain English.
    kind : str
        One of `KINDS`.
    threshold : str
        An exact fraction or whole number as text.
    who, among, only_kinds, office
        Whom it counts: one of `WHO`; the sectors or published words meant; the kinds it is narrowed to; the office.
    in_organisation : bool
        Of published words: whether the organisation's name is read too, beside title and capacity.
    denominators : tuple of str
        Which boards it is asked of: all members, and without the co-opted.
    announced, due, in_force_from, in_force_to : str
        ISO dates or "".
    strength, source, verified : str
        How binding it is, where it was seen, and how far.
    exempt, exempt_because, exempt_source
        Of an office: published titles of a holder whom the rule excepts, why, and where that was seen.
    """

    id: str
    statement: str
    kind: str
    threshold: str
    who: str
    strength: str
    source: str
    verified: str
    among: tuple[str, ...] = ()
    only_kinds: tuple[str, ...] = ()
    in_organisation: bool = False
    office: str = ""
    denominators: tuple[str, ...] = ("all",)
    announced: str = ""
    due: str = ""
    in_force_from: str = ""
    in_force_to: str = ""
    exempt: tuple[str, ...] = ()
    exempt_because: str = ""
    exempt_source: str = ""

    def __hash__(self) -> int:
        """Of the id alone: criteria are keys of tables that are looked into very often."""
        return hash(self.id)

    @property
    def every_holder(self) -> bool:
        """Whether all who hold the office must be for: rules speak of the chair, but of a deputy chair."""
        return self.office == "chair"

    @property
    def limit(self) -> Fraction:
        """The threshold as an exact number."""
        return Fraction(self.threshold)

    def is_board_size(self, denominator: str) -> bool:
        """Whether it counts every member of the board, which a published size settles."""
        return self.who == "everyone" and denominator == "all"

    def timing(self, day: str) -> str:
        """Whether the rule is due, not yet due or not in force on an ISO day.

        Examples
        --------
        >>> rule = Criterion("x", "", "share", "2/3", "private", "requirement", "", "partial", due="2020-03-31")
        >>> rule.timing("2020-03-30"), rule.timing("2020-03-31")
        ('not yet due', 'due')
        """
        if day < self.in_force_from or (self.in_force_to and day > self.in_force_to):
            return "not in force"
        return "not yet due" if self.due and day < self.due else "due"


@dataclass(frozen=True)
class Framework:
    """A dated set of criteria for one kind of body; `also_for` names further kinds it is shown for."""

    id: str
    version: str
    title: str
    body_kind: str
    in_force_from: str
    in_force_to: str
    ruling_definition: str
    source: str
    verified: str
    criteria: tuple[Criterion, ...]
    also_for: tuple[str, ...] = ()

    def in_force(self, day: str) -> bool:
        """Whether it is in force on an ISO day."""
        return self.in_force_from <= day and (not self.in_force_to or day <= self.in_force_to)

    def is_for(self, body_kind: str) -> bool:
        """Whether it speaks of such a body."""
        return body_kind == self.body_kind or body_kind in self.also_for
