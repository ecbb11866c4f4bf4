"""One verdict and one answer, and how they stand in frames and in JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd

from lepdata.english import choose, plural
from lepdata.judging.bounds import Tally
from lepdata.vocabulary import Outcome

PROVEN, ALMOST_CERTAIN, LIKELY, OPEN = GRADES = ("proven", "almost certain", "likely", "open")  # the surest first
DEPENDS = "depends"
ANSWERS = (*(one.value for one in (Outcome.MET, Outcome.NOT_MET)), DEPENDS, Outcome.CANNOT_TELL.value)


class Firm(NamedTuple):
    """What a verdict would say if every guessed sector were unknown."""

    for_: int
    outcome: Outcome
    as_listed: Outcome
    against: int
    unknown: int
    lowest_share: str | None
    highest_share: str | None


@dataclass(frozen=True)
class Verdict:
    """One criterion for one board under one definition and denominator."""

    criterion: str
    definition: str | None  # None where none matters
    denominator: str
    outcome: Outcome  # over everything that list and published counts leave open
    as_listed: Outcome  # as if the list were the whole board
    overturned_by: int | None  # the fewest unseen members who could overturn `as_listed`; None where none can
    certainty: str | None  # how sure `as_listed` is, one of `GRADES`; None where it cannot tell
    assuming: str | None  # what that grade takes for granted; None for nothing
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
    name: str  # of the criterion, in a few words
    firm: Firm  # the same without guesses
    # What the outcome rests on: "list", or, weaker, "published count" (of figures without names, which decide alone)
    # or "list and published count" (the two narrow it together). The counts are then those of list and count.
    basis: str = "list"
    board: int | None = None  # how many would sit on the smallest board that overturns `as_listed`, guesses unknown

    @property
    def guessed(self) -> int:
        """How many members are counted as what they are guessed to be."""
        return max(0, self.firm.unknown - self.unknown)

    @property
    def hangs_on_guesses(self) -> bool:
        """Whether a count or an answer would be another without guesses."""
        return self.guessed > 0 and self.firm[:3] != (self.for_, self.outcome, self.as_listed)

    @property
    def counted(self) -> Tally:
        return Tally(self.for_, self.against, self.unknown, might_unknown=self.might, unseen=self.unseen)

    @property
    def members(self) -> int:
        return self.for_ + self.against + self.unknown

    @property
    def limit(self) -> Fraction:
        return Fraction(self.threshold)

    def as_row(self) -> dict[str, Any]:
        """What the JSON says, by `VERDICT_COLUMNS`."""
        names = (name for name in VERDICT_COLUMNS if _WITHOUT not in name)
        own = {name: getattr(self, "for_" if name == "for" else name) for name in names}
        return own | {name.rstrip("_") + _WITHOUT: value for name, value in self.firm._asdict().items()}


@dataclass(frozen=True)
class Answer:
    """One criterion over all definitions, of all members: what pages, map, matrix, workbook and note show."""

    criterion: str
    name: str
    answer: str  # strictly; one of `ANSWERS`
    as_listed: str
    certainty: str | None  # how sure `as_listed` is: the lowest grade of those that make it up
    to_overturn: int | None  # the fewest unseen members who would overturn `as_listed`
    timing: str
    strength: str
    verdicts: tuple[Verdict, ...]
    guessed: int  # the most members whom any of those readings counts as what they are guessed to be
    answer_without_guesses: str
    as_listed_without_guesses: str
    say: Callable[[Answer], tuple[str, ...]] = field(compare=False, repr=False)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The answer of the list, how sure it is and what would overturn it, and what was counted later."""
        return self.say(self)

    @property
    def sentence(self) -> str:
        return " ".join(self.parts)

    def as_row(self) -> dict[str, Any]:
        """What the JSON says."""
        return {name: getattr(self, name) for name in ANSWER_COLUMNS}


def counting_guesses(verdicts: Sequence[Verdict]) -> str:
    """How many guesses are counted and what is left without them, to follow a count; "" where they change nothing."""
    told = [one for one in verdicts if one.hangs_on_guesses]
    if not told:
        return ""
    guesses, unknown = max(one.guessed for one in told), max(one.firm.unknown for one in told)
    for_ = " or ".join(str(one) for one in sorted({one.firm.for_ for one in told}))
    left = "nothing is known" if unknown == told[0].members else f"{for_} of {told[0].members}, {unknown} unknown"
    return f", counting {plural(guesses, 'guess', 'guesses')}; without {choose(guesses, 'it', 'them')} {left}"


_WITHOUT = "_without_guesses"
_COUNTS = {"overturned_by", "for", "against", "unknown", "might", "unseen", "to_overturn", "guessed"}
_COUNTS |= {f"{name}{_WITHOUT}" for name in ("for", "against", "unknown")} | {"members", "fewest", "most"}
VERDICT_COLUMNS = (
    *("criterion", "definition", "denominator", "outcome", "as_listed", "overturned_by", "certainty", "assuming"),
    *("for", "against", "unknown", "might", "unseen"),
    *("lowest_share", "highest_share", "threshold", "strength", "timing", "due", "reason", "remedy", "basis"),
    *("guessed", *(name.rstrip("_") + _WITHOUT for name in Firm._fields)),
)
ANSWER_COLUMNS = (
    *("criterion", "answer", "as_listed", "certainty", "to_overturn", "timing", "strength", "sentence"),
    *("guessed", "answer_without_guesses", "as_listed_without_guesses"),
)


def verdict_frame(verdicts: Iterable[Verdict]) -> pd.DataFrame:
    """Verdicts one a row under the names of the JSON; missing text is "", a missing count <NA>."""
    return frame_of((one.as_row() for one in verdicts), VERDICT_COLUMNS)


def answer_frame(answers: Iterable[Answer]) -> pd.DataFrame:
    """The same of answers."""
    return frame_of((one.as_row() for one in answers), ANSWER_COLUMNS)


def frame_of(rows: Iterable[Mapping[Any, Any]], names: tuple[str, ...]) -> pd.DataFrame:
    """Rows that may hold the counts of verdicts and answers: missing text is "", a missing count <NA>."""
    frame = pd.DataFrame(list(rows), columns=list(names))
    kinds = {name: "Int64" if name in _COUNTS else str for name in names}
    return frame.fillna({name: "" for name in names if name not in _COUNTS}).astype(kinds)
