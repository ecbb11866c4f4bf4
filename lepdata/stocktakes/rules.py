"""What the rules say of the questions: whom each is about, which are one question twice, what evidence speaks."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lepdata.files import rule_file

FORM = "stocktake"


class Asked(NamedTuple):
    """One question, and in short: about the whole "area" or the "council" that answers; `same_as` asks the same."""

    question_id: str
    short: str
    about: str
    same_as: str


class Evidence(NamedTuple):
    """What a fact says about a question: answers that it agrees with and differs from, while both are near in time."""

    question_id: str
    fact: str
    agrees_with: tuple[str, ...]
    differs_from: tuple[str, ...]
    months: int
    reason: str


@cache
def asked() -> dict[str, Asked]:
    """The questions of the stock-take by id.

    Examples
    --------
    >>> asked()["stock-6"].about, asked()["stock-2"].about, asked()["step-5a"].same_as
    ('area', 'council', 'stock-6')
    """
    return {
        row["question_id"]: Asked(row["question_id"], row["short"], row["about"], row["same_as"])
        for row in _rows("questions")
    }


@cache
def evidence_rules() -> dict[tuple[str, str], Evidence]:
    """What each fact says about each question, by question and fact."""
    return {(row["question_id"], row["fact"]): _evidence(row) for row in _rows("evidence")}


@cache
def is_forum(body: str) -> bool:
    """Whether a body is one in which councils of an area meet.

    Examples
    --------
    >>> is_forum("Marches Enterprise Joint Committee"), is_forum("Investment Appraisal Committee")
    (True, False)
    """
    return any(re.search(row["pattern"], body.strip(), re.IGNORECASE) for row in _rows("forums"))


def _evidence(row: dict[str, str]) -> Evidence:
    agrees, differs = (tuple(filter(None, row[name].split("|"))) for name in ("agrees_with", "differs_from"))
    return Evidence(row["question_id"], row["fact"], agrees, differs, int(row["months"]), row["reason"])


def _rows(name: str) -> tuple[dict[str, str], ...]:
    return rule_file(f"stocktakes/{name}.csv")
