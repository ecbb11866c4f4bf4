"""CRITERIA + ROLL -> what the numbers of a board must satisfy, as sums of whole numbers.

Each criterion becomes one or more inequalities over the six counts of a `Tally`, taken at their worst: whatever is
unknown counts against a share and for a ceiling. So a board that satisfies them meets the criterion however the
unknown turns out, which is what `bounds` calls met on the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from math import ceil
from operator import mul
from typing import NamedTuple

from lepdata.verdicts.framework_records import Criterion
from lepdata.verdicts.questions import tally
from lepdata.verdicts.roll import Member, Roll

# No plan makes a board larger than this; it also keeps the numbers small enough to be reckoned with exactly.
LARGEST_BOARD = 1000


# For, against, unknown, then the same of those who might be members.
Counts = tuple[int, int, int, int, int, int]


class Question(NamedTuple):
    """One criterion, asked of one set of members; `definition` is "" where none matters."""

    criterion: Criterion
    definition: str
    denominator: str

    def of(self, member: Member) -> Counts:
        """What one member adds to the counts."""
        return _of(self, member)


class Demand(NamedTuple):
    """The counts times the weights must add up to `floor` at least.

    `at_risk` says which of those who might be members make things worse, by `risk` each, where not all of them can be
    members at once; else they are among the weights.
    """

    question: Question
    weights: Counts
    floor: int
    risk: int = 0
    at_risk: tuple[int, ...] = (0, 0, 0)

    def of(self, counted: Counts) -> int:
        """What somebody so counted adds to the sum."""
        return sum(map(mul, self.weights, counted))

    def open(self, counted: Counts) -> int:
        """Whether somebody who might be a member makes things worse: 1 or 0."""
        return sum(map(mul, self.at_risk, counted[3:]))


@lru_cache(maxsize=1 << 16)
def _of(question: Question, member: Member) -> Counts:
    """Remembered, since all plans ask the same of the same few sorts of people."""
    found = tally(*question, Roll((member,), "full"))
    certain = (found.for_, found.against, found.unknown)
    return (*certain, found.might_for, found.might_against, found.might_unknown)


def questions(criteria: tuple[Criterion, ...], definition: str, co_opted: bool) -> tuple[Question, ...]:
    """The criteria asked of each set of members they are asked of; the two sets are one where nobody is co-opted."""
    return tuple(
        Question(criterion, definition if criterion.who == "private" else "", denominator)
        for criterion in criteria
        for denominator in criterion.denominators
        if co_opted or denominator == "all" or "all" not in criterion.denominators
    )


def demands(asked: tuple[Question, ...], roll: Roll) -> tuple[Demand, ...]:
    """Everything that a board must satisfy to meet the criteria.

    Parameters
    ----------
    asked : tuple of Question
    roll : Roll
        As it is before any change: its published size, less those listed, stays open after the plan as before.
    """
    crowded = roll.room is not None and roll.room < len(roll.members) - roll.sure
    return tuple(
        demand if crowded else _all_at_risk(demand) for question in asked for demand in _demands(question, roll)
    )


def _demands(question: Question, roll: Roll) -> Iterator[Demand]:
    criterion = question.criterion
    somebody = Demand(question, (1, 1, 1, 0, 0, 0), 1)
    match criterion.kind:
        case "share":
            least = _within_reach(criterion.limit)
            top, bottom = least.numerator, least.denominator
            yield Demand(question, (bottom - top, -top, -top, 0, 0, 0), 0, top, (0, 1, 1))
            yield somebody
        case "presence":
            yield Demand(question, (1, 0, 0, 0, 0, 0), criterion.limit.numerator)
        case "ceiling":
            most = criterion.limit.numerator
            yield Demand(question, (-1, 0, -1, 0, 0, 0), -most, 1, (1, 0, 1))
            yield somebody
            if criterion.is_board_size(question.denominator) and roll.size is not None:
                yield Demand(question, (-1, -1, -1, 0, 0, 0), max(roll.size - roll.sure, 0) - most)
        case "office":
            yield Demand(question, (1, 0, 0, 0, 0, 0), 1)
            if criterion.every_holder:
                yield Demand(question, (0, -1, -1, 0, -1, -1), 0)


def _all_at_risk(demand: Demand) -> Demand:
    """The same demand where there is room for everybody who might be a member."""
    certain, might = demand.weights[:3], demand.weights[3:]
    first, second, third = (w - demand.risk * worse for w, worse in zip(might, demand.at_risk, strict=True))
    return demand._replace(weights=(*certain, first, second, third), risk=0)


def _within_reach(least: Fraction) -> Fraction:
    """The smallest share not below `least` that a board of `LARGEST_BOARD` can have: the same boards reach both."""
    if least.denominator <= LARGEST_BOARD:
        return least
    return min(Fraction(ceil(least * size), size) for size in range(1, LARGEST_BOARD + 1))
