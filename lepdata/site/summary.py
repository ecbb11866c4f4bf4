"""The national review on one page: six findings, each with its sentences and its picture, as Markdown."""

from __future__ import annotations

import sys
from pathlib import Path

from lepdata.files import write_atomically
from lepdata.reviews.nation import NationalReview, review_national
from lepdata.reviews.parts import chart, finding, sentences
from lepdata.site.charts import chart_svg
from lepdata.words_by_id import say

PAGE, PICTURES = "national-summary.md", "national-summary"
# The findings that are told under each heading, and the chart that is shown.
SIX = (
    (("people",), "coverage"),
    (("outcomes", "definitions"), "shares"),
    (("women spread",), "women"),
    (("voluntary study", "voluntary spread"), "voluntary study"),
    (("councils",), "councils"),
    (("reconciled",), "reconciled"),
)


def summary(review: NationalReview) -> tuple[str, dict[str, bytes]]:
    """The page, and its pictures by their place beside it.

    Parameters
    ----------
    review : NationalReview
        What `review_national` returns.
    """
    drawn = [chart(review, kind) for _, kind in SIX]
    pictures = {f"{PICTURES}/{number}.svg": chart_svg(one.to_dict()) for number, one in enumerate(drawn, start=1)}
    parts = [f"# {say('summary', 'title')}", sentences(review)[0]]
    for number, ((told, _), one) in enumerate(zip(SIX, drawn, strict=True), start=1):
        said = " ".join(sentence for name in told for sentence in finding(review, name))
        parts += [
            f"## {number}. {say('summary', f'heading {number}')}",
            said,
            f"![{_alt(one.description)}]({PICTURES}/{number}.svg)",
        ]
    text = (
        "\n\n".join(
            [
                *parts,
                (
                    "Every number here is computed from the published lists in this "
                    "repository; `make docs` writes the page anew. A list is evidence of "
                    "the day it was printed for, and only a full list can show that "
                    "somebody is missing."
                ),
            ]
        )
        + "\n"
    )
    return text, {place: _alone(svg).encode() for place, svg in pictures.items()}


def _alone(svg: str) -> str:
    """A drawing as a file of its own, which must say what it is."""
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def write_summary(folder: Path) -> None:
    """Write the page of the latest lists and its pictures into a folder."""
    text, pictures = summary(review_national())
    for place, svg in pictures.items():
        write_atomically(folder / place, svg)
    write_atomically(folder / PAGE, text.encode())


def _alt(description: str) -> str:
    return " ".join(str(description).split()).replace("[", "(").replace("]", ")")


if __name__ == "__main__":
    write_summary(Path(sys.argv[1]))
