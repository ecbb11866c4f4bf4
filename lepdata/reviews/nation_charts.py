"""The charts of the national page, each with the finding it states; first the map of equal tiles."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import altair as alt
import pandas as pd

from lepdata.collections.reconciliation import OUTCOMES as RECONCILED
from lepdata.english import capital, joined, plural
from lepdata.judging.kinds import label
from lepdata.judging.rows import DEPENDS, GRADES
from lepdata.nation.outcomes import NO_ANSWER, of_rule
from lepdata.registers import geography
from lepdata.reviews import known
from lepdata.reviews.look import LINE, OUTCOME_COLOURS, SECTOR_COLOURS, TEXT, THRESHOLD, WIDTH, Chart, layers, styled
from lepdata.reviews.nation import NationalReview

TILE = 56  # width in pixels: narrow enough for a telephone, wide enough for four letters
EDGE = TILE / math.sqrt(3)
HEXAGON = "M0,-1L0.866,-0.5L0.866,0.5L0,1L-0.866,0.5L-0.866,-0.5Z"
FEW = 6  # so many areas are named in the alt text
# Readable without colour: the mark stands on the tile, and the label says it again in the legend.
_MARKS = {"met": "Yes", DEPENDS: "?", "not met": "No", NO_ANSWER: "–"}
_TOLD = {DEPENDS: "that depend on the reading"}
_LABELS = {answer: f"{capital(answer)} ({mark})" for answer, mark in _MARKS.items()}
_COLOURS = {answer: OUTCOME_COLOURS.get(answer, "#FFFFFF") for answer in _MARKS}


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
    on_dark = alt.condition(f"datum.Answer !== '{_LABELS[NO_ANSWER]}'", alt.value("white"), alt.value(TEXT))
    return text.encode(text=f"{column}:N", color=on_dark)


def _told(answers: pd.Series) -> str:
    """How many areas have which answer; where they are few, which."""
    parts = []
    for answer in _COLOURS:
        named = sorted(answers.index[answers == answer])
        which = f" ({', '.join(named)})" if len(named) <= FEW else ""
        parts += [f"{len(named)} {_TOLD.get(answer, answer)}{which}"] if named else []
    return f"Of {plural(len(answers), 'area')}: {joined(parts)}."


BLUE, GREY = SECTOR_COLOURS["Private"], LINE
_HOW = {  # how a district is spoken for: column to words and colour
    "directly": ("Its own council sits", "#12436D"),
    "collectively": ("One seat for several", "#28A197"),
    "through_county": ("Only its county sits", "#A285D1"),
    "not_seen": ("Not seen", LINE),
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
    """Where the boards lie whose newest usable list meets the main rule on every reading, misses it, or depends."""
    own = of_rule(review.last_rules, review.main_rule.id)
    answers = dict(zip(own["lep"], own["shown"], strict=True))
    older = int((own["after_due"] == "no").sum())
    title = f"{label(review.main_rule)}, over all readings of “private” ({older} of {len(own)} lists are older than it)"
    return tile_map(answers, title)


def matrix(review: NationalReview) -> Any:
    """Every board by every rule of the yardstick: what its newest list answers over all readings; faint: not proven."""
    frame = review.last_rules.assign(Mark=review.last_rules["shown"].map(_MARKS))
    frame = frame.assign(
        Board=frame["lep"] + " (" + frame["as_at"].str[:4] + ")",
        Answer=frame["shown"].map(_LABELS),
        Sure=frame["certainty"].isin(GRADES[:2]).map({True: 1.0, False: 0.45}),
    )
    used = [answer for answer in _COLOURS if answer in set(frame["shown"])]
    scale = alt.Scale(domain=[_LABELS[one] for one in used], range=[_COLOURS[one] for one in used])
    columns = ["Board", "rule", "Answer", "certainty", "Mark", "Sure"]
    base = Chart(frame[columns]).encode(
        x=alt.X("rule:N", sort=None, title=None, axis=alt.Axis(orient="top", labelAngle=-40, labelLimit=220)),
        y=alt.Y("Board:N", sort=None, title=None, axis=alt.Axis(labelLimit=300)),
        tooltip=["Board:N", "rule:N", "Answer:N", "certainty:N"],
    )
    legend = alt.Legend(title=None, columns=2, symbolType="square")
    tiles = base.mark_rect(stroke="#FFFFFF").encode(
        color=alt.Color("Answer:N", scale=scale, legend=legend), opacity=alt.Opacity("Sure:Q", scale=None)
    )
    on_dark = f"datum.Answer === '{_LABELS['met']}' && datum.Sure === 1"
    letters = alt.condition(on_dark, alt.value("white"), alt.value(TEXT))
    marks = base.mark_text(fontSize=12).encode(text="Mark:N", color=letters)
    chart = layers(tiles, marks).properties(width=34 * frame["rule"].nunique(), height=20 * frame["Board"].nunique())
    counts = [f"{n} {_TOLD.get(str(word), word)}" for word, n in frame["shown"].value_counts().reindex(used).items()]
    said = f"Of {plural(len(frame), 'answer')}, {joined(counts)}; full colour is proven or almost certain."
    return styled(chart, said, "Boards by rules: what each newest list answers, over all readings")


def ranges(review: NationalReview) -> Any:
    """The private share that each list allows over all readings and unknown members, before and after the due day."""
    own = of_rule(review.last_rules, review.main_rule.id).sort_values("as_at", kind="stable")
    when = ["Before the rule was due", "After it"]
    frame = pd.DataFrame(
        {
            "Board": own["lep"] + " (" + own["as_at"].str[:4] + ")",
            "Lowest": own["fewest"].astype(int) / own["members"].astype(int),
            "Highest": own["most"].astype(int) / own["members"].astype(int),
            "When": own["after_due"].map(dict(zip(("no", "yes"), when, strict=True))),
            "Limit": float(review.main_rule.limit),
        }
    )
    x = alt.X("Lowest:Q", title="Share of members listed").axis(format="%", tickCount=5).scale(domain=[0, 1])
    base = Chart(frame).encode(y=alt.Y("Board:N", sort=None, title=None), x=x)
    colours = alt.Scale(domain=when, range=[GREY, BLUE])
    bars = base.mark_bar(height=10).encode(
        x2="Highest:Q",
        color=alt.Color("When:N", scale=colours, title=None),
        tooltip=["Board:N", "Lowest:Q", "Highest:Q"],
    )
    ticks = base.mark_tick(color=TEXT, thickness=2, size=12)  # a list without anything unknown is a point
    limit = Chart(frame).mark_rule(color=THRESHOLD, strokeDash=[6, 3], size=2).encode(x="mean(Limit):Q")
    chart = layers(bars, ticks, limit).properties(width=WIDTH - 280, height=20 * max(1, len(frame)))
    below = int((frame["Highest"] < frame["Limit"]).sum())
    said = f"Of {plural(len(frame), 'list')}, {below} lie below the dashed line wherever in their range the truth is."
    return styled(chart, said, f"{label(review.main_rule)}: from the lowest to the highest share that each list allows")


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
    make.__name__.replace("_", " "): make
    for make in (coverage, areas, matrix, ranges, women, voluntary_study, councils, reconciled)
}
