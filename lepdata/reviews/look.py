"""One look for every chart: after the Analysis Function's guidance, and readable without colour."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any, cast

import altair as alt
from altair.utils.schemapi import debug_mode

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


LOOK: dict[str, Any] = {
    "font": "Arial, Helvetica, sans-serif",
    "background": "#FFFFFF",
    "view": {"stroke": None},
    "title": {"anchor": "start", "fontSize": 16, "color": TEXT, "offset": 12},
    "axis": {
        "labelFontSize": 13,
        "titleFontSize": 13,
        "labelColor": TEXT,
        "titleColor": TEXT,
        "gridColor": "#E5E6E7",
        "domainColor": LINE,
        "tickColor": LINE,
        "labelLimit": 260,
        "titleFontWeight": "normal",
    },
    "legend": {"labelFontSize": 13, "titleFontSize": 13, "orient": "top", "labelLimit": 300, "symbolSize": 120},
}


# What a chart that an analyst makes takes besides, unless it says otherwise.
_BARE = {
    "bar": {"color": SECTOR_COLOURS["Private"]},
    "point": {"color": SECTOR_COLOURS["Private"]},
    "line": {"color": SECTOR_COLOURS["Private"]},
    "text": {"fontSize": 13, "color": TEXT},
    "range": {"category": list(SECTOR_COLOURS.values())},
}


def styled(chart: Any, finding: str, title: str) -> Any:
    """A chart in the look of these reviews, with its finding as alt text and its title above it."""
    return chart.properties(title=title, description=finding).configure(**LOOK)


def theme() -> None:
    """Give every Altair chart of a notebook the look of these reviews, and let it show itself without the network.

    Examples
    --------
    >>> theme()
    >>> chart = alt.Chart(alt.Data(values=[]), description="Nothing.").mark_bar()
    >>> chart.to_dict()["config"]["legend"]["orient"], chart._repr_mimebundle_()["text/plain"]
    ('top', 'Nothing.')
    """
    alt.theme.register("lepdata", enable=True)(lambda: cast(alt.theme.ThemeConfig, {"config": LOOK | _BARE}))
    alt.renderers.register("lepdata", _offline)
    alt.renderers.enable("lepdata")


# JupyterLab draws Vega-Lite 5 by itself and without the network; our charts use nothing that is new in 6.
MIME = "application/vnd.vegalite.v5+json"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def _offline(spec: dict[str, Any], **_: Any) -> dict[str, Any]:
    return {MIME: {**spec, "$schema": SCHEMA}, "text/plain": spec.get("description", "a chart")}


class _Offline:
    """Show the chart by its specification alone, no script from elsewhere; its alt text where none can be drawn."""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return _offline(self.to_dict())  # type: ignore[attr-defined]


class Chart(_Offline, alt.Chart):
    """An Altair chart that shows itself offline."""


class LayerChart(_Offline, alt.LayerChart):
    """Altair layers that show themselves offline."""


def checked_once() -> AbstractContextManager[None]:
    """Draw without having Altair check every piece of a chart: it checks the whole when the chart is shown."""
    return debug_mode(False)


def layers(*charts: Any) -> LayerChart:
    """Charts drawn over each other."""
    return LayerChart(layer=list(charts))
