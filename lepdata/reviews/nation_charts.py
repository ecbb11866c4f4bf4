"""The 38 LEPs as a map of equal tiles: each area counts the same, London as much as Cumbria."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import altair as alt
import pandas as pd

from lepdata.english import choose, joined, plural
from lepdata.errors import UsageError
from lepdata.nation.spread import funnel_limits
from lepdata.registers import geography
from lepdata.reviews import known
from lepdata.reviews.look import OUTCOME_COLOURS, SECTOR_COLOURS, TEXT, THRESHOLD, WIDTH, Chart, layers, styled
from lepdata.reviews.nation import HOW, NationalReview, find
from lepdata.reviews.wording import COMPLETENESS_WORDS, CRITERION_WORDS, some
from lepdata.words_by_id import say

TILE = 56  # width in pixels: narrow enough for a telephone, wide enough for four letters
EDGE = TILE / math.sqrt(3)
HEXAGON = "M0,-1L0.866,-0.5L0.866,0.5L0,1L-0.866,0.5L-0.866,-0.5Z"
OUTCOME_MARKS = {"met": "Yes", "cannot tell": "?", "not met": "No"}
NO_ANSWER, NO_MARK, NO_COLOUR = "no answer", "–", "#FFFFFF"
FEW = 6  # so many areas are named in the alt text
_DARK = 0.18  # relative luminance below which white letters stand out better than black ones


def tile_map(
    frame: pd.DataFrame,
    value: str,
    title: str,
    colours: Mapping[str, str] = OUTCOME_COLOURS,
    marks: Mapping[str, str] = OUTCOME_MARKS,
) -> Any:
    """A tile map of one answer for each LEP, readable without colour.

    Parameters
    ----------
    frame : DataFrame
        A row for each LEP, with its name in `lep`; a LEP without a row or with an empty answer is drawn in white.
    value : str
        The column of answers, few in number.
    title : str
        Printed above the map.
    colours : mapping
        Answer to colour, in the order of the legend.
    marks : mapping
        Answer to one to three letters that stand on the tile.

    Returns
    -------
    altair chart
        Its `description` is the alt text: how many areas have which answer, the few of them by name.

    Raises
    ------
    UsageError
        If a LEP has two rows, or an answer has no colour or no mark.

    Examples
    --------
    >>> frame = pd.DataFrame({"lep": ["Cumbria", "Dorset"], "two-thirds": ["met", "not met"]})
    >>> tile_map(frame, "two-thirds", "Two-thirds private").to_dict()["description"]
    'Of 38 areas: 1 met (Cumbria), 1 not met (Dorset) and 36 no answer.'
    """
    answers = _answers(frame, value)
    _refuse_unknown(answers, colours, marks)
    if NO_ANSWER in answers.to_numpy():
        colours, marks = {**colours, NO_ANSWER: NO_COLOUR}, {**marks, NO_ANSWER: NO_MARK}
    drawn = _drawn(answers, colours, marks)
    chart = layers(_hexagons(drawn, colours, marks), _words(drawn, "Code", -7, 15), _words(drawn, "Mark", 11, 14))
    width, height = TILE * (drawn["x"].max() + 1.5), EDGE * (1.5 * drawn["y"].max() + 2)
    return styled(chart.properties(width=round(width), height=round(height)), _finding(answers, colours), title)


def _answers(frame: pd.DataFrame, value: str) -> pd.Series:
    twice = frame.loc[frame["lep"].duplicated(), "lep"]
    if len(twice):
        raise UsageError(f"A tile map shows one answer for each LEP; {twice.iloc[0]} has several rows.")
    given = frame.set_index("lep")[value].fillna("").astype(str)
    return given.reindex(geography.tiles()["lep"], fill_value="").replace("", NO_ANSWER)


def _refuse_unknown(answers: pd.Series, colours: Mapping[str, str], marks: Mapping[str, str]) -> None:
    strange = sorted(set(answers) - {NO_ANSWER} - (set(colours) & set(marks)))
    if strange:
        raise UsageError(f"The tile map has no colour or no mark for: {', '.join(strange)}.")


def _drawn(answers: pd.Series, colours: Mapping[str, str], marks: Mapping[str, str]) -> pd.DataFrame:
    """A row for each tile, its place in widths of a tile and its words under the names that a reader sees."""
    tiles = geography.tiles()
    return pd.DataFrame(
        {
            "LEP": tiles["lep"],
            "Code": tiles["code"],
            "Answer": [_label(answer, marks) for answer in answers],
            "Mark": answers.map(dict(marks)).to_numpy(),
            "Dark": [_luminance(colours[answer]) < _DARK for answer in answers],
            "x": tiles["column"] - 1 + 0.5 * (tiles["row"] % 2 == 0),
            "y": tiles["row"] - 1,
        }
    )


def _label(answer: str, marks: Mapping[str, str]) -> str:
    return f"{answer[:1].upper()}{answer[1:]} ({marks[answer]})"


def _luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB", as the accessibility guidelines define it."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _placed(drawn: pd.DataFrame) -> Any:
    across = alt.Scale(domain=[-0.75, drawn["x"].max() + 0.75], nice=False, zero=False)
    down = alt.Scale(domain=[drawn["y"].max() + 2 / 3, -2 / 3], nice=False, zero=False)
    x, y = alt.X("x:Q", axis=None, scale=across), alt.Y("y:Q", axis=None, scale=down)
    return Chart(drawn).encode(x=x, y=y, tooltip=["LEP:N", "Answer:N"])


def _hexagons(drawn: pd.DataFrame, colours: Mapping[str, str], marks: Mapping[str, str]) -> Any:
    used = [answer for answer in colours if _label(answer, marks) in set(drawn["Answer"])]
    scale = alt.Scale(domain=[_label(answer, marks) for answer in used], range=[colours[answer] for answer in used])
    legend = alt.Legend(title=None, orient="top", symbolType="square", symbolStrokeWidth=1, columns=2)
    size = (2 * EDGE - 3) ** 2  # a thin gap between tiles
    shapes = _placed(drawn).mark_point(shape=HEXAGON, filled=True, size=size, opacity=1, stroke=TEXT, strokeWidth=1)
    return shapes.encode(color=alt.Color("Answer:N", scale=scale, legend=legend))


def _words(drawn: pd.DataFrame, column: str, below: int, size: int) -> Any:
    text = _placed(drawn).mark_text(dy=below, fontSize=size, fontWeight="bold" if column == "Code" else "normal")
    letters = alt.condition("datum.Dark", alt.value("white"), alt.value(TEXT))  # no column, so in no table of the data
    return text.encode(text=f"{column}:N", color=letters)


def _finding(answers: pd.Series, colours: Mapping[str, str]) -> str:
    """How many areas have which answer; where they are few, which."""
    parts = []
    for answer in colours:
        named = sorted(answers.index[answers == answer])
        few, names = len(named) <= FEW, ", ".join(named)
        said = say("charts", "areas-named" if few else "areas-answer", n=len(named), answer=answer, names=names)
        parts += [said] if named else []
    return f"Of {plural(len(answers), 'area')}: {joined(parts)}."


TWO_THIRDS = Fraction(2, 3)
_PRIVATE = "private-two-thirds"
_COUNTED = ["lep", "as_at", "for", "against", "unknown"]


def coverage(review: NationalReview) -> Any:
    """How many boards have what kind of list."""
    kinds = [one.board.completeness if one.board else "" for one in review.boards]
    words = {**COMPLETENESS_WORDS, "": "no dated list"}
    rows = [
        {"Best list": word.capitalize(), "Boards": kinds.count(kind)} for kind, word in words.items() if kind in kinds
    ]
    frame = pd.DataFrame(rows)
    lists = joined([f"{row['Boards']} {str(row['Best list']).lower()}" for row in rows])
    finding = f"Best published list: {lists}."
    base = alt.Chart(frame).encode(
        y=alt.Y("Best list:N", sort=None, title=None), x=alt.X("Boards:Q", title="Boards", axis=alt.Axis(tickMinStep=5))
    )
    labels = base.mark_text(align="left", dx=5, fontSize=13, color=TEXT).encode(text="Boards:Q")
    chart = layers(base.mark_bar(color=SECTOR_COLOURS["Private"]), labels).properties(
        width=WIDTH - 220, height=34 * len(frame)
    )
    return styled(chart, finding, "What is known of each board")


def outcomes(review: NationalReview) -> Any:
    """The last rules asked of every board's list as it stands."""
    asked = _under_the_yardstick(review)
    frame = asked.groupby(["Rule", "As listed"], sort=False).size().reset_index(name="Boards")
    private = asked[asked["Rule"] == CRITERION_WORDS[_PRIVATE]]
    met = int((private["As listed"] == "met").sum())
    finding = (
        f"As listed, {some(met)} of {plural(len(private), 'board')} "
        f"{choose(some(met), 'reaches', 'reach')} two-thirds private; for the rest see the "
        "table."
    )
    frame["Order"] = frame["As listed"].map({word: place for place, word in enumerate(OUTCOME_COLOURS)})
    scale = alt.Scale(domain=list(OUTCOME_COLOURS), range=list(OUTCOME_COLOURS.values()))
    bars = (
        Chart(frame)
        .mark_bar()
        .encode(
            y=alt.Y("Rule:N", sort=list(dict.fromkeys(asked["Rule"])), title=None),
            x=alt.X("sum(Boards):Q", title="Boards"),
            color=alt.Color("As listed:N", scale=scale, title=None),
            order=alt.Order("Order:Q"),
            tooltip=["Rule:N", "As listed:N", "Boards:Q"],
        )
    )
    chart = bars.properties(width=WIDTH - 220, height=30 * max(1, asked["Rule"].nunique()))
    return styled(chart, finding, "The last rules, asked of each list as it stands")


