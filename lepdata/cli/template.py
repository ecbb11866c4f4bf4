"""`lepdata template`: a blank board file."""

from __future__ import annotations

import argparse

from lepdata.cli.codes import DONE

NAME = "template"
HELP = "write a blank board file with drop-down lists"
EXAMPLE = "lepdata template -o my.xlsx"


def options(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument(
        "-o", "--output", default="board.xlsx", help="where to write it (.xlsx or .csv); default: board.xlsx"
    )


def run(given: argparse.Namespace) -> int:
    """Write the template and say how to go on."""
    from lepdata.read.standard import template

    written = template(given.output)
    print(f"Wrote {written}. Fill in one row per member, then: lepdata check {written}")
    return DONE
