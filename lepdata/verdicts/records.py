"""What a judgement is: the board, the framework, and one verdict per criterion, definition and denominator."""

from __future__ import annotations

from dataclasses import dataclass

from lepdata.model import Board
from lepdata.verdicts.framework_records import Framework


@dataclass(frozen=True)
class Verdict:
    """One criterion for one board under one definition and denominator.

    Attributes
    ----------
    criterion, definition, denominator
        What is asked, under which definition of private (None where none matters), of which members.
    outcome, as_listed : str
        The answer over everything that list and published counts leave open, and as if the list were the whole board.
    overturned_by : int or None
        The fewest unseen members who could overturn `as_listed`; None where none can.
    for_, against, unknown, might : int
        Members by their answer, and how many people may or may not be members.
    unseen : int or None
        Members who may be missing from the list; None where nothing limits it.
    lowest_share, highest_share : str or None
        Exact fractions; None where the criterion is not about a share or nobody is listed. Where nothing limits the
        unseen they are approached and perhaps not reached.
    threshold, strength, timing, due, statement, source
        The criterion's own, `timing` at the board's date; `due` is None where nothing sets a day.
    reason, remedy : str
        The sum in words, and what would settle or change it (None where it is met).
    basis : str
        What the outcome rests on: "list", or, weaker, "published count" (of figures without names, which decide alone)
        or "list and published count" (the two narrow it together). The counts are then those of list and count.
    """

    criterion: str
    definition: str | None
    denominator: str
    outcome: str
    as_listed: str
    overturned_by: int | None
    for_: int
    against: int
    unknown: int
    might: int
    unseen: int | None
    lowest_share: str | None
    highest_share: str | None
    threshold: str
    strength: str
    timing: str
    due: str | None
    reason: str
    remedy: str | None
    statement: str
    source: str
    basis: str = "list"


@dataclass(frozen=True)
class Judgement:
    """A board under a framework; `ruling_definition` is the one that decides where one answer is needed."""

    board: Board
    framework: Framework
    ruling_definition: str
    members: int
    verdicts: tuple[Verdict, ...]
    caveats: tuple[str, ...] = ()
