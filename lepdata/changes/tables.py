"""PLANS -> a frame and JSON, with the names that scripts rely on."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pandas as pd

from lepdata.changes.planning import plan_changes
from lepdata.changes.records import KINDS, Changes, ChangeSet
from lepdata.changes.words import disclosed
from lepdata.verdicts.records import Judgement

STANDARD = {
    "requirements": (),
    "requirements and expectations": ("expectation",),
    "requirements, expectations and best practice": ("expectation", "best practice"),
}
_COUNTS = ("changes_at_least", "changes", *(f"{kind}s" for kind in KINDS))
PLAN_COLUMNS = ("asked_for", "council_seats", "rules", *_COUNTS, "rests_on", "steps", "conflicts", "sentence")


def standard_plans(judgement: Judgement) -> pd.DataFrame:
    """The plans a board's readers ask for: by how much is asked for, council seats free to change and kept.

    Returns
    -------
    DataFrame
        Six rows. `rules` are the ids planned for; `changes_at_least` how many changes there must be even if what is
        unknown turns out well, `rests_on` what must turn out so for that; `changes` how many make sure of it, of which
        so many `exchanges` and so on, and `steps` what they are. <NA> and "" where there is no such plan.

    Examples
    --------
    >>> import pandas as pd
    >>> from lepdata.model import Board
    >>> from lepdata.verdicts.judge import judge
    >>> rows = {"sector": ["private"] * 2 + ["council"], "role_read": ["chair", "member", "member"]}
    >>> board = Board("", "main board", "2022", "full", pd.DataFrame(rows | {"counts_as_member": "yes"}))
    >>> standard_plans(judge(board)).loc[0, "rests_on"]
    'at least one of the three members whose gender is not published is a woman'
    """
    rows = [
        {"asked_for": asked, "council_seats": "kept" if kept else "free to change"}
        | _row(plan_changes(judgement, also, keep_councils=kept))
        for asked, also in STANDARD.items()
        for kept in (False, True)
    ]
    frame = pd.DataFrame(rows, columns=list(PLAN_COLUMNS))
    texts = [name for name in PLAN_COLUMNS if name not in _COUNTS]
    return frame.astype(dict.fromkeys(texts, str) | dict.fromkeys(_COUNTS, "Int64"))


def _row(found: Changes) -> dict[str, Any]:
    certain, fewest = found.certain, found.fewest
    return {
        "rules": "; ".join(found.rules),
        "changes_at_least": fewest.changes if fewest else None,
        "changes": certain.changes if certain else None,
        **{f"{kind}s": certain.count(kind) if certain else None for kind in KINDS},
        "rests_on": disclosed(fewest.disclosures) if fewest else "",
        "steps": certain.summary if certain else "",
        "conflicts": "; ".join(found.conflicts),
        "sentence": found.sentence,
    }


def changes_as_json(found: Changes) -> dict[str, Any]:
    """The plans in the form that `lepdata check --remedy --format json` prints under "changes".

    Examples
    --------
    >>> changes_as_json(Changes((), (), ChangeSet(), ChangeSet(), (), "Nothing to do."))["certain"]["changes"]
    0
    """
    return {
        "rules": list(found.rules),
        "left_out": list(found.left_out),
        "feasible": found.feasible,
        "certain": _plan(found.certain),
        "fewest": _plan(found.fewest),
        "conflicts": list(found.conflicts),
        "sentence": found.sentence,
    }


def _plan(plan: ChangeSet | None) -> dict[str, Any] | None:
    if plan is None:
        return None
    return {
        "changes": plan.changes,
        **{f"{kind}s": plan.count(kind) for kind in KINDS},
        "steps": [asdict(step) for step in plan.steps],
        "disclosures": [asdict(fact) for fact in plan.disclosures],
    }
