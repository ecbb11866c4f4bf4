"""Read the command line, run one command, and turn what goes wrong into one clear message and the right exit code."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence

import lepdata
from lepdata.cli import (
    build,
    check,
    classify,
    coverage,
    engagement,
    export,
    frameworks,
    plan,
    progress,
    review,
    rules,
    run,
    stocktake,
    template,
    validate,
)
from lepdata.cli.codes import INPUT_FAULTS, INTERRUPTED, WRONG_USAGE
from lepdata.errors import InputFaults, UsageError

COMMANDS = (
    *(review, check, classify, validate, template, coverage),
    *(engagement, plan, progress, stocktake),
    *(export, run, build, frameworks, rules),
)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="lepdata",
        description="Who sits on the boards of Local Enterprise Partnerships, whom they speak for, "
        "and whether each board is made up as the rules say.",
    )
    top.add_argument("--version", action="version", version=f"lepdata {lepdata.__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module in COMMANDS:
        own = commands.add_parser(
            module.NAME,
            help=module.HELP,
            description=module.HELP[:1].upper() + module.HELP[1:] + ".",
            epilog=f"Example:\n  {module.EXAMPLE}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.options(own)
        own.add_argument("--debug", action="store_true", help="show the traceback of an error")
        own.set_defaults(run=module.run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        By default those of the process.

    Returns
    -------
    int
        0 done, 1 the input has faults, 2 wrong usage, 3 some notebooks failed, 4 `check --strict` found a breach.
    """
    given = parser().parse_args(arguments)
    try:
        code: int = given.run(given)
        sys.stdout.flush()
        return code
    except UsageError as error:
        return _say(error, WRONG_USAGE, given.debug)
    except (InputFaults, OSError) as error:
        if isinstance(error, BrokenPipeError):
            return _reader_went_away()
        return _say(error, INPUT_FAULTS, given.debug)
    except KeyboardInterrupt:
        print("Stopped. Every page already finished is whole.", file=sys.stderr)
        return INTERRUPTED


def _say(error: Exception, code: int, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    else:
        print(_message(error), file=sys.stderr)
    return code


def _message(error: Exception) -> str:
    if isinstance(error, OSError):
        where, what = error.filename or "a file", error.strerror or error
        return f"{where}: {what}. Check that the place exists and may be written to."
    return str(error)


def _reader_went_away() -> int:
    """`lepdata coverage | head`: nothing is wrong; keep Python from complaining as it closes stdout."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
