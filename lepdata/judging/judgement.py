"""A verdict; VERDICTS -> a judgement: one answer a criterion over all definitions, how sure it is, in a sentence."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

import pandas as pd

from lepdata.display import Record
from lepdata.english import capital, choose, joined, plural
from lepdata.judging.counts import later_count, with_count
from lepdata.judging.criteria import Criterion, Framework, fraction_words
from lepdata.judging.kinds import UNDECIDED, Case, kind_of, label
from lepdata.judging.roll import Roll, call_roll
from lepdata.seating.boards import Board
from lepdata.vocabulary import DEFINITIONS, FRAGMENTS, Outcome

PROVEN, ALMOST_CERTAIN, LIKELY, OPEN = GRADES = ("proven", "almost certain", "likely", "open")  # the surest first
DEPENDS, NO_ANSWER = "depends", "no answer"
ANSWERS = (*(one.value for one in (Outcome.MET, Outcome.NOT_MET)), DEPENDS, Outcome.CANNOT_TELL.value)


_LARGEST_PUBLISHED = 28  # seats of the largest main board ever published: South East, July 2018 (count c39)


class Scale(NamedTuple):
    """By what certainty is measured: the largest board ever published, and the size limit of the framework."""

    largest: int
    limit: int | None


def scale_of(board: Board, framework: Framework) -> Scale:
    """A larger size of this board or of its kind raises the first; a framework without a limit has no second."""
    sizes = (board.board_size or 0, board.largest, *(one.size or 0 for one in board.published))
    return Scale(max(_LARGEST_PUBLISHED, *sizes), framework.size_limit)


@dataclass(frozen=True)
class Verdict:
    """One criterion for one board under one definition and denominator."""

    case: Case
    timing: str  # at the board's date
    scale: Scale

    rule = cached_property[Criterion](attrgetter("case.criterion"))
    criterion = cached_property[str](attrgetter("rule.id"))
    name = cached_property[str](lambda self: label(self.rule))  # of the criterion, in a few words
    limit = cached_property[Fraction](attrgetter("rule.limit"))
    threshold = cached_property[str](attrgetter("rule.threshold"))
    strength = cached_property[str](attrgetter("rule.strength"))
    due = cached_property[str | None](lambda self: self.rule.due or None)
    # of private; None where none matters
    definition = cached_property[str | None](lambda self: self.case.question.definition or None)
    denominator = cached_property[str](attrgetter("case.question.denominator"))
    # over everything that list and published counts leave open; and as if the list were the whole board
    outcome = cached_property[Outcome](attrgetter("case.bounds.outcome"))
    as_listed = cached_property[Outcome](attrgetter("case.bounds.as_listed"))
    # The fewest unseen members who could overturn `as_listed`, and how many would sit on the smallest board that does;
    # None where none can.
    overturned_by = cached_property[int | None](attrgetter("case.bounds.overturned.by"))
    board = cached_property[int | None](attrgetter("case.bounds.overturned.board"))
    for_ = cached_property[int](attrgetter("case.tally.for_"))
    against = cached_property[int](attrgetter("case.tally.against"))
    unknown = cached_property[int](attrgetter("case.tally.unknown"))
    members = cached_property[int](attrgetter("case.tally.members"))
    # people who may or may not be members; who may be missing from the list, None where nothing limits it
    might = cached_property[int](attrgetter("case.tally.might"))
    unseen = cached_property[int | None](attrgetter("case.tally.unseen"))
    # Exact fractions; None where the criterion is not about a share or nobody is listed. Where nothing limits the
    # unseen they are approached and perhaps not reached.
    lowest_share = cached_property[str | None](lambda self: _in_figures(self.case.bounds.lowest))
    highest_share = cached_property[str | None](lambda self: _in_figures(self.case.bounds.highest))
    # What the outcome rests on: "list", or, weaker, "published count" (of figures without names, which decide alone)
    # or "list and published count" (the two narrow it together). The counts are then those of list and count.
    basis = cached_property[str](attrgetter("case.basis"))
    remedy = cached_property[str | None](lambda self: kind_of(self.rule).remedy(self.case))  # None where it is met
    # how sure `as_listed` is, one of `GRADES` (None: cannot tell); and what that takes for granted (None: nothing)
    certainty = cached_property[str | None](lambda self: self._graded[0])
    assuming = cached_property[str | None](lambda self: self._graded[1])
    # how many members are counted as what they are guessed to be
    guessed = cached_property[int](lambda self: max(0, self.firm.unknown - self.unknown))

    @cached_property
    def firm(self) -> "Verdict":
        """What it would be with every guessed sector unknown."""
        return verdict_of(self.case.firm, self.timing, self.scale) if self.case.firm else self

    @cached_property
    def reason(self) -> str:
        """The sum in words."""
        return with_count(self.case, kind_of(self.rule).reason(self.case)) + _counting_guesses([self])

    @cached_property
    def _graded(self) -> tuple[str | None, str | None]:
        """How sure the answer of the list is, all unknown members and guesses counted against it; what that assumes."""
        # No model of chance: overturning it would take a board larger than any published, or larger than the limit. A
        # list larger than any published shows that boards can be; and a limit does not vouch for itself.
        said, firm, scale = self.as_listed, self.firm, self.scale
        if said == Outcome.CANNOT_TELL:
            return None, None
        if firm.outcome == said:
            return PROVEN, None
        if firm.as_listed != said or firm.board is None:
            return OPEN, None
        if self.members <= scale.largest < firm.board:
            return ALMOST_CERTAIN, f"no more than {scale.largest} sat, as on the largest board ever published"
        if self.rule.who != "everyone" and scale.limit is not None and scale.limit < firm.board:
            return LIKELY, f"no more than {scale.limit} sat, the limit"
        return OPEN, None

    @property
    def hangs_on_guesses(self) -> bool:
        """Whether a count or an answer would be another without guesses."""
        return self.guessed > 0 and len({(one.for_, one.outcome, one.as_listed) for one in (self, self.firm)}) == 2

    def as_row(self) -> dict[str, Any]:
        """By the columns; "for" is no name that Python allows."""
        own = {name: getattr(self, "for_" if name == "for" else name) for name in _OF_A_VERDICT}
        return own | {name + _WITHOUT: getattr(self.firm, "for_" if name == "for" else name) for name in _FIRM}


verdict_of = lru_cache(maxsize=1 << 14)(Verdict)  # cases that are settled by the same numbers are judged once


def _in_figures(share: Fraction | None) -> str | None:
    return None if share is None else str(share)


@dataclass(frozen=True)
class Answer:
    """One criterion over all definitions, of all members: what pages, map, matrix, workbook and note show."""

    verdicts: tuple[Verdict, ...]
    judgement: "Judgement" = field(compare=False, repr=False)

    first = cached_property[Verdict](lambda self: self.verdicts[0])  # by the definition that is shown first
    criterion = cached_property[str](attrgetter("first.criterion"))
    name = cached_property[str](attrgetter("first.name"))
    timing = cached_property[str](attrgetter("first.timing"))
    strength = cached_property[str](attrgetter("first.strength"))
    # strictly, one of `ANSWERS`; and as if the list were the whole board
    answer = cached_property[str](lambda self: together(one.outcome for one in self.verdicts))
    as_listed = cached_property[str](lambda self: together(one.as_listed for one in self.verdicts))
    # the most members whom any of the verdicts counts as what they are guessed to be
    guessed = cached_property[int](lambda self: max(one.guessed for one in self.verdicts))
    firm = cached_property["Answer"](lambda self: Answer(tuple(one.firm for one in self.verdicts), self.judgement))
    answer_without_guesses = cached_property[str](attrgetter("firm.answer"))
    as_listed_without_guesses = cached_property[str](attrgetter("firm.as_listed"))
    sentence = cached_property[str](lambda self: " ".join(self.parts))

    @cached_property
    def shown(self) -> str:
        """What a page says: the strict answer, else that of the list; none where it is a fragment, or gives none."""
        if self.answer != Outcome.CANNOT_TELL:
            return self.answer
        is_fragment = self.judgement.board.completeness in FRAGMENTS
        return NO_ANSWER if is_fragment or self.as_listed == Outcome.CANNOT_TELL else self.as_listed

    @property
    def certainty(self) -> str | None:
        """How sure `as_listed` is: the lowest grade of those that make it up."""
        grades = [one.certainty for one in self.verdicts if one.certainty]
        return max(grades, key=GRADES.index) if grades and self.as_listed != Outcome.CANNOT_TELL else None

    @property
    def to_overturn(self) -> int | None:
        """The fewest unseen members who would overturn `as_listed`."""
        fewest = [one.overturned_by for one in self.verdicts if one.overturned_by is not None]
        return min(fewest, default=None) if self.as_listed in (Outcome.MET, Outcome.NOT_MET) else None

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The answer of the list, how sure it is and what would overturn it, and what was counted later."""
        said, sure = _said(self, self.judgement), _how_sure(self)
        said = _OVERTURNING.sub("", said) if "could" in sure else said  # what would overturn it is said once
        return (said, *filter(None, [sure]), *later_count(self.first.rule, self.judgement.board, self.as_listed))

    def as_row(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ANSWER_COLUMNS}


