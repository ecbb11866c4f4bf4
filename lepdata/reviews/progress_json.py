"""A progress review as plain values, for other people's programs."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from lepdata.progress.assessments import Assessment
from lepdata.progress.case import case_figures
from lepdata.reviews.progress_review import ProgressReview
from lepdata.seating.boards import Board


def progress_as_json(review: ProgressReview) -> dict[str, Any]:
    """Everything a progress page says as dictionaries, lists, texts, numbers and null.

    Parameters
    ----------
    review : ProgressReview
        What `review_progress` returns.

    Returns
    -------
    dict
        `lep`, `made_up`, `as_at`, `integration`, `reviews`, `boards`, `changes`, `carried_over` (counts by standing),
        `assessments`, `ratings`, `focus`, `case` and `figures`.
    """
    of = review.integration
    return {
        "lep": review.lep,
        "made_up": review.made_up,
        "as_at": review.as_at or None,
        "integration": {
            "successor": of.successor,
            "date_as_published": of.period.as_published,
            "first_day": of.period.first or None,
            "last_day": of.period.last or None,
            "standing": of.standing,
            "status": of.status,
            "sources": list(of.sources),
        },
        "reviews": _records(review.due),
        "boards": {"before": _board(review.boards.before), "after": _board(review.boards.after)},
        "changes": _records(review.changes),
        "carried_over": {str(k): int(v) for k, v in review.carried.get("standing", pd.Series()).value_counts().items()},
        "assessments": {"own": _assessment(review.own), "peer": _assessment(review.peer)},
        "ratings": _records(review.compared),
        "focus": _records(review.focus),
        "case": _records(review.case),
        "figures": _records(case_figures(review.own)) if review.own else [],
    }


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values; an unknown number is null."""
    records: list[dict[str, Any]] = json.loads(frame.to_json(orient="records"))
    return records


def _board(board: Board | None) -> dict[str, str] | None:
    return {"body": board.body, "as_at": board.as_at, "completeness": board.completeness} if board else None


def _assessment(one: Assessment | None) -> dict[str, str] | None:
    if one is None:
        return None
    return {"assessed_on": one.assessed_on, "assessed_by": one.assessed_by, "form_version": one.version}
