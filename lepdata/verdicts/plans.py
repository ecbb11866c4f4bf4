"""JUDGEMENT -> what would change it: the fewest changes that make every rule asked for hold at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lepdata.model.faults import unknown
from lepdata.model.vocabulary import DEFINITIONS, STRENGTHS
from lepdata.verdicts.framework_records import Criterion
from lepdata.verdicts.plan_choices import Cell, Choice, cells, joiners
from lepdata.verdicts.plan_demands import Demand, demands, questions
from lepdata.verdicts.plan_disclosures import disclosures
from lepdata.verdicts.plan_people import worth
from lepdata.verdicts.plan_programme import TASKS, Count, Programme, programme
from lepdata.verdicts.plan_records import Changes, Plan
from lepdata.verdicts.plan_scope import Scope
from lepdata.verdicts.plan_solving import Amounts, conflict, solve
from lepdata.verdicts.plan_steps import Made, Solution, steps
from lepdata.verdicts.plan_words import about_the_list, in_words, no_plan, rule
from lepdata.verdicts.records import Judgement
from lepdata.verdicts.roll import Roll, call_roll


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
    goal = _Goal(
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
    return Changes(goal.ids, left_out, certain, fewest, conflicts, said + about_the_list(goal.roll, left_out))


def _chosen(criteria: tuple[Criterion, ...], also: tuple[str, ...]) -> tuple[Criterion, ...]:
    known = (*(one.id for one in criteria), *STRENGTHS)
    for name in also:
        if name not in known:
            raise unknown("criterion", name, known)
    return tuple(one for one in criteria if {one.id, one.strength} & {"requirement", *also})


@dataclass(frozen=True)
class _Goal:
    roll: Roll
    criteria: tuple[Criterion, ...]
    definition: str
    keep_councils: bool
    keep_size: bool

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.criteria)

    @cached_property
    def co_opted(self) -> bool:
        """Whether it can matter if somebody is co-opted."""
        listed = any(member.role == "co-opted" for member in self.roll.members)
        return listed or any("all" not in one.denominators for one in self.criteria)

    @cached_property
    def demands(self) -> tuple[Demand, ...]:
        return demands(questions(self.criteria, self.definition, self.co_opted), self.roll)


def _plans(goal: _Goal) -> tuple[Plan | None, Plan | None, tuple[str, ...]]:
    """The certain plan, the fewest changes, and the conflict where there is neither."""
    _, certain = _best(goal, Scope(goal.demands, goal.keep_councils))
    if certain is not None and not certain.changes:
        return certain, certain, ()
    made, fewest = _best(goal, Scope(goal.demands, goal.keep_councils, hopeful=True))
    if fewest is not None:
        return certain, fewest, ()
    return None, None, tuple(rule(label, goal.criteria, goal.definition, goal.roll.sure) for label in conflict(made))


def _best(goal: _Goal, scope: Scope) -> tuple[Programme, Plan | None]:
    groups, joining = cells(goal.roll, scope), joiners(scope, goal.co_opted)
    made = programme(goal.roll, scope, groups, joining, goal.keep_size)
    amounts = solve(made, list(_aims(made, scope)))
    if amounts is None:
        return made, None
    solution = _solution(goal.roll, made, groups, amounts)
    return made, Plan(steps(solution, scope), disclosures(solution, scope))


def _solution(roll: Roll, made: Programme, groups: tuple[Cell, ...], amounts: Amounts) -> Solution:
    # Cells come first and in order, each with a column for each of its choices.
    owners = [*(cell for cell in groups for _ in cell.choices)]
    owned = [*owners, *(None for _ in range(len(made.columns) - len(owners)))]
    used = [
        (cell, meaning, amount) for cell, meaning, amount in zip(owned, made.columns, amounts, strict=True) if amount
    ]
    chosen = tuple(Made(cell, meaning, amount) for cell, meaning, amount in used if isinstance(meaning, Choice))
    tasks = {(one.what, one.about): amount for _, one, amount in used if isinstance(one, Count) and one.what in TASKS}
    return Solution(chosen, tasks, Counter(member.role for member in roll.members))


def _aims(made: Programme, scope: Scope) -> Iterator[dict[int, int]]:
    """What is made least, in this order: changes, facts, who leaves, what is lost or asked for; then any order."""
    counting = {at: one.what for at, one in enumerate(made.columns) if isinstance(one, Count)}
    choices = {at: one for at, one in enumerate(made.columns) if isinstance(one, Choice)}
    yield {at: 1 for at, what in counting.items() if what in ("seats", "office", "named")}
    if scope.hopeful:
        yield {at: len(one.facts) for at, one in choices.items()} | {
            at: 1 for at, w in counting.items() if w == "found"
        }
    yield made.where("leave")
    brought = {at: 1 for at, what in counting.items() if what == "brought"}
    yield {at: _price(one, scope) for at, one in choices.items()} | brought
    # Squares, so that two different plans hardly ever weigh the same and every machine gives the same one.
    yield {at: (at + 1) ** 2 for at in choices}


def _price(choice: Choice, scope: Scope) -> int:
    """What a plan would rather avoid, among plans with equally many changes and departures."""
    member = choice.member
    if choice.action == "join":
        return 2 * worth(member, scope) + bool(choice.office) + 3 * (member.role == "co-opted")
    if choice.action == "leave":
        return 2 * worth(member, scope) + 2 * (member.role in scope.offices) + (member.sector == "unknown")
    return 0
