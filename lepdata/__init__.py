"""Who sits on the boards that spend public money for local growth, whom they speak for, and what the rules say of it.

>>> import lepdata as lep
>>> review = lep.review_board("New Anglia")
>>> print(lep.sentences(review)[0])
This review reads the full list of 31 March 2023: 18 members.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

# The front door: each name and the room it lives in.
_DOOR = {
    "read_board": "read.board",
    "validate": "read.standard",
    "read_documents": "read.documents.frame",
    "confirm": "read.documents.review",
    "example_document": "reviews.reading",
    "printed_place": "reviews.reading",
    "classify": "reviews.given",
    "rules": "sectors.rulebook",
    "frameworks": "judging.framework_files",
    "as_json": "reviews.checked",
    "judge_counts": "judging.verdicts",
    "judge_many": "reviews.checking",
    "plan_changes": "change.planning",
    "standard_plans": "change.planning",
    "council_coverage": "voice.councils",
    "voluntary_seats": "voice.voluntary",
    "check": "reviews.checking",
    "check_many": "reviews.checking",
    "coverage": "reviews.known",
    "boards": "reviews.known",
    "collection": "registers.whose",
    "find_area": "reviews.boards",
    "board": "reviews.boards",
    "review_board": "reviews.boards",
    "review_national": "reviews.nation",
    "review_accuracy": "reviews.audit",
    "case_page": "reviews.case",
    "grade_engagement": "reviews.engagement",
    "plan": "reviews.drafts",
    "review_draft": "reviews.drafts",
    "review_engagement": "reviews.engagement",
    "review_plan": "reviews.plans",
    "progress": "actions.integration",
    "review_progress": "reviews.progress",
    "review_stocktake": "reviews.stocktakes",
    "chart": "reviews.parts",
    "table": "reviews.parts",
    "sentences": "reviews.parts",
    "caveats": "reviews.parts",
    "finding": "reviews.parts",
    "cards": "reviews.board_page",
    "facts": "reviews.board_page",
    "heading": "reviews.parts",
    "show": "reviews.markup",
    "theme": "reviews.look",
    "seats": "reviews.known",
    "members": "reviews.known",
    "verdicts": "reviews.known",
    "answers": "reviews.known",
    "check_parameters": "batch.parameters",
    "Fault": "errors",
    "InputFaults": "errors",
    "UsageError": "errors",
}
__all__ = ["__version__", *_DOOR]
# Those that speak of boards take a keyword `data`: a folder of one's own boards, or a board file; see `collection`.
_OF_DATA = {
    *(
        "boards",
        "board",
        "coverage",
        "seats",
        "members",
        "verdicts",
        "answers",
        "judge_many",
        "review_board",
        "review_national",
    ),
    *("plan", "progress", "review_progress", "review_stocktake", "grade_engagement", "review_engagement", "find_area"),
}


def __getattr__(name: str) -> Any:
    if name not in _DOOR:
        raise AttributeError(f"lepdata has no {name!r}; it has {', '.join(sorted(_DOOR))}")
    found = getattr(import_module(f"lepdata.{_DOOR[name]}"), name)
    if name not in _OF_DATA:
        return found
    from lepdata.registers.whose import about_data

    return about_data(found)


def __dir__() -> list[str]:
    return sorted(__all__)
