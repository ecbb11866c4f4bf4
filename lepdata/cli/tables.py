"""Commands about the published tables and the rules: coverage, export, build, frameworks, rules."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lepdata.cli.terminal import DONE, INPUT_FAULTS, OVER, columns, command, print_csv, printable
from lepdata.english import joined, plural
from lepdata.files import json_text

if TYPE_CHECKING:
    import pandas as pd

    from lepdata.export.formats import Format

# Said here too, so that the help costs no import; a test holds them against the formats themselves.
CHOICES = ("xlsx", "csv", "jsonl", "parquet", "datapackage", "popolo", "board", "request", "note", "pdf")


def _print(frame: pd.DataFrame, style: str, shown: Sequence[str], headings: Sequence[str] = (), wrap: int = -1) -> int:
    """Print the whole frame as CSV, or the columns shown as a table."""
    if style == "csv":
        print_csv(frame)
    else:
        print(columns(frame[[*shown]].itertuples(index=False, name=None), headings or shown, wrap=wrap))
    return DONE


def _coverage_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lep", help="every published list of one LEP")
    parser.add_argument("--format", choices=("table", "csv"), default="table")


@command(
    "Show which boards and dates are known, and how completely",
    "lepdata coverage --lep 'New Anglia'",
    _coverage_options,
)
def coverage(given: argparse.Namespace) -> int:
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
    return _print(frame, given.format, shown, headings, wrap=shown.index("body") if given.lep else 0)


def _export_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=CHOICES,
        default="xlsx",
        help="a workbook (default); folders of CSV, JSON lines or Parquet; a Data Package; Popolo JSON; "
        "one board in the standard board file; a letter asking for each list that is not known; a one-page note about "
        "one board for a committee paper; the review of one board, or of the nation, as PDF (printed by a Chromium, "
        "Chrome or Edge of this machine)",
    )
    parser.add_argument("--pdf", dest="format", action="store_const", const="pdf", help="the same as --format pdf")
    parser.add_argument("--lep", action="append", default=[], metavar="NAME", help="only this LEP; may be given again")
    parser.add_argument("--out", metavar="PATH", help="file or folder to write; default: named after LEP and format")
    parser.add_argument("--force", action="store_true", help=OVER)


@command(
    "Write the tables, one board's list, a note about it or a review on paper in a format of your choice",
    "lepdata export --format xlsx --out lepdata.xlsx\n  lepdata export --format note --lep 'New Anglia'\n"
    "  lepdata export --pdf --lep 'New Anglia' --out review.pdf",
    _export_options,
)
def export(given: argparse.Namespace) -> int:
    import lepdata
    from lepdata.export.formats import export

    place = Path(given.out) if given.out else None
    stamp = f"Made by lepdata {lepdata.__version__}."
    written = export(given.format, given.lep, place, given.force, stamp, formats())
    if not written:
        print("Nothing to write: a usable list of every board is known.")
        return DONE
    where = written[0] if len(written) == 1 else f"{plural(len(written), 'file')} in {written[0].parent}"
    print(f"Wrote {where}.")
    return DONE


def formats() -> dict[str, Format]:
    """The formats of the tables and, printed from its page, a review on paper."""
    from lepdata.export.formats import FORMATS, Format

    return {**FORMATS, "pdf": Format("-review.pdf", {".pdf": _pdf}, most=1)}


def _pdf(leps: Sequence[str], _stamp: str) -> bytes:
    from lepdata.site.build import the_stamp
    from lepdata.site.paper import review_pdf

    return review_pdf(leps[0] if leps else "", the_stamp())


def _build_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", help="write the tables here instead of data/processed")


@command("Rebuild the processed tables from the raw files and the rules", "lepdata build", _build_options)
def build(given: argparse.Namespace) -> int:
    from lepdata.collections.built import build as build_tables

    written = build_tables(Path(given.out) if given.out else None)
    print(f"Wrote {len(written)} files into {written[0].parent}.")
    return DONE


def _frameworks_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("table", "csv"), default="table")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema of a framework file of your own")
    parser.add_argument("--new", metavar="FILE", help="write rules of your own to edit, such as mine.toml")
    parser.add_argument("--from", dest="model", metavar="ID", help="with --new: the framework to start from")


@command(
    "List the frameworks and their criteria, with sources",
    "lepdata frameworks\n  lepdata frameworks --new mine.toml --from nlgaf-2021",
    _frameworks_options,
)
def frameworks(given: argparse.Namespace) -> int:
    from lepdata.judging.framework_files import framework_schema, frameworks, write_own

    if given.new or given.model:
        written = write_own(given.new, given.model)
        print(f"Wrote {written}. Edit it, then: lepdata check FILE --framework {written}")
        return DONE
    if given.schema:
        print(json_text(framework_schema()))
        return DONE
    shown = ["framework", "criterion", "threshold", "strength", "due", "verified", "statement"]
    _print(frameworks(), given.format, shown)
    if given.format == "table":
        print("\n--format csv adds dates in force and the source of each.")
    return DONE


def _rules_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("table", "csv"), default="table")
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument("--unused", action="store_true", help="only the rules that no published seat calls upon")
    asked.add_argument(
        "--check",
        action="store_true",
        help="test every rule against its two examples, and the signed decisions; exit 1 if anything is wrong",
    )
    parser.add_argument("--rules", metavar="DIR", help="with --check: the rule files of this folder instead")


@command("List the rules by which members' sectors are settled, or test them", "lepdata rules --check", _rules_options)
def rules(given: argparse.Namespace) -> int:
    from lepdata.errors import UsageError
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
        print("\n".join(printable(problem) for problem in problems), file=sys.stderr)
        return INPUT_FAULTS
    read = (plural(len(rules()), "rule"), plural(len(read_decisions()), "signed decision")) if not folder else ()
    what = f" Read: {joined(read)}." if read else ""
    print(f"Every rule matches its example and leaves its counter-example alone.{what}")
    return DONE
