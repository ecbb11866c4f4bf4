"""How partnerships engage with their voluntary sector: one, the made-up one, or all of them."""

from __future__ import annotations

import os
from dataclasses import dataclass

from lepdata.dates import months_before
from lepdata.engagement.grading import Engagement, grade, grade_all
from lepdata.engagement.survey import Survey, read_survey
from lepdata.files import RAW
from lepdata.registers.geography import find_area, is_demonstration, leps
from lepdata.reviews import known
from lepdata.reviews.boards import day, publication_answers, voice_answers
from lepdata.voice.demonstration import demonstration_seats

STUDY_AS_AT = "2020-03-31"
WINDOW_MONTHS = 12
INVENTED = "demonstration"


@dataclass(frozen=True)
class NationalEngagement:
    """How all partnerships engage with their voluntary sectors.

    Attributes
    ----------
    as_at : str
        The ISO day asked about; "" for the latest that was published.
    since : str
        The ISO day before which sources say nothing; "" for no such day.
    grades : tuple of Engagement
        One per LEP, in the register's order.
    """

    as_at: str
    since: str
    grades: tuple[Engagement, ...]


def grade_engagement(
    lep: str, survey: str | os.PathLike[str] | Survey | None = None, as_at: str | None = None
) -> Engagement:
    """Grade how one partnership engages with its voluntary sector, after the study of 2020.

    What nobody can show is never counted against it: the grade is a range, from what is shown to what may still be.

    Parameters
    ----------
    lep : str
        Its name, brand or slug, in any case; "Exampleshire" is the made-up area.
    survey : path-like or Survey, optional
        Answers of local voluntary leaders: see `lepdata.engagement.read_survey`. None or "" for none; "demonstration"
        for the invented ones of the made-up area.
    as_at : str, optional
        A date; what was published or answered later is left out. By default everything counts.

    Returns
    -------
    Engagement
        Hand it to `sentences`, `table` and `caveats`.

    Raises
    ------
    UsageError
        If nobody knows the LEP or the date cannot be read.
    InputFaults
        With every fault of the survey.

    Examples
    --------
    >>> found = grade_engagement("Cumbria")
    >>> found.lowest.id, found.highest.id, found.shown, found.of
    ('inadequate', 'good', 5, 20)
    """
    name, last = find_area(lep), day(as_at)
    if is_demonstration(name):
        return grade(demonstration_seats(), name, _survey(survey), last)
    asked = {"voluntary": voice_answers(name, last), "duties": publication_answers(name, last)}
    return grade(known.seats(), name, _survey(survey), last, asked=asked)


def review_engagement(
    survey: str | os.PathLike[str] | Survey | None = None, as_at: str | None = None, months: int | None = None
) -> NationalEngagement:
    """Grade all partnerships.

    Parameters
    ----------
    survey, as_at
        As in `grade_engagement`.
    months : int, optional
        Sources older than so many months before `as_at` say nothing; by default none is too old. The study of 2020 is
        met by ``as_at="2020-03-31", months=12``.

    Examples
    --------
    >>> len(review_engagement().grades)
    38
    """
    last = day(as_at)
    since = months_before(last, months) if last and months else ""
    graded = grade_all(known.seats(), leps()["lep"], _survey(survey), last, since)
    return NationalEngagement(last, since, graded)


def _survey(given: str | os.PathLike[str] | Survey | None) -> Survey | None:
    if given is None or isinstance(given, Survey):
        return given
    if given == INVENTED:
        return read_survey(RAW / "demonstration" / "engagement_survey.csv")
    return read_survey(given) if os.fspath(given) else None
