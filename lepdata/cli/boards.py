"""Commands about a board file of any body: check, classify, validate, template."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lepdata.cli.terminal import BREACH, DONE, INPUT_FAULTS, OVER, at_least_one, command, print_csv, printable
from lepdata.english import plural
from lepdata.errors import NOTHING, Fault, UsageError, grouped
from lepdata.files import json_text, write_outputs

if TYPE_CHECKING:
    import pandas as pd

    from lepdata.change.moves import Changes
    from lepdata.judging.answers import Judgement

REGISTERS = "LEPDATA_REGISTERS"
_FILE = "a board file: CSV, a spreadsheet, or another format of a list"
# Options of `check` about one board, which do not go with --many.
_OF_ONE = ("board_size", "published", "remedy", "also", "keep_councils")
_READING = ("sheet", "header_row", "dates", "encoding")


def reading_options(parser: argparse.ArgumentParser) -> None:
    """How a file is to be read, where it does not say so itself."""
    parser.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook, by its name or its number from 1")
    parser.add_argument("--header-row", type=int, metavar="N", help="the row of the headings, as a spreadsheet counts")
    parser.add_argument(
        "--columns",
        action="append",
        default=[],
        metavar="WHAT=HEADING,...",
        help='which heading holds what: name="Appointee",organisation="Main employment"; may be repeated',
    )
    parser.add_argument("--dates", metavar="ORDER", help="day-first or month-first: how 01/04/2022 is meant")
    parser.add_argument(
        "--no-titles", action="store_true", help="do not read gender from a printed title, such as Mrs or Sir"
    )
    parser.add_argument("--encoding", help="of a text file that is not UTF-8, such as cp1252")


def asked(given: argparse.Namespace) -> dict[str, Any]:
    from lepdata.read.grid import read_mapping

    sheet = int(given.sheet) if (given.sheet or "").isdecimal() and len(given.sheet) < 10 else given.sheet
    return {**{name: getattr(given, name) for name in _READING}, "sheet": sheet, "columns": read_mapping(given.columns)}


def _rows(given: argparse.Namespace, full: bool = False) -> pd.DataFrame:
    from lepdata.read.board import read_board

    return read_board(given.file, full=full, **asked(given))


def _evidence_options(parser: argparse.ArgumentParser, choice: Any = None) -> None:
    """What may speak for whom somebody speaks, beside the rules."""
    (choice or parser).add_argument(
        "--decisions", metavar="FILE", help="signed decisions of your own, beside the shipped ones"
    )
    parser.add_argument(
        "--registers",
        metavar="DIR",
        default=os.environ.get(REGISTERS),
        help=f"ask full registers that you have downloaded into this folder, too (default: {REGISTERS}, if set)",
    )
    parser.add_argument("--no-residual", action="store_true", help="make no guess from the look of a name")


def _evidence(given: argparse.Namespace) -> dict[str, Any]:
    from lepdata.sectors.decisions import read_decisions

    return {
        "residual": not given.no_residual,
        "titles": not given.no_titles,
        "further_decisions": read_decisions(Path(given.decisions)) if given.decisions else None,
        "registers": Path(given.registers) if given.registers else None,
    }


def _say(lines: Iterable[str], stream: Any = None) -> None:
    for line in lines:
        print(printable(line), file=stream or sys.stderr)


def _check_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help=f"{_FILE}; `lepdata template` writes a blank one")
    parser.add_argument("--framework", help="id of a framework, or the path of your own; default: the one in force")
    parser.add_argument("--as-at", help="judge at this date; default: the list's own date")
    parser.add_argument(
        "--definition", help="ruling definition of private: business, as-published or national-accounts"
    )
    parser.add_argument(
        "--board-size", type=at_least_one, help="how many members the board has, where the list may be incomplete"
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
    parser.add_argument(
        "-o", "--output", metavar="OUT.csv", help="with --many: write every verdict of every board here"
    )
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
        help="the file holds many boards: judge each body at each date, as a table of boards by rules, as CSV of every "
        "verdict (also with -o), or with --format json one line a board",
    )
    parser.add_argument("--force", action="store_true", help=OVER)
    parser.add_argument("--strict", action="store_true", help="exit with 4 if a requirement that is due is not met")
    _evidence_options(parser)
    reading_options(parser)


@command("Check one board file against the rules", "lepdata check my.xlsx --full --as-at 2023-03-31", _check_options)
def check(given: argparse.Namespace) -> int:
    if given.many:
        return _check_many(given)
    if given.output:
        raise UsageError("-o OUT.csv goes with --many: for one board write `--format csv > OUT.csv`.")
    from lepdata.judging.answers import breaches
    from lepdata.reviews.checked import as_json, check_in_words
    from lepdata.reviews.checking import check, read_given

    about = (given.framework, given.as_at, given.definition, given.board_size, read_given(given.published))
    judgement = check(_rows(given, given.full), *about, **_evidence(given))
    changes = _changes(given, judgement)
    if given.format == "json":
        print(json_text(as_json(judgement) | _as_plan(changes)))
    elif given.format == "csv":
        _first(judgement.board.not_read)
        print_csv(judgement.verdicts)
    else:
        _say(check_in_words(judgement).split("\n"), sys.stdout)
        if changes:
            width = max(40, shutil.get_terminal_size((110, 24)).columns)
            print("\nWhat would change it:\n" + textwrap.fill(changes.sentence, width, break_on_hyphens=False))
    return BREACH if given.strict and breaches(judgement) else DONE


def _first(not_read: Iterable[dict[str, str]], caveats: Iterable[str] = ()) -> None:
    """Say on standard error, before a table goes to the screen, what of the file was not understood."""
    from lepdata.reviews.checked import said_first

    _say([*said_first(not_read), *caveats])


def _as_plan(changes: Changes | None) -> dict[str, Any]:
    if changes is None:
        return {}
    from lepdata.change.planning import changes_as_json

    return {"changes": changes_as_json(changes)}


def _changes(given: argparse.Namespace, judgement: Judgement) -> Changes | None:
    if not (given.remedy or given.also or given.keep_councils):
        return None
    if given.format == "csv":
        raise UsageError("The CSV holds one verdict a row and no plan: take --format table or json with --remedy.")
    from lepdata.change.planning import plan_changes

    return plan_changes(judgement, given.also, keep_councils=given.keep_councils)


def _check_many(given: argparse.Namespace) -> int:
    """Judge every board of the file; with --strict, 4 if any board breaks a rule that binds it."""
    refused = [f"--{name.replace('_', '-')}" for name in _OF_ONE if getattr(given, name)]
    if refused:
        raise UsageError(f"{refused[0]} is about one board and does not go with --many: give it a file of that board.")
    from lepdata.export.tables import as_csv
    from lepdata.judging.answers import breaches
    from lepdata.reviews.checked import as_json, many_in_words, said_first
    from lepdata.reviews.checking import check_each, every_verdict

    rows = _rows(given, given.full)
    judgements = list(check_each(rows, given.framework, given.definition, given.as_at, **_evidence(given)))
    told = [*said_first(judgements[0].board.not_read), *rows.attrs.get("caveats", ())]
    if given.output:
        write_outputs({given.output: as_csv(every_verdict(judgements))}, given.force)
    if given.format == "table":
        _say([*told, *([""] if told else []), *many_in_words(judgements, given.output).split("\n")], sys.stdout)
        return BREACH if given.strict and any(map(breaches, judgements)) else DONE
    _say(told)
    if given.format == "json":
        for one in judgements:
            print(json_text(as_json(one), indent=None))
    elif not given.output:
        print_csv(every_verdict(judgements))
    return BREACH if given.strict and any(map(breaches, judgements)) else DONE


def _classify_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help=_FILE)
    parser.add_argument("-o", "--output", metavar="OUT.csv", help="write here; default: to the screen")
    parser.add_argument("--as-at", help="the day on which a term must not be over; default: the list's own date")
    parser.add_argument(
        "--worklist",
        metavar="OUT.csv",
        help="also write what nothing settles or what conflicts, as decisions to fill in and sign",
    )
    parser.add_argument("--force", action="store_true", help=OVER)
    decisions = parser.add_mutually_exclusive_group()
    decisions.add_argument("--no-decisions", action="store_true", help="the rules alone, without signed decisions")
    _evidence_options(parser, decisions)
    reading_options(parser)


@command(
    "Add to a board file whom each member speaks for, and why",
    "lepdata classify my.csv -o my-sectors.csv --worklist open.csv",
    _classify_options,
)
def classify(given: argparse.Namespace) -> int:
    from lepdata.dates import last_day
    from lepdata.export.tables import as_csv
    from lepdata.read.board import read_published
    from lepdata.reviews.given import beside, undated_terms, unread_words
    from lepdata.sectors.classifying import settle_frame
    from lepdata.sectors.decisions import worklist

    rows = _rows(given)
    members, evidence = settle_frame(rows, decisions=not given.no_decisions, **_evidence(given))
    terms = [] if given.as_at else undated_terms(members)
    _first([*rows.attrs["not_read"], *terms, *unread_words(members)], rows.attrs["caveats"])
    found = beside(read_published(given.file, **asked(given)), rows, members, last_day(given.as_at))
    made = {given.output: lambda: found, given.worklist: lambda: worklist(members, evidence)}
    write_outputs({place: as_csv(make()) for place, make in made.items() if place}, given.force)
    if not given.output:
        print_csv(found)
    return DONE


def _validate_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help=_FILE)
    parser.add_argument("--format", choices=("table", "json"), default="table")
    reading_options(parser)


@command(
    "List every fault of a board file, and what the publication standard misses in it",
    "lepdata validate my.xlsx",
    _validate_options,
)
def validate(given: argparse.Namespace) -> int:
    from lepdata.read.standard import validate
    from lepdata.reviews.checked import said_first

    found = validate(given.file, **asked(given))
    if given.format == "json":
        print(found.as_json())
    else:
        counts = (plural(found.rows, "row"), plural(len(found.faults), "fault"), plural(len(found.gaps), "gap"))
        told = [*said_first(each.as_record() for each in found.not_read), *found.caveats]
        lines = [*told, *grouped(found.faults), *_missing(found.gaps)]
        _say([line for text in lines for line in text.split("\n")], sys.stdout)
        print(f"{', '.join(counts)}.")
    return INPUT_FAULTS if found.faults else DONE


def _missing(gaps: Sequence[Fault]) -> list[str]:
    """What the publication standard asks for: a line for each column that no row fills, then what single rows lack."""
    whole = [gap for gap in gaps if gap.found == NOTHING]
    lines = [f"- {gap.column}: {gap.expected}. Fix: {gap.remedy}." for gap in whole]
    lines += [f"- {said}" for said in grouped(replace(gap, file="") for gap in gaps if gap not in whole)]
    return ["", "Missing from the publication standard:", *lines, ""] if lines else []


def _template_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", default="board.xlsx", help="where to write it (.xlsx or .csv); default: board.xlsx"
    )


@command("Write a blank board file with drop-down lists", "lepdata template -o my.xlsx", _template_options)
def template(given: argparse.Namespace) -> int:
    from lepdata.read.standard import template

    written = template(given.output)
    print(f"Wrote {written}. Fill in one row per member, then: lepdata check {written}")
    return DONE
