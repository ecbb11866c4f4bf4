"""EVIDENCE -> how one partnership or all engage with their voluntary sector; with a survey a grade and a next step."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from html import escape
from typing import Any, NamedTuple

import pandas as pd

from lepdata.actions.survey import AGREE, CANNOT_TELL, MET, NOT_MET, Survey, SurveyTally, limit, read_survey, tallies
from lepdata.dates import AskedDate, interval, last_day, months_before, words
from lepdata.display import Record, row_dicts
from lepdata.english import capital, plural
from lepdata.files import RAW, rule_file
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import find_area, is_demonstration, leps
from lepdata.registers.whose import SHIPPED, in_use, using
from lepdata.reviews import known
from lepdata.reviews.boards import publication_answers, voice_answers
from lepdata.reviews.markup import YES_NO, Markup, Table, table_of
from lepdata.vocabulary import OUTCOMES, body_kind
from lepdata.voice.councils import demonstration_seats
from lepdata.voice.publishing import publication
from lepdata.voice.voluntary import voluntary_answers, voluntary_seats

# A "business board" of the years before successors is a sub-board.
_OWN_BODIES = ("LEP main board", "sub-board", "EU-funds sub-committee", "successor business board")
Element = dict[str, str]  # one thing that good engagement has, a row of `rules/engagement/rubric.csv`
Grade = dict[str, str]  # the least share of the points that apply, and an element that must be met ("" for none)
SCALE: list[Grade] = sorted(rule_file("engagement/grades.csv"), key=lambda row: int(row["order"]))


class Reason(NamedTuple):
    """One reason: what kind of source, which way it points, what it says, of when, its lines and its address."""

    kind: str
    outcome: str
    says: str
    as_at: str = ""
    lines: str = ""
    source_url: str = ""


class ElementAnswer(NamedTuple):
    element: Element
    outcome: str
    evidence: tuple[Reason, ...]  # first what decides, then what says otherwise of an older time, then all else
    contradicted: bool  # whether sources of one time point both ways

    @property
    def reason(self) -> str:
        text = " ".join(one.says for one in self.evidence)
        if self.contradicted:
            return f"Sources of one time contradict each other: some say yes, others no. {text}"
        if any(one.outcome not in (CANNOT_TELL, self.outcome) for one in self.evidence):
            return f"{text} An older source said otherwise of its own time."
        return text or "No source seen answers it."


@dataclass(frozen=True, repr=False)
class Engagement(Record):
    """How one partnership engages with its voluntary sector: an answer for each element that applies."""

    lep: str
    as_at: str
    list_date: str  # of the main-board list that was read, as published
    answers: tuple[ElementAnswer, ...]
    survey: dict[str, SurveyTally]  # by question

    def elements(self, *outcomes: str) -> list[Element]:
        return [one.element for one in self.answers if one.outcome in outcomes]

    shown = cached_property[int](lambda self: _points(self.elements(MET)))
    missing = cached_property[int](lambda self: _points(self.elements(NOT_MET)))  # of what is known to be missing
    open = cached_property[int](lambda self: _points(self.elements(CANNOT_TELL)))
    of = cached_property[int](lambda self: _points(self.elements(*OUTCOMES)))

    # whether local leaders answered: without them five of the points are open, and any range of grades empty
    graded = cached_property[bool](lambda self: any(tally.answered for tally in self.survey.values()))
    lowest = cached_property[Grade](lambda self: best_grade(self.elements(MET), self.of))
    highest = cached_property[Grade](lambda self: best_grade(self.elements(MET, CANNOT_TELL), self.of))
    settled = cached_property[bool](lambda self: self.lowest == self.highest)

    @property
    def step(self) -> tuple[ElementAnswer, Grade | None] | None:
        """What would raise the grade most, and the grade that it surely gives, if it is another."""
        missing = [one for one in self.answers if one.outcome != MET]
        if not missing or self.lowest == SCALE[-1]:
            return None
        given = [best_grade([*self.elements(MET), one.element], self.of) for one in missing]
        ranks = [*map(SCALE.index, given)]
        points = [(int(one.element["points"]), one.outcome == NOT_MET) for one in missing]
        best = max(range(len(missing)), key=lambda at: (ranks[at], *points[at]))
        return missing[best], given[best] if given[best] != self.lowest else None


def _points(elements: Iterable[Element]) -> int:
    return sum(int(one["points"]) for one in elements)


def best_grade(met: list[Element], of: int) -> Grade:
    share, names = Fraction(_points(met), of), {one["element_id"] for one in met}
    return [one for one in SCALE if share >= Fraction(one["least_share"]) and one["needs"] in {"", *names}][-1]


def grade(
    seats: pd.DataFrame, lep: str, survey: Survey | None = None, as_at: str = "", told: tuple[pd.DataFrame, ...] = ()
) -> Engagement:
    own = seats[seats["lep"] == lep]
    own = own[own["body"].map(body_kind).isin(_OWN_BODIES)]
    voluntary, duties = told or (voluntary_answers(own, as_at, lep=lep), publication(own, lep, as_at))
    published = {"voluntary": voluntary, "nominated": voluntary_seats(own, as_at), "publication": duties}
    facts = [row for row in row_dicts(read_raw("engagement/published_facts.csv")) if row["lep"] == lep]
    if as_at:  # an undated fact counts only where no time is asked about
        facts = [row for row in facts if (span := interval(row["as_at"])) and span[0] <= as_at]
    of_leaders = tallies(survey, lep, as_at) if survey else {}
    answers = []
    for element in rule_file("engagement/rubric.csv"):
        first, last = element["applies_from"], element["applies_to"]
        if as_at and (as_at < first or (last and last < as_at)):
            continue
        how, _, what = element["reads"].partition(": ")
        evidence = [*_published(how, published[how], what.split(" | "))] if how else []
        for row in (row for row in facts if row["element"] == element["element_id"]):
            where = (row["as_at"], row["fact_id"], row["source_url"])
            evidence.append(Reason("published fact", row["outcome"], _sentence(row["fact"]), *where))
        if tally := of_leaders.get(element["survey_question"]):  # of its day the month: a day could tell who answered
            evidence.append(Reason("survey", tally.outcome, tally.says, tally.last[:7]))
        answers.append(_answer(element, evidence))
    main = voluntary.loc[voluntary["question"] == "voice", "as_at"]
    return Engagement(lep, as_at, next(iter(main), ""), tuple(answers), of_leaders)


def _published(how: str, frame: pd.DataFrame, wanted: list[str]) -> Iterator[Reason]:
    """What lists say, seats advertised for nomination, or documents."""
    if how == "voluntary":
        for row in row_dicts(frame[frame["question"].isin(wanted) & (frame["bodies"] != "")]):
            where = (row["as_at"], row["seat_ids"], row["source_url"])
            yield Reason("list", row["outcome"], _sentence(row["reason"]), *where)
    elif how == "nominated":
        rows = frame[frame["how_nominated"].isin(wanted) & (frame["counts_as_member"] == "yes")]
        for row in row_dicts(rows):
            who = ", ".join(filter(None, (row["person"] or "A seat without a name", row["body"])))
            where = (row["list_date"], row["seat_id"], row["source_url"])
            yield Reason("list", MET, f"{who}: published as {row['how_nominated']}.", *where)
    else:  # every duty must be met, and one that is not is enough for a no
        duties = row_dicts(frame[frame["duty"].isin(wanted) & (frame["documents"].astype(int) > 0)])
        all_met = [row["outcome"] for row in duties] == [MET] * len(wanted)
        for row in duties:
            outcome = row["outcome"] if all_met or row["outcome"] == NOT_MET else CANNOT_TELL
            says = f"{row['duty'].replace('-', ' ').capitalize()}: {_plain(row['reason'])}."
            yield Reason("document", outcome, says, "", "", row["source_url"])


def _answer(element: Element, evidence: list[Reason]) -> ElementAnswer:
    ways = {one.outcome for one in evidence} - {CANNOT_TELL}
    if len(ways) > 1:
        # What speaks of another time than the newest source is left out; what has no date may speak of any.
        spans = {one: interval(one.as_at) or ("", "") for one in evidence if one.outcome != CANNOT_TELL}
        newest = max(first for first, _ in spans.values())
        since = months_before(newest, int(limit("other-time"))) if newest else ""
        ways = {one.outcome for one, (_, last) in spans.items() if not last or last >= since}
    outcome = ways.pop() if len(ways) == 1 else CANNOT_TELL
    ordered = sorted(evidence, key=lambda one: (one.outcome != outcome, one.outcome == CANNOT_TELL))
    return ElementAnswer(element, outcome, tuple(ordered), len(ways) > 1)


def _sentence(reason: str) -> str:
    return f"{capital(_plain(reason))}."


def _plain(reason: str) -> str:
    """A reason without the answer before it and the stop after it."""
    return (reason.partition(": ")[2] or reason).rstrip(".")


@dataclass(frozen=True, repr=False)
class NationalEngagement(Record):
    """How all partnerships engage with their voluntary sectors, in the register's order."""

    grades: tuple[Engagement, ...]

    def _told(self) -> tuple[str, ...]:
        return (f"{plural(len(self.grades), 'partnership')}, of each what is shown of its engagement",)

    def _shown(self) -> pd.DataFrame:
        return as_frame(self.grades)


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
        Answers of local voluntary leaders: see `lepdata.actions.survey.read_survey`. None or "" for none;
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
        return grade(demonstration_seats(), name, _survey(survey), last)
    told = voice_answers(name, last), publication_answers(name, last)
    return grade(known.seats(), name, _survey(survey), last, told)


