"""`lepdata export`: the tables, or one board, in formats of others."""

from __future__ import annotations

import argparse
from pathlib import Path

from lepdata.cli.codes import DONE

NAME = "export"
HELP = "write the tables, one board's list or a note about it in a format of your choice"
EXAMPLE = "lepdata export --format xlsx --out lepdata.xlsx\n  lepdata export --format note --lep 'New Anglia'"
# Said here too, so that the help costs no import; a test holds them against lepdata.exchange.FORMATS.
CHOICES = ("xlsx", "csv", "jsonl", "parquet", "datapackage", "popolo", "board", "note")


def options(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument(
        "--format",
        choices=CHOICES,
        default="xlsx",
        help="a workbook (default); folders of CSV, JSON lines or Parquet; a Data Package; Popolo JSON; "
        "one board in the standard board file; a one-page note about one board for a committee paper",
    )
    parser.add_argument("--lep", action="append", default=[], metavar="NAME", help="only this LEP; may be given again")
    parser.add_argument("--out", metavar="PATH", help="file or folder to write; default: named after LEP and format")
    parser.add_argument("--force", action="store_true", help="write over what is there")


def run(given: argparse.Namespace) -> int:
    """Write the export and say where it is."""
    import lepdata
    from lepdata.exchange import export
    from lepdata.reviews.words import count

    place = Path(given.out) if given.out else None
    written = export(given.format, given.lep, place, given.force, f"Made by lepdata {lepdata.__version__}.")
    where = written[0] if len(written) == 1 else f"{count(len(written), 'file')} in {written[0].parent}"
    print(f"Wrote {where}.")
    return DONE
