"""`lepdata frameworks`: which rules apply when, with their sources."""

from __future__ import annotations

import argparse

from lepdata.cli.codes import DONE
from lepdata.cli.text import columns

NAME = "frameworks"
HELP = "list the frameworks and their criteria, with sources"
EXAMPLE = "lepdata frameworks"


def options(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("--format", choices=("table", "csv"), default="table")


def run(given: argparse.Namespace) -> int:
    """Print one row per criterion."""
    from lepdata.verdicts import frameworks

    frame = frameworks()
    if given.format == "csv":
        print(frame.to_csv(index=False, lineterminator="\n"), end="")
    else:
        shown = ["framework", "criterion", "threshold", "strength", "due", "verified", "statement"]
        print(columns(frame[shown].itertuples(index=False, name=None), shown))
        print("\n--format csv adds dates in force and the source of each.")
    return DONE