def _counting_guesses(verdicts: Sequence[Verdict]) -> str:
    """How many guesses are counted and what is left without them, to follow a count; "" where they change nothing."""
    told = [one for one in verdicts if one.hangs_on_guesses]
    if not told:
        return ""
    guesses, unknown = max(one.guessed for one in told), max(one.firm.unknown for one in told)
    for_ = " or ".join(str(one) for one in sorted({one.firm.for_ for one in told}))
    left = "nothing is known" if unknown == told[0].members else f"{for_} of {told[0].members}, {unknown} unknown"
    return f", counting {plural(guesses, 'guess', 'guesses')}; without {choose(guesses, 'it', 'them')} {left}"


_WITHOUT = "_without_guesses"
_FIRM = ("for", "outcome", "as_listed", "against", "unknown", "lowest_share", "highest_share")
_COUNTS = {"overturned_by", "for", "against", "unknown", "might", "unseen", "to_overturn", "guessed"}
_COUNTS |= {f"{name}{_WITHOUT}" for name in ("for", "against", "unknown")} | {"board", "members", "fewest", "most"}
_OF_A_VERDICT = (
    *("criterion", "definition", "denominator", "outcome", "as_listed", "overturned_by", "certainty", "assuming"),
    *("for", "against", "unknown", "might", "unseen", "lowest_share", "highest_share", "threshold"),
    *("strength", "timing", "due", "reason", "remedy", "basis", "guessed"),
)
VERDICT_COLUMNS = (*_OF_A_VERDICT, *(name + _WITHOUT for name in _FIRM))
ANSWER_COLUMNS = (
    *("criterion", "answer", "as_listed", "certainty", "to_overturn", "timing", "strength", "sentence"),
    *("guessed", "answer_without_guesses", "as_listed_without_guesses"),
)


