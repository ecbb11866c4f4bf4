"""VERDICTS -> a judgement: one answer a criterion over all definitions, how sure it is, the sentence that says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from lepdata.display import Record
from lepdata.english import capital, choose, joined, plural
from lepdata.judging.counts import later_count
from lepdata.judging.criteria import Criterion, Framework, fraction_words
from lepdata.judging.kind import UNDECIDED, Case
from lepdata.judging.roll import Roll, call_roll
from lepdata.judging.rows import (
    ALMOST_CERTAIN,
    ANSWERS,
    DEPENDS,
    GRADES,
    LIKELY,
    OPEN,
    PROVEN,
    Answer,
    Verdict,
    answer_frame,
    counting_guesses,
    verdict_frame,
)
from lepdata.seating.boards import Board
from lepdata.vocabulary import FRAGMENTS, Outcome

_BOTH = {Outcome.MET, Outcome.NOT_MET}
_JUDGED = {"met": "Meets", "not met": "Misses"}
_MEASURED = {"met": "Reaches", "not met": "Is below"}  # where no rule binds nothing is missed
_OVERTURNING = re.compile(r", and it would take [^.;]* to overturn that")
LARGEST_PUBLISHED = 28  # seats of the largest main board ever published: South East, July 2018 (count c39)


class Scale(NamedTuple):
    """By what certainty is measured: the largest board ever published, and the size limit of the framework."""

    largest: int
    limit: int | None


def scale_of(board: Board, framework: Framework) -> Scale:
    """A larger size of this board or of its kind raises the first; a framework without a limit has no second."""
    sizes = (board.board_size or 0, board.largest, *(one.size or 0 for one in board.published))
    limits = [one.limit.numerator for one in framework.criteria if (one.kind, one.who) == ("ceiling", "everyone")]
    return Scale(max(LARGEST_PUBLISHED, *sizes), min(limits, default=None))


def certainty(case: Case, scale: Scale) -> tuple[str | None, str | None]:
    """How sure the answer of the list is, every unknown member and every guess counted against it; what that assumes.

    No model of chance: overturning it would take a board larger than any published, or larger than the limit. A list
    larger than any published shows that boards can be; and a limit does not vouch for itself.
    """
    said, firm, members = case.bounds.as_listed, (case.firm or case).bounds, case.tally.members
    if said == Outcome.CANNOT_TELL:
        return None, None
    if firm.outcome == said:
        return PROVEN, None
    board = firm.overturned.board
    if firm.as_listed != said or board is None:
        return OPEN, None
    if members <= scale.largest < board:
        return ALMOST_CERTAIN, f"no more than {scale.largest} sat, as on the largest board ever published"
    if case.criterion.who != "everyone" and scale.limit is not None and scale.limit < board:
        return LIKELY, f"no more than {scale.limit} sat, the limit"
    return OPEN, None


def together(outcomes: Iterable[str]) -> str:
    """What several definitions say as one: all met, all not met, met under one and not under another, else open."""
    found = set(outcomes)
    if len(found) == 1:
        return str(found.pop())
    return DEPENDS if found >= _BOTH else Outcome.CANNOT_TELL.value


def answer_of(
    criterion: Criterion, own: list[Verdict], board: Board, members: int, scale: Scale, measured: bool = False
) -> Answer:
    """The answer of all verdicts on one criterion; `members` are those listed, `measured` says that no rule binds."""
    asked = tuple(one for one in own if one.denominator == "all") or tuple(own)
    as_listed = together(one.as_listed for one in asked)
    grades = [one.certainty for one in asked if one.certainty]
    certainty = max(grades, key=GRADES.index) if grades and as_listed != Outcome.CANNOT_TELL else None
    overturned = [one.overturned_by for one in asked if one.overturned_by is not None]
    return Answer(
        criterion=criterion.id,
        name=asked[0].name,
        answer=together(one.outcome for one in asked),
        as_listed=as_listed,
        certainty=certainty,
        to_overturn=min(overturned, default=None) if as_listed in (Outcome.MET, Outcome.NOT_MET) else None,
        timing=asked[0].timing,
        strength=criterion.strength,
        verdicts=asked,
        guessed=max(one.guessed for one in asked),
        answer_without_guesses=together(one.firm.outcome for one in asked),
        as_listed_without_guesses=together(one.firm.as_listed for one in asked),
        say=lambda found: tuple(_sentences(found, criterion, board, members, scale, measured)),
    )


def _sentences(
    found: Answer, criterion: Criterion, board: Board, members: int, scale: Scale, measured: bool
) -> Iterator[str]:
    said, sure = _said(found, board, members, measured), "".join(_how_sure(found, board, scale))
    yield _OVERTURNING.sub("", said) if "could" in sure else said  # what would overturn it is said once
    if sure:
        yield sure
    yield from later_count(criterion, board, found.as_listed)


def _said(found: Answer, board: Board, members: int, measured: bool) -> str:
    """The answer of the list, such as "Misses two-thirds on every reading of private: 8 or 9 of 19 listed."."""
    first, verbs = found.verdicts[0], _MEASURED if measured else _JUDGED
    if no_answer(found, board):
        if board.completeness in FRAGMENTS:
            how = "shows only a part of the board" if board.completeness == "partial" else "was cut off in print"
            return f"No answer: {plural(members, 'member')} known, by a list that {how}."
        told = [one for one in found.verdicts if one.as_listed != Outcome.CANNOT_TELL]
        if told and len(told) < len(found.verdicts):
            return f"No answer over all readings of private: {_by_reading(found.verdicts)}."
        return f"No answer: {first.reason.removeprefix(UNDECIDED)}."
    said = found.as_listed if found.answer == Outcome.CANNOT_TELL else found.answer
    if said == DEPENDS:
        return f"Depends on what counts as private: {_by_reading(found.verdicts)}."
    every = " on every reading of private" if len(found.verdicts) > 1 else ""
    if every and first.lowest_share is not None and first.basis == "list":
        return f"{verbs[said]} {fraction_words(first.limit)}{every}: {_counts(found.verdicts)}."
    answer = ("Yes" if said == Outcome.MET else "No") if measured else capital(said)
    return f"{answer}{every}. {capital(first.reason.removeprefix(UNDECIDED))}."


def no_answer(found: Answer, board: Board) -> bool:
    """Whether not even the list answers: those of unknown sector could turn it, or it is only a fragment."""
    if found.answer != Outcome.CANNOT_TELL:
        return False
    return found.as_listed == Outcome.CANNOT_TELL or board.completeness in FRAGMENTS


def _by_reading(verdicts: tuple[Verdict, ...]) -> str:
    """Such as "met by national accounts (11 of 15); not met counting business only (8 of 15)"."""
    words = {
        "business": "counting business only",
        "as-published": "as published",
        "national-accounts": "by national accounts",
    }
    parts = []
    for said in (Outcome.MET, Outcome.NOT_MET, Outcome.CANNOT_TELL):
        own = [one for one in verdicts if (one.outcome if _decided(one) else one.as_listed) == said]
        readings = [f"{words[one.definition or 'business']} ({_of(one)})" for one in own]
        parts += [f"{'open' if said == Outcome.CANNOT_TELL else said} {joined(readings)}"] if own else []
    return "; ".join(parts)


def _decided(one: Verdict) -> bool:
    return one.outcome != Outcome.CANNOT_TELL


def _of(one: Verdict) -> str:
    unknown = f", {one.unknown} unknown" if one.unknown else ""
    firm = f"; {one.firm.for_} without {plural(one.guessed, 'guess', 'guesses')}" if one.hangs_on_guesses else ""
    return f"{one.for_} of {one.members}{unknown}{firm}"


def _counts(verdicts: tuple[Verdict, ...]) -> str:
    """Such as "8 or 9 of 19 listed"."""
    numbers = [str(one) for one in sorted({one.for_ for one in verdicts})]
    first, unknown = verdicts[0], max(one.unknown for one in verdicts)
    listed = "listed" if first.unseen != 0 else choose(first.members, "member", "members")
    more = f", {unknown} of unknown sector" if unknown else ""
    return f"{joined(numbers).replace(' and ', ' or ')} of {first.members} {listed}{more}{counting_guesses(verdicts)}"


def _how_sure(found: Answer, board: Board, scale: Scale) -> Iterable[str]:
    """The grade, then what would overturn it."""
    if no_answer(found, board) or found.certainty is None:
        return
    could = {Outcome.MET.value: "miss it", DEPENDS: "change that"}.get(found.as_listed, "meet it")
    graded = [one for one in found.verdicts if one.certainty == found.certainty]
    boards = [one.board for one in graded if one.board is not None]
    if found.certainty == PROVEN:
        yield "Proven."
    elif found.certainty == OPEN:
        guessed = len(boards) < len(graded)
        fewest = plural(min(one.overturned_by or 1 for one in graded), "member")
        yield "Open: it rests on guesses." if guessed else f"Open: {fewest} not listed could overturn it."
    else:
        listed = found.verdicts[0].members
        known = f"the limit is {scale.limit}" if scale.limit else f"the largest ever published had {scale.largest}"
        though = f", though {listed} are listed" if scale.limit and listed > scale.limit else ""
        yield f"{capital(found.certainty)}: only a board of {min(boards)} could {could}; {known}{though}."


@dataclass(frozen=True, repr=False)
class Judgement(Record):
    """A board under a framework; `verdicts` and `answers` are frames with the names that the JSON has."""

    board: Board
    framework: Framework
    ruling_definition: str | None  # the one that the user gave; None where all rule together
    members: int
    all_verdicts: tuple[Verdict, ...]
    caveats: tuple[str, ...] = ()
    about: tuple[str, ...] = ()  # those of the caveats to be said before any answer
    measured: bool = False  # whether no rule binds the body: it is measured, and nothing is missed

    @cached_property
    def roll(self) -> Roll:
        return call_roll(self.board)

    @cached_property
    def every_answer(self) -> tuple[Answer, ...]:
        rules = {one.id: one for one in self.framework.criteria}
        scale = scale_of(self.board, self.framework)
        asked = ((rules[own[0].criterion], own) for own in self.by_criterion())
        return tuple(answer_of(rule, own, self.board, self.members, scale, self.measured) for rule, own in asked)

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        return verdict_frame(self.all_verdicts)

    @cached_property
    def answers(self) -> pd.DataFrame:
        return answer_frame(self.every_answer)

    @property
    def first_definition(self) -> str:
        """The definition shown first, and planned for where a plan can take only one."""
        return self.ruling_definition or self.framework.ruling_definition

    def _told(self) -> tuple[str, ...]:
        found = [(said, [one.criterion for one in self.every_answer if one.answer == said]) for said in ANSWERS]
        by = f"{self.board.named}, {plural(self.members, 'member')}, by {self.framework.id}"
        return (f"{by}. " + "; ".join(f"{said}: {', '.join(own)}" for said, own in found if own), *self.caveats)

    def _shown(self) -> pd.DataFrame:
        return self.answers

    def by_criterion(self) -> list[list[Verdict]]:
        """The verdicts of each criterion, in the framework's order."""
        names = dict.fromkeys(verdict.criterion for verdict in self.all_verdicts)
        return [[verdict for verdict in self.all_verdicts if verdict.criterion == name] for name in names]

    def answer(self, criterion: str) -> Answer:
        return next(one for one in self.every_answer if one.criterion == criterion)

    def first(self, own: list[Verdict]) -> Verdict:
        """The verdict to show first among those of one criterion: everyone counted, the first definition."""
        return next((verdict for verdict in own if verdict.denominator == "all"), own[0])


def breaches(judgement: Judgement) -> tuple[str, ...]:
    """The ids of requirements that are due and not met: on every definition of private, or on the one given."""
    given = judgement.ruling_definition
    return tuple(
        one.criterion
        for one in judgement.every_answer
        if (one.strength, one.timing) == ("requirement", "due")
        and {verdict.outcome for verdict in one.verdicts if given is None or verdict.definition in (None, given)}
        == {Outcome.NOT_MET}
    )
