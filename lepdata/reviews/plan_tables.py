"""The tables of a plan's page."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import pandas as pd

from lepdata.dates import words
from lepdata.english import capital
from lepdata.plans.rating import worst
from lepdata.plans.reasons import due_words
from lepdata.plans.records import When
from lepdata.plans.rulebook import rows
from lepdata.reviews.plan_review import PlanReview, by_date, can_pass
from lepdata.reviews.show import Table, table_of
from lepdata.reviews.wording import COMPLETENESS_WORDS
from lepdata.words_by_id import say

Row = dict[Hashable, Any]
KIND_WORDS = {"kpi": "KPI", "milestone": "Milestone", "monitoring": "Monitoring"}
STATE_WORDS = {row["id"]: row["label"] for row in rows("states.csv")}
_ITEM = ["Item", "Kind", "What is promised", "When, as published"]
_SELDOM = ("Moved to", "In time")  # left out where nothing was moved or is done
_STANDING = ["Moved to", "Due", "How it stands", "In time", "Rating", "Why"]


def improvements(review: PlanReview) -> Table:
    """Each improvement: how many items it has, how they stand, and their rating together."""
    found = [_improvement(review, number, own) for number, own in _by_improvement(review)]
    columns = ["Improvement", "In short", "Items", "With a date", "Done", "Overdue", "Passed, no report", "Rating"]
    return table_of(found, columns, say("action_tables", "plan-improvements", as_at=words(review.as_at)))


def _by_improvement(review: PlanReview) -> list[tuple[str, pd.DataFrame]]:
    numbers = dict.fromkeys(review.status["improvement"])
    return [(number, review.status[review.status["improvement"] == number]) for number in numbers]


def _improvement(review: PlanReview, number: str, own: pd.DataFrame) -> Row:
    states = own["state"].value_counts()
    summaries = {item.improvement: item.improvement_summary for item in review.plan.items}
    return {
        "Improvement": number,
        "In short": summaries[number],
        "Items": len(own),
        "With a date": int(can_pass(own).sum()),
        "Done": int(states.get("done", 0)),
        "Overdue": int(states.get("overdue", 0)),
        "Passed, no report": int(states.get("date passed, no report seen", 0)),
        "Rating": capital(worst(own["rating"])),
    }


def dated(review: PlanReview) -> Table:
    """Every item with a date that can pass, the earliest first."""
    own = by_date(review)
    found = [_standing(row) for row in own.to_dict("records")]
    met = [name for name in _STANDING if name not in _SELDOM or any(row[name] for row in found)]
    return table_of(found, [*_ITEM, *met], say("action_tables", "plan-dated", as_at=words(review.as_at)))


def undated(review: PlanReview) -> Table:
    """Every item without a date that can pass."""
    own = review.status[~can_pass(review.status)]
    columns = [*_ITEM, "How it stands", "Rating", "Why"]
    found = [_standing(row) for row in own.to_dict("records")]
    return table_of(found, columns, say("action_tables", "plan-undated"), True)


def _standing(row: Row) -> Row:
    return {
        **_item(row),
        "When, as published": row["when_as_published"],
        "Moved to": row["moved_to"],
        "Due": due_words(When(row["due_kind"], row["due_from"], row["due_to"], "", "", "")),
        "How it stands": STATE_WORDS[row["state"]],
        "In time": capital(row["in_time"]),
        "Rating": capital(row["rating"]),
        "Why": row["reason"],
    }


def _item(row: Row) -> Row:
    short = str(row["item_id"]).partition("/")[2]
    return {"Item": short, "Kind": KIND_WORDS[row["kind"]], "What is promised": row["text"]}


def slips(review: PlanReview) -> Table:
    """What slipped since the last quarter began."""
    found = [
        {**_item(row), "How": capital(row["how"]), "Why": row["reason"]} for row in review.slipped.to_dict("records")
    ]
    caption = say("action_tables", "plan-slips", since=words(review.since), as_at=words(review.as_at))
    return table_of(found, ["Item", "Kind", "What is promised", "How", "Why"], caption)


def facts(review: PlanReview) -> Table:
    """What the board's published lists show of the plan's promises."""
    found = [
        {
            "Item": row["item_id"].partition("/")[2],
            "Promised": row["text"],
            "What a list would show": row["statement"],
            "Answer": capital(row["answer"]),
            "Why": row["reason"],
            "List": _list_words(row),
            "Source": row["source_title"],
            "Source address": row["source_url"],
            "Link": "Ours" if row["ours"] == "yes" else "From the rules for boards",
        }
        for row in review.facts.to_dict("records")
    ]
    columns = [
        "Item",
        "Promised",
        "What a list would show",
        "Answer",
        "Why",
        "List",
        "Source",
        "Source address",
        "Link",
    ]
    return table_of(found, columns, say("action_tables", "plan-facts"))


def _list_words(row: Row) -> str:
    if not row["list_date"]:
        return "none"
    return f"{words(row['list_date'])}, {COMPLETENESS_WORDS[row['list_completeness']]}"


def updates(review: PlanReview) -> Table:
    """Every report, in the order in which they were made."""
    found = [
        {
            "Quarter": row["quarter"],
            "Reported on": words(row["reported_on"]),
            "Item": row["item_id"].partition("/")[2],
            "Status": capital(row["status"]),
            "Done": words(row["done_on"]) if row["done_on"] else "",
            "Moved to": row["moved_to"],
            "Note": row["note"],
            "By": row["written_by"],
        }
        for row in review.updates.to_dict("records")
    ]
    columns = ["Quarter", "Reported on", "Item", "Status", "Done", "Moved to", "Note", "By"]
    return table_of(found, columns, say("action_tables", "plan-updates"), True)


def dates(review: PlanReview) -> Table:
    """How the published words of each date were read, and whose reading it is."""
    rules = {row["id"]: row for row in rows("date_words.csv")}
    read = {item.when_as_published: item.when for item in review.plan.items if item.when_as_published}
    found = [
        {
            "Words": text,
            "Read as": capital(due_words(when)) or capital(when.kind if when.kind != "none" else "no date"),
            "By the rule": rules[when.rule]["meaning"] if when.rule else "No rule reads these words",
            "Reading": "Ours" if when.rule and rules[when.rule]["ours"] == "yes" else "As they say",
            "In doubt": capital(when.doubt),
        }
        for text, when in read.items()
    ]
    return table_of(
        found, ["Words", "Read as", "By the rule", "Reading", "In doubt"], say("action_tables", "plan-dates"), True
    )


def ratings(review: PlanReview) -> Table:
    """The rule of red, amber and green: the first line that fits decides."""
    found = [
        {
            "How it stands": STATE_WORDS.get(row["state"], "Anything"),
            "Last report": {"*": "Anything", "none": "None seen"}.get(row["reported"], capital(row["reported"])),
            "Date moved": {"*": "Either"}.get(row["moved"], capital(row["moved"])),
            "Rating": capital(row["rating"]),
            "Why": row["reason"],
        }
        for row in rows("ratings.csv")
    ]
    caption = say("action_tables", "plan-ratings")
    return table_of(found, ["How it stands", "Last report", "Date moved", "Rating", "Why"], caption, True)


TABLES: dict[str, Callable[[PlanReview], Table]] = {
    "improvements": improvements,
    "dated": dated,
    "undated": undated,
    "slipped": slips,
    "facts": facts,
    "updates": updates,
    "dates": dates,
    "ratings": ratings,
}
