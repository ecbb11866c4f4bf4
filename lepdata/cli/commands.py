"""Read the command line, run one command, and turn what goes wrong into one clear message and the right exit code."""

from __future__ import annotations

import argparse
import os
import sys
import textwrap
import traceback
from collections.abc import Sequence

import lepdata
from lepdata.cli import collections, engagement, plan, progress, stocktake
from lepdata.cli.boards import check, classify, template, validate
from lepdata.cli.documents import read
from lepdata.cli.notebooks import review, run
from lepdata.cli.tables import build, coverage, export, frameworks, rules
from lepdata.cli.terminal import INPUT_FAULTS, INTERRUPTED, OF_DATA, WRONG_USAGE, Command, add_commands, printable
from lepdata.errors import InputFaults, UsageError, unknown

_ACTIONS = tuple(
    Command(module.NAME, module.HELP, module.EXAMPLE, module.options, module.run)
    for module in (engagement, plan, progress, stocktake)
)
GROUPS = {
    "Check a board": (template, validate, check, classify, read),
    "Keep boards of your own": (
        *(collections.new, collections.add, collections.list_, collections.remove, collections.changes, build),
    ),
    "Publish": (review, export, run),
    "Look up": (coverage, frameworks, rules),
    "Follow up": _ACTIONS,
}
COMMANDS = tuple(command for group in GROUPS.values() for command in group)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="lepdata",
        usage="lepdata COMMAND ...",
        description="Who sits on the boards of Local Enterprise Partnerships and on those that followed them, whom\n"
        "each member speaks for, and whether a board is made up as the rules say.\n" + _grouped(),
        epilog="`lepdata COMMAND --help` says more, with an example.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"lepdata {lepdata.__version__}")
    top.set_defaults(debug=False)
    add_commands(top, COMMANDS, "command", "COMMAND", listed=False)
    return top


def _grouped() -> str:
    """Every command with its line of help, sorted by what it is for."""
    lines = []
    for title, group in GROUPS.items():
        lines += ["", f"{title}:"]
        for one in group:
            lines += textwrap.wrap(one.help, 80, initial_indent=f"  {one.name:12}", subsequent_indent=" " * 14)
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    words = sys.argv[1:] if arguments is None else list(arguments)
    known = [command.name for command in COMMANDS]
    if words and not words[0].startswith("-") and words[0] not in known:
        return _say(unknown("command", words[0], known), WRONG_USAGE, debug=False)
    given = parser().parse_args(words)
    try:
        code = _run(given)
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


def _run(given: argparse.Namespace) -> int:
    code: int
    if getattr(given, "pseudonymise", False):
        os.environ["LEPDATA_PSEUDONYMISE"] = "1"  # every worker inherits it
        try:
            return _run(argparse.Namespace(**(vars(given) | {"pseudonymise": False})))
        finally:
            os.environ.pop("LEPDATA_PSEUDONYMISE")
    if given.command not in OF_DATA or not getattr(given, "data", None):
        code = given.run(given)
        return code
    from lepdata.registers.whose import told_to_children  # brings pandas

    with told_to_children(given.data, getattr(given, "edition", "")) as used:
        if used.is_file:
            from lepdata.read.board import told_of_file

            print("".join(f"{printable(one['sentence'])}\n" for one in told_of_file()), end="", file=sys.stderr)
        code = given.run(given)
    return code


def _say(error: Exception, code: int, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    elif isinstance(error, OSError):
        where, what = error.filename or "a file", error.strerror or error
        print(f"{where}: {what}. Check that the place exists and may be written to.", file=sys.stderr)
    else:
        print(error, file=sys.stderr)
    return code


def _reader_went_away() -> int:
    """`lepdata coverage | head`: nothing is wrong; keep Python from complaining as it closes stdout."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
