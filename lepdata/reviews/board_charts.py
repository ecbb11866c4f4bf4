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
from lepdata.reviews.look import LINE, SECTOR_COLOURS, SECTOR_SHAPES, TEXT, THRESHOLD, WIDTH, Chart, layers, styled
from lepdata.reviews.wording import COMPLETENESS_WORDS, DEFINITION_WORDS, SECTOR_WORDS
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.words_by_id import say

ROW_HEIGHT = 34
PRIVATE_SHARES = ("private-two-thirds", "private-half")


def seats(review: BoardReview) -> Any:
    """One mark per member, a row per sector: shape, colour and label all say the sector."""
    frame = _one_mark_each(review)
    order = list(dict.fromkeys(frame["Sector and number"]))
    per_sector = frame["Sector"].value_counts(sort=False).to_dict()
    known = joined([f"{n} {str(sector).lower()}" for sector, n in per_sector.items()])
    finding = say("charts", "seats-alt" if known else "seats-nobody", n=len(frame), sectors=known)
    widest = max((12, *per_sector.values()))
    chart = (
        Chart(frame)
        .mark_point(filled=True, size=260, opacity=1)
        .encode(
            x=alt.X("Seat:Q", axis=None, scale=alt.Scale(domain=[0.5, widest + 0.5])),
            y=alt.Y("Sector and number:N", sort=order, title=None, axis=alt.Axis(domain=False, ticks=False)),
            color=alt.Color("Sector:N", scale=_scale(SECTOR_COLOURS), legend=None),
            shape=alt.Shape("Sector:N", scale=_scale(SECTOR_SHAPES), legend=None),
            tooltip=[alt.Tooltip("Member:N"), alt.Tooltip("Sector:N")],
        )
        .properties(width=WIDTH - 160, height=ROW_HEIGHT * max(1, len(order)))
    )
    return styled(chart, finding, "Whom the members speak for")


def _one_mark_each(review: BoardReview) -> pd.DataFrame:
    members = _counting(review)
    rows = []
    for sector, word in SECTOR_WORDS.items():
        own = [name for name, s in zip(members["person"], members["sector"], strict=True) if s == sector]
        label = f"{word} ({len(own)})"
        rows += [
            {
                "Sector": word,
                "Sector and number": label,
                "Seat": seat,
                "Member": name or "holder not named",
            }
            for seat, name in enumerate(own, start=1)
        ]
    return pd.DataFrame(rows, columns=["Sector", "Sector and number", "Seat", "Member"])


def shares(review: BoardReview) -> Any:
    """The private share under each definition, as listed, between its lowest and highest possible value."""
    frame, threshold = _bounds(review)
    finding = f"Private share against {threshold}: {'; '.join(frame['Sum'])}."
    line = pd.DataFrame([{"Threshold": float(Fraction(threshold)), "Label": f"{threshold} asked for"}])
    x = alt.X(
        "Lowest:Q", title="Share of members", axis=alt.Axis(format="%", tickCount=5), scale=alt.Scale(domain=[0, 1])
    )
    y = alt.Y("Definition:N", sort=None, title=None)
    tooltip = [alt.Tooltip("Definition:N"), alt.Tooltip("Sum:N")]
    base = alt.Chart(frame)
    bars = base.mark_bar(height=12, color=LINE).encode(x=x, x2=alt.X2("Highest:Q"), y=y, tooltip=tooltip)
    dots = base.mark_point(filled=True, size=180, color=SECTOR_COLOURS["Private"], opacity=1).encode(
        x=alt.X("As listed:Q", title="Share of members"), y=y, tooltip=tooltip
    )
    rule = alt.Chart(line).mark_rule(color=THRESHOLD, strokeDash=[6, 3], size=2).encode(x=alt.X("Threshold:Q"))
    label = alt.Chart(line).mark_text(align="left", dx=6, baseline="bottom", fontSize=13, color=TEXT)
    text = label.encode(x=alt.X("Threshold:Q"), y=alt.value(-4), text=alt.Text("Label:N"))
    chart = layers(bars, dots, rule, text).properties(width=WIDTH - 160, height=ROW_HEIGHT * len(frame) + 10)
    return styled(chart, finding, say("charts", "shares" if frame["As listed"].notna().any() else "shares-no-list"))


