"""`lepdata classify`: a board file plus the sector of everyone on it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lepdata.cli.codes import DONE

NAME = "classify"
HELP = "add to a board file whom each member speaks for, and why"
EXAMPLE = "lepdata classify my.csv -o my-sectors.csv"


def options(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("file", help="a board file, CSV or XLSX")
    parser.add_argument("-o", "--output", metavar="OUT.csv", help="write here; default: to the screen")
    parser.add_argument("--no-decisions", action="store_true", help="the rules alone, without signed decisions")
    parser.add_argument("--no-residual", action="store_true", help="leave bare trading names unsettled")


def run(given: argparse.Namespace) -> int:
    """Classify the file and write it out, every column of it under its own heading."""
    from lepdata.members import ADDED_COLUMNS, classify
    from lepdata.model.files import write_atomically
    from lepdata.sightings import read_board, read_published

    found = classify(read_board(given.file), decisions=not given.no_decisions, residual=not given.no_residual)
    published = read_published(given.file)
    published = published.rename(columns={name: f"{name} (in the file)" for name in ADDED_COLUMNS})
    text = published.join(found[list(ADDED_COLUMNS)]).to_csv(index=False, lineterminator="\n")
    if given.output:
        write_atomically(Path(given.output), text.encode("utf-8"))
    else:
        sys.stdout.write(text)
    return DONE
