"""The chart of a plan's page: when each item is due, with the finding it states."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import altair as alt
import pandas as pd

from lepdata.dates import words
from lepdata.reviews.look import LINE, TEXT, THRESHOLD, WIDTH, Chart, layers, styled
from lepdata.reviews.plan_review import PlanReview, by_date
from lepdata.reviews.plan_tables import STATE_WORDS
from lepdata.reviews.wording import listing
from lepdata.words_by_id import say

ROW_HEIGHT, LONGEST_LABEL = 24, 38
STATE_COLOURS = {
    "Done": "#12436D",
    "Due now": "#801650",
    "Coming up": "#28A197",
    "Not yet due": "#A285D1",
    "Date passed, no report seen": "#6B7280",
    "Overdue": "#F46A25",
    "Dropped": "#3D3D3D",
}
STATE_SHAPES = {
    "Done": "circle",
    "Due now": "diamond",
    "Coming up": "square",
    "Not yet due": "triangle-up",
    "Date passed, no report seen": "triangle-right",
    "Overdue": "triangle-down",
    "Dropped": "cross",
}
_COLUMNS = ["Item", "From", "To", "Stands", "What", "When", "Promised"]


def milestones(review: PlanReview) -> Any:
    """One row per dated item: a bar over the days it may mean, a mark at the last of them, a line at the date told."""
    frame = _dated(review)
    moved = frame[frame["Promised"] != ""]
    title = say("plan_review", "chart-title-moved" if len(moved) else "chart-title", as_at=words(review.as_at))
    order = frame["Item"].tolist()
    y = alt.Y("Item:N", sort=order, title=None, axis=alt.Axis(domain=False, ticks=False))
    met = [state for state in STATE_COLOURS if state in set(frame["Stands"])]
    if frame.empty:
        empty = Chart(frame).mark_point().properties(width=WIDTH - 260, height=40)
        return styled(empty, _finding(review, frame), title)
    base = alt.Chart(frame).encode(y=y, tooltip=["What:N", "When:N", "Stands:N"])
    bars = base.mark_bar(height=8, color=LINE).encode(x=_time(frame), x2="To:T")
    promised = alt.Chart(moved).mark_point(filled=False, size=70, color=TEXT).encode(y=y, x="Promised:T")
    marks = base.mark_point(filled=True, size=110, opacity=1).encode(
        x="To:T",
        color=alt.Color("Stands:N", title=None, scale=alt.Scale(domain=met, range=[STATE_COLOURS[s] for s in met])),
        shape=alt.Shape("Stands:N", title=None, scale=alt.Scale(domain=met, range=[STATE_SHAPES[s] for s in met])),
    )
    drawn = layers(bars, promised, marks, *_today(review, frame))
    chart = drawn.properties(width=WIDTH - 260, height=ROW_HEIGHT * len(frame))
    return styled(chart, _finding(review, frame), title)


def _dated(review: PlanReview) -> pd.DataFrame:
    found = [
        {
            "Item": _label(row["item_id"], row["text"]),
            "From": row["due_from"],
            "To": row["due_to"],
            "Stands": STATE_WORDS[row["state"]],
            "What": row["text"],
            "When": row["moved_to"] or row["when_as_published"],
            "Promised": row["date_to"] if row["moved_to"] else "",
        }
        for row in by_date(review).to_dict("records")
    ]
    return pd.DataFrame(found, columns=_COLUMNS)


def _time(frame: pd.DataFrame) -> alt.X:
    """The axis of time, with room beside the first and the last mark."""
    first, last = date.fromisoformat(frame["From"].min()), date.fromisoformat(frame["To"].max())
    room = max(timedelta(days=5), (last - first) / 30)
    domain = [(first - room).isoformat(), (last + room).isoformat()]
    axis = alt.Axis(format="%b %Y", labelOverlap=True)
    return alt.X("From:T", title=None, axis=axis, scale=alt.Scale(domain=domain))


def _label(item_id: str, text: str) -> str:
    """The item's number keeps the label its own, however alike two texts begin."""
    whole = f"{item_id.partition('/')[2]} {text}"
    return whole if len(whole) <= LONGEST_LABEL else whole[: LONGEST_LABEL - 1].rstrip() + "…"


def _today(review: PlanReview, frame: pd.DataFrame) -> list[Any]:
    """The date told, as a line; left out where it lies far after the last due date and would squeeze the rest."""
    first, last, told = (date.fromisoformat(day) for day in (frame["From"].min(), frame["To"].max(), review.as_at))
    if not first <= told <= last + (last - first) / 4:
        return []
    line = alt.Chart(pd.DataFrame([{"Told": review.as_at, "Label": words(review.as_at)}]))
    rule = line.mark_rule(color=THRESHOLD, strokeDash=[6, 3], size=2).encode(x="Told:T")
    text = line.mark_text(align="left", dx=4, baseline="bottom", fontSize=13, color=TEXT)
    return [rule, text.encode(x="Told:T", y=alt.value(-2), text="Label:N")]


def _finding(review: PlanReview, frame: pd.DataFrame) -> str:
    if frame.empty:
        return say("plan_review", "chart-empty")
    counts = frame["Stands"].value_counts()
    states = listing([f"{counts[state]} {state.lower()}" for state in STATE_COLOURS if state in counts])
    ends = {"first": words(frame["From"].min()), "last": words(frame["To"].max())}
    return say("plan_review", "chart-alt", n=len(frame), as_at=words(review.as_at), states=states, **ends)


CHARTS: dict[str, Callable[[PlanReview], Any]] = {"milestones": milestones}
