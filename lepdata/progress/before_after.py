"""TWO BOARDS -> each criterion before and after, by the same rules: what improved, slipped, held or became known."""

from __future__ import annotations

from functools import cache

import pandas as pd

from lepdata.judging.judge import judge
from lepdata.judging.records import Judgement, Verdict
from lepdata.progress.rule_rows import rule_rows
from lepdata.seating.boards import Board

CRITERIA = "nlgaf-2021"  # the last rules that partnerships were under; none binds their successors
CHANGE_COLUMNS = (
    "criterion",
    "statement",
    "definition",
    "denominator",
    "rules",
    "before",
    "after",
    "change",
    "before_reason",
    "after_reason",
    "why",
)
CHANGES = ("improved", "slipped", "held", "now known", "no longer known", "cannot tell")


def compare_boards(before: Board, after: Board) -> pd.DataFrame:
    """Ask both boards the same questions.

    Both are judged by the framework `CRITERIA`: it bound neither body at every date, so the answers are a measure and
    not a breach. A criterion of which it is not known whether it was met before never counts as improved or slipped.

    Parameters
    ----------
    before, after : Board
        The partnership's board and its successor's, sectors settled.

    Returns
    -------
    DataFrame
        `CHANGE_COLUMNS`, one row per criterion and reading. `rules` is "yes" on the one row of each criterion that
        rules (everyone counted, the business reading of private); `before` and `after` are outcomes; `change` is one of
        `CHANGES`; `why` says what it means.
    """
    earlier, later = (judge(board, CRITERIA) for board in (before, after))
    pairs = zip(earlier.verdicts, later.verdicts, strict=True)
    rows = [_row(then, now, "yes" if _rules(now, later) else "no") for then, now in pairs]
    return pd.DataFrame(rows, columns=list(CHANGE_COLUMNS))


def change(before: str, after: str) -> str:
    """What two outcomes of one criterion say together.

    Examples
    --------
    >>> change("not met", "met"), change("cannot tell", "met")
    ('improved', 'now known')
    """
    return _rule(before, after)["change"]


def _row(before: Verdict, after: Verdict, rules: str) -> dict[str, str]:
    found = _rule(before.outcome, after.outcome)
    return {
        "criterion": after.criterion,
        "statement": after.statement,
        "definition": after.definition or "",
        "denominator": after.denominator,
        "rules": rules,
        "before": before.outcome,
        "after": after.outcome,
        "change": found["change"],
        "before_reason": before.reason,
        "after_reason": after.reason,
        "why": found["reason"],
    }


def _rules(verdict: Verdict, judgement: Judgement) -> bool:
    return verdict.definition in (None, judgement.ruling_definition) and verdict.denominator == "all"


def _rule(before: str, after: str) -> dict[str, str]:
    return _changes()[before, after]


@cache
def _changes() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["before"], row["after"]): row for row in rule_rows("changes.csv")}
