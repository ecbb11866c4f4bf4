"""What a judgement is: the board, the framework, and one verdict per criterion, definition and denominator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lepdata.judging.bounds import Tally
from lepdata.judging.criteria import Framework
from lepdata.seating.boards import Board
from lepdata.vocabulary import Outcome


@dataclass(frozen=True)
class Verdict:
    """One criterion for one board under one definition and denominator."""

    criterion: str
    definition: str | None  # None where none matters
    denominator: str
    outcome: Outcome  # over everything that list and published counts leave open
    as_listed: Outcome  # as if the list were the whole board
    overturned_by: int | None  # the fewest unseen members who could overturn `as_listed`; None where none can
    for_: int
    against: int
    unknown: int
    might: int  # people who may or may not be members
    unseen: int | None  # members who may be missing from the list; None where nothing limits it
    # Exact fractions; None where the criterion is not about a share or nobody is listed. Where nothing limits the
    # unseen they are approached and perhaps not reached.
    lowest_share: str | None
    highest_share: str | None
    threshold: str
    strength: str
    timing: str  # at the board's date
    due: str | None  # None where nothing sets a day
    reason: str  # the sum in words
    remedy: str | None  # what would settle or change it; None where it is met
    statement: str
    source: str
    # What the outcome rests on: "list", or, weaker, "published count" (of figures without names, which decide alone)
    # or "list and published count" (the two narrow it together). The counts are then those of list and count.
    basis: str = "list"

    @property
    def counted(self) -> Tally:
        return Tally(self.for_, self.against, self.unknown, might_unknown=self.might, unseen=self.unseen)


@dataclass(frozen=True)
class Judgement:
    """A board under a framework; `ruling_definition` is the one that decides where one answer is needed."""

    board: Board
    framework: Framework
    ruling_definition: str
    members: int
    verdicts: tuple[Verdict, ...]
    caveats: tuple[str, ...] = ()

    def by_criterion(self) -> list[list[Verdict]]:
        """The verdicts of each criterion, in the framework's order."""
        names = dict.fromkeys(verdict.criterion for verdict in self.verdicts)
        return [[verdict for verdict in self.verdicts if verdict.criterion == name] for name in names]

    def ruling(self, own: list[Verdict]) -> Verdict:
        """The verdict that rules among those of one criterion: the ruling definition, everyone counted."""
        everyone = [verdict for verdict in own if verdict.denominator == "all"] or own
        return next((verdict for verdict in everyone if verdict.definition == self.ruling_definition), everyone[0])


def overall(verdicts: Iterable[Verdict], as_listed: bool = False) -> str:
    """What verdicts on one criterion under several definitions or denominators say together.

    "met under every definition", "not met under every definition", "depends on the definition" (met under one and not
    under another) or "cannot tell"; of the members listed instead of the whole board with `as_listed`.
    """
    outcomes = {one.as_listed if as_listed else one.outcome for one in verdicts}
    if {Outcome.MET, Outcome.NOT_MET} <= outcomes:
        return "depends on the definition"
    if len(outcomes) == 1 and Outcome.CANNOT_TELL not in outcomes:
        return f"{outcomes.pop()} under every definition"
    return Outcome.CANNOT_TELL.value


def breaches(judgement: Judgement) -> tuple[str, ...]:
    """The ids of requirements that are due and not met under the ruling definition, whichever denominator is taken."""
    binding: dict[str, set[Outcome]] = {}
    ruling = (None, judgement.ruling_definition)
    for one in judgement.verdicts:
        if one.strength == "requirement" and one.timing == "due" and one.definition in ruling:
            binding.setdefault(one.criterion, set()).add(one.outcome)
    return tuple(name for name, outcomes in binding.items() if outcomes == {Outcome.NOT_MET})
