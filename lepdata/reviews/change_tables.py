"""Tables of a board's page: what would change the answers, which councils sit, and what counts alone show."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import pandas as pd

from lepdata.changes import standard_plans
from lepdata.model.dates import words
from lepdata.model.phrases import capital
from lepdata.representation import council_coverage, other_bodies
from lepdata.reviews.one_board import BoardReview
from lepdata.reviews.show import Table, table_of
from lepdata.reviews.words import CRITERION_WORDS, DEFINITION_WORDS, thousands
from lepdata.seats import published_counts
from lepdata.verdicts import by_date, judge_counts

Row = dict[Hashable, Any]


def changes(review: BoardReview) -> Table:
    """The fewest changes that would make all rules hold at once, for three widths of "all", councils free or kept."""
    columns = ["What is asked for", "Council seats", "At least", "To be sure", "In words"]
    caption = f"The fewest changes to the board of {review.lep} that make the last rules hold together"
    if review.yardstick is None:
        return table_of([], columns, caption)
    rows = [
        {
            "What is asked for": row["asked_for"].capitalize(),
            "Council seats": row["council_seats"],
            "At least": _count(row["changes_at_least"]),
            "To be sure": _count(row["changes"]),
            "In words": row["sentence"],
        }
        for row in standard_plans(review.yardstick).to_dict("records")
    ]
    return table_of(rows, columns, caption)


def councils(review: BoardReview) -> Table:
    """Every council of the area: does it sit, is it spoken for, or was it not seen."""
    columns = ["Council", "Tier", "Residents", "How", "Does it sit?", "Why"]
    if review.board is None:
        return table_of([], columns, f"The councils of {review.lep}")
    covered = council_coverage(review.board)
    rows = [
        {
            "Council": row["council"],
            "Tier": row["tier"],
            "Residents": thousands(row["population"]),
            "How": row["how"].capitalize(),
            "Does it sit?": _SITS[row["outcome"]],
            "Why": capital(row["reason"]),
        }
        for row in covered.to_dict("records")
    ]
    caption = f"The councils of {review.lep} and the board of {words(review.board.as_at)}"
    return table_of(rows, columns, caption, True)


def joint(review: BoardReview) -> Table:
    """The other bodies of the area, each kept apart from the board: how many districts speak there."""
    rows = [
        {
            "Body": one.body,
            "Kind": place,
            "Date": words(one.as_at),
            "Districts": one.districts,
            "Directly": one.directly,
            "Spoken for together": one.collectively,
            "Through the county": one.through_county,
            "Not seen": one.not_seen,
        }
        for place, one in other_bodies(review.seen, review.lep, review.last_day)
    ]
    columns = ["Body", "Kind", "Date", "Districts", "Directly", "Spoken for together", "Through the county", "Not seen"]
    return table_of(rows, columns, f"Districts on other bodies of {review.lep}", True)


def counted(review: BoardReview) -> Table:
    """What published counts alone would decide, at their own dates."""
    parted = by_date(published_counts(review.compositions, review.lep))
    judged = [judge_counts(counts, None, review.lep) for counts in parted]
    rows = [
        {
            "Date": words(one.board.as_at),
            "Rules then": one.framework.title,
            "Rule": CRITERION_WORDS.get(verdict.criterion, verdict.criterion),
            "Private as": DEFINITION_WORDS[verdict.definition or ""],
            "Answer": verdict.outcome,
            "Why": capital(verdict.reason.removeprefix("cannot tell: ")),
        }
        for one in judged
        for verdict in one.verdicts
    ]
    columns = ["Date", "Rules then", "Rule", "Private as", "Answer", "Why"]
    return table_of(rows, columns, (f"What published counts alone decide about the board of {review.lep}"), True)


_SITS = {"met": "yes", "not met": "no", "cannot tell": "cannot tell"}


def _count(value: Any) -> str:
    return "no such plan" if pd.isna(value) else str(value)


TABLES: dict[str, Callable[[BoardReview], Table]] = {
    "changes": changes,
    "councils": councils,
    "other bodies": joint,
    "counted": counted,
}
