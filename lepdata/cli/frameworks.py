"""`lepdata frameworks`: which rules apply when, with their sources."""

from __future__ import annotations

import argparse
import json

from lepdata.cli.codes import DONE
from lepdata.cli.text import columns

NAME = "frameworks"
HELP = "list the frameworks and their criteria, with sources"
EXAMPLE = "lepdata frameworks"


def options(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("--format", choices=("table", "csv"), default="table")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of a framework file of your own")


def run(given: argparse.Namespace) -> int:
    """Print one row per criterion, or the schema of a framework file."""
    from lepdata.judging.frameworks import framework_schema, frameworks

    if given.schema:
        print(json.dumps(framework_schema(), indent=2, ensure_ascii=False))
        return DONE
    frame = frameworks()
    if given.format == "csv":
        print(frame.to_csv(index=False, lineterminator="\n"), end="")
    else:
        shown = ["framework", "criterion", "threshold", "strength", "due", "verified", "statement"]
        print(columns(frame[shown].itertuples(index=False, name=None), shown))
        print("\n--format csv adds dates in force and the source of each.")
    return DONE
