"""Tables of a progress page: the health check, where the peer differs, what to look at first, and the case."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import pandas as pd

from lepdata.english import capital
from lepdata.forms.questions import form
from lepdata.progress.assessments import FORM
from lepdata.progress.case import case_figures
from lepdata.progress.focus import focus_order
from lepdata.reviews.progress_review import ProgressReview
from lepdata.reviews.show import Table, table_of
from lepdata.words_by_id import say

Row = dict[Hashable, Any]


def ratings(review: ProgressReview) -> Table:
    """Every rated question with its reason, and the peer's beside it."""
    peer = review.peer is not None
    rows = [
        {
            "Question": row["question"],
            "Area of work": row["section"],
            "The area": capital(row["own"]),
            "Its reason": row["reason"],
            "The peer": capital(row["peer"]),
            "The peer’s reason": row["peer_reason"],
            "Together": row["reading"],
        }
        for row in review.compared.to_dict("records")
    ]
    own = ["Question", "Area of work", "The area", "Its reason"]
    columns = [*own, *(["The peer", "The peer’s reason", "Together"] if peer else [])]
    return table_of(rows, columns, say("action_tables", "progress-ratings", lep=review.lep), True)


def differences(review: ProgressReview) -> Table:
    """Where the area and its peer see it differently, furthest apart first."""
    differing = [row for row in review.compared.to_dict("records") if row["peer"] and row["own"] != row["peer"]]
    differing.sort(key=lambda row: -_steps(row))
    rows = [
        {
            "Question": row["question"],
            "The area": capital(row["own"]),
            "The peer": capital(row["peer"]),
            "Steps apart": _steps(row) or "not known",
            "Reading": row["reading"],
            "The area’s reason": row["reason"],
            "The peer’s reason": row["peer_reason"],
        }
        for row in differing
    ]
    columns = ["Question", "The area", "The peer", "Steps apart", "Reading", "The area’s reason", "The peer’s reason"]
    return table_of(rows, columns, say("action_tables", "progress-differences"))


def focus(review: ProgressReview) -> Table:
    """The areas of work that need attention, in order."""
    rows = [
        {
            "Rank": row["rank"],
            "Area of work": row["section"],
            "The area": capital(row["own"]),
            "The peer": capital(row["peer"]),
            "Because": row["because"],
        }
        for row in review.focus.to_dict("records")
    ]
    columns = ["Rank", "Area of work", "The area", *(["The peer"] if review.peer else []), "Because"]
    return table_of(rows, columns, say("action_tables", "progress-focus"))


def the_case(review: ProgressReview) -> Table:
    """What is needed from central government, with the evidence given, and what is missing."""
    rows = [
        {
            "Area of work": row["section"],
            "What is needed": row["need"],
            "Evidence given": row["evidence"],
            "From the boards": row["boards"],
            "Missing": row["gap"],
        }
        for row in review.case.to_dict("records")
    ]
    columns = ["Area of work", "What is needed", "Evidence given", "From the boards", "Missing"]
    return table_of(rows, columns, say("action_tables", "progress-the-case"), True)


def figures(review: ProgressReview) -> Table:
    """The figures that the area gave."""
    given = [] if review.own is None else case_figures(review.own).to_dict("records")
    rows = [{"Asked": row["what"], "Figure": row["number"], "Where it comes from": row["note"]} for row in given]
    return table_of(rows, ["Asked", "Figure", "Where it comes from"], say("action_tables", "progress-figures"))


def scale(_review: ProgressReview) -> Table:
    """What each colour means, and whose scale it is."""
    asked = form(FORM)
    choices = next(one.choices for one in asked.questions if one.choices)
    rows = [
        {
            "Rating": choice.label,
            "Meaning": choice.meaning,
            "Whose scale": "lepdata’s own" if choice.ours else "the source’s",
            "Version": choice.version,
        }
        for choice in choices
    ]
    return table_of(rows, ["Rating", "Meaning", "Whose scale", "Version"], say("action_tables", "progress-scale"), True)


def order(_review: ProgressReview) -> Table:
    """The rule by which the areas of work are ranked, in its own words."""
    rows = [
        {
            "Order": int(row["order"]),
            "Counts": _MEASURES[row["measure"]],
            "Why": row["reason"],
            "Whose rule": "lepdata’s own" if row["ours"] == "yes" else "the source’s",
            "Version": row["version"],
        }
        for row in focus_order().to_dict("records")
    ]
    columns = ["Order", "Counts", "Why", "Whose rule", "Version"]
    return table_of(rows, columns, say("action_tables", "progress-order"), True)


_MEASURES = {
    "red": "Red answers of either",
    "apart": "Steps that the two are apart",
    "amber": "Amber answers of either, none red",
    "not_known": "Answers not known",
}


def _steps(row: Row) -> int:
    """How far apart; 0 where it is not known, which sorts last."""
    return 0 if pd.isna(row["apart"]) else int(row["apart"])


TABLES: dict[str, Callable[[ProgressReview], Table]] = {
    "ratings": ratings,
    "differences": differences,
    "focus": focus,
    "case": the_case,
    "figures": figures,
    "scale": scale,
    "order": order,
}