def review_engagement(
    survey: str | os.PathLike[str] | Survey | None = None, as_at: AskedDate = None
) -> NationalEngagement:
    """Grade all partnerships.

    Parameters
    ----------
    survey, as_at
        As in `grade_engagement`.

    Examples
    --------
    >>> len(review_engagement().grades)  # doctest: +SKIP
    38
    """
    last, seats, answers = last_day(as_at), known.seats(), _survey(survey)
    shipped = leps()["lep"] if in_use().with_shipped else ()
    every = dict.fromkeys((*shipped, *seats["lep"]))  # own areas, too
    return NationalEngagement(tuple(grade(seats, lep, answers, last) for lep in every))


def _survey(given: str | os.PathLike[str] | Survey | None) -> Survey | None:
    if given is None or isinstance(given, Survey):
        return given
    path = RAW / "demonstration" / "engagement_survey.csv" if given == "demonstration" else os.fspath(given)
    return read_survey(path) if path else None


def _elements(review: Engagement) -> Table:
    """The elements that any source speaks to, and how many none does."""
    most = 2  # questions without any source that stand for themselves; eleven would hide what is known
    told, silent = ([one for one in review.answers if bool(one.evidence) is seen] for seen in (True, False))
    rows: list[tuple[object, ...]] = []
    for answer in told + silent * (len(silent) <= most):
        element, nothing = answer.element, Reason("", "", "")
        source = min(answer.evidence, key=lambda one: not one.source_url, default=nothing)
        outcome = "No answer: sources contradict" if answer.contradicted else YES_NO[answer.outcome]
        of = " of ".join(filter(None, (source.kind, source.as_at and words(source.as_at))))
        where = (of, source.source_url, element["settled_by"] if answer.outcome == CANNOT_TELL else "")
        rows.append((element["question"], outcome, int(element["points"]), answer.reason, *where))
    if len(silent) > most:
        points, more = _points(answer.element for answer in silent), f"{len(silent)} more questions"
        settled_by = "answers of local voluntary leaders, or published pages that are not held here"
        rows.append((more, YES_NO[CANNOT_TELL], points, "No source seen answers them.", "", "", settled_by))
    columns = ["Question", "Answer", "Points at stake", "Evidence", "Source", "Source address", "What would settle it"]
    return table_of(rows, columns, f"Engagement with the voluntary sector in {review.lep}, element by element")


