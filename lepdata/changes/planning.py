"""JUDGEMENT -> what would change it: the fewest changes that make every rule asked for hold at once."""

from __future__ import annotations

from collections.abc import Iterable

from lepdata.changes.disclosures import disclosures
from lepdata.changes.phrases import summary
from lepdata.changes.records import Changes, ChangeSet
from lepdata.changes.search import Goal, in_the_way, search
from lepdata.changes.steps import steps
from lepdata.changes.words import about_the_list, in_words, no_plan, rule
from lepdata.model.faults import unknown
from lepdata.model.vocabulary import DEFINITIONS, STRENGTHS
from lepdata.verdicts.framework_records import Criterion
from lepdata.verdicts.records import Judgement
from lepdata.verdicts.roll import call_roll


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
    >>> from lepdata.model import Board
    >>> from lepdata.verdicts.judge import judge
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
