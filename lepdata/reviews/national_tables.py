"""The tables of the national page."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from fractions import Fraction

import pandas as pd

from lepdata import registers
from lepdata.model.board import Board
from lepdata.model.dates import words
from lepdata.model.phrases import say
from lepdata.reviews import known
from lepdata.reviews.national_review import NationalReview
from lepdata.reviews.show import Table, table_of
from lepdata.reviews.words import COMPLETENESS_WORDS, CRITERION_WORDS, percent
from lepdata.verdicts.terms import fraction_words

LATER_ASKED = {"women": Fraction(1, 3), "private": Fraction(2, 3)}
BOARD_COLUMNS = ["Board", "Board address", "List date", "What it is", "Members"]


def boards(review: NationalReview) -> Table:
    """One row per board: what its best list is, and what it shows of the main questions, asked alike of all."""
    asked = _asked_of_all(review)
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


def _board(lep: str, board: Board | None) -> dict[str, object]:
    members = 0 if board is None else int((board.members["counts_as_member"] == "yes").sum())
    return {
        "Board": lep,
        "Board address": f"boards/{registers.slug(lep)}.html",
        "List date": words(board.as_at) if board else "no dated list",
        "What it is": COMPLETENESS_WORDS[board.completeness] if board else "",
        "Members": members,
    }


def _asked_of_all(review: NationalReview) -> dict[tuple[str, str], tuple[str, str]]:
    """Outcome and outcome as listed of each board and criterion under the yardstick."""
    asked = review.outcomes[review.outcomes["rules"] == "yardstick"]
    keys = zip(asked["lep"], asked["criterion"], strict=True)
    return dict(zip(keys, zip(asked["outcome"], asked["as_listed"], strict=True), strict=True))


def _answer(asked: dict[tuple[str, str], tuple[str, str]], lep: str, criterion: str) -> str:
    outcome, as_listed = asked.get((lep, criterion), ("cannot tell", "cannot tell"))
    decided = outcome != "cannot tell" or as_listed == "cannot tell"
    return outcome if decided else f"{outcome}; as listed: {as_listed}"


def outcomes(review: NationalReview) -> Table:
    """How many boards meet each rule then in force: proven, and on the lists as they stand."""
    return _tallies(review, "then in force", "Boards by rule in force at the date of each board's list")


def yardstick(review: NationalReview) -> Table:
    """The same for the last rules LEPs were under, asked of every board whatever its date."""
    return _tallies(review, "yardstick", ("Every board against the last rules, whatever the date of its list"))


def _tallies(review: NationalReview, rules: str, caption: str) -> Table:
    asked = review.outcomes[review.outcomes["rules"] == rules]
    rows = [_tally(rule, own) for rule, own in _by_criterion(asked)]
    answers = ["Met", "Not met", "Cannot tell", "As listed: met", "As listed: not met", "Definition decides"]
    return table_of(rows, ["Rule", "Boards", *answers], caption)


def _by_criterion(frame: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    return [(CRITERION_WORDS.get(str(name), str(name)), own) for name, own in frame.groupby("criterion", sort=False)]


def _tally(rule: str, own: pd.DataFrame) -> dict[str, object]:
    return {
        "Rule": rule,
        "Boards": len(own),
        "Met": int((own["outcome"] == "met").sum()),
        "Not met": int((own["outcome"] == "not met").sum()),
        "Cannot tell": int((own["outcome"] == "cannot tell").sum()),
        "As listed: met": int((own["as_listed"] == "met").sum()),
        "As listed: not met": int((own["as_listed"] == "not met").sum()),
        "Definition decides": int((own["overall_as_listed"] == "depends on the definition").sum()),
    }


def counts(review: NationalReview) -> Table:
    """Published counts of women and of private members without names, against the shares that were later asked for."""
    published = known.read_table("compositions")
    asked = published[published["group"].isin(list(LATER_ASKED))].sort_values(["group", "as_at", "lep"])
    columns = ["Board", "Date", "Group", "Count", "Share", "Against the later rule", "Source", "Source address"]
    rows = [_count(row) for row in asked.to_dict("records")]
    return table_of(rows, columns, "Published counts of women and private members")


def _count(row: dict[Hashable, str]) -> dict[str, object]:
    share = Fraction(int(row["count"]), int(row["of"])) if row["count"] and row["of"] else None
    return {
        "Group": row["group"],
        "Date": words(row["as_at"]),
        "Board": row["lep"],
        "Count": f"{row['count']} of {row['of']}" if share is not None else row["as_published"] or row["count"],
        "Share": percent(share) if share is not None else "",
        "Against the later rule": "" if share is None else _against(share, LATER_ASKED[row["group"]]),
        "Source": "published count",
        "Source address": row["source_url"],
    }


def _against(share: Fraction, asked: Fraction) -> str:
    return say("national_tables", "at-least" if share >= asked else "less-than", share=fraction_words(asked))


TABLES: dict[str, Callable[[NationalReview], Table]] = {
    "boards": boards,
    "outcomes": outcomes,
    "yardstick": yardstick,
    "counts": counts,
}