TABLES = {"elements": _elements}


def heading(review: Engagement) -> Markup:
    return Markup(f"<h1>Engagement with the voluntary sector: {escape(review.lep)}</h1>")


def sentences(review: Engagement) -> Iterator[str]:
    lowest, highest = (one["label"].lower() for one in (review.lowest, review.highest))
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
    if review.step:
        best, raised = review.step
        do = best.element["step"] + (", or show that it is so already" if best.outcome == CANNOT_TELL else "")
        if not review.graded:
            yield f"What would count most: {do}."
        elif raised is None:
            yield f"No one step raises the grade by itself; the one that counts most: {do}."
        else:
            alone = f"That alone would make it at least {raised['label'].lower()}."
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
        with using(SHIPPED):  # the study was of the partnerships, whoever's boards are spoken of
            total = known.read_table("reconciliation").set_index("figure_id").loc["n04-main-board"]
        (had, every), seen = map(int, str(total["published"]).split(" of ")), int(str(total["counted_for"]))
        voice = f"It counted {had} of {every} with a voluntary voice on the main board; lists of its year show {seen}"
        return f"{nobody} {study} which. {voice}, so {had - seen} of the other {every - seen} had one."
    if not shown:
        return "Local voluntary leaders were asked and too few answered for anything to be shown."
    agree = sum(tally.agreement == AGREE for tally in shown)
    # months alone: a day could tell who answered
    first, last = words(min(tally.first for tally in shown)[:7]), words(max(tally.last for tally in shown)[:7])
    when = f"in {first}" if first == last else f"between {first} and {last}"
    both = f"On {plural(agree, 'question')} they agree, on {len(shown) - agree} they do not."
    return f"Local voluntary leaders answered {when}. {both}"


