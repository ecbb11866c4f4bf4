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

DONE, INPUT_FAULTS, WRONG_USAGE, NOTEBOOKS_FAILED, BREACH, UNEXPECTED, INTERRUPTED = 0, 1, 2, 3, 4, 70, 130
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


class Option(NamedTuple):
    """One option or argument, as argparse takes it; of those with the same `either` a user gives one."""

    names: list[str]
    settings: dict[str, Any]
    either: str


def option(names: str, about: str, either: str = "", **settings: Any) -> Option:
    return Option(names.split(), {"help": about, **settings}, either)


def flag(name: str, about: str, either: str = "") -> Option:
    return option(name, about, either, action="store_true")


def at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no whole number of at least 1")
    return int(text)


def format_of(*styles: str) -> Option:
    return option("--format", "how it is printed; default: table", choices=styles, default="table")


STYLES = format_of("table", "json", "csv")
OVER = flag("--force", "write over what is there")
# Commands that speak of boards: they take `--data`, whose boards are meant.
OF_DATA = (
    *("review", "build", "check", "classify", "coverage", "export", "engagement", "progress", "stocktake"),
    *("plan", "draft", "show", "update", "add", "list", "remove"),
)
_OWN = "your own boards: a folder made by `lepdata new`, or one board file; default: $LEPDATA_DATA, else the shipped"
_DATA = option("--data", _OWN, metavar="PATH", default=argparse.SUPPRESS)
_WITHOUT_NAMES = ("review", "build", "export")
_PSEUDONYMISE = flag("--pseudonymise", "no name and no source of one in what is written")
_DEBUG = option("--debug", "show the traceback of an error", action="store_true", default=argparse.SUPPRESS)


class Command(NamedTuple):
    """One command: its name, a line of help, an example that runs, and its options; what it does, or its parts."""

    name: str
    help: str
    example: str
    options: Sequence[Option] = ()
    run: Callable[[argparse.Namespace], int] | None = None
    parts: tuple[Command, ...] = ()


def command(
    about: str, example: str, *options: Option
) -> Callable[[Callable[[argparse.Namespace], int | None]], Command]:
    """Make a command of a function, whose name it has; the line of help is no docstring, which -OO takes away."""

    def made(run: Callable[[argparse.Namespace], int | None]) -> Command:
        return Command(run.__name__.strip("_"), about, example, options, lambda given: run(given) or DONE)

    return made


def add_commands(
    parser: argparse.ArgumentParser, commands: Iterable[Command], dest: str, metavar: str, listed: bool = True
) -> None:
    """Give a parser a choice of commands, each with its help, its example and `--debug`."""
    shown = None if listed else argparse.SUPPRESS
    choice = parser.add_subparsers(dest=dest, metavar=metavar, required=True, prog=parser.prog, help=shown)
    for one in commands:
        own = choice.add_parser(
            one.name,
            help=one.help,
            description=f"{one.help[:1].upper()}{one.help[1:]}.",
            epilog=f"Example:\n  {one.example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if one.parts:
            add_commands(own, one.parts, "part", "PART")
        further = [_DATA] * (one.name in OF_DATA) + [_PSEUDONYMISE] * (one.name in _WITHOUT_NAMES) + [_DEBUG]
        groups: dict[str, Any] = {"": own}
        for names, settings, either in (*one.options, *further):
            if either not in groups:
                groups[either] = own.add_mutually_exclusive_group()
            groups[either].add_argument(*names, **settings)
        own.set_defaults(run=one.run)


def print_csv(frame: pd.DataFrame) -> None:
    """Print a table as CSV that no spreadsheet runs."""
    from lepdata.export.tables import as_csv

    sys.stdout.write(as_csv(frame).decode("utf-8"))


def show(style: str, text: Callable[[], str], record: Callable[[], Any], frame: Callable[[], pd.DataFrame]) -> None:
    """Print what was found in the style asked for: words and a table, JSON, or CSV."""
    if style == "csv":
        print_csv(frame())
    else:
        print(json_text(record()) if style == "json" else text())


def in_words(review: Any, tables: Iterable[str], title: Sequence[str] = ()) -> str:
    """A review for a terminal: sentences, tables, and what to bear in mind."""
    from lepdata.reviews.parts import caveats, sentences

    notes = "".join(f"\n- {printable(one)}" for one in caveats(review))
    said = "\n".join(map(printable, (*title, *sentences(review))))
    return "\n\n".join((said, *tables, *([f"Bear in mind:{notes}"] if notes else [])))


def columns(rows: Iterable[Sequence[object]], headings: Sequence[str], wrap: int = -1) -> str:
    """Rows as aligned columns; one column, the last by default, is wrapped to the terminal's width."""
    table = [tuple(headings), *(tuple(printable(str(cell)) for cell in row) for row in rows)]
    wrapped = wrap % len(headings)
    widths = [max(len(row[at]) for row in table) for at in range(len(headings))]
    rest = sum(widths) - widths[wrapped] + len(GAP) * (len(widths) - 1)
    widths[wrapped] = min(widths[wrapped], max(24, shutil.get_terminal_size((110, 24)).columns - rest))
    lines = []
    for row in table:
        for part in textwrap.wrap(row[wrapped], widths[wrapped], break_on_hyphens=False) or [""]:
            cells = (*row[:wrapped], part, *row[wrapped + 1 :])
            lines.append(GAP.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())
            row = ("",) * len(row)
    return "\n".join(lines)


def lines_of(frame: pd.DataFrame, names: Sequence[str], headings: Sequence[str] = (), wrap: int = -1) -> str:
    """Some columns of a frame, aligned, under their own names unless told."""
    return columns(frame[[*names]].itertuples(index=False, name=None), headings or names, wrap)


def printable(text: str) -> str:
    """Text without control or direction characters, which could rewrite a terminal's line."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in text)
