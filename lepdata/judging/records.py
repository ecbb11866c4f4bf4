"""What a judgement is: the board, the framework, and one verdict per criterion, definition and denominator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lepdata.judging.frameworks import Framework
from lepdata.seating.boards import Board


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


def overall(verdicts: Iterable[Verdict], as_listed: bool = False) -> str:
    """What several verdicts on one criterion say together.

    Parameters
    ----------
    verdicts : iterable of Verdict
        One criterion under several definitions or denominators.
    as_listed : bool
        Ask the members listed instead of the whole board.

    Returns
    -------
    str
        "met under every definition", "not met under every definition", "depends on the definition" (met under one and
        not under another) or "cannot tell".

    Examples
    --------
    >>> overall([])
    'cannot tell'
    """
    outcomes = {one.as_listed if as_listed else one.outcome for one in verdicts}
    if {"met", "not met"} <= outcomes:
        return "depends on the definition"
    if len(outcomes) == 1 and "cannot tell" not in outcomes:
        return f"{outcomes.pop()} under every definition"
    return "cannot tell"


def breaches(judgement: Judgement) -> tuple[str, ...]:
    """The ids of requirements that are due and not met under the ruling definition, whichever denominator is taken."""
    binding: dict[str, list[str]] = {}
    ruling = (None, judgement.ruling_definition)
    for one in judgement.verdicts:
        if one.strength == "requirement" and one.timing == "due" and one.definition in ruling:
            binding.setdefault(one.criterion, []).append(one.outcome)
    return tuple(name for name, outcomes in binding.items() if set(outcomes) == {"not met"})
