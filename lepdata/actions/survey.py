"""ANSWERS OF LOCAL VOLUNTARY LEADERS -> what enough of them say of each question, and nothing that tells who answered.

Who it was and what they wrote in their own words is read only to find faults and is not kept, and no answer and no
name is repeated in a message.
"""

import os
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from lepdata.actions.forms import FormLine, form, read_forms
from lepdata.english import plural
from lepdata.files import rule_file
from lepdata.vocabulary import OUTCOMES

FORM = "engagement"
YES, NO, NOT_KNOWN = "yes", "no", "not known"
AGREE, DISAGREE, TOO_FEW = "they agree", "they do not agree", "too few to be shown"
MET, NOT_MET, CANNOT_TELL = OUTCOMES


class Given(NamedTuple):
    """One answer to one question about one area, by nobody in particular."""

    lep: str
    day: str
    question: str
    answer: str


@dataclass(frozen=True)
class Survey:
    """Answers of local voluntary leaders without the leaders, sorted, so that no order tells who gave which."""

    answers: tuple[Given, ...] = field(repr=False)


@dataclass(frozen=True)
class SurveyTally:
    """The answers to one question about one area: what two-thirds of those with a view say, and what may be shown."""

    question: str
    answered: int
    outcome: str
    agreement: str
    says: str
    first: str = ""
    last: str = ""


def asked() -> list[FormLine]:
    return [one for one in form(FORM).questions if one.kind == "choice"]


@cache
def limit(name: str) -> Fraction:
    """A number that guards respondents, by its id in `rules/engagement/limits.csv`, exact."""
    return next(Fraction(row["value"]) for row in rule_file("engagement/limits.csv") if row["id"] == name)


def read_survey(path: str | os.PathLike[str]) -> Survey:
    """Read a survey: filled-in forms, or a CSV with a row per respondent; a file or a folder of them."""
    read, known = read_forms(form(FORM), path), {line.id for line in asked()}
    given = [(one.head, name, answer) for one in read for name, answer in one.answers.items() if name in known]
    return Survey(tuple(sorted(Given(head["lep"], head["answered_on"], *answer) for head, *answer in given)))


def tallies(survey: Survey, lep: str, as_at: str = "") -> dict[str, SurveyTally]:
    """Count the answers about one area by question; a question that nobody answered is left out."""
    own = [one for one in survey.answers if one.lep == lep and (not as_at or one.day <= as_at)]
    per_question = {line.id: [one for one in own if one.question == line.id] for line in asked()}
    return {question: _tally(question, given) for question, given in per_question.items() if given}


def _tally(question: str, given: list[Given]) -> SurveyTally:
    """What enough of those with a view say; counts only where nobody stands alone and not everybody says the same."""
    answers, fewest = [one.answer for one in given], limit("fewest-answers")
    if len(answers) < fewest:
        return SurveyTally(question, 0, CANNOT_TELL, TOO_FEW, f"Fewer than {fewest} answered: nothing is shown.")
    views = [answer for answer in answers if answer != NOT_KNOWN]
    enough = limit("agreement") * len(views)
    leading = next((one for one in (YES, NO) if len(views) >= fewest and views.count(one) >= enough), "")
    leaders = plural(len(answers), "local voluntary leader")
    counts = {one: answers.count(one) for one in (YES, NO, NOT_KNOWN) if one in answers}
    if len(counts) > 1 and min(counts.values()) >= limit("smallest-group"):
        says = f"Of {leaders} who answered: {', '.join(f'{n} {one}' for one, n in counts.items())}."
    elif leading:
        says = f"Of {leaders} who answered, at least two-thirds of those with a view say {leading}."
    else:
        says = f"The {leaders} who answered do not agree, or too few of them have a view."
    outcome, agreement = {YES: MET, NO: NOT_MET}.get(leading, CANNOT_TELL), AGREE if leading else DISAGREE
    days = sorted(one.day for one in given)
    return SurveyTally(question, len(answers), outcome, agreement, says, days[0], days[-1])
