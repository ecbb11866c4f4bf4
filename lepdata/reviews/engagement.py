"""How partnerships engage with their voluntary sector, one, the made-up one or all: tables and sentences."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import pandas as pd

from lepdata.actions import engagement as grading
from lepdata.actions.engagement import CANNOT_TELL, Engagement, Survey
from lepdata.dates import AskedDate, last_day, months_before, words
from lepdata.display import Record
from lepdata.english import plural
from lepdata.files import RAW
from lepdata.registers.geography import find_area, is_demonstration, leps
from lepdata.registers.whose import SHIPPED, in_use, using
from lepdata.reviews import known
from lepdata.reviews.boards import publication_answers, voice_answers
from lepdata.reviews.markup import YES_NO, Markup, Table, table_of
from lepdata.voice.councils import demonstration_seats


@dataclass(frozen=True, repr=False)
class NationalEngagement(Record):
    """How all partnerships engage with their voluntary sectors, in the register's order."""

    grades: tuple[Engagement, ...]

    def _told(self) -> tuple[str, ...]:
        return (f"{plural(len(self.grades), 'partnership')}, of each what is shown of its engagement",)

    def _shown(self) -> pd.DataFrame:
        return grading.as_frame(self.grades)


def grade_engagement(
    lep: str, survey: str | os.PathLike[str] | Survey | None = None, as_at: AskedDate = None
) -> Engagement:
    """Say what is shown of how one partnership engages with its voluntary sector; grade it where a survey is given.

    What nobody can show is never counted against it. A grade is a range, from what is shown to what may still be.
    Hand the result to `sentences`, `caveats` and `table` ("elements").

    Parameters
    ----------
    lep : str
        Its name, brand or slug, in any case; "Exampleshire" is the made-up area.
    survey : path-like or Survey, optional
        Answers of local voluntary leaders: see `lepdata.actions.engagement.read_survey`. None or "" for none;
        "demonstration" for the invented ones of the made-up area.
    as_at : str, optional
        A date; what was published or answered later is left out. By default everything counts.

    Examples
    --------
    >>> found = grade_engagement("Cumbria")
    >>> found.graded, found.shown, found.missing, found.of
    (False, 5, 0, 20)
    """
    name, last = find_area(lep), last_day(as_at)
    if is_demonstration(name):
        return grading.grade(demonstration_seats(), name, _survey(survey), last)
    voluntary, duties = voice_answers(name, last), publication_answers(name, last)
    return grading.grade(known.seats(), name, _survey(survey), last, voluntary=voluntary, duties=duties)


