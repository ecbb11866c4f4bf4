"""`lepdata coverage`: which boards and dates are known, how completely."""

from __future__ import annotations

import argparse

from lepdata.cli.codes import DONE
from lepdata.cli.text import columns

NAME = "coverage"
HELP = "show which boards and dates are known, and how completely"
EXAMPLE = "lepdata coverage --lep 'New Anglia'"


def options(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("--lep", help="every published list of one LEP")
    parser.add_argument("--format", choices=("table", "csv"), default="table")


def run(given: argparse.Namespace) -> int:
    """Print one row per LEP, or per list of one."""
    from lepdata.registers.leps import find_lep
    from lepdata.reviews.known import boards, coverage

    if given.lep:
        lists = coverage()
        frame = lists[lists["lep"] == find_lep(given.lep)]
        shown = ["snapshot_date", "list_completeness", "seats", "members", "sources", "body"]
    else:
        frame = boards()
        shown = ["lep", "list_date", "completeness", "members", "lists", "lines", "sources"]
    if given.format == "csv":
        print(frame.to_csv(index=False, lineterminator="\n"), end="")
    else:
        headings = [name.replace("_", " ") for name in shown]
        print(
            columns(
                frame[shown].itertuples(index=False, name=None), headings, wrap=shown.index("body") if given.lep else 0
            )
        )
    return DONE
