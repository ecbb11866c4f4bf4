"""`lepdata classify`: a board file plus the sector of everyone on it."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import pandas as pd

from lepdata.cli.codes import DONE

NAME = "classify"
HELP = "add to a board file whom each member speaks for, and why"
REGISTERS = "LEPDATA_REGISTERS"
EXAMPLE = "lepdata classify my.csv -o my-sectors.csv --worklist open.csv"


def options(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
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


def run(given: argparse.Namespace) -> int:
    """Classify the file and write it out, every column of it under its own heading."""
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
