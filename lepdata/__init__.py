"""Who sits on the boards that spend public money for local growth, whom they speak for, and what the rules say of it.

>>> import lepdata as lep
>>> review = lep.review_board("New Anglia")
>>> print(lep.sentences(review)[0])
This review reads the full list of 31 March 2023: 18 members.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

__version__ = "0.1.0"

# The front door: each name and the room it lives in.
_DOOR = {
    "read_board": "read.board",
    "validate": "read.standard",
    "classify": "members",
    "rules": "members",
    "frameworks": "verdicts",
    "as_json": "verdicts",
    "judge_counts": "verdicts",
    "judge_many": "verdicts",
    "plan_changes": "changes",
    "standard_plans": "changes",
    "council_coverage": "representation",
    "voluntary_seats": "representation",
    "check": "reviews",
    "check_many": "reviews",
    "coverage": "reviews",
    "boards": "reviews",
    "board": "reviews",
    "review_board": "reviews",
    "review_national": "reviews",
    "review_accuracy": "reviews",
    "case_page": "reviews",
    "grade_engagement": "reviews",
    "plan": "reviews",
    "review_draft": "reviews",
    "review_engagement": "reviews",
    "review_plan": "reviews",
    "progress": "reviews",
    "review_progress": "reviews",
    "review_stocktake": "reviews",
    "chart": "reviews",
    "table": "reviews",
    "sentences": "reviews",
    "caveats": "reviews",
    "finding": "reviews",
    "left_out": "reviews",
    "cards": "reviews",
    "facts": "reviews",
    "heading": "reviews",
    "seats": "reviews",
    "members": "reviews",
    "verdicts": "reviews",
    "Fault": "model",
    "InputFaults": "model",
    "UsageError": "model",
}
__all__ = ["__version__", *_DOOR]


def __getattr__(name: str) -> Any:
    if name not in _DOOR:
        raise AttributeError(f"lepdata has no {name!r}; it has {', '.join(sorted(_DOOR))}")
    return getattr(import_module(f"lepdata.{_DOOR[name]}"), name)


class _Door(ModuleType):
    """Some tables bear the names of the rooms that make them: `lep.members` is the table, the room is found by
    `from lepdata.members import …`. Python would put the room in the table's place once anything imports it.
    """


def _table_at_the_door(name: str) -> property:
    return property(lambda module: __getattr__(name), lambda module, room: None)


for _name in ("seats", "members", "verdicts", "progress"):
    setattr(_Door, _name, _table_at_the_door(_name))
sys.modules[__name__].__class__ = _Door


def __dir__() -> list[str]:
    return sorted(__all__)
