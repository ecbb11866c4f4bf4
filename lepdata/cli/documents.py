"""`lepdata read`: published documents -> what they say, for a person to confirm -> a board file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lepdata.cli.terminal import OVER, STYLES, command, lines_of, option, print_csv, printable
from lepdata.english import plural
from lepdata.errors import UsageError
from lepdata.files import json_text, write_outputs

if TYPE_CHECKING:
    import pandas as pd

_LONGEST = 12  # unread lines shown on the screen
_PEOPLE = ("Section", "Name", "Post", "Organisation or capacity", "Doubt")
_UNREAD = ("Document", "Page", "Line", "Words")
_FILES = "web pages, PDF, Word files, workbooks or text; a folder means its files"


@command(
    "read who sits on a board from published documents, for you to confirm",
    "lepdata read minutes.pdf board.html -o review.xlsx",
    option("files", _FILES, nargs="*", metavar="FILE"),
    option("-o --output", "write here: .xlsx to confirm and sign, .csv for the rows alone", metavar="OUT"),
    option("--confirm", "make a board file of a review workbook that somebody has signed", metavar="OUT.xlsx"),
    option("--confirmed", "an earlier signed review: what it settles is not asked again", metavar="EARLIER.xlsx"),
    STYLES,
    OVER,
)
def read(given: argparse.Namespace) -> None:
    if bool(given.files) == bool(given.confirm):
        raise UsageError("Name the documents to read, or one review workbook with --confirm, and not both.")
    if given.confirm:
        _confirm(given)
        return
    from lepdata.read.documents.review import read_documents

    frame = read_documents([path for name in given.files for path in files_of(name)])
    cards = frame.attrs["documents"]
    people, doubtful, unread = (sum(card[name] for card in cards) for name in ("people", "doubtful", "unread"))
    counts = f"{plural(people, 'person', 'people')}, {doubtful} of them in doubt, "
    counts += f"{plural(unread, 'line')} not understood."
    to_know = [f"{card['document']}: {printable(note)}" for card in cards for note in card["notes"]]
    if given.output:
        _write(frame, given)
        print(f"Wrote {given.output}: {counts}")
        if given.output.casefold().endswith(".xlsx"):
            board = Path(given.output).with_suffix(".csv")
            print("Next: compare it with the document, sign its sheet Documents (signed_by, signed_on), and run:")
            print(f"  lepdata read --confirm {given.output} -o {board}")
        print("".join(f"{line}\n" for line in to_know), end="", file=sys.stderr)
    elif given.format == "csv":
        print_csv(frame)
    elif given.format == "json":
        print(json_text({"documents": cards, "rows": frame.to_dict("records")}))
    else:
        print("\n".join([counts, *to_know, *_in_words(frame)]))
        names = " ".join(given.files)
        print(f"\nNext: lepdata read {names} -o review.xlsx, a workbook in which you compare, correct and sign this.")


def _confirm(given: argparse.Namespace) -> None:
    from lepdata.export.tables import as_csv
    from lepdata.read.documents.review import confirmed_board

    board = confirmed_board(given.confirm)
    if given.output:
        write_outputs({given.output: as_csv(board)}, given.force)
        print(f"Wrote {given.output}: {plural(len(board), 'row')}. Next: lepdata check {given.output}")
        print(f"  or its page: lepdata review --data {given.output} --out site")
    else:
        print_csv(board)


def files_of(name: str) -> list[Path]:
    path = Path(name)
    if not path.is_dir():
        return [path]
    return [one for one in sorted(path.iterdir()) if one.is_file() and not one.name.startswith(".")]


def _write(frame: pd.DataFrame, given: argparse.Namespace) -> None:
    from lepdata.export.tables import as_csv
    from lepdata.read.documents.review import earlier_confirmations, review_workbook
    from lepdata.read.xlsx import write_new

    confirmed = earlier_confirmations(given.confirmed) if given.confirmed else None
    makers: dict[str, Any] = {".xlsx": lambda: review_workbook(frame, confirmed), ".csv": lambda: as_csv(frame)}
    write_new(given.output, makers, "A reading", given.force)


def _in_words(frame: pd.DataFrame) -> list[str]:
    """A table of the people, in the order read, and one of the first lines that were not understood."""
    found, unread = (frame[frame["reading"] == reading] for reading in ("read", "unread"))
    place = found["organisation"].where(found["organisation"] != "", found["capacity_as_published"])
    names = ("section", "person_name", "job_title", "organisation", "doubts")
    tables = ["\n" + lines_of(found.assign(organisation=place), names, _PEOPLE)] if len(found) else []
    if len(unread):
        more = f"\n… and {len(unread) - _LONGEST} more" if len(unread) > _LONGEST else ""
        lines = lines_of(unread.head(_LONGEST), ("document", "page", "line", "words"), _UNREAD)
        tables.append(f"\nNot understood:\n{lines}{more}")
    return tables
