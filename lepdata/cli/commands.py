"""Read the command line, run one command, and turn what goes wrong into one clear message and the right exit code."""

import argparse
import contextlib
import errno
import io
import os
import sys
import textwrap
import traceback
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import lepdata
from lepdata import files, stopping
from lepdata.cli.arguments import COMMANDS, GROUPS, HOLDING, OF_DATA, add_commands, name_of
from lepdata.cli.terminal import DONE, INPUT_FAULTS, INTERRUPTED, UNEXPECTED, WRONG_USAGE, tell
from lepdata.errors import InputFaults, UsageError, missing_package, quoted, unknown


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from lepdata.collections.built import data_version, rules_version  # brings pandas

        print(f"lepdata {lepdata.__version__}\ndata {data_version()}\nrules {rules_version()}")
        parser.exit()


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USAGE, f"Wrong usage: {message}. `{self.prog} --help` says more.\n")


@cache
def parser() -> argparse.ArgumentParser:
    about = "Who sits on the boards of Local Enterprise Partnerships and on those that followed them, whom\n"
    about += "each member speaks for, and whether a board is made up as the rules say.\n"
    for title, group in GROUPS.items():
        about += f"\n{title}:\n"
        for place, (said, *_) in group.items():
            about += textwrap.fill(said, 80, initial_indent=f"  {name_of(place):12}", subsequent_indent=" " * 14) + "\n"
    usage, epilog = "lepdata COMMAND ...", "`lepdata COMMAND --help` says more, with an example."
    top = _Parser("lepdata", usage, about, epilog, formatter_class=argparse.RawDescriptionHelpFormatter)
    top.add_argument("--version", action=_Version, nargs=0, help="show the versions of lepdata, its data and its rules")
    top.set_defaults(debug=False)
    add_commands(top, COMMANDS, "command", "COMMAND", listed=False)
    return top


