"""The charts of a progress page, each with the finding it states; none needs colour to be read."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import altair as alt
import pandas as pd

from lepdata.dates import words
from lepdata.progress.assessments import AMBER, GREEN, NOT_KNOWN, RED, areas
from lepdata.reviews.look import LINE, OUTCOME_COLOURS, TEXT, THRESHOLD, WIDTH, Chart, layers, styled
from lepdata.reviews.progress_review import ProgressReview
from lepdata.reviews.show import Markup
from lepdata.reviews.wording import CRITERION_WORDS, listing, some
from lepdata.words_by_id import say

ROW_HEIGHT = 30
LETTERS = {RED: "R", AMBER: "A", GREEN: "G", NOT_KNOWN: "?"}
RAG_COLOURS = {RED: "#B10E1E", AMBER: "#FFBF47", GREEN: "#00703C", NOT_KNOWN: "#DEE0E2"}
LETTER_COLOURS = {RED: "#FFFFFF", AMBER: TEXT, GREEN: "#FFFFFF", NOT_KNOWN: TEXT}
OUTCOME_SHAPES = {"met": "circle", "not met": "cross", "cannot tell": "square"}


def rag(review: ProgressReview) -> Any:
    """A strip of ratings: a row per area of work, a lettered square per question, the peer's beside the area's own."""
    if review.own is None:
        return _nothing(say("progress", "no-ratings"))
    frame = _squares(review)
    finding = " ".join(filter(None, _tallies(review)))
    place = alt.X(
        "Answer:N", sort=None, title=None, axis=alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False)
    )
    row = alt.Y("Area of work:N", sort=None, title=None, axis=alt.Axis(domain=False, ticks=False, labelLimit=330))
    hints = ["Area of work:N", "Answer:N", "Rating:N", "Question:N"]
    squares = (
        Chart(frame)
        .mark_rect(stroke="#FFFFFF", strokeWidth=3)
        .encode(x=place, y=row, color=alt.Color("Rating:N", scale=_scale(RAG_COLOURS), legend=None), tooltip=hints)
    )
    letters = (
        Chart(frame)
        .mark_text(fontSize=15, fontWeight="bold")
        .encode(
            x=place,
            y=row,
            text="Letter:N",
            color=alt.Color("Rating:N", scale=_scale(LETTER_COLOURS), legend=None),
            tooltip=hints,
        )
    )
    chart = layers(squares, letters).resolve_scale(color="independent")
    chart = chart.properties(width=WIDTH - 300, height=ROW_HEIGHT * max(1, frame["Area of work"].nunique()))
    return styled(chart, finding, "Ratings: R red, A amber, G green, ? not known")


def _tallies(review: ProgressReview) -> list[str]:
    return [_tally(review.compared[side], who) for side, who in (("own", "The area"), ("peer", "Its peer"))]


def _tally(given: pd.Series, who: str) -> str:
    counts = [f"{some(int((given == colour).sum()))} {colour}" for colour in LETTERS]
    return f"{who} gives {listing(counts)}." if (given != "").any() else ""


def _squares(review: ProgressReview) -> pd.DataFrame:
    columns = ["Area of work", "Answer", "Rating", "Letter", "Question"]
    rows = []
    for area in areas():
        own = review.compared[review.compared["area"] == area["area"]]
        for side, who in (("own", "Area"), ("peer", "Peer")):
            asked = list(zip(own["question"], own[side], strict=True))
            rows += [
                [area["section"], f"{who} {number}", rating, LETTERS[rating], question]
                for number, (question, rating) in enumerate(asked, start=1)
                if rating
            ]
    order = {name: place for place, name in enumerate(("Area 1", "Area 2", "Peer 1", "Peer 2"))}
    frame = pd.DataFrame(rows, columns=columns)
    section = {area["section"]: place for place, area in enumerate(areas())}
    key = frame["Area of work"].map(section) * 10 + frame["Answer"].map(order)
    return frame.loc[key.sort_values(kind="stable").index].reset_index(drop=True)


def changes(review: ProgressReview) -> Any:
    """Each criterion before and after: shape and words say the outcome, the last column says what changed."""
    if not len(review.changes):
        return _nothing(say("progress", "no-comparison"))
    frame = _outcomes(review)
    told = review.changes.loc[review.changes["rules"] == "yes", "change"].value_counts().to_dict()
    finding = "Criteria by what changed: " + listing([f"{n} {name}" for name, n in told.items()]) + "."
    place = alt.X("When:N", sort=["Before", "After"], title=None, axis=alt.Axis(orient="top", labelAngle=0))
    row = alt.Y("Criterion:N", sort=None, title=None, axis=alt.Axis(domain=False, ticks=False))
    hints = ["Criterion:N", "When:N", "Outcome:N", "Why:N"]
    base = alt.Chart(frame)
    lines = base.mark_line(color=LINE, strokeWidth=2).encode(x=place, y=row, detail="Criterion:N")
    marks = base.mark_point(filled=True, size=190, opacity=1).encode(
        x=place,
        y=row,
        color=alt.Color("Outcome:N", scale=_scale(OUTCOME_COLOURS), legend=None),
        shape=alt.Shape("Outcome:N", scale=_scale(OUTCOME_SHAPES), title=None),
        tooltip=hints,
    )
    said = base.transform_filter("datum.When == 'After'").mark_text(align="left", dx=16, fontSize=13, color=TEXT)
    chart = layers(lines, marks, said.encode(x=place, y=row, text="Change:N"))
    chart = chart.properties(width=WIDTH - 280, height=ROW_HEIGHT * max(1, frame["Criterion"].nunique()))
    return styled(chart, finding, "Each criterion before and after, and what changed")


def _outcomes(review: ProgressReview) -> pd.DataFrame:
    columns = ["Criterion", "When", "Outcome", "Change", "Why"]
    rows = [
        [CRITERION_WORDS.get(row["criterion"], row["criterion"]), when, row[side], row["change"], row[f"{side}_reason"]]
        for row in review.changes.to_dict("records")
        if row["rules"] == "yes"
        for side, when in (("before", "Before"), ("after", "After"))
    ]
    return pd.DataFrame(rows, columns=columns)


def windows(review: ProgressReview) -> Any:
    """When each review is open: dark where it certainly is, light where it may be."""
    due = review.due[review.due["closes_last"] != ""]
    if due.empty:
        return _nothing(say("progress", "no-windows"))
    rows = [_window(row) for row in due.to_dict("records")]
    frame = pd.DataFrame(rows, columns=["Review", "From", "To", "Sure from", "Sure to", "Words"])
    finding = "; ".join(f"{row[0]}: {row[-1]}" for row in rows)
    y = alt.Y("Review:N", sort=None, title=None, axis=alt.Axis(domain=False, ticks=False))
    base = alt.Chart(frame)
    may_be = base.mark_bar(height=16, color="#B1B4B6").encode(x=alt.X("From:T", title=None), x2="To:T", y=y)
    sure = base.transform_filter("datum['Sure from'] != null").mark_bar(height=16, color="#12436D")
    sure = sure.encode(x=alt.X("Sure from:T", title=None), x2="Sure to:T", y=y)
    text = base.mark_text(align="left", baseline="bottom", dy=-10, fontSize=12, color=TEXT)
    drawn = [may_be, sure, text.encode(x=alt.X("From:T", title=None), y=y, text="Words:N")]
    if review.as_at:
        day = pd.DataFrame([{"Day": review.as_at}])
        drawn.append(alt.Chart(day).mark_rule(color=THRESHOLD, strokeDash=[6, 3], size=2).encode(x="Day:T"))
    chart = layers(*drawn).properties(width=WIDTH - 200, height=2 * ROW_HEIGHT * len(rows))
    title = (
        f"When each review is open; the dashed line is {words(review.as_at)}"
        if review.as_at
        else "When each review is open"
    )
    return styled(chart, finding + ".", title)


def _window(row: dict[Any, Any]) -> list[Any]:
    """One review's bar; where nothing bounds it from below the bar begins where it must have opened."""
    sure = row["opens_last"] <= row["closes_first"]
    begins = row["opens_first"] or row["opens_last"]
    told = f"{words(begins)} to {words(row['closes_last'])}"
    ends = (row["opens_last"], row["closes_first"]) if sure else (None, None)
    return [
        row["label"],
        begins,
        row["closes_last"],
        *ends,
        told if row["opens_first"] else f"no later than {words(row['closes_last'])}",
    ]


def _nothing(said: str) -> Markup:
    """A sentence where there is nothing to draw: an empty frame would look like a fault."""
    return Markup(f'<p class="lep-note">{escape(said)}</p>')


def _scale(words_to: dict[str, str]) -> alt.Scale:
    return alt.Scale(domain=list(words_to), range=list(words_to.values()))


CHARTS: dict[str, Callable[[ProgressReview], Any]] = {"rag": rag, "changes": changes, "windows": windows}
