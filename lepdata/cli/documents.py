"""`lepdata read`: published documents -> what they say, for a person to confirm -> a board file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lepdata.cli.terminal import DONE, OVER, columns, command, printable
from lepdata.english import plural
from lepdata.errors import UsageError
from lepdata.files import json_text, write_outputs

if TYPE_CHECKING:
    import pandas as pd

_LONGEST = 12  # unread lines shown on the screen


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="web pages, PDF, Word files, workbooks or text; a folder means its files",
    )
    parser.add_argument(
        "-o", "--output", metavar="OUT", help="write here: .xlsx to confirm and sign, .csv for the rows alone"
    )
    parser.add_argument(
        "--confirm", metavar="OUT.xlsx", help="make a board file of a review workbook that somebody has signed"
    )
    parser.add_argument(
        "--confirmed", metavar="EARLIER.xlsx", help="an earlier signed review: what it settles is not asked again"
    )
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")
    parser.add_argument("--force", action="store_true", help=OVER)


@command(
    "Read who sits on a board from published documents, for you to confirm",
    "lepdata read minutes.pdf board.html -o review.xlsx",
    _options,
)
def read(given: argparse.Namespace) -> int:
    if bool(given.files) == bool(given.confirm):
        raise UsageError("Name the documents to read, or one review workbook with --confirm, and not both.")
    return _confirm(given) if given.confirm else _read(given)


def _confirm(given: argparse.Namespace) -> int:
    from lepdata.export.tables import as_csv
    from lepdata.read.documents.review import confirmed_board

    board = confirmed_board(given.confirm)
    if given.output:
        write_outputs({given.output: as_csv(board)}, given.force)
        print(f"Wrote {given.output}: {plural(len(board), 'row')}. Next: lepdata check {given.output}")
        print(f"  or its page: lepdata review --data {given.output} --out site")
    else:
        sys.stdout.write(as_csv(board).decode("utf-8"))
    return DONE


def _read(given: argparse.Namespace) -> int:
    from lepdata.read.documents.review import read_documents

    frame = read_documents([path for name in given.files for path in files_of(name)])
    cards = frame.attrs["documents"]
    if given.output:
        _write(frame, given)
        print(f"Wrote {given.output}: {_counts(cards)}.")
        if given.output.casefold().endswith(".xlsx"):
            board = Path(given.output).with_suffix(".csv")
            print("Next: compare it with the document, sign its sheet Documents (signed_by, signed_on), and run:")
            print(f"  lepdata read --confirm {given.output} -o {board}")
        for line in _to_know(cards):
            print(line, file=sys.stderr)
    elif given.format == "table":
        print(_in_words(frame, cards))
        names = " ".join(given.files)
        print(f"\nNext: lepdata read {names} -o review.xlsx, a workbook in which you compare, correct and sign this.")
    else:
        _print(frame, given.format)
    return DONE


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
    makers = {".xlsx": lambda: review_workbook(frame, confirmed), ".csv": lambda: as_csv(frame)}
    write_new(given.output, makers, "A reading", given.force)


def _print(frame: pd.DataFrame, style: str) -> None:
    from lepdata.export.tables import as_csv

    if style == "csv":
        sys.stdout.write(as_csv(frame).decode("utf-8"))
    else:
        found: dict[str, Any] = {"documents": frame.attrs["documents"], "rows": frame.to_dict("records")}
        print(json_text(found))


def _counts(cards: list[dict[str, Any]]) -> str:
    people, doubtful, unread = (sum(card[name] for card in cards) for name in ("people", "doubtful", "unread"))
    return f"{plural(people, 'person', 'people')}, {doubtful} of them in doubt, {plural(unread, 'line')} not understood"


def _to_know(cards: list[dict[str, Any]]) -> list[str]:
    return [f"{card['document']}: {printable(note)}" for card in cards for note in card["notes"]]


def _in_words(frame: pd.DataFrame, cards: list[dict[str, Any]]) -> str:
    read = frame[frame["reading"] == "read"]
    unread = frame[frame["reading"] == "unread"]
    rows = [
        (
            row["section"],
            row["person_name"],
            row["job_title"],
            row["organisation"] or row["capacity_as_published"],
            row["doubts"],
        )
        for row in read.to_dict("records")
    ]
    parts = [f"{_counts(cards)}.", *_to_know(cards)]
    if rows:
        parts.append("\n" + columns(rows, ("Section", "Name", "Post", "Organisation or capacity", "Doubt")))
    if len(unread):
        shown = [
            (row["document"], row["page"], row["line"], row["words"])
            for row in unread.head(_LONGEST).to_dict("records")
        ]
        more = f"\n… and {len(unread) - _LONGEST} more" if len(unread) > _LONGEST else ""
        parts.append("\nNot understood:\n" + columns(shown, ("Document", "Page", "Line", "Words")) + more)
    return "\n".join(parts)
