"""ANSWERS beside FACTS -> where they agree, where they differ, and where nobody can tell."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from lepdata.dates import interval, months_between
from lepdata.stocktakes.rules import Evidence, asked, evidence_rules

EVIDENCE_COLUMNS = ("council", "question_id", "answer", "answered_on", "fact", "body", "as_at", "outcome", "reason")
AGREEING, DIFFERING, CANNOT_TELL = "agreeing", "differing", "cannot tell"
_UNANSWERED = ("", "not known")
Row = dict[Hashable, Any]


def beside_evidence(answers: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Every question that a fact speaks to, for every council: the answer, the fact, and whether the two agree.

    Parameters
    ----------
    answers : DataFrame
        Columns council, question_id, answer ("" where none was given) and answered_on.
    facts : DataFrame
        What `council_facts` returns.

    Returns
    -------
    DataFrame
        `outcome` is "agreeing", "differing" or "cannot tell", `reason` says why. A fact too far from the answer in time
        proves nothing about it; nor does what was not seen.
    """
    given = {(row["council"], row["question_id"]): row for row in answers.to_dict("records")}
    rows = []
    for fact in facts.to_dict("records"):
        for rule in evidence_rules().values():
            if rule.fact == fact["fact"]:
                answer = given.get((fact["council"], rule.question_id), {})
                rows.append(_compared(rule, fact, answer))
    order = {name: at for at, name in enumerate(asked())}  # as the form asks, and councils by name
    rows.sort(key=lambda row: (order[row[1]], row[0]))
    return pd.DataFrame(rows, columns=list(EVIDENCE_COLUMNS), dtype="str")


def _compared(rule: Evidence, fact: Row, answer: Row) -> tuple[str, ...]:
    said, day = str(answer.get("answer", "")), str(answer.get("answered_on", ""))
    outcome, reason = _outcome(rule, said, day, str(fact["as_at"]))
    head = (str(fact["council"]), rule.question_id, said, day)
    return (*head, str(fact["fact"]), str(fact["body"]), str(fact["as_at"]), outcome, reason)


def _outcome(rule: Evidence, said: str, day: str, seen: str) -> tuple[str, str]:
    if said in _UNANSWERED:
        return CANNOT_TELL, "The council does not know" if said else "The council has not answered"
    outcome = AGREEING if said in rule.agrees_with else DIFFERING if said in rule.differs_from else CANNOT_TELL
    if outcome != CANNOT_TELL and not _near(day, seen, rule.months):
        return CANNOT_TELL, f"The list lies more than {rule.months} months from the answer"
    return outcome, rule.reason


def _near(one: str, other: str, months: int) -> bool:
    """Whether two partial dates may lie within so many months of each other."""
    a, b = interval(one), interval(other)
    if a is None or b is None:
        return False
    first, second = sorted((a, b))
    if second[0] <= first[1]:
        return True
    return months_between(first[1], second[0]) <= months
