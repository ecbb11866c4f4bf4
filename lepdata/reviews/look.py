"""One look for every chart: after the Analysis Function's guidance, and readable without colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt

# the Analysis Function's categorical palette, then two greys
SECTOR_COLOURS = {
    "Private": "#12436D",
    "Council": "#28A197",
    "Voluntary": "#801650",
    "Education": "#F46A25",
    "Health": "#3D3D3D",
    "Other public": "#A285D1",
    "Trade union": "#6B7280",
    "Not known": "#B1B4B6",
}
SECTOR_SHAPES = {
    "Private": "circle",
    "Council": "square",
    "Voluntary": "triangle-up",
    "Education": "diamond",
    "Health": "triangle-left",
    "Other public": "triangle-down",
    "Trade union": "triangle-right",
    "Not known": "cross",
}
OUTCOME_COLOURS = {"met": "#12436D", "cannot tell": "#B1B4B6", "not met": "#F46A25"}
LINE, TEXT, THRESHOLD = "#B1B4B6", "#0B0C0C", "#801650"
WIDTH = 640
_AXIS = {
    "labelFontSize": 13,
    "titleFontSize": 13,
    "labelColor": TEXT,
    "titleColor": TEXT,
    "gridColor": "#E5E6E7",
    "domainColor": LINE,
    "tickColor": LINE,
    "labelLimit": 260,
    "titleFontWeight": "normal",
}
_LEGEND = {"labelFontSize": 13, "titleFontSize": 13, "orient": "top", "labelLimit": 300, "symbolSize": 120}
_CONFIG: dict[str, Any] = {
    "font": "Arial, Helvetica, sans-serif",
    "background": "#FFFFFF",
    "view": {"continuousWidth": 300, "continuousHeight": 300, "stroke": None},
    "title": {"anchor": "start", "fontSize": 16, "color": TEXT, "offset": 12},
    "axis": _AXIS,
    "legend": _LEGEND,
}


def scale(marks: dict[str, str]) -> alt.Scale:
    """A scale that gives each word its own colour or shape, on whichever chart it stands."""
    return alt.Scale(domain=list(marks), range=list(marks.values()))


@dataclass(frozen=True)
class Look:
    """What charts of one look share: a colour and a shape for each sector, a colour for each answer."""

    sector_colours: alt.Scale
    sector_shapes: alt.Scale
    outcome_colours: alt.Scale

    def _ipython_display_(self) -> None:
        """Show nothing: the last line of a cell may be `lepdata.theme()`."""


def theme() -> Look:
    """Give every Altair chart of this notebook the look of the pages, shown without a script from elsewhere.

    A chart's `description` is its alt text: say there what the chart shows.

    Returns
    -------
    Look
        Scales such as `sector_colours` and `sector_shapes`, for `alt.Color("sector:N", scale=...)`.

    Examples
    --------
    >>> theme().sector_colours.domain[0]
    'Private'
    """
    alt.theme.register("lepdata", enable=True)(_theme)
    alt.renderers.register("lepdata", _offline)
    alt.renderers.enable("lepdata")
    return Look(scale(SECTOR_COLOURS), scale(SECTOR_SHAPES), scale(OUTCOME_COLOURS))


def _theme() -> Any:
    return {"config": {**_CONFIG, "mark": {"color": SECTOR_COLOURS["Private"]}}}


def styled(chart: Any, finding: str, title: str) -> Any:
    """A chart in this look, with a title above it and its finding, a sentence, as alt text."""
    return chart.properties(title=title, description=finding, config=_CONFIG)


# JupyterLab draws Vega-Lite 5 by itself and without the network; our charts use nothing that is new in 6.
MIME = "application/vnd.vegalite.v5+json"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def _offline(spec: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A chart as its specification alone; its alt text where none can be drawn."""
    return {MIME: {**spec, "$schema": SCHEMA}, "text/plain": spec.get("description", "a chart")}


class _Offline:
    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return _offline(self.to_dict())  # type: ignore[attr-defined]


class Chart(_Offline, alt.Chart):
    """An Altair chart that shows itself offline."""


class LayerChart(_Offline, alt.LayerChart):
    """Altair layers that show themselves offline."""


def layers(*charts: Any) -> LayerChart:
    """Charts drawn over each other."""
    return LayerChart(layer=list(charts))
