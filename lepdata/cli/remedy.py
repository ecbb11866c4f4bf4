"""The part of `lepdata check` that says what would change the verdicts."""

from __future__ import annotations

import argparse
import shutil
import textwrap
from typing import TYPE_CHECKING

from lepdata.errors import UsageError

if TYPE_CHECKING:
    from lepdata.change.steps import Changes
    from lepdata.judging.records import Judgement


def options(parser: argparse.ArgumentParser) -> None:
    """The options of a plan."""
    parser.add_argument("--remedy", action="store_true", help="say the fewest changes that make every requirement hold")
    parser.add_argument(
        "--also",
        action="append",
        metavar="ID",
        default=[],
        help="plan for this criterion too, or for every 'expectation' or 'best practice' (may be repeated)",
    )
    parser.add_argument("--keep-councils", action="store_true", help="plan without the loss of a council's seat")


def wanted(given: argparse.Namespace, judgement: Judgement) -> Changes | None:
    """The plan asked for; None where none is.

    Raises
    ------
    UsageError
        If it is asked for as CSV, which has no place for it, or for a criterion that does not exist.
    """
    from lepdata.change.planning import plan_changes

    if not (given.remedy or given.also or given.keep_councils):
        return None
    if given.format == "csv":
        raise UsageError("The CSV holds one verdict a row and no plan: take --format table or json with --remedy.")
    return plan_changes(judgement, given.also, keep_councils=given.keep_councils)


def in_words(changes: Changes | None) -> str:
    """The plan for a terminal; "" where there is none.

    Examples
    --------
    >>> in_words(None)
    ''
    """
    if changes is None:
        return ""
    width = max(40, shutil.get_terminal_size((110, 24)).columns)
    return "\n\nWhat would change it:\n" + textwrap.fill(changes.sentence, width, break_on_hyphens=False)
