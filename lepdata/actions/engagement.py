"""EVIDENCE -> a profile of engagement with the voluntary sector; with a survey its grade and the one next step.

Of a survey of local voluntary leaders nothing tells who answered: who it was and what they wrote in their own words is
read only to find faults and is not kept, and no answer and no name is repeated in a message.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, cached_property
from typing import Any, NamedTuple

import pandas as pd

from lepdata import dates, display, english, files, vocabulary
from lepdata.actions.forms import FormLine, form, read_forms
from lepdata.registers.frozen import read_raw
from lepdata.voice.publishing import publication
from lepdata.voice.voluntary import voluntary_answers, voluntary_seats

FORM = "engagement"
YES, NO, NOT_KNOWN = "yes", "no", "not known"
AGREE, DISAGREE, TOO_FEW = "they agree", "they do not agree", "too few to be shown"
MET, NOT_MET, CANNOT_TELL = vocabulary.OUTCOMES
# A "business board" of the years before successors is a sub-board.
OWN_BODIES = ("LEP main board", "sub-board", "EU-funds sub-committee", "successor business board")


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
    return next(Fraction(row["value"]) for row in files.rule_file("engagement/limits.csv") if row["id"] == name)


def read_survey(path: str | os.PathLike[str]) -> Survey:
    """Read a survey: filled-in forms, or a CSV with a row per respondent; a file or a folder of them."""
    read, known = read_forms(form(FORM), path), {line.id for line in asked()}
    given = [(one.head, name, answer) for one in read for name, answer in one.answers.items() if name in known]
    return Survey(tuple(sorted(Given(head["lep"], head["answered_on"], *answer) for head, *answer in given)))


def tallies(survey: Survey, lep: str, as_at: str = "", since: str = "") -> dict[str, SurveyTally]:
    """Count the answers about one area by question; a question that nobody answered is left out."""
    own = [one for one in survey.answers if one.lep == lep and since <= one.day and (not as_at or one.day <= as_at)]
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
    leaders = english.plural(len(answers), "local voluntary leader")
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


class Grade(NamedTuple):
    """A grade: the least share of the points that apply, and an element that must be met ("" for none)."""

    id: str
    label: str
    least_share: Fraction
    needs: str


class Reason(NamedTuple):
    """One reason: what kind of source, which way it points, what it says, of when, its lines and its address."""

    kind: str
    outcome: str
    says: str
    as_at: str = ""
    lines: str = ""
    source_url: str = ""


class Answer(NamedTuple):
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


class NextStep(NamedTuple):
    """What would raise a grade most: the element, whether it may be so already, and the grade it would surely give."""

    element: Element
    may_be_so: bool
    raises_to: Grade | None


@cache
def rubric() -> tuple[Element, ...]:
    return tuple(
        Element(row["element_id"], row["question"], int(row["points"]), *(row[name] for name in Element._fields[3:]))
        for row in files.rule_file("engagement/rubric.csv")
    )


@cache
def scale() -> tuple[Grade, ...]:
    rows = sorted(files.rule_file("engagement/grades.csv"), key=lambda row: int(row["order"]))
    return tuple(Grade(row["grade"], row["label"], Fraction(row["least_share"]), row["needs"]) for row in rows)


@dataclass(frozen=True, repr=False)
class Engagement(display.Record):
    """How one partnership engages with its voluntary sector: an answer for each element that applies."""

    lep: str
    as_at: str
    list_date: str  # of the main-board list that was read, as published
    answers: tuple[Answer, ...]
    survey: dict[str, SurveyTally]  # by question

    def elements(self, *outcomes: str) -> list[Element]:
        return [one.element for one in self.answers if one.outcome in outcomes]

    shown = cached_property[int](lambda self: _points(self.elements(MET)))
    missing = cached_property[int](lambda self: _points(self.elements(NOT_MET)))  # of what is known to be missing
    open = cached_property[int](lambda self: _points(self.elements(CANNOT_TELL)))
    of = cached_property[int](lambda self: _points(self.elements(*vocabulary.OUTCOMES)))

    @property
    def graded(self) -> bool:
        """Whether local leaders answered: without them five of the points are open, and any range of grades empty."""
        return any(tally.answered for tally in self.survey.values())

    lowest = cached_property[Grade](lambda self: best_grade(self.elements(MET), self.of))
    highest = cached_property[Grade](lambda self: best_grade(self.elements(MET, CANNOT_TELL), self.of))
    settled = cached_property[bool](lambda self: self.lowest == self.highest)

    @property
    def step(self) -> NextStep | None:
        missing = [one for one in self.answers if one.outcome != MET]
        if not missing or self.lowest == scale()[-1]:
            return None
        grades = {one: best_grade([*self.elements(MET), one.element], self.of) for one in missing}
        order = scale().index
        best = max(missing, key=lambda one: (order(grades[one]), one.element.points, one.outcome == NOT_MET))
        raised = grades[best] if grades[best] != self.lowest else None
        return NextStep(best.element, best.outcome == CANNOT_TELL, raised)


def _points(elements: Iterable[Element]) -> int:
    return sum(one.points for one in elements)


def best_grade(met: list[Element], of: int) -> Grade:
    share, names = Fraction(_points(met), of), {one.id for one in met}
    return [grade for grade in scale() if share >= grade.least_share and grade.needs in {"", *names}][-1]


def grade(
    seats: pd.DataFrame,
    lep: str,
    survey: Survey | None = None,
    as_at: str = "",
    since: str = "",
    voluntary: pd.DataFrame | None = None,
    duties: pd.DataFrame | None = None,
) -> Engagement:
    own = seats[seats["lep"] == lep]
    own = own[own["body"].map(vocabulary.body_kind).isin(OWN_BODIES)]
    in_time = own[own["date_to"] >= since] if since else own
    if voluntary is None:
        voluntary = voluntary_answers(own, as_at, since, lep=lep)
    if duties is None:
        duties = publication(in_time, lep, as_at)
    published = {"voluntary": voluntary, "nominated": voluntary_seats(in_time, as_at), "publication": duties}
    facts = [row for row in display.row_dicts(read_raw("engagement/published_facts.csv")) if row["lep"] == lep]
    facts = [row for row in facts if _in_time(dates.interval(row["as_at"]), as_at, since)]
    of_leaders = tallies(survey, lep, as_at, since) if survey else {}
    answers = []
    for element in rubric():
        if as_at and (as_at < element.applies_from or (element.applies_to and element.applies_to < as_at)):
            continue
        how, _, what = element.reads.partition(": ")
        evidence = _published(how, published[how], what.split(" | ")) if how else []
        for row in (row for row in facts if row["element"] == element.id):
            where = (row["as_at"], row["fact_id"], row["source_url"])
            evidence.append(Reason("published fact", row["outcome"], _sentence(row["fact"]), *where))
        if tally := of_leaders.get(element.survey_question):  # of its day the month: a day could tell who answered
            evidence.append(Reason("survey", tally.outcome, tally.says, tally.last[:7]))
        answers.append(_answer(element, evidence))
    main = voluntary.loc[voluntary["question"] == "voice", "as_at"]
    return Engagement(lep, as_at, next(iter(main), ""), tuple(answers), of_leaders)


def _in_time(span: tuple[str, str] | None, as_at: str, since: str) -> bool:
    if span is None:  # an undated fact counts only where no time is asked about
        return not (as_at or since)
    return (not as_at or span[0] <= as_at) and span[1] >= since


def _published(how: str, frame: pd.DataFrame, wanted: list[str]) -> list[Reason]:
    """What lists say, seats advertised for nomination, or documents."""
    found = []
    if how == "voluntary":
        for row in display.row_dicts(frame[frame["question"].isin(wanted) & (frame["bodies"] != "")]):
            where = (row["as_at"], row["seat_ids"], row["source_url"])
            found.append(Reason("list", row["outcome"], _sentence(row["reason"]), *where))
    elif how == "nominated":
        rows = frame[frame["how_nominated"].isin(wanted) & (frame["counts_as_member"] == "yes")]
        for row in display.row_dicts(rows):
            who = ", ".join(filter(None, (row["person"] or "A seat without a name", row["body"])))
            where = (row["list_date"], row["seat_id"], row["source_url"])
            found.append(Reason("list", MET, f"{who}: published as {row['how_nominated']}.", *where))
    else:  # every duty must be met, and one that is not is enough for a no
        duties = display.row_dicts(frame[frame["duty"].isin(wanted) & (frame["documents"].astype(int) > 0)])
        all_met = [row["outcome"] for row in duties] == [MET] * len(wanted)
        for row in duties:
            outcome = row["outcome"] if all_met or row["outcome"] == NOT_MET else CANNOT_TELL
            says = f"{row['duty'].replace('-', ' ').capitalize()}: {_plain(row['reason'])}."
            found.append(Reason("document", outcome, says, "", "", row["source_url"]))
    return found


def _answer(element: Element, evidence: list[Reason]) -> Answer:
    ways = {one.outcome for one in evidence} - {CANNOT_TELL}
    if len(ways) > 1:
        # What speaks of another time than the newest source is left out; what has no date may speak of any.
        spans = {one: dates.interval(one.as_at) or ("", "") for one in evidence if one.outcome != CANNOT_TELL}
        newest = max(first for first, _ in spans.values())
        since = dates.months_before(newest, int(limit("other-time"))) if newest else ""
        ways = {one.outcome for one, (_, last) in spans.items() if not last or last >= since}
    outcome = ways.pop() if len(ways) == 1 else CANNOT_TELL
    ordered = sorted(evidence, key=lambda one: (one.outcome != outcome, one.outcome == CANNOT_TELL))
    return Answer(element, outcome, tuple(ordered), len(ways) > 1)


def _sentence(reason: str) -> str:
    return f"{english.capital(_plain(reason))}."


def _plain(reason: str) -> str:
    """A reason without the answer before it and the stop after it."""
    return (reason.partition(": ")[2] or reason).rstrip(".")


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
        head = (one.lep, one.as_at, *((one.lowest.id, one.highest.id) if one.graded else ("", "")))
        for answer in one.answers:
            element = answer.element
            names = ("kind", "as_at", "lines", "source_url")
            found = ([getattr(each, name) for each in answer.evidence] for name in names)
            joined = ("; ".join(dict.fromkeys(filter(None, texts))) for texts in found)
            rows.append((*head, element.id, element.question, answer.outcome, element.points, *joined, answer.reason))
    return pd.DataFrame(rows, columns=_COLUMNS)


def as_record(one: Engagement) -> dict[str, Any]:
    """One profile as plain values for JSON: the points, the step, the elements; with a survey grade and answers."""
    tallied, step = ("question", "answered", "agreement", "says"), one.step
    do = step and {"element": step.element.id, "do": step.element.step, "may_be_so": step.may_be_so}
    return {
        **{"lep": one.lep, "as_at": one.as_at, "list_date": one.list_date},
        "grade": {"lowest": one.lowest.id, "highest": one.highest.id, "settled": one.settled} if one.graded else None,
        "points": {"shown": one.shown, "missing": one.missing, "open": one.open, "of": one.of},
        "step": do and do | {"raises_to": step.raises_to.id if step and step.raises_to else None},
        "elements": [
            {
                **{"element": own.element.id, "question": own.element.question, "points": own.element.points},
                **{"outcome": own.outcome, "contradicted": own.contradicted},
                "evidence": [reason._asdict() for reason in own.evidence],
                "settled_by": own.element.settled_by if own.outcome == CANNOT_TELL else "",
            }
            for own in one.answers
        ],
        "survey": [{name: getattr(tally, name) for name in tallied} for tally in one.survey.values()],
    }
