"""Altair charts that show themselves offline, in JupyterLab and on a page alike."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

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
