"""The 38 LEPs as a map of equal tiles: each area counts the same, London as much as Cumbria."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from lepdata import registers
from lepdata.english import plural
from lepdata.model.faults import UsageError
from lepdata.model.phrases import joined, say
from lepdata.reviews.charts import Chart, layers
from lepdata.reviews.theme import OUTCOME_COLOURS, TEXT, styled

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
    return given.reindex(registers.tiles()["lep"], fill_value="").replace("", NO_ANSWER)


def _refuse_unknown(answers: pd.Series, colours: Mapping[str, str], marks: Mapping[str, str]) -> None:
    strange = sorted(set(answers) - {NO_ANSWER} - (set(colours) & set(marks)))
    if strange:
        raise UsageError(f"The tile map has no colour or no mark for: {', '.join(strange)}.")


def _drawn(answers: pd.Series, colours: Mapping[str, str], marks: Mapping[str, str]) -> pd.DataFrame:
    """A row for each tile, its place in widths of a tile and its words under the names that a reader sees."""
    tiles = registers.tiles()
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
