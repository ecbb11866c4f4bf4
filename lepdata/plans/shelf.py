"""The plans that ship with the package: those that LEPs published, and the one of the fictional area."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import pandas as pd

from lepdata.errors import UsageError, unknown
from lepdata.plans.reading import plan_of, read_plan
from lepdata.plans.records import Plan
from lepdata.plans.sheet import sheet_of
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import find_lep, slug

INDEX = "plans/plans.csv"
DEMONSTRATION_INDEX = "demonstration/plans.csv"
_FILE_ENDINGS = (".csv", ".xlsx", ".docx")


def published_plans() -> list[Plan]:
    """The improvement plans that LEPs published, transcribed; the fictional one is not among them.

    Examples
    --------
    >>> [(plan.plan_id, len({item.improvement for item in plan.items})) for plan in published_plans()]
    [('lancashire-2019', 9), ('south-east-2019', 7)]
    """
    return list(_shelf(INDEX))


def demonstration_plans() -> list[Plan]:
    """The plans of the fictional area, which show how a plan is followed."""
    return list(_shelf(DEMONSTRATION_INDEX))


def find_plan(name: str | os.PathLike[str]) -> Plan:
    """A shipped plan by its id or by a name of its LEP, or a plan file by its path.

    Raises
    ------
    UsageError
        If there is no such plan, with near matches.
    InputFaults
        If it is a file with faults.

    Examples
    --------
    >>> find_plan("lancashire-2019").title, find_plan("SELEP").plan_id
    ('Lancashire improvement plan 2019', 'south-east-2019')
    """
    text = str(name)
    shipped = {plan.plan_id: plan for plan in (*_shelf(INDEX), *_shelf(DEMONSTRATION_INDEX))}
    if text.strip().casefold() in shipped:
        return shipped[text.strip().casefold()]
    if Path(text).suffix.casefold() in _FILE_ENDINGS:
        return read_plan(text)
    own = [plan for plan in shipped.values() if _slug(text) == slug(plan.lep)]
    if not own:
        raise unknown("plan", text, [*shipped, *(plan.lep for plan in shipped.values())])
    return max(own, key=lambda plan: plan.period)


def _slug(text: str) -> str:
    try:
        return slug(find_lep(text))
    except UsageError:
        return slug(text)


@lru_cache(maxsize=4)
def _shelf(index: str) -> tuple[Plan, ...]:
    cards = read_raw(index).to_dict("records")
    return tuple(_plan({str(key): str(value) for key, value in card.items()}) for card in cards)


def _plan(card: dict[str, str]) -> Plan:
    return plan_of(sheet_of(card["file"], _columns(read_raw(card["file"])), "plan"), card)


def _columns(frame: pd.DataFrame) -> dict[str, list[str]]:
    return {str(name): frame[name].tolist() for name in frame}
