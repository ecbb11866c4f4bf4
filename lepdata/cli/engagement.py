"""`lepdata engagement`: how partnerships engage with their voluntary sector, and the form that asks local leaders."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from lepdata.cli.terminal import DONE, columns, printable

if TYPE_CHECKING:
    from lepdata.engagement.grading import Engagement

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
        from lepdata.engagement.survey import write_survey_form

        write_survey_form(given.form)
        print(f"{given.form}: a form for one local voluntary leader. Keep the filled-in forms to yourself.")
        return DONE
    from lepdata.reviews.engagement import grade_engagement, review_engagement

    if given.lep:
        one = grade_engagement(given.lep, given.survey, given.as_at)
        _print((one,), given.format, lambda: in_words(one))
    else:
        several = review_engagement(given.survey, given.as_at)
        _print(several.grades, given.format, lambda: everybody(several.grades))
    return DONE


def _print(grades: tuple[Engagement, ...], form: str, words: Callable[[], str]) -> None:
    from lepdata.engagement.frames import as_frame, as_record
    from lepdata.files import inert

    if form == "json":
        found = [as_record(one) for one in grades]
        print(json.dumps(found[0] if len(found) == 1 else found, indent=2, ensure_ascii=False))
    elif form == "csv":
        frame = as_frame(grades)
        text = frame.columns.difference(["points"])
        frame[text] = frame[text].map(inert)
        frame.to_csv(sys.stdout, index=False, lineterminator="\n")
    else:
        print(words())


def in_words(one: Engagement) -> str:
    """One partnership for a terminal: the range, the step, the elements, what to bear in mind."""
    from lepdata.reviews.parts import caveats, sentences

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


def everybody(grades: tuple[Engagement, ...]) -> str:
    """All partnerships for a terminal, a line each."""
    rows = [
        (one.lep, one.list_date or "none", one.lowest.label, one.highest.label, one.shown, one.open, one.of)
        for one in grades
    ]
    return columns(rows, ("LEP", "List", "Lowest", "Highest", "Shown", "Open", "Of"), wrap=0)
