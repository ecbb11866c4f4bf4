"""COUNTS -> met, not met or cannot tell, in whole numbers and exact fractions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor


@dataclass(frozen=True, slots=True)
class Tally:
    """How the members of one board answer one question.

    Attributes
    ----------
    for_, against, unknown : int
        Members by their answer.
    might_for, might_against, might_unknown : int
        People who may or may not be members, by their answer.
    unseen : int or None
        How many members may be missing from the list; None where nothing limits it.
    room : int or None
        How many seats those who might be members and the unseen can fill between them; None where nothing limits it.
    all_counted : bool
        Whether `for_` is known to be all who are for, so that nobody unseen can be another.
    """

    for_: int = 0
    against: int = 0
    unknown: int = 0
    might_for: int = 0
    might_against: int = 0
    might_unknown: int = 0
    unseen: int | None = 0
    room: int | None = None
    all_counted: bool = False

    @property
    def members(self) -> int:
        """How many certainly are members."""
        return self.for_ + self.against + self.unknown

    @property
    def might(self) -> int:
        """How many may or may not be members."""
        return self.might_for + self.might_against + self.might_unknown


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the counts allow to be said; `lowest` and `highest` are shares, None where nothing is shared."""

    outcome: str
    as_listed: str
    overturned_by: int | None = None
    lowest: Fraction | None = None
    highest: Fraction | None = None


def share(tally: Tally, least: Fraction) -> Bounds:
    """Whether at least `least` of the members are for (0 < least <= 1).

    Examples
    --------
    >>> share(Tally(8, 4), Fraction(2, 3)).outcome, share(Tally(7, 4), Fraction(2, 3)).outcome
    ('met', 'not met')
    >>> share(Tally(10, 4, unseen=None), Fraction(2, 3)).overturned_by
    2
    """
    if tally.members == 0:
        nobody = tally.might == 0 and tally.unseen == 0
        limits = (None, None) if nobody else (Fraction(0), Fraction(1))
        return Bounds("cannot tell", "cannot tell", None, *limits)
    low, high, reached = _share_limits(tally, tally.unseen)
    low_listed, high_listed, reached_listed = _share_limits(tally, 0)
    as_listed = _decide(low_listed >= least, high_listed > least or (reached_listed and high_listed == least))
    outcome = _decide(low >= least, high > least or (reached and high == least))
    return Bounds(outcome, as_listed, _share_overturned(tally, least, as_listed), low, high)


def share_limits(tally: Tally) -> tuple[Fraction, Fraction] | None:
    """The lowest and the highest share that the counts allow; None where nobody certainly is a member.

    Examples
    --------
    >>> share_limits(Tally(1, 1, 1)), share_limits(Tally())
    ((Fraction(1, 3), Fraction(2, 3)), None)
    """
    return _share_limits(tally, tally.unseen)[:2] if tally.members else None


def presence(tally: Tally, least: int) -> Bounds:
    """Whether at least `least` members are for: met as soon as they are seen.

    Examples
    --------
    >>> presence(Tally(1, 4, unseen=None), 1).outcome, presence(Tally(0, 5, unseen=None), 1).outcome
    ('met', 'cannot tell')
    """
    most, most_listed = _most_for(tally, tally.unseen), _most_for(tally, 0)
    outcome = _decide(tally.for_ >= least, most is None or most >= least)
    as_listed = _decide(tally.for_ >= least, most_listed is None or most_listed >= least)
    if tally.members == 0 and not tally.all_counted:
        return Bounds("cannot tell", "cannot tell")
    needed = least - most_listed if as_listed == "not met" and most_listed is not None else None
    return Bounds(outcome, as_listed, _possible(tally, needed, tally.might_for + tally.might_unknown))


