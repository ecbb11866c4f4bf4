"""One criterion asked of one board, with its counts and bounds, and the phrases that every sentence about it shares."""

from __future__ import annotations

from dataclasses import dataclass

from lepdata.english import choose, plural
from lepdata.model import PublishedCount
from lepdata.model.phrases import say
from lepdata.statistics.bounds import Bounds, Tally
from lepdata.verdicts.framework_records import Criterion
from lepdata.verdicts.roll import Roll
from lepdata.verdicts.terms import Terms, joined, terms

UNDECIDED = "cannot tell: "  # what begins the reason of every verdict that cannot be told


@dataclass(frozen=True)
class Case:
    """Everything that one verdict's words are made from."""

    criterion: Criterion
    definition: str
    denominator: str
    roll: Roll
    tally: Tally
    bounds: Bounds
    basis: str = "list"
    count_used: PublishedCount | None = None

    @property
    def terms(self) -> Terms:
        """The words for those who are for."""
        return terms(self.criterion, self.definition)

    @property
    def is_open(self) -> bool:
        """Whether anything at all is left open."""
        return self.tally.unknown > 0 or self.tally.might > 0 or self.tally.unseen != 0

    def group(self, count: int) -> str:
        """Such as "12 members", or "12 members who are not co-opted"."""
        return say("reasons", "members" if self.denominator == "all" else "members-not-co-opted", n=count)

    def count(self) -> str:
        """Such as "8 of 12 members are private"."""
        for_, group = self.tally.for_, self.group(self.tally.members)
        if self.tally.all_counted and self.tally.unseen != 0:
            group = f"at least {group}"
        if for_:
            return f"{for_} of {group} {choose(for_, 'is', 'are')} {self.terms.what(for_)}"
        phrase = "count-none-known" if self.tally.unknown else "count-none"
        return say("reasons", phrase, group=group, what=self.terms.one)

    def listed(self) -> str:
        """Such as "on the 14 listed 10 are private"."""
        for_, members = self.tally.for_, self.tally.members
        if self.tally.all_counted:
            return self.count()
        if self.criterion.who == "everyone":
            return f"{self.group(members)} {choose(members, 'is', 'are')} listed"
        listed = say("reasons", "those-listed" if self.denominator == "all" else "those-listed-not-co-opted", n=members)
        if for_:
            return f"on the {listed} {plural(for_, 'is', 'are')} {self.terms.what(for_)}"
        phrase = "listed-none-known" if self.tally.unknown else "listed-none"
        return say("reasons", phrase, listed=listed, what=self.terms.one)

    def open_ones(self) -> list[str]:
        """What the list itself leaves open, such as "2 are unknown"."""
        unknown, might = self.tally.unknown, self.tally.might
        parts = [f"{plural(unknown, 'is', 'are')} unknown"] if unknown else []
        return parts + (
            [(f"{plural(might, 'other')} may or may not be {choose(might, 'a member', 'members')}")] if might else []
        )

    def with_open(self, said: str) -> str:
        """`said`, and what the list leaves open."""
        return joined([said, *self.open_ones()])
