"""ONE ELEMENT of the rubric and what was published or said of it -> met, not met or cannot tell, with its."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from lepdata.dates import interval, months_before
from lepdata.engagement.rules import Element, limit
from lepdata.engagement.tallies import Tally
from lepdata.words_by_id import say

LIST, DOCUMENT, FACT, SURVEY = "list", "document", "published fact", "survey"
MET, NOT_MET, CANNOT_TELL = "met", "not met", "cannot tell"


class Evidence(NamedTuple):
    """One reason: what kind of source, which way it points, what it says, of when, its lines and its address."""

    kind: str
    outcome: str
    says: str
    as_at: str = ""
    lines: str = ""
    source_url: str = ""


class Answer(NamedTuple):
    """What is known of one element.

    Attributes
    ----------
    element : Element
    outcome : str
        Met, not met or cannot tell; sources of one time that contradict each other leave it open.
    evidence : tuple of Evidence
        What decides first, then what says otherwise of an older time, then what was looked at and decides nothing.
    contradicted : bool
        Whether sources of one time point both ways.
    """

    element: Element
    outcome: str
    evidence: tuple[Evidence, ...]
    contradicted: bool

    @property
    def reason(self) -> str:
        """The evidence in words."""
        said = " ".join(one.says for one in self.evidence)
        if self.contradicted:
            return f"{say('engagement', 'contradiction')} {said}"
        if any(one.outcome not in (CANNOT_TELL, self.outcome) for one in self.evidence):
            return f"{said} {say('engagement', 'overtaken')}"
        return said or say("engagement", "nothing")


class Readings(NamedTuple):
    """All that was published or said of one area.

    Attributes
    ----------
    voluntary : DataFrame
        `representation.voluntary_answers` of the area.
    seats : DataFrame
        `representation.voluntary_seats` of it.
    duties : DataFrame
        `representation.publication` of its main board.
    facts : DataFrame
        Rows of `published_facts` about it, of the time asked about.
    survey : dict
        Tallies by question.
    """

    voluntary: pd.DataFrame
    seats: pd.DataFrame
    duties: pd.DataFrame
    facts: pd.DataFrame
    survey: dict[str, Tally]


def answer(element: Element, readings: Readings) -> Answer:
    """Weigh everything that speaks of one element."""
    evidence = [*_published(element, readings), *_facts(element, readings.facts), *_said(element, readings.survey)]
    ways = _ways(evidence)
    if len(ways) > 1:
        ways = _ways(_of_newest_time(evidence))
    outcome = ways.pop() if len(ways) == 1 else CANNOT_TELL
    evidence.sort(key=lambda one: (one.outcome != outcome, one.outcome == CANNOT_TELL))
    return Answer(element, outcome, tuple(evidence), len(ways) > 1)


def _ways(evidence: list[Evidence]) -> set[str]:
    return {one.outcome for one in evidence} - {CANNOT_TELL}


def _of_newest_time(evidence: list[Evidence]) -> list[Evidence]:
    """What does not speak of another time than the newest source that decides; what has no date may speak of any."""
    spans = {one: interval(one.as_at) or ("", "") for one in evidence if one.outcome != CANNOT_TELL}
    newest = max(first for first, _ in spans.values())
    since = months_before(newest, int(limit("other-time"))) if newest else ""
    return [one for one, (_, last) in spans.items() if not last or last >= since]


def _published(element: Element, readings: Readings) -> Iterator[Evidence]:
    how, _, what = element.reads.partition(": ")
    wanted = tuple(part.strip() for part in what.split("|"))
    if how == "voluntary":
        yield from _lists(readings.voluntary, wanted[0])
    elif how == "nominated":
        yield from _nominated(readings.seats, wanted)
    elif how == "publication":
        yield from _documents(readings.duties, wanted)


def _lists(voluntary: pd.DataFrame, question: str) -> Iterator[Evidence]:
    rows = voluntary[(voluntary["question"] == question) & (voluntary["bodies"] != "")]
    for row in rows.to_dict("records"):
        says = _sentence(row["reason"])
        yield Evidence(LIST, row["outcome"], says, row["as_at"], row["seat_ids"], row["source_url"])


def _nominated(seats: pd.DataFrame, wanted: tuple[str, ...]) -> Iterator[Evidence]:
    rows = seats[seats["how_nominated"].isin(wanted) & (seats["counts_as_member"] == "yes")]
    for row in rows.to_dict("records"):
        who = ", ".join(filter(None, (row["person"] or "A seat without a name", row["body"])))
        says = say("engagement", "nominated", person=who, how=row["how_nominated"])
        yield Evidence(LIST, MET, says, row["list_date"], row["seat_id"], row["source_url"])


def _documents(duties: pd.DataFrame, wanted: tuple[str, ...]) -> Iterator[Evidence]:
    """Every duty must be met, and one that is not is enough for a no."""
    rows = duties[duties["duty"].isin(wanted) & (duties["documents"].astype(int) > 0)].to_dict("records")
    all_met = {row["outcome"] for row in rows} == {MET} and len(rows) == len(wanted)
    for row in rows:
        outcome = row["outcome"] if all_met or row["outcome"] == NOT_MET else CANNOT_TELL
        what = row["duty"].replace("-", " ").capitalize()
        says = say("engagement", "document", what=what, reason=_plain(row["reason"]))
        yield Evidence(DOCUMENT, outcome, says, "", "", row["source_url"])


def _facts(element: Element, facts: pd.DataFrame) -> Iterator[Evidence]:
    for row in facts[facts["element"] == element.id].to_dict("records"):
        yield Evidence(FACT, row["outcome"], _sentence(row["fact"]), row["as_at"], row["fact_id"], row["source_url"])


def _said(element: Element, survey: dict[str, Tally]) -> Iterator[Evidence]:
    tally = survey.get(element.survey_question)
    if tally is not None:
        yield Evidence(SURVEY, tally.outcome, tally.says, tally.last[:7])  # a day could tell who answered


def _sentence(reason: str) -> str:
    said = _plain(reason)
    return f"{said[:1].upper()}{said[1:]}."


def _plain(reason: str) -> str:
    """A reason without the answer before it and the stop after it."""
    return (str(reason).partition(": ")[2] or str(reason)).rstrip(".")


def facts_of(facts: pd.DataFrame, lep: str, as_at: str, since: str) -> pd.DataFrame:
    """The published facts about one area of a time; an undated one only where no time is asked about."""
    own = facts[facts["lep"] == lep]
    return own[own["as_at"].map(lambda day: _in_time(day, as_at, since)).astype(bool)]


def _in_time(day: str, as_at: str, since: str) -> bool:
    span = interval(day)
    if span is None:
        return not (as_at or since)
    return (not as_at or span[0] <= as_at) and span[1] >= since
