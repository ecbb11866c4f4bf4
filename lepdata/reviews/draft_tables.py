"""Tables of a drafted plan: what it would ask, line by line, and the stages of the 2020 study."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from lepdata.dates import words
from lepdata.plans.records import MILESTONE, Item
from lepdata.plans.rulebook import rows
from lepdata.reviews.boards import BoardReview
from lepdata.reviews.drafts import DraftReview, draft_of
from lepdata.reviews.show import Table, table_of
from lepdata.words_by_id import say

Review = BoardReview | DraftReview
_KPI = "kpi"


def action_plan(review: Review) -> Table:
    """What a formal action plan would ask: each improvement with its KPIs and its first milestone."""
    columns = ["Improvement", "How it is measured", "First milestone", "When"]
    found = _drafted(review)
    if found.draft is None:
        return table_of([], columns, say("draft_tables", "asks", lep=found.board.lep))
    items = found.draft.plan.items
    shown = [_improvement(list(own)) for _, own in groupby(items, key=lambda item: item.improvement)]
    return table_of(shown, columns, say("draft_tables", "asks", lep=found.board.lep))


def _improvement(items: list[Item]) -> dict[str, str]:
    first = next((item for item in items if item.kind == MILESTONE), None)
    return {
        "Improvement": f"{items[0].improvement}. {items[0].improvement_summary}",
        "How it is measured": " ".join(item.text for item in items if item.kind == _KPI),
        "First milestone": first.text if first else "",
        "When": first.when_as_published if first else "",
    }


def every_line(review: Review) -> Table:
    """Every KPI, milestone and measure of monitoring of the draft, with who and why."""
    columns = ["Item", "Kind", "What", "When", "Who", "Why"]
    found = _drafted(review)
    items = found.draft.plan.items if found.draft else ()
    shown = [
        {
            "Item": item.item_id.rsplit("/", 1)[-1],
            "Kind": say("draft_tables", item.kind),
            "What": item.text,
            "When": item.when_as_published,
            "Who": item.owner,
            "Why": item.because,
        }
        for item in items
    ]
    return table_of(shown, columns, say("draft_tables", "lines", lep=found.board.lep), True)


def stages(review: Review) -> Table:
    """The stages of the 2020 study, and which of them the board may stand at."""
    found = _drafted(review)
    date = words(found.board.board.as_at) if found.board.board else words("")
    shown = [
        {"Stage": row["stage"], "What": row["what"], "Who acts": row["who_acts"], "Here": _stands(row["id"], found)}
        for row in rows("stages.csv")
    ]
    caption = say("draft_tables", "stages", lep=found.board.lep, date=date)
    return table_of(shown, ["Stage", "What", "Who acts", "Here"], caption)


def _stands(name: str, found: DraftReview) -> str:
    if found.stage is None:
        return say("draft_tables", "cannot-tell")
    if name == "support":
        return say("draft_tables", {"yes": "yes", "no": "no"}.get(found.stage.support, "cannot-tell"))
    if name not in found.stage.may_be:
        return say("draft_tables", "not-now")
    return say("draft_tables", "yes" if found.stage.stage == name else "may-be")


def _drafted(review: Review) -> DraftReview:
    return draft_of(review) if isinstance(review, BoardReview) else review


TABLES: dict[str, Callable[[Review], Table]] = {
    "action plan": action_plan,
    "action plan lines": every_line,
    "stages": stages,
}
