"""What a kind of criterion knows: the one class that share, presence, ceiling, office and coverage are made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lepdata.english import choose, joined, plural
from lepdata.judging.bounds import Bounds, Demand, Tally
from lepdata.judging.criteria import Criterion, Question, Terms, fraction_words
from lepdata.judging.roll import Listing, Roll, tally
from lepdata.seating.boards import Board, PublishedCount
from lepdata.vocabulary import FRAGMENTS, Outcome

UNDECIDED = "cannot tell: "  # what begins the reason of every verdict that cannot be told


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
    def is_settled(self) -> bool:
        """Whether all who are for are known, and nothing is open."""
        return self.tally.all_counted or (self.tally.unknown == self.tally.might == self.tally.unseen == 0)

    def group(self, count: int) -> str:
        """Such as "12 members", or "12 members who are not co-opted"."""
        if self.question.denominator == "all":
            return plural(count, "member")
        return plural(count, "member who is not co-opted", "members who are not co-opted")

    def count(self, as_listed: bool = False) -> str:
        """Such as "8 of 12 members are private", or, of those listed alone, "on the 14 listed 10 are private"."""
        for_, members = self.tally.for_, self.tally.members
        nobody = f"is {'known to be ' if self.tally.unknown else ''}{self.terms.one}"
        if self.tally.all_counted or not as_listed:
            group = ("at least " if self.tally.all_counted and self.tally.unseen != 0 else "") + self.group(members)
            if not for_:
                return f"none of {group} {nobody}"
            return f"{for_} of {group} {choose(for_, 'is', 'are')} {self.terms.what(for_)}"
        if self.criterion.who == "everyone":
            return f"{self.group(members)} {choose(members, 'is', 'are')} listed"
        listed = f"on the {members} listed{'' if self.question.denominator == 'all' else ' who are not co-opted'}"
        return f"{listed} {plural(for_, 'is', 'are')} {self.terms.what(for_)}" if for_ else f"{listed} none {nobody}"

    def with_open(self, sentence: str, and_unseen: bool = False) -> str:
        """The sentence, and what the list leaves open, such as "2 are unknown"."""
        unknown, might, unseen = self.tally.unknown, self.tally.might, self.tally.unseen
        left = [f"{plural(unknown, 'is', 'are')} unknown"] if unknown else []
        left += [f"{plural(might, 'other')} may or may not be {choose(might, 'a member', 'members')}"] if might else []
        left += [f"{'others' if unseen is None else unseen} may be unseen"] if and_unseen and unseen != 0 else []
        return joined([sentence, *left])


class Kind:
    """What verdicts, plans, findings and framework files ask of a kind of criterion."""

    name = ""
    expects = '"1"'  # what the threshold must be
    counted = True  # whether a count published without names can answer it
    of_seats = True  # whether changes of members can mend it
    limits = False  # whether it asks for fewer members, not for more
    hangs_on_unseen = True  # whether members who are not listed can change the answer
    told_by = ""  # what has to be published for it to be told, where that is no list: as `settled_by` says it

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
        counted, found, so_far = case.tally, case.bounds, case.with_open(case.count(as_listed=True))
        is_share = found.lowest is not None
        if case.listing.completeness in FRAGMENTS:
            fragment = "only a part of the board" if case.listing.completeness == "partial" else "cut off"
            so_far = f"the list is {fragment}; {so_far}"
        if is_share and found.as_listed == Outcome.NOT_MET and counted.for_ and not counted.all_counted:
            so_far += ": too few"
        if found.as_listed != Outcome.CANNOT_TELL and not counted.all_counted:
            fewest, n = "as few as " if counted.unknown or counted.might else "", found.overturned_by or 0
            return f"{so_far}, and it would take {fewest}{plural(n, 'unseen other')} to overturn that"
        if counted.unseen is None:
            return f"{so_far}, and others may be unseen"
        enough = f"where {fraction_words(case.criterion.limit)} would be enough"
        return so_far + (
            f", so the share lies between {found.lowest} and {found.highest}, {enough}" if is_share else ""
        )

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
        return question.criterion.statement

    def seen(self, counted: Tally, reason: str) -> str:
        """What a list shows of it, to follow "On the list of 1 May 2020: "."""
        if not self.counted:
            return reason.removeprefix(UNDECIDED)
        of = f" of {counted.members}" if self.name == "share" else ""
        unknown = f", and {counted.unknown} of whom it is not known" if counted.unknown and not self.limits else ""
        return f"{counted.for_ or 'none'}{of}{unknown}"

    def settled_by(self, criterion: Criterion, counted: Tally) -> list[str]:
        """What would have to be published for it to be told: conditions of `rules/plans/draft_items.csv`."""
        if told_by := "titles" if criterion.who == "words" else self.told_by:
            return [told_by]
        needed = {"list": counted.unseen != 0, "membership": counted.might > 0}
        needed["gender"] = counted.unknown > 0 and criterion.who == "women"
        needed["sector"] = counted.unknown > 0 and criterion.who in ("private", "sectors")
        return [what for what, is_needed in needed.items() if is_needed]

    def fits(self, threshold: str) -> bool:
        """Whether an exact number may be its threshold."""
        return threshold == "1"


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
