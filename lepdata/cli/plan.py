"""`lepdata plan`: improvement plans, drafted, published or your own: how they stand, and reports on them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from lepdata.cli.terminal import DONE, OVER, Command, add_commands, columns, print_csv, printable
from lepdata.english import plural
from lepdata.files import json_text

if TYPE_CHECKING:
    from lepdata.reviews.plans import PlanReview

NAME = "plan"
HELP = "draft an improvement plan, show how one stands, or append a report to it"
EXAMPLE = "lepdata plan show lancashire-2019 --as-at 2019-09-30"

_STANDING = ("Item", "When, as published", "How it stands", "Rating", "What is promised")
_SHOWN = {  # of each table the columns that a terminal has room for
    "dated": _STANDING,
    "undated": _STANDING,
    "slipped": ("Item", "How", "Why"),
    "facts": ("Item", "Answer", "What a list would show", "Why"),
}
_REPORT = {  # the option: the column, and what it holds
    "item": ("item_id", "the item, such as my-plan/1.m2"),
    "quarter": ("quarter", "the financial quarter reported on, such as '2023-24 Q1' (April to June 2023)"),
    "on": ("reported_on", "the day of the report, such as 2023-07-05"),
    "status": ("status", "not started, under way, done, late or dropped"),
    "by": ("written_by", "the writer's role, never a name"),
    "done-on": ("done_on", "when it was done, such as 2023-06-20 or 2023-06"),
    "moved-to": ("moved_to", "a new date, such as 'by June 2023'"),
    "note": ("note", "a few words"),
}
_NEEDED = {"item", "quarter", "on", "status", "by"}


def options(parser: argparse.ArgumentParser) -> None:
    """The parts of the command, each with its own options."""
    add_commands(parser, _PARTS, "part", "PART")


def run(given: argparse.Namespace) -> int:
    """Never asked: each part runs itself."""
    return DONE


# --- draft


def _draft_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("lep", help="the LEP, by any of its names")
    add("--as-at", metavar="DATE", help="draft from the latest list of this date or before")
    add("--framework", metavar="ID", help="rules that the plan is to meet; default: the last that LEPs were under")
    add("--guidance-given", metavar="DATE", default="", help="when good-practice guidance was given, or 'no'")
    add("--start", metavar="DATE", default="", help="count the months of the milestones from this day")
    add("-o", "--output", metavar="FILE", help="where to write it (.csv, .xlsx or .docx)")
    add("--force", action="store_true", help=OVER)


def _draft(given: argparse.Namespace) -> int:
    """Print what it asks for, where the board stands, and every line of each improvement; write it where asked."""
    from lepdata.export.plans import write_plan
    from lepdata.reviews.parts import caveats, sentences
    from lepdata.reviews.plans import review_draft

    own = {"guidance_given": given.guidance_given, "start": given.start}
    review = review_draft(given.lep, given.as_at, given.framework, **own)
    print("\n\n".join(map(printable, (*sentences(review), *caveats(review)))))
    for number, lines in groupby(review.items, key=lambda item: item.improvement):
        first, *others = lines
        print(f"\n{number}. {first.improvement_summary}")
        print(*(f"   {printable(item.line())}" for item in (first, *others)), sep="\n")
    if given.output and review.draft and review.items:
        written = write_plan(review.draft.plan, given.output, given.force)
        print(f"\nWrote {written}. Edit it, then: lepdata plan show {written}")
    return DONE


# --- show


def _show_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("plan", help="a plan's id, its LEP, or a plan file (CSV or XLSX)")
    add("--updates", metavar="FILE", default="", help="quarterly updates of it, CSV or XLSX")
    add("--as-at", metavar="DATE", default="", help="how it stands at this date; default: the last report's")
    add("--format", choices=("table", "json", "csv"), default="table")


def _show(given: argparse.Namespace) -> int:
    from lepdata.reviews.plans import review_plan

    review = review_plan(given.plan, given.as_at, given.updates)
    if given.format == "csv":
        print_csv(review.status)
    elif given.format == "json":
        print(json_text(_as_json(review)))
    else:
        print("\n\n".join(_in_words(review)))
    return DONE


def _as_json(review: PlanReview) -> dict[str, object]:
    from lepdata.reviews.parts import caveats, sentences

    about = {name: getattr(review.plan, name) for name in ("plan_id", "lep", "body", "title", "kind", "period")}
    frames = {"items": review.status, "slipped": review.slipped, "board_facts": review.facts}
    return {
        "plan": {**about, "as_at": review.as_at, "fictional": review.plan.fictional},
        **{name: frame.to_dict("records") for name, frame in frames.items()},
        "sentences": list(sentences(review)),
        "caveats": list(caveats(review)),
    }


def _in_words(review: PlanReview) -> Iterator[str]:
    from lepdata.reviews.parts import caveats, sentences, table

    yield "\n".join(map(printable, sentences(review)))
    for kind, names in _SHOWN.items():
        found = table(review, kind)
        if not found.empty:
            yield f"{found.caption}\n" + columns(found[list(names)].itertuples(index=False, name=None), names)
    yield "Bear in mind:" + "".join(f"\n- {printable(caveat)}" for caveat in caveats(review))


# --- update


def _update_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plan", help="a plan file (CSV or XLSX), or the id of a shipped plan")
    parser.add_argument("--updates", metavar="FILE", required=True, help="the CSV file to append to; made if absent")
    for name, (column, about) in _REPORT.items():
        parser.add_argument(f"--{name}", dest=column, default="", required=name in _NEEDED, help=about)


def _update(given: argparse.Namespace) -> int:
    from lepdata.actions.plans import append_update, find_plan

    update = {column: getattr(given, column) for column, _ in _REPORT.values()}
    reports = append_update(given.updates, find_plan(given.plan), update)
    print(f"Appended. {given.updates} now holds {plural(len(reports), 'report')}.")
    return DONE


_PARTS = (
    Command(
        "draft",
        "draft a formal action plan for one board, to edit and to follow",
        "lepdata plan draft 'New Anglia' --start 2023-06-01 -o new-anglia.docx",
        _draft_options,
        _draft,
    ),
    Command(
        "show",
        "show how each milestone, KPI and monitoring measure of a plan stands on a day",
        "lepdata plan show exampleshire-2023 --as-at 2023-10-31",
        _show_options,
        _show,
    ),
    Command(
        "update",
        "append one report on a plan to a file of updates; what stands there is never changed",
        "lepdata plan update my-plan.csv --updates my-updates.csv --item my-plan/1.m2 \\\n"
        "    --quarter '2023-24 Q1' --on 2023-07-05 --status done --done-on 2023-06-20 --by Secretary",
        _update_options,
        _update,
    ),
)
