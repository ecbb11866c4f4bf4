"""`lepdata rules`: how sectors are settled."""

from __future__ import annotations

import argparse

from lepdata.cli.codes import DONE
from lepdata.cli.text import columns

NAME = "rules"
HELP = "list the rules by which members' sectors are settled"
EXAMPLE = "lepdata rules --format csv"


def options(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("--format", choices=("table", "csv"), default="table")


def run(given: argparse.Namespace) -> int:
    """Print one row per rule."""
    from lepdata.members import rules

    frame = rules()
    if given.format == "csv":
        print(frame.to_csv(index=False, lineterminator="\n"), end="")
    else:
        shown = ["id", "kind", "sector", "strength", "example", "because"]
        print(columns(frame[shown].itertuples(index=False, name=None), shown))
    return DONE
