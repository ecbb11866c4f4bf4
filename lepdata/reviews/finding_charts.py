"""Charts of what all boards show together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import altair as alt
import pandas as pd

from lepdata.english import plural
from lepdata.findings import funnel_limits
from lepdata.model.phrases import say
from lepdata.reviews import known
from lepdata.reviews.charts import Chart, layers
from lepdata.reviews.national_findings import find
from lepdata.reviews.national_review import NationalReview
from lepdata.reviews.place_findings import HOW
from lepdata.reviews.theme import SECTOR_COLOURS, TEXT, THRESHOLD, WIDTH, styled

BLUE, GREY = SECTOR_COLOURS["Private"], "#B1B4B6"
PARTS = ("third", "half")
FUNNEL_SIZES = range(5, 31)
HOW_COLOURS = ("#12436D", "#28A197", "#A285D1", "#D5D8DA")


def funnel(review: NationalReview) -> Any:
    """Business shares against board size, with the exact limits of chance, where nearly every sector is known."""
    found = find(review, "business funnel")
    frame = found.frame
    centre = float(frame["for"].sum() / frame["known"].sum()) if len(frame) else 0.5
    limits = funnel_limits(centre, list(FUNNEL_SIZES)).rename(columns={"size": "Members", "lower": "Lower"})
    limits["Band"] = limits["level"].map({0.95: "95 in 100", 0.998: "998 in 1,000"})
    limits = limits.rename(columns={"upper": "Upper"})[["Members", "Lower", "Upper", "Band"]]
    x = alt.X("Members:Q", title="Members whose sector is known", scale=alt.Scale(domain=[4, 30]))
    y = alt.Y("Lower:Q", title="Business share", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1]))
    band = alt.Chart(limits).mark_area(opacity=0.3, color=GREY, interpolate="step-after")
    area = band.encode(x=x, y=y, y2="Upper:Q", detail="Band:N")
    points = frame.rename(columns={"known": "Members", "share": "Business share", "lep": "Board"})
    marks = alt.Chart(points.reindex(columns=["Board", "Members", "Business share"]))
    dots = marks.mark_point(filled=True, size=90, opacity=0.85, color=BLUE).encode(
        x="Members:Q",
        y="Business share:Q",
        tooltip=["Board:N", "Members:Q", alt.Tooltip("Business share:Q", format=".0%")],
    )
    chart = layers(area, dots).properties(width=WIDTH - 80, height=300)
    return styled(
        chart, found.two_sentences, ("Small boards vary by chance: the bands hold 95 in 100, and 998 in 1,000")
    )


def women(_review: NationalReview) -> Any:
    """Every published count of women against the third and the half that were asked for later."""
    counts = known.read_table("compositions")
    own = counts[(counts["group"] == "women") & (counts["of"] != "") & (counts["count"] != "")]
    rows = [
        {
            "Board": row["lep"],
            "Year": int(row["as_at"][:4]),
            "Share of women": int(row["count"]) / int(row["of"]),
            "Count": f"{row['count']} of {row['of']}",
            "third": 3 * int(row["count"]) >= int(row["of"]),
            "half": 2 * int(row["count"]) >= int(row["of"]),
        }
        for row in own.to_dict("records")
        if not row["lep"].startswith("(")
    ]
    frame = pd.DataFrame(rows, columns=["Board", "Year", "Share of women", "Count", "third", "half"])
    third, half = (int(frame[part].sum()) for part in PARTS)
    finding = (
        f"Of {plural(len(frame), 'published count')} of women, "
        f"{plural(third, 'reaches', 'reach')} a third and {plural(half, 'reaches', 'reach')} a "
        "half."
    )
    y = alt.Y("Share of women:Q", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1]))
    x = alt.X("Year:Q", axis=alt.Axis(format="d", tickMinStep=1), scale=alt.Scale(domain=[2010, 2024]), title=None)
    shown = frame[["Board", "Year", "Share of women", "Count"]]
    dots = alt.Chart(shown).mark_point(filled=True, size=90, opacity=0.6, color=BLUE)
    dots = dots.encode(x=x, y=y, tooltip=["Board:N", "Year:Q", "Count:N"])
    asked = ["a third, by 2020", "half, by 2023"]
    lines = pd.DataFrame({"Share": [1 / 3, 0.5], "Asked for": asked})
    rule = (
        alt.Chart(lines)
        .mark_rule(color=THRESHOLD, strokeDash=[6, 3], size=2)
        .encode(y=alt.Y("Share:Q", title="Share of women"))
    )
    label = alt.Chart(lines).mark_text(align="left", baseline="bottom", dy=-4, fontSize=13, color=TEXT)
    label = label.encode(x=alt.value(4), y=alt.Y("Share:Q", title="Share of women"), text="Asked for:N")
    chart = layers(dots, rule, label).properties(width=WIDTH - 80, height=280)
    return styled(chart, finding, "Women on boards, from counts that were published without names")


def voluntary(review: NationalReview) -> Any:
    """How many boards have no, one or more voluntary-sector members, beside what chance would deal out."""
    return _spread(review, "voluntary spread", "Voluntary-sector members: boards with none, one, or more")


def women_spread(review: NationalReview) -> Any:
    """The same for women, from the counts published for one year."""
    return _spread(review, "women spread", "Women: boards with none, one, or more")


def _spread(review: NationalReview, name: str, title: str) -> Any:
    found = find(review, name)
    frame = found.frame.rename(columns={"boards_with": "Boards with", "observed": "Seen", "expected": "By chance"})
    frame = frame.reindex(columns=["Boards with", "Seen", "By chance", "low", "high"])
    y = alt.Y("Boards with:N", sort=None, title=None)
    base = alt.Chart(frame)
    bars = base.mark_bar(color=BLUE, height=18).encode(x=alt.X("Seen:Q", title="Boards"), y=y)
    span = base.mark_rule(size=3, color=THRESHOLD).encode(x="low:Q", x2="high:Q", y=y)
    tick = base.mark_tick(color=THRESHOLD, thickness=4, size=26).encode(x="By chance:Q", y=y)
    chart = layers(bars, span, tick).properties(width=WIDTH - 160, height=44 * max(1, len(frame)))
    return styled(chart, found.two_sentences, f"{title} (tick and line: what chance would give)")


def councils(review: NationalReview) -> Any:
    """How the districts of each area are spoken for, on boards whose list names council members."""
    found = find(review, "councils")
    rows = [
        {"Board": f"{row['lep']} ({row['as_at'][:4]})", "How": words, "Order": place, "Districts": int(row[column])}
        for row in found.frame.to_dict("records")
        for place, (column, words) in enumerate(HOW.items())
    ]
    frame = pd.DataFrame([row for row in rows if row["Districts"]], columns=["Board", "How", "Order", "Districts"])
    scale = alt.Scale(domain=list(HOW.values()), range=list(HOW_COLOURS))
    bars = (
        Chart(frame)
        .mark_bar(stroke="#FFFFFF")
        .encode(
            y=alt.Y("Board:N", sort=None, title=None),
            x=alt.X("Districts:Q", title="Districts of the area"),
            color=alt.Color("How:N", scale=scale, title=None, legend=alt.Legend(columns=2)),
            order=alt.Order("Order:Q"),
            tooltip=["Board:N", "How:N", "Districts:Q"],
        )
    )
    chart = bars.properties(width=WIDTH - 260, height=24 * max(1, frame["Board"].nunique()))
    return styled(chart, found.two_sentences, "Whose council sits")


def study(review: NationalReview) -> Any:
    """The 2020 study's counts beside what the lists can show."""
    found = find(review, "voluntary study")
    kinds = {when: say("charts", f"study-{when}") for when in ("study", "then", "now")}
    rows = [
        {"Measure": row["statement"], "Whose count": words, "Partnerships": row[column]}
        for row in found.frame.to_dict("records")
        for column, words in kinds.items()
    ]
    frame = pd.DataFrame(rows, columns=["Measure", "Whose count", "Partnerships"])
    chart = (
        Chart(frame)
        .mark_bar()
        .encode(
            y=alt.Y("Measure:N", sort=None, title=None, axis=alt.Axis(labelLimit=400)),
            yOffset=alt.YOffset("Whose count:N", sort=list(kinds.values())),
            x=alt.X("Partnerships:Q", title="Partnerships of 38"),
            color=alt.Color(
                "Whose count:N", sort=list(kinds.values()), title=None, scale=alt.Scale(range=[GREY, "#28A197", BLUE])
            ),
            tooltip=["Measure:N", "Whose count:N", "Partnerships:Q"],
        )
        .properties(width=WIDTH - 360, height=56 * max(1, frame["Measure"].nunique()))
    )
    return styled(chart, found.two_sentences, "The voluntary-sector study of 2020 and the published lists")


def reconciled(review: NationalReview) -> Any:
    """How many published figures agree, differ, or cannot be compared."""
    found = find(review, "reconciled")
    order = ["agrees", "differs", "cannot be compared"]
    frame = pd.DataFrame(
        [{"Outcome": one.capitalize(), "Figures": int((found.frame["outcome"] == one).sum())} for one in order]
    )
    base = alt.Chart(frame).encode(
        y=alt.Y("Outcome:N", sort=None, title=None), x=alt.X("Figures:Q", title="Published figures")
    )
    labels = base.mark_text(align="left", dx=5, fontSize=13, color=TEXT).encode(text="Figures:Q")
    chart = layers(base.mark_bar(color=BLUE), labels).properties(width=WIDTH - 200, height=34 * len(frame))
    return styled(chart, found.two_sentences, "Published figures beside what is found here")


CHARTS: dict[str, Callable[[NationalReview], Any]] = {
    "funnel": funnel,
    "women": women,
    "women spread": women_spread,
    "voluntary spread": voluntary,
    "voluntary study": study,
    "councils": councils,
    "reconciled": reconciled,
}
