"""The charts of a board's page, each with the finding it states."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import altair as alt
import pandas as pd

from lepdata.dates import words
from lepdata.english import joined, plural
from lepdata.judging.records import Verdict
from lepdata.reviews.boards import BoardReview
from lepdata.reviews.look import (
    LINE,
    SECTOR_COLOURS,
    SECTOR_SHAPES,
    TEXT,
    THRESHOLD,
    WIDTH,
    Chart,
    layers,
    scale,
    styled,
)
from lepdata.reviews.wording import DEFINITION_WORDS
from lepdata.seating.lists import CARRIES_A_SHARE

_ROW = 34  # the height of one
_PRIVATE_SHARES = ("private-two-thirds", "private-half")


def seats(review: BoardReview) -> Any:
    """One mark per member, a row per sector: shape, colour and label all say the sector."""
    own = review.members[review.members["counts_as_member"] == "yes"].sort_values("sector", kind="stable")
    sizes = own.groupby("sector").size()
    labels = own["sector"].astype(str).map(lambda sector: f"{sector} ({sizes[sector]})")
    frame = own.assign(seat=own.groupby("sector").cumcount() + 1, label=labels)
    found = joined([f"{n} {str(sector).lower()}" for sector, n in sizes.items()])
    chart = (
        Chart(frame[["name", "sector", "seat", "label"]])
        .mark_point(filled=True, size=260, opacity=1)
        .encode(
            x=alt.X("seat:Q", axis=None, scale=alt.Scale(domain=[0.5, max([12, *sizes]) + 0.5])),
            y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(domain=False, ticks=False)),
            color=alt.Color("sector:N", scale=scale(SECTOR_COLOURS), legend=None),
            shape=alt.Shape("sector:N", scale=scale(SECTOR_SHAPES), legend=None),
            tooltip=[alt.Tooltip("name:N", title="Member"), alt.Tooltip("sector:N", title="Sector")],
        )
        .properties(width=WIDTH - 160, height=_ROW * max(1, len(sizes)))
    )
    finding = f"Of {plural(len(own), 'member')}: {found}." if found else "No member is listed."
    return styled(chart, finding, "Whom the members speak for")


def shares(review: BoardReview) -> Any:
    """The private share under each definition, as listed, between its lowest and highest possible value."""
    asked = _private_shares(review)
    carries = review.board is not None and review.board.completeness in CARRIES_A_SHARE
    rows = [_bounds(verdict, carries) for verdict in asked if verdict.lowest_share]
    frame = pd.DataFrame(rows, columns=["Definition", "Lowest", "Highest", "As listed", "Sum"])
    threshold = asked[0].threshold if asked else "1/2"
    line = alt.Chart(pd.DataFrame([{"Threshold": float(Fraction(threshold)), "Label": f"{threshold} asked for"}]))
    x = alt.X(
        "Lowest:Q", title="Share of members", axis=alt.Axis(format="%", tickCount=5), scale=alt.Scale(domain=[0, 1])
    )
    y, tooltip = alt.Y("Definition:N", sort=None, title=None), [alt.Tooltip("Definition:N"), alt.Tooltip("Sum:N")]
    base = alt.Chart(frame)
    bars = base.mark_bar(height=12, color=LINE).encode(x=x, x2=alt.X2("Highest:Q"), y=y, tooltip=tooltip)
    dots = base.mark_point(filled=True, size=180, color=SECTOR_COLOURS["Private"], opacity=1)
    dots = dots.encode(x=alt.X("As listed:Q", title="Share of members"), y=y, tooltip=tooltip)
    rule = line.mark_rule(color=THRESHOLD, strokeDash=[6, 3], size=2).encode(x=alt.X("Threshold:Q"))
    label = line.mark_text(align="left", dx=6, baseline="bottom", fontSize=13, color=TEXT)
    text = label.encode(x=alt.X("Threshold:Q"), y=alt.value(-4), text=alt.Text("Label:N"))
    chart = layers(bars, dots, rule, text).properties(width=WIDTH - 160, height=_ROW * len(frame) + 10)
    title = (
        "the dot is the list as it stands, the bar what is possible"
        if frame["As listed"].notna().any()
        else "what is possible"
    )
    return styled(chart, f"Private share against {threshold}: {'; '.join(frame['Sum'])}.", f"Private share: {title}")


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


def timeline(review: BoardReview) -> Any:
    """When the main board was published, how completely, and how many members each list names."""
    dated = review.lists[(review.lists["body"] == "main board") & (review.lists["date_from"] != "")]
    dated = dated.assign(kind=dated["what_it_is"].cat.rename_categories(str.capitalize))
    chart = (
        Chart(dated[["date_from", "kind", "members", "date"]])
        .mark_circle(color=SECTOR_COLOURS["Private"], opacity=0.75)
        .encode(
            x=alt.X("date_from:T", title=None, scale=alt.Scale(domain=["2010-01-01", "2025-01-01"])),
            y=alt.Y("kind", title=None),
            size=alt.Size("members:Q", scale=alt.Scale(domain=[0, 30], range=[20, 500]), title="Members named"),
            tooltip=[
                alt.Tooltip("date:N", title="When"),
                alt.Tooltip("kind:N", title="List"),
                alt.Tooltip("members:Q", title="Members"),
            ],
        )
        .properties(width=WIDTH - 160, height=_ROW * max(2, dated["kind"].nunique()))
    )
    return styled(chart, _when_published(dated), "Which lists of this board are known")


def _when_published(dated: pd.DataFrame) -> str:
    if dated.empty:
        return "No dated list of the main board."
    lists, full = plural(len(dated), "dated list"), (dated["list_completeness"] == "full").sum()
    first, last = words(dated["snapshot_date"].min()), words(dated["snapshot_date"].max())
    return f"{lists} of the main board, {full} of them full, from {first} to {last}."


CHARTS: dict[str, Callable[[BoardReview], Any]] = {"seats": seats, "shares": shares, "timeline": timeline}
