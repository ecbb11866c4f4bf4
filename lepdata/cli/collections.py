"""Commands about a folder of one's own boards: new, add, list, remove, changes."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from pathlib import Path

from lepdata.cli.boards import asked, reading_options
from lepdata.cli.documents import files_of
from lepdata.cli.terminal import DONE, INPUT_FAULTS, at_least_one, columns, command, print_csv, printable
from lepdata.english import plural
from lepdata.errors import InputFaults, UsageError
from lepdata.files import json_text

_ENVIRONMENT = "LEPDATA_DATA"  # said here too, so that the help costs no import


def _folder(given: argparse.Namespace) -> Path:
    named = getattr(given, "data", "") or os.environ.get(_ENVIRONMENT, "")
    if not named:
        raise UsageError("Which folder? Fix: say --data DIR; `lepdata new DIR` makes one.")
    return Path(named)


def _new_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", help="a folder that does not exist yet")
    parser.add_argument("--title", default="", help="what your boards are called together; pages print it")
    parser.add_argument("--alone", action="store_true", help="without the 38 Local Enterprise Partnerships beside it")


@command("Make a folder for your own boards", "lepdata new my_boards --title 'Boards of Wessex' --alone", _new_options)
def new(given: argparse.Namespace) -> int:
    from lepdata.collections.folder import new_collection

    new_collection(given.folder, given.title, given.alone)
    folder = printable(str(given.folder))
    print(f"Made {folder}. Its collection.toml says what it is: give it a contact.")
    print(f"Next: lepdata add FILE --data {folder} --lep AREA --date 2026-03-31")
    return DONE


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="+", help="a board file, a document, a signed reading; a folder means what is new in it"
    )
    parser.add_argument("--lep", default="", metavar="AREA", help="the area, where the file does not say")
    parser.add_argument("--body", default="", help="the body; default: the main board of a LEP, else business board")
    parser.add_argument("--date", default="", help="when the list is of, where the file does not say")
    for name, what in (("source", "where it was published"), ("title", "its title"), ("publisher", "who published it")):
        parser.add_argument(f"--{name}", default="", help=what)
    parser.add_argument("--framework", default="", help="rules to judge this list by; default: by its body and date")
    parser.add_argument(
        "--board-size", type=at_least_one, help="how many members the board has, where the list may lack some"
    )
    parser.add_argument("--full", action="store_true", help="assert that the list names every member")
    parser.add_argument("--yes", action="store_true", help="file a document's reading unconfirmed; pages say so")
    reading_options(parser)


@command(
    "File a board list in your folder: a copy, its source card and its rows",
    "lepdata add board.csv --data my_boards --lep Wessex --date 2026-03-31 --full",
    _add_options,
)
def add(given: argparse.Namespace) -> int:
    from lepdata.collections.folder import add as add_one

    card = {name: getattr(given, name) for name in ("publisher", "title", "framework")}
    card |= {"url": given.source, "retrieved": datetime.date.today().isoformat()}
    where = {"lep": given.lep, "body": given.body, "date": given.date}
    how = {"full": given.full, "board_size": given.board_size, "yes": given.yes, **asked(given)}
    failed = []
    files = [file for name in given.file for file in files_of(name)]
    for file in files:
        try:
            added = add_one(file, _folder(given), **where, card=card, **how)
        except InputFaults as error:
            failed.append(str(error))
            continue
        did = "Added" if added.new else "Nothing to do for"
        count = plural(added.rows, "row") if added.rows else "no row yet, since nobody has confirmed what was read"
        print(f"{did} {printable(file.name)}: {added.document}, {count}.")
        print("".join(f"  {printable(line)}\n" for line in added.said), end="")
    if given.no_titles:
        print("Titles are kept as printed; `lepdata review --no-titles` leaves them out.")
    print("\n".join(failed), file=sys.stderr, end="\n" if failed else "")
    return INPUT_FAULTS if failed else DONE


def _list_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("table", "csv"), default="table")


@command("Show the documents of your folder", "lepdata list --data my_boards", _list_options)
def list_(given: argparse.Namespace) -> int:
    from lepdata.collections.folder import documents

    found = documents(_folder(given))
    if given.format == "csv":
        print_csv(found)
    elif found.empty:
        print("No document yet. Next: lepdata add FILE --data DIR")
    else:
        shown = ["document", "rows", "published", "status", "title"]
        print(columns(found[shown].itertuples(index=False, name=None), shown))
    return DONE


def _remove_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", help="its id, as `lepdata list` shows it")
    parser.add_argument("--because", required=True, metavar="TEXT", help="why; the reason is kept")


@command(
    "Take a document of your folder out of use",
    "lepdata remove wessex-2026-03-31-f70bfa --data my_boards --because 'the wrong year'",
    _remove_options,
)
def remove(given: argparse.Namespace) -> int:
    from lepdata.collections.folder import remove as remove_one

    print(printable(remove_one(given.document, _folder(given), given.because)))
    return DONE


def _changes_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", help="a collection, a folder of `lepdata review`, or its data folder")
    parser.add_argument("new", help="the same, later")
    parser.add_argument("--format", choices=("table", "csv", "json", "md"), default="table")


@command(
    "Show who joined, left or moved between two states, and which answers changed",
    "lepdata changes last_quarter/reports reports --format md",
    _changes_options,
)
def changes(given: argparse.Namespace) -> int:
    from lepdata.collections import compared

    found = compared.compare(given.old, given.new)
    if given.format == "csv":
        print_csv(found)
    elif given.format == "json":
        print(json_text(found.to_dict("records")))
    elif given.format == "md":
        print(compared.in_words(found), end="")
    elif found.empty:
        print("Nothing changed.")
    else:
        shown = [*compared.COLUMNS[:-1]]
        print(columns(found[shown].itertuples(index=False, name=None), shown))
    return DONE
