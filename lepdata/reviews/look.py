"""One look for every chart, after the Analysis Function's guidance; readable without colour, marks stand out 3 to 1."""

import math
import sys
import textwrap
from dataclasses import dataclass, field
from typing import Any

import altair as alt
import pandas as pd

from lepdata.judging.criteria import fraction_words
from lepdata.judging.judgement import Verdict, scale_of
from lepdata.reviews.boards import BoardReview
from lepdata.reviews.markup import DEFINITION_WORDS, SECTOR_COLOURS, STYLE, Markup, span

_BADGES = {"met": "#0B5C33", "depends": "#12436D", "cannot tell": "#767B80", "not met": "#94210D"}
OUTCOME_COLOURS = {**_BADGES, "no answer": "#5B6570"}  # dark enough for words too
LINE, TEXT, THRESHOLD = "#767B80", "#0B0C0C", "#801650"
_GUESSED = "#5A8FBD"  # what rests on guesses, beside the blue of what does not
_HOLLOW = "M-1,-1H1V1H-1ZM-.8,-.8V.8H.8V-.8Z"  # a square's outline
_HATCHED = f"{_HOLLOW}M-1,-.15L-.15,-1H.15L-1,.15ZM-1,.85L.85,-1H1V-.85L-.85,1H-1ZM-.15,1L1,-.15V.15L.15,1Z"
# A chart that fits a telephone of 390 pixels, axes and all: a page draws it once, and enlarges it where there is room.
FITTED: dict[str, Any] = {"width": 348, "autosize": {"type": "fit-x", "contains": "padding"}}
SOURCE = "Source: the published lists and counts that the register names, each with its document."
_LINE_OF_TITLE, _OF_FITTED = 72, 40  # letters that stand beside one another above a chart
_WORDS = {"labelFontSize": 13, "titleFontSize": 13}
_LINES = {"gridColor": "#E5E6E7", "domainColor": LINE, "labelColor": TEXT, "titleColor": TEXT}
_CONFIG: dict[str, Any] = {
    "font": "Arial, Helvetica, sans-serif",
    "background": "#FFFFFF",
    "view": {"continuousWidth": 300, "continuousHeight": 300, "stroke": None},
    "title": {"anchor": "start", "fontSize": 16, "subtitleFontSize": 13, "color": TEXT, "offset": 12},
    "axis": {**_WORDS, **_LINES, "titleFontWeight": "normal", "labelLimit": 260, "ticks": False, "labelPadding": 8},
    "legend": {**_WORDS, "orient": "top", "labelLimit": 300, "symbolSize": 120},
}


@dataclass(frozen=True)
class Look:
    """What charts of one look share: a colour for each sector and each answer, and what stands above a chart."""

    sector_colours: alt.Scale
    outcome_colours: alt.Scale
    hatched: str = _HATCHED  # shapes of filled marks: of slanting lines for what is not known,
    hollow: str = _HOLLOW  # and for what nobody saw
    fitted: dict[str, Any] = field(default_factory=FITTED.copy)  # a chart's own size, for the narrowest page

    def _repr_html_(self) -> str:
        """The look of badges and answers, for a notebook; the pages have it already."""
        return STYLE

    @staticmethod
    def styled(chart: Any, finding: object, measure: str, source: str = SOURCE) -> Any:
        """A chart just made: its finding, a text or one of `lepdata.finding`, as alt text, its first sentence above."""
        first, stop, _ = str(finding).partition(". ")
        letters = _OF_FITTED if chart.width == FITTED["width"] else _LINE_OF_TITLE
        title, *about = (textwrap.wrap(text, letters) for text in (first + stop.strip(), measure, source))
        chart.title = alt.TitleParams(title, subtitle=[line for lines in about for line in lines])
        chart.description, chart.config = str(finding), _CONFIG  # Altair's own ways of setting them copy every layer
        return chart


def theme() -> Look:
    """Give every Altair chart of this notebook the look of the pages, shown without a script from elsewhere.

    Answers too, where it is the last line of a cell. A chart's `description` is its alt text. The scales returned, such
    as `sector_colours`, are for `alt.Color("sector:N", scale=...)`.

    Examples
    --------
    >>> theme().sector_colours.domain[0]
    'Private'
    """
    colours = list(dict.fromkeys(SECTOR_COLOURS.values()))  # Vega's own stand out less from their paper
    look: Any = {"config": {**_CONFIG, "mark": {"color": colours[0]}, "range": {"category": colours}}}
    alt.theme.register("lepdata", enable=True)(lambda: look)
    alt.renderers.register("lepdata", _offline)
    alt.renderers.enable("lepdata")
    if shell := "IPython" in sys.modules and sys.modules["IPython"].get_ipython():
        shell.display_formatter.mimebundle_formatter.for_type(alt.TopLevelMixin, _bundle)
    marks = (SECTOR_COLOURS, OUTCOME_COLOURS)
    sectors, answers = (alt.Scale(domain=list(own), range=list(own.values())) for own in marks)
    return Look(sectors, answers)


