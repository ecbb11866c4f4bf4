"""`lepdata validate`: every fault of a board file against the publication standard."""

from __future__ import annotations

import argparse

from lepdata.cli.codes import DONE, INPUT_FAULTS

NAME = "validate"
HELP = "list every fault of a board file, and what the publication standard misses in it"
EXAMPLE = "lepdata validate my.xlsx"


def options(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("file", help="a board file, CSV or XLSX")
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(given: argparse.Namespace) -> int:
    """Examine the file and say everything that is wrong with it."""
    from lepdata.read.standard import validate
    from lepdata.reviews.wording import count

    found = validate(given.file)
    if given.format == "json":
        print(found.as_json())
    else:
        lines = [fault.sentence() for fault in found.faults]
        lines += [f"Missing from the standard: {gap.sentence()}" for gap in found.gaps]
        counts = (count(found.rows, "row"), count(len(found.faults), "fault"), count(len(found.gaps), "gap"))
        lines.append(", ".join(counts) + ".")
        print("\n".join(lines))
    return INPUT_FAULTS if found.faults else DONE
