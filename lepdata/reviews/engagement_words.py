"""Sentences about engagement with the voluntary sector, from `rules/words/engagement.csv`."""

from __future__ import annotations

from html import escape

from lepdata.dates import words
from lepdata.engagement.grading import Engagement
from lepdata.engagement.tallies import AGREE, DISAGREE
from lepdata.registers.geography import is_demonstration
from lepdata.reviews.engagement import NationalEngagement
from lepdata.reviews.show import Caveats, Markup, Sentences
from lepdata.words_by_id import say

_FILE = "engagement"


def sentences(review: Engagement | NationalEngagement) -> Sentences:
    """What is graded, from which evidence, and the one step that would raise it."""
    if isinstance(review, NationalEngagement):
        return Sentences(_national(review))
    return Sentences((grade_sentence(review), step_sentence(review), _survey(review)))


def caveats(review: Engagement | NationalEngagement) -> Caveats:
    """Whose words the grades are, what a seat shows and what not, and how old the evidence is."""
    general = (say(_FILE, "ours"), say(_FILE, "seat-is-not-engagement"))
    if isinstance(review, NationalEngagement):
        return Caveats(general)
    made_up = (say(_FILE, "fictional"),) if is_demonstration(review.lep) else ()
    dated = say(_FILE, "old-list", date=words(review.list_date)) if review.list_date else say(_FILE, "list-none")
    return Caveats((*made_up, dated, *general))


def heading(review: Engagement | NationalEngagement) -> Markup:
    """The page's heading."""
    of = "all partnerships" if isinstance(review, NationalEngagement) else review.lep
    return Markup(f"<h1>Engagement with the voluntary sector: {escape(of)}</h1>")


def grade_sentence(review: Engagement) -> str:
    """The grade, or the range that the evidence allows."""
    name = "settled" if review.settled else "range"
    return say(
        _FILE,
        name,
        lep=review.lep,
        grade=review.lowest.label.lower(),
        lowest=review.lowest.label.lower(),
        highest=review.highest.label.lower(),
        met=review.shown,
        open=review.open,
        of=review.of,
    )


def step_sentence(review: Engagement) -> str:
    """The one step that would raise the grade."""
    step = review.step
    if step is None:
        return say(_FILE, "step-none")
    name = "step" + ("-open" if step.may_be_so else "") + ("-raises" if step.raises_to else "-most")
    to = step.raises_to.label.lower() if step.raises_to else ""
    return say(_FILE, name, step=step.element.step, grade=to)


def _survey(review: Engagement) -> str:
    shown = [tally for tally in review.survey.values() if tally.answered]
    if not review.survey:
        return say(_FILE, "survey-none")
    if not shown:
        return say(_FILE, "survey-too-few")
    agreement = [tally.agreement for tally in shown]
    return say(
        _FILE,
        "survey-answered",
        when=_when(min(tally.first for tally in shown), max(tally.last for tally in shown)),
        agree=agreement.count(AGREE),
        disagree=agreement.count(DISAGREE),
    )


def _when(first: str, last: str) -> str:
    """The months of the answers: a day could tell who answered."""
    months = (words(first[:7]), words(last[:7]))
    return f"in {months[0]}" if months[0] == months[1] else f"between {months[0]} and {months[1]}"


def _national(review: NationalEngagement) -> tuple[str, ...]:
    n = len(review.grades)
    below_surely = sum(one.highest.id != "good" for one in review.grades)
    below_perhaps = sum(one.lowest.id != "good" for one in review.grades)
    met = [{answer.element.id for answer in one.answers if answer.outcome == "met"} for one in review.grades]
    shown = {
        name: sum(element in own for own in met)
        for name, element in (
            ("seats", "main-board-seat"),
            ("subs", "sub-board-seat"),
            ("bodies", "infrastructure-body"),
            ("adverts", "vacancies-advertised"),
        )
    }
    return (
        say(_FILE, "national-study", n=n, least=below_surely, most=below_perhaps),
        say(_FILE, "national-seats", **shown),
        say(_FILE, "national-settled", n=n, settled=sum(one.settled for one in review.grades)),
    )
