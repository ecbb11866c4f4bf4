"""The parts of a review, by name: what notebooks call."""

from __future__ import annotations

from html import escape
from typing import Any, TypeVar

from lepdata.model.faults import unknown
from lepdata.reviews import (
    audit_tables,
    audit_words,
    board_tables,
    board_words,
    change_tables,
    finding_tables,
    national_findings,
    national_tables,
    national_words,
    people_tables,
    verdict_cards,
    voice_tables,
)
from lepdata.reviews.audit import AccuracyReview
from lepdata.reviews.national_review import NationalReview
from lepdata.reviews.one_board import BoardReview
from lepdata.reviews.show import Caveats, Markup, Sentences, Table

Review = BoardReview | NationalReview | AccuracyReview
Part = TypeVar("Part")
NATIONAL_TABLES = national_tables.TABLES | finding_tables.TABLES | people_tables.TABLES
BOARD_TABLES = board_tables.TABLES | change_tables.TABLES | voice_tables.TABLES


def chart(review: Review, kind: str) -> Any:
    """A chart of a review, for a notebook or a page.

    Parameters
    ----------
    review : BoardReview, NationalReview or AccuracyReview
        What `review_board`, `review_national` or `review_accuracy` returns.
    kind : str
        Of a board: "seats", "shares", "timeline". Of the nation: "coverage", "outcomes", "shares", "areas", "funnel",
        "women", "women spread", "voluntary spread", "voluntary study", "councils", "reconciled". Of the audit:
        "sectors", "evidence".

    Returns
    -------
    altair chart
        Its `description` is the alt text. Change it like any Altair chart.

    Raises
    ------
    UsageError
        If there is no chart of that kind, with those there are.
    """
    from lepdata.reviews import (
        audit_charts,
        board_charts,
        finding_charts,
        national_charts,
    )  # altair loads only when it is asked for

    if isinstance(review, BoardReview):
        return _named("chart", kind, board_charts.CHARTS)(review)
    if isinstance(review, AccuracyReview):
        return _named("chart", kind, audit_charts.CHARTS)(review)
    return _named("chart", kind, national_charts.CHARTS | finding_charts.CHARTS)(review)


def table(review: Review, kind: str) -> Table:
    """A table of a review: a data frame that shows itself with caption and source links.

    Parameters
    ----------
    review : BoardReview, NationalReview or AccuracyReview
        What `review_board`, `review_national` or `review_accuracy` returns.
    kind : str
        Of a board: "members", "others", "sectors", "lists", "compositions", "sources", "changes", "councils", "other
        bodies", "counted", "voice", "voluntary", "women", "publication". Of the nation: "boards", "outcomes",
        "yardstick", "counts", "furthest", "meets everything", "definitions", "groups", "tests", "change", "study",
        "councils", "rural", "successors", "followed", "several", "turnover", "chairs", "compared", "figures", "places".
        Of the audit: "accuracy", "sectors", "confusion", "evidence", "mistakes", "beyond", "unsettled", "missed".

    Raises
    ------
    UsageError
        If there is no table of that kind, with those there are.
    """
    if isinstance(review, BoardReview):
        return _named("table", kind, BOARD_TABLES)(review)
    if isinstance(review, AccuracyReview):
        return _named("table", kind, audit_tables.TABLES)(review)
    return _named("table", kind, NATIONAL_TABLES)(review)


def sentences(review: Review) -> Sentences:
    """What a review says, in sentences."""
    if isinstance(review, AccuracyReview):
        return audit_words.sentences(review)
    return board_words.sentences(review) if isinstance(review, BoardReview) else national_words.sentences(review)


def finding(review: NationalReview, name: str) -> Sentences:
    """One thing that all boards show together, in two sentences.

    Parameters
    ----------
    review : NationalReview
        What `review_national` returns.
    name : str
        "outcomes", "definitions", "furthest", "meets everything", "business funnel", "business differences", "business
        boards", "business change", "mix", "women differences", "women spread", "voluntary spread", "voluntary study",
        "councils", "people" or "reconciled".

    Raises
    ------
    UsageError
        If there is no such finding, with those there are.
    """
    return Sentences((national_findings.find(review, name).two_sentences,))


def left_out(review: NationalReview, name: str) -> Caveats:
    """Which boards a finding could not use, and why: nothing where it used all of them. See `finding`."""
    return finding_tables.left_out(national_findings.find(review, name))


def caveats(review: Review) -> Caveats:
    """What a reader must know before quoting a number from a review."""
    if isinstance(review, AccuracyReview):
        return audit_words.caveats(review)
    return board_words.caveats(review) if isinstance(review, BoardReview) else national_words.caveats(review)


def heading(review: Review) -> Markup:
    """The page's heading: the board's name, the nation, or the audit."""
    if isinstance(review, AccuracyReview):
        return Markup("<h1>How far to trust the sectors</h1><p>The classifier beside a careful reader.</p>")
    if isinstance(review, NationalReview):
        return Markup("<h1>The national review</h1><p>All 38 boards of Local Enterprise Partnerships in England.</p>")
    return Markup(f"<h1>{escape(review.lep)}</h1>")


def facts(review: BoardReview) -> Markup:
    """What a reader looks up first: the list used, the rules applied, the region, and who has the functions now."""
    pairs = board_words.facts(review)
    items = "".join(f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in pairs)
    return Markup(f'<dl class="lep-key-facts lep-in-words">{items}</dl>')


def cards(review: BoardReview, yardstick: bool = False) -> Markup:
    """The verdicts of a board as cards: under the rules applied, or under the last rules that LEPs were under."""
    if (
        yardstick
        and review.judgement
        and review.yardstick
        and review.judgement.framework.id == review.yardstick.framework.id
    ):
        return Markup('<p class="lep-note">These are the rules applied above.</p>')
    return verdict_cards.cards(review.yardstick if yardstick else review.judgement)


def _named(what: str, kind: str, parts: dict[str, Part]) -> Part:
    if kind not in parts:
        raise unknown(what, kind, parts)
    return parts[kind]
