"""A file of many boards -> verdicts on all of them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from lepdata.members import classify
from lepdata.model.faults import Fault, InputFaults
from lepdata.verdicts import Framework, judge_many


def check_many(
    frame: pd.DataFrame, framework: Framework | str | Path | None = None, definition: str | None = None
) -> pd.DataFrame:
    """Verdicts for every board of a frame, from the published lists.

    Parameters
    ----------
    frame : DataFrame
        One row per seat with any of the columns of a board file, of as many bodies and dates as there are. Every line
        may speak for the employer of a person on another list of the same LEP. Not modified.
    framework, definition : optional
        As in `check`.

    Returns
    -------
    DataFrame
        As `judge_many` returns it.

    Raises
    ------
    InputFaults
        If the frame has no row.
    UsageError
        If the framework or the definition does not exist.

    Examples
    --------
    >>> rows = {"lep": ["Dorset", "Solent"], "organisation": ["Example Ltd", "Solent Council"]}
    >>> found = check_many(pd.DataFrame(rows | {"list_completeness": "full"}), "nlgaf-2021")
    >>> found.groupby("lep")["outcome"].first().to_dict()
    {'Dorset': 'met', 'Solent': 'not met'}
    """
    if frame.empty:
        raise InputFaults([Fault("the frame", None, "", "no row", "one row per member", "give boards with members")])
    return judge_many(classify(frame), framework, definition)
