"""Commands about a board file of any body: check, classify, validate, template."""

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata import dates, files
from lepdata.change.planning import changes_as_json, plan_changes
from lepdata.cli.arguments import REGISTERS
from lepdata.cli.checked import check_in_words, many_in_words, wrapped
from lepdata.cli.terminal import BREACH, DONE, INPUT_FAULTS, print_csv, say
from lepdata.english import plural
from lepdata.errors import NOTHING, UsageError, grouped, typed
from lepdata.export.tables import as_csv
from lepdata.judging.judgement import breaches
from lepdata.read import board, grid, standard
from lepdata.reviews import checking
from lepdata.reviews.checking import as_json, said_first
from lepdata.reviews.given import beside, left_open, of_the_day
from lepdata.sectors import classifying, decisions


def asked(given: argparse.Namespace) -> dict[str, Any]:
    sheet = int(given.sheet) if (given.sheet or "").isdecimal() and len(given.sheet) < 10 else given.sheet
    plain = {name: getattr(given, name) for name in ("header_row", "dates", "encoding")}
    return {**plain, "sheet": sheet, "columns": grid.read_mapping(given.columns)}


def _rows(given: argparse.Namespace, full: bool = False) -> pd.DataFrame:
    return board.read_board(given.file, full=full, **asked(given))


def _evidence(given: argparse.Namespace) -> dict[str, Any]:
    registers = given.registers or os.environ.get(REGISTERS)
    return {
        "residual": not given.no_residual,
        "titles": not given.no_titles,
        "further_decisions": decisions.read_decisions(Path(given.decisions)) if given.decisions else None,
        "registers": Path(registers) if registers else None,
    }


def check(given: argparse.Namespace) -> int:
    if given.many:
        return _check_many(given)
    if given.output:
        raise UsageError("-o OUT.csv goes with --many: for one board write `--format csv > OUT.csv`.")
    counts = checking.read_given(given.published)
    about = (given.framework, given.as_at, given.definition, given.board_size, counts)
    judgement = checking.check(_rows(given, given.full), *about, **_evidence(given))
    plan: dict[str, Any] = {}
    if given.remedy or given.also or given.keep_councils:
        if given.format == "csv":
            raise UsageError("The CSV holds one verdict a row and no plan: take --format table or json with --remedy.")
        changes = plan_changes(judgement, given.also, keep_councils=given.keep_councils)
        plan = {"changes": changes_as_json(changes)}
    if given.format == "json":
        print(files.json_text(as_json(judgement) | plan))
    elif given.format == "csv":
        say(*said_first(judgement.board.not_read), to=sys.stderr)
        print_csv(judgement.verdicts)
    else:
        say(check_in_words(judgement))
        if plan:
            print("\nWhat would change it:\n" + wrapped(changes.sentence, ""))
    return BREACH if given.strict and breaches(judgement) else DONE


def _check_many(given: argparse.Namespace) -> int:
    """Judge every board of the file; with --strict, 4 if any board breaks a rule that binds it."""
    for name in ("board_size", "published", "remedy", "also", "keep_councils"):
        if getattr(given, name):
            shown = f"--{name.replace('_', '-')}"
            raise UsageError(f"{shown} is about one board and does not go with --many: give it a file of that board.")
    rows = _rows(given, given.full)
    judgements = list(checking.check_each(rows, given.framework, given.definition, given.as_at, **_evidence(given)))
    told = [*said_first(judgements[0].board.not_read), *rows.attrs.get("caveats", ())]
    if given.output:
        files.write_outputs({given.output: as_csv(checking.every_verdict(judgements))}, given.force)
    if given.format == "table":
        say(*told, *[""] * bool(told), many_in_words(judgements, given.output))
    else:
        say(*told, to=sys.stderr)
    if given.format == "json":
        for one in judgements:
            print(files.json_text(as_json(one), indent=None))
    elif given.format == "csv" and not given.output:
        print_csv(checking.every_verdict(judgements))
    return BREACH if given.strict and any(map(breaches, judgements)) else DONE


def classify(given: argparse.Namespace) -> None:
    rows = of_the_day(_rows(given), given.as_at)
    members, evidence = classifying.settle_frame(rows, decisions=not given.no_decisions, **_evidence(given))
    open_ones = left_open(members, dated=bool(given.as_at))
    say(*said_first([*rows.attrs["not_read"], *open_ones]), *rows.attrs["caveats"], to=sys.stderr)
    found = beside(board.read_published(given.file, **asked(given)), rows, members, dates.last_day(given.as_at))
    made = {given.output: lambda: found, given.worklist: lambda: decisions.worklist(members, evidence)}
    files.write_outputs({place: as_csv(make()) for place, make in made.items() if place}, given.force)
    if not given.output:
        print_csv(found)


def validate(given: argparse.Namespace) -> int:
    found = standard.validate(given.file, **asked(given))
    code = INPUT_FAULTS if found.faults else DONE
    if given.format == "json":
        print(found.as_json())
        return code
    lines = [*said_first(found.not_read), *found.caveats, *grouped(found.faults)]
    if found.gaps:  # a line for each column that no row fills, then what single rows lack
        whole = [gap for gap in found.gaps if gap.found == NOTHING]
        lines += ["", "Missing from the publication standard:"]
        lines += [f"- {gap.column}: {gap.expected}. Fix: {gap.remedy}." for gap in whole]
        lines += [f"- {said}" for said in grouped(replace(gap, file="") for gap in found.gaps if gap not in whole)]
        lines += [""]
    say(*lines)
    counts = (plural(found.rows, "row"), plural(len(found.faults), "fault"), plural(len(found.gaps), "gap"))
    print(f"{', '.join(counts)}.")
    return code


def template(given: argparse.Namespace) -> None:
    written = standard.template(given.output)
    print(f"Wrote {written}. Fill in one row per member, then: lepdata check {typed(written)}")
