"""The charts of a stock-take's page: every cell says its answer in letters, so that colour only helps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd

from lepdata.forms.questions import form
from lepdata.reviews.look import TEXT, WIDTH, Chart, layers, styled
from lepdata.reviews.stocktake_review import StocktakeReview
from lepdata.reviews.stocktake_words import seat_parts
from lepdata.reviews.wording import listing
from lepdata.stocktakes.rules import FORM, asked
from lepdata.words_by_id import say

_FILE = "stocktake"
_FILL = {"Yes": "#12436D", "Partly": "#7BA7CC", "No": "#F46A25", "Not known": "#D5D6D8", "No answer": "#FFFFFF"}
_DARK = "#12436D"  # on which only white can be read
_LETTERS = {"Yes": "Y", "Partly": "P", "No": "N", "Not known": "?", "No answer": "–"}  # where cells are narrow
_VALUES = {"yes": "yes", "partly": "partly", "no": "no", "unknown": "not known"}
_ROOM, _ROOM_FOR_WORDS = 12, 8  # councils
_SEATS = ("own seat", "shared seat", "county seat", "no seat", "no council then", "seat not seen")
_FORUM = ("forum seat", "forum of others", "no forum seen")
_SHORT = {
    "own seat": "Own seat",
    "shared seat": "Shared seat",
    "county seat": "Through county",
    "no seat": "No seat",
    "no council then": "No council then",
    "seat not seen": "Not seen",
    "forum seat": "Seen there",
    "forum of others": "Not seen there",
    "no forum seen": "No body seen",
}
_FACT_FILL = {"Own seat": "#12436D", "Seen there": "#12436D", "Shared seat": "#7BA7CC", "Through county": "#7BA7CC"}
_OPEN = {
    "No seat": "#F46A25",
    "No council then": "#FFFFFF",
    "Not seen": "#D5D6D8",
    "Not seen there": "#D5D6D8",
    "No body seen": "#FFFFFF",
}


def answers(review: StocktakeReview) -> Any:
    """Questions by councils, each cell with its answer; councils that have not answered too, where there is room."""
    stock = review.stock
    every = (*stock.councils, *stock.gone)
    councils = every if stock.answered and len(every) <= _ROOM else stock.answered or ("No council yet",)
    names = [f"{number}. {one.short}" for number, one in enumerate(asked().values(), start=1)]
    labels = {choice.value: choice.label for choice in form(FORM).questions[0].choices}
    given = {(row["council"], row["question_id"]): row["answer"] for row in stock.answers.to_dict("records")}
    cells = [
        {"Question": name, "Council": council, "Answer": labels.get(given.get((council, one), ""), "No answer")}
        for council in councils
        for name, one in zip(names, asked(), strict=True)
    ]
    shown = pd.DataFrame(cells)
    shown["Letters"] = shown["Answer"] if len(councils) <= _ROOM_FOR_WORDS else shown["Answer"].map(_LETTERS)
    chart = _grid(shown, "Question", names, _FILL, 26 * len(names), 90 * len(councils), alt.Legend())
    return styled(chart, _alt(review), _title(review, "chart-title"))


def known(review: StocktakeReview) -> Any:
    """Councils by where they are seen: the partnership's board, and a body of councils."""
    facts = review.stock.facts[review.stock.facts["fact"].isin((*_SEATS, *_FORUM))]
    place = facts["fact"].isin(_SEATS).map({True: "On the board", False: "Among councils"})
    words = facts["fact"].map(_SHORT)
    shown = pd.DataFrame({"Council ": facts["council"], "Council": place, "Answer": words, "Letters": words})
    rows = list(dict.fromkeys(facts["council"]))
    chart = _grid(shown, "Council ", rows, _FACT_FILL | _OPEN, 26 * max(1, len(rows)), 280, None)
    forum = int((facts["fact"] == "forum seat").sum())
    finding = say(_FILE, "known-alt", councils=len(rows), parts=seat_parts(review.stock), forum=forum)
    return styled(chart, finding, _title(review, "known-title"))


def _title(review: StocktakeReview, phrase: str) -> str:
    """A chart may be copied from its page, so that of the made-up area says so itself."""
    return say(_FILE, phrase) + (f" ({say(_FILE, 'made-up-short')})" if review.made_up else "")


def _alt(review: StocktakeReview) -> str:
    stock = review.stock
    if not stock.answered:
        return say(_FILE, "chart-nothing")
    given = stock.answers["answer"].value_counts()
    counts = {name: int(given.get(value, 0)) for name, value in _VALUES.items()}
    at_odds = stock.questions.loc[stock.questions["says"] == "contradict", "question"]
    asked, answered = len(stock.questions), len(stock.answered)
    told = listing([text.rstrip("?") for text in at_odds]) or "none"
    total = len(stock.councils)
    return say(_FILE, "chart-alt", answered=answered, councils=total, questions=asked, contradicted=told, **counts)


def _grid(
    shown: pd.DataFrame, rows: str, order: list[str], fill: dict[str, str], height: int, width: int, legend: Any
) -> Any:
    """A cell for each row and column, filled and lettered."""
    used = [name for name in fill if name in set(shown["Answer"])]
    scale = alt.Scale(domain=used, range=[fill[name] for name in used])
    white = [name for name in used if fill[name] == _DARK]
    y = alt.Y(f"{rows}:N", sort=order, title=None, axis=alt.Axis(labelLimit=300, ticks=False, domain=False))
    top = alt.Axis(orient="top", labelAngle=-40, labelLimit=220, ticks=False, domain=False)
    x = alt.X("Council:N", sort=list(dict.fromkeys(shown["Council"])), title=None, axis=top)
    base = Chart(shown).encode(x=x, y=y, tooltip=[f"{rows}:N", "Council:N", "Answer:N"])
    colour = alt.Color("Answer:N", scale=scale, title=None, legend=legend)
    cells = base.mark_rect(stroke="#FFFFFF", strokeWidth=2).encode(color=colour)
    ink = alt.condition(alt.FieldOneOfPredicate("Answer", white or [""]), alt.value("#FFFFFF"), alt.value(TEXT))
    letters = base.mark_text(fontSize=12).encode(text="Letters:N", color=ink)
    return layers(cells, letters).properties(width=min(width, WIDTH), height=height)


CHARTS: dict[str, Callable[[StocktakeReview], Any]] = {"answers": answers, "known": known}
