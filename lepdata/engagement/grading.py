"""ANSWERS -> the lowest and the highest grade that the evidence allows, and the one step that would raise it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

import pandas as pd

from lepdata.engagement.elements import CANNOT_TELL, MET, Answer, Readings, answer, facts_of
from lepdata.engagement.rules import Element, Grade, published_facts, rubric, scale
from lepdata.engagement.survey import Survey
from lepdata.engagement.tallies import Tally, tallies
from lepdata.vocabulary import body_kind
from lepdata.voice.publication import publication
from lepdata.voice.voluntary import voluntary_answers, voluntary_seats

OWN_BODIES = ("LEP main board", "sub-board", "EU-funds sub-committee", "successor business board")
"""Kinds of body that are a partnership's own. A "business board" of the years before successors is a sub-board."""
_MAIN_BOARD = "voice"


class Step(NamedTuple):
    """What would raise a grade most: the element, whether it may be so already, and the grade it would surely give.

    `raises_to` is None where no single step raises the grade by itself.
    """

    element: Element
    may_be_so: bool
    raises_to: Grade | None


@dataclass(frozen=True)
class Engagement:
    """How one partnership engages with its voluntary sector, as far as anybody can show.

    Attributes
    ----------
    lep, as_at : str
        Whose, and the ISO day asked about ("" for the latest that was published).
    list_date : str
        Date of the main-board list that was read, as published; "" where there was none.
    answers : tuple of Answer
        One per element that applies.
    survey : dict
        Tallies of the local leaders' answers by question; empty where nobody was asked.
    """

    lep: str
    as_at: str
    list_date: str
    answers: tuple[Answer, ...]
    survey: dict[str, Tally]

    @property
    def of(self) -> int:
        """The points that apply."""
        return sum(one.element.points for one in self.answers)

    @property
    def shown(self) -> int:
        """The points that the evidence shows."""
        return sum(one.element.points for one in self.answers if one.outcome == MET)

    @property
    def open(self) -> int:
        """The points of which it cannot be told."""
        return sum(one.element.points for one in self.answers if one.outcome == CANNOT_TELL)

    @property
    def lowest(self) -> Grade:
        """The grade if everything open turns out badly."""
        return best_grade([one.element for one in self.answers if one.outcome == MET], self.of)

    @property
    def highest(self) -> Grade:
        """The grade if everything open turns out well."""
        good = [one.element for one in self.answers if one.outcome in (MET, CANNOT_TELL)]
        return best_grade(good, self.of)

    @property
    def settled(self) -> bool:
        """Whether the grade is the same however what is open turns out."""
        return self.lowest == self.highest

    @property
    def step(self) -> Step | None:
        """The one step that would raise it; None where nothing is left."""
        return _step(self)


def best_grade(met: Iterable[Element], of: int) -> Grade:
    """The highest grade whose share of points is reached and whose element is met.

    Examples
    --------
    >>> best_grade([], 20).id, best_grade(rubric(), 20).id
    ('inadequate', 'good')
    """
    met = list(met)
    share = Fraction(sum(one.points for one in met), of)
    names = {one.id for one in met}
    fits = [grade for grade in scale() if share >= grade.least_share and (not grade.needs or grade.needs in names)]
    return fits[-1]


def _step(engagement: Engagement) -> Step | None:
    """First what raises the lowest grade, then what is worth most, then what is known to be missing."""
    met = [one.element for one in engagement.answers if one.outcome == MET]
    missing = [one for one in engagement.answers if one.outcome != MET]
    if not missing or engagement.lowest == scale()[-1]:
        return None
    steps = [(one, best_grade([*met, one.element], engagement.of)) for one in missing]
    chosen, to = max(
        steps,
        key=lambda step: (scale().index(step[1]), step[0].element.points, step[0].outcome != CANNOT_TELL),
    )
    raised = to if to != engagement.lowest else None
    return Step(chosen.element, chosen.outcome == CANNOT_TELL, raised)


def grade(
    seats: pd.DataFrame,
    lep: str,
    survey: Survey | None = None,
    as_at: str = "",
    since: str = "",
    asked: Mapping[str, pd.DataFrame] = MappingProxyType({}),
) -> Engagement:
    """Grade one partnership's engagement with its voluntary sector.

    Parameters
    ----------
    seats : DataFrame
        Settled seats with the published columns (`lepdata.seats()`).
    lep : str
        Its name, as the register has it.
    survey : Survey, optional
        Answers of local voluntary leaders.
    as_at, since : str, optional
        ISO days: what is newer or older is left out. "" takes all.
    asked : mapping, optional
        What somebody has asked already of the same seats and days, to spare the work: "voluntary" (the answers of
        `voluntary_answers`) and "duties" (those of `publication`).

    Returns
    -------
    Engagement
    """
    own = seats[(seats["lep"] == lep) & seats["body"].map(body_kind).isin(OWN_BODIES)]
    voluntary = asked["voluntary"] if "voluntary" in asked else voluntary_answers(own, as_at, since, leps=[lep])
    in_time = own[own["date_to"] >= since] if since else own
    readings = Readings(
        voluntary=voluntary,
        seats=voluntary_seats(in_time, as_at),
        duties=asked["duties"] if "duties" in asked else publication(in_time, lep, as_at),
        facts=facts_of(published_facts(), lep, as_at, since),
        survey=tallies(survey, lep, as_at, since) if survey else {},
    )
    answers = tuple(answer(element, readings) for element in rubric() if element.applies(as_at))
    main = voluntary.loc[voluntary["question"] == _MAIN_BOARD, "as_at"]
    return Engagement(lep, as_at, next(iter(main), ""), answers, readings.survey)


def grade_all(
    seats: pd.DataFrame, leps: Iterable[str], survey: Survey | None = None, as_at: str = "", since: str = ""
) -> tuple[Engagement, ...]:
    """`grade` for several partnerships, in the order given."""
    by_lep = {str(lep): own for lep, own in seats.groupby("lep")}
    nobody = seats.iloc[:0]
    return tuple(grade(by_lep.get(lep, nobody), lep, survey, as_at, since) for lep in leps)