OUTPUTS = ("output", "worklist", "out", "new", "form", "case")  # options that name what is written
# What of the machine stands in the way, whoever asked for what; anything else is a place that will not do.
_FULL = (errno.ENOSPC, errno.EDQUOT)
_OF_MACHINE = (*_FULL, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM)
_REMEDIES = {
    errno.ENOENT: "check the path and the spelling",
    **dict.fromkeys((errno.EACCES, errno.EPERM), "choose another place, or ask its owner for permission"),
    errno.EROFS: "choose a place that may be written to",
    **dict.fromkeys((errno.EEXIST, errno.ENOTDIR), "choose another place: a file stands where a folder would have to"),
    errno.ENAMETOOLONG: "choose a shorter name",
    **dict.fromkeys(_FULL, "free some space, or choose a place on another disk"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    _settle_streams()
    words = sys.argv[1:] if arguments is None else list(arguments)
    known = [*map(name_of, COMMANDS)]
    if words and not words[0].startswith("-") and words[0] not in known:
        tell(str(unknown("command", words[0], known)), to=sys.stderr)
        return WRONG_USAGE
    given = parser().parse_args(words)
    try:
        with stopping.stoppable():
            _refuse_empty(words)
            _refuse_arguments(vars(given))
            code = _run(given)
            sys.stdout.flush()
        return code
    except BrokenPipeError:  # `lepdata coverage | head`: nothing is wrong
        _give_up_the_rest()
        return DONE
    except KeyboardInterrupt:
        print("Stopped. What was finished is whole, and nothing is half-written.", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        _give_up_the_rest()
        said, code = _told(error)
        if given.debug:
            traceback.print_exc()
        else:
            tell(said, to=sys.stderr)
        return code


def _give_up_the_rest() -> None:
    """What is printed and cannot be written goes nowhere, or Python would complain as it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told(error: Exception) -> tuple[str, int]:
    error = missing_package(error) if isinstance(error, ModuleNotFoundError) else error
    if isinstance(error, UsageError):
        return str(error), WRONG_USAGE
    if isinstance(error, InputFaults):
        return str(error), INPUT_FAULTS
    if isinstance(error, OSError):
        unnamed = "Standard output" if error.errno in _FULL else "A file"  # a file that is written is always named
        where, what = error.filename or unnamed, error.strerror or error
        remedy = _REMEDIES.get(error.errno or 0, "check the path and the disk")
        return f"{where}: {what}. Fix: {remedy}.", UNEXPECTED if error.errno in _OF_MACHINE else INPUT_FAULTS
    if isinstance(error, MemoryError):
        return "There is not enough memory for this. Fix: give a smaller file.", UNEXPECTED
    last = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}: {str(error)[:200]}"
    said = f"lepdata {lepdata.__version__} failed, which is a fault of its own ({what}). Nothing is half-written."
    return f"{said}\nFix: report these lines at {_issues()}; --debug shows more.", UNEXPECTED


def _issues() -> str:
    from importlib.metadata import PackageNotFoundError, metadata  # slow to load, and nothing else asks for it

    with contextlib.suppress(PackageNotFoundError, StopIteration):
        named = (url.partition(", ") for url in metadata("lepdata").get_all("Project-URL") or ())
        return next(url for name, _, url in named if name == "Issues")
    return "the place that you had lepdata from"


def _settle_streams() -> None:
    """UTF-8 into pipes and files on every system; to a screen that knows fewer letters, what it cannot show as "?"."""
    # never straight to the disk, as Python is asked to in containers: of what a full one refuses, nothing would be said
    if isinstance(getattr(sys.stdout, "buffer", None), io.RawIOBase):
        sys.stdout = open(sys.stdout.fileno(), "w", encoding=sys.stdout.encoding, closefd=False)  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _refuse_empty(words: list[str]) -> None:
    """Refuse what is given and empty: mostly a variable of a script that nothing was put into."""
    for place, word in enumerate(words):
        option = words[place - 1] if place and word == "" else word[:-1]
        a_parameter = words[max(place - 2, 0)] in ("-p", "--parameter")  # which may well be empty
        if (word == "" and not a_parameter) or (word.startswith("--") and word.endswith("=")):
            what = f"What follows {option}" if option.startswith("-") else "One of the names given"
            raise UsageError(f"{what} is empty. Fix: write it, or leave it out; '.' is the folder here.")


def _refuse_arguments(given: dict[str, Any]) -> None:
    """Refuse what no command can take: letters that are none, an output that is read or written already."""
    several = [(name, one) for name, value in given.items() for one in (value if isinstance(value, list) else [value])]
    single = [(name, text) for name, one in several for text in (one if isinstance(one, list) else [one])]
    texts = [(name, text) for name, text in single if isinstance(text, str) and text]
    for name, text in texts:
        if not os.path.exists(text) and any("\ud800" <= letter <= "\udfff" for letter in text):
            raise UsageError(f"--{name.replace('_', '-')}: {quoted(text)} is no text. Fix: write it as UTF-8.")
    outputs = [text for name, text in texts if name in OUTPUTS]
    files.refuse_same(outputs, [text for name, text in texts if name not in OUTPUTS])


def _run(given: argparse.Namespace) -> int:
    with contextlib.ExitStack() as stack:
        if getattr(given, "pseudonymise", False):
            os.environ["LEPDATA_PSEUDONYMISE"] = "1"  # every worker inherits it
            stack.callback(os.environ.pop, "LEPDATA_PSEUDONYMISE")
        if given.command in OF_DATA:
            import pandas as pd

            from lepdata.registers.whose import ENVIRONMENT, held, told_to_children

            # tables as small as these are cut a quarter faster than in pyarrow's store; the results are the same
            stack.enter_context(pd.option_context("mode.string_storage", "python"))
            data = getattr(given, "data", "") or os.environ.get(ENVIRONMENT, "")  # notebooks run in other folders
            opens = data and given.command != "remove"  # which mends what else could not be opened
            if opens and stack.enter_context(told_to_children(data, getattr(given, "edition", ""))).is_file:
                from lepdata.read.board import told_of_file
                from lepdata.reviews.boards import left_unread

                tell(*(one["sentence"] for one in told_of_file()), *left_unread(), to=sys.stderr)
            if opens and not getattr(given, "framework", ""):
                from lepdata.judging.framework_files import refuse_rules_of_folder

                refuse_rules_of_folder()
            if (getattr(given, "part", "") or given.command) in HOLDING:
                stack.enter_context(held())
        return int(given.run(given))