def verdict_frame(verdicts: Iterable[Verdict]) -> pd.DataFrame:
    """Verdicts one a row under the names of the JSON; missing text is "", a missing count <NA>."""
    return frame_of((one.as_row() for one in verdicts), VERDICT_COLUMNS)


def frame_of(
    rows: Iterable[Mapping[Any, Any]], names: Sequence[str], counts: Collection[str] = _COUNTS
) -> pd.DataFrame:
    """Rows as a frame: missing text is "", a missing count, by default one of verdicts and answers, <NA>."""
    cells = ([row.get(name) for name in names] for row in rows)
    plain = ([str(cell) if isinstance(cell, Outcome) else cell for cell in row] for row in cells)
    frame = pd.DataFrame(list(plain), columns=list(names))
    kinds = {name: "Int64" if name in counts else str for name in names}
    return frame.fillna({name: "" for name in names if name not in counts}).astype(kinds)


_OVERTURNING = re.compile(r", and it would take [^.;]* to overturn that")


def together(outcomes: Iterable[str]) -> str:
    """What several definitions say as one: all met, all not met, met under one and not under another, else open."""
    found = set(outcomes)
    if len(found) == 1:
        return str(found.pop())
    return DEPENDS if found >= {Outcome.MET, Outcome.NOT_MET} else Outcome.CANNOT_TELL.value


def _said(found: Answer, judgement: "Judgement") -> str:
    """The answer of the list, such as "Misses two-thirds on every reading of private: 8 or 9 of 19 listed."."""
    first, board, several = found.first, judgement.board, len(found.verdicts) > 1
    reason = first.reason.removeprefix(UNDECIDED)
    if found.shown == NO_ANSWER:
        if board.completeness in FRAGMENTS:
            how = "shows only a part of the board" if board.completeness == "partial" else "was cut off in print"
            return f"No answer: {plural(judgement.members, 'member')} known, by a list that {how}."
        if {one.as_listed for one in found.verdicts} > {Outcome.CANNOT_TELL}:
            return f"No answer over all readings of private: {_by_reading(found.verdicts)}."
        return f"No answer: {reason}."
    if (said := found.shown) == DEPENDS:
        return f"Depends on what counts as private: {_by_reading(found.verdicts)}."
    met, every = said == Outcome.MET, " on every reading of private" if several else ""
    if several and first.lowest_share is not None and first.basis == "list":
        verb = ("Meets" if met else "Misses") if not judgement.measured else ("Reaches" if met else "Is below")
        return f"{verb} {fraction_words(first.limit)}{every}: {_counts(found.verdicts)}."
    answer = ("Yes" if met else "No") if judgement.measured else capital(said)
    return f"{answer}{every}. {capital(reason)}."


