"""The charts of progress and stock-take pages, each with the finding it states; none needs colour to be read."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import altair as alt
import pandas as pd

from lepdata.actions.forms import form
from lepdata.actions.health_check import AMBER, GREEN, NOT_KNOWN, RED, areas
from lepdata.actions.stocktakes import FORM, asked
from lepdata.dates import words
from lepdata.english import joined
from lepdata.reviews.look import LINE, OUTCOME_COLOURS, TEXT, THRESHOLD, WIDTH, Chart, layers, styled
from lepdata.reviews.progress import ProgressReview, Row, criterion
from lepdata.reviews.show import Markup
from lepdata.reviews.stocktakes import AMONG_COUNCILS, ON_BOARD, StocktakeReview, seat_parts
from lepdata.reviews.wording import some

ROW_HEIGHT = 30
LETTERS = {RED: "R", AMBER: "A", GREEN: "G", NOT_KNOWN: "?"}
_RAG_COLOURS = {RED: "#B10E1E", AMBER: "#FFBF47", GREEN: "#00703C", NOT_KNOWN: "#DEE0E2"}
_LETTER_COLOURS = {RED: "#FFFFFF", AMBER: TEXT, GREEN: "#FFFFFF", NOT_KNOWN: TEXT}
_OUTCOME_SHAPES = {"met": "circle", "not met": "cross", "cannot tell": "square"}


def _rag(review: ProgressReview) -> Any:
    """A strip of ratings: a row per area of work, a lettered square per question, the peer's beside the area's own."""
    if review.own is None:
        return _nothing("No self-assessment was given, so there is no rating to show.")
    frame = _squares(review)
    tallies = [_tally(review.compared[side].tolist(), who) for side, who in (("own", "The area"), ("peer", "Its peer"))]
    top = alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False)
    place = alt.X("Answer:N", sort=None, title=None, axis=top)
    row = alt.Y("Area of work:N", sort=None, title=None, axis=alt.Axis(domain=False, ticks=False, labelLimit=330))
    hints = ["Area of work:N", "Answer:N", "Rating:N", "Question:N"]

    def layer(colours: dict[str, str]) -> dict[str, Any]:
        return {
            "x": place,
            "y": row,
            "color": alt.Color("Rating:N", scale=_scale(colours), legend=None),
            "tooltip": hints,
        }

    squares = Chart(frame).mark_rect(stroke="#FFFFFF", strokeWidth=3).encode(**layer(_RAG_COLOURS))
    letters = Chart(frame).mark_text(fontSize=15, fontWeight="bold").encode(text="Letter:N", **layer(_LETTER_COLOURS))
    chart = layers(squares, letters).resolve_scale(color="independent")
    chart = chart.properties(width=WIDTH - 300, height=ROW_HEIGHT * max(1, frame["Area of work"].nunique()))
    return styled(chart, " ".join(filter(None, tallies)), "Ratings: R red, A amber, G green, ? not known")


def _tally(given: list[str], who: str) -> str:
    counts = [f"{some(given.count(colour))} {colour}" for colour in LETTERS]
    return f"{who} gives {joined(counts)}." if any(given) else ""


def _squares(review: ProgressReview) -> pd.DataFrame:
    rows = []
    for area in areas():
        own = review.compared[review.compared["area"] == area["area"]]
        for side, who in (("own", "Area"), ("peer", "Peer")):
            for number, (question, rating) in enumerate(zip(own["question"], own[side], strict=True), start=1):
                if rating:
                    rows.append((area["section"], f"{who} {number}", rating, LETTERS[rating], question))
    return pd.DataFrame(rows, columns=["Area of work", "Answer", "Rating", "Letter", "Question"])


def _changes(review: ProgressReview) -> Any:
    """Each criterion before and after: shape and words say the outcome, the last column says what changed."""
    if not len(review.changes):
        return _nothing("The two boards cannot be compared.")
    rows = [
        (criterion(row), when, row[side], row["change"], row[f"{side}_reason"])
        for row in review.ruling
        for side, when in (("before", "Before"), ("after", "After"))
    ]
    frame = pd.DataFrame(rows, columns=["Criterion", "When", "Outcome", "Change", "Why"])
    told = pd.Series([row["change"] for row in review.ruling]).value_counts()
    finding = "Criteria by what changed: " + joined([f"{n} {name}" for name, n in told.items()]) + "."
    top = alt.Axis(orient="top", labelAngle=0)
    place = alt.X("When:N", sort=["Before", "After"], title=None, axis=top)
    row = alt.Y("Criterion:N", sort=None, title=None, axis=alt.Axis(domain=False, ticks=False))
    base = alt.Chart(frame)
    lines = base.mark_line(color=LINE, strokeWidth=2).encode(x=place, y=row, detail="Criterion:N")
    marks = base.mark_point(filled=True, size=190, opacity=1).encode(
        x=place,
        y=row,
        color=alt.Color("Outcome:N", scale=_scale(OUTCOME_COLOURS), legend=None),
        shape=alt.Shape("Outcome:N", scale=_scale(_OUTCOME_SHAPES), title=None),
        tooltip=["Criterion:N", "When:N", "Outcome:N", "Why:N"],
    )
    said = base.transform_filter("datum.When == 'After'").mark_text(align="left", dx=16, fontSize=13, color=TEXT)
    chart = layers(lines, marks, said.encode(x=place, y=row, text="Change:N"))
    chart = chart.properties(width=WIDTH - 280, height=ROW_HEIGHT * max(1, frame["Criterion"].nunique()))
    return styled(chart, finding, "Each criterion before and after, and what changed")


def _windows(review: ProgressReview) -> Any:
    """When each review is open: dark where it certainly is, light where it may be."""
    due = review.due[review.due["closes_last"] != ""]
    if due.empty:
        return _nothing("No day of integration is known, so no review can be reckoned.")
    rows = [_window(row) for row in due.to_dict("records")]
    frame = pd.DataFrame(rows, columns=["Review", "From", "To", "Sure from", "Sure to", "Words"])
    y = alt.Y("Review:N", sort=None, title=None, axis=alt.Axis(domain=False, ticks=False))
    base = alt.Chart(frame)
    may_be = base.mark_bar(height=16, color="#B1B4B6").encode(x=alt.X("From:T", title=None), x2="To:T", y=y)
    sure = base.transform_filter("datum['Sure from'] != null").mark_bar(height=16, color="#12436D")
    sure = sure.encode(x=alt.X("Sure from:T", title=None), x2="Sure to:T", y=y)
    text = base.mark_text(align="left", baseline="bottom", dy=-10, fontSize=12, color=TEXT)
    drawn = [may_be, sure, text.encode(x=alt.X("From:T", title=None), y=y, text="Words:N")]
    title = "When each review is open"
    if review.as_at:
        day = pd.DataFrame([{"Day": review.as_at}])
        drawn.append(alt.Chart(day).mark_rule(color=THRESHOLD, strokeDash=[6, 3], size=2).encode(x="Day:T"))
        title += f"; the dashed line is {words(review.as_at)}"
    chart = layers(*drawn).properties(width=WIDTH - 200, height=2 * ROW_HEIGHT * len(rows))
    return styled(chart, "; ".join(f"{row[0]}: {row[-1]}" for row in rows) + ".", title)


def _window(row: Row) -> list[Any]:
    """One review's bar; where nothing bounds it from below the bar begins where it must have opened."""
    begins, closes = row["opens_first"] or row["opens_last"], row["closes_last"]
    sure = row["opens_last"] <= row["closes_first"]
    ends = (row["opens_last"], row["closes_first"]) if sure else (None, None)
    told = f"{words(begins)} to {words(closes)}" if row["opens_first"] else f"no later than {words(closes)}"
    return [row["label"], begins, closes, *ends, told]


