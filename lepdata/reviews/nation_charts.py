"""The charts of the national page, each with the finding it states; first the map of equal tiles."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import altair as alt
import pandas as pd

from lepdata.collections.reconciliation import OUTCOMES as RECONCILED
from lepdata.english import capital, joined, plural
from lepdata.registers import geography
from lepdata.reviews import known
from lepdata.reviews.look import OUTCOME_COLOURS, SECTOR_COLOURS, TEXT, THRESHOLD, WIDTH, Chart, layers, styled
from lepdata.reviews.nation import NationalReview

TILE = 56  # width in pixels: narrow enough for a telephone, wide enough for four letters
EDGE = TILE / math.sqrt(3)
HEXAGON = "M0,-1L0.866,-0.5L0.866,0.5L0,1L-0.866,0.5L-0.866,-0.5Z"
NO_ANSWER = "no answer"
FEW = 6  # so many areas are named in the alt text
# Readable without colour: the mark stands on the tile, and the label says it again in the legend.
_MARKS = {"met": "Yes", "cannot tell": "?", "not met": "No", NO_ANSWER: "–"}
_LABELS = {answer: f"{capital(answer)} ({mark})" for answer, mark in _MARKS.items()}
_COLOURS = {**OUTCOME_COLOURS, NO_ANSWER: "#FFFFFF"}


def tile_map(answers: Mapping[str, str], title: str) -> Any:
    """A tile map of one outcome for each LEP, readable without colour, its alt text what it shows."""
    tiles = geography.tiles()
    found = pd.Series([answers.get(lep) or NO_ANSWER for lep in tiles["lep"]], index=tiles["lep"])
    drawn = pd.DataFrame(
        {
            "LEP": tiles["lep"],
            "Code": tiles["code"],
            "Answer": [_LABELS[answer] for answer in found],
            "Mark": [_MARKS[answer] for answer in found],
            "x": tiles["column"] - 1 + 0.5 * (tiles["row"] % 2 == 0),
            "y": tiles["row"] - 1,
        }
    )
    chart = layers(_hexagons(drawn, set(found)), _words(drawn, "Code", -7, 15), _words(drawn, "Mark", 11, 14))
    width, height = TILE * (drawn["x"].max() + 1.5), EDGE * (1.5 * drawn["y"].max() + 2)
    return styled(chart.properties(width=round(width), height=round(height)), _told(found), title)


def _placed(drawn: pd.DataFrame) -> Any:
    across = alt.Scale(domain=[-0.75, drawn["x"].max() + 0.75], nice=False, zero=False)
    down = alt.Scale(domain=[drawn["y"].max() + 2 / 3, -2 / 3], nice=False, zero=False)
    x, y = alt.X("x:Q", axis=None, scale=across), alt.Y("y:Q", axis=None, scale=down)
    return Chart(drawn).encode(x=x, y=y, tooltip=["LEP:N", "Answer:N"])


def _hexagons(drawn: pd.DataFrame, given: set[str]) -> Any:
    used = [answer for answer in _COLOURS if answer in given]
    scale = alt.Scale(domain=[_LABELS[answer] for answer in used], range=[_COLOURS[answer] for answer in used])
    legend = alt.Legend(title=None, orient="top", symbolType="square", symbolStrokeWidth=1, columns=2)
    size = (2 * EDGE - 3) ** 2  # a thin gap between tiles
    shapes = _placed(drawn).mark_point(shape=HEXAGON, filled=True, size=size, opacity=1, stroke=TEXT, strokeWidth=1)
    return shapes.encode(color=alt.Color("Answer:N", scale=scale, legend=legend))


def _words(drawn: pd.DataFrame, column: str, below: int, size: int) -> Any:
    text = _placed(drawn).mark_text(dy=below, fontSize=size, fontWeight="bold" if column == "Code" else "normal")
    on_dark = alt.condition(f"datum.Answer === '{_LABELS['met']}'", alt.value("white"), alt.value(TEXT))
    return text.encode(text=f"{column}:N", color=on_dark)


def _told(answers: pd.Series) -> str:
    """How many areas have which answer; where they are few, which."""
    parts = []
    for answer in _COLOURS:
        named = sorted(answers.index[answers == answer])
        which = f" ({', '.join(named)})" if len(named) <= FEW else ""
        parts += [f"{len(named)} {answer}{which}"] if named else []
    return f"Of {plural(len(answers), 'area')}: {joined(parts)}."


BLUE, GREY = SECTOR_COLOURS["Private"], "#B1B4B6"
_HOW = {  # how a district is spoken for: column to words and colour
    "directly": ("Its own council sits", "#12436D"),
    "collectively": ("One seat for several", "#28A197"),
    "through_county": ("Only its county sits", "#A285D1"),
    "not_seen": ("Not seen", "#D5D8DA"),
}


def _bars(numbers: pd.Series, label: str, title: str, finding: str, what: str) -> Any:
    """Bars with their numbers beside them, in the order of the numbers."""
    frame = pd.DataFrame({label: [word.capitalize() for word in numbers.index], "Number": numbers.to_numpy()})
    x = alt.X("Number:Q", title=title).axis(tickMinStep=5)
    base = alt.Chart(frame).encode(y=alt.Y(f"{label}:N", sort=None, title=None), x=x)
    labels = base.mark_text(align="left", dx=5, fontSize=13, color=TEXT).encode(text="Number:Q")
    chart = layers(base.mark_bar(color=BLUE), labels).properties(width=WIDTH - 220, height=34 * len(frame))
    return styled(chart, finding, what)


def coverage(review: NationalReview) -> Any:
    """How many boards have what kind of list."""
    kinds = review.boards_frame["best_list"].value_counts(sort=False)
    kinds = kinds[kinds > 0]
    lists = joined([f"{number} {word}" for word, number in kinds.items()])
    return _bars(kinds, "Best list", "Boards", f"Best published list: {lists}.", "What is known of each board")


def areas(review: NationalReview) -> Any:
    """Where the boards lie whose list, as it stands, would be two-thirds private or not; white: no list good enough."""
    asked = review.outcomes[review.outcomes["carries_a_share"] == "yes"]
    own = asked[(asked["rules"] == "yardstick") & (asked["criterion"] == "private-two-thirds")]
    answers = dict(zip(own["lep"], own["as_listed"], strict=True))
    return tile_map(answers, "Two-thirds private, as the list stands (business reading)")


def women(_review: NationalReview) -> Any:
    """Every published count of women against the third and the half that were asked for later."""
    counts = known.read_table("compositions")
    own = counts[(counts["group"] == "women") & (counts["of"] != "") & (counts["count"] != "")]
    own = own[~own["lep"].str.startswith("(")]
    count, of = own["count"].astype(int), own["of"].astype(int)
    third, half = ((parts * count >= of).sum() for parts in (3, 2))
    finding = (
        f"Of {plural(len(own), 'published count')} of women, {plural(third, 'reaches', 'reach')} a third and "
        f"{plural(half, 'reaches', 'reach')} a half."
    )
    frame = pd.DataFrame({"Board": own["lep"], "Year": own["as_at"].str[:4].astype(int), "Share of women": count / of})
    frame["Count"] = own["count"] + " of " + own["of"]
    x = alt.X("Year:Q", title=None).axis(format="d", tickMinStep=1).scale(domain=[2010, 2024])
    y = alt.Y("Share of women:Q").axis(format="%").scale(domain=[0, 1])
    dots = alt.Chart(frame).mark_point(filled=True, size=90, opacity=0.6, color=BLUE)
    asked = pd.DataFrame({"Share": [1 / 3, 0.5], "Asked for": ["a third, by 2020", "half, by 2023"]})
    lines = alt.Chart(asked).encode(y=alt.Y("Share:Q", title="Share of women"))
    label = lines.mark_text(align="left", baseline="bottom", dy=-4, fontSize=13, color=TEXT)
    chart = layers(
        dots.encode(x=x, y=y, tooltip=["Board:N", "Year:Q", "Count:N"]),
        lines.mark_rule(color=THRESHOLD, strokeDash=[6, 3], size=2),
        label.encode(x=alt.value(4), text="Asked for:N"),
    )
    chart = chart.properties(width=WIDTH - 80, height=280)
    return styled(chart, finding, "Women on boards, from counts that were published without names")


def councils(review: NationalReview) -> Any:
    """How the districts of each area are spoken for, on boards whose list names council members."""
    found = review.find("councils")
    rows = [
        {"Board": f"{row['lep']} ({row['as_at'][:4]})", "How": said, "Order": place, "Districts": int(row[column])}
        for row in found.frame.to_dict("records")
        for place, (column, (said, _)) in enumerate(_HOW.items())
        if int(row[column])
    ]
    frame = pd.DataFrame(rows, columns=["Board", "How", "Order", "Districts"])
    words, colours = zip(*_HOW.values(), strict=True)
    scale = alt.Scale(domain=list(words), range=list(colours))
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


def voluntary_study(review: NationalReview) -> Any:
    """The 2020 study's counts beside what the lists can show."""
    found = review.find("voluntary study")
    kinds = {"study": "The study of 2020", "then": "Shown by lists of its year", "now": "Shown by the latest lists"}
    counts = found.frame[["statement", *kinds]].rename(columns={"statement": "Measure", **kinds})
    long = counts.melt("Measure", var_name="Whose count", value_name="Partnerships", ignore_index=False)
    frame, order = long.sort_index(kind="stable"), list(kinds.values())
    scale = alt.Scale(range=[GREY, "#28A197", BLUE])
    bars = (
        Chart(frame)
        .mark_bar()
        .encode(
            y=alt.Y("Measure:N", sort=None, title=None, axis=alt.Axis(labelLimit=400)),
            yOffset=alt.YOffset("Whose count:N", sort=order),
            x=alt.X("Partnerships:Q", title="Partnerships of 38"),
            color=alt.Color("Whose count:N", sort=order, title=None, scale=scale),
            tooltip=["Measure:N", "Whose count:N", "Partnerships:Q"],
        )
    )
    chart = bars.properties(width=WIDTH - 360, height=56 * max(1, frame["Measure"].nunique()))
    return styled(chart, found.two_sentences, "The voluntary-sector study of 2020 and the published lists")


def reconciled(review: NationalReview) -> Any:
    """How many published figures agree, differ, or cannot be compared."""
    found = review.find("reconciled")
    numbers = found.frame["outcome"].value_counts().reindex(RECONCILED, fill_value=0)
    what = "Published figures beside what is found here"
    return _bars(numbers, "Outcome", "Published figures", found.two_sentences, what)


# A chart goes by the name of its function.
CHARTS: dict[str, Callable[[NationalReview], Any]] = {
    make.__name__.replace("_", " "): make for make in (coverage, areas, women, voluntary_study, councils, reconciled)
}
