"""JUDGEMENT -> what would change it: the fewest changes that make every rule asked for hold at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import zip_longest
from typing import Any

import pandas as pd

from lepdata.change.moves import KINDS, Changes, ChangeSet, disclosed, disclosures, steps, summary, worth
from lepdata.change.programme import (
    COUNCILS_KEPT,
    SIZE_KEPT,
    TASKS,
    Choice,
    Count,
    Goal,
    Made,
    Programme,
    Row,
    Scope,
    Solution,
    limits_of,
)
from lepdata.english import capital, choose, joined, plural, spelled
from lepdata.errors import unknown
from lepdata.judging.answers import Judgement
from lepdata.judging.bounds import LARGEST_BOARD
from lepdata.judging.criteria import Criterion, questions
from lepdata.judging.kinds import kind_of
from lepdata.judging.roll import Roll, call_roll
from lepdata.vocabulary import DEFINITIONS, FRAGMENTS, STRENGTHS


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
    also : iterable of str
        Ids of further criteria, or "expectation" or "best practice" for all of that strength.
    keep_councils, keep_size : bool
        No seat of a council is lost (it may send somebody else); as many join as leave.
    definition : str, optional
        Which definition of private counts, instead of the ruling one.

    Returns
    -------
    Changes
        `certain` holds however the unknown turns out, `fewest` if it turns out well. Both are for the members listed:
        nothing can be promised about those unseen. Of equal plans the one is given in which the fewest members leave,
        then the one that asks the least of those who join. A list that is only a part of a board gets no plan.

    Notes
    -----
    Exact: whole-number programming (`scipy.optimize.milp`), the answer checked in integers. Who is co-opted stays so;
    there are as many holders of an office afterwards as before, or fewer; those who only might be members cannot leave;
    no board of more than 1,000 is planned.

    Examples
    --------
    >>> import pandas as pd
    >>> from lepdata.seating.boards import Board
    >>> from lepdata.judging.verdicts import judge
    >>> rows = {"sector": ["private"] * 7 + ["council"] * 5, "gender": ["woman"] * 4 + ["man"] * 8}
    >>> frame = pd.DataFrame(rows | {"counts_as_member": "yes", "role_read": ["chair"] + ["member"] * 11})
    >>> found = plan_changes(judge(Board("", "main board", "2022", "full", frame)))
    >>> found.changes, found.steps[0].leaves, found.steps[0].joins
    (1, 'a member who is not private', 'a private member')
    """
    if definition is not None and definition not in DEFINITIONS:
        raise unknown("definition", definition, DEFINITIONS)
    chosen = _chosen(judgement.framework.criteria, (also,) if isinstance(also, str) else tuple(also))
    of_seats = tuple(one for one in chosen if kind_of(one).of_seats)
    kept = (definition or judgement.first_definition, keep_councils, keep_size)
    goal = Goal(call_roll(judgement.board), of_seats, *kept)
    left_out = tuple(one.id for one in chosen if not kind_of(one).of_seats)
    if why_not := _no_plan(goal.roll, len(goal.criteria)):
        return Changes(goal.ids, left_out, None, None, (), why_not)
    certain, fewest, conflicts = _plans(goal)
    counted = any(one.basis != "list" and one.criterion in goal.ids for one in judgement.all_verdicts)
    sentences = [*_in_words(len(goal.ids), certain, fewest, conflicts), *_about_the_list(goal.roll, left_out, counted)]
    return Changes(goal.ids, left_out, certain, fewest, conflicts, " ".join(sentences))


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
    if (fewest := _plan(goal, hopeful=True)) is not None:
        return certain, fewest, ()
    return None, None, tuple(_rule(label, goal) for label in in_the_way(goal))


def _plan(goal: Goal, hopeful: bool) -> ChangeSet | None:
    found, scope = best_way(goal, hopeful), goal.scope(hopeful)
    return found and ChangeSet(steps(found, scope), disclosures(found, scope), summary(found, scope))


def _rule(label: str, goal: Goal) -> str:
    """A rule or option that stands in the way, in a few words."""
    if label == SIZE_KEPT:
        return f"a board of {goal.roll.sure} as now"
    if label == COUNCILS_KEPT:
        return "no council seat lost"
    criterion = next(one for one in goal.criteria if one.id == label)
    question = next(questions([criterion], [goal.definition], co_opted=True))
    return kind_of(criterion).rule(question)


