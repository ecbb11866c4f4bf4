"""GRADES -> a table and a record for other programs. Nothing of any respondent is in either."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from lepdata.engagement.elements import Answer
from lepdata.engagement.grading import Engagement, Step

COLUMNS = (
    "lep",
    "as_at",
    "lowest_grade",
    "highest_grade",
    "element",
    "question",
    "outcome",
    "points",
    "evidence",
    "evidence_as_at",
    "lines",
    "source_url",
    "reason",
)


def as_frame(engagements: Iterable[Engagement]) -> pd.DataFrame:
    """Every element of every grade.

    Returns
    -------
    DataFrame
        One row per partnership and element: both ends of the grade's range, outcome (met, not met, cannot tell),
        `points` (whole number) it is worth, and of the evidence its kinds, dates, lines and addresses, each joined by
        "; ", and the reason. Text but for the points.
    """
    rows = [_row(one, answer) for one in engagements for answer in one.answers]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(one: Engagement, answer: Answer) -> dict[str, object]:
    return {
        "lep": one.lep,
        "as_at": one.as_at,
        "lowest_grade": one.lowest.id,
        "highest_grade": one.highest.id,
        "element": answer.element.id,
        "question": answer.element.question,
        "outcome": answer.outcome,
        "points": answer.element.points,
        "evidence": _joined(each.kind for each in answer.evidence),
        "evidence_as_at": _joined(each.as_at for each in answer.evidence),
        "lines": _joined(each.lines for each in answer.evidence),
        "source_url": _joined(each.source_url for each in answer.evidence),
        "reason": answer.reason,
    }


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, texts)))


def as_record(one: Engagement) -> dict[str, Any]:
    """One grade as plain values for JSON: the range, the points, the step, the elements, what leaders answered."""
    return {
        "lep": one.lep,
        "as_at": one.as_at,
        "list_date": one.list_date,
        "grade": {"lowest": one.lowest.id, "highest": one.highest.id, "settled": one.settled},
        "points": {"shown": one.shown, "open": one.open, "of": one.of},
        "step": _step(one.step),
        "elements": [_element(answer) for answer in one.answers],
        "survey": [
            {"question": tally.question, "answered": tally.answered, "agreement": tally.agreement, "says": tally.says}
            for tally in one.survey.values()
        ],
    }


def _step(step: Step | None) -> dict[str, Any] | None:
    if step is None:
        return None
    raises_to = step.raises_to.id if step.raises_to else None
    return {"element": step.element.id, "do": step.element.step, "may_be_so": step.may_be_so, "raises_to": raises_to}


def _element(answer: Answer) -> dict[str, Any]:
    return {
        "element": answer.element.id,
        "question": answer.element.question,
        "points": answer.element.points,
        "outcome": answer.outcome,
        "contradicted": answer.contradicted,
        "evidence": [each._asdict() for each in answer.evidence],
        "settled_by": "" if answer.outcome != "cannot tell" else answer.element.settled_by,
    }
