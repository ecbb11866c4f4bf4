"""`lepdata stocktake`: councils' answers about their part in a strategy, brought together; or a form to ask them."""

from __future__ import annotations

import argparse
import json
import os
import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lepdata.cli.terminal import DONE, columns, printable
from lepdata.errors import UsageError

if TYPE_CHECKING:
    from lepdata.reviews.show import Table
    from lepdata.reviews.stocktakes import StocktakeReview

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
        _write(given)
    elif given.council:
        raise UsageError("--council says whom a form is for: name the form to write with --form OUT.xlsx.")
    elif lep := given.lep or _only_lep(given.answers):
        from lepdata.reviews.stocktakes import review_stocktake

        _show(review_stocktake(lep, given.answers, given.as_at), given.format)
    else:
        _ask(given.format)
    return DONE


def _write(given: argparse.Namespace) -> None:
    from lepdata.actions.forms import form, write_form
    from lepdata.actions.stocktakes import FORM, form_head, write_forms
    from lepdata.dates import last_day

    if given.answers:
        raise UsageError("--form writes a blank form and --answers reads filled-in ones: use one at a time.")
    if os.path.isdir(given.form) and not given.council:
        if not given.lep:
            raise UsageError(f"{given.form} is a folder: name the partnership whose councils get a form each.")
        written = write_forms(given.lep, given.form, last_day(given.as_at))
        said = f"Wrote a form for each of {len(written)} councils into {given.form}. When they are filled in: "
    else:
        head = form_head(given.lep, given.council, last_day(given.as_at))
        said = f"Wrote {write_form(form(FORM), given.form, head)}. When it is filled in: "
    print(f"{said}lepdata stocktake {shlex.join(['--answers', given.form])}")


def _only_lep(answers: list[str]) -> str:
    """The partnership that all forms are for; "" where there are no forms."""
    from lepdata.actions.answers import read_forms
    from lepdata.actions.forms import form
    from lepdata.actions.stocktakes import FORM

    found = sorted({one.head["lep"] for one in read_forms(form(FORM), answers)}) if answers else []
    if len(found) > 1:
        raise UsageError(f"These forms are for {', '.join(found)}. Name one of them before --answers.")
    return found[0] if found else ""


def _ask(style: str) -> None:
    from lepdata.export.tables import as_csv
    from lepdata.reviews.stocktakes import question_rows

    frame = question_rows()
    if style == "json":
        print(json.dumps(frame.to_dict("records"), indent=2, ensure_ascii=False))
    elif style == "csv":
        print(as_csv(frame).decode("utf-8"), end="")
    else:
        shown = ["question_id", "about", "section", "question"]
        print(columns(frame[shown].itertuples(index=False, name=None), shown))
        print("\nName a partnership to see what is known of its councils: lepdata stocktake Dorset")


def _show(review: StocktakeReview, style: str) -> None:
    from lepdata.export.tables import as_csv
    from lepdata.reviews.stocktakes import stocktake_record, stocktake_rows

    if style == "json":
        print(json.dumps(stocktake_record(review), indent=2, ensure_ascii=False))
    elif style == "csv":
        print(as_csv(stocktake_rows(review)).decode("utf-8"), end="")
    else:
        print(_in_words(review))


def _in_words(review: StocktakeReview) -> str:
    """Sentences, the page's tables cut to what fits a line, and caveats."""
    from lepdata.reviews.stocktakes import MADE_UP, caveats, sentences, title

    head = title(review) + (f"\n{MADE_UP}" if review.made_up else "")
    notes = "Bear in mind:\n" + "\n".join(f"- {printable(one)}" for one in caveats(review))
    return "\n\n".join((head, "\n".join(map(printable, sentences(review))), *_tables(review), notes))


def _tables(review: StocktakeReview) -> Iterator[str]:
    from lepdata.reviews.parts import table
    from lepdata.reviews.stocktakes import short_names

    if not review.stock.answered:
        yield _lines(table(review, "known"), ["Council", "On the board", "Among the councils"])
        return
    yield _lines(table(review, "councils"))
    if len(shown := table(review, "disagreements").replace(short_names())):
        answers = ("Yes", "Partly", "No", "Not known")
        shown["Who"] = [
            "; ".join(f"{name.casefold()}: {row[name]}" for name in answers if row[name])
            for row in shown.to_dict("records")
        ]
        yield _lines(shown, ["Question", "Together", "Who"])
    for name in ("twice", "evidence"):
        if len(shown := table(review, name).replace(short_names())):
            yield _lines(shown, [str(column) for column in shown if column not in ("List", "Why")])


def _lines(shown: Table, wanted: list[str] | None = None) -> str:
    names = wanted or [str(column) for column in shown]
    return f"{shown.caption}:\n{columns(shown[names].itertuples(index=False, name=None), names)}"
