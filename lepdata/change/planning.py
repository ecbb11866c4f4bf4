"""JUDGEMENT -> what would change it: the fewest changes that make every rule asked for hold at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any

import pandas as pd

from lepdata.change.moves import KINDS, Changes, ChangeSet, change_set, disclosed
from lepdata.change.programme import COUNCILS_KEPT, SIZE_KEPT, Goal, best_way, in_the_way
from lepdata.english import capital, choose, joined, plural, spelled
from lepdata.errors import unknown
from lepdata.judging.criteria import questions
from lepdata.judging.judgement import Judgement, frame_of
from lepdata.judging.kinds import kind_of
from lepdata.judging.roll import Roll
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
    criteria, more = judgement.framework.criteria, (also,) if isinstance(also, str) else tuple(also)
    known = (*(one.id for one in criteria), *STRENGTHS)
    for name in more:
        if name not in known:
            raise unknown("criterion", name, known)
    chosen = [one for one in criteria if {one.id, one.strength} & {"requirement", *more}]
    of_seats = tuple(one for one in chosen if kind_of(one).of_seats)
    rules, left_out = (tuple(one.id for one in chosen if kind_of(one).of_seats == own) for own in (True, False))
    roll = judgement.roll
    if why_not := _no_plan(roll, len(rules)):
        return Changes(rules, left_out, None, None, (), why_not)
    goal = Goal(roll, of_seats, definition or judgement.first_definition, keep_councils, keep_size)
    certain = _plan(goal)
    fewest = certain if certain and not certain.changes else _plan(replace(goal, hopeful=True))
    conflicts = () if fewest else tuple(_rule(label, goal) for label in in_the_way(goal))
    counted = any(one.basis != "list" and one.criterion in rules for one in judgement.all_verdicts)
    sentences = [*_in_words(len(rules), certain, fewest, conflicts), *_about_the_list(roll, left_out, counted)]
    return Changes(rules, left_out, certain, fewest, conflicts, " ".join(sentences))


_Plan = ChangeSet | None


def _plan(goal: Goal) -> _Plan:
    found = best_way(goal)
    return found and change_set(found, goal)


def _rule(label: str, goal: Goal) -> str:
    """A rule or option that stands in the way, in a few words."""
    if label in (SIZE_KEPT, COUNCILS_KEPT):
        return f"a board of {goal.roll.sure} as now" if label == SIZE_KEPT else "no council seat lost"
    criterion = next(one for one in goal.criteria if one.id == label)
    return kind_of(criterion).rule(next(questions([criterion], [goal.definition], co_opted=True)))


def _in_words(rules: int, certain: _Plan, fewest: _Plan, conflicts: Sequence[str]) -> Iterator[str]:
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
        nothing = "There is nothing to plan for: no requirement is made of such a board."
        return f"{nothing} To plan for a measure all the same, name it: --also private-two-thirds."
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
    """The plans a board's readers ask for: by how much is asked for, council seats free to change and kept; six rows.

    `rules` are the ids planned for; `changes_at_least` how many changes there must be even if what is unknown turns out
    well, `rests_on` what must turn out so for that; `changes` how many make sure of it, of which so many `exchanges`
    and so on, and `steps` what they are. <NA> and "" where there is no such plan.
    """
    rows = [
        {"asked_for": asked, "council_seats": "kept" if kept else "free to change"}
        | _row(plan_changes(judgement, also, keep_councils=kept))
        for asked, also in STANDARD.items()
        for kept in (False, True)
    ]
    return frame_of(rows, PLAN_COLUMNS, _COUNTS)


def _row(found: Changes) -> dict[str, Any]:
    certain, fewest = found.certain, found.fewest
    return {
        "rules": "; ".join(found.rules),
        "changes_at_least": fewest.changes if fewest else None,
        "changes": found.changes,
        **{f"{kind}s": certain.count(kind) if certain else None for kind in KINDS},
        "rests_on": disclosed(fewest.disclosures) if fewest else "",
        "steps": certain.summary if certain else "",
        "conflicts": "; ".join(found.conflicts),
        "sentence": found.sentence,
    }


def changes_as_json(found: Changes) -> dict[str, Any]:
    """The plans in the form that `lepdata check --remedy --format json` prints under "changes"."""
    both: dict[str, Any] = {"certain": found.certain, "fewest": found.fewest}
    for name, plan in both.items():
        both[name] = plan and {
            "changes": plan.changes,
            **{f"{kind}s": plan.count(kind) for kind in KINDS},
            "steps": [asdict(step) for step in plan.steps],
            "disclosures": [asdict(fact) for fact in plan.disclosures],
        }
    return {
        "rules": list(found.rules),
        "left_out": list(found.left_out),
        "feasible": found.certain is not None,
        **both,
        "conflicts": list(found.conflicts),
        "sentence": found.sentence,
    }
