"""`lepdata progress`: what followed each partnership, which reviews are due, and a health check of one area."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING

from lepdata.cli.terminal import DONE, columns, printable
from lepdata.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from lepdata.reviews.progress_review import ProgressReview

NAME = "progress"
HELP = "show what followed each partnership, which reviews are due, and how one area is doing"
EXAMPLE = "lepdata progress Exampleshire --as-at 2024-12-31"


def options(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("lep", nargs="?", default="", help="one area; without it the table of all 38 is printed")
    parser.add_argument("--form", metavar="OUT", help="write a blank health check (.xlsx or .csv) and stop")
    parser.add_argument("--health-check", default="", metavar="FILE", help="the area's self-assessment, filled in")
    parser.add_argument("--peer", default="", metavar="FILE", help="a peer's second assessment on the same form")
    parser.add_argument("--case", metavar="OUT", help="write the case to central government as a page (.docx) and stop")
    parser.add_argument("--as-at", default="", help="judge which reviews are open at this date")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")


def run(given: argparse.Namespace) -> int:
    """Write a form, or print all areas or one."""
    if given.form:
        return _write_form(given)
    if given.lep:
        return _write_case(given) if given.case else _one(given)
    if given.health_check or given.peer or given.case:
        raise UsageError(
            "A health check is of one area: name it, as in `lepdata progress Cumbria --health-check FILE`."
        )
    return _all(given)


def _write_form(given: argparse.Namespace) -> int:
    from lepdata.forms.blank import write_form
    from lepdata.forms.questions import form
    from lepdata.progress.assessments import FORM
    from lepdata.registers.geography import find_area

    known = {"lep": find_area(given.lep)} if given.lep else {}
    print(f"Written: {write_form(form(FORM), given.form, known)}")
    return DONE


def _write_case(given: argparse.Namespace) -> int:
    if not given.case.casefold().endswith(".docx"):
        raise UsageError(f"The case is a Word document: give a name that ends in .docx, not {given.case}.")
    from lepdata.export.note import write_case_note
    from lepdata.reviews.progress_review import review_progress

    review = review_progress(given.lep, given.as_at, given.health_check, given.peer)
    print(f"Written: {write_case_note(review, given.case)}")
    return DONE


def _all(given: argparse.Namespace) -> int:
    from lepdata.progress.overview import overview
    from lepdata.reviews.boards import day

    frame = overview(day(given.as_at))
    if given.format == "csv":
        frame.to_csv(sys.stdout, index=False, lineterminator="\n")
    elif given.format == "json":
        print(json.dumps(frame.to_dict("records"), indent=2, ensure_ascii=False))
    else:
        print(_table(frame))
    return DONE


def _table(frame: pd.DataFrame) -> str:
    """A line for each area: with a date asked about how each review stands, without one when it falls."""
    points = [str(name)[: -len("_from")] for name in frame if str(name).endswith("_from")]
    asked = bool(frame[f"{points[0]}_state"].any())
    rows = [tuple(_cells(row, points, asked)) for row in frame.to_dict("records")]
    headings = ("lep", "integrated", *points, "successor")
    return columns(rows, headings, wrap=len(headings) - 1)


def _cells(row: dict[Hashable, str], points: list[str], asked: bool) -> Iterator[str]:
    from lepdata.reviews.progress_tables import span_of

    yield row["lep"]
    yield span_of(row["first_day"], row["last_day"])
    for point in points:
        yield row[f"{point}_state"] if asked else span_of(row[f"{point}_from"], row[f"{point}_to"])
    yield row["successor"] or row["standing"]


def _one(given: argparse.Namespace) -> int:
    from lepdata.reviews.progress_review import review_progress

    review = review_progress(given.lep, given.as_at, given.health_check, given.peer)
    if given.format == "csv":
        review.due.to_csv(sys.stdout, index=False, lineterminator="\n")
    elif given.format == "json":
        from lepdata.reviews.progress_json import progress_as_json

        print(json.dumps(progress_as_json(review), indent=2, ensure_ascii=False))
    else:
        print(in_words(review))
    return DONE


def in_words(review: ProgressReview) -> str:
    """One area for a terminal: what is known in sentences, the areas of work in order, and what to bear in mind."""
    from lepdata.reviews import progress_words

    said = "\n".join(printable(text) for text in progress_words.sentences(review))
    ranked = [(str(row["rank"]), row["section"], row["own"], row["peer"], row["because"]) for row in _focus(review)]
    focus = f"\n\n{columns(ranked, ('Rank', 'Look at', 'Area', 'Peer', 'Because'))}" if ranked else ""
    notes = "".join(f"\n- {printable(caveat)}" for caveat in progress_words.caveats(review))
    return f"{said}\n\n{_reviews(review)}{focus}" + (f"\n\nBear in mind:{notes}" if notes else "")


def _reviews(review: ProgressReview) -> str:
    """When each review falls and how it stands."""
    from lepdata.reviews.progress_tables import span_of

    rows = [
        (
            row["label"],
            span_of(row["opens_first"], row["opens_last"]),
            span_of(row["closes_first"], row["closes_last"]),
            row["state"],
        )
        for row in review.due.to_dict("records")
    ]
    return columns(rows, ("Review", "Opens", "Closes", "State"))


def _focus(review: ProgressReview) -> list[dict[str, str]]:
    return [{str(name): str(value) for name, value in row.items()} for row in review.focus.to_dict("records")]
