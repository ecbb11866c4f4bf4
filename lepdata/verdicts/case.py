"""One criterion asked of one board, with its counts and bounds, and the phrases that every sentence about it shares."""

from __future__ import annotations

from dataclasses import dataclass

from lepdata.model import PublishedCount
from lepdata.statistics.bounds import Bounds, Tally
from lepdata.verdicts.framework_records import Criterion
from lepdata.verdicts.roll import Roll
from lepdata.verdicts.terms import Terms, either, joined, number, terms


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
        if self.denominator == "all":
            return number(count, "member", "members")
        return number(count, "member who is not co-opted", "members who are not co-opted")

    def count(self) -> str:
        """Such as "8 of 12 members are private"."""
        for_, group = self.tally.for_, self.group(self.tally.members)
        if self.tally.all_counted and self.tally.unseen != 0:
            group = f"at least {group}"
        return f"{for_} of {group} {self.terms.be(for_)}" if for_ else f"none of {group} {self._none()}"

    def listed(self) -> str:
        """Such as "on the 14 listed 10 are private"."""
        for_, members = self.tally.for_, self.tally.members
        if self.tally.all_counted:
            return self.count()
        if self.criterion.who == "everyone":
            return f"{self.group(members)} {either(members, 'is', 'are')} listed"
        listed = f"{members} listed" if self.denominator == "all" else f"{members} listed who are not co-opted"
        return f"on the {listed} " + (f"{for_} {self.terms.be(for_)}" if for_ else f"none {self._none()}")

    def _none(self) -> str:
        return self.terms.be_none(self.tally.unknown)

    def open_ones(self) -> list[str]:
        """What the list itself leaves open, such as "2 are unknown"."""
        unknown, might = self.tally.unknown, self.tally.might
        parts = [number(unknown, "is unknown", "are unknown")] if unknown else []
        if might:
            others = number(might, "other", "others")
            parts.append(f"{others} may or may not be {either(might, 'a member', 'members')}")
        return parts

    def with_open(self, said: str) -> str:
        """`said`, and what the list leaves open."""
        return joined([said, *self.open_ones()])