def _nothing(said: str) -> Markup:
    """A sentence where there is nothing to draw: an empty frame would look like a fault."""
    return Markup(f'<p class="lep-note">{escape(said)}</p>')


def _scale(words_to: dict[str, str]) -> alt.Scale:
    return alt.Scale(domain=list(words_to), range=list(words_to.values()))


PROGRESS: dict[str, Callable[[ProgressReview], Any]] = {"rag": _rag, "changes": _changes, "windows": _windows}

# --- stock-takes

_DARK = "#12436D"  # on which only white can be read
_FILL = {"Yes": _DARK, "Partly": "#7BA7CC", "No": "#F46A25", "Not known": "#D5D6D8", "No answer": "#FFFFFF"}
_SIGNS = {"Yes": "Y", "Partly": "P", "No": "N", "Not known": "?", "No answer": "–"}  # where cells are narrow
_ROOM, _ROOM_FOR_WORDS = 12, 8  # councils
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
_FACT_FILL = {
    "Own seat": _DARK,
    "Seen there": _DARK,
    "Shared seat": "#7BA7CC",
    "Through county": "#7BA7CC",
    "No seat": "#F46A25",
    "No council then": "#FFFFFF",
    "Not seen": "#D5D6D8",
    "Not seen there": "#D5D6D8",
    "No body seen": "#FFFFFF",
}


