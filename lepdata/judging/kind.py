"""What a kind of criterion knows: the one class that share, presence, ceiling, office and coverage are made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from lepdata.english import choose, joined, plural
from lepdata.errors import quoted
from lepdata.judging.bounds import Bounds, Demand, Tally
from lepdata.judging.criteria import Criterion, Question, Terms
from lepdata.judging.roll import Listing, Roll, tally
from lepdata.seating.boards import Board, PublishedCount
from lepdata.vocabulary import FRAGMENTS, Outcome

UNDECIDED = "cannot tell: "  # what begins the reason of every verdict that cannot be told


class Wrong(NamedTuple):
    """One fault of a framework file: at which key, in which criterion (None: the framework itself), what to do."""

    key: str
    found: str
    expected: str
    remedy: str
    place: int | None = None


@dataclass(frozen=True)
class Case:
    """Everything that settles one verdict and its words: equal cases have equal verdicts."""

    question: Question
    listing: Listing
    tally: Tally
    bounds: Bounds
    firm: Case | None = None  # the same with every guess as unknown, where somebody's sector is a guess
    excepted: int = 0  # holders of an office who count only because the rule excepts them
    districts: tuple[tuple[str, str], ...] = ()  # of the board's area, by name: how each is represented
    why_not: str = ""  # why that cannot be told
    basis: str = "list"
    count_used: PublishedCount | None = None

    @property
    def criterion(self) -> Criterion:
        return self.question.criterion

    @property
    def terms(self) -> Terms:
        return self.question.terms

    @property
    def is_open(self) -> bool:
        return self.tally.unknown > 0 or self.tally.might > 0 or self.tally.unseen != 0

    def group(self, count: int) -> str:
        """Such as "12 members", or "12 members who are not co-opted"."""
        if self.question.denominator == "all":
            return plural(count, "member")
        return plural(count, "member who is not co-opted", "members who are not co-opted")

    def count(self) -> str:
        """Such as "8 of 12 members are private"."""
        for_, group = self.tally.for_, self.group(self.tally.members)
        if self.tally.all_counted and self.tally.unseen != 0:
            group = f"at least {group}"
        if for_:
            return f"{for_} of {group} {choose(for_, 'is', 'are')} {self.terms.what(for_)}"
        return f"none of {group} is {'known to be ' if self.tally.unknown else ''}{self.terms.one}"

    def listed(self) -> str:
        """Such as "on the 14 listed 10 are private"."""
        for_, members = self.tally.for_, self.tally.members
        if self.tally.all_counted:
            return self.count()
        if self.criterion.who == "everyone":
            return f"{self.group(members)} {choose(members, 'is', 'are')} listed"
        listed = f"{members} listed" + ("" if self.question.denominator == "all" else " who are not co-opted")
        if for_:
            return f"on the {listed} {plural(for_, 'is', 'are')} {self.terms.what(for_)}"
        return f"on the {listed} none is {'known to be ' if self.tally.unknown else ''}{self.terms.one}"

    def with_open(self, sentence: str, *more: str) -> str:
        """The sentence, and what the list leaves open, such as "2 are unknown"."""
        unknown, might = self.tally.unknown, self.tally.might
        left = [f"{plural(unknown, 'is', 'are')} unknown"] if unknown else []
        left += [f"{plural(might, 'other')} may or may not be {choose(might, 'a member', 'members')}"] if might else []
        return joined([sentence, *left, *more])

    def with_all_open(self) -> str:
        """The count, what the list leaves open, and who may be unseen."""
        unseen = self.tally.unseen
        more = [] if unseen == 0 else [f"{'others' if unseen is None else unseen} may be unseen"]
        return self.with_open(self.count(), *more)


class Kind:
    """What verdicts, plans, findings and framework files ask of a kind of criterion."""

    name = ""
    expects = ""  # what the threshold must be
    counted = True  # whether a count published without names can answer it
    of_seats = True  # whether changes of members can mend it
    limits = False  # whether it asks for fewer members, not for more
    hangs_on_unseen = True  # whether members who are not listed can change the answer

    def bounds(self, question: Question, counted: Tally, listing: Listing) -> Bounds:
        raise NotImplementedError

    def case(self, question: Question, roll: Roll, board: Board) -> Case:
        counted = tally(question, roll)
        return Case(question, roll.listing, counted, self.bounds(question, counted, roll.listing))

    def reason(self, case: Case) -> str:
        """Why a verdict is what it is, in one sentence without a full stop."""
        if case.bounds.outcome != Outcome.CANNOT_TELL:
            return self.decided(case)
        return UNDECIDED + (self.undecided(case) if case.tally.members else _nobody(case))

    def decided(self, case: Case) -> str:
        """The sum of a verdict that is met or not met."""
        raise NotImplementedError

    def undecided(self, case: Case) -> str:
        """The sum of a verdict that cannot be told."""
        so_far = self.as_listed(case)
        if case.bounds.as_listed == Outcome.CANNOT_TELL or case.tally.all_counted:
            return f"{so_far}, and others may be unseen" if case.tally.unseen is None else so_far + self.left_open(case)
        fewest, n = "as few as " if case.tally.unknown or case.tally.might else "", case.bounds.overturned_by or 0
        return f"{so_far}, and it would take {fewest}{plural(n, 'unseen other')} to overturn that"

    def as_listed(self, case: Case) -> str:
        shown = case.with_open(case.listed())
        if case.listing.completeness not in FRAGMENTS:
            return shown
        fragment = "only a part of the board" if case.listing.completeness == "partial" else "cut off"
        return f"the list is {fragment}; {shown}"

    def left_open(self, case: Case) -> str:
        """What follows where only a limited number of people is in doubt."""
        return ""

    def remedy(self, case: Case) -> str | None:
        """What would settle a verdict that cannot be told, or make one met that is not; None where it is met."""
        if case.bounds.outcome == Outcome.MET:
            return None
        return self.settling(case) if case.bounds.outcome == Outcome.CANNOT_TELL else self.mending(case)

    def settling(self, case: Case) -> str:
        """What would have to be published."""
        unknown, might = case.tally.unknown, case.tally.might
        if case.tally.members == 0 and might == 0:
            return "a list that names the members"
        wanted = ["a full list"] if case.tally.unseen != 0 else []
        if case.bounds.as_listed == Outcome.CANNOT_TELL:
            wanted += [f"the {case.terms.unknown} of {plural(unknown, 'member')}"] if unknown else []
            wanted += [f"whether {plural(might, 'person is a member', 'people are members')}"] if might else []
        return joined(wanted)

    def mending(self, case: Case) -> str:
        """What would have to change."""
        return self.rule(case.question)

    def demands(self, question: Question, roll: Roll) -> Iterator[Demand]:
        """What the numbers of a board must satisfy for it to be met."""
        raise NotImplementedError

    def rule(self, question: Question) -> str:
        """What it asks, in a few words, such as "two-thirds private"."""
        raise NotImplementedError

    def kpi(self, question: Question, members: int) -> str:
        """What it asks of a board of so many members, as a target of a plan."""
        raise NotImplementedError

    def seen(self, counted: Tally, reason: str) -> str:
        """What a list shows of it, to follow "On the list of 1 May 2020: "."""
        return reason.removeprefix(UNDECIDED)

    def settled_by(self, criterion: Criterion, counted: Tally) -> Iterator[str]:
        """What would have to be published for it to be told: conditions of `rules/plans/draft_items.csv`."""
        yield from ["list"] * (counted.unseen != 0) + ["membership"] * (counted.might > 0)
        if counted.unknown and criterion.who in ("women", "private", "sectors"):
            yield "gender" if criterion.who == "women" else "sector"

    def not_less(self, criterion: Criterion, now: int) -> Criterion:
        """The criterion asking for no fewer than there are now, where it asks for somebody of a sector."""
        return criterion

    def fits(self, threshold: str) -> bool:
        """Whether an exact number may be its threshold."""
        return threshold == "1"

    def faults(self, lines: dict[str, Any]) -> Iterator[Wrong]:
        """What is wrong with the lines that only some kinds have."""
        expected = f"no such line where the kind is {self.name}"
        if lines.get("office") is not None:
            yield Wrong("office", quoted(str(lines["office"])), expected, "take it out")
        given = [key for key in ("exempt", "exempt_because", "exempt_source") if key in lines]
        if given:
            yield Wrong(given[0], "a line", expected, "take it out")


def _nobody(case: Case) -> str:
    might, listing = case.tally.might, case.listing
    if might:
        return f"{plural(might, 'person', 'people')} listed may or may not be {choose(might, 'a member', 'members')}"
    if case.question.denominator != "all" and listing.anybody:
        return "only co-opted members are listed"
    if listing.others:
        return f"none of the {plural(listing.others, 'person', 'people')} listed counts as a member"
    if listing.vacancies:
        return f"only {plural(listing.vacancies, 'vacancy is', 'vacancies are')} listed"
    return "no member is listed"
