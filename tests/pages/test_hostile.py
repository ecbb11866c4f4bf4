"""Pages whose published words are up to no good, in a browser: nothing runs, nothing breaks, all of it can be read."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from headless import PHONE, WIDE, resize

from lepdata.reviews.boards import register_rows
from lepdata.reviews.markup import SECTOR_WORDS, Caveats, Sentences, table_of
from lepdata.site.html import ASSETS, figure, framed
from lepdata.site.others import register_page
from lepdata.site.pages import Stamp, framed_page

pytestmark = pytest.mark.pages

LONG = "x" * 5000
RUNS = "window.ran = (window.ran || 0) + 1"
WORDS = (
    f"<script>{RUNS}</script> </script><script>{RUNS}</script> <svg onload='{RUNS}'> <img src=x onerror='{RUNS}'> "
    "{{ 7*7 }} **bold** [x](javascript:alert(1)) \u202eevil\u202c z\u200bero \x08 \"'& &lt;b&gt;"
)
SHOWN = WORDS.replace("\u202e", "[U+202E]").replace("\u202c", "[U+202C]").replace("\u200b", "[U+200B]")
SHOWN = SHOWN.replace("\x08", "[U+0008]")
FIELDS = ("name", "role", "organisation", "body", "source", "lep")


def notebook_page(words: str) -> str:
    rows = [{"Member": words, "Sector": "Private", "Why": words, "Source": words, "Source address": "javascript:0"}]
    table = table_of(rows, list(rows[0]), words)
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": words,
        "title": words,
        "data": {"values": [{"who": words, "n": 8}, {"who": "Ada Example", "n": 4}]},
        "mark": "bar",
        "encoding": {
            "x": {"field": "n", "type": "quantitative", "title": words},
            "y": {"field": "who", "type": "nominal"},
            "color": {"field": "who", "type": "nominal", "title": words},
            "tooltip": [{"field": "who"}],
        },
    }
    said = [Sentences([words])._repr_html_(), framed(table._repr_html_()), Caveats([words])._repr_html_()]
    return framed_page([*said, figure(spec)], words, stamp=Stamp(*[words] * 4), here="", trail=[(words, "#")])


def register(words: str) -> str:
    rows = [{**row, **dict.fromkeys(FIELDS, words), "address": "javascript:0"} for row in register_rows()[:3]]
    return register_page(rows, {**SECTOR_WORDS, rows[0]["sector"]: words}, Stamp("1", "1", "1"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "assets").mkdir()
    for asset in ASSETS:
        shutil.copy(asset, folder / "assets")
    for name, words in (("words", WORDS), ("long", LONG)):
        for kind, made in (("notebook", notebook_page(words)), ("register", register(words))):
            (folder / f"{kind}-{name}.html").write_text(made, encoding="utf-8")
    return folder


def opened(chrome: Any, page: Path, size: tuple[int, int]) -> None:
    resize(chrome, size)
    chrome.get(page.as_uri())
    chrome.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")


RAN = "return [window.ran || 0, document.querySelectorAll('main script, main svg[onload], main img').length]"


@pytest.mark.parametrize("kind", ["notebook", "register"])
def test_nothing_runs_and_every_word_can_be_read(chrome: Any, folder: Path, kind: str) -> None:
    opened(chrome, folder / f"{kind}-words.html", WIDE)
    assert chrome.execute_script(RAN) == [0, 0]
    assert chrome.execute_script("return document.querySelector('main').textContent").count(SHOWN) >= 5
    assert not chrome.execute_script("return [...document.links].some(a => a.protocol === 'javascript:')")


@pytest.mark.parametrize("name", ["words", "long"])
@pytest.mark.parametrize("kind", ["notebook", "register"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_layout_holds(chrome: Any, folder: Path, kind: str, name: str, size: tuple[int, int]) -> None:
    opened(chrome, folder / f"{kind}-{name}.html", size)
    scroll, client = chrome.execute_script("const p = document.scrollingElement; return [p.scrollWidth, p.clientWidth]")
    assert scroll <= client
    widest = chrome.execute_script(
        "return Math.max(...[...document.querySelectorAll('main table')].map(t => t.offsetWidth))"
    )
    assert widest < 2500  # a table may scroll in its frame, but not for a mile
