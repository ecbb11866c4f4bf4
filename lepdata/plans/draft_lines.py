"""What a draft is made of before it is numbered: an improvement with its lines: KPIs, milestones, monitoring."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from lepdata.dates import months_before, words
from lepdata.plans.records import KINDS
from lepdata.words_by_id import say

WORDS = "plan_draft"
_ORDER = tuple(KINDS.values())


class Line(NamedTuple):
    """One line of a plan; `when` is a number of months from the start, or words such as "quarterly", or ""."""

    kind: str
    text: str
    when: str
    owner: str
    because: str


@dataclass(frozen=True)
class Improvement:
    """One improvement of a draft; `sure` says that a rule is shown to be missed and not only to be checked."""

    id: str
    summary: str
    sure: bool
    lines: tuple[Line, ...]

    def with_lines(self, *more: Line) -> Improvement:
        """The same with further lines, the milestones in the order of their months."""
        lines = (*self.lines, *more)
        return replace(self, lines=tuple(sorted(lines, key=lambda one: (_ORDER.index(one.kind), _at(one)))))


def _at(line: Line) -> int:
    return int(line.when) if line.when.isdecimal() else 0


def in_words(when: str, start: str) -> str:
    """When a line is due, as the plan says it.

    Parameters
    ----------
    when : str
        A number of months, other words, or "".
    start : str
        The ISO day from which months are counted; "" where none is set.

    Examples
    --------
    >>> in_words("3", "2026-11-30"), in_words("3", ""), in_words("1", ""), in_words("quarterly", "2026-11-30")
    ('by 28 February 2027', 'within 3 months of the start', 'within 1 month of the start', 'quarterly')
    """
    if not when.isdecimal():
        return when
    if not start:
        return say(WORDS, "within", months=int(when))
    return say(WORDS, "by", date=words(months_before(start, -int(when))))
