"""`lepdata check`: verdicts for one board file of any body."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from lepdata.cli import many, remedy
from lepdata.cli.codes import BREACH, DONE
from lepdata.cli.text import columns, printable

if TYPE_CHECKING:
    from lepdata.judging.records import Judgement, Verdict

NAME = "check"
HELP = "check one board file against the rules"
EXAMPLE = "lepdata check my.xlsx --full --as-at 2023-03-31"


def options(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("file", help="a board file, CSV or XLSX; `lepdata template` writes a blank one")
    parser.add_argument("--framework", help="id of a framework, or the path of your own; default: the one in force")
    parser.add_argument("--as-at", help="judge at this date; default: the list's own date")
    parser.add_argument(
        "--definition", help="ruling definition of private: business, as-published or national-accounts"
    )
    parser.add_argument(
        "--board-size", type=int, help="how many members the board has, where the list may be incomplete"
    )
    parser.add_argument(
        "--published",
        action="append",
        default=[],
        metavar="GROUP=COUNT/OF",
        help="a count of this board published without names, such as private=10/14 or members=14; may be repeated",
    )
    parser.add_argument("--full", action="store_true", help="assert that the list names every member")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")
    remedy.options(parser)
    many.options(parser)
    parser.add_argument("--strict", action="store_true", help="exit with 4 if a requirement that is due is not met")


def run(given: argparse.Namespace) -> int:
    """Judge the file and print the verdicts."""
    if given.many:
        return many.run(given)
    from lepdata.change.planning import changes_as_json
    from lepdata.judging.judge import as_frame, as_json
    from lepdata.judging.records import breaches
    from lepdata.reviews.checking import check, read_given
    from lepdata.sightings.board import read_board

    board = read_board(given.file, full=given.full)
    published = read_given(given.published)
    judgement = check(board, given.framework, given.as_at, given.definition, given.board_size, published)
    changes = remedy.wanted(given, judgement)
    if given.format == "json":
        found = as_json(judgement) | ({"changes": changes_as_json(changes)} if changes else {})
        print(json.dumps(found, indent=2, ensure_ascii=False))
    elif given.format == "csv":
        as_frame(judgement).to_csv(sys.stdout, index=False, lineterminator="\n")
    else:
        print(in_words(judgement) + remedy.in_words(changes))
    return BREACH if given.strict and breaches(judgement) else DONE


def in_words(judgement: Judgement) -> str:
    """The verdicts for a terminal: one line a criterion, and a line for each reading of it that answers otherwise."""
    from lepdata.dates import words
    from lepdata.reviews.board_page import by_criterion, ruling_verdict
    from lepdata.reviews.wording import COMPLETENESS_WORDS, count, reading

    board = judgement.board
    name = " ".join(filter(None, (board.lep, board.body)))
    head = (
        f"{printable(name)}, {words(board.as_at)}: {COMPLETENESS_WORDS[board.completeness]}, "
        f"{count(judgement.members, 'member')}\nRules: {judgement.framework.title} ({judgement.framework.id})\n"
    )
    rows = []
    for own in by_criterion(judgement).values():
        ruling = ruling_verdict(own, judgement.ruling_definition)
        rows.append(_row(ruling, ruling.criterion))
        answer = (ruling.outcome, ruling.as_listed)
        rows += [_row(other, f"  {reading(other)}") for other in own if (other.outcome, other.as_listed) != answer]
    table = columns(rows, ("Criterion", "Outcome", "As listed", "Timing", "Sum"))
    notes = "".join(f"\n- {printable(caveat)}" for caveat in judgement.caveats)
    return f"{head}\n{table}" + (f"\n\nBear in mind:{notes}" if notes else "")


def _row(verdict: Verdict, label: str) -> tuple[str, ...]:
    outcome = verdict.outcome if verdict.outcome == "cannot tell" else verdict.outcome.upper()
    if verdict.basis != "list" and verdict.outcome != "cannot tell":
        outcome += " (count)"  # weaker than a list: figures without names
    return (label, outcome, verdict.as_listed, verdict.timing, verdict.reason)
