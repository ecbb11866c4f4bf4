"""`lepdata progress`: what followed each partnership, which reviews are due, and a health check of one area."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from lepdata.cli.terminal import DONE, STYLES, columns, in_words, show
from lepdata.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from lepdata.reviews.progress import ProgressReview

NAME = "progress"
HELP = "show what followed each partnership, which reviews are due, and how one area is doing"
EXAMPLE = "lepdata progress Exampleshire --as-at 2024-12-31"


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lep", nargs="?", default="", help="one area; without it the table of all 38 is printed")
    parser.add_argument("--form", metavar="OUT", help="write a blank health check (.xlsx or .csv) and stop")
    parser.add_argument("--health-check", default="", metavar="FILE", help="the area's self-assessment, filled in")
    parser.add_argument("--peer", default="", metavar="FILE", help="a peer's second assessment on the same form")
    parser.add_argument("--case", metavar="OUT", help="write the case to central government as a page (.docx) and stop")
    parser.add_argument("--as-at", default="", help="judge which reviews are open at this date")
    parser.add_argument("--format", choices=STYLES, default="table")


def run(given: argparse.Namespace) -> int:
    if given.form:
        _write_form(given)
    elif given.lep:
        _one(given)
    elif given.health_check or given.peer or given.case:
        raise UsageError(
            "A health check is of one area: name it, as in `lepdata progress Cumbria --health-check FILE`."
        )
    else:
        _all(given)
    return DONE


def _write_form(given: argparse.Namespace) -> None:
    from lepdata.actions.forms import form, write_form
    from lepdata.registers.geography import find_area

    known = {"lep": find_area(given.lep)} if given.lep else {}
    print(f"Written: {write_form(form('health_check'), given.form, known)}")


def _all(given: argparse.Namespace) -> None:
    from lepdata.actions.integration import progress

    frame = progress(given.as_at)
    show(given.format, lambda: _table(frame), lambda: frame.to_dict("records"), lambda: frame)


def _table(frame: pd.DataFrame) -> str:
    """A line for each area: with a date asked about how each review stands, without one when it falls."""
    points = [str(name).removesuffix("_from") for name in frame if str(name).endswith("_from")]
    asked = bool(frame[f"{points[0]}_state"].any())
    rows = [
        (
            row["lep"],
            _span(row["first_day"], row["last_day"]),
            *(row[f"{one}_state"] if asked else _span(row[f"{one}_from"], row[f"{one}_to"]) for one in points),
            row["successor"] or row["standing"],
        )
        for row in frame.to_dict("records")
    ]
    return columns(rows, ("lep", "integrated", *points, "successor"))


def _span(first: str, last: str) -> str:
    """Two ISO days as short as a terminal needs them."""
    if not last:
        return "not known"
    return first if first == last else f"{first}..{last}"


def _one(given: argparse.Namespace) -> None:
    if given.case and not given.case.casefold().endswith(".docx"):
        raise UsageError(f"The case is a Word document: give a name that ends in .docx, not {given.case}.")
    from lepdata.reviews.progress import progress_as_json, review_progress

    review = review_progress(given.lep, given.as_at, given.health_check, given.peer)
    if given.case:
        from lepdata.export.note import write_case_note

        print(f"Written: {write_case_note(review, given.case)}")
    else:
        show(given.format, lambda: _in_words(review), lambda: progress_as_json(review), lambda: review.due)


def _in_words(review: ProgressReview) -> str:
    """One area for a terminal: what is known in sentences, the areas of work in order, and what to bear in mind."""
    from lepdata.reviews.progress import caveats, sentences

    due = [
        (row["label"], *(_span(row[f"{end}_first"], row[f"{end}_last"]) for end in ("opens", "closes")), row["state"])
        for row in review.due.to_dict("records")
    ]
    tables = [columns(due, ("Review", "Opens", "Closes", "State"))]
    if len(review.focus):
        ranked = review.focus[["rank", "section", "own", "peer", "because"]].itertuples(index=False, name=None)
        tables.append(columns(ranked, ("Rank", "Look at", "Area", "Peer", "Because")))
    return in_words(sentences(review), tables, caveats(review))
