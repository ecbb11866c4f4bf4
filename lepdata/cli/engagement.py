"""`lepdata engagement`: how partnerships engage with their voluntary sector, and the form that asks local leaders."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from lepdata.cli.terminal import DONE, STYLES, columns, in_words, show

if TYPE_CHECKING:
    from lepdata.actions.engagement import Engagement

NAME = "engagement"
HELP = "what is shown of how partnerships engage with their voluntary sector; with a survey, a grade"
EXAMPLE = "lepdata engagement --lep Cumbria --survey answers.csv"


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lep", help="one partnership, element by element; default: a line for each of the 38")
    parser.add_argument(
        "--survey",
        metavar="FILE",
        help="answers of local voluntary leaders: a CSV, a filled-in form or a folder of them",
    )
    parser.add_argument("--as-at", help="leave out what is newer than this date")
    parser.add_argument("--format", choices=STYLES, default="table")
    parser.add_argument("--form", metavar="FILE", help="write the survey's form (XLSX) for one leader, and stop")


def run(given: argparse.Namespace) -> int:
    if given.form:
        from lepdata.actions.forms import form, write_form

        write_form(form(NAME), given.form)
        print(f"{given.form}: a form for one local voluntary leader. Keep the filled-in forms to yourself.")
        return DONE
    from lepdata.actions.engagement import as_frame, as_record
    from lepdata.reviews.engagement import grade_engagement, review_engagement

    if given.lep:
        one = grade_engagement(given.lep, given.survey, given.as_at)
        show(given.format, lambda: _in_words(one), lambda: as_record(one), lambda: as_frame([one]))
    else:
        grades = review_engagement(given.survey, given.as_at).grades
        show(given.format, lambda: _everybody(grades), lambda: [*map(as_record, grades)], lambda: as_frame(grades))
    return DONE


def _in_words(one: Engagement) -> str:
    from lepdata.actions.engagement import as_frame
    from lepdata.reviews.engagement import caveats, sentences

    rows = as_frame([one])[["element", "outcome", "points", "reason"]].itertuples(index=False, name=None)
    return in_words(sentences(one), [columns(rows, ("Element", "Answer", "Points", "Evidence"))], caveats(one))


def _everybody(grades: tuple[Engagement, ...]) -> str:
    from lepdata.actions.engagement import by_evidence
    from lepdata.reviews.engagement import grade_range

    rows = [
        (one.lep, one.list_date or "none", one.shown, one.missing, one.open, one.of, grade_range(one) * one.graded)
        for one in by_evidence(grades)
    ]
    return columns(rows, ("LEP", "List", "Shown", "Missing", "Open", "Of", "Grade"), wrap=0)
