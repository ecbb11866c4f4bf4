"""The parts of a review, by name: what notebooks call.

Each kind of review has its own modules for tables, charts and words. `_KINDS` says which; everything here looks there.
They load when asked for, since charts bring altair.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

from lepdata.errors import UsageError, unknown
from lepdata.reviews.show import Caveats, Markup, Sentences, Table

if TYPE_CHECKING:
    from lepdata.reviews.boards import BoardReview
    from lepdata.reviews.nation import NationalReview

# A review's class: the modules of this room that hold its TABLES, its CHARTS, and its sentences, caveats and heading.
_KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "BoardReview": (("board_page", "drafts"), ("board_charts",), "board_page"),
    "NationalReview": (("nation_tables",), ("nation_charts",), "nation"),
    "DraftReview": (("drafts",), (), "drafts"),
    "Engagement": (("engagement",), (), "engagement"),
    "NationalEngagement": (("engagement.NATIONAL_TABLES",), (), "engagement"),
    "AccuracyReview": (("audit",), (), "audit"),
    "PlanReview": (("plans",), ("plans",), "plans"),
    "ProgressReview": (("progress",), ("action_charts.PROGRESS",), "progress"),
    "StocktakeReview": (("stocktakes",), ("action_charts.STOCKTAKE",), "stocktakes"),
}


def chart(review: object, kind: str) -> Any:
    """A chart of a review, for a notebook or a page.

    Parameters
    ----------
    review : a review
        What `review_board`, `review_national` or another `review_...` returns.
    kind : str
        Of a board: "seats", "shares", "timeline". Of the nation: "coverage", "shares", "areas", "women", "voluntary
        study", "councils", "reconciled". A kind that is not
        there is answered with those that are.

    Returns
    -------
    altair chart
        Its `description` is the alt text. Change it like any Altair chart.

    Raises
    ------
    UsageError
        If there is no chart of that kind, with those there are.
    """
    return _named("chart", kind, _charts(review))(review)


def table(review: object, kind: str) -> Table:
    """A table of a review: a data frame that shows itself with caption and source links.

    Parameters
    ----------
    review : a review
        What `review_board`, `review_national` or another `review_...` returns.
    kind : str
        Of a board: "members", "others", "sectors", "lists", "yardstick", "compositions", "sources", "changes",
        "councils", "other bodies", "counted", "voice", "voluntary", "women", "publication". Of the nation: "boards",
        "outcomes", "yardstick", "counts", "furthest", "meets everything", "definitions", "groups", "change",
        "study", "councils", "rural", "successors", "followed", "several", "turnover", "chairs", "compared", "figures",
        "places". Of the audit: "accuracy", "evidence", "mistakes", "beyond", "missed". A kind that is not there is
        answered with those that are.

    Raises
    ------
    UsageError
        If there is no table of that kind, with those there are.
    """
    made: Table = _named("table", kind, _tables(review))(review)
    return made


def sentences(review: object) -> Sentences:
    """What a review says, in sentences."""
    found: Sentences = _words(review).sentences(review)
    return found


def caveats(review: object) -> Caveats:
    """What a reader must know before quoting a number from a review."""
    found: Caveats = _words(review).caveats(review)
    return found


def heading(review: object) -> Markup:
    """The page's heading: the board's name, the nation, or what else is reviewed."""
    found: Markup = _words(review).heading(review)
    return found


def finding(review: NationalReview, name: str) -> Sentences:
    """One thing that all boards show together, in two sentences.

    Parameters
    ----------
    review : NationalReview
        What `review_national` returns.
    name : str
        "outcomes", "definitions", "furthest", "meets everything", "business change", "mix", "women spread",
        "voluntary spread", "voluntary study", "councils", "people" or "reconciled".

    Raises
    ------
    UsageError
        If there is no such finding, with those there are.
    """
    return Sentences((review.find(name).two_sentences,))


def left_out(review: NationalReview, name: str) -> Caveats:
    """Which boards a finding could not use, and why: nothing where it used all of them. See `finding`."""
    from lepdata.reviews.nation_tables import left_out

    return left_out(review.find(name))


def facts(review: BoardReview) -> Markup:
    """What a reader looks up first: the list used, the rules applied, the region, and who has the functions now."""
    found: Markup = _words(review).facts(review)
    return found


def cards(review: BoardReview) -> Markup:
    """The verdicts of a board as cards, under the rules applied."""
    found: Markup = _words(review).cards(review.judgement)
    return found


def every_part(review: object) -> Iterator[object]:
    """Everything that `table`, `chart`, `sentences`, `caveats` and `heading` give of a review, one after the other."""
    yield from (part(review) for part in (heading, sentences, caveats))
    yield from (table(review, kind) for kind in _tables(review))
    yield from (chart(review, kind) for kind in _charts(review))


def _tables(review: object) -> dict[str, Any]:
    return _of("TABLES", _kind(review)[0])


def _charts(review: object) -> dict[str, Any]:
    return _of("CHARTS", _kind(review)[1])


def _words(review: object) -> Any:
    return import_module(f"lepdata.reviews.{_kind(review)[2]}")


def _kind(review: object) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    name = type(review).__name__
    if name not in _KINDS:
        raise UsageError(f"'{name}' is no review. Reviews are what lepdata's functions named review_... return.")
    return _KINDS[name]


def _of(parts: str, places: tuple[str, ...]) -> dict[str, Any]:
    """The parts of some modules; a module may name its own table of them ("action_charts.PROGRESS")."""
    found: dict[str, Any] = {}
    for module, _, own in (place.partition(".") for place in places):
        found |= getattr(import_module(f"lepdata.reviews.{module}"), own or parts)
    return found


def _named(what: str, kind: str, parts: dict[str, Any]) -> Any:
    if kind not in parts:
        raise unknown(what, kind, parts)
    return parts[kind]
