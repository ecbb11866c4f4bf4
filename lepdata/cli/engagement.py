"""`lepdata engagement`: how partnerships engage with their voluntary sector, and the form that asks local leaders."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from lepdata.cli.terminal import DONE, columns, printable

if TYPE_CHECKING:
    from lepdata.actions.engagement import Engagement

NAME = "engagement"
HELP = "grade how partnerships engage with their voluntary sector"
EXAMPLE = "lepdata engagement --lep Cumbria --survey answers.csv"


def options(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("--lep", help="one partnership, element by element; default: a line for each of the 38")
    parser.add_argument(
        "--survey",
        metavar="FILE",
        help="answers of local voluntary leaders: a CSV, a filled-in form or a folder of them",
    )
    parser.add_argument("--as-at", help="leave out what is newer than this date")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")
    parser.add_argument("--form", metavar="FILE", help="write the survey's form (XLSX) for one leader, and stop")


def run(given: argparse.Namespace) -> int:
    """Print grades, or write the form."""
    if given.form:
        from lepdata.actions.forms import form, write_form
        from lepdata.actions.survey import FORM

        write_form(form(FORM), given.form)
        print(f"{given.form}: a form for one local voluntary leader. Keep the filled-in forms to yourself.")
        return DONE
    from lepdata.reviews.engagement import grade_engagement, review_engagement

    if given.lep:
        grades: tuple[Engagement, ...] = (grade_engagement(given.lep, given.survey, given.as_at),)
    else:
        grades = review_engagement(given.survey, given.as_at).grades
    if given.format == "table":
        print(_in_words(grades[0]) if given.lep else _everybody(grades))
    else:
        _print(grades, given.format)
    return DONE


def _print(grades: tuple[Engagement, ...], form: str) -> None:
    from lepdata.actions.engagement import as_frame, as_record
    from lepdata.files import inert

    if form == "json":
        found = [as_record(one) for one in grades]
        print(json.dumps(found[0] if len(found) == 1 else found, indent=2, ensure_ascii=False))
    else:
        frame = as_frame(grades)
        text = frame.columns.difference(["points"])
        frame[text] = frame[text].map(inert)
        frame.to_csv(sys.stdout, index=False, lineterminator="\n")


def _in_words(one: Engagement) -> str:
    """One partnership for a terminal: the range, the step, the elements, what to bear in mind."""
    from lepdata.reviews.engagement import caveats, sentences

    rows = [
        (
            answer.element.id,
            answer.outcome.upper() if answer.outcome != "cannot tell" else answer.outcome,
            answer.element.points,
            answer.reason,
        )
        for answer in one.answers
    ]
    table = columns(rows, ("Element", "Answer", "Points", "Evidence"))
    said = "\n".join(map(printable, sentences(one)))
    notes = "".join(f"\n- {printable(caveat)}" for caveat in caveats(one))
    return f"{said}\n\n{table}\n\nBear in mind:{notes}"


def _everybody(grades: tuple[Engagement, ...]) -> str:
    """All partnerships for a terminal, a line each."""
    rows = [
        (one.lep, one.list_date or "none", one.lowest.label, one.highest.label, one.shown, one.open, one.of)
        for one in grades
    ]
    return columns(rows, ("LEP", "List", "Lowest", "Highest", "Shown", "Open", "Of"), wrap=0)
