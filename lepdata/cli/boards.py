"""Commands about a board file of any body: check, classify, validate, template."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lepdata.cli.terminal import (
    BREACH,
    DONE,
    INPUT_FAULTS,
    OVER,
    STYLES,
    at_least_one,
    command,
    flag,
    format_of,
    option,
    print_csv,
    printable,
)
from lepdata.english import plural
from lepdata.errors import NOTHING, UsageError, grouped
from lepdata.files import json_text, write_outputs

if TYPE_CHECKING:
    import pandas as pd

REGISTERS = "LEPDATA_REGISTERS"
_FILE = "a board file: CSV, a spreadsheet, or another format of a list"
_COLUMNS = 'which heading holds what: name="Appointee",organisation="Main employment"; may be repeated'
READING = (  # how a file is to be read, where it does not say so itself
    option("--sheet", "the sheet of a workbook, by its name or its number from 1", metavar="NAME"),
    option("--header-row", "the row of the headings, as a spreadsheet counts", type=int, metavar="N"),
    option("--columns", _COLUMNS, action="append", default=[], metavar="WHAT=HEADING,..."),
    option("--dates", "day-first or month-first: how 01/04/2022 is meant", metavar="ORDER"),
    flag("--no-titles", "do not read gender from a printed title, such as Mrs or Sir"),
    option("--encoding", "of a text file that is not UTF-8, such as cp1252"),
)
_FULL = f"ask full registers that you have downloaded into this folder, too (default: {REGISTERS}, if set)"
_EVIDENCE = (  # what may speak for whom somebody speaks, beside the rules
    option("--decisions", "signed decisions of your own, beside the shipped ones", metavar="FILE", either="decisions"),
    option("--registers", _FULL, metavar="DIR"),
    flag("--no-residual", "make no guess from the look of a name"),
)


def asked(given: argparse.Namespace) -> dict[str, Any]:
    from lepdata.read.grid import read_mapping

    sheet = int(given.sheet) if (given.sheet or "").isdecimal() and len(given.sheet) < 10 else given.sheet
    plain = {name: getattr(given, name) for name in ("header_row", "dates", "encoding")}
    return {**plain, "sheet": sheet, "columns": read_mapping(given.columns)}


def _rows(given: argparse.Namespace, full: bool = False) -> pd.DataFrame:
    from lepdata.read.board import read_board

    return read_board(given.file, full=full, **asked(given))


def _evidence(given: argparse.Namespace) -> dict[str, Any]:
    from lepdata.sectors.decisions import read_decisions

    registers = given.registers or os.environ.get(REGISTERS)
    return {
        "residual": not given.no_residual,
        "titles": not given.no_titles,
        "further_decisions": read_decisions(Path(given.decisions)) if given.decisions else None,
        "registers": Path(registers) if registers else None,
    }


def _say(lines: Iterable[str], stream: Any = None) -> None:
    """Print on standard error, unless told; what of a file was not understood is said before a table is shown."""
    for line in lines:
        print(printable(line), file=stream or sys.stderr)


@command(
    "check one board file against the rules",
    "lepdata check my.xlsx --full --as-at 2023-03-31",
    option("file", f"{_FILE}; `lepdata template` writes a blank one"),
    option("--framework", "id of a framework, or the path of your own; default: the one in force"),
    option("--as-at", "judge at this date; default: the list's own date"),
    option("--definition", "ruling definition of private: business, as-published or national-accounts"),
    option("--board-size", "how many members the board has, where the list may be incomplete", type=at_least_one),
    option(
        "--published",
        "a count of this board published without names, such as private=10/14 or members=14; may be repeated",
        action="append",
        default=[],
        metavar="GROUP=COUNT/OF",
    ),
    flag("--full", "assert that the list names every member"),
    STYLES,
    option("-o --output", "with --many: write every verdict of every board here", metavar="OUT.csv"),
    flag("--remedy", "say the fewest changes that make every requirement hold"),
    option(
        "--also",
        "plan for this criterion too, or for every 'expectation' or 'best practice' (may be repeated)",
        action="append",
        metavar="ID",
        default=[],
    ),
    flag("--keep-councils", "plan without the loss of a council's seat"),
    flag(
        "--many",
        "the file holds many boards: judge each body at each date, as a table of boards by rules, as CSV of every "
        "verdict (also with -o), or with --format json one line a board",
    ),
    OVER,
    flag("--strict", "exit with 4 if a requirement that is due is not met"),
    *_EVIDENCE,
    *READING,
)
def check(given: argparse.Namespace) -> int:
    if given.many:
        return _check_many(given)
    if given.output:
        raise UsageError("-o OUT.csv goes with --many: for one board write `--format csv > OUT.csv`.")
    from lepdata.judging.judgement import breaches
    from lepdata.reviews.checked import as_json, check_in_words, said_first
    from lepdata.reviews.checking import check, read_given

    about = (given.framework, given.as_at, given.definition, given.board_size, read_given(given.published))
    judgement = check(_rows(given, given.full), *about, **_evidence(given))
    plan: dict[str, Any] = {}
    if given.remedy or given.also or given.keep_councils:
        if given.format == "csv":
            raise UsageError("The CSV holds one verdict a row and no plan: take --format table or json with --remedy.")
        from lepdata.change.planning import changes_as_json, plan_changes

        changes = plan_changes(judgement, given.also, keep_councils=given.keep_councils)
        plan = {"changes": changes_as_json(changes)}
    if given.format == "json":
        print(json_text(as_json(judgement) | plan))
    elif given.format == "csv":
        _say(said_first(judgement.board.not_read))
        print_csv(judgement.verdicts)
    else:
        _say(check_in_words(judgement).split("\n"), sys.stdout)
        if plan:
            width = max(40, shutil.get_terminal_size((110, 24)).columns)
            print("\nWhat would change it:\n" + textwrap.fill(changes.sentence, width, break_on_hyphens=False))
    return BREACH if given.strict and breaches(judgement) else DONE


def _check_many(given: argparse.Namespace) -> int:
    """Judge every board of the file; with --strict, 4 if any board breaks a rule that binds it."""
    for name in ("board_size", "published", "remedy", "also", "keep_councils"):
        if getattr(given, name):
            shown = f"--{name.replace('_', '-')}"
            raise UsageError(f"{shown} is about one board and does not go with --many: give it a file of that board.")
    from lepdata.export.tables import as_csv
    from lepdata.judging.judgement import breaches
    from lepdata.reviews.checked import as_json, many_in_words, said_first
    from lepdata.reviews.checking import check_each, every_verdict

    rows = _rows(given, given.full)
    judgements = list(check_each(rows, given.framework, given.definition, given.as_at, **_evidence(given)))
    told = [*said_first(judgements[0].board.not_read), *rows.attrs.get("caveats", ())]
    if given.output:
        write_outputs({given.output: as_csv(every_verdict(judgements))}, given.force)
    if given.format == "table":
        _say([*told, *[""] * bool(told), *many_in_words(judgements, given.output).split("\n")], sys.stdout)
    else:
        _say(told)
    if given.format == "json":
        for one in judgements:
            print(json_text(as_json(one), indent=None))
    elif given.format == "csv" and not given.output:
        print_csv(every_verdict(judgements))
    return BREACH if given.strict and any(map(breaches, judgements)) else DONE


@command(
    "add to a board file whom each member speaks for, and why",
    "lepdata classify my.csv -o my-sectors.csv --worklist open.csv",
    option("file", _FILE),
    option("-o --output", "write here; default: to the screen", metavar="OUT.csv"),
    option("--as-at", "the day on which a term must not be over; default: the list's own date"),
    option(
        "--worklist",
        "also write what nothing settles or what conflicts, as decisions to fill in and sign",
        metavar="OUT.csv",
    ),
    OVER,
    flag("--no-decisions", "the rules alone, without signed decisions", either="decisions"),
    *_EVIDENCE,
    *READING,
)
def classify(given: argparse.Namespace) -> None:
    from lepdata.dates import last_day
    from lepdata.export.tables import as_csv
    from lepdata.read.board import read_published
    from lepdata.reviews.checked import said_first
    from lepdata.reviews.given import beside, left_open
    from lepdata.sectors.classifying import settle_frame
    from lepdata.sectors.decisions import worklist

    rows = _rows(given)
    members, evidence = settle_frame(rows, decisions=not given.no_decisions, **_evidence(given))
    open_ones = left_open(members, dated=bool(given.as_at))
    _say([*said_first([*rows.attrs["not_read"], *open_ones]), *rows.attrs["caveats"]])
    found = beside(read_published(given.file, **asked(given)), rows, members, last_day(given.as_at))
    made = {given.output: lambda: found, given.worklist: lambda: worklist(members, evidence)}
    write_outputs({place: as_csv(make()) for place, make in made.items() if place}, given.force)
    if not given.output:
        print_csv(found)


@command(
    "list every fault of a board file, and what the publication standard misses in it",
    "lepdata validate my.xlsx",
    option("file", _FILE),
    format_of("table", "json"),
    *READING,
)
def validate(given: argparse.Namespace) -> int:
    from lepdata.read.standard import validate
    from lepdata.reviews.checked import said_first

    found = validate(given.file, **asked(given))
    if given.format == "json":
        print(found.as_json())
        return INPUT_FAULTS if found.faults else DONE
    lines = [*said_first(each.as_record() for each in found.not_read), *found.caveats, *grouped(found.faults)]
    if found.gaps:  # a line for each column that no row fills, then what single rows lack
        whole = [gap for gap in found.gaps if gap.found == NOTHING]
        lines += ["", "Missing from the publication standard:"]
        lines += [f"- {gap.column}: {gap.expected}. Fix: {gap.remedy}." for gap in whole]
        lines += [f"- {said}" for said in grouped(replace(gap, file="") for gap in found.gaps if gap not in whole)]
        lines += [""]
    _say([line for text in lines for line in text.split("\n")], sys.stdout)
    counts = (plural(found.rows, "row"), plural(len(found.faults), "fault"), plural(len(found.gaps), "gap"))
    print(f"{', '.join(counts)}.")
    return INPUT_FAULTS if found.faults else DONE


@command(
    "write a blank board file with drop-down lists",
    "lepdata template -o my.xlsx",
    option("-o --output", "where to write it (.xlsx or .csv); default: board.xlsx", default="board.xlsx"),
)
def template(given: argparse.Namespace) -> None:
    from lepdata.read.standard import template

    written = template(given.output)
    print(f"Wrote {written}. Fill in one row per member, then: lepdata check {written}")
