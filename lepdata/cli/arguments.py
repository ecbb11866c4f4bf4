"""The command line as `commands.toml` has it, one page; what a command does is loaded when it is called."""

import argparse
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from lepdata.cli.terminal import DONE

# One option or argument as argparse takes it, its names and settings; of those with the same third a user gives one.
Option = tuple[list[str], dict[str, Any], str]


class Command(NamedTuple):
    """One command: its name, a line of help, an example that runs, and its options; what it does, or its parts."""

    name: str
    help: str
    example: str
    options: Sequence[Option]
    run: Callable[[argparse.Namespace], int] | None
    parts: tuple["Command", ...]


def at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no whole number of at least 1")
    return int(text)


_KINDS: dict[str, dict[str, Any]] = {"flag": {"action": "store_true"}, "several": {"action": "append", "default": []}}
_KINDS["unset"] = {"default": argparse.SUPPRESS}
_TYPES = {"int": int, "float": float, "count": at_least_one}
# Commands that speak of boards: they take `--data`, whose boards are meant.
OF_DATA = (
    *("review", "build", "check", "classify", "coverage", "export", "engagement", "progress", "stocktake"),
    *("plan", "draft", "show", "update", "add", "list", "remove"),
)
# Those of them that hold the tables they read, so that a build does not replace one meanwhile.
HOLDING = ("coverage", "export", "engagement", "progress", "stocktake", "draft", "show", "list")
_WITHOUT_NAMES = ("review", "build", "export")
_PAGE = tomllib.loads(Path(__file__).with_name("commands.toml").read_text(encoding="utf-8"))
REGISTERS = "LEPDATA_REGISTERS"


def _options(asked: Iterable[Any]) -> Iterator[Option]:
    """Options, or the names of sets of them, as the page has them."""
    for one in asked:
        if isinstance(one, str):
            yield from _options(_PAGE["sets"][one])
        else:
            yield _option(*one)


def _option(names: str, about: str, *further: str | dict[str, Any]) -> Option:
    """Such as "-o --output=OUT.csv" and "write here": its names, and behind "=" what stands for its value."""
    called, _, value = names.partition("=")
    settings: dict[str, Any] = {"help": about}
    if value:  # argparse wants a tuple of several
        settings["metavar"] = tuple(value.split()) if " " in value else value
    for more in further:
        settings |= _KINDS[more] if isinstance(more, str) else more
    if "type" in settings:
        settings["type"] = _TYPES[settings["type"]]
    return called.split(), settings, settings.pop("either", "")


def _commands(page: dict[str, Any]) -> Iterator[Command]:
    for name, one in page.items():
        options, parts = tuple(_options(one.get("options", ()))), tuple(_commands(one.get("parts", {})))
        run = partial(_run, one["run"]) if "run" in one else None
        yield Command(name, one["help"], one["example"], options, run, parts)


def _run(place: str, given: argparse.Namespace) -> int:
    """Call a function of this folder, such as "boards.check"."""
    module, _, name = place.partition(".")
    return getattr(import_module(f"lepdata.cli.{module}"), name)(given) or DONE


GROUPS = {title: tuple(_commands(own)) for title, own in _PAGE.items() if title != "sets"}
COMMANDS = tuple(command for group in GROUPS.values() for command in group)


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
        further = ["data"] * (one.name in OF_DATA) + ["pseudonymise"] * (one.name in _WITHOUT_NAMES) + ["debug"]
        groups: dict[str, Any] = {"": own}
        for names, settings, either in (*one.options, *_options(further)):
            if either not in groups:
                groups[either] = own.add_mutually_exclusive_group()
            groups[either].add_argument(*names, **settings)
        own.set_defaults(run=one.run)