def _bounds(review: BoardReview) -> tuple[pd.DataFrame, str]:
    judgement = review.judgement
    verdicts = [] if judgement is None else list(judgement.verdicts)
    own = [v for v in verdicts if v.criterion in PRIVATE_SHARES and v.denominator == "all"]
    if not own and review.yardstick is not None:
        own = [v for v in review.yardstick.verdicts if v.criterion in PRIVATE_SHARES and v.denominator == "all"]
    carries = review.board is not None and review.board.completeness in CARRIES_A_SHARE
    rows = [
        {
            "Definition": DEFINITION_WORDS[v.definition or ""],
            "Lowest": float(Fraction(v.lowest_share or 0)),
            "Highest": float(Fraction(v.highest_share or 0)),
            "As listed": v.for_ / _listed(v) if _listed(v) and carries else None,
            "Sum": _summed(v),
        }
        for v in own
        if v.lowest_share
    ]
    columns = ["Definition", "Lowest", "Highest", "As listed", "Sum"]
    return pd.DataFrame(rows, columns=columns), own[0].threshold if own else "1/2"


def _summed(verdict: Verdict) -> str:
    definition = DEFINITION_WORDS[verdict.definition or ""].lower()
    return f"{definition} {verdict.for_} of {_listed(verdict)}, {verdict.unknown} unknown"


def _listed(verdict: Verdict) -> int:
    return verdict.for_ + verdict.against + verdict.unknown


def timeline(review: BoardReview) -> Any:
    """When the main board was published, how completely, and how many members each list names."""
    lists = review.lists[(review.lists["body"] == "main board") & (review.lists["date_from"] != "")]
    frame = pd.DataFrame(
        {
            "Date": lists["date_from"],
            "List": lists["list_completeness"].map(COMPLETENESS_WORDS).str.capitalize(),
            "Members": lists["members"],
            "When": lists["snapshot_date"].map(words),
        }
    )
    full = int((lists["list_completeness"] == "full").sum())
    finding = _when_published(lists["snapshot_date"], full) if len(lists) else "No dated list of the main board."
    chart = (
        Chart(frame)
        .mark_circle(color=SECTOR_COLOURS["Private"], opacity=0.75)
        .encode(
            x=alt.X("Date:T", title=None, scale=alt.Scale(domain=["2010-01-01", "2025-01-01"])),
            y=alt.Y("List:N", title=None, sort=[word.capitalize() for word in COMPLETENESS_WORDS.values()]),
            size=alt.Size("Members:Q", scale=alt.Scale(domain=[0, 30], range=[20, 500]), title="Members named"),
            tooltip=[alt.Tooltip("When:N"), alt.Tooltip("List:N"), alt.Tooltip("Members:Q")],
        )
        .properties(width=WIDTH - 160, height=ROW_HEIGHT * max(2, frame["List"].nunique()))
    )
    return styled(chart, finding, "Which lists of this board are known")


def _when_published(days: pd.Series, full: int) -> str:
    return (
        f"{plural(len(days), 'dated list')} of the main board, {full} of them full, from "
        f"{words(days.min())} to {words(days.max())}."
    )


def _counting(review: BoardReview) -> pd.DataFrame:
    if review.board is None:
        return pd.DataFrame(columns=["person", "sector"])
    return review.board.members[review.board.members["counts_as_member"] == "yes"]


def _scale(words_to: dict[str, str]) -> alt.Scale:
    return alt.Scale(domain=list(words_to), range=list(words_to.values()))


CHARTS: dict[str, Callable[[BoardReview], Any]] = {"seats": seats, "shares": shares, "timeline": timeline}
