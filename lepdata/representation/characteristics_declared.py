"""Self-declared characteristics of one's own survey, counted so that a published table gives nobody away."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from lepdata.model.faults import Fault, InputFaults, UsageError, quoted, unknown
from lepdata.model.vocabulary import BOARD_COLUMNS

FEWEST = 5
"""Headcounts based on fewer are not shown: Cabinet Office, Public Appointments Data Report 2020/21, section 2."""
NOT_ANSWERED = "no answer"
WITHHELD = f"withheld: fewer than {FEWEST}, or such a number could be worked out from it"
_SURVEY = "the survey"


def count_declared(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Count the answers of one survey question for a table that is to be published.

    Groups of fewer than five are withheld. So that none can be worked out by subtracting from the total, more are
    withheld, smallest first, until at least two groups with at least five people between them, and more people than
    groups, are hidden together. The total is kept. One table alone is protected: two tables of nearly the same people,
    or of the same people by two questions, can still be compared, and somebody who knows the people may know more.

    Parameters
    ----------
    frame : DataFrame
        One row per person who was asked. Not modified; nothing of it is kept.
    column : str
        The question, such as "ethnicity". Its answers are compared without regard to case and blanks around them.

    Returns
    -------
    DataFrame
        One row per answer, commonest first, then the total: `group`, `count` (<NA> where withheld), `note`.

    Raises
    ------
    UsageError
        If there is no such column.
    InputFaults
        If the column tells people apart instead of grouping them, no group is large enough to be shown, or everybody
        gave one answer, so that the table would give away each person's.

    Examples
    --------
    >>> answers = ["no"] * 9 + ["yes"] * 3 + ["prefer not to say"] * 6
    >>> count_declared(pd.DataFrame({"disability": answers}), "disability")["count"].tolist()
    [9, <NA>, <NA>, 18]
    """
    if column not in frame:
        raise unknown("column", column, map(str, frame.columns))
    if column in BOARD_COLUMNS:
        raise UsageError(
            f"{quoted(column)} is published of each person: there is nothing to protect. Count it plainly."
        )
    counts = Counter(_answers(frame[column]))
    groups = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    hidden = _withheld(groups)
    _refuse(column, groups, hidden)
    rows = [(name, None if name in hidden else size, WITHHELD if name in hidden else "") for name, size in groups]
    rows.append(("total", counts.total(), ""))
    return pd.DataFrame(rows, columns=["group", "count", "note"]).astype({"count": "Int64"})


def _answers(cells: pd.Series) -> list[str]:
    shown: dict[str, str] = {}
    texts = [" ".join(str(cell).split()) for cell in cells.fillna("")]
    return [shown.setdefault(text.casefold(), text) if text else NOT_ANSWERED for text in texts]


def _withheld(groups: list[tuple[str, int]]) -> set[str]:
    """The smallest groups, as many as it takes; `groups` are sorted, largest first."""
    hidden: list[tuple[str, int]] = []
    for group in reversed(groups):
        if group[1] >= FEWEST and (not hidden or _safe([size for _, size in hidden])):
            break
        hidden.append(group)
    return {name for name, _ in hidden}


def _safe(sizes: list[int]) -> bool:
    """Whether the sum of the hidden groups, which anybody can work out, leaves each of them open."""
    return len(sizes) > 1 and sum(sizes) >= FEWEST and sum(sizes) > len(sizes)


def _refuse(column: str, groups: list[tuple[str, int]], hidden: set[str]) -> None:
    people = sum(size for _, size in groups)
    if len(groups) == 1 and people:
        found = f"one answer from all {people}"
        raise InputFaults([_fault(column, found, "answers that differ", "say only that the question was asked")])
    if len(hidden) < len(groups):
        return
    found = f"{people} people in {len(groups)} groups, none of which can be shown"
    expected = f"a group of at least {FEWEST} beside those that must be withheld"
    remedy = (
        "put groups together, add boards together, or do not publish; a column of names or of numbers is no question"
    )
    raise InputFaults([_fault(column, found, expected, remedy)])


def _fault(column: str, found: str, expected: str, remedy: str) -> Fault:
    return Fault(_SURVEY, None, column, found, expected, remedy)