def ceiling(tally: Tally, most_allowed: int, at_least: int = 0) -> Bounds:
    """Whether no more than `most_allowed` members are for.

    `at_least` is a number known from elsewhere to be reached, such as a published size.

    Examples
    --------
    >>> ceiling(Tally(20), 20).outcome, ceiling(Tally(21, unseen=None), 20).outcome
    ('met', 'not met')
    >>> ceiling(Tally(12, unseen=None), 20).overturned_by
    9
    """
    if tally.members == 0 and not at_least:
        return Bounds("cannot tell", "cannot tell")
    above = max(tally.for_, at_least) > most_allowed
    most, most_listed = _most_for(tally, tally.unseen), _most_for(tally, 0)
    outcome = _decide(most is not None and most <= most_allowed, not above)
    as_listed = _decide(most_listed is not None and most_listed <= most_allowed, tally.for_ <= most_allowed)
    as_listed = as_listed if tally.members else "cannot tell"
    needed = most_allowed - most_listed + 1 if as_listed == "met" and most_listed is not None else None
    return Bounds(outcome, as_listed, _possible(tally, needed, tally.might_for + tally.might_unknown))


def office(tally: Tally, every: bool = True) -> Bounds:
    """Whether everyone listed as holding an office is for, or, where `every` is false, at least one of them.

    Unseen members do not matter: they cannot hold an office that is seen to be filled.

    Examples
    --------
    >>> office(Tally(1)).outcome, office(Tally(1, 1)).outcome, office(Tally()).outcome
    ('met', 'not met', 'cannot tell')
    >>> office(Tally(1, 1), every=False).outcome, office(Tally(0, 2), every=False).outcome
    ('met', 'not met')
    """
    if not every:
        one_may_be = tally.unknown + tally.might_for + tally.might_unknown > 0
        outcome = _decide(tally.for_ > 0, tally.against == 0 or one_may_be)
        return Bounds(outcome, outcome)
    in_doubt = tally.unknown + tally.might_against + tally.might_unknown
    outcome = _decide(tally.for_ > 0 and tally.against == 0 and in_doubt == 0, tally.against == 0)
    return Bounds(outcome, outcome)


def _decide(certain: bool, possible: bool) -> str:
    if certain:
        return "met"
    return "cannot tell" if possible else "not met"


def most_added(tally: Tally, might: int, unseen: int | None) -> int | None:
    """The most seats that can be added out of `might` people and `unseen` members; None for any number."""
    limits = [limit for limit in (None if unseen is None else might + unseen, tally.room) if limit is not None]
    return min(limits) if limits else None


def _share_limits(tally: Tally, unseen: int | None) -> tuple[Fraction, Fraction, bool]:
    """Lowest and highest share, and whether the highest is reached (with unbounded unseen 1 may only be approached)."""
    more_against = most_added(tally, tally.might_against + tally.might_unknown, unseen)
    more_for = most_added(tally, tally.might_for + tally.might_unknown, 0 if tally.all_counted else unseen)
    low = Fraction(0) if more_against is None else Fraction(tally.for_, tally.members + more_against)
    if more_for is None:
        return low, Fraction(1), tally.against == 0
    return low, Fraction(tally.for_ + tally.unknown + more_for, tally.members + more_for), True


def _share_overturned(tally: Tally, least: Fraction, as_listed: str) -> int | None:
    if as_listed == "met":
        used = tally.might_against + tally.might_unknown
        board = tally.members + (most_added(tally, used, 0) or 0)
        return _possible(tally, floor(tally.for_ / least) - board + 1, used)
    if as_listed == "cannot tell" or least == 1 or tally.all_counted:
        return None
    used = tally.might_for + tally.might_unknown
    more = most_added(tally, used, 0) or 0
    needed = (least * (tally.members + more) - (tally.for_ + tally.unknown + more)) / (1 - least)
    return _possible(tally, ceil(needed), used)


def _possible(tally: Tally, needed: int | None, might: int) -> int | None:
    """`needed`, unless so many unseen members cannot exist beside the `might` people already used."""
    if needed is None or (tally.unseen is not None and needed > tally.unseen):
        return None
    used = most_added(tally, might, 0) or 0
    return None if tally.room is not None and used + needed > tally.room else needed


def _most_for(tally: Tally, unseen: int | None) -> int | None:
    more = most_added(tally, tally.might_for + tally.might_unknown, 0 if tally.all_counted else unseen)
    return None if more is None else tally.for_ + tally.unknown + more
