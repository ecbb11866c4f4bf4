"""ANSWERS -> how many say what, whether they agree, and what of it may be shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from lepdata.engagement.rules import limit, questions
from lepdata.engagement.survey import NO, NOT_KNOWN, YES, Survey
from lepdata.words_by_id import say

_SAYS = {YES: "met", NO: "not met"}
AGREE, DISAGREE, TOO_FEW = "they agree", "they do not agree", "too few to be shown"


@dataclass(frozen=True)
class Tally:
    """The answers to one question about one area.

    Attributes
    ----------
    question : str
        Its id.
    answered : int
        How many answered it, "not known" included; 0 where they were too few for anything to be shown.
    outcome : str
        Met, not met or cannot tell: what two-thirds of those with a view say, if enough have one.
    agreement : str
        Whether they agree, disagree, or were too few.
    says : str
        The sentence that may be shown.
    first, last : str
        The days between which they were given; "" where too few.
    """

    question: str
    answered: int
    outcome: str
    agreement: str
    says: str
    first: str = field(default="")
    last: str = field(default="")


def tallies(survey: Survey, lep: str, as_at: str = "", since: str = "") -> dict[str, Tally]:
    """Count the answers about one area, question by question; a question that nobody answered is left out.

    Parameters
    ----------
    survey : Survey
    lep : str
        The area, as the register names it.
    as_at, since : str, optional
        ISO days; later and earlier answers are left out.
    """
    own = [one for one in survey.answers if one.lep == lep and since <= one.day and (not as_at or one.day <= as_at)]
    found: dict[str, Tally] = {}
    for question in questions():
        given = [one for one in own if one.question == question.question_id]
        if given:
            days = sorted(one.day for one in given)
            found[question.question_id] = _tally(question.question_id, [one.answer for one in given], days[0], days[-1])
    return found


def _tally(question: str, answers: list[str], first: str, last: str) -> Tally:
    fewest = limit("fewest-answers")
    if len(answers) < fewest:
        return Tally(question, 0, "cannot tell", TOO_FEW, say("engagement", "survey-few", n=int(fewest)))
    leading = _leading(answers)
    outcome = _SAYS.get(leading, "cannot tell")
    agreement = AGREE if leading else DISAGREE
    return Tally(question, len(answers), outcome, agreement, _says(answers, leading), first, last)


def _leading(answers: list[str]) -> str:
    """What enough of those with a view say; "" where they disagree or too few have one.

    Examples
    --------
    >>> _leading(["yes"] * 4 + ["no"] * 2), _leading(["yes"] * 3 + ["no"] * 2)
    ('yes', '')
    """
    views = [answer for answer in answers if answer != NOT_KNOWN]
    if len(views) < limit("fewest-answers"):
        return ""
    return next((one for one in (YES, NO) if views.count(one) >= limit("agreement") * len(views)), "")


def _says(answers: list[str], leading: str) -> str:
    """Counts only where nobody stands alone and not everybody says the same; else in words."""
    counts = {one: answers.count(one) for one in (YES, NO, NOT_KNOWN) if one in answers}
    if len(counts) > 1 and min(counts.values()) >= limit("smallest-group"):
        shown = ", ".join(f"{n} {one}" for one, n in counts.items())
        return say("engagement", "survey-counts", n=len(answers), counts=shown)
    if leading:
        return say("engagement", "survey-most", n=len(answers), answer=leading)
    return say("engagement", "survey-divided", n=len(answers))
