"""One look for every chart: after the Analysis Function's guidance, and readable without colour."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

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


def styled(chart: Any, finding: str, title: str) -> Any:
    """A chart in the house's look, with its finding as alt text.

    Parameters
    ----------
    chart : altair chart
        Any top-level chart.
    finding : str
        What the chart shows, in a sentence: the alt text.
    title : str
        Printed above it.
    """
    return (
        chart.properties(title=title, description=finding)
        .configure(font="Arial, Helvetica, sans-serif", background="#FFFFFF")
        .configure_view(stroke=None)
        .configure_title(anchor="start", fontSize=16, color=TEXT, offset=12)
        .configure_axis(
            labelFontSize=13,
            titleFontSize=13,
            labelColor=TEXT,
            titleColor=TEXT,
            gridColor="#E5E6E7",
            domainColor=LINE,
            tickColor=LINE,
            labelLimit=260,
            titleFontWeight="normal",
        )
        .configure_legend(labelFontSize=13, titleFontSize=13, orient="top", labelLimit=300, symbolSize=120)
    )


# JupyterLab draws Vega-Lite 5 by itself and without the network; our charts use nothing that is new in 6.
MIME = "application/vnd.vegalite.v5+json"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


class _Offline:
    """Show the chart by its specification alone, no script from elsewhere; its alt text where none can be drawn."""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        spec = self.to_dict()  # type: ignore[attr-defined]
        return {MIME: {**spec, "$schema": SCHEMA}, "text/plain": spec.get("description", "a chart")}


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
