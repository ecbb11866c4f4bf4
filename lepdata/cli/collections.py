"""Commands about a folder of one's own boards: new, add, list, remove, changes."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from pathlib import Path

from lepdata.cli.boards import READING, asked
from lepdata.cli.documents import files_of
from lepdata.cli.terminal import (
    DONE,
    INPUT_FAULTS,
    at_least_one,
    command,
    flag,
    format_of,
    lines_of,
    option,
    print_csv,
    printable,
)
from lepdata.english import plural
from lepdata.errors import InputFaults, UsageError
from lepdata.files import json_text

_ENVIRONMENT = "LEPDATA_DATA"  # said here too, so that the help costs no import


def _folder(given: argparse.Namespace) -> Path:
    named = getattr(given, "data", "") or os.environ.get(_ENVIRONMENT, "")
    if not named:
        raise UsageError("Which folder? Fix: say --data DIR; `lepdata new DIR` makes one.")
    return Path(named)


@command(
    "make a folder for your own boards",
    "lepdata new my_boards --title 'Boards of Wessex' --alone",
    option("folder", "a folder that does not exist yet", metavar="DIR"),
    option("--title", "what your boards are called together; pages print it", default=""),
    flag("--alone", "without the 38 Local Enterprise Partnerships beside it"),
)
def new(given: argparse.Namespace) -> None:
    from lepdata.collections.folder import new_collection

    new_collection(given.folder, given.title, given.alone)
    folder = printable(str(given.folder))
    print(f"Made {folder}. Its collection.toml says what it is: give it a contact.")
    print(f"Next: lepdata add FILE --data {folder} --lep AREA --date 2026-03-31")


@command(
    "file a board list in your folder: a copy, its source card and its rows",
    "lepdata add board.csv --data my_boards --lep Wessex --date 2026-03-31 --full",
    option("file", "a board file, a document, a signed reading; a folder means what is new in it", nargs="+"),
    option("--lep", "the area, where the file does not say", default="", metavar="AREA"),
    option("--body", "the body; default: the main board of a LEP, else business board", default=""),
    option("--date", "when the list is of, where the file does not say", default=""),
    option("--source", "where it was published", default=""),
    option("--title", "its title", default=""),
    option("--publisher", "who published it", default=""),
    option("--framework", "rules to judge this list by; default: by its body and date", default=""),
    option("--board-size", "how many members the board has, where the list may lack some", type=at_least_one),
    flag("--full", "assert that the list names every member"),
    flag("--yes", "file a document's reading unconfirmed; pages say so"),
    *READING,
)
def add(given: argparse.Namespace) -> int:
    from lepdata.collections.folder import add as add_one

    card = {name: getattr(given, name) for name in ("publisher", "title", "framework")}
    card |= {"url": given.source, "retrieved": datetime.date.today().isoformat()}
    where = {"lep": given.lep, "body": given.body, "date": given.date}
    how = {"full": given.full, "board_size": given.board_size, "yes": given.yes, **asked(given)}
    failed = []
    for file in [file for name in given.file for file in files_of(name)]:
        try:
            added = add_one(file, _folder(given), **where, card=card, **how)
        except InputFaults as error:
            failed.append(str(error))
            continue
        did = "Added" if added.new else "Nothing to do for"
        count = plural(added.rows, "row") if added.rows else "no row yet, since nobody has confirmed what was read"
        if added.replaces:
            changed = f"the document changed, its people did not. It replaces {added.replaces}."
            print(f"{did} {printable(file.name)}: {added.document}, {count}; {changed}")
            continue
        print(f"{did} {printable(file.name)}: {added.document}, {count}.")
        print("".join(f"  {printable(line)}\n" for line in added.said), end="")
    if given.no_titles:
        print("Titles are kept as printed; `lepdata review --no-titles` leaves them out.")
    print("\n".join(failed), file=sys.stderr, end="\n" if failed else "")
    return INPUT_FAULTS if failed else DONE


@command("show the documents of your folder", "lepdata list --data my_boards", format_of("table", "csv"))
def list_(given: argparse.Namespace) -> None:
    from lepdata.collections.folder import documents

    found = documents(_folder(given))
    if given.format == "csv":
        print_csv(found)
    elif found.empty:
        print("No document yet. Next: lepdata add FILE --data DIR")
    else:
        print(lines_of(found, ["document", "rows", "published", "status", "title"]))


@command(
    "take a document of your folder out of use",
    "lepdata remove wessex-2026-03-31-f70bfa --data my_boards --because 'the wrong year'",
    option("document", "its id, as `lepdata list` shows it"),
    option("--because", "why; the reason is kept", required=True, metavar="TEXT"),
)
def remove(given: argparse.Namespace) -> None:
    from lepdata.collections.folder import remove as remove_one

    print(printable(remove_one(given.document, _folder(given), given.because)))


@command(
    "show who joined, left or moved between two states, and which answers changed",
    "lepdata changes last_quarter/reports reports --format md",
    option("old", "a collection, a folder of `lepdata review`, or its data folder"),
    option("new", "the same, later"),
    format_of("table", "csv", "json", "md"),
)
def changes(given: argparse.Namespace) -> None:
    from lepdata.collections import compared

    found = compared.compare(given.old, given.new)
    if given.format == "csv":
        print_csv(found)
    elif given.format == "json":
        print(json_text(found.to_dict("records")))
    elif given.format == "md":
        print(compared.in_words(found), end="")
    else:
        print("Nothing changed." if found.empty else lines_of(found, compared.COLUMNS[:-1]))
