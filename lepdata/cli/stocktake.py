"""`lepdata stocktake`: councils' answers about their part in a strategy, brought together; or a form to ask them."""

from __future__ import annotations

import argparse
import os
import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lepdata.cli.terminal import DONE, STYLES, columns, in_words, show
from lepdata.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from lepdata.actions.stocktakes import Stocktake
    from lepdata.reviews.markup import Table

NAME = "stocktake"
HELP = "ask councils about their part in the local strategy, and bring their answers together"
EXAMPLE = (
    "lepdata stocktake Dorset --form dorset.xlsx --council 'Dorset Council'\n"
    "  lepdata stocktake Dorset --answers dorset.xlsx bcp.xlsx\n"
    "  lepdata stocktake Exampleshire     (a made-up area with made-up answers)"
)


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lep", nargs="?", default="", metavar="LEP", help="the partnership; without one, the questions")
    parser.add_argument(
        "--form", metavar="OUT", help="write a blank form (.xlsx with lists, or .csv); a folder: one for each council"
    )
    parser.add_argument("--council", default="", metavar="NAME", help="the council that --form is for")
    parser.add_argument("--answers", nargs="+", default=[], metavar="FILE", help="filled-in forms, or folders of them")
    parser.add_argument("--as-at", default="", metavar="DATE", help="leave out later answers and later lists")
    parser.add_argument("--format", choices=STYLES, default="table")


def run(given: argparse.Namespace) -> int:
    if given.form:
        _write(given)
    elif given.council:
        raise UsageError("--council says whom a form is for: name the form to write with --form OUT.xlsx.")
    elif lep := given.lep or _only_lep(given.answers):
        from lepdata.reviews.stocktakes import review_stocktake, stocktake_record, stocktake_rows

        found = review_stocktake(lep, given.answers, given.as_at)
        show(given.format, lambda: _in_words(found), lambda: stocktake_record(found), lambda: stocktake_rows(found))
    else:
        _ask(given.format)
    return DONE


def _write(given: argparse.Namespace) -> None:
    from lepdata.actions.forms import form, write_form
    from lepdata.actions.stocktakes import form_head, write_forms
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
        said = f"Wrote {write_form(form(NAME), given.form, head)}. When it is filled in: "
    print(f"{said}lepdata stocktake {shlex.join(['--answers', given.form])}")


def _only_lep(answers: list[str]) -> str:
    """The partnership that all forms are for; "" where there are no forms."""
    from lepdata.actions.answers import read_forms
    from lepdata.actions.forms import form

    found = sorted({one.head["lep"] for one in read_forms(form(NAME), answers)}) if answers else []
    if len(found) > 1:
        raise UsageError(f"These forms are for {', '.join(found)}. Name one of them before --answers.")
    return found[0] if found else ""


def _ask(style: str) -> None:
    import pandas as pd

    from lepdata.actions.stocktakes import asked

    shown = ["question_id", "about", "section", "question"]
    frame = pd.DataFrame(asked().values())[[*shown, "source"]]
    next_step = "\n\nName a partnership to see what is known of its councils: lepdata stocktake Dorset"
    show(style, lambda: _lines(frame, shown) + next_step, lambda: frame.to_dict("records"), lambda: frame)


def _in_words(review: Stocktake) -> str:
    """Title and sentences, the page's tables cut to what fits a line, and caveats."""
    from lepdata.reviews.stocktakes import MADE_UP, caveats, sentences, title

    made_up = [MADE_UP] if review.made_up else []
    return in_words((title(review), *made_up, *sentences(review)), _tables(review), caveats(review))


def _tables(review: Stocktake) -> Iterator[str]:
    from lepdata.actions.stocktakes import asked
    from lepdata.reviews.parts import table

    short = {one["question"]: one["short"] for one in asked().values()}
    if not review.answered:
        yield _captioned(table(review, "known"), ["Council", "On the board", "Among the councils"])
        return
    for name in ("councils", "disagreements", "twice", "evidence"):
        shown = table(review, name)
        if name == "disagreements":
            given = shown.set_index(["Question", "Together"]).to_dict("records")
            who = ["; ".join(f"{str(one).casefold()}: {said}" for one, said in row.items() if said) for row in given]
            shown = shown[["Question", "Together"]].assign(Who=who)
        if len(shown):
            yield _captioned(shown.replace(short), [str(column) for column in shown if column not in ("List", "Why")])


def _captioned(shown: Table, names: list[str]) -> str:
    return f"{shown.caption}:\n{_lines(shown, names)}"


def _lines(frame: pd.DataFrame, names: list[str]) -> str:
    return columns(frame[names].itertuples(index=False, name=None), names)
