"""The tables of the national page."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pandas as pd

from lepdata import registers
from lepdata.model.dates import words
from lepdata.reviews import known
from lepdata.reviews.national_review import NationalReview
from lepdata.reviews.show import Table, table_of
from lepdata.reviews.words import COMPLETENESS_WORDS, percent

BOARD_COLUMNS = ["Board", "Board address", "List date", "What it is", "Members"]


def boards(review: NationalReview) -> Table:
    """One row per board: what its best list is, and what it shows of the main questions, asked alike of all."""
    asked = review.outcomes[review.outcomes["rules"] == "yardstick"].set_index(["lep", "criterion"])
    rows = []
    for one in review.boards:
        row = _board(one.lep, one.board)
        for heading, criterion in (
            ("Two-thirds private", "private-two-thirds"),
            ("Voluntary voice", "voluntary-voice"),
        ):
            row[heading] = _answer(asked, one.lep, criterion)
        rows.append(row)
    columns = [*BOARD_COLUMNS, "Two-thirds private", "Voluntary voice"]
    return table_of(rows, columns, "The 38 boards: the best published list of each, and what it shows")


def _board(lep: str, board: object) -> dict[str, object]:
    members = 0 if board is None else int((board.members["counts_as_member"] == "yes").sum())  # type: ignore[attr-defined]
    return {
        "Board": lep,
        "Board address": f"boards/{registers.slug(lep)}.html",
        "List date": words(board.as_at) if board else "no dated list",  # type: ignore[attr-defined]
        "What it is": COMPLETENESS_WORDS[board.completeness] if board else "",  # type: ignore[attr-defined]
        "Members": members,
    }


def _answer(asked: pd.DataFrame, lep: str, criterion: str) -> str:
    if (lep, criterion) not in asked.index:
        return "cannot tell"
    row = asked.loc[(lep, criterion)]
    if row["outcome"] != "cannot tell" or row["as_listed"] == "cannot tell":
        return str(row["outcome"])
    return f"cannot tell; as listed: {row['as_listed']}"


def outcomes(review: NationalReview) -> Table:
    """How many boards meet each rule then in force: proven, and on the lists as they stand."""
    frame = review.outcomes[review.outcomes["rules"] == "then in force"]
    rows = [_tally(statement, own) for statement, own in _by_statement(frame)]
    columns = [
        "Rule",
        "Boards",
        "Met",
        "Not met",
        "Cannot tell",
        "As listed: met",
        "As listed: not met",
        "Definition decides",
    ]
    return table_of(rows, columns, "Boards by rule in force at the date of each board's list")


def yardstick(review: NationalReview) -> Table:
    """The same for the last rules LEPs were under, asked of every board whatever its date."""
    frame = review.outcomes[review.outcomes["rules"] == "yardstick"]
    rows = [_tally(statement, own) for statement, own in _by_statement(frame)]
    columns = [
        "Rule",
        "Boards",
        "Met",
        "Not met",
        "Cannot tell",
        "As listed: met",
        "As listed: not met",
        "Definition decides",
    ]
    return table_of(rows, columns, "Every board against the last rules, whatever the date of its list")


def _by_statement(frame: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    return [(str(own["statement"].iloc[0]), own) for _, own in frame.groupby("criterion", sort=False)]


def _tally(statement: str, own: pd.DataFrame) -> dict[str, object]:
    return {
        "Rule": statement,
        "Boards": len(own),
        "Met": int((own["outcome"] == "met").sum()),
        "Not met": int((own["outcome"] == "not met").sum()),
        "Cannot tell": int((own["outcome"] == "cannot tell").sum()),
        "As listed: met": int((own["as_listed"] == "met").sum()),
        "As listed: not met": int((own["as_listed"] == "not met").sum()),
        "Definition decides": int((own["overall_as_listed"] == "depends on the definition").sum()),
    }


def women(review: NationalReview) -> Table:
    """Published counts of women: the only evidence on gender for most boards, since lists do not print it."""
    counts = known.read_table("compositions")
    rows = [
        {
            "Date": words(row["as_at"]),
            "Board": row["lep"],
            "Women": f"{row['count']} of {row['of']}" if row["count"] and row["of"] else row["as_published"],
            "Share": percent(Fraction(int(row["count"]), int(row["of"]))) if row["count"] and row["of"] else "",
            "Source": "published count",
            "Source address": row["source_url"],
        }
        for row in counts[counts["group"] == "women"].sort_values(["as_at", "lep"]).to_dict("records")
    ]
    return table_of(
        rows, ["Date", "Board", "Women", "Share", "Source", "Source address"], "Published counts of women on boards"
    )


TABLES: dict[str, Callable[[NationalReview], pd.DataFrame]] = {
    "boards": boards,
    "outcomes": outcomes,
    "yardstick": yardstick,
    "women": women,
}
