"""A stock-take for a terminal: the page's tables, cut to what fits a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lepdata.cli.terminal import columns, printable
from lepdata.words_by_id import say

if TYPE_CHECKING:
    from lepdata.reviews.show import Table
    from lepdata.reviews.stocktake_review import StocktakeReview

_SAID = ("Yes", "Partly", "No", "Not known")


def in_words(review: StocktakeReview) -> str:
    """Sentences, tables and caveats."""
    from lepdata.reviews.parts import caveats, sentences

    title = say("stocktake", "heading", lep=review.lep) + (f"\n{say('stocktake', 'made-up')}" if review.made_up else "")
    parts = [title, "\n".join(map(printable, sentences(review))), *_tables(review)]
    return "\n\n".join((*parts, "Bear in mind:\n" + "\n".join(f"- {printable(one)}" for one in caveats(review))))


def _tables(review: StocktakeReview) -> Iterator[str]:
    from lepdata.reviews.parts import table

    if not review.stock.answered:
        yield _lines(table(review, "known"), ["Council", "On the board", "Among the councils"])
        return
    yield _lines(table(review, "councils"))
    if len(shown := _shortened(table(review, "disagreements"))):
        shown["Who"] = [
            "; ".join(f"{name.casefold()}: {row[name]}" for name in _SAID if row[name]) for row in _rows(shown)
        ]
        yield _lines(shown, ["Question", "Together", "Who"])
    for name in ("twice", "evidence"):
        if len(shown := _shortened(table(review, name))):
            yield _lines(shown, [str(column) for column in shown if column not in ("List", "Why")])


def _rows(shown: Table) -> list[dict[Any, Any]]:
    return list(shown.to_dict("records"))


def _shortened(shown: Table) -> Table:
    """The questions by their short names, which the chart uses too."""
    from lepdata.forms.questions import form
    from lepdata.stocktakes.rules import FORM, asked

    short = {one.text: asked()[one.question_id].short for one in form(FORM).questions}
    return shown.replace(short)


def _lines(shown: Table, wanted: list[str] | None = None) -> str:
    names = wanted or [str(column) for column in shown]
    return f"{shown.caption}:\n{columns(shown[names].itertuples(index=False, name=None), names)}"
