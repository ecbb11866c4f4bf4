"""`lepdata plan draft`: a draft of a formal action plan for one board."""

from __future__ import annotations

import argparse
import shutil
import textwrap
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from lepdata.cli.terminal import DONE, printable

if TYPE_CHECKING:
    from lepdata.reviews.drafts import DraftReview

NAME = "draft"
HELP = "draft a formal action plan for one board, to edit and to follow"
EXAMPLE = "lepdata plan draft 'New Anglia' --start 2023-06-01 -o new-anglia.docx"


def options(parser: argparse.ArgumentParser) -> None:
    """The part's own options."""
    parser.add_argument("lep", help="the LEP, by any of its names")
    parser.add_argument("--as-at", metavar="DATE", help="draft from the latest list of this date or before")
    parser.add_argument(
        "--framework", metavar="ID", help="rules that the plan is to meet; default: the last that LEPs were under"
    )
    parser.add_argument(
        "--guidance-given", metavar="DATE", default="", help="when good-practice guidance was given, or 'no'"
    )
    parser.add_argument("--start", metavar="DATE", default="", help="count the months of the milestones from this day")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write it (.csv, .xlsx or .docx)")
    parser.add_argument("--force", action="store_true", help="write over a file that is there")


def run(given: argparse.Namespace) -> int:
    """Draft the plan, write it where asked, and say what it asks for."""
    from lepdata.export.plan_files import write_plan
    from lepdata.reviews.drafts import review_draft

    review = review_draft(
        given.lep, given.as_at, given.framework, guidance_given=given.guidance_given, start=given.start
    )
    print(in_words(review))
    if given.output and review.draft and review.draft.plan.items:
        written = write_plan(review.draft.plan, given.output, given.force)
        print(f"\nWrote {written}. Edit it, then: lepdata plan show {written}")
    return DONE


def in_words(review: DraftReview) -> str:
    """The draft for a terminal: what it asks for, where the board stands, and every line of each improvement."""
    from lepdata.reviews.parts import caveats, sentences

    said = [*sentences(review), *caveats(review)]
    width = max(40, shutil.get_terminal_size((110, 24)).columns)
    parts = [*(_wrapped(text, width) for text in said), *_improvements(review, width)]
    return "\n\n".join(parts)


def _improvements(review: DraftReview, width: int) -> Iterator[str]:
    from lepdata.export.plan_document import line

    items = review.draft.plan.items if review.draft else ()
    for number, own in groupby(items, key=lambda item: item.improvement):
        lines = list(own)
        head = _wrapped(f"{number}. {lines[0].improvement_summary}", width)
        yield "\n".join([head, *(_wrapped(line(item), width, "   ") for item in lines)])


def _wrapped(text: str, width: int, indent: str = "") -> str:
    further = indent and f"{indent}     "
    return textwrap.fill(printable(text), width, initial_indent=indent, subsequent_indent=further)
