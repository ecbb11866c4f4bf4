"""JUDGEMENT -> what would change it: the fewest changes that make every rule asked for hold at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import pandas as pd

from lepdata.change.search import Goal, in_the_way, search
from lepdata.change.steps import KINDS, Changes, ChangeSet, steps
from lepdata.change.words import about_the_list, disclosed, disclosures, in_words, no_plan, rule, summary
from lepdata.errors import unknown
from lepdata.judging.frameworks import Criterion
from lepdata.judging.records import Judgement
from lepdata.judging.roll import call_roll
from lepdata.vocabulary import DEFINITIONS, STRENGTHS


def plan_changes(
    judgement: Judgement,
    also: Iterable[str] = (),
    *,
    keep_councils: bool = False,
    keep_size: bool = False,
    definition: str | None = None,
) -> Changes:
    """The fewest changes that make every requirement of a framework hold at once.

    A change is an exchange (one member leaves, another joins), an appointment, a departure, an office that passes from
    one sitting member to another, or a sitting member named for a task. Requirements count whether due or not, since a
    plan looks ahead. Every denominator of a criterion must hold.

    Parameters
    ----------
    judgement : Judgement
    also : iterable of str
        Ids of further criteria, or "expectation" or "best practice" for all of that strength.
    keep_councils : bool
        No seat of a council is lost; a council may send somebody else.
    keep_size : bool
        As many join as leave.
    definition : str, optional
        Which definition of private counts, instead of the ruling one.

    Returns
    -------
    Changes
        `certain` holds however the unknown turns out, `fewest` if it turns out well. Both are for the members listed:
        nothing can be promised about those unseen. Of equal plans the one is given in which the fewest members leave,
        then the one that asks the least of those who join. A list that is only a part of a board gets no plan.

    Raises
    ------
    UsageError
        If a criterion or the definition does not exist.

    Notes
    -----
    Exact: whole-number programming (`scipy.optimize.milp`), the answer checked in integers. Who is co-opted stays so;
    there are as many holders of an office afterwards as before, or fewer; those who only might be members cannot leave;
    no board of more than 1,000 is planned.

    Examples
    --------
    >>> import pandas as pd
    >>> from lepdata.seating.boards import Board
    >>> from lepdata.judging.judge import judge
    >>> rows = {"sector": ["private"] * 7 + ["council"] * 5, "gender": ["woman"] * 4 + ["man"] * 8}
    >>> frame = pd.DataFrame(rows | {"counts_as_member": "yes", "role_read": ["chair"] + ["member"] * 11})
    >>> found = plan_changes(judge(Board("", "main board", "2022", "full", frame)))
    >>> found.changes, found.steps[0].leaves, found.steps[0].joins
    (1, 'a member who is not private', 'a private member')
    """
    if definition is not None and definition not in DEFINITIONS:
        raise unknown("definition", definition, DEFINITIONS)
    ruling = definition or judgement.ruling_definition
    chosen = _chosen(judgement.framework.criteria, (also,) if isinstance(also, str) else tuple(also))
    goal = Goal(
        roll=call_roll(judgement.board),
        criteria=tuple(one for one in chosen if one.kind != "coverage"),
        definition=ruling,
        keep_councils=keep_councils,
        keep_size=keep_size,
    )
    left_out = tuple(one.id for one in chosen if one.kind == "coverage")
    why_not = no_plan(goal.roll, len(goal.criteria))
    if why_not:
        return Changes(goal.ids, left_out, None, None, (), why_not)
    certain, fewest, conflicts = _plans(goal)
    said = in_words(len(goal.ids), certain, fewest, conflicts)
    counted = any(one.basis != "list" and one.criterion in goal.ids for one in judgement.verdicts)
    said += about_the_list(goal.roll, left_out, counted)
    return Changes(goal.ids, left_out, certain, fewest, conflicts, said)


def _chosen(criteria: tuple[Criterion, ...], also: tuple[str, ...]) -> tuple[Criterion, ...]:
    known = (*(one.id for one in criteria), *STRENGTHS)
    for name in also:
        if name not in known:
            raise unknown("criterion", name, known)
    return tuple(one for one in criteria if {one.id, one.strength} & {"requirement", *also})


def _plans(goal: Goal) -> tuple[ChangeSet | None, ChangeSet | None, tuple[str, ...]]:
    """The certain plan, the fewest changes, and the conflict where there is neither."""
    certain = _plan(goal, hopeful=False)
    if certain is not None and not certain.changes:
        return certain, certain, ()
    fewest = _plan(goal, hopeful=True)
    if fewest is not None:
        return certain, fewest, ()
    return None, None, tuple(rule(one, goal.criteria, goal.definition, goal.roll.sure) for one in in_the_way(goal))


def _plan(goal: Goal, hopeful: bool) -> ChangeSet | None:
    found, scope = search(goal, hopeful), goal.scope(hopeful)
    return None if found is None else ChangeSet(steps(found, scope), disclosures(found, scope), summary(found, scope))


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
    >>> from lepdata.seating.boards import Board
    >>> from lepdata.judging.judge import judge
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
        "certain": _tables_plan(found.certain),
        "fewest": _tables_plan(found.fewest),
        "conflicts": list(found.conflicts),
        "sentence": found.sentence,
    }


def _tables_plan(plan: ChangeSet | None) -> dict[str, Any] | None:
    if plan is None:
        return None
    return {
        "changes": plan.changes,
        **{f"{kind}s": plan.count(kind) for kind in KINDS},
        "steps": [asdict(step) for step in plan.steps],
        "disclosures": [asdict(fact) for fact in plan.disclosures],
    }
