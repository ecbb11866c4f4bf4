"""The parts of a review, by name: what notebooks call.

Each kind of review has its own modules for tables, charts and words. `_KINDS` says which; everything here looks there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from importlib import import_module
from typing import Any, TypeVar

from lepdata.errors import UsageError, unknown
from lepdata.reviews import board_page, nation, nation_tables
from lepdata.reviews import board_page as verdict_cards
from lepdata.reviews.boards import BoardReview
from lepdata.reviews.nation import NationalReview
from lepdata.reviews.show import Caveats, Markup, Sentences, Table

Part = TypeVar("Part")
# A review's class: the modules of this room that hold its TABLES, its CHARTS, and its sentences, caveats and heading.
# They load when asked for, since charts bring altair.
_KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "BoardReview": (("board_page", "drafts"), ("board_charts",), "board_page"),
    "NationalReview": (("nation_tables",), ("nation_charts",), "nation"),
    "DraftReview": (("drafts",), (), "drafts"),
    "Engagement": (("engagement_tables",), (), "engagement_words"),
    "NationalEngagement": (("national_engagement_tables",), (), "engagement_words"),
    "AccuracyReview": (("audit",), ("audit_charts",), "audit"),
    "PlanReview": (("plans",), ("plans",), "plans"),
    "ProgressReview": (("progress_tables", "progress_check_tables"), ("progress_charts",), "progress_words"),
    "StocktakeReview": (("stocktake_tables",), ("stocktake_charts",), "stocktake_words"),
}


def chart(review: object, kind: str) -> Any:
    """A chart of a review, for a notebook or a page.

    Parameters
    ----------
    review : a review
        What `review_board`, `review_national` or another `review_...` returns.
    kind : str
        Of a board: "seats", "shares", "timeline". Of the nation: "coverage", "outcomes", "shares", "areas", "funnel",
        "women", "women spread", "voluntary spread", "voluntary study", "councils", "reconciled". Of the audit:
        "sectors", "evidence". A kind that is not there is answered with those that are.

    Returns
    -------
    altair chart
        Its `description` is the alt text. Change it like any Altair chart.

    Raises
    ------
    UsageError
        If there is no chart of that kind, with those there are.
    """
    _, charts, _ = _kind(review)
    draw = _named("chart", kind, _all(charts, "CHARTS"))
    with import_module("lepdata.reviews.look").checked_once():
        return draw(review)


def table(review: object, kind: str) -> Table:
    """A table of a review: a data frame that shows itself with caption and source links.

    Parameters
    ----------
    review : a review
        What `review_board`, `review_national` or another `review_...` returns.
    kind : str
        Of a board: "members", "others", "sectors", "lists", "compositions", "sources", "changes", "councils", "other
        bodies", "counted", "voice", "voluntary", "women", "publication". Of the nation: "boards", "outcomes",
        "yardstick", "counts", "furthest", "meets everything", "definitions", "groups", "tests", "change", "study",
        "councils", "rural", "successors", "followed", "several", "turnover", "chairs", "compared", "figures", "places".
        Of the audit: "accuracy", "sectors", "confusion", "evidence", "mistakes", "beyond", "unsettled", "missed".
        A kind that is not there is answered with those that are.

    Raises
    ------
    UsageError
        If there is no table of that kind, with those there are.
    """
    tables, _, _ = _kind(review)
    made: Table = _named("table", kind, _all(tables, "TABLES"))(review)
    return made


def sentences(review: object) -> Sentences:
    """What a review says, in sentences."""
    said: Sentences = _words(review).sentences(review)
    return said


def caveats(review: object) -> Caveats:
    """What a reader must know before quoting a number from a review."""
    said: Caveats = _words(review).caveats(review)
    return said


def heading(review: object) -> Markup:
    """The page's heading: the board's name, the nation, or what else is reviewed."""
    headed: Markup = _words(review).heading(review)
    return headed


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
    return Sentences((nation.find(review, name).two_sentences,))


def left_out(review: NationalReview, name: str) -> Caveats:
    """Which boards a finding could not use, and why: nothing where it used all of them. See `finding`."""
    return nation_tables.left_out(nation.find(review, name))


def facts(review: BoardReview) -> Markup:
    """What a reader looks up first: the list used, the rules applied, the region, and who has the functions now."""
    pairs = board_page.facts(review)
    items = "".join(f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in pairs)
    return Markup(f'<dl class="lep-key-facts lep-in-words">{items}</dl>')


def cards(review: BoardReview) -> Markup:
    """The verdicts of a board as cards, under the rules applied."""
    return verdict_cards.cards(review.judgement)


def every_part(review: object) -> Iterator[object]:
    """Everything that `table`, `chart`, `sentences`, `caveats` and `heading` give of a review, one after the other."""
    tables, charts, _ = _kind(review)
    yield from (said(review) for said in (heading, sentences, caveats))
    yield from (table(review, kind) for kind in _all(tables, "TABLES"))
    yield from (chart(review, kind) for kind in _all(charts, "CHARTS"))


def _kind(review: object) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    name = type(review).__name__
    if name not in _KINDS:
        raise UsageError(f"'{name}' is no review. Reviews are what lepdata's functions named review_... return.")
    return _KINDS[name]


def _words(review: object) -> Any:
    return import_module(f"lepdata.reviews.{_kind(review)[2]}")


def _all(modules: tuple[str, ...], name: str) -> dict[str, Any]:
    return {kind: part for module in modules for kind, part in _parts(module, name).items()}


def _parts(module: str, name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = getattr(import_module(f"lepdata.reviews.{module}"), name)
    return found


def _named(what: str, kind: str, parts: Mapping[str, Part]) -> Part:
    if kind not in parts:
        raise unknown(what, kind, parts)
    return parts[kind]
