"""The nation reviewed: every board's best list under the rules of its time, and under one yardstick for all."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata import registers
from lepdata.reviews.boards import day
from lepdata.reviews.one_board import BoardReview, review_board
from lepdata.reviews.verdict_cards import by_criterion, ruling_verdict
from lepdata.seats.lists import CARRIES_A_SHARE
from lepdata.verdicts import Judgement, overall

OUTCOME_COLUMNS = (
    "lep",
    "as_at",
    "completeness",
    "carries_a_share",
    "rules",
    "framework",
    "criterion",
    "statement",
    "outcome",
    "as_listed",
    "overall",
    "overall_as_listed",
    "overturned_by",
    "for",
    "against",
    "unknown",
)


@dataclass(frozen=True)
class NationalReview:
    """All that the national page says.

    Attributes
    ----------
    as_at : str
        The date asked about; "" for each board's latest usable list.
    boards : tuple of BoardReview
        One per LEP, in the register's order.
    outcomes : DataFrame
        One row per LEP, rules ("then in force" or "yardstick") and criterion: see `outcomes_of`.
    found : dict
        The findings worked out so far, by name: filled as they are asked for.
    """

    as_at: str
    boards: tuple[BoardReview, ...]
    outcomes: pd.DataFrame
    found: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


def review_national(as_at: str | None = None, framework: str | Path | None = None) -> NationalReview:
    """Review every LEP's board.

    Parameters
    ----------
    as_at : str, optional
        A date; later lists are left out. By default each board's latest usable list, whatever its date.
    framework : str or Path, optional
        Rules for every board; by default those in force at each list's own date.

    Returns
    -------
    NationalReview
        Hand it to `sentences`, `table` and `chart`.

    Examples
    --------
    >>> len(review_national().boards)
    38
    """
    day(as_at)  # a date nobody can read is refused before the work starts
    boards = tuple(review_board(lep, as_at, framework) for lep in registers.leps()["lep"])
    return NationalReview(as_at or "", boards, outcomes_of(boards))


def outcomes_of(boards: tuple[BoardReview, ...]) -> pd.DataFrame:
    """One row per LEP, rules and criterion: the ruling verdict, and what the definitions say together."""
    rows: list[dict[str, object]] = []
    for review in boards:
        for rules, judgement in (("then in force", review.judgement), ("yardstick", review.yardstick)):
            rows += _rows(review, rules, judgement) if judgement else []
    return pd.DataFrame(rows, columns=list(OUTCOME_COLUMNS))


def _rows(review: BoardReview, rules: str, judgement: Judgement) -> list[dict[str, object]]:
    return [_row(review, rules, judgement, own) for own in by_criterion(judgement).values()]


def _row(review: BoardReview, rules: str, judgement: Judgement, own: list) -> dict[str, object]:
    ruling = ruling_verdict(own, judgement.ruling_definition)
    everyone = [verdict for verdict in own if verdict.denominator == "all"]
    board = judgement.board
    carries = board.completeness in CARRIES_A_SHARE  # what a fragment shows is no answer to count boards by
    return {
        "lep": review.lep,
        "as_at": board.as_at,
        "completeness": board.completeness,
        "carries_a_share": "yes" if carries else "no",
        "rules": rules,
        "framework": judgement.framework.id,
        "criterion": ruling.criterion,
        "statement": ruling.statement,
        "outcome": ruling.outcome,
        "as_listed": ruling.as_listed if carries else ruling.outcome,
        "overall": overall(everyone),
        "overall_as_listed": overall(everyone, as_listed=carries),
        "overturned_by": ruling.overturned_by if carries else None,
        "for": ruling.for_,
        "against": ruling.against,
        "unknown": ruling.unknown,
    }
