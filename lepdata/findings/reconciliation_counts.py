"""LIST + MEASURE -> how many it may count: certain, possible, and out of how many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from lepdata.findings.reconciliation_measures import Measure, answer, measure
from lepdata.statistics.bounds import Tally, share
from lepdata.verdicts.roll import Member, Roll

_ANY_THRESHOLD = Fraction(1, 2)  # lowest and highest share do not depend on it


@dataclass(frozen=True)
class Count:
    """How the members of one list, or of many together, answer a measure.

    Attributes
    ----------
    for_, against, unknown : int
        Members that certainly belong to the base, by their answer.
    might_for, might_against, might_unknown : int
        People who may or may not belong to the base.
    unseen : int or None
        How many may be missing from the list; None where nothing limits it.
    """

    for_: int = 0
    against: int = 0
    unknown: int = 0
    might_for: int = 0
    might_against: int = 0
    might_unknown: int = 0
    unseen: int | None = 0

    @property
    def base(self) -> int:
        """How many certainly belong to the base."""
        return self.for_ + self.against + self.unknown

    @property
    def most_in_base(self) -> int | None:
        """How many may belong to the base at most; None where nothing limits it."""
        might = self.might_for + self.might_against + self.might_unknown
        return None if self.unseen is None else self.base + might + self.unseen

    @property
    def is_whole(self) -> bool:
        """Whether the base is exactly known."""
        return self.most_in_base == self.base

    @property
    def highest(self) -> int | None:
        """The most that may be counted; None where nothing limits it."""
        if self.unseen is None:
            return None
        return self.for_ + self.unknown + self.might_for + self.might_unknown + self.unseen

    def shares(self) -> tuple[Fraction, Fraction]:
        """The lowest and the highest share of the base."""
        might = (self.might_for, self.might_against, self.might_unknown)
        found = share(Tally(self.for_, self.against, self.unknown, *might, self.unseen), _ANY_THRESHOLD)
        return found.lowest or Fraction(0), Fraction(1) if found.highest is None else found.highest

    def within(self, size: int | None) -> Count:
        """The same count where the base is known to be of a published size, which limits everybody not certain."""
        if self.unseen == 0 or size is None or size < self.base:
            return self
        return Count(self.for_, self.against, self.unknown, unseen=size - self.base)


def count(roll: Roll, asked: Measure) -> Count:
    """Count the members of one list.

    Parameters
    ----------
    roll : Roll
        Who is on the list, and whether it is full.
    asked : Measure
        A measure of the level "members".

    Examples
    --------
    >>> ada = Member(True, "member", "council", "", "", "public", "woman", "")
    >>> found = count(Roll((ada, ada._replace(gender="not published")), "full"), measure("women"))
    >>> found.for_, found.highest
    (1, 2)
    """
    tallies = [(_belongs(member, asked), answer(member, asked)) for member in roll.members]

    def many(belongs: str, *answers: str) -> int:
        """How many of those who belong so answer so."""
        return sum(where == belongs and said in answers for where, said in tallies)

    return Count(
        for_=many("for", "for"),
        against=many("for", "against"),
        unknown=many("for", "unknown"),
        might_for=many("unknown", "for"),
        might_against=many("unknown", "against"),
        might_unknown=many("unknown", "unknown"),
        unseen=0 if roll.completeness == "full" else None,
    )


def _belongs(member: Member, asked: Measure) -> str:
    found = answer(member, measure(asked.base)) if asked.base else "for"
    return found if member.sure or found == "against" else "unknown"


def together(counts: Iterable[Count], unseen: int | None = None) -> Count:
    """Counts of several boards added up; `unseen` is how many the boards without a list may hold.

    Examples
    --------
    >>> together([Count(1, 2), Count(3, 0, 4)]).base
    10
    """
    every = list(counts)
    fields = ("for_", "against", "unknown", "might_for", "might_against", "might_unknown")
    return Count(**{name: sum(getattr(one, name) for one in every) for name in fields}, unseen=unseen)


def reaches(found: Count, least: int) -> str:
    """Whether a board has at least so many: "yes", "no" or "unknown".

    Examples
    --------
    >>> reaches(Count(1, 5, unseen=None), 1), reaches(Count(0, 5), 1), reaches(Count(0, 5, unseen=None), 1)
    ('yes', 'no', 'unknown')
    """
    if found.for_ >= least:
        return "yes"
    return "no" if found.highest is not None and found.highest < least else "unknown"
