"""A SURVEY of local voluntary leaders -> answers without respondents, or every fault of its files at once.

Who answered and what they wrote in their own words is read only to find faults, and is not kept.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from lepdata.engagement.rules import FORM, questions
from lepdata.engagement.sheets import is_wide, read_wide
from lepdata.forms.blank import write_form
from lepdata.forms.questions import form
from lepdata.forms.reading import read_form

YES, NO, NOT_KNOWN = "yes", "no", "not known"


class Given(NamedTuple):
    """One answer to one question about one area, by nobody in particular."""

    lep: str
    day: str
    question: str
    answer: str


@dataclass(frozen=True)
class Survey:
    """Answers of local voluntary leaders, without the leaders.

    Attributes
    ----------
    answers : tuple of Given
        Every answer that was given, sorted, so that no order tells who gave which.
    """

    answers: tuple[Given, ...] = field(repr=False)

    @property
    def leps(self) -> tuple[str, ...]:
        """The areas it speaks of."""
        return tuple(sorted({one.lep for one in self.answers}))


def read_survey(path: str | os.PathLike[str]) -> Survey:
    """Read and check a survey.

    Parameters
    ----------
    path : path-like
        A CSV file with a row per respondent: the columns lep, answered_on and respondent (a code, not a name), and a
        column for any question of `lepdata/rules/forms/engagement.csv`, by its id or its words. Or filled-in forms: an
        XLSX file, or a folder of them.

    Returns
    -------
    Survey
        Nothing in it tells who answered, and nobody's own words are in it.

    Raises
    ------
    InputFaults
        With every fault and its cell: an unknown column or area, a date that cannot be read, an answer that is none,
        two sheets of one respondent, a sheet without an answer. Nothing is read then.

    Examples
    --------
    >>> from lepdata.files import RAW
    >>> read_survey(RAW / "demonstration" / "engagement_survey.csv").leps
    ('Exampleshire',)
    """
    path = Path(path)
    if path.is_file() and is_wide(path):
        return _survey(read_wide(path))
    answers = read_form(FORM, path)
    return _survey(answers[["lep", "answered_on", "question_id", "answer"]].itertuples(index=False, name=None))


def _survey(rows: Iterable[tuple[str, str, str, str]]) -> Survey:
    choices = {one.question_id for one in questions() if one.kind == "choice"}
    return Survey(tuple(sorted(Given(*row) for row in rows if row[2] in choices)))


def write_survey_form(path: str | os.PathLike[str]) -> None:
    """Write the survey as a workbook to fill in, one for each local voluntary leader.

    Parameters
    ----------
    path : path-like
        Where; its name ends in .xlsx.
    """
    write_form(form(FORM), path)
