"""`lepdata rules`: how sectors are settled."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lepdata.cli.codes import DONE, INPUT_FAULTS
from lepdata.cli.text import columns, printable

NAME = "rules"
HELP = "list the rules by which members' sectors are settled, or test them"
EXAMPLE = "lepdata rules --check"


def options(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("--format", choices=("table", "csv"), default="table")
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument("--unused", action="store_true", help="only the rules that no published seat calls upon")
    asked.add_argument(
        "--check",
        action="store_true",
        help="test every rule against its two examples, and the signed decisions; exit 1 if anything is wrong",
    )
    parser.add_argument("--rules", metavar="DIR", help="with --check: the rule files of this folder instead")


def run(given: argparse.Namespace) -> int:
    """Print one row per rule, or everything that is wrong with them."""
    from lepdata.errors import UsageError
    from lepdata.sectors.classifying import unused_rules
    from lepdata.sectors.rules import rules

    if given.rules and not given.check:
        raise UsageError("--rules DIR goes with --check.")
    if given.check:
        return _check(given.rules)
    frame = unused_rules() if given.unused else rules()
    if given.format == "csv":
        print(frame.to_csv(index=False, lineterminator="\n"), end="")
        return DONE
    shown = ["id", "kind", "sector", "strength", "example", "because"]
    print(columns(frame[shown].itertuples(index=False, name=None), shown))
    if given.unused:
        print(f"{len(frame)} of {len(rules())} rules give no reason for any published seat.")
    return DONE


def _check(folder: str | None) -> int:
    from lepdata.reviews.wording import count, listing
    from lepdata.sectors.classifying import check_rules
    from lepdata.sectors.decisions import check_decisions, read_decisions
    from lepdata.sectors.rules import rules

    problems = check_rules(Path(folder)) if folder else [*check_rules(), *check_decisions()]
    if problems:
        print("\n".join(printable(problem) for problem in problems), file=sys.stderr)
        return INPUT_FAULTS
    read = (count(len(rules()), "rule"), count(len(read_decisions()), "signed decision")) if not folder else ()
    what = f" Read: {listing(read)}." if read else ""
    print(f"Every rule matches its example and leaves its counter-example alone.{what}")
    return DONE
