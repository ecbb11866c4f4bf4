"""Some pages of a site to look at, and the nation on one page: `python docs/sample.py SITE OUT PAGE...`."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any

from lepdata.files import write_together
from lepdata.reviews.nation import NationalReview, review_national
from lepdata.reviews.parts import finding, sentences
from lepdata.site.html import FONT, VEGA_LITE, drawings

LINK = re.compile(r'(?s)<a\b[^>]*?href="(?P<to>[^"]*)"[^>]*>(?P<words>.*?)</a>')
ASSETS = ("assets/lepdata.css", "assets/lepdata.js", "assets/icon.svg")


def copy_pages(site: Path, out: Path, pages: Sequence[str]) -> None:
    """Copy pages of a site so that no link in the copies is dead."""
    kept = {*pages, *ASSETS}
    for page in pages:
        html = (site / page).read_text(encoding="utf-8")
        write_together({out / page: LINK.sub(partial(_kept, page=page, kept=kept), html).encode()})
    for asset in ASSETS:
        write_together({out / asset: (site / asset).read_bytes()})


def _kept(link: re.Match[str], page: str, kept: set[str]) -> str:
    address = link["to"].partition("#")[0]
    if not address or ":" in address:
        return link[0]
    target = normpath(str(PurePosixPath(page).parent / address))
    return link[0] if target in kept else f"<span>{link['words']}</span>"


PAGE, PICTURES = "national-summary.md", "national-summary"
CHARTS = ("ranges", "readings", "women", "councils", "lists")  # of the national notebook, in its order
# Each heading, the findings that are told under it, and the chart that is shown, if any.
SECTIONS = (
    ("What can be seen", ("lists",), "lists"),
    ("Members from business", ("outcomes",), "ranges"),
    ("Women", (), "women"),
    ("The voluntary sector", ("voluntary study", "voluntary"), ""),
    ("Councils", ("councils",), "councils"),
    ("Do these numbers agree with what others published?", ("reconciled",), ""),
)


def charts_of(executed: Path) -> dict[str, dict[str, Any]]:
    """The charts of the executed national notebook."""
    outputs = [one for cell in json.loads(executed.read_bytes())["cells"] for one in cell.get("outputs", [])]
    drawn = (value for one in outputs for kind, value in one.get("data", {}).items() if VEGA_LITE.fullmatch(kind))
    return dict(zip(CHARTS, drawn, strict=True))


def summary_page(review: NationalReview, charts: Mapping[str, dict[str, Any]]) -> tuple[str, dict[str, bytes]]:
    """The page, and its pictures by their place beside it, of the charts of the national notebook."""
    parts = ["# The national review on one page", " ".join(sentences(review))]
    pictures = {}
    for number, (title, told, kind) in enumerate(SECTIONS, start=1):
        parts += [f"## {number}. {title}", *filter(None, [" ".join(s for name in told for s in finding(review, name))])]
        if kind:
            drawn, place = dict(charts[kind]), f"{PICTURES}/{number}.svg"
            # A drawing that is a file of its own must say what it is.
            wide = drawings(drawn)[0]
            svg = wide.replace("<svg ", f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{FONT}" ', 1)
            pictures[place] = svg.encode()
            alt = " ".join(drawn["description"].split()).replace("[", "(").replace("]", ")")
            parts.append(f"![{alt}]({place})")
    parts.append(
        "Every number here is computed from the published lists in this repository; `make docs` writes the page anew. "
        "A list is evidence of the day it was printed for, and only a full list can show that somebody is missing."
    )
    text = "\n\n".join(parts) + "\n"
    return text, pictures


if __name__ == "__main__":
    copy_pages(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
    page, drawings = summary_page(review_national(), charts_of(Path(sys.argv[1]) / "notebooks" / "national.ipynb"))
    for where, content in {PAGE: page.encode(), **drawings}.items():
        write_together({Path(sys.argv[2]) / where: content})
