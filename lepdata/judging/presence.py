"""Presence: at least a number of members are for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import ceil

from lepdata.english import choose, plural, spelled
from lepdata.judging.bounds import UNTOLD, Bounds, Demand, Tally, decide
from lepdata.judging.criteria import Criterion, Question
from lepdata.judging.kind import Case, Distance, Kind
from lepdata.judging.roll import Listing, Roll
from lepdata.vocabulary import Outcome


def presence_bounds(tally: Tally, least: int) -> Bounds:
    """Whether at least `least` members are for: met as soon as they are seen."""
    most, most_listed = tally.most_for(tally.unseen), tally.most_for(0)
    outcome = decide(tally.for_ >= least, most is None or most >= least)
    as_listed = decide(tally.for_ >= least, most_listed is None or most_listed >= least)
    if tally.members == 0 and not tally.all_counted:
        return UNTOLD
    needed = least - most_listed if as_listed == Outcome.NOT_MET and most_listed is not None else None
    return Bounds(outcome, as_listed, tally.possible(needed, tally.might_for + tally.might_unknown))


class Presence(Kind):
    name = "presence"
    expects = "a whole number of members"

    def bounds(self, question: Question, counted: Tally, listing: Listing) -> Bounds:
        return presence_bounds(counted, question.criterion.limit.numerator)

    def decided(self, case: Case) -> str:
        for_ = case.tally.for_
        if case.bounds.outcome == Outcome.MET:
            return f"{plural(for_, 'member')} {choose(for_, 'is', 'are')} {case.terms.what(for_)}"
        if for_ == 0 and (not case.is_open or case.tally.all_counted):
            return case.count()
        return f"{case.with_all_open()}: fewer than {case.criterion.limit}"

    def undecided(self, case: Case) -> str:
        if case.criterion.who != "words":
            return super().undecided(case)
        members = case.group(case.tally.members)
        return f'nothing published of the {members} says "{case.criterion.among[0]}", and a list need not print it'

    def settling(self, case: Case) -> str:
        if case.criterion.who == "words":
            return f'a published title or capacity that says "{case.criterion.among[0]}"'
        return super().settling(case)

    def mending(self, case: Case) -> str:
        needed = case.criterion.limit.numerator - case.tally.for_
        return f"{needed} {'more ' if case.tally.for_ else ''}{case.terms.nouns_of(needed)}"

    def distance(self, limit: Fraction, counted: Tally, office: str = "") -> Distance | None:
        needed = ceil(limit)
        return max(0, needed - counted.for_ - counted.unknown - counted.might), max(0, needed - counted.for_)

    def demands(self, question: Question, roll: Roll) -> Iterator[Demand]:
        yield Demand((1, 0, 0, 0, 0, 0), question.criterion.limit.numerator)

    def rule(self, question: Question) -> str:
        least = question.criterion.limit.numerator
        noun = question.terms.nouns_of(least)
        return f"a {noun}" if least == 1 else f"at least {spelled(least)} {noun}"

    def kpi(self, question: Question, members: int) -> str:
        least = question.criterion.limit.numerator
        return f"At least {spelled(least)} {question.terms.nouns_of(least)} on the board."

    def settled_by(self, criterion: Criterion, counted: Tally) -> Iterator[str]:
        return iter(["titles"]) if criterion.who == "words" else super().settled_by(criterion, counted)

    def not_less(self, criterion: Criterion, now: int) -> Criterion:
        more = criterion.who == "sectors" and now > criterion.limit
        return replace(criterion, threshold=str(now)) if more else criterion

    def fits(self, threshold: str) -> bool:
        return "/" not in threshold and int(threshold) > 0
