"""The chart of a board's page that takes more than a cell of the notebook."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import altair as alt
import pandas as pd

from lepdata.judging.records import Verdict
from lepdata.reviews.boards import BoardReview
from lepdata.reviews.look import LINE, SECTOR_COLOURS, TEXT, THRESHOLD, WIDTH, layers, styled
from lepdata.reviews.wording import DEFINITION_WORDS
from lepdata.seating.lists import CARRIES_A_SHARE

_PRIVATE_SHARES = ("private-two-thirds", "private-half")


def shares(review: BoardReview) -> Any:
    """The private share under each definition, as listed, between its lowest and highest possible value."""
    asked = _private_shares(review)
    carries = review.board is not None and review.board.completeness in CARRIES_A_SHARE
    rows = [_bounds(verdict, carries) for verdict in asked if verdict.lowest_share]
    frame = pd.DataFrame(rows, columns=["Definition", "Lowest", "Highest", "As listed", "Sum"])
    threshold = asked[0].threshold if asked else "1/2"
    axis, domain = alt.Axis(format="%", tickCount=5), alt.Scale(domain=[0, 1])
    base = alt.Chart(frame).encode(
        y=alt.Y("Definition:N", sort=None, title=None), tooltip=[alt.Tooltip("Definition:N"), alt.Tooltip("Sum:N")]
    )
    bars = base.mark_bar(height=12, color=LINE).encode(
        x=alt.X("Lowest:Q", title="Share of members", axis=axis, scale=domain), x2=alt.X2("Highest:Q")
    )
    dots = base.mark_point(filled=True, size=180, color=SECTOR_COLOURS["Private"], opacity=1)
    dots = dots.encode(x=alt.X("As listed:Q", title="Share of members"))
    line = alt.Chart(pd.DataFrame([{"Threshold": float(Fraction(threshold)), "Label": f"{threshold} asked for"}]))
    rule = line.mark_rule(color=THRESHOLD, strokeDash=[6, 3], size=2).encode(x=alt.X("Threshold:Q"))
    label = line.mark_text(align="left", dx=6, baseline="bottom", fontSize=13, color=TEXT)
    text = label.encode(x=alt.X("Threshold:Q"), y=alt.value(-4), text=alt.Text("Label:N"))
    chart = layers(bars, dots, rule, text).properties(width=WIDTH - 160, height=34 * len(frame) + 10)
    dot = "the dot is the list as it stands, the bar " if frame["As listed"].notna().any() else ""
    title = f"Private share: {dot}what is possible"
    return styled(chart, f"Private share against {threshold}: {'; '.join(frame['Sum'])}.", title)


def _private_shares(review: BoardReview) -> list[Verdict]:
    """How much must be private under the rules applied, else under the last rules: a verdict for each definition."""
    for judgement in filter(None, (review.judgement, review.yardstick)):
        own = [v for v in judgement.verdicts if v.criterion in _PRIVATE_SHARES and v.denominator == "all"]
        if own:
            return own
    return []


def _bounds(verdict: Verdict, carries_a_share: bool) -> dict[str, Any]:
    listed = verdict.for_ + verdict.against + verdict.unknown
    definition = DEFINITION_WORDS[verdict.definition or ""]
    return {
        "Definition": definition,
        "Lowest": float(Fraction(verdict.lowest_share or 0)),
        "Highest": float(Fraction(verdict.highest_share or 0)),
        "As listed": verdict.for_ / listed if listed and carries_a_share else None,
        "Sum": f"{definition.lower()} {verdict.for_} of {listed}, {verdict.unknown} unknown",
    }


CHARTS: dict[str, Callable[[BoardReview], Any]] = {"shares": shares}
