"""Tables of a progress page: reviews due, boards before and after, ratings, focus areas and the case."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import pandas as pd

from lepdata.forms import form
from lepdata.model.dates import words
from lepdata.progress import FORM, case_figures, focus_order
from lepdata.reviews.progress_review import ProgressReview
from lepdata.reviews.show import Table, table_of
from lepdata.reviews.words import COMPLETENESS_WORDS, CRITERION_WORDS, DEFINITION_WORDS, capital

Row = dict[Hashable, Any]


def reviews(review: ProgressReview) -> Table:
    """When each review falls, and how it stands."""
    state = f"On {words(review.as_at)}" if review.as_at else "State"
    rows = [
        {
            "Review": row["label"],
            "Opens": between(row["opens_first"], row["opens_last"]),
            "Closes": between(row["closes_first"], row["closes_last"]),
            state: row["state"] or "no date asked about",
            "What for": row["about"],
            "Source": "the recommendation",
            "Source address": row["source"],
        }
        for row in review.due.to_dict("records")
    ]
    columns = ["Review", "Opens", "Closes", state, "What for", "Source", "Source address"]
    return table_of(rows, columns, f"The reviews after the integration of {review.lep}")


def between(first: str, last: str) -> str:
    """Two days between which something lies, in words.

    Examples
    --------
    >>> between("2024-07-01", "2024-07-01"), between("", "2025-06-30"), between("", "")
    ('1 July 2024', 'by 30 June 2025', 'not known')
    """
    if not last:
        return "not known"
    if not first:
        return f"by {words(last)}"
    return words(first) if first == last else f"between {words(first)} and {words(last)}"


def span_of(first: str, last: str) -> str:
    """Two ISO days as short as a terminal needs them.

    Examples
    --------
    >>> span_of("2024-04-01", "2024-04-30"), span_of("", "2025-03-31"), span_of("", "")
    ('2024-04-01..2024-04-30', '..2025-03-31', 'not known')
    """
    if not last:
        return "not known"
    return first if first == last else f"{first}..{last}"


def boards(review: ProgressReview) -> Table:
    """The two lists that are compared."""
    found = (("before", review.boards.before), ("after", review.boards.after))
    rows = [
        {
            "Board": side,
            "Body": board.body,
            "Date": words(board.as_at),
            "List": COMPLETENESS_WORDS[board.completeness],
            "Members": int((board.members["counts_as_member"] == "yes").sum()),
            "Bear in mind": " ".join(board.caveats),
        }
        for side, board in found
        if board is not None
    ]
    return table_of(rows, ["Board", "Body", "Date", "List", "Members", "Bear in mind"], "The lists compared")


def changes(review: ProgressReview) -> Table:
    """Each criterion before and after, everyone counted, private in the business reading."""
    ruling = [row for row in review.changes.to_dict("records") if row["rules"] == "yes"]
    rows = [
        {
            "Criterion": CRITERION_WORDS.get(row["criterion"], row["criterion"]),
            "Before": row["before"],
            "After": row["after"],
            "Change": row["change"],
            "Why before": _reason(row["before_reason"]),
            "Why after": _reason(row["after_reason"]),
        }
        for row in ruling
    ]
    columns = ["Criterion", "Before", "After", "Change", "Why before", "Why after"]
    return table_of(rows, columns, f"The boards of {review.lep} before and after, by the same criteria")


def readings(review: ProgressReview) -> Table:
    """The other readings of a criterion, where they answer otherwise than the one that rules."""
    records = review.changes.to_dict("records")
    ruling = {row["criterion"]: row["change"] for row in records if row["rules"] == "yes"}
    rows = [
        {
            "Criterion": CRITERION_WORDS.get(row["criterion"], row["criterion"]),
            "Private as": DEFINITION_WORDS[row["definition"]],
            "Of": row["denominator"],
            "Before": row["before"],
            "After": row["after"],
            "Change": row["change"],
        }
        for row in records
        if row["change"] != ruling[row["criterion"]]
    ]
    columns = ["Criterion", "Private as", "Of", "Before", "After", "Change"]
    return table_of(rows, columns, "Other readings that answer otherwise", True)


def carried(review: ProgressReview) -> Table:
    """How the members of the board after stand to the board before; only who counts as the same person is named."""
    standings = list(review.carried.groupby("standing", sort=False)) if len(review.carried) else []
    rows = [
        {
            "Seen on the board before?": capital(str(standing)),
            "Members": len(own),
            "Counts as carried over": own["counts"].iloc[0],
            "Who": "; ".join(own["person"]) if own["counts"].iloc[0] == "yes" else "",
        }
        for standing, own in standings
    ]
    columns = ["Seen on the board before?", "Members", "Counts as carried over", "Who"]
    return table_of(rows, columns, f"Who carried over to the board after in {review.lep}")


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
    return table_of(rows, columns, f"The health check of {review.lep}, question by question", True)


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
    return table_of(rows, columns, "Where the area and its peer see it differently")


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
    return table_of(rows, columns, "What to look at first: reds, then disagreements, then ambers, then the unknown")


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
    return table_of(rows, columns, "The case to central government: what is needed, and what shows it", True)


def figures(review: ProgressReview) -> Table:
    """The figures that the area gave."""
    given = [] if review.own is None else case_figures(review.own).to_dict("records")
    rows = [{"Asked": row["what"], "Figure": row["number"], "Where it comes from": row["note"]} for row in given]
    return table_of(rows, ["Asked", "Figure", "Where it comes from"], "Figures given in the self-assessment")


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
    return table_of(rows, ["Rating", "Meaning", "Whose scale", "Version"], "What each colour means", True)


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
    return table_of(rows, columns, "How the areas of work are ranked", True)


_MEASURES = {
    "red": "Red answers of either",
    "apart": "Steps that the two are apart",
    "amber": "Amber answers of either, none red",
    "not_known": "Answers not known",
}


def _steps(row: Row) -> int:
    """How far apart; 0 where it is not known, which sorts last."""
    return 0 if pd.isna(row["apart"]) else int(row["apart"])


def _reason(reason: str) -> str:
    return capital(reason.removeprefix("cannot tell: "))


TABLES: dict[str, Callable[[ProgressReview], Table]] = {
    "reviews": reviews,
    "boards": boards,
    "changes": changes,
    "readings": readings,
    "carried over": carried,
    "ratings": ratings,
    "differences": differences,
    "focus": focus,
    "case": the_case,
    "figures": figures,
    "scale": scale,
    "order": order,
}