# JupyterLab draws Vega-Lite 5 by itself and without the network; our charts use nothing that is new in 6.
MIME = "application/vnd.vegalite.v5+json"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def _offline(spec: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A chart as its specification alone; its alt text where none can be drawn."""
    return {MIME: {**spec, "$schema": SCHEMA}, "text/plain": spec.get("description", "a chart")}


def _bundle(chart: Any) -> dict[str, Any]:
    return _offline(chart.to_dict(validate=False))  # its parts were, when made; the whole takes as long as the rest


class LayerChart(alt.LayerChart):
    """Altair layers that show themselves offline, whatever renderer is in use."""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return _bundle(self)


# --- the readings of “private” side by side: the chart of a board that is too much for a cell of its notebook


def readings(review: BoardReview) -> Any:
    """Each reading of "private" as a range: dark over members not known, pale over guesses, dotted over the unseen."""
    main = review.private
    if main is None or review.is_fragment or review.board is None or review.judgement is None:
        return Markup()
    scale = scale_of(review.board, review.judgement.framework)
    frame = pd.DataFrame([_range(one, scale.limit or scale.largest) for one in main.verdicts if one.members])
    if frame.empty:
        return Markup()
    first = main.verdicts[0]
    limit = pd.DataFrame([{"Threshold": float(first.limit), "Label": f"{fraction_words(first.limit)} asked for"}])
    asked = alt.Chart(limit).encode(alt.X("Threshold:Q"))
    named = {"labelExpr": "split(datum.label, ': ')", "labelLimit": 200}
    reading = alt.Y("Private as:N", sort=None, title=None, axis=named)
    told = {"y": reading, "tooltip": [alt.Tooltip("Private as:N"), alt.Tooltip("Sum:N")]}
    mark = alt.Chart()
    share = alt.X("Lowest:Q", title=None, axis={"format": "%", "tickCount": 5}, scale={"domain": [0, 1]})
    tick = mark.mark_tick(color=TEXT, thickness=3, size=20, opacity=1)
    drawn = [
        mark.mark_rule(color=TEXT, strokeDash=[2, 3], size=2).encode(alt.X("Least:Q"), alt.X2("Most:Q")),
        mark.mark_bar(height=10, color=_GUESSED).encode(alt.X("Firm least:Q"), alt.X2("Firm most:Q")),
        mark.mark_bar(height=14, color=SECTOR_COLOURS["Private"]).encode(share, alt.X2("Highest:Q")),
        *(tick.encode(alt.X(f"{end}:Q")) for end in ("Lowest", "Highest")),
        asked.mark_rule(color=THRESHOLD, strokeDash=[6, 3], size=2).encode(alt.YValue(0), alt.Y2Value("height")),
        asked.mark_text(align="right", dx=-5, baseline="bottom", fontSize=13, color=TEXT).encode(
            alt.YValue(-4), alt.Text("Label:N")
        ),
    ]
    size: dict[str, Any] = {"height": 33 * len(frame), **FITTED, "usermeta": {"figures": "in a table"}}
    chart = LayerChart(layer=drawn, data=frame.drop(columns=["Name", "Guess"]).round(4), encoding=told, **size)
    known = (frame["Lowest"] == frame["Highest"]).all()
    said = ["Share of members who are private" + ("" if known else ". Dark: however the unknown turn out")]
    said += ["pale: however guesses do"] if any(frame["Guess"]) else []
    said += ["dotted: with members not listed"] if (frame["Least"] < frame["Lowest"]).any() else []
    needed = f"{math.ceil(first.limit * first.members)} of {first.members} needed"
    finding = f"By each reading of “private” ({needed}): {', '.join(frame['Sum'])}."
    if without := [f"{name} {guess}" for name, guess in zip(frame["Name"], frame["Guess"], strict=True) if guess]:
        finding += f" Without guesses: {', '.join(without)}."
    return Look.styled(chart, finding, "; ".join(said) + ".", review.source)


def _range(verdict: Verdict, largest: int) -> dict[str, Any]:
    """From the fewest to the most private members: of those listed, and of a board as large as it may have been."""
    listed, most = verdict.members, verdict.for_ + verdict.unknown
    size = max(listed, listed + verdict.unseen if verdict.unseen is not None else largest)
    name, firm = DEFINITION_WORDS[verdict.definition or ""], verdict.firm
    least, best = (firm.for_, firm.for_ + firm.unknown) if verdict.hangs_on_guesses else (verdict.for_, most)
    return {
        **{"Private as": f"{name}: {span(verdict.for_, most)} of {listed}", "Lowest": verdict.for_ / listed},
        **{"Highest": most / listed, "Least": verdict.for_ / size, "Most": (most + size - listed) / size},
        **{"Firm least": least / listed, "Firm most": best / listed, "Name": name.lower()},
        "Guess": span(least, best) if verdict.hangs_on_guesses else "",
        "Sum": f"{name.lower()} {span(verdict.for_, most)}",
    }


CHARTS = {"readings": readings}
