"""What a reader opens, timed: pages and files against the charts alone, and the filter of the register in a browser.

`python -m benchmarks.pages` prints both. The yardstick of the first is what it takes to draw the charts of the 38
boards' notebooks and nothing else; measured is all that comes of what the notebooks show: pages with those charts, the
workbook, every exchange format, and the file and the note of each board. The second is the worst of what one key press
or one choice takes in Chromium, from the event to the page laid out anew, over 2,300 rows.
"""

from __future__ import annotations

import itertools
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.batch import shown
from lepdata import review_board
from lepdata.export.formats import FORMATS, as_csv, board_rows, board_workbook, published_tables
from lepdata.export.note import board_note
from lepdata.registers import geography
from lepdata.reviews.boards import register_rows
from lepdata.reviews.markup import SECTOR_WORDS
from lepdata.site.html import ASSETS, fragments
from lepdata.site.others import register_page
from lepdata.site.pages import Stamp, framed_page

STAMP = Stamp("1", "1", "1")
sys.path += [str(Path(__file__).resolve().parents[1] / "tests" / "pages")]  # the headless browser of the tests
Row = tuple[str, float, float, str]
ROWS = 2300
TYPED = "norfolk council"
VEGA = "application/vnd.vegalite.v5+json"
# One event; the milliseconds until the rows that fit are laid out on the screen, and until those below it are too.
FILTER = """
const [name, value, done] = arguments, field = document.querySelector('form').elements[name];
field.value = value;
const start = performance.now();
field.dispatchEvent(new Event('input', {bubbles: true}));
document.body.offsetHeight;
const seen = performance.now() - start;
const ended = () => done([seen, performance.now() - start]);
const follow = () => document.querySelector('.lep-later') ? setTimeout(follow, 20) : ended();
follow();
"""


def seconds(action: Callable[[], object]) -> float:
    """Wall-clock seconds of an action."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def charts_alone(boards: list[list[dict[str, Any]]]) -> None:
    """Draw the charts of all boards, and nothing else."""
    import vl_convert

    for data in itertools.chain.from_iterable(boards):
        if VEGA in data:
            vl_convert.vegalite_to_svg(data[VEGA])


def board_page(review: Any, displayed: list[dict[str, Any]]) -> str:
    """The page of a review, of what its notebook shows."""
    outputs = [{"output_type": "display_data", "data": data} for data in displayed]
    pieces = fragments({"cells": [{"cell_type": "code", "outputs": outputs}]})
    return framed_page(pieces, review.lep, stamp=STAMP, here="boards")


def everything(reviews: list[Any], boards: list[list[dict[str, Any]]]) -> None:
    """Pages, workbook, exchange formats, board files and notes."""
    for review, displayed in zip(reviews, boards, strict=True):
        board_page(review, displayed)
        board_note(review), board_workbook(review.board), as_csv(board_rows(review.board))
    own = published_tables()
    for form in FORMATS.values():
        if form.folder:
            form.folder(own)
        for make in form.files.values() if form.most != 1 else ():
            make([], "")


def against_charts(times: int = 3) -> Row:
    """The ratio of the two, each the least of several turns."""
    leps = geography.leps()["lep"]
    reviews, boards = [review_board(lep) for lep in leps], [shown(lep) for lep in leps]
    charts_alone(boards[:2])  # once, so that what is loaded is loaded
    everything(reviews[:1], boards[:1])
    both: list[Callable[[], object]] = [lambda: everything(reviews, boards), lambda: charts_alone(boards)]
    turns = [[seconds(one) for one in both] for _ in range(times)]
    whole, charts = (min(column) for column in zip(*turns, strict=True))
    how = f"{whole:.1f} s against {charts:.1f} s for the charts of {len(reviews)} boards"
    return ("pages and files against charts", whole / charts, 5, how)


def register_site(folder: Path) -> Path:
    """The register of so many rows, with what it needs beside it."""
    rows = list(itertools.islice(itertools.cycle(register_rows()), ROWS))
    distinct = [{**row, "id": f"r{number}"} for number, row in enumerate(rows)]
    for asset in ASSETS:
        (folder / "assets").mkdir(exist_ok=True)
        shutil.copy(asset, folder / "assets")
    page = folder / "register.html"
    page.write_text(register_page(distinct, SECTOR_WORDS, STAMP), encoding="utf-8")
    return page


def filtered(chrome: Any) -> list[tuple[float, float]]:
    """What FILTER says of each key typed, each choice in each list, and each taken back."""
    typed = [("q", TYPED[:length]) for length in range(1, len(TYPED) + 1)]
    choices = "return [...document.querySelector('form').elements[arguments[0]].options].map(o => o.value)"
    chosen = [
        (name, value)
        for name in ("lep", "sector", "body", "counts")
        for value in (*chrome.execute_script(choices, name)[1:6], "")
    ]
    dates = [("from", "2018"), ("to", "2019-06"), ("from", ""), ("to", "")]
    return [tuple(chrome.execute_async_script(FILTER, *one)) for one in (*typed, ("q", ""), *chosen, *dates)]


def register_filter(times: int = 3) -> list[Row]:
    """The worst of all, each in the best of several rounds; nothing where there is no Chromium."""
    from headless import NoBrowser, browser

    with tempfile.TemporaryDirectory() as name:
        page = register_site(Path(name))
        try:
            with browser() as chrome:
                chrome.get(page.as_uri())
                chrome.set_script_timeout(30)
                rounds = [filtered(chrome) for _ in range(times)]
        except NoBrowser as lacking:
            print(f"The filter of the register was not timed. {lacking}", file=sys.stderr)
            return []
    best = [[min(times) for times in zip(*event, strict=True)] for event in zip(*rounds, strict=True)]
    waits, ends = zip(*best, strict=True)
    how = f"worst of {len(waits)} events over {ROWS:,} rows; rows below the screen within {max(ends):.0f} ms"
    return [("register filter, ms", max(waits), 100, how)]


def rows() -> list[Row]:
    """What was asked, measured, allowed, and how."""
    return [against_charts(), *register_filter()]


if __name__ == "__main__":
    for what, measured, most, how in rows():
        print(f"{what:<34}{measured:>8.2f}{most:>9.2f}  {how}")
