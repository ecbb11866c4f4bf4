"""COUNCILS' ANSWERS -> where they agree, where they differ, and which councils have not answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from lepdata.dates import interval
from lepdata.forms.questions import form
from lepdata.stocktakes.evidence import beside_evidence
from lepdata.stocktakes.rules import FORM, asked

ANSWER_COLUMNS = ("council", "question_id", "section", "question", "about", "answer", "note", "answered_on")
COUNT_COLUMNS = ("question_id", "section", "question", "about", "yes", "partly", "no", "not known", "no answer", "says")
TWICE_COLUMNS = ("council", "question_id", "answer", "same_as", "other_answer")
SAYING = ("yes", "partly", "no")  # "not known" says nothing with which another answer could disagree


@dataclass(frozen=True)
class Stocktake:
    """The stock-take of one partnership's councils.

    Attributes
    ----------
    lep, as_at : str
        Which partnership; and the day up to which answers count, "" for all.
    councils, missing : tuple of str
        The councils of its area, and those that have not answered.
    gone : tuple of str
        Councils that answered but are none of the area's on the day: abolished since, as a rule.
    answers : DataFrame
        A row for each council and question; `answer` is "" where there is none.
    questions : DataFrame
        A row for each question: how many councils gave which answer, and `says`: of a question about the area "agreed",
        "differ in degree" (yes and partly, partly and no), "contradict" (yes and no), "one council" or "open"; of one
        about the council itself "each for itself".
    twice : DataFrame
        A council that answered one question two ways where the form asks it twice.
    facts, evidence : DataFrame
        What lepdata knows of each council, and the answers beside it.
    superseded, later : int
        Forms left out: those that a council has replaced since, and those of after the day.
    """

    lep: str
    as_at: str
    councils: tuple[str, ...]
    missing: tuple[str, ...]
    gone: tuple[str, ...]
    answers: pd.DataFrame
    questions: pd.DataFrame
    twice: pd.DataFrame
    facts: pd.DataFrame
    evidence: pd.DataFrame
    superseded: int
    later: int

    @property
    def answered(self) -> tuple[str, ...]:
        """The councils that have answered, those gone since after the others."""
        return (*(council for council in self.councils if council not in self.missing), *self.gone)

    @property
    def disagreements(self) -> pd.DataFrame:
        """The questions about the area on which councils differ."""
        return self.questions[self.questions["says"].isin(["contradict", "differ in degree"])]


def take_stock(
    lep: str, given: pd.DataFrame, councils: Sequence[str], facts: pd.DataFrame, as_at: str = ""
) -> Stocktake:
    """Bring the answers of one partnership's councils together.

    Parameters
    ----------
    lep : str
        The partnership, as the register has it.
    given : DataFrame
        What `read_form("stocktake", ...)` returns; answers for other partnerships are left alone.
    councils : sequence of str
        The districts and counties of its area.
    facts : DataFrame
        What `council_facts` returns.
    as_at : str, optional
        An ISO day: forms answered after it are left out. Of several forms of one council the latest counts.

    Returns
    -------
    Stocktake
    """
    own = given[given["lep"] == lep]
    in_time = own.loc[[not as_at or _last(day) <= as_at for day in own["answered_on"]]]
    latest = in_time[in_time["answered_on"] == in_time["council"].map(_newest(in_time))]
    gone = tuple(sorted(set(latest["council"]) - set(councils)))
    answers = _answers([*councils, *gone], latest)
    return Stocktake(
        lep=lep,
        as_at=as_at,
        councils=tuple(councils),
        missing=tuple(council for council in councils if council not in set(latest["council"])),
        gone=gone,
        answers=answers,
        questions=_questions(answers),
        twice=_twice(answers),
        facts=facts,
        evidence=beside_evidence(answers, facts),
        superseded=_forms(in_time) - _forms(latest),
        later=_forms(own) - _forms(in_time),
    )


def _last(day: str) -> str:
    span = interval(day)
    return span[1] if span else ""


def _newest(frame: pd.DataFrame) -> dict[str, str]:
    """Each council's latest date; of a month and a day in it the month may be the later."""
    newest: dict[str, str] = {}
    for council, day in zip(frame["council"], frame["answered_on"], strict=True):
        newest[council] = max(newest.get(council, ""), day, key=lambda text: (_last(text), text))
    return newest


def _forms(frame: pd.DataFrame) -> int:
    return len(frame[["council", "answered_on"]].drop_duplicates())


def _answers(councils: Sequence[str], latest: pd.DataFrame) -> pd.DataFrame:
    """Every council beside every question, answered or not."""
    given = {(row["council"], row["question_id"]): row for row in latest.to_dict("records")}
    rows = []
    for council in councils:
        for one in form(FORM).questions:
            row = given.get((council, one.question_id), {})
            said = (row.get("answer", ""), row.get("note", ""), row.get("answered_on", ""))
            rows.append((council, one.question_id, one.section, one.text, asked()[one.question_id].about, *said))
    return pd.DataFrame(rows, columns=list(ANSWER_COLUMNS), dtype="str")


def _questions(answers: pd.DataFrame) -> pd.DataFrame:
    per_question = {name: list(own["answer"]) for name, own in answers.groupby("question_id")}
    rows = []
    for one in form(FORM).questions:
        said = per_question.get(one.question_id, [])
        about = asked()[one.question_id].about
        counts = tuple(said.count(answer) for answer in (*SAYING, "not known", ""))
        rows.append((one.question_id, one.section, one.text, about, *counts, _says(about, said)))
    return pd.DataFrame(rows, columns=list(COUNT_COLUMNS))


def _says(about: str, said: list[str]) -> str:
    """What the councils' answers to one question say together."""
    known = [answer for answer in said if answer in SAYING]
    if about != "area":
        return "each for itself"
    if len(known) < 2:
        return "one council" if known else "open"
    if len(set(known)) == 1:
        return "agreed"
    return "contradict" if {"yes", "no"} <= set(known) else "differ in degree"


def _twice(answers: pd.DataFrame) -> pd.DataFrame:
    given = {(row["council"], row["question_id"]): row["answer"] for row in answers.to_dict("records")}
    rows = [
        (council, name, answer, asked()[name].same_as, other)
        for (council, name), answer in given.items()
        if answer in SAYING and (other := given.get((council, asked()[name].same_as), "")) in SAYING and other != answer
    ]
    return pd.DataFrame(rows, columns=list(TWICE_COLUMNS), dtype="str")
