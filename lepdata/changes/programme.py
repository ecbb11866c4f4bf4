"""CELLS + JOINERS + DEMANDS -> a whole-number programme, whose solutions are the plans.

One column for each choice of each cell (how many of its members make it), one for each sort of joiner, and a few that
count. Every row is labelled with the rule it stands for, or "" where it only says what a column means.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lepdata.changes.choices import Cell, Choice
from lepdata.changes.demands import LARGEST_BOARD, Demand, Question
from lepdata.changes.scope import Scope
from lepdata.verdicts.roll import Roll

COUNCILS_KEPT = "councils kept"
SIZE_KEPT = "size kept"
TASKS = ("named", "found", "brought")
INFINITE = float("inf")
_SITTING = ("stay", "give up", "take", "join")


class Row(NamedTuple):
    """Columns by number with their coefficients, and what the sum must lie between."""

    label: str
    terms: dict[int, int]
    low: float
    high: float = INFINITE


@dataclass
class Programme:
    """Columns with their upper bounds, and rows."""

    columns: list[object] = field(default_factory=list)
    bounds: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def column(self, meaning: object, most: int = LARGEST_BOARD) -> int:
        """Add a column and return its number."""
        self.columns.append(meaning)
        self.bounds.append(most)
        return len(self.columns) - 1

    def row(self, label: str, terms: dict[int, int], low: float, high: float = INFINITE) -> None:
        """Add a row."""
        self.rows.append(Row(label, {column: number for column, number in terms.items() if number}, low, high))

    def where(self, *actions: str, office: str | None = None) -> dict[int, int]:
        """The columns of choices with one of the actions, each with the coefficient 1."""
        return {
            at: 1
            for at, one in enumerate(self.columns)
            if isinstance(one, Choice) and one.action in actions and office in (None, one.office)
        }


class Count(NamedTuple):
    """A column that is no choice: "seats" that change hands, an office that passes, who is "named", and the like."""

    what: str
    about: str = ""


def programme(
    roll: Roll, scope: Scope, groups: tuple[Cell, ...], joining: tuple[Choice, ...], keep_size: bool
) -> Programme:
    """Everything that limits a plan.

    Parameters
    ----------
    roll : Roll
        The board before any change.
    scope : Scope
    groups, joining : tuple
        From `plan_choices.cells` and `joiners`.
    keep_size : bool
        Whether as many must join as leave.
    """
    made = Programme()
    for cell in groups:
        own = {made.column(choice, cell.size): 1 for choice in cell.choices}
        made.row("", own, cell.size, cell.size)
    for choice in joining:
        made.column(choice)
    _seats(made, roll)
    for office in scope.offices:
        _office(made, roll, office)
    if roll.room is not None:
        made.row("", _turned_out(made), 0, roll.room)
    for demand in scope.demands:
        _demand(made, roll, scope, demand)
    for criterion in scope.criteria:
        if criterion.who == "words":
            _words(made, scope, [one for one in scope.questions if one.criterion == criterion])
    _kept(made, scope, keep_size)
    return made


def _seats(made: Programme, roll: Roll) -> None:
    """Seats that change: an exchange is one that leaves and one that joins, so the larger of the two numbers counts."""
    left, joined = made.where("leave"), made.where("join")
    changed = made.column(Count("seats"), LARGEST_BOARD + roll.sure)
    made.row("", {changed: 1} | _times(-1, left), 0)
    made.row("", {changed: 1} | _times(-1, joined), 0)
    made.row("", joined | _times(-1, left), -INFINITE, max(LARGEST_BOARD - roll.sure, 0))


def _kept(made: Programme, scope: Scope, keep_size: bool) -> None:
    """What must stay as it is."""
    left, joined = made.where("leave"), made.where("join")
    if keep_size:
        made.row(SIZE_KEPT, joined | _times(-1, left), 0, 0)
    if scope.keep_councils:
        lost = 0 if scope.hopeful else 1
        gained = {at: scope.council(one.member)[0] for at, one in _choices(made, "join")}
        given = {at: -scope.council(one.member)[lost] for at, one in _choices(made, "leave")}
        made.row(COUNCILS_KEPT, gained | given, 0)


def _office(made: Programme, roll: Roll, office: str) -> None:
    """An office that passes from one sitting member to another is one change; there are no more holders than before."""
    given, taken = made.where("give up", office=office), made.where("take", office=office)
    passed = made.column(Count("office", office))
    made.row("", {passed: 1} | _times(-1, given), 0)
    made.row("", {passed: 1} | _times(-1, taken), 0)
    holders = {at: 1 for at, one in _choices(made, "stay") if one.member.role == office and one.member.sure}
    before = sum(member.role == office for member in roll.members)
    made.row("", holders | taken | made.where("join", office=office), 0, max(before, 1))


def _demand(made: Programme, roll: Roll, scope: Scope, demand: Demand) -> None:
    question = demand.question
    sitting = [(at, scope.counts(one.member)[question]) for at, one in _choices(made, *_SITTING)]
    terms = {at: demand.of(counted) for at, counted in sitting}
    if demand.risk:
        terms |= {_crowd(made, roll, {at: demand.open(counted) for at, counted in sitting}): -demand.risk}
    if question.criterion.who == "words":
        terms |= _heard(made, question)
    made.row(question.criterion.id, terms, demand.floor)


def _crowd(made: Programme, roll: Roll, open_ones: dict[int, int]) -> int:
    """How many of those who might be members make things worse: at most as many as there is room for."""
    room, everybody = roll.room or 0, len(roll.members)
    worse, by_room = made.column(Count("worse")), made.column(Count("by room"), 1)
    made.row("", {worse: 1, by_room: everybody} | _times(-1, open_ones), 0)
    made.row("", {worse: 1, by_room: -everybody} | _turned_out(made), room - everybody)
    return worse


def _turned_out(made: Programme) -> dict[int, int]:
    """The columns of those who might be members and turn out to be."""
    sitting = _choices(made, *_SITTING)
    return {at: 1 for at, one in sitting if any(fact[1:] == ("membership", "in") for fact in one.facts)}


def _words(made: Programme, scope: Scope, asked: list[Question]) -> None:
    """Whoever is named for a task must sit, and not be named for it already; who joins may come as such."""
    heard = _heard(made, asked[0])
    _, found, brought = heard
    made.bounds[found] = LARGEST_BOARD if scope.hopeful else 0
    for question in asked:
        counted = [(at, one, scope.counts(one.member)[question]) for at, one in _choices(made, *_SITTING)]
        made.row("", {at: against + open_ for at, _, (_, against, open_, *_) in counted} | _times(-1, heard), 0)
        made.row("", {at: sum(one[:3]) for at, choice, one in counted if choice.action == "join"} | {brought: -1}, 0)


def _heard(made: Programme, question: Question) -> dict[int, int]:
    """The columns of those named for a task, found to have it, and brought in for it."""
    about = question.criterion.id
    for what in TASKS:
        if Count(what, about) not in made.columns:
            made.column(Count(what, about))
    return {made.columns.index(Count(what, about)): 1 for what in TASKS}


def _choices(made: Programme, *actions: str) -> list[tuple[int, Choice]]:
    return [(at, one) for at, one in enumerate(made.columns) if isinstance(one, Choice) and one.action in actions]


def _times(factor: int, terms: dict[int, int]) -> dict[int, int]:
    return {at: factor * number for at, number in terms.items()}
