"""`lepdata plan show`: how each promise of a plan stands on a day."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lepdata.cli.terminal import DONE, columns, printable

if TYPE_CHECKING:
    from lepdata.reviews.plan_review import PlanReview
    from lepdata.reviews.show import Table

NAME = "show"
HELP = "show how each milestone, KPI and monitoring measure of a plan stands on a day"
EXAMPLE = "lepdata plan show exampleshire-2023 --as-at 2023-10-31"
_STANDING = ("Item", "When, as published", "How it stands", "Rating", "What is promised")
_SHOWN = {
    "dated": _STANDING,
    "undated": _STANDING,
    "slipped": ("Item", "How", "Why"),
    "facts": ("Item", "Answer", "What a list would show", "Why"),
}


def options(parser: argparse.ArgumentParser) -> None:
    """The part's own options."""
    parser.add_argument("plan", help="a plan's id, its LEP, or a plan file (CSV or XLSX)")
    parser.add_argument("--updates", metavar="FILE", default="", help="quarterly updates of it, CSV or XLSX")
    parser.add_argument("--as-at", metavar="DATE", default="", help="tell it at this date; default: the last report's")
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")


def run(given: argparse.Namespace) -> int:
    """Print the plan as it stands."""
    from lepdata.files import inert
    from lepdata.reviews.plan_review import review_plan

    review = review_plan(given.plan, given.as_at, given.updates)
    if given.format == "csv":
        safe = review.status.map(inert)
        print(safe.to_csv(index=False, lineterminator="\n"), end="")
    elif given.format == "json":
        print(json.dumps(as_json(review), indent=2, ensure_ascii=False))
    else:
        print(in_words(review))
    return DONE


def as_json(review: PlanReview) -> dict[str, object]:
    """The review as plain values."""
    from lepdata.reviews.parts import caveats, sentences

    plan = review.plan
    about = {"plan_id": plan.plan_id, "lep": plan.lep, "body": plan.body, "title": plan.title, "kind": plan.kind}
    return {
        "plan": {**about, "period": plan.period, "as_at": review.as_at, "fictional": plan.fictional},
        "items": review.status.to_dict("records"),
        "slipped": review.slipped.to_dict("records"),
        "board_facts": review.facts.to_dict("records"),
        "sentences": list(sentences(review)),
        "caveats": list(caveats(review)),
    }


def in_words(review: PlanReview) -> str:
    """The review for a terminal."""
    from lepdata.reviews.parts import caveats, sentences, table

    said = "\n".join(printable(sentence) for sentence in sentences(review))
    notes = "".join(f"\n- {printable(caveat)}" for caveat in caveats(review))
    shown = [_table(table(review, kind), names) for kind, names in _SHOWN.items()]
    return "\n\n".join([said, *filter(None, shown), f"Bear in mind:{notes}"])


def _table(table: Table, names: Sequence[str]) -> str:
    """The columns of a table that a terminal has room for, the last one wrapped; "" where it has no row."""
    if table.empty:
        return ""
    return f"{table.caption}\n" + columns(table[list(names)].itertuples(index=False, name=None), names)