def _in_words(
    rules: int, certain: ChangeSet | None, fewest: ChangeSet | None, conflicts: tuple[str, ...]
) -> Iterator[str]:
    """Both plans in one to three sentences."""
    all_rules = "the rule" if rules == 1 else "both rules" if rules == 2 else f"all {spelled(rules)} rules"
    hold, hold_at_once = choose(rules, "holds", "hold"), choose(rules, "hold", "hold at once")
    if certain is not None and not certain.changes:
        yield capital(f"{all_rules} {hold} already.")
    elif fewest is None:
        cannot = {1: "cannot hold", 2: "cannot both hold"}.get(len(conflicts), "cannot all hold")
        yield f"No change of members makes {all_rules} {hold_at_once}: {joined(conflicts)} {cannot}."
    elif certain is not None and not fewest.disclosures:
        yield capital(f"{_changes(certain)} would make {all_rules} {hold_at_once}: {certain.summary}.")
    else:
        facts, needed = disclosed(fewest.disclosures), choose(fewest.changes, "is", "are")
        if fewest.changes:
            yield f"At least {_changes(fewest)} {needed} needed: {fewest.summary}."
            yield f"Then {all_rules} {hold} if {facts}."
        else:
            yield capital(f"{all_rules} {hold} without any change if {facts}.")
        if certain is None:
            yield "Without knowing that, no plan can make sure of it."
        else:
            yield f"To make sure of it without knowing would take {_changes(certain)}: {certain.summary}."


def _changes(plan: ChangeSet) -> str:
    return plural(spelled(plan.changes), "change")


def _no_plan(roll: Roll, rules: int) -> str:
    """Why no plan can be made for a board at all; "" where one can."""
    if not rules:
        return (
            "There is nothing to plan for: no requirement is made of such a board. "
            "To plan for a measure all the same, name it: --also private-two-thirds."
        )
    if roll.completeness in FRAGMENTS:
        how = "is only a part of the board" if roll.completeness == "partial" else "was cut off in publication"
        return f"No plan is made: the list {how}."
    nobody = "only vacancies are listed" if roll.vacancies else "no member is listed"
    why = "nobody listed is certainly a member" if roll.members else nobody
    return "" if roll.sure else f"No plan is made: {why}."


def _about_the_list(roll: Roll, left_out: tuple[str, ...], counted: bool) -> Iterator[str]:
    """What a reader must know of the list that was planned from; no plan can be made from counts without names."""
    members = plural(spelled(roll.sure), "member")
    if roll.unseen != 0:
        yield f"This is about the {members} listed; others may be unseen."
    if counted:
        yield "Counts published without names are not planned with."
    if left_out:
        yield f"Not planned for, since seats are not planned by place: {joined(left_out)}."


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
    """The plans in the form that `lepdata check --remedy --format json` prints under "changes"."""
    return {
        "rules": list(found.rules),
        "left_out": list(found.left_out),
        "feasible": found.certain is not None,
        "certain": _plan_as_json(found.certain),
        "fewest": _plan_as_json(found.fewest),
        "conflicts": list(found.conflicts),
        "sentence": found.sentence,
    }


def _plan_as_json(plan: ChangeSet | None) -> dict[str, Any] | None:
    if plan is None:
        return None
    return {
        "changes": plan.changes,
        **{f"{kind}s": plan.count(kind) for kind in KINDS},
        "steps": [asdict(step) for step in plan.steps],
        "disclosures": [asdict(fact) for fact in plan.disclosures],
    }


_Amounts = tuple[int, ...]


def _solve(made: Programme, aims: Sequence[dict[int, int]], without: frozenset[str] = frozenset()) -> _Amounts | None:
    """The solution least by the first aim, of those the least by the second, and so on; None where none is."""
    import numpy as np

    rows = [row for row in made.rows if row.label not in without]
    width = len(made.columns)
    matrix = np.zeros((len(rows) + len(aims), width))
    for at, terms in enumerate([*(row.terms for row in rows), *aims]):
        matrix[at, list(terms)] = list(terms.values())
    low = np.array([row.low for row in rows] + [-np.inf] * len(aims))
    high = np.array([row.high for row in rows] + [np.inf] * len(aims))
    amounts: _Amounts | None = None
    whole = False
    for at in range(len(rows), len(rows) + len(aims)):
        found, whole = _least(matrix[at], made.bounds, (matrix, low, high), whole)
        if found is None:
            return None
        amounts = _checked(made, rows, found)
        high[at] = low[at] = sum(amounts[column] * weight for column, weight in aims[at - len(rows)].items())
    return amounts


