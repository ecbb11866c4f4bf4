"""The parts of a review, by name, as notebooks call them; the modules that make them load then: charts bring altair."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any, cast

from lepdata.display import Record
from lepdata.english import an
from lepdata.errors import UsageError, unknown
from lepdata.registers.whose import using
from lepdata.reviews.markup import Caveats, Markup, Sentences, Table

_MODULES = {  # a review's class: the module of its heading, sentences, caveats and tables; charts are a board's alone
    **{"BoardReview": "board_page", "NationalReview": "nation", "DraftReview": "plans", "Engagement": "engagement"},
    **{"AccuracyReview": "audit", "PlanReview": "plans", "ProgressReview": "progress", "Stocktake": "stocktakes"},
}


def chart(review: Record, kind: str) -> Any:
    """A chart of a review, an Altair chart whose `description` is its alt text: change it like any other.

    Parameters
    ----------
    review : a review
        What `review_board`, `review_national` or another `review_...` returns.
    kind : str
        Of a board: "readings". Its other charts, and those of all boards together, are drawn in their notebooks.
    """
    return _made(review, "chart", kind)


def table(review: Record, kind: str) -> Table:
    """A table of a review: a data frame that shows itself with caption and source links.

    Parameters
    ----------
    review : a review
        What `review_board`, `review_national` or another `review_...` returns.
    kind : str
        Of a board: "rules", "yardstick", "changes", "voice", "women", "publication"; the others are made in its
        notebook, from frames of the review. Of the nation: "squares", "matrix", "boards"; of an engagement: "elements".
    """
    return cast(Table, _made(review, "table", kind))


def sentences(review: Record) -> Sentences:
    """What a review says, in sentences."""
    return Sentences(_words(review, "sentences"))


def caveats(review: Record) -> Caveats:
    """What a reader must know before quoting a number from a review."""
    return Caveats(_words(review, "caveats"))


def heading(review: Record) -> Markup:
    """The page's heading: the board's name, the nation, or what else is reviewed."""
    return Markup(_words(review, "heading"))


def finding(review: Record, name: str) -> Sentences:
    """One thing that a board shows, or that all boards show together, in a sentence or two.

    Parameters
    ----------
    review : BoardReview or NationalReview
        What `review_board` or `review_national` returns.
    name : str
        Of a board: "seats", "shares" or "councils", as its charts show them. Of the nation: "outcomes", "ranges",
        "lists", "voluntary", "voluntary study", "councils" or "reconciled".
    """
    of_nation = getattr(review, "find", None)
    return Sentences((of_nation(name).two_sentences if of_nation else _made(review, "finding", name),))


def warm() -> None:
    """Make all of a board's page and show it to nobody: what is read and loaded serves all pages forked from here."""
    import altair as alt
    import pandas as pd
    import rapidfuzz.fuzz  # noqa: F401 - loaded by what needs it, which one board's page may not reach
    import scipy.optimize  # noqa: F401

    from lepdata.reviews import board_page, boards, engagement, known, plans

    pd.set_option("mode.string_storage", "python")  # tables as small as these are cut a fifth faster than by pyarrow
    whole = known.read_table("boards").sort_values("completeness", key=lambda kind: kind != "full")  # has every part
    review = boards.review_board(whole["lep"].iloc[0])
    for one in (review, engagement.grade_engagement(review.lep), plans.review_draft(review)):
        for make in (_makers(one, "table") | _makers(one, "chart")).values():
            make(one)._repr_mimebundle_()
    for make in (board_page.heading, board_page.facts, board_page.cards, board_page.caveats):
        make(review)
    for frame in (review.seats, review.shares, review.councils, review.other_bodies, review.voluntary):
        alt.Chart(frame).mark_point().encode(x=f"{frame.columns[0]}:N").to_dict()  # reads Altair's schema too


def _words(review: object, what: str) -> Any:
    with using(getattr(review, "collection", None)):
        return getattr(_module(review), what)(review)


def _module(review: object, what: str = "") -> ModuleType:
    name = type(review).__name__
    if name not in _MODULES:
        raise UsageError(f"Of '{name}' no words, tables or charts are kept, only of these: {', '.join(_MODULES)}.")
    return import_module(f"lepdata.reviews.{'look' if (name, what) == ('BoardReview', 'chart') else _MODULES[name]}")


def _makers(review: object, what: str) -> dict[str, Callable[[Any], Any]]:
    return getattr(_module(review, what), f"{what.upper()}S", {})


def _made(review: object, what: str, kind: str) -> Any:
    makers = _makers(review, what)
    if not makers:
        name = type(review).__name__
        raise UsageError(f"No {what} is kept of {an(name)}: its notebook makes them from its frames, in notebooks/.")
    if kind not in makers:
        raise unknown(what, kind, makers)
    with using(getattr(review, "collection", None)):
        return makers[kind](review)
