"""Commands about the published tables and the rules: coverage, export, build, frameworks, rules."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lepdata.cli.terminal import (
    DONE,
    INPUT_FAULTS,
    OVER,
    command,
    flag,
    format_of,
    lines_of,
    option,
    print_csv,
    printable,
)
from lepdata.english import joined, plural
from lepdata.errors import UsageError
from lepdata.files import json_text

if TYPE_CHECKING:
    import pandas as pd

    from lepdata.export.formats import Format

# Said here too, so that the help costs no import; a test holds them against the formats themselves.
CHOICES = ("xlsx", "csv", "jsonl", "parquet", "datapackage", "popolo", "board", "request", "note", "pdf")
TABLE_OR_CSV = format_of("table", "csv")


def _print(frame: pd.DataFrame, style: str, shown: Sequence[str], headings: Sequence[str] = (), wrap: int = -1) -> None:
    """Print the whole frame as CSV, or the columns shown as a table."""
    if style == "csv":
        print_csv(frame)
    else:
        print(lines_of(frame, shown, headings, wrap))


@command(
    "show which boards and dates are known, and how completely",
    "lepdata coverage --lep 'New Anglia'",
    option("--lep", "every published list of one LEP"),
    TABLE_OR_CSV,
)
def coverage(given: argparse.Namespace) -> None:
    from lepdata.reviews.boards import find_area
    from lepdata.reviews.known import boards, coverage
    from lepdata.vocabulary import MAIN_BOARD

    if given.lep:
        lists = coverage()
        frame = lists[lists["lep"] == find_area(given.lep)]
        shown = ["snapshot_date", "list_completeness", "seats", "members", "sources", "body"]
    else:
        frame = boards()
        others = [] if (frame["body"] == MAIN_BOARD).all() else ["body"]
        shown = ["lep", *others, "list_date", "completeness", "members", "lists", "lines", "sources"]
    headings = [name.replace("_", " ") for name in shown]
    _print(frame, given.format, shown, headings, wrap=shown.index("body") if given.lep else 0)


@command(
    "write the tables, one board's list, a note about it or a review on paper in a format of your choice",
    "lepdata export --format xlsx --out lepdata.xlsx\n  lepdata export --format note --lep 'New Anglia'\n"
    "  lepdata export --pdf --lep 'New Anglia' --out review.pdf",
    option(
        "--format",
        "a workbook (default); folders of CSV, JSON lines or Parquet; a Data Package; Popolo JSON; "
        "one board in the standard board file; a letter asking for each list that is not known; a one-page note about "
        "one board for a committee paper; the review of one board, or of the nation, as PDF (printed by a Chromium, "
        "Chrome or Edge of this machine)",
        choices=CHOICES,
        default="xlsx",
    ),
    option("--pdf", "the same as --format pdf", dest="format", action="store_const", const="pdf"),
    option("--lep", "only this LEP; may be given again", action="append", default=[], metavar="NAME"),
    option("--out", "file or folder to write; default: named after LEP and format", metavar="PATH"),
    OVER,
)
def export(given: argparse.Namespace) -> None:
    import lepdata
    from lepdata.export.formats import export

    place = Path(given.out) if given.out else None
    stamp = f"Made by lepdata {lepdata.__version__}."
    written = export(given.format, given.lep, place, given.force, stamp, formats())
    if not written:
        print("Nothing to write: a usable list of every board is known.")
        return
    where = written[0] if len(written) == 1 else f"{plural(len(written), 'file')} in {written[0].parent}"
    print(f"Wrote {where}.")


def formats() -> dict[str, Format]:
    """The formats of the tables and, printed from its page, a review on paper."""
    from lepdata.export.formats import FORMATS, Format

    def pdf(leps: Sequence[str], _stamp: str) -> bytes:
        from lepdata.site.build import the_stamp
        from lepdata.site.paper import review_pdf

        return review_pdf(leps[0] if leps else "", the_stamp())

    return {**FORMATS, "pdf": Format("-review.pdf", {".pdf": pdf}, most=1)}


@command(
    "rebuild the processed tables from the raw files and the rules",
    "lepdata build",
    option("--out", "write the tables here instead of data/processed"),
)
def build(given: argparse.Namespace) -> None:
    from lepdata.collections.built import build as build_tables

    written = build_tables(Path(given.out) if given.out else None)
    print(f"Wrote {len(written)} files into {written[0].parent}.")


@command(
    "list the frameworks and their criteria, with sources",
    "lepdata frameworks\n  lepdata frameworks --new mine.toml --from nlgaf-2021",
    TABLE_OR_CSV,
    flag("--schema", "print the JSON Schema of a framework file of your own"),
    option("--new", "write rules of your own to edit, such as mine.toml", metavar="FILE"),
    option("--from", "with --new: the framework to start from", dest="model", metavar="ID"),
)
def frameworks(given: argparse.Namespace) -> None:
    from lepdata.judging.framework_files import framework_schema, frameworks, write_own

    if given.new or given.model:
        written = write_own(given.new, given.model)
        print(f"Wrote {written}. Edit it, then: lepdata check FILE --framework {written}")
    elif given.schema:
        print(json_text(framework_schema()))
    else:
        shown = ["framework", "criterion", "threshold", "strength", "due", "verified", "statement"]
        _print(frameworks(), given.format, shown)
        if given.format == "table":
            print("\n--format csv adds dates in force and the source of each.")


@command(
    "list the rules by which members' sectors are settled, or test them",
    "lepdata rules --check",
    TABLE_OR_CSV,
    flag("--unused", "only the rules that no published seat calls upon", either="asked"),
    flag(
        "--check",
        "test every rule against its two examples, and the signed decisions; exit 1 if anything is wrong",
        either="asked",
    ),
    option("--rules", "with --check: the rule files of this folder instead", metavar="DIR"),
)
def rules(given: argparse.Namespace) -> int:
    from lepdata.sectors.classifying import unused_rules
    from lepdata.sectors.rulebook import rules

    if given.rules and not given.check:
        raise UsageError("--rules DIR goes with --check.")
    if given.check:
        return _check_rules(given.rules)
    frame = unused_rules() if given.unused else rules()
    _print(frame, given.format, ["id", "kind", "sector", "strength", "example", "because"])
    if given.unused and given.format == "table":
        print(f"{len(frame)} of {len(rules())} rules give no reason for any published seat.")
    return DONE


def _check_rules(folder: str | None) -> int:
    from lepdata.sectors.classifying import check_rules
    from lepdata.sectors.decisions import check_decisions, read_decisions
    from lepdata.sectors.rulebook import rules

    problems = check_rules(Path(folder)) if folder else [*check_rules(), *check_decisions()]
    if problems:
        print("\n".join(map(printable, problems)), file=sys.stderr)
        return INPUT_FAULTS
    read = "" if folder else joined((plural(len(rules()), "rule"), plural(len(read_decisions()), "signed decision")))
    what = read and f" Read: {read}."
    print(f"Every rule matches its example and leaves its counter-example alone.{what}")
    return DONE
