"""Tables of a board's page: its voluntary voice, its women, and what was published of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import pandas as pd

from lepdata.model.dates import words
from lepdata.model.phrases import capital
from lepdata.representation import (
    characteristics,
    publication_duties,
    voluntary_questions,
    voluntary_seats,
)
from lepdata.reviews.one_board import BoardReview
from lepdata.reviews.show import Table, table_of
from lepdata.reviews.voices import publication_answers, voice_answers
from lepdata.reviews.words import percent_text

Row = dict[Hashable, Any]
_DECIDED = ("met", "not met")


def voice(review: BoardReview) -> Table:
    """The questions of the 2020 voluntary-sector study, asked of this partnership."""
    asked = {row["id"]: row["statement"] for row in voluntary_questions().to_dict("records")}
    answers = voice_answers(review.lep, review.last_day)
    rows = [
        {
            "Question": asked[row["question"]],
            "Answer": _answer(row),
            "Why": _sentence(row["reason"]),
            "Source": "the list" if row["source_url"] else "",
            "Source address": row["source_url"],
        }
        for row in answers.to_dict("records")
    ]
    columns = ["Question", "Answer", "Why", "Source", "Source address"]
    return table_of(rows, columns, f"The voluntary sector’s voice in {review.lep}")


def voluntary(review: BoardReview) -> Table:
    """Every seat of any body that the voluntary sector holds or held, newest first."""
    held = _own(voluntary_seats(review.seen, review.last_day), review)
    newest = held.sort_values("list_date", ascending=False, kind="stable")
    rows = [
        {
            "Name": row["person"] or "(holder not named)",
            "Organisation": row["organisation"],
            "Kind": row["group"],
            "Body": row["body"],
            "Date": words(row["list_date"]),
            "How nominated": row["words"] or row["how_nominated"],
            "In doubt": row["doubt"],
            "Source": "the list",
            "Source address": row["source_url"],
        }
        for row in newest.to_dict("records")
    ]
    columns = ["Name", "Organisation", "Kind", "Body", "Date", "How nominated", "In doubt", "Source", "Source address"]
    return table_of(rows, columns, f"Seats of the voluntary sector in {review.lep}, newest first", True)


def women(review: BoardReview) -> Table:
    """What is published of women, and of characteristics that no list prints."""
    if review.board is None:
        return table_of([], ["Characteristic"], "Women and other characteristics")
    rows = [
        {
            "Characteristic": str(row["characteristic"]).capitalize(),
            "Published": _published(row),
            "Known": "" if pd.isna(row["yes"]) else f"{row['yes']} of {row['members']}",
            "Not published of": "" if pd.isna(row["not_published"]) else str(row["not_published"]),
            "The share": _between(row),
            "Bear in mind": row["reason"],
        }
        for row in characteristics(review.board, review.compositions).to_dict("records")
    ]
    columns = ["Characteristic", "Published", "Known", "Not published of", "The share", "Bear in mind"]
    return table_of(rows, columns, f"Women and other characteristics, {words(review.board.as_at)}")


def publications(review: BoardReview) -> Table:
    """What a source shows to have been published of the board, or not; one last row for what cannot be told."""
    asked = {row["id"]: row["statement"] for row in publication_duties().to_dict("records")}
    answers = publication_answers(review.lep, review.last_day)
    decided = answers["outcome"].isin(_DECIDED)
    rows = [
        {
            "Duty": asked[row["duty"]],
            "Answer": row["outcome"],
            "Why": _sentence(row["reason"]),
            "Source": "seen here",
            "Source address": row["source_url"],
        }
        for row in answers[decided].to_dict("records")
    ]
    open_ones = [asked[duty] for duty in answers.loc[~decided, "duty"]]
    if open_ones:
        told = "No document seen shows or disproves it; lists of members seldom can."
        rows.append({"Duty": " ".join(open_ones), "Answer": "cannot tell", "Why": told})
    columns = ["Duty", "Answer", "Why", "Source", "Source address"]
    return table_of(rows, columns, f"What was published of the board of {review.lep}", True)


def _own(frame: pd.DataFrame, review: BoardReview) -> pd.DataFrame:
    return frame[frame["lep"] == review.lep]


def _answer(row: Row) -> str:
    decided = row["outcome"] in _DECIDED or row["as_listed"] == "cannot tell"
    outcome = str(row["outcome"])
    return outcome if decided else f"{outcome}; as listed: {row['as_listed']}"


def _sentence(reason: str) -> str:
    """A reason without the answer that stands in its own column."""
    _, _, said = str(reason).partition(": ")
    return capital(said or str(reason))


def _between(row: Row) -> str:
    low, high = row["lowest_share"], row["highest_share"]
    if not low or not high:
        return ""
    if low == high:
        return f"exactly {percent_text(low)}"
    return f"between {percent_text(low)} and {percent_text(high)}"


def _published(row: Row) -> str:
    of_nobody = row["published"] == "in part" and row["not_published"] == row["members"]
    return "not on this list" if of_nobody else str(row["published"])


TABLES: dict[str, Callable[[BoardReview], Table]] = {
    "voice": voice,
    "voluntary": voluntary,
    "women": women,
    "publication": publications,
}
