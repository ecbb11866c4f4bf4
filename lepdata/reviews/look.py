"""One look for every chart, after the Analysis Function's guidance; readable without colour, marks stand out 3 to 1."""

import json
import sys
import textwrap
from dataclasses import dataclass
from typing import Any

import altair as alt

from lepdata.files import rule_file
from lepdata.reviews.markup import STYLE

_SECTORS = rule_file("names/sectors.csv")  # in the Analysis Function's categorical palette, then two greys
SECTOR_COLOURS = {row["name"]: row["colour"] for row in _SECTORS}
_BADGES = {"met": "#0B5C33", "depends": "#12436D", "cannot tell": "#767B80", "not met": "#94210D"}
OUTCOME_COLOURS = {**_BADGES, "no answer": "#5B6570"}  # dark enough for words too
LINE, TEXT, THRESHOLD = "#767B80", "#0B0C0C", "#801650"
GUESSED = "#5A8FBD"  # what rests on guesses, beside the blue of what does not
HATCHED = "M-1,0L0,-1M-1,1L1,-1M0,1L1,0M-1,-1H1V1H-1Z"  # a square of slanting lines, for what is not known
WIDTH = 640
SOURCE = "Source: the published lists and counts that the register names, each with its document."
_LINE_OF_TITLE = 72  # letters that stand beside one another above a chart
_WORDS = {"labelFontSize": 13, "titleFontSize": 13}
_LINES = {"gridColor": "#E5E6E7", "domainColor": LINE, "tickColor": LINE, "labelColor": TEXT, "titleColor": TEXT}
_CONFIG: dict[str, Any] = {
    "font": "Arial, Helvetica, sans-serif",
    "background": "#FFFFFF",
    "view": {"continuousWidth": 300, "continuousHeight": 300, "stroke": None},
    "title": {"anchor": "start", "fontSize": 16, "subtitleFontSize": 13, "color": TEXT, "offset": 12},
    "axis": {**_WORDS, **_LINES, "titleFontWeight": "normal", "labelLimit": 260},
    "legend": {**_WORDS, "orient": "top", "labelLimit": 300, "symbolSize": 120},
}


def _scale(marks: dict[str, str]) -> alt.Scale:
    return alt.Scale(domain=list(marks), range=list(marks.values()))


@dataclass(frozen=True)
class Look:
    """What charts of one look share: a colour for each sector and each answer, and what stands above a chart."""

    sector_colours: alt.Scale
    outcome_colours: alt.Scale
    hatched: str = HATCHED

    def _repr_html_(self) -> str:
        """The look of badges and answers, for a notebook; the pages have it already."""
        return STYLE

    def styled(self, chart: Any, finding: object, measure: str, source: str = SOURCE) -> Any:
        """A chart made in a notebook, with its finding, a text or one of `lepdata.finding`, as title and alt text."""
        return styled(chart, str(finding), measure, source)


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
    return Look(_scale(SECTOR_COLOURS), _scale(OUTCOME_COLOURS))


def styled(chart: Any, finding: str, measure: str, source: str = SOURCE) -> Any:
    """A chart just made, in this look: the finding, whole as alt text, its first sentence above; measure and source."""
    first, stop, _ = finding.partition(". ")
    title, *about = (textwrap.wrap(text, _LINE_OF_TITLE) for text in (first + stop.strip(), measure, source))
    chart.title = alt.TitleParams(title, subtitle=[line for lines in about for line in lines])
    chart.description, chart.config = finding, _CONFIG  # Altair's own ways of setting them copy every layer
    return chart


# JupyterLab draws Vega-Lite 5 by itself and without the network; our charts use nothing that is new in 6.
MIME = "application/vnd.vegalite.v5+json"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def _offline(spec: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A chart as its specification alone; its alt text where none can be drawn."""
    for n, name in enumerate(spec.get("datasets", {})):  # called by Altair by a hash of 32 letters
        spec = json.loads(json.dumps(spec).replace(f'"{name}"', f'"{n}"'))
    return {MIME: {**spec, "$schema": SCHEMA}, "text/plain": spec.get("description", "a chart")}


def _bundle(chart: Any) -> dict[str, Any]:
    return _offline(chart.to_dict(validate=False))  # its parts were, when made; the whole takes as long as the rest


class LayerChart(alt.LayerChart):
    """Altair layers that show themselves offline, whatever renderer is in use."""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return _bundle(self)
