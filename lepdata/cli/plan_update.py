"""`lepdata plan update`: one more report at the end of a plan's file of updates."""

from __future__ import annotations

import argparse

from lepdata.cli.terminal import DONE

NAME = "update"
HELP = "append one report on a plan to a file of updates; what stands there is never changed"
EXAMPLE = (
    "lepdata plan update my-plan.csv --updates my-updates.csv --item my-plan/1.m2 \\\n"
    "    --quarter '2023-24 Q1' --on 2023-07-05 --status done --done-on 2023-06-20 --by Secretary"
)
_OPTIONS = {  # the option: the column, and what it holds
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
    """The part's own options."""
    parser.add_argument("plan", help="a plan file (CSV or XLSX), or the id of a shipped plan")
    parser.add_argument("--updates", metavar="FILE", required=True, help="the CSV file to append to; made if absent")
    for name, (column, about) in _OPTIONS.items():
        parser.add_argument(f"--{name}", dest=column, default="", required=name in _NEEDED, help=about)


def run(given: argparse.Namespace) -> int:
    """Append the report, or say everything that is wrong with it."""
    from lepdata.plans.appending import append_update
    from lepdata.plans.shelf import find_plan
    from lepdata.reviews.wording import count

    update = {column: getattr(given, column) for column, _ in _OPTIONS.values()}
    reports = append_update(given.updates, find_plan(given.plan), update)
    print(f"Appended. {given.updates} now holds {count(len(reports), 'report')}.")
    return DONE