def _least(aim: Any, bounds: Sequence[int], limits: tuple[Any, Any, Any], whole: bool) -> tuple[list[int] | None, bool]:
    """The whole numbers that make the aim least; and whether they had to be asked for, as then for the next aim."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    found = milp(
        aim,
        integrality=np.full(len(bounds), int(whole)),
        bounds=Bounds(0, bounds),
        constraints=LinearConstraint(*limits),
        # Simplifying first saves nothing on problems this small, and was seen to print a line of its own.
        options={"mip_rel_gap": 0, "presolve": False},
    )
    if found.x is None:
        return None, whole
    amounts = np.rint(found.x)
    if not whole and np.abs(found.x - amounts).max() >= 1e-7:  # what the solver itself takes for whole is wider
        return _least(aim, bounds, limits, whole=True)
    return list(map(int, amounts)), whole


def _checked(made: Programme, rows: Sequence[Row], amounts: list[int]) -> _Amounts:
    within = all(0 <= amount <= most for amount, most in zip(amounts, made.bounds, strict=True))
    sums = [(row, sum(amounts[at] * number for at, number in row.terms.items())) for row in rows]
    if not within or any(not row.low <= found <= row.high for row, found in sums):
        raise ArithmeticError("The solver's answer does not satisfy the rules exactly.")
    return tuple(amounts)


def best_way(goal: Goal, hopeful: bool = False) -> Solution | None:
    """The best way to the goal, whatever the unknown turns out to be, or if hopeful, if it turns out well."""
    scope = goal.scope(hopeful)
    made = limits_of(goal, scope)
    amounts = _solve(made, list(_aims(made, scope)))
    if amounts is None:
        return None
    # Cells come first and in order, each with a column for each of its choices.
    owners = [cell for cell in made.cells for _ in cell.choices]
    used = [one for one in zip_longest(owners, made.columns, amounts) if one[2]]
    chosen = tuple(Made(cell, meaning, amount) for cell, meaning, amount in used if isinstance(meaning, Choice))
    tasks = {(one.what, one.about): amount for _, one, amount in used if isinstance(one, Count) and one.what in TASKS}
    return Solution(chosen, tasks, Counter(member.role for member in goal.roll.members))


def in_the_way(goal: Goal) -> tuple[str, ...]:
    """Labels of rules that cannot all hold even if the unknown turns out well, though any but one of them can."""
    made = limits_of(goal, goal.scope(hopeful=True))
    labels = [label for label in dict.fromkeys(row.label for row in made.rows) if label]
    dropped: frozenset[str] = frozenset()
    for label in reversed(labels):
        if _solve(made, [{}], dropped | {label}) is None:
            dropped |= {label}
    return tuple(label for label in labels if label not in dropped)


def _aims(made: Programme, scope: Scope) -> Iterator[dict[int, int]]:
    """What is made least, in this order: changes, facts, who leaves, what is lost or asked for; then any order."""
    counting = {at: one.what for at, one in enumerate(made.columns) if isinstance(one, Count)}
    choices = dict(made.choices())
    changes = {at: 1 for at, what in counting.items() if what in ("seats", "office", "named")}
    found = {at: 1 for at, what in counting.items() if what == "found"}
    facts = {at: len(one.facts) for at, one in choices.items()} | found
    members = sum(cell.size for cell in made.cells)
    most = members * (max(facts.values(), default=0) + len(found))
    yield _in_turn(changes, facts, most) if scope.hopeful else changes
    brought = {at: 1 for at, what in counting.items() if what == "brought"}
    price = {at: _price(one, scope) for at, one in choices.items()} | brought
    yield _in_turn(made.where("leave"), price, (LARGEST_BOARD + members) * (max(price.values()) + len(brought)))
    # Squares, so that two different plans hardly ever weigh the same and every machine gives the same one.
    yield {at: (at + 1) ** 2 for at in choices}


def _in_turn(first: dict[int, int], then: dict[int, int], most: int) -> dict[int, int]:
    """Two aims as one, solved at once: the second, which is at most so much, decides only where the first is equal."""
    return {at: (most + 1) * first.get(at, 0) + then.get(at, 0) for at in first | then}


def _price(choice: Choice, scope: Scope) -> int:
    """What a plan would rather avoid, among plans with equally many changes and departures."""
    member = choice.member
    if choice.action == "join":
        return 2 * worth(member, scope) + bool(choice.office) + 3 * (member.role == "co-opted")
    if choice.action == "leave":
        return 2 * worth(member, scope) + 2 * (member.role in scope.offices) + (member.sector == "unknown")
    return 0
