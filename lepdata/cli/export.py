"""`lepdata export`: the tables, or one board, in formats of others."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lepdata.cli.codes import DONE

if TYPE_CHECKING:
    from lepdata.export.formats import Format

NAME = "export"
HELP = "write the tables, one board's list, a note about it or a review on paper in a format of your choice"
EXAMPLE = (
    "lepdata export --format xlsx --out lepdata.xlsx\n  lepdata export --format note --lep 'New Anglia'\n"
    "  lepdata export --pdf --lep 'New Anglia' --out review.pdf"
)
# Said here too, so that the help costs no import; a test holds them against the formats themselves.
CHOICES = ("xlsx", "csv", "jsonl", "parquet", "datapackage", "popolo", "board", "note", "pdf")


def options(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument(
        "--format",
        choices=CHOICES,
        default="xlsx",
        help="a workbook (default); folders of CSV, JSON lines or Parquet; a Data Package; Popolo JSON; "
        "one board in the standard board file; a one-page note about one board for a committee paper; the review of "
        "one board, or of the nation, as PDF (printed by a Chromium, Chrome or Edge of this machine)",
    )
    parser.add_argument("--pdf", dest="format", action="store_const", const="pdf", help="the same as --format pdf")
    parser.add_argument("--lep", action="append", default=[], metavar="NAME", help="only this LEP; may be given again")
    parser.add_argument("--out", metavar="PATH", help="file or folder to write; default: named after LEP and format")
    parser.add_argument("--force", action="store_true", help="write over what is there")


def run(given: argparse.Namespace) -> int:
    """Write the export and say where it is."""
    import lepdata
    from lepdata.export.formats import export
    from lepdata.reviews.wording import count

    place = Path(given.out) if given.out else None
    stamp = f"Made by lepdata {lepdata.__version__}."
    written = export(given.format, given.lep, place, given.force, stamp, formats())
    where = written[0] if len(written) == 1 else f"{count(len(written), 'file')} in {written[0].parent}"
    print(f"Wrote {where}.")
    return DONE


def formats() -> dict[str, Format]:
    """The formats of the tables and, made from them further up the house, a review on paper."""
    from lepdata.export.formats import FORMATS, Format

    return {**FORMATS, "pdf": Format("-review.pdf", None, {".pdf": _pdf}, most=1)}


def _pdf(leps: Sequence[str], _stamp: str) -> bytes:
    from lepdata.site.build import the_stamp
    from lepdata.site.paper import review_pdf

    return review_pdf(leps[0] if leps else "", the_stamp())
