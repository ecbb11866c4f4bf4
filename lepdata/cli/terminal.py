"""What every command shares: its record, exit codes that scripts rely on, and tables for a terminal."""

from __future__ import annotations

import argparse
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from lepdata.files import json_text

if TYPE_CHECKING:
    import pandas as pd

DONE = 0
INPUT_FAULTS = 1
WRONG_USAGE = 2
NOTEBOOKS_FAILED = 3
BREACH = 4
UNEXPECTED = 70
INTERRUPTED = 130
EXIT_CODES = {  # what scripts may rely on, in words
    DONE: "done, whatever the verdict",
    INPUT_FAULTS: "the input has faults: all of them are said, nothing is written",
    WRONG_USAGE: "wrong usage, such as a partnership that nobody knows (near matches are said)",
    NOTEBOOKS_FAILED: "some notebooks failed: the other pages are there, and the failures are listed",
    BREACH: "`check --strict`, and a requirement that is due is not met",
    UNEXPECTED: "an error of lepdata's own or of the machine, such as a full disk; the message says how to report it",
    INTERRUPTED: "stopped by Ctrl-C: what was finished is whole, and nothing is half-written",
}
GAP = "  "


# Commands that speak of boards: they take `--data`, whose boards are meant.
OF_DATA = (
    *("review", "build", "check", "classify", "coverage", "export", "engagement", "progress", "stocktake"),
    *("plan", "draft", "show", "update", "add", "list", "remove"),
)
WITHOUT_NAMES = ("review", "build", "export")  # those that take `--pseudonymise`
_DATA = "your own boards: a folder made by `lepdata new`, or one board file; default: $LEPDATA_DATA, else the shipped"


class Command(NamedTuple):
    """One command: its name, a line of help, an example that runs, its options, and what it does."""

    name: str
    help: str
    example: str
    options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def command(
    about: str, example: str, options: Callable[[argparse.ArgumentParser], None]
) -> Callable[[Callable[[argparse.Namespace], int]], Command]:
    """Make a command of a function, whose name it has; the line of help is no docstring, which -OO takes away."""

    def made(run: Callable[[argparse.Namespace], int]) -> Command:
        return Command(run.__name__.rstrip("_"), about[:1].lower() + about[1:], example, options, run)

    return made


def add_commands(
    parser: argparse.ArgumentParser, commands: Iterable[Command], dest: str, metavar: str, listed: bool = True
) -> None:
    """Give a parser a choice of commands, each with its help, its example and `--debug`."""
    shown = None if listed else argparse.SUPPRESS
    choice = parser.add_subparsers(dest=dest, metavar=metavar, required=True, prog=parser.prog, help=shown)
    for command in commands:
        own = choice.add_parser(
            command.name,
            help=command.help,
            description=command.help[:1].upper() + command.help[1:] + ".",
            epilog=f"Example:\n  {command.example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.options(own)
        for option in own._actions:
            if option.dest == "format" and not option.help:
                option.help = "how it is printed; default: table"
        if command.name in OF_DATA:
            own.add_argument("--data", metavar="PATH", default=argparse.SUPPRESS, help=_DATA)
        if command.name in WITHOUT_NAMES:
            own.add_argument(
                "--pseudonymise", action="store_true", help="no name and no source of one in what is written"
            )
        own.add_argument(
            "--debug", action="store_true", default=argparse.SUPPRESS, help="show the traceback of an error"
        )
        own.set_defaults(run=command.run)


OVER = "write over what is there"
STYLES = ("table", "json", "csv")  # what `--format` offers


def show(style: str, text: Callable[[], str], record: Callable[[], Any], frame: Callable[[], pd.DataFrame]) -> None:
    """Print what was found in the style asked for: words and a table, JSON, or CSV that no spreadsheet runs."""
    if style == "json":
        print(json_text(record()))
    elif style == "csv":
        print_csv(frame())
    else:
        print(text())


def print_csv(frame: pd.DataFrame) -> None:
    """Print a table as CSV that no spreadsheet runs."""
    from lepdata.export.tables import as_csv

    sys.stdout.write(as_csv(frame).decode("utf-8"))


def in_words(sentences: Iterable[str], tables: Iterable[str], caveats: Iterable[str]) -> str:
    """A review for a terminal: sentences, tables, and what to bear in mind."""
    notes = "".join(f"\n- {printable(one)}" for one in caveats)
    said = "\n".join(map(printable, sentences))
    return "\n\n".join((said, *tables, *([f"Bear in mind:{notes}"] if notes else [])))


def columns(rows: Iterable[Sequence[object]], headings: Sequence[str], wrap: int = -1) -> str:
    """Rows as aligned columns; one column, the last by default, is wrapped to the terminal's width."""
    table = [tuple(headings), *(tuple(printable(str(cell)) for cell in row) for row in rows)]
    wrapped = wrap % len(headings)
    widths = [max(len(row[at]) for row in table) for at in range(len(headings))]
    rest = sum(widths) - widths[wrapped] + len(GAP) * (len(widths) - 1)
    widths[wrapped] = min(widths[wrapped], max(24, shutil.get_terminal_size((110, 24)).columns - rest))
    return "\n".join(line for row in table for line in _lines(row, widths, wrapped))


def _lines(row: Sequence[str], widths: Sequence[int], wrapped: int) -> list[str]:
    parts = textwrap.wrap(row[wrapped], widths[wrapped], break_on_hyphens=False) or [""]
    lines = []
    for number, part in enumerate(parts):
        cells = [part if at == wrapped else (cell if number == 0 else "") for at, cell in enumerate(row)]
        lines.append(GAP.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())
    return lines


def printable(text: str) -> str:
    """Text without control or direction characters, which could rewrite a terminal's line."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in text)


def at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no whole number of at least 1")
    return int(text)