def _under_the_yardstick(review: NationalReview) -> pd.DataFrame:
    asked = review.outcomes[review.outcomes["rules"] == "yardstick"]
    rules = asked["criterion"].map(lambda name: CRITERION_WORDS.get(name, name))
    return pd.DataFrame({"Rule": rules, "As listed": asked["as_listed"]})


def private_shares(review: NationalReview) -> pd.DataFrame:
    """Business members of every list that can carry a share, most known first.

    Returns
    -------
    DataFrame
        lep, as_at, for, against, unknown, listed (their sum), lowest and highest share.
    """
    asked = review.outcomes
    own = asked[
        (asked["rules"] == "yardstick") & (asked["criterion"] == _PRIVATE) & (asked["carries_a_share"] == "yes")
    ]
    frame = own[_COUNTED].assign(listed=own["for"] + own["against"] + own["unknown"])
    frame = frame[frame["listed"] > 0]
    frame = frame.assign(
        lowest=frame["for"] / frame["listed"], highest=(frame["for"] + frame["unknown"]) / frame["listed"]
    )
    return frame.sort_values(["lowest", "lep"], ascending=[False, True], ignore_index=True)


def shares(review: NationalReview) -> Any:
    """Every usable list's business share: from those known to be business to all of unknown sector counted too."""
    frame = private_shares(review)
    frame = frame.assign(
        Board=frame["lep"] + " (" + frame["as_at"].str[:4] + ")",
        Known=frame["for"].astype(str)
        + " of "
        + frame["listed"].astype(str)
        + ", "
        + frame["unknown"].astype(str)
        + " unknown",
    )
    rows = frame.to_dict("records")
    could = sum(Fraction(row["for"] + row["unknown"], row["listed"]) >= TWO_THIRDS for row in rows)
    do = sum(Fraction(row["for"], row["listed"]) >= TWO_THIRDS for row in rows)
    finding = (
        f"On {some(do)} of {plural(len(rows), 'list')} two-thirds are known to be from "
        f"business; on {some(could)} it is possible, if everyone of unknown sector were."
    )
    base = alt.Chart(frame[["Board", "lowest", "highest", "Known"]])
    y = alt.Y("Board:N", sort=None, title=None)
    x = alt.X(
        "lowest:Q",
        title="Share of members listed",
        axis=alt.Axis(format="%", tickCount=5),
        scale=alt.Scale(domain=[0, 1]),
    )
    bars = base.mark_rule(size=6, color="#B1B4B6").encode(x=x, x2="highest:Q", y=y)
    dots = base.mark_point(filled=True, size=110, opacity=1, color=SECTOR_COLOURS["Private"]).encode(
        x=alt.X("lowest:Q", title="Share of members listed"), y=y, tooltip=["Board:N", "Known:N"]
    )
    line = alt.Chart(pd.DataFrame([{"Two-thirds": float(TWO_THIRDS)}]))
    rule = line.mark_rule(color=THRESHOLD, strokeDash=[6, 3], size=2).encode(x="Two-thirds:Q")
    chart = layers(bars, dots, rule).properties(width=WIDTH - 260, height=22 * max(1, len(frame)))
    return styled(chart, finding, "Business share of each list; the dashed line is two-thirds")


def areas(review: NationalReview) -> Any:
    """Where the boards lie whose list, as it stands, would be two-thirds private or not; white: no list good enough."""
    asked = review.outcomes
    own = asked[
        (asked["rules"] == "yardstick") & (asked["criterion"] == _PRIVATE) & (asked["carries_a_share"] == "yes")
    ]
    frame = own[["lep"]].assign(answer=own["as_listed"])
    return tile_map(frame, "answer", "Two-thirds private, as the list stands (business reading)")


CHARTS: dict[str, Callable[[NationalReview], Any]] = {
    "coverage": coverage,
    "outcomes": outcomes,
    "shares": shares,
    "areas": areas,
}


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


CHARTS |= {
    "funnel": funnel,
    "women": women,
    "women spread": women_spread,
    "voluntary spread": voluntary,
    "voluntary study": study,
    "councils": councils,
    "reconciled": reconciled,
}
