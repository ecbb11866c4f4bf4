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

import re
from importlib import import_module
from pathlib import Path
from typing import Any

__version__ = "0.2.0"

# The front door: `__init__.pyi` says where each name lives, here as to type checkers and editors; "_" before its alias
# marks those that speak of boards and take a keyword `data`: a folder of one's own boards, or a board file.
_STUB = Path(__file__).with_suffix(".pyi").read_text(encoding="utf-8")
_NAMES = re.findall(r"^from (lepdata\.\S+) import (\w+) as (_?)\2$", _STUB, re.MULTILINE)
_HOME = {name: (room, bool(of_data)) for room, name, of_data in _NAMES}
FURTHER = (
    *("as_json", "cards", "case_page", "check_parameters", "council_coverage", "example_document", "facts"),
    *("finding", "grade_engagement", "heading", "judge_counts", "printed_place", "review_accuracy"),
    *("review_draft", "review_engagement", "review_plan", "review_progress", "review_stocktake"),
    *("standard_plans", "voluntary_seats"),
)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"lepdata has no {name!r}; it has {', '.join(__dir__())}")
    room, of_data = _HOME[name]
    found = getattr(import_module(room), name)
    return import_module("lepdata.registers.whose").about_data(found) if of_data else found


def __dir__() -> list[str]:
    return sorted({*_HOME} - {*FURTHER})
