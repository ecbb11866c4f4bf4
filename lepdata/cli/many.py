"""The part of `lepdata check` that judges every board of a file."""

from __future__ import annotations

import argparse
import json
import sys

from lepdata.cli.codes import BREACH, DONE
from lepdata.cli.text import printable
from lepdata.errors import UsageError

# What belongs to one board, and how it is asked for.
_OF_ONE = {
    "as_at": "--as-at",
    "board_size": "--board-size",
    "published": "--published",
    "remedy": "--remedy",
    "also": "--also",
    "keep_councils": "--keep-councils",
}


def options(parser: argparse.ArgumentParser) -> None:
    """The option for many boards."""
    parser.add_argument(
        "--many",
        action="store_true",
        help="the file holds many boards: judge each body at each date, as CSV, or with --format json one line a board",
    )


def run(given: argparse.Namespace) -> int:
    """Judge every board of the file and print the verdicts; with --strict, 4 if any board breaks a rule that binds it.

    Raises
    ------
    UsageError
        If an option is given that belongs to one board.
    """
    refused = [option for name, option in _OF_ONE.items() if getattr(given, name)]
    if refused:
        raise UsageError(f"{refused[0]} is about one board and does not go with --many: give it a file of that board.")
    from lepdata.judging.judge import as_json
    from lepdata.judging.many import many_as_frame
    from lepdata.judging.records import breaches
    from lepdata.reviews.boards import check_each
    from lepdata.sightings.board import read_board

    board = read_board(given.file, full=given.full)
    judgements = list(check_each(board, given.framework, given.definition))
    for caveat in board.attrs.get("caveats", ()):
        print(printable(caveat), file=sys.stderr)
    if given.format == "json":
        for one in judgements:
            print(json.dumps(as_json(one), ensure_ascii=False))
    else:
        many_as_frame(judgements).to_csv(sys.stdout, index=False, lineterminator="\n")
    return BREACH if given.strict and any(map(breaches, judgements)) else DONE
