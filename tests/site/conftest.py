import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from lepdata.batch.runs import Result
from lepdata.site.pages import Stamp
from lepdata.site.sites import site

HOSTILE = (
    "<script>alert(1)</script> </script> {{ 7*7 }} {% raw %} **bold** [x](javascript:alert(1)) \"'& "
    "<svg onload=alert(1)> <!-- --> ]]> =1+1 ${7*7} datum.who '+alert(1)+' &lt;b&gt; "
    "\u202eevil\u202c \u2067isolated z\u200be\u200dr\ufeffo \x08bell\x07 \x1b[31mred"
)


class Read(HTMLParser):
    """What a browser would make of a page, as far as the tests ask."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    @property
    def harmless(self) -> bool:
        """Whether it runs no script but lepdata's, and no link runs one."""
        sources = [a.get("src") for tag, a in self.tags if tag == "script" and "type" not in a]
        return sources == ["assets/lepdata.js"] and not any(to.startswith("javascript:") for to in self.all("href"))

    def all(self, attribute: str, tag: str = "") -> list[str]:
        return [a[attribute] or "" for t, a in self.tags if attribute in a and tag in ("", t)]


@pytest.fixture(scope="session")
def read() -> type[Read]:
    return Read


@pytest.fixture(scope="session")
def hostile() -> str:
    """What a published field may hold at its worst."""
    return HOSTILE


@pytest.fixture(scope="session")
def as_shown() -> str:
    """The same as a reader must see it: every character of it, the unseen ones by their number."""
    unseen = "[\x07\x08\x1b\u200b\u200d\u202c\u202e\u2067\ufeff]"
    shown = re.sub(unseen, lambda found: f"[U+{ord(found[0]):04X}]", HOSTILE)
    assert shown.isprintable() and "[U+202E]evil[U+202C]" in shown
    return shown


STAMP = Stamp("data 7", "0.1.0", "rules 5")
EMPTY = {"title": "", "lead": "", "squares": "", "shipped": True, "seats": 0, "boards": []}


@pytest.fixture(scope="session")
def stamp() -> Stamp:
    return STAMP


@pytest.fixture
def write_site(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes the site of some results into a folder, with little on its front page."""

    def write(results: list[Result], name: str = "out", **more) -> Path:
        given = {"front": EMPTY, "pages": {}, "actions": [], "files": {}, "versions": {}, "stamp": STAMP, **more}
        site(results, tmp_path / name, **given)
        return tmp_path / name

    return write


def show(**data) -> dict:
    return {"output_type": "display_data", "metadata": {}, "data": data}


@pytest.fixture
def executed(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes an executed notebook: text makes a markdown cell, all else an output of a code cell."""

    def write(name: str, *pieces: str | dict) -> Path:
        cells = []
        for piece in pieces:
            cell = {"cell_type": "markdown", "metadata": {}, "source": piece}
            if isinstance(piece, dict):
                cell = {"cell_type": "code", "metadata": {}, "source": "secret_code()", "outputs": [piece]}
            cells.append({**cell, "id": f"c{len(cells)}"})
        path = tmp_path / "executed" / f"{name}.ipynb"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
        return path

    return write


@pytest.fixture
def html() -> Callable[[str], dict]:
    return lambda text: show(**{"text/html": text, "text/plain": "not this"})


@pytest.fixture
def chart_output() -> Callable[[dict], dict]:
    return lambda spec: show(**{"application/vnd.vegalite.v5+json": spec, "text/plain": "not this"})


@pytest.fixture
def error() -> dict:
    return {"output_type": "error", "ename": "ValueError", "evalue": "no <board> {{ x }}", "traceback": ["\x1b[31mx"]}


def bars(words: str, **more) -> dict:
    rows = [{"who": words, "n": 8, "share": 2 / 3}, {"who": "Ada Example", "n": 4, "share": 1.0}]
    x = {"field": "n", "type": "quantitative", "title": "Members"}
    y = {"field": "who", "type": "nominal", "axis": {"title": "Of"}}
    said = {"description": f"Eight of twelve: {words}", "title": f"Members of {words}"}
    data = {"datasets": {"d": rows}, "data": {"name": "d"}}
    chart = {"mark": {"type": "bar", "clip": True}, "encoding": {"x": x, "y": y}}
    return {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", **said, **data, **chart, **more}


@pytest.fixture
def spec() -> Callable[..., dict]:
    return bars
