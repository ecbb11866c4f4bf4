"""The rubric, which is data: what is asked, for how many points, what each grade needs, what a survey may show."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import NamedTuple

import pandas as pd

from lepdata.files import rule_file
from lepdata.forms.questions import Question, form
from lepdata.registers.frozen import read_raw

FORM = "engagement"


class Element(NamedTuple):
    """One thing that good engagement has; `reads` says which published evidence answers it, beside facts and survey."""

    id: str
    question: str
    points: int
    reads: str
    survey_question: str
    applies_from: str
    applies_to: str
    step: str
    settled_by: str
    source: str

    def applies(self, day: str) -> bool:
        """Whether it is asked on an ISO day; with no day it always is."""
        return not day or (self.applies_from <= day and (not self.applies_to or day <= self.applies_to))


class Grade(NamedTuple):
    """A grade: the least share of the points that apply, and an element that must be met ("" for none)."""

    id: str
    label: str
    least_share: Fraction
    needs: str


def rule_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one rule file of this room, as text."""
    return rule_file(f"engagement/{name}")


@cache
def rubric() -> tuple[Element, ...]:
    """The elements in their order."""
    fields = Element._fields[3:]
    return tuple(
        Element(row["element_id"], row["question"], int(row["points"]), *(row[name] for name in fields))
        for row in rule_rows("rubric.csv")
    )


@cache
def scale() -> tuple[Grade, ...]:
    """The grades, lowest first."""
    rows = sorted(rule_rows("grades.csv"), key=lambda row: int(row["order"]))
    return tuple(Grade(row["grade"], row["label"], Fraction(row["least_share"]), row["needs"]) for row in rows)


def questions() -> tuple[Question, ...]:
    """The survey's questions in their order."""
    return form(FORM).questions


@cache
def limit(name: str) -> Fraction:
    """A number that guards respondents, by its id in `limits.csv`, exact.

    Examples
    --------
    >>> limit("fewest-answers"), limit("agreement")
    (Fraction(5, 1), Fraction(2, 3))
    """
    return next(Fraction(row["value"]) for row in rule_rows("limits.csv") if row["id"] == name)


def elements() -> pd.DataFrame:
    """The rubric as a table, all text: question, evidence, points, step, reason, source, what is ours, examples.

    Examples
    --------
    >>> elements()["points"].astype(int).sum()
    np.int64(20)
    """
    return pd.DataFrame(rule_rows("rubric.csv"))


def grades() -> pd.DataFrame:
    """The grades as a table, all text: label, meaning, rule, whose words they are.

    Examples
    --------
    >>> grades()["grade"].tolist()
    ['inadequate', 'requires-improvement', 'good']
    """
    return pd.DataFrame(rule_rows("grades.csv"))


def published_facts() -> pd.DataFrame:
    """Published facts about how boards engage that are no list of members, each with its source; all text."""
    return read_raw("engagement/published_facts.csv")
