"""`lepdata stocktake`: councils' answers about their part in a strategy, brought together; or a form to ask them."""

from __future__ import annotations

import argparse
import json
import os
import shlex
from typing import TYPE_CHECKING

from lepdata.cli.stocktake_text import in_words
from lepdata.cli.terminal import DONE, columns
from lepdata.errors import UsageError

if TYPE_CHECKING:
    from lepdata.reviews.stocktake_review import StocktakeReview

NAME = "stocktake"
HELP = "ask councils about their part in the local strategy, and bring their answers together"
EXAMPLE = (
    "lepdata stocktake Dorset --form dorset.xlsx --council 'Dorset Council'\n"
    "  lepdata stocktake Dorset --answers dorset.xlsx bcp.xlsx\n"
    "  lepdata stocktake Exampleshire     (a made-up area with made-up answers)"
)


def options(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("lep", nargs="?", default="", metavar="LEP", help="the partnership; without one, the questions")
    parser.add_argument(
        "--form", metavar="OUT", help="write a blank form (.xlsx with lists, or .csv); a folder: one for each council"
    )
    parser.add_argument("--council", default="", metavar="NAME", help="the council that --form is for")
    parser.add_argument("--answers", nargs="+", default=[], metavar="FILE", help="filled-in forms, or folders of them")
    parser.add_argument("--as-at", default="", metavar="DATE", help="leave out later answers and later lists")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")


def run(given: argparse.Namespace) -> int:
    """Write a form, or take stock and say what was found."""
    if given.form:
        return _write(given)
    if given.council:
        raise UsageError("--council says whom a form is for: name the form to write with --form OUT.xlsx.")
    lep = given.lep or _only_lep(given.answers)
    if not lep:
        return _ask(given.format)
    from lepdata.reviews.stocktake_review import review_stocktake

    _show(review_stocktake(lep, given.answers, given.as_at), given.format)
    return DONE


def _write(given: argparse.Namespace) -> int:
    from lepdata.forms.blank import write_form
    from lepdata.forms.questions import form
    from lepdata.reviews.boards import day
    from lepdata.stocktakes.asking import form_head, write_forms
    from lepdata.stocktakes.rules import FORM

    if given.answers:
        raise UsageError("--form writes a blank form and --answers reads filled-in ones: use one at a time.")
    if os.path.isdir(given.form) and not given.council:
        if not given.lep:
            raise UsageError(f"{given.form} is a folder: name the partnership whose councils get a form each.")
        written = write_forms(given.lep, given.form, day(given.as_at))
        said = f"Wrote a form for each of {len(written)} councils into {given.form}. When they are filled in: "
    else:
        head = form_head(given.lep, given.council, day(given.as_at))
        said = f"Wrote {write_form(form(FORM), given.form, head)}. When it is filled in: "
    print(f"{said}lepdata stocktake {shlex.join(['--answers', given.form])}")
    return DONE


def _only_lep(answers: list[str]) -> str:
    """The partnership that all forms are for; "" where there are no forms."""
    from lepdata.forms.reading import read_form
    from lepdata.stocktakes.rules import FORM

    found = sorted(set(read_form(FORM, answers)["lep"])) if answers else []
    if len(found) > 1:
        raise UsageError(f"These forms are for {', '.join(found)}. Name one of them before --answers.")
    return found[0] if found else ""


def _ask(style: str) -> int:
    from lepdata.export.tables import as_csv
    from lepdata.reviews.stocktake_record import question_rows

    frame = question_rows()
    if style == "table":
        shown = ["question_id", "about", "section", "question"]
        print(columns(frame[shown].itertuples(index=False, name=None), shown))
        print("\nName a partnership to see what is known of its councils: lepdata stocktake Dorset")
    else:
        records = json.dumps(frame.to_dict("records"), indent=2, ensure_ascii=False)
        print(records if style == "json" else as_csv(frame).decode("utf-8").rstrip("\n"))
    return DONE


def _show(review: StocktakeReview, style: str) -> None:
    from lepdata.export.tables import as_csv
    from lepdata.reviews.stocktake_record import stocktake_record, stocktake_rows

    if style == "json":
        print(json.dumps(stocktake_record(review), indent=2, ensure_ascii=False))
    elif style == "csv":
        print(as_csv(stocktake_rows(review)).decode("utf-8"), end="")
    else:
        print(in_words(review))
