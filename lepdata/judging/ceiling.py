"""Ceiling: no more than a number of members are for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from lepdata.english import plural, spelled
from lepdata.judging.bounds import SOMEBODY, UNTOLD, Bounds, Demand, Tally, decide
from lepdata.judging.criteria import Question
from lepdata.judging.kind import Case, Distance, Kind
from lepdata.judging.roll import Listing, Roll
from lepdata.vocabulary import Outcome


def ceiling_bounds(tally: Tally, most_allowed: int, at_least: int = 0) -> Bounds:
    """Whether no more than `most_allowed` members are for."""
    if tally.members == 0 and not at_least:
        return UNTOLD
    above = max(tally.for_, at_least) > most_allowed
    most, most_listed = tally.most_for(tally.unseen), tally.most_for(0)
    outcome = decide(most is not None and most <= most_allowed, not above)
    as_listed = decide(most_listed is not None and most_listed <= most_allowed, tally.for_ <= most_allowed)
    as_listed = as_listed if tally.members else Outcome.CANNOT_TELL
    needed = most_allowed - most_listed + 1 if as_listed == Outcome.MET and most_listed is not None else None
    return Bounds(outcome, as_listed, tally.possible(needed, tally.might_for + tally.might_unknown))


class Ceiling(Kind):
    name = "ceiling"
    expects = "a whole number of members"
    limits = True

    def bounds(self, question: Question, counted: Tally, listing: Listing) -> Bounds:
        most = question.criterion.limit
        size = listing.size if question.is_board_size else None
        found = ceiling_bounds(counted, most.numerator, size or 0)
        proves_no_excess = listing.lists > 1 and found.outcome == Outcome.NOT_MET and not (size and size > most)
        return replace(found, outcome=Outcome.CANNOT_TELL) if proves_no_excess else found

    def decided(self, case: Case) -> str:
        compared = f"{'more than' if case.bounds.outcome == Outcome.NOT_MET else 'at most'} {case.criterion.limit}"
        size = case.listing.size
        if case.question.is_board_size and size is not None:
            if case.basis != "list":
                return f"the board has {plural(size, 'member')}: {compared}"
            if size > case.tally.for_:
                return f"the published size of the board is {size}: {compared}"
        shown = case.listed() if case.criterion.who == "everyone" else case.count()
        return f"{case.with_open(shown)}: {compared}"

    def undecided(self, case: Case) -> str:
        if case.bounds.as_listed != Outcome.NOT_MET or case.tally.all_counted:
            return super().undecided(case)
        return (
            f"{self.as_listed(case)} on {case.listing.lists} lists together: more than {case.criterion.limit}, but "
            "not all need have sat at once"
        )

    def mending(self, case: Case) -> str:
        size = case.listing.size if case.question.is_board_size else None
        too_many = max(case.tally.for_, size or 0) - case.criterion.limit.numerator
        return f"{too_many} {case.terms.nouns_of(too_many)} fewer"

    def distance(self, limit: Fraction, counted: Tally, office: str = "") -> Distance | None:
        most = int(limit)
        return max(0, counted.for_ - most), max(0, counted.for_ + counted.unknown + counted.might - most)

    def demands(self, question: Question, roll: Roll) -> Iterator[Demand]:
        most = question.criterion.limit.numerator
        yield Demand((-1, 0, -1, 0, 0, 0), -most, 1, (1, 0, 1))
        yield SOMEBODY
        if question.is_board_size and roll.size is not None:
            yield Demand((-1, -1, -1, 0, 0, 0), max(roll.size - roll.sure, 0) - most)

    def rule(self, question: Question) -> str:
        most = question.criterion.limit.numerator
        return f"at most {most} {question.terms.nouns_of(most)}"

    def kpi(self, question: Question, members: int) -> str:
        most = question.criterion.limit.numerator
        return f"At most {spelled(most)} {question.terms.nouns_of(most)} on the board."

    def seen(self, counted: Tally, reason: str) -> str:
        return str(counted.for_ or "none")

    def fits(self, threshold: str) -> bool:
        return "/" not in threshold
