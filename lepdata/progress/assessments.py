"""A FILLED HEALTH CHECK -> ratings with their reasons, needs, evidence and figures."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache

import pandas as pd

from lepdata.errors import Fault, InputFaults, quoted
from lepdata.forms.filled import Filled, filled_forms, has_form
from lepdata.forms.questions import form
from lepdata.forms.reading import read_form
from lepdata.forms.sheets import Sheet, read_sheets
from lepdata.progress.rule_rows import rule_rows

FORM = "health_check"
RATING_SCALE = "rag"
GREEN, AMBER, RED, NOT_KNOWN = "green", "amber", "red", "not known"
FIGURES = "figure-"
RATING_COLUMNS = ("question_id", "area", "section", "question", "rating", "reason", "source")


@dataclass(frozen=True)
class Assessment:
    """One filled-in health check.

    Attributes
    ----------
    lep, assessed_on, assessed_by, file, version : str
        Whose functions, the ISO day, the role of whoever filled it in, the file's name and the version of the form.
    path : str
        Where the file lies.
    answers : dict
        Question id to answer, only those given.
    notes : dict
        Question id to what was written beside the answer.
    """

    lep: str
    assessed_on: str
    assessed_by: str
    file: str
    version: str
    path: str
    answers: dict[str, str]
    notes: dict[str, str]


def read_assessment(path: str | os.PathLike[str], lep: str) -> Assessment:
    """Read one filled-in health check of one partnership.

    Parameters
    ----------
    path : path-like
        The form, XLSX or CSV.
    lep : str
        The partnership it must be about, by its name in the register.

    Raises
    ------
    InputFaults
        With every fault of the form and its cell; if it is another partnership's, or the file holds several.
    """
    rows = read_form(FORM, path)
    heads = rows[["lep", "assessed_on", "assessed_by", "file", "version"]].drop_duplicates()
    if len(heads) > 1:
        found, remedy = f"{len(heads)} forms", "keep one form in the file"
        raise InputFaults([Fault(heads["file"].iloc[0], None, "", found, "one form", remedy)])
    head = {str(name): str(value) for name, value in heads.iloc[0].items()}
    answers, notes = (dict(zip(rows["question_id"], rows[name], strict=True)) for name in ("answer", "note"))
    read = Assessment(**head, path=os.fspath(path), answers=answers, notes=notes)
    if read.lep != lep:
        remedy = "name the file of this partnership, or review the partnership that the form is about"
        raise InputFaults([fault_in_head(read, "lep", f"a form about {lep}", remedy)])
    return read


def fault_in_head(assessment: Assessment, name: str, expected: str, remedy: str) -> Fault:
    """What is wrong with a line of an assessment's head, with the cell it stands in."""
    head = next(one.head for sheet in read_sheets(assessment.path) if has_form(sheet) for one in _forms_on(sheet))
    cell = head[name]
    found = quoted(getattr(assessment, name))
    return Fault(assessment.file, cell.row, f"{name} (cell {cell.name})", found, expected, remedy)


def _forms_on(sheet: Sheet) -> list[Filled]:
    return filled_forms(sheet, form(FORM))


@cache
def areas() -> tuple[dict[str, str], ...]:
    """What a health check looks at, in the form's order: area, section, and its questions on need and evidence."""
    return rule_rows("areas.csv")


def ratings(assessment: Assessment) -> pd.DataFrame:
    """Every rating of an assessment with its reason.

    Returns
    -------
    DataFrame
        `RATING_COLUMNS`, one row per question with a colour, in the form's order: `area` and its `section` of the form,
        the question, its `rating` (red, amber, green or not known), the reason as written, and where the question
        comes from.
    """
    area_of = {row["section"]: row["area"] for row in areas()}
    rows = [
        {
            "question_id": one.question_id,
            "area": area_of[one.section],
            "section": one.section,
            "question": one.text,
            "rating": assessment.answers.get(one.question_id, NOT_KNOWN),
            "reason": assessment.notes.get(one.question_id, ""),
            "source": one.source,
        }
        for one in form(FORM).questions
        if one.scale == RATING_SCALE
    ]
    return pd.DataFrame(rows, columns=list(RATING_COLUMNS))


def figures(assessment: Assessment) -> tuple[tuple[str, str, str], ...]:
    """The figures given: what was asked, the number as text, and the note beside it."""
    asked = [one for one in form(FORM).questions if one.question_id.startswith(FIGURES)]
    given = [one for one in asked if one.question_id in assessment.answers]
    return tuple(
        (one.text, assessment.answers[one.question_id], assessment.notes.get(one.question_id, "")) for one in given
    )


def together(colours: list[str]) -> str:
    """The colour of an area: red where any answer is, else amber where any is; green only where every one is known.

    Examples
    --------
    >>> together(["green", "red"]), together(["green", "not known"]), together(["green", "green"])
    ('red', 'not known', 'green')
    """
    order = (RED, AMBER, NOT_KNOWN, GREEN)
    return next((colour for colour in order if colour in colours), NOT_KNOWN)