def _answers(review: StocktakeReview) -> Any:
    """Questions by councils, each cell with its answer; councils that have not answered too, where there is room."""
    stock = review.stock
    every = (*stock.councils, *stock.gone)
    councils = every if stock.answered and len(every) <= _ROOM else stock.answered or ("No council yet",)
    names = [f"{number}. {one['short']}" for number, one in enumerate(asked().values(), start=1)]
    labels = {choice.value: choice.label for choice in form(FORM).questions[0].choices}
    given = {(row["council"], row["question_id"]): row["answer"] for row in stock.answers.to_dict("records")}
    cells = [
        {"Question": name, "Council": council, "Answer": labels.get(given.get((council, one), ""), "No answer")}
        for council in councils
        for name, one in zip(names, asked(), strict=True)
    ]
    shown = pd.DataFrame(cells)
    shown["Letters"] = shown["Answer"] if len(councils) <= _ROOM_FOR_WORDS else shown["Answer"].map(_SIGNS)
    chart = _grid(shown, "Question", names, _FILL, 26 * len(names), 90 * len(councils), alt.Legend())
    return styled(chart, _finding(review), _title(review, "What the councils answered"))


def _known(review: StocktakeReview) -> Any:
    """Councils by where they are seen: the partnership's board, and a body of councils."""
    facts = review.stock.facts[review.stock.facts["fact"].isin((*ON_BOARD, *AMONG_COUNCILS))]
    place = facts["fact"].isin(ON_BOARD).map({True: "On the board", False: "Among councils"})
    seen = facts["fact"].map(_SHORT)
    shown = pd.DataFrame({"Council ": facts["council"], "Council": place, "Answer": seen, "Letters": seen})
    rows = list(dict.fromkeys(facts["council"]))
    chart = _grid(shown, "Council ", rows, _FACT_FILL, 26 * max(1, len(rows)), 280, None)
    forum = int((facts["fact"] == "forum seat").sum())
    finding = f"Of {len(rows)} councils: {seat_parts(review.stock)}. Seen on a body of councils: {forum}."
    return styled(chart, finding, _title(review, "Where each council is seen"))


def _title(review: StocktakeReview, title: str) -> str:
    """A chart may be copied from its page, so that of the made-up area says so itself."""
    return f"{title} (made-up area, made-up answers)" if review.made_up else title


def _finding(review: StocktakeReview) -> str:
    stock = review.stock
    if not stock.answered:
        return "No council has answered yet."
    given = stock.answers["answer"].tolist()
    counts = ", ".join(f"{given.count(value)} {value}" for value in ("yes", "partly", "no", "not known"))
    at_odds = stock.questions.loc[stock.questions["says"] == "contradict", "question"]
    return (
        f"{len(stock.answered)} of {len(stock.councils)} councils have answered {len(stock.questions)} questions: "
        f"{counts}. They contradict each other on: {joined([text.rstrip('?') for text in at_odds]) or 'none'}."
    )


def _grid(
    shown: pd.DataFrame, rows: str, order: list[str], fill: dict[str, str], height: int, width: int, legend: Any
) -> Any:
    """A cell for each row and column, filled and lettered."""
    used = [name for name in fill if name in set(shown["Answer"])]
    white = [name for name in used if fill[name] == _DARK]
    y = alt.Y(f"{rows}:N", sort=order, title=None, axis=alt.Axis(labelLimit=300, ticks=False, domain=False))
    top = alt.Axis(orient="top", labelAngle=-40, labelLimit=220, ticks=False, domain=False)
    x = alt.X("Council:N", sort=list(dict.fromkeys(shown["Council"])), title=None, axis=top)
    base = Chart(shown).encode(x=x, y=y, tooltip=[f"{rows}:N", "Council:N", "Answer:N"])
    colour = alt.Color("Answer:N", scale=_scale({name: fill[name] for name in used}), title=None, legend=legend)
    cells = base.mark_rect(stroke="#FFFFFF", strokeWidth=2).encode(color=colour)
    ink = alt.condition(alt.FieldOneOfPredicate("Answer", white or [""]), alt.value("#FFFFFF"), alt.value(TEXT))
    letters = base.mark_text(fontSize=12).encode(text="Letters:N", color=ink)
    return layers(cells, letters).properties(width=min(width, WIDTH), height=height)


STOCKTAKE: dict[str, Callable[[StocktakeReview], Any]] = {"answers": _answers, "known": _known}
