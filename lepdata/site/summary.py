"""The national review on one page: six findings, each with its sentences and its picture, as Markdown."""

from __future__ import annotations

import sys
from pathlib import Path

from lepdata.files import write_atomically
from lepdata.reviews.nation import NationalReview, review_national
from lepdata.reviews.parts import chart, finding, sentences
from lepdata.site.charts import chart_svg

PAGE, PICTURES = "national-summary.md", "national-summary"
# Each heading, the findings that are told under it, and the chart that is shown.
SIX = (
    ("What can be seen", ("people",), "coverage"),
    ("Members from business", ("outcomes", "definitions"), "areas"),
    ("Women", ("women spread",), "women"),
    ("The voluntary sector", ("voluntary study", "voluntary spread"), "voluntary study"),
    ("Councils and places", ("councils",), "councils"),
    ("Do these numbers agree with what others published?", ("reconciled",), "reconciled"),
)


def summary_page(review: NationalReview) -> tuple[str, dict[str, bytes]]:
    """The page, and its pictures by their place beside it."""
    parts = ["# The national review on one page", sentences(review)[0]]
    pictures = {}
    for number, (title, told, kind) in enumerate(SIX, start=1):
        drawn, place = chart(review, kind), f"{PICTURES}/{number}.svg"
        # A drawing that is a file of its own must say what it is.
        svg = chart_svg(drawn.to_dict()).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        pictures[place] = svg.encode()
        said = " ".join(sentence for name in told for sentence in finding(review, name))
        parts += [f"## {number}. {title}", said, f"![{_alt(drawn.description)}]({place})"]
    parts.append(
        "Every number here is computed from the published lists in this repository; `make docs` writes the page anew. "
        "A list is evidence of the day it was printed for, and only a full list can show that somebody is missing."
    )
    text = "\n\n".join(parts) + "\n"
    return text, pictures


def _alt(description: str) -> str:
    return " ".join(str(description).split()).replace("[", "(").replace("]", ")")


if __name__ == "__main__":
    page, drawings = summary_page(review_national())
    for where, content in {PAGE: page.encode(), **drawings}.items():
        write_atomically(Path(sys.argv[1]) / where, content)