def review_engagement(
    survey: str | os.PathLike[str] | Survey | None = None, as_at: AskedDate = None, months: int | None = None
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
    >>> len(review_engagement().grades)  # doctest: +SKIP
    38
    """
    last = last_day(as_at)
    since = months_before(last, months) if last and months else ""
    seats, answers = known.seats(), _survey(survey)
    shipped = leps()["lep"] if in_use().with_shipped else ()
    every = dict.fromkeys((*shipped, *seats["lep"]))  # own areas, too
    return NationalEngagement(tuple(grading.grade(seats, lep, answers, last, since) for lep in every))


def _survey(given: str | os.PathLike[str] | Survey | None) -> Survey | None:
    if given is None or isinstance(given, Survey):
        return given
    path = RAW / "demonstration" / "engagement_survey.csv" if given == "demonstration" else os.fspath(given)
    return grading.read_survey(path) if path else None


def _elements(review: Engagement) -> Table:
    """The elements that any source speaks to, and how many none does."""
    most = 2  # questions without any source that stand for themselves; eleven would hide what is known
    told, silent = ([one for one in review.answers if bool(one.evidence) is seen] for seen in (True, False))
    rows: list[tuple[object, ...]] = []
    for answer in told + silent * (len(silent) <= most):
        element, nothing = answer.element, grading.Reason("", "", "")
        source = min(answer.evidence, key=lambda one: not one.source_url, default=nothing)
        outcome = "No answer: sources contradict" if answer.contradicted else YES_NO[answer.outcome]
        of = " of ".join(filter(None, (source.kind, source.as_at and words(source.as_at))))
        settled_by = element.settled_by if answer.outcome == CANNOT_TELL else ""
        rows.append((element.question, outcome, element.points, answer.reason, of, source.source_url, settled_by))
    if len(silent) > most:
        points, more = sum(answer.element.points for answer in silent), f"{len(silent)} more questions"
        settled_by = "answers of local voluntary leaders, or published pages that are not held here"
        rows.append((more, YES_NO[CANNOT_TELL], points, "No source seen answers them.", "", "", settled_by))
    columns = ["Question", "Answer", "Points at stake", "Evidence", "Source", "Source address", "What would settle it"]
    return table_of(rows, columns, f"Engagement with the voluntary sector in {review.lep}, element by element")


TABLES = {"elements": _elements}


def grade_range(one: Engagement) -> str:
    return one.lowest.label if one.settled else f"{one.lowest.label} to {one.highest.label}"


def heading(review: Engagement) -> Markup:
    return Markup(f"<h1>Engagement with the voluntary sector: {escape(review.lep)}</h1>")


def sentences(review: Engagement) -> Iterator[str]:
    lowest, highest = review.lowest.label.lower(), review.highest.label.lower()
    grade = f"is {lowest}" if review.settled else f"may be anything from {lowest} to {highest}"
    graded = (
        f"By the evidence seen, engagement with the voluntary sector in {review.lep} {grade}: {review.shown} of "
        f"{review.of} points are shown, and {review.open} more cannot be told either way."
    )
    ungraded = (
        f"Of {plural(review.of, 'point')}, published sources show {review.shown or 'none'} and show "
        f"{review.missing or 'none'} to be missing; of the other {review.open} nothing was seen. "
        "No grade is given without answers of local voluntary leaders."
    )
    yield graded if review.graded else ungraded
    if step := review.step:
        do = step.element.step + (", or show that it is so already" if step.may_be_so else "")
        if not review.graded:
            yield f"What would count most: {do}."
        elif step.raises_to is None:
            yield f"No one step raises the grade by itself; the one that counts most: {do}."
        else:
            alone = f"That alone would make it at least {step.raises_to.label.lower()}."
            yield f"The one step that would raise it: {do}. {alone}"
    else:
        yield "Nothing is left that would raise it."
    yield _leaders_words(review)


def caveats(review: Engagement) -> Iterator[str]:
    if is_demonstration(review.lep):
        yield "Exampleshire is made up, and so is everything said of it here."
    dated = f"The list read is of {words(review.list_date)}: it says nothing of later years."
    only = "The study asks of LEPs' main boards, of none that came after: no dated list of the main board was seen."
    yield dated if review.list_date else only
    ours = "Good, the points and the rules for each grade are ours: the study published none."
    yield f"Inadequate and requires improvement are the words of the 2020 study. {ours}"
    yield (
        "A seat is not engagement: the study found that membership does not by itself bring any, and that its absence "
        "does not always prevent it."
    )


def _leaders_words(review: Engagement) -> str:
    shown = [tally for tally in review.survey.values() if tally.answered]
    if not review.survey:
        nobody = "No local voluntary leader has been asked, so nothing shows whether the sector is heard."
        study = "Of all LEPs the study of 2020 found about two-thirds inadequate or in need of improvement, but not"
        return f"{nobody} {study} which. {_base_rate()}"
    if not shown:
        return "Local voluntary leaders were asked and too few answered for anything to be shown."
    agree = sum(tally.agreement == grading.AGREE for tally in shown)
    # months alone: a day could tell who answered
    first, last = words(min(tally.first for tally in shown)[:7]), words(max(tally.last for tally in shown)[:7])
    when = f"in {first}" if first == last else f"between {first} and {last}"
    both = f"On {plural(agree, 'question')} they agree, on {len(shown) - agree} they do not."
    return f"Local voluntary leaders answered {when}. {both}"


def _base_rate() -> str:
    """How many of the boards of which no list shows it had a voluntary voice, by the study's total."""
    with using(SHIPPED):  # the study was of the partnerships, whoever's boards are spoken of
        rows = known.read_table("reconciliation").set_index("figure_id")
    study = rows.loc["n04-main-board"]
    had, every = map(int, str(study["published"]).split(" of "))
    shown = int(str(study["counted_for"]))
    return (
        f"It counted {had} of {every} with a voluntary voice on the main board; lists of its year show {shown}, so "
        f"{had - shown} of the other {every - shown} had one."
    )
