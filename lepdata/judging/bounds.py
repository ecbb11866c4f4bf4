"""COUNTS -> what they allow to be said, in whole numbers and exact fractions."""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from lepdata.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class Tally:
    """How the members of one board answer one question."""

    for_: int = 0
    against: int = 0
    unknown: int = 0
    # The same of people who may or may not be members.
    might_for: int = 0
    might_against: int = 0
    might_unknown: int = 0
    unseen: int | None = 0  # how many members may be missing from the list; None: any number
    room: int | None = None  # how many seats those who might be members and the unseen can fill; None: any number
    all_counted: bool = False  # `for_` is known to be all who are for: nobody unseen can be another

    @property
    def members(self) -> int:
        return self.for_ + self.against + self.unknown

    @property
    def might(self) -> int:
        return self.might_for + self.might_against + self.might_unknown

    def most_added(self, might: int, unseen: int | None) -> int | None:
        """The most seats that can be added out of `might` people and `unseen` members; None for any number."""
        limits = [limit for limit in (None if unseen is None else might + unseen, self.room) if limit is not None]
        return min(limits) if limits else None

    def most_for(self, unseen: int | None) -> int | None:
        """The most that can be for, with so many unseen members; None for any number."""
        more = self.most_added(self.might_for + self.might_unknown, 0 if self.all_counted else unseen)
        return None if more is None else self.for_ + self.unknown + more

    def share_limits(self, unseen: int | None) -> tuple[Fraction, Fraction, bool]:
        """Lowest and highest share, and whether the highest is reached: without a limit 1 may only be approached."""
        against, most = self.most_added(self.might_against + self.might_unknown, unseen), self.most_for(unseen)
        low = Fraction(0) if against is None else Fraction(self.for_, self.members + against)
        if most is None:
            return low, Fraction(1), self.against == 0
        return low, Fraction(most, most + self.against), True

    def overturned(self, needed: int | None, might: int) -> "Overturned":
        """`needed` and the board there would then be, unless so many unseen cannot exist beside `might` used."""
        if needed is None or (self.unseen is not None and needed > self.unseen):
            return NEVER
        used = self.most_added(might, 0) or 0
        if self.room is not None and used + needed > self.room:
            return NEVER
        return Overturned(needed, self.members + used + needed)


class Overturned(NamedTuple):
    """The fewest unseen members who could overturn what a list says, and how large the board would then be."""

    by: int | None = None  # None: none can
    board: int | None = None


NEVER = Overturned()


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the counts allow to be said; `lowest` and `highest` are shares, None where nothing is shared."""

    outcome: Outcome
    as_listed: Outcome
    overturned: Overturned = NEVER
    lowest: Fraction | None = None
    highest: Fraction | None = None


UNTOLD = Bounds(Outcome.CANNOT_TELL, Outcome.CANNOT_TELL)

# No plan makes a board larger than this; it also keeps the numbers small enough to be reckoned with exactly.
LARGEST_BOARD = 1000
Counts = tuple[int, ...]  # for, against, unknown, then the same of those who might be members


class Demand(NamedTuple):
    """What a plan must reach: the counts times the weights add up to `floor` at least.

    Those who might be members count as they would make things worse; `by_room`: where not all of them can be members at
    once only as many of them.
    """

    weights: Counts
    floor: int
    by_room: bool = False


SOMEBODY = Demand((1, 1, 1, 0, 0, 0), 1)


def decide(certain: bool, possible: bool) -> Outcome:
    if certain:
        return Outcome.MET
    return Outcome.CANNOT_TELL if possible else Outcome.NOT_MET


def narrowed(tally: Tally, count: int, of: int | None = None) -> Tally | None:
    """A list's tally once a count without names says how many are for, and perhaps how many members there are."""
    fewest = max(0, count - tally.for_ - tally.unknown)  # seats beyond the sure members, for so many to be for
    limit = tally.most_added(tally.might_for + tally.might_unknown, tally.unseen)
    if count < tally.for_ or (limit is not None and fewest > limit):
        return None
    most = tally.most_added(tally.might, tally.unseen)  # and without more of them being for
    if tally.unseen is not None:
        others = tally.might_against + tally.might_unknown + (count - tally.for_) + tally.unseen
        most = others if most is None else min(most, others)
    if of is not None:
        if of - tally.members < fewest or (most is not None and of - tally.members > most):
            return None
        fewest = most = of - tally.members
    unseen, members = None if most is None else most - fewest, tally.members + fewest
    return Tally(count, members - count, unseen=unseen, room=unseen, all_counted=True)
