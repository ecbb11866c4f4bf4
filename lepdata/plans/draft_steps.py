"""THE FEWEST CHANGES -> milestones, each under the improvement that it serves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from lepdata.change.planning import plan_changes
from lepdata.change.steps import Changes, Step
from lepdata.english import spelled
from lepdata.judging.criteria import Criterion
from lepdata.judging.records import Judgement
from lepdata.plans.draft_lines import Improvement, Line
from lepdata.plans.draft_needs import MISSED, Need, ruling
from lepdata.plans.draft_rules import Row, line, template
from lepdata.plans.rulebook import rows
from lepdata.vocabulary import STRENGTHS

_ANYBODY = ("a member", "members")  # as a step speaks of those who leave where it does not matter who they are
# Whose seats a plan does not take, the widest wish first: councils answer to voters, and the study is about the other.
_KEPT = (("council", "voluntary"), ("voluntary",), ())


class Mending(NamedTuple):
    """The fewest changes that mend what is missed, and the sectors of which no seat is lost by it."""

    changes: Changes
    kept: tuple[str, ...]


def fewest_changes(judgement: Judgement, needs: Iterable[Need]) -> Mending | None:
    """The fewest changes that mend what is shown to be missed and unmake nothing that is met; None where none is asked.

    What cannot be told is left out: no seat is asked to change for a rule that may well be met. If it can be, the board
    stays as large as it is, and as many members as now speak for councils and for the voluntary sector.
    """
    missed = [need.criterion for need in needs if need.state == MISSED and _of_seats(need.criterion)]
    if not missed:
        return None
    too_large = any(one is not None and one.kind == "ceiling" for one in missed)
    met = {name for name, one in ruling(judgement).items() if "met" in (one.outcome, one.as_listed)}
    asked = tuple(one for one in judgement.framework.criteria if one in missed or (one.id in met and _of_seats(one)))
    for kept, keep_size in (*((kept, not too_large) for kept in _KEPT), ((), False)):
        wanted = tuple(_kept(one, judgement) if set(one.among) & set(kept) else one for one in asked)
        framework = replace(judgement.framework, criteria=wanted)
        found = plan_changes(replace(judgement, framework=framework), STRENGTHS, keep_size=keep_size)
        if found.fewest is not None:
            break
    return Mending(found, kept)


def _of_seats(criterion: Criterion | None) -> bool:
    return criterion is not None and criterion.kind != "coverage"


def _kept(criterion: Criterion, judgement: Judgement) -> Criterion:
    """Where somebody of a sector is asked for: as many as there are now."""
    now = ruling(judgement)[criterion.id].for_
    more = criterion.kind == "presence" and criterion.who == "sectors" and now > criterion.limit
    return replace(criterion, threshold=str(now)) if more else criterion


def with_steps(improvements: tuple[Improvement, ...], mending: Mending | None) -> tuple[Improvement, ...]:
    """The improvements with the changes of seats as milestones, each once; where one serves another too, that is said.

    Parameters
    ----------
    improvements : tuple of Improvement
        In the order of the plan: a step goes to the first that it serves.
    mending : Mending or None
        What `fewest_changes` returns.
    """
    steps = mending.changes.fewest.steps if mending and mending.changes.fewest else ()
    rules = {row["id"]: row for row in rows("draft_improvements.csv")}
    sure = [one.id for one in improvements if one.sure]
    own: dict[str, list[Line]] = {one.id: [] for one in improvements}
    shared: dict[str, Counter[str]] = {one.id: Counter() for one in improvements}
    for step in steps:
        first, *others = [name for name in sure if _serves(step, rules[name])] or sure[:1]
        own[first].append(_milestone(step))
        for other in others:
            shared[other][first] += step.count
    numbers = {one.id: number for number, one in enumerate(improvements, start=1)}
    return tuple(one.with_lines(*own[one.id], *_pointers(shared[one.id], numbers)) for one in improvements)


def _serves(step: Step, row: Row) -> bool:
    """Whether a step brings what an improvement asks for, or takes from an office who should not hold it."""
    brought, given_up = _words(f"{step.kind} {step.about} {step.joins}"), _words(step.leaves)
    return bool(brought & _words(row["serves"]) or given_up & _words(row["given_up"]))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w-]+", text))


def _milestone(step: Step) -> Line:
    row = template("milestone", _sort(step))
    people = step.joins if step.count == 1 else f"{spelled(step.count)} {step.joins}"
    values = {"n": step.count, "some": spelled(step.count), "people": people}
    return line(row, leaves=step.leaves, joins=step.joins, about=step.about, **values)


def _sort(step: Step) -> str:
    if step.kind == "departure" and step.leaves in _ANYBODY:
        return "departure of anybody"
    if step.kind != "handover" or (step.leaves and step.joins):
        return step.kind
    return "taking" if step.joins else "giving up"


def _pointers(shared: Counter[str], numbers: dict[str, int]) -> list[Line]:
    row = template("milestone", "shared")
    return [line(row, n=count, some=spelled(count), other=numbers[first]) for first, count in shared.items()]
