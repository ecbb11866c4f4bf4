"""Quarterly updates of a plan: rows that are appended, never edited."""

from __future__ import annotations

import os

import pandas as pd

from lepdata.errors import InputFaults
from lepdata.plans.records import Plan
from lepdata.plans.rulebook import columns
from lepdata.plans.sheet import Sheet, read_sheet, sheet_of
from lepdata.plans.update_checks import update_faults
from lepdata.registers.frozen import read_raw

_SHIPPED = {"exampleshire-2023": "demonstration/exampleshire-plan-2023-updates.csv"}


def read_updates(path: str | os.PathLike[str], plan: Plan) -> pd.DataFrame:
    """Read the updates of a plan.

    Parameters
    ----------
    path : str or path
        A CSV or XLSX file, one row per report on one item. "" gives the updates that ship with the plan, which only
        the fictional area has: of the published plans none was seen.
    plan : Plan
        The plan that they are about.

    Returns
    -------
    DataFrame
        Text, the columns of an update, in the order of the file.

    Raises
    ------
    InputFaults
        With every fault and its cell: an item that the plan does not have, a status that does not exist, a date in
        words or one that no day has, dates out of order, something finished before it began, a writer's name.

    Examples
    --------
    >>> from lepdata.plans.shelf import find_plan
    >>> len(read_updates("", find_plan("lancashire-2019"))), len(read_updates("", find_plan("exampleshire-2023")))
    (0, 23)
    """
    if not str(path):
        return _frame(_shipped(plan), plan)
    return _frame(read_sheet(path, "update"), plan)


def no_updates() -> pd.DataFrame:
    """A table of updates without a row."""
    return pd.DataFrame({name: pd.Series(dtype="str") for name in columns("update")})


def _shipped(plan: Plan) -> Sheet | None:
    if plan.plan_id not in _SHIPPED or not plan.fictional:
        return None
    path = _SHIPPED[plan.plan_id]
    frame = read_raw(path)
    return sheet_of(path, {str(name): frame[name].tolist() for name in frame}, "update")


def _frame(sheet: Sheet | None, plan: Plan) -> pd.DataFrame:
    if sheet is None:
        return no_updates()
    if faults := update_faults(sheet, plan):
        raise InputFaults(sorted(faults, key=lambda fault: fault.row or 0))
    return pd.DataFrame({name: pd.Series(sheet.columns[name], dtype="str") for name in columns("update")})
