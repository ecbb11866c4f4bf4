"""Who sits on the boards that spend public money for local growth, whom they speak for, and what the rules say of it.

>>> import lepdata as lep
>>> review = lep.review_board("New Anglia")
>>> print(lep.sentences(review)[0])
This review reads the full list of 31 March 2023: 18 members.

read      read_board, read_documents: a list or a document as it was published; validate: what a list lacks;
          confirm: the rows of a document that you compared, as a board
classify  classify: whom each person speaks for, and why; rules: by which rules
check     check, check_many, judge_many: whether boards are made up as the rules say; frameworks: which rules there are
look up   boards, board, members, seats, coverage, verdicts, answers: what was published, and what it shows;
          find_area: an area by any of its names; collection: a folder of boards of your own, for the keyword `data`
review    review_board, review_national: all that a page says; of these: sentences, caveats, table, chart, show, theme
plan      plan: a draft; plan_changes: the fewest changes that make the rules hold; progress: what became of each area
compare   compare: who came and went, and which answers changed, between two states of the boards
records   Board, BoardReview, NationalReview, Judgement, Changes, Plan, Validation, Collection
errors    InputFaults (with each Fault), UsageError

`help(lepdata.check)` tells more of one of them. Notebooks use further names, which are in ``lepdata.FURTHER``.
"""

from importlib import import_module
from typing import Any

__version__ = "0.2.0"

# The front door: modules, and the names that live there. `__init__.pyi` shows the same to type checkers and editors.
_FRONT = {
    "actions.integration": "progress",
    "change.action_plan": "Plan",
    "change.planning": "Changes plan_changes",
    "collections.compared": "compare",
    "errors": "Fault InputFaults UsageError",
    "judging.framework_files": "frameworks",
    "judging.judgement": "Judgement",
    "read.board": "read_board",
    "read.documents.review": "confirm read_documents",
    "read.standard": "Validation validate",
    "registers.whose": "Collection collection",
    "reviews.boards": "BoardReview board find_area review_board",
    "reviews.checking": "check check_many judge_many",
    "reviews.given": "classify",
    "reviews.known": "answers boards coverage members seats verdicts",
    "reviews.look": "theme",
    "reviews.markup": "show",
    "reviews.nation": "NationalReview review_national",
    "reviews.parts": "caveats chart sentences table",
    "reviews.plans": "plan",
    "seating.boards": "Board",
    "sectors.rulebook": "rules",
}
_FOR_NOTEBOOKS = {
    "batch.parameters": "check_parameters",
    "change.planning": "standard_plans",
    "judging.verdicts": "judge_counts",
    "reviews.audit": "review_accuracy",
    "reviews.board_page": "cards facts",
    "export.note": "case_page",
    "reviews.checking": "as_json",
    "reviews.engagement": "grade_engagement review_engagement",
    "reviews.given": "example_document printed_place",
    "reviews.parts": "finding heading",
    "reviews.plans": "review_draft review_plan",
    "reviews.progress": "review_progress",
    "reviews.stocktakes": "review_stocktake",
    "voice.councils": "council_coverage",
    "voice.voluntary": "voluntary_seats",
}
_HOME = {name: room for part in (_FRONT, _FOR_NOTEBOOKS) for room, names in part.items() for name in names.split()}
FURTHER = tuple(sorted(" ".join(_FOR_NOTEBOOKS.values()).split()))
# Those that speak of boards take a keyword `data`: a folder of one's own boards, or a board file; see `collection`.
_OF_DATA = {
    *("answers", "board", "boards", "coverage", "find_area", "grade_engagement", "judge_many", "members", "plan"),
    *("progress", "review_board", "review_engagement", "review_national", "review_progress", "review_stocktake"),
    *("seats", "verdicts"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"lepdata has no {name!r}; it has {', '.join(__dir__())}")
    found = getattr(import_module(f"lepdata.{_HOME[name]}"), name)
    if name not in _OF_DATA:
        return found
    from lepdata.registers.whose import about_data

    return about_data(found)


def __dir__() -> list[str]:
    return sorted(" ".join(_FRONT.values()).split())