_READINGS = dict(zip(DEFINITIONS, ("counting business only", "as published", "by national accounts"), strict=True))


def _by_reading(verdicts: tuple[Verdict, ...]) -> str:
    """Such as "met by national accounts (11 of 15); not met counting business only (8 of 15)"."""
    readings: dict[str, list[str]] = {"met": [], "not met": [], "undecided": []}
    for one in verdicts:
        said = one.as_listed if one.outcome == Outcome.CANNOT_TELL else one.outcome
        unknown = f", {one.unknown} unknown" if one.unknown else ""
        firm = f"; {one.firm.for_} without {plural(one.guessed, 'guess', 'guesses')}" if one.hangs_on_guesses else ""
        told = f"{_READINGS[one.definition or 'business']} ({one.for_} of {one.members}{unknown}{firm})"
        readings["undecided" if said == Outcome.CANNOT_TELL else said].append(told)
    return "; ".join(f"{said} {joined(told)}" for said, told in readings.items() if told)


def _counts(verdicts: tuple[Verdict, ...]) -> str:
    """Such as "8 or 9 of 19 listed"."""
    numbers = joined([str(one) for one in sorted({one.for_ for one in verdicts})]).replace(" and ", " or ")
    first, unknown = verdicts[0], max(one.unknown for one in verdicts)
    listed = "listed" if first.unseen != 0 else choose(first.members, "member", "members")
    more = f", {unknown} of unknown sector" if unknown else ""
    return f"{numbers} of {first.members} {listed}{more}{_counting_guesses(verdicts)}"


def grade_words(certainty: str | None) -> str:
    """A grade as readers see it: what the data call "open" is uncertain."""
    return "uncertain" if certainty == OPEN else certainty or ""


def _how_sure(found: Answer) -> str:
    """The grade, and what would overturn the answer; "" where there is none."""
    if found.shown == NO_ANSWER or found.certainty is None:
        return ""
    scale = found.first.scale
    graded = [one for one in found.verdicts if one.certainty == found.certainty]
    boards = [one.firm.board for one in graded if one.firm.board is not None]
    if found.certainty == PROVEN:
        return "Proven."
    if found.certainty == OPEN:
        fewest = plural(min(one.overturned_by or 1 for one in graded), "member")
        is_guess = len(boards) < len(graded)
        return f"Uncertain: {'it rests on guesses' if is_guess else f'{fewest} not listed could overturn it'}."
    could = {Outcome.MET.value: "miss it", DEPENDS: "change that"}.get(found.as_listed, "meet it")
    listed = found.verdicts[0].members
    known = f"the limit is {scale.limit}" if scale.limit else f"the largest ever published had {scale.largest}"
    though = f", though {listed} are listed" if scale.limit and listed > scale.limit else ""
    return f"{capital(found.certainty)}: only a board of {min(boards)} could {could}; {known}{though}."


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

    roll = cached_property[Roll](lambda self: call_roll(self.board))
    verdicts = cached_property[pd.DataFrame](lambda self: verdict_frame(self.all_verdicts))

    @cached_property
    def every_answer(self) -> tuple[Answer, ...]:
        """By the verdicts of all members, where there are any."""
        asked = [tuple(own) for _, own in groupby(self.all_verdicts, attrgetter("criterion"))]
        return tuple(Answer(tuple(one for one in own if one.denominator == "all") or own, self) for own in asked)

    @cached_property
    def answers(self) -> pd.DataFrame:
        return frame_of((one.as_row() for one in self.every_answer), ANSWER_COLUMNS)

    def _told(self) -> tuple[str, ...]:
        found = [(said, [one.criterion for one in self.every_answer if one.answer == said]) for said in ANSWERS]
        by = f"{self.board.named}, {plural(self.members, 'member')}, by {self.framework.id}"
        return (f"{by}. " + "; ".join(f"{said}: {', '.join(own)}" for said, own in found if own), *self.caveats)

    def _shown(self) -> pd.DataFrame:
        return self.answers

    def answer(self, criterion: str) -> Answer:
        return next(one for one in self.every_answer if one.criterion == criterion)


def breaches(judgement: Judgement) -> tuple[str, ...]:
    """The ids of requirements that are due and not met: on every definition of private, or on the one given."""
    due = [one for one in judgement.every_answer if (one.strength, one.timing) == ("requirement", "due")]
    given = (None, judgement.ruling_definition) if judgement.ruling_definition else (None, *DEFINITIONS)
    said = {one.criterion: {own.outcome for own in one.verdicts if own.definition in given} for one in due}
    return tuple(name for name, outcomes in said.items() if outcomes == {Outcome.NOT_MET})
