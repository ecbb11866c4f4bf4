"""Commands about a board file of any body: check, classify, validate, template."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from lepdata.cli.terminal import BREACH, DONE, INPUT_FAULTS, columns, command, printable
from lepdata.english import plural
from lepdata.errors import UsageError
from lepdata.vocabulary import Outcome

if TYPE_CHECKING:
    import pandas as pd

    from lepdata.change.steps import Changes
    from lepdata.judging.records import Judgement
from lepdata.judging.rows import Verdict

REGISTERS = "LEPDATA_REGISTERS"
# Options of `check` about one board, which do not go with --many.
_OF_ONE = ("as_at", "board_size", "published", "remedy", "also", "keep_councils")


def _check_options(parser: argparse.ArgumentParser) -> None:
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
    parser.add_argument("--remedy", action="store_true", help="say the fewest changes that make every requirement hold")
    parser.add_argument(
        "--also",
        action="append",
        metavar="ID",
        default=[],
        help="plan for this criterion too, or for every 'expectation' or 'best practice' (may be repeated)",
    )
    parser.add_argument("--keep-councils", action="store_true", help="plan without the loss of a council's seat")
    parser.add_argument(
        "--many",
        action="store_true",
        help="the file holds many boards: judge each body at each date, as CSV, or with --format json one line a board",
    )
    parser.add_argument("--strict", action="store_true", help="exit with 4 if a requirement that is due is not met")


@command("lepdata check my.xlsx --full --as-at 2023-03-31", _check_options)
def check(given: argparse.Namespace) -> int:
    """Check one board file against the rules."""
    if given.many:
        return _check_many(given)
    from lepdata.change.planning import changes_as_json
    from lepdata.judging.records import breaches
    from lepdata.judging.verdicts import as_json
    from lepdata.read.board import read_board
    from lepdata.reviews.checking import check, read_given

    board = read_board(given.file, full=given.full)
    published = read_given(given.published)
    judgement = check(board, given.framework, given.as_at, given.definition, given.board_size, published)
    changes = _changes(given, judgement)
    if given.format == "json":
        found = as_json(judgement) | ({"changes": changes_as_json(changes)} if changes else {})
        print(json.dumps(found, indent=2, ensure_ascii=False))
    elif given.format == "csv":
        judgement.verdicts.to_csv(sys.stdout, index=False, lineterminator="\n")
    else:
        print(_in_words(judgement))
        if changes:
            width = max(40, shutil.get_terminal_size((110, 24)).columns)
            print("\nWhat would change it:\n" + textwrap.fill(changes.sentence, width, break_on_hyphens=False))
    return BREACH if given.strict and breaches(judgement) else DONE


def _changes(given: argparse.Namespace, judgement: Judgement) -> Changes | None:
    if not (given.remedy or given.also or given.keep_councils):
        return None
    if given.format == "csv":
        raise UsageError("The CSV holds one verdict a row and no plan: take --format table or json with --remedy.")
    from lepdata.change.planning import plan_changes

    return plan_changes(judgement, given.also, keep_councils=given.keep_councils)


def _in_words(judgement: Judgement) -> str:
    """The verdicts for a terminal: one line a criterion, and a line for each reading of it that answers otherwise."""
    from lepdata.dates import words
    from lepdata.reviews.wording import COMPLETENESS_WORDS, reading

    board = judgement.board
    name = " ".join(filter(None, (board.lep, board.body)))
    head = (
        f"{printable(name)}, {words(board.as_at)}: {COMPLETENESS_WORDS[board.completeness]}, "
        f"{plural(judgement.members, 'member')}\nRules: {judgement.framework.title} ({judgement.framework.id})\n"
    )
    rows = []
    for own in judgement.by_criterion():
        ruling = judgement.first(own)
        rows.append(_row(ruling, ruling.criterion))
        answer = (ruling.outcome, ruling.as_listed)
        rows += [_row(other, f"  {reading(other)}") for other in own if (other.outcome, other.as_listed) != answer]
    table = columns(rows, ("Criterion", "Outcome", "As listed", "Timing", "Sum"))
    notes = "".join(f"\n- {printable(caveat)}" for caveat in judgement.caveats)
    return f"{head}\n{table}" + (f"\n\nBear in mind:{notes}" if notes else "")


def _row(verdict: Verdict, label: str) -> tuple[str, ...]:
    outcome = verdict.outcome if verdict.outcome == Outcome.CANNOT_TELL else verdict.outcome.upper()
    if verdict.basis != "list" and verdict.outcome != Outcome.CANNOT_TELL:
        outcome += " (count)"  # weaker than a list: figures without names
    return (label, outcome, verdict.as_listed, verdict.timing, verdict.reason)


def _check_many(given: argparse.Namespace) -> int:
    """Judge every board of the file; with --strict, 4 if any board breaks a rule that binds it."""
    refused = [f"--{name.replace('_', '-')}" for name in _OF_ONE if getattr(given, name)]
    if refused:
        raise UsageError(f"{refused[0]} is about one board and does not go with --many: give it a file of that board.")
    from lepdata.judging.many import many_as_frame
    from lepdata.judging.records import breaches
    from lepdata.judging.verdicts import as_json
    from lepdata.read.board import read_board
    from lepdata.reviews.checking import check_each

    board = read_board(given.file, full=given.full)
    judgements = list(check_each(board, given.framework, given.definition))
    for caveat in board.attrs.get("caveats", ()):
        print(printable(caveat), file=sys.stderr)
    if given.format == "json":
        for one in judgements:
            print(json.dumps(as_json(one), ensure_ascii=False))
    else:
        many_as_frame(judgements).to_csv(sys.stdout, index=False, lineterminator="\n")
    return BREACH if given.strict and any(map(breaches, judgements)) else DONE


def _classify_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="a board file, CSV or XLSX")
    parser.add_argument("-o", "--output", metavar="OUT.csv", help="write here; default: to the screen")
    parser.add_argument(
        "--worklist",
        metavar="OUT.csv",
        help="also write what nothing settles or what conflicts, as decisions to fill in and sign",
    )
    decisions = parser.add_mutually_exclusive_group()
    decisions.add_argument("--decisions", metavar="FILE", help="signed decisions of your own, beside the shipped ones")
    decisions.add_argument("--no-decisions", action="store_true", help="the rules alone, without signed decisions")
    parser.add_argument(
        "--registers",
        metavar="DIR",
        default=os.environ.get(REGISTERS),
        help=f"ask full registers that you have downloaded into this folder, too (default: {REGISTERS}, if set)",
    )
    parser.add_argument("--no-residual", action="store_true", help="leave bare trading names unsettled")


@command("lepdata classify my.csv -o my-sectors.csv --worklist open.csv", _classify_options)
def classify(given: argparse.Namespace) -> int:
    """Add to a board file whom each member speaks for, and why."""
    from lepdata.read.board import read_board, read_published
    from lepdata.sectors.classifying import ADDED_COLUMNS, settle_frame
    from lepdata.sectors.decisions import read_decisions, worklist

    members, evidence = settle_frame(
        read_board(given.file),
        decisions=not given.no_decisions,
        residual=not given.no_residual,
        further_decisions=read_decisions(Path(given.decisions)) if given.decisions else None,
        registers=Path(given.registers) if given.registers else None,
    )
    published = read_published(given.file)
    published = published.rename(columns={name: f"{name} (in the file)" for name in ADDED_COLUMNS})
    if given.worklist:
        _write(worklist(members, evidence), given.worklist)
    _write(published.join(members[list(ADDED_COLUMNS)]), given.output)
    return DONE


def _write(table: pd.DataFrame, place: str | None) -> None:
    from lepdata.files import write_atomically

    text = table.to_csv(index=False, lineterminator="\n")
    if place:
        write_atomically(Path(place), text.encode("utf-8"))
    else:
        sys.stdout.write(text)


def _validate_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="a board file, CSV or XLSX")
    parser.add_argument("--format", choices=("table", "json"), default="table")


@command("lepdata validate my.xlsx", _validate_options)
def validate(given: argparse.Namespace) -> int:
    """List every fault of a board file, and what the publication standard misses in it."""
    from lepdata.read.standard import validate

    found = validate(given.file)
    if given.format == "json":
        print(found.as_json())
    else:
        lines = [fault.sentence() for fault in found.faults]
        lines += [f"Missing from the standard: {gap.sentence()}" for gap in found.gaps]
        counts = (plural(found.rows, "row"), plural(len(found.faults), "fault"), plural(len(found.gaps), "gap"))
        print("\n".join([*lines, ", ".join(counts) + "."]))
    return INPUT_FAULTS if found.faults else DONE


def _template_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", default="board.xlsx", help="where to write it (.xlsx or .csv); default: board.xlsx"
    )


@command("lepdata template -o my.xlsx", _template_options)
def template(given: argparse.Namespace) -> int:
    """Write a blank board file with drop-down lists."""
    from lepdata.read.standard import template

    written = template(given.output)
    print(f"Wrote {written}. Fill in one row per member, then: lepdata check {written}")
    return DONE
