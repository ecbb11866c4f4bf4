"""The outputs of an executed notebook as pieces of HTML, in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from typing import Any

from lepdata.site.charts import distinct, figure
from lepdata.site.template import render

VEGA_LITE = re.compile(r"application/vnd\.vegalite\.v\d+[.+]json")
ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
SCRIPT = re.compile(r'<script\b.*?(?:</script\s*>|\Z)|<style class="lep-parts">.*?</style>', re.DOTALL | re.IGNORECASE)
TABLE = re.compile(r"<table\b(?:(?!<table\b).)*?</table\s*>", re.DOTALL | re.IGNORECASE)
WRAPPED = re.compile(r'<div class="lep-scroll"[^>]*>\s*$')
PICTURES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif")


@cache
def _converter(raw_html: bool) -> Callable[[str], Any]:
    import mistune

    return mistune.create_markdown(escape=not raw_html, plugins=["table", "strikethrough", "url"])


def markdown(text: str, raw_html: bool = True) -> str:
    return framed(SCRIPT.sub("", str(_converter(raw_html)(text))))


def fragments(notebook: dict[str, Any]) -> list[str]:
    """The visible pieces of an executed notebook: markdown cells and outputs, no code."""
    used = {"content", "lep-failed"}
    return [distinct(piece, used) for cells in _sections(notebook["cells"]) for piece in _section(cells)]


def _sections(cells: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The cells from one heading to the next."""
    section: list[dict[str, Any]] = []
    for cell in cells:
        if cell["cell_type"] == "markdown" and "".join(cell["source"]).startswith("#"):
            yield section
            section = []
        section.append(cell)
    yield section


def _section(cells: list[dict[str, Any]]) -> list[str]:
    """What a section shows: no heading above nothing at all, and folded where its heading is tagged so."""
    pieces = [piece for cell in cells for piece in _cell(cell) if piece.strip()]
    if len(pieces) == 1 and len(cells) > 1 and "\n" not in "".join(cells[0]["source"]).strip():
        return []  # a heading alone, whose code shows nothing
    if not pieces or "fold" not in _tags(cells[0]):
        return pieces
    heading, end, rest = pieces[0].partition("</h2>")
    opening = f'<details class="lep-details lep-fold"><summary>{heading}{end}</summary>{rest}'
    return [opening, *pieces[1:], "</details>"]


def _tags(cell: dict[str, Any]) -> list[str]:
    tags: list[str] = cell.get("metadata", {}).get("tags", [])
    return tags


def failed(notebook: dict[str, Any]) -> bool:
    """Whether a cell of an executed notebook ended in an error."""
    return any(output["output_type"] == "error" for cell in notebook["cells"] for output in cell.get("outputs", []))


def _cell(cell: dict[str, Any]) -> Iterator[str]:
    if {"hide", "remove_cell", "papermill-error-cell-tag"} & set(_tags(cell)):
        return
    if cell["cell_type"] == "markdown":
        yield markdown("".join(cell["source"]))
    elif cell["cell_type"] == "code":
        for output in cell.get("outputs", []):
            yield _output(output)


def _output(output: dict[str, Any]) -> str:
    kind = output["output_type"]
    if kind == "error":
        return render("failed.html", name=output.get("ename", ""), message=plain(output.get("evalue", "")))
    if kind == "stream":
        # What is printed is part of the page; what goes to standard error (warnings) is for whoever runs the notebook.
        text = plain("".join(output["text"])).strip("\n") if output["name"] == "stdout" else ""
        return f'<pre class="lep-printed">{escape(text)}</pre>' if text else ""
    return _data(output.get("data", {}), output.get("metadata", {}))


def _data(data: dict[str, Any], metadata: dict[str, Any]) -> str:
    for kind, value in data.items():
        if VEGA_LITE.fullmatch(kind) and isinstance(value, dict):
            return figure(value)
    texts = {kind: "".join(value) if isinstance(value, list) else str(value) for kind, value in data.items()}
    if "text/html" in data:
        return framed(SCRIPT.sub("", texts["text/html"]))
    if "text/markdown" in data:
        return markdown(texts["text/markdown"], raw_html=False)
    for kind in PICTURES:
        if kind in data:
            return _picture(kind, texts[kind], metadata)
    text = plain(texts.get("text/plain", ""))
    return f'<pre class="lep-printed">{escape(text)}</pre>' if text else ""


def _picture(kind: str, value: str, metadata: dict[str, Any]) -> str:
    import base64

    encoded = base64.b64encode(value.encode()).decode() if kind == "image/svg+xml" else "".join(value.split())
    alt = str(metadata.get("alt") or "A picture without a description")
    return f'<p><img class="lep-picture" alt="{escape(alt)}" src="data:{kind};base64,{escape(encoded)}"></p>'


def plain(text: str) -> str:
    return ANSI.sub("", text)


def framed(html: str) -> str:
    """HTML whose tables stand in frames; the script lets the keyboard reach those that have to scroll, by name."""

    def frame(match: re.Match[str]) -> str:
        wrapped = WRAPPED.search(html[: match.start()][-300:])
        return match[0] if wrapped else f'<div class="lep-scroll">{match[0]}</div>'

    return TABLE.sub(frame, html)