# --- for other programs; nothing of any respondent is in either

_COLUMNS = ["lep", "as_at", "lowest_grade", "highest_grade", "element", "question", "outcome", "points"]
_COLUMNS += ["evidence", "evidence_as_at", "lines", "source_url", "reason"]


def by_evidence(engagements: Iterable[Engagement]) -> list[Engagement]:
    """Where most is shown first, then where most is known to be missing; equals in the register's order."""
    return sorted(engagements, key=lambda one: (-one.shown, -one.missing))


def as_frame(engagements: Iterable[Engagement]) -> pd.DataFrame:
    """One row per partnership and element, text but for the points; what is joined is parted by "; "."""
    rows = []
    for one in engagements:
        head = (one.lep, one.as_at, *((one.lowest["grade"], one.highest["grade"]) if one.graded else ("", "")))
        for answer in one.answers:
            element = answer.element
            about = element["element_id"], element["question"]
            names = ("kind", "as_at", "lines", "source_url")
            found = ([getattr(each, name) for each in answer.evidence] for name in names)
            joined = ("; ".join(dict.fromkeys(filter(None, texts))) for texts in found)
            rows.append((*head, *about, answer.outcome, int(element["points"]), *joined, answer.reason))
    return pd.DataFrame(rows, columns=_COLUMNS)


def as_record(one: Engagement) -> dict[str, Any]:
    """One profile as plain values for JSON: the points, the step, the elements; with a survey grade and answers."""
    tallied, (best, raised) = ("question", "answered", "agreement", "says"), one.step or (None, None)
    step = best and {
        **{"element": best.element["element_id"], "do": best.element["step"], "may_be_so": best.outcome == CANNOT_TELL},
        "raises_to": raised and raised["grade"],
    }
    grade = one.graded and {"lowest": one.lowest["grade"], "highest": one.highest["grade"], "settled": one.settled}
    return {
        **{"lep": one.lep, "as_at": one.as_at, "list_date": one.list_date},
        "grade": grade or None,
        "points": {"shown": one.shown, "missing": one.missing, "open": one.open, "of": one.of},
        "step": step,
        "elements": [
            {
                **{"element": own.element["element_id"], "question": own.element["question"]},
                "points": int(own.element["points"]),
                **{"outcome": own.outcome, "contradicted": own.contradicted},
                "evidence": [reason._asdict() for reason in own.evidence],
                "settled_by": own.element["settled_by"] if own.outcome == CANNOT_TELL else "",
            }
            for own in one.answers
        ],
        "survey": [{name: getattr(tally, name) for name in tallied} for tally in one.survey.values()],
    }
