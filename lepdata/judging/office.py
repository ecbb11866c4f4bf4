"""Office: whoever holds an office is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lepdata.english import choose, joined, plural
from lepdata.judging.bounds import Bounds, Demand, Overturned, Tally, decide
from lepdata.judging.criteria import Criterion, Question
from lepdata.judging.kind import UNDECIDED, Case, Kind, Wrong
from lepdata.judging.questions import excepted
from lepdata.judging.roll import Listing, Roll
from lepdata.seating.boards import Board
from lepdata.vocabulary import Outcome

OFFICES = ("chair", "deputy chair")


def office_bounds(tally: Tally, every: bool = True) -> Bounds:
    """Whether everyone listed as holding an office is for, or, where `every` is false, at least one of them."""
    if every:
        in_doubt = tally.unknown + tally.might_against + tally.might_unknown
        outcome = decide(tally.for_ > 0 and tally.against == 0 and in_doubt == 0, tally.against == 0)
    else:
        one_may_be = tally.unknown + tally.might_for + tally.might_unknown > 0
        outcome = decide(tally.for_ > 0, tally.against == 0 or one_may_be)
        if outcome == Outcome.NOT_MET and tally.unseen != 0:  # another holder need not be on the list
            return Bounds(Outcome.CANNOT_TELL, outcome, Overturned(1, tally.members + 1))
    return Bounds(outcome, outcome)


def _every_holder(name: str) -> bool:
    """Whether all who hold the office must be for: rules speak of the chair, but of a deputy chair."""
    return name == "chair"


class Office(Kind):
    name = "office"
    expects = '"1" where the kind is office'
    counted = False
    hangs_on_unseen = False

    def bounds(self, question: Question, counted: Tally, listing: Listing) -> Bounds:
        return office_bounds(counted, _every_holder(question.criterion.office))

    def case(self, question: Question, roll: Roll, board: Board) -> Case:
        return replace(super().case(question, roll, board), excepted=excepted(question, roll))

    def reason(self, case: Case) -> str:
        by_number = {0: _no_holder, 1: _one_holder}.get(case.tally.members, _several_holders)
        sentence = _with_exceptions(case) if case.excepted else by_number(case)
        more = f", and another {case.criterion.office} may be unseen" if case.bounds.overturned_by else ""
        return (UNDECIDED if case.bounds.outcome == Outcome.CANNOT_TELL else "") + sentence + more

    def settling(self, case: Case) -> str:
        name, counted = case.criterion.office, case.tally
        if counted.members + counted.might == 0:
            return f"a list that names the {name}"
        if counted.unknown:
            return f"the {case.terms.unknown} of {plural(counted.unknown, name)}"
        if case.bounds.overturned_by:
            return "a full list"
        return f"whether the {choose(counted.might, f'{name} listed was a member', f'{name}s listed were members')}"

    def demands(self, question: Question, roll: Roll) -> Iterator[Demand]:
        yield Demand((1, 0, 0, 0, 0, 0), 1)
        if _every_holder(question.criterion.office):
            yield Demand((0, -1, -1, 0, -1, -1), 0)

    def rule(self, question: Question) -> str:
        return f"a {question.criterion.office} who is {question.terms.one}"

    def kpi(self, question: Question, members: int) -> str:
        return f"The {question.criterion.office} is {question.terms.one}."

    def settled_by(self, criterion: Criterion, counted: Tally) -> Iterator[str]:
        yield "office"

    def faults(self, lines: dict[str, Any]) -> Iterator[Wrong]:
        if lines.get("office") is None:
            yield Wrong("office", "nothing", "one of " + ", ".join(OFFICES), 'add a line such as office = "chair"')


def _with_exceptions(case: Case) -> str:
    counted, rule, what = case.tally, case.criterion, case.terms.what
    why = f"excepted, because {rule.exempt_because} ({rule.exempt_source})"
    if counted.members == 1:
        sentence = f"the {rule.office} is {why}"
    else:
        plain, against = counted.for_ - case.excepted, counted.against
        counts = [f"{plural(plain, 'is', 'are')} {what(plain)}"] if plain else []
        counts += [f"{plural(against, 'is', 'are')} not {what(against)}"] if against else []
        counts += [f"{plural(case.excepted, 'is', 'are')} {why}"]
        sentence = f"of {counted.members} {rule.office}s listed {joined(counts)}"
    return case.with_open(sentence) if case.bounds.outcome == Outcome.CANNOT_TELL else sentence


def _no_holder(case: Case) -> str:
    might, name = case.tally.might, case.criterion.office
    if not might:
        return f"no {name} is listed"
    holders = choose(might, f"{name} listed counted as a member", f"{name}s listed counted as members")
    return f"it is unclear whether the {holders}"


def _one_holder(case: Case) -> str:
    name, what = case.criterion.office, case.terms.one
    if case.tally.unknown:
        return f"whether the {name} is {what} is not known"
    doubt = case.tally.might and case.bounds.outcome == Outcome.CANNOT_TELL
    another = f", but another {name} listed may have been a member" if doubt else ""
    return f"the {name} is {'not ' if case.tally.against else ''}{what}{another}"


def _several_holders(case: Case) -> str:
    counted, outcome, members = case.tally, case.bounds.outcome, case.tally.members
    listed, what = f"{case.criterion.office}s listed", case.terms.what
    if outcome == Outcome.MET and counted.for_ == members:
        return f"{'both' if members == 2 else f'all {members}'} {listed} are {case.terms.many}"
    if not counted.against and not counted.for_:
        return f"of {members} {listed} {plural(counted.unknown, 'is', 'are')} unknown"
    not_, n = ("not ", counted.against) if counted.against and outcome != Outcome.MET else ("", counted.for_)
    sentence = f"{n} of {members} {listed} {choose(n, 'is', 'are')} {not_}{what(n)}"
    return case.with_open(sentence) if outcome == Outcome.CANNOT_TELL else sentence
