"""BOARD -> what is published of its members' characteristics, with the unknown left visible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from fractions import Fraction
from typing import Any

import pandas as pd

from lepdata.errors import Fault, InputFaults, UsageError, quoted, unknown
from lepdata.judging.bounds import Tally, share_limits
from lepdata.seating.boards import Board
from lepdata.vocabulary import BOARD_COLUMNS
from lepdata.voice.voluntary import once_each, rule_rows

CHARACTERISTIC_COLUMNS = (
    "characteristic",
    "published",
    "members",
    "yes",
    "no",
    "not_published",
    "might",
    "unseen",
    "lowest_share",
    "highest_share",
    "reason",
    "source",
)
_COUNTS = ("members", "yes", "no", "not_published", "might", "unseen")


def characteristics(board: Board, published_counts: pd.DataFrame | None = None) -> pd.DataFrame:
    """Women on a board, as far as sources say it, and the characteristics of which nothing is published.

    Parameters
    ----------
    board : Board
        With the column `gender` (woman, man, not published) that rests on published words alone.
    published_counts : DataFrame, optional
        Published counts without names (the table `compositions`); those of women on this body follow, each as printed.

    Returns
    -------
    DataFrame
        One row per characteristic: whether it is published (in part, no, "as a count"); members; how many are, are not
        and are not published to be; `might` (people who may or may not be members) and `unseen` (<NA> where nothing
        limits it); the lowest and highest share as exact fractions, "" where nothing is known; reason and source.

    Examples
    --------
    >>> seats = pd.DataFrame({"counts_as_member": ["yes"] * 3, "gender": ["woman", "man", "not published"]})
    >>> characteristics(Board("", "", "", "full", seats))[["yes", "lowest_share", "highest_share"]].values.tolist()[0]
    [1, '1/3', '2/3']
    """
    rows = [_row(rule, board) for rule in rule_rows("characteristics.csv")]
    if published_counts is not None:
        rows += [_count(row) for row in _of_women(board, published_counts).to_dict("records")]
    frame = pd.DataFrame(rows, columns=list(CHARACTERISTIC_COLUMNS))
    texts = [name for name in CHARACTERISTIC_COLUMNS if name not in _COUNTS]
    return frame.fillna(dict.fromkeys(texts, "")).astype(dict.fromkeys(_COUNTS, "Int64") | dict.fromkeys(texts, "str"))


def _row(rule: dict[str, str], board: Board) -> dict[str, object]:
    members = _members(board)
    sure = members[members["counts_as_member"] == "yes"]
    head = {"characteristic": rule["words"], "published": rule["published"], "members": len(sure)}
    tail = {"reason": rule["reason"], "source": rule["source"]}
    if not rule["column"]:
        return {**head, "not_published": len(sure), **tail}
    might = members[members["counts_as_member"] == "might"]
    unseen = _unseen(board, len(sure))
    # A published size leaves so many seats to those who might be members and the unseen between them.
    room = None if board.completeness == "full" else unseen
    counts = _split(sure[rule["column"]], rule)
    limits = share_limits(Tally(*counts, *_split(might[rule["column"]], rule), unseen=unseen, room=room))
    low, high = map(str, limits) if limits else ("", "")
    told = dict(zip(("yes", "no", "not_published"), counts, strict=True))
    open_ = {"might": len(might), "unseen": unseen}
    return {**head, **told, **open_, "lowest_share": low, "highest_share": high, **tail}


def _split(values: pd.Series, rule: dict[str, str]) -> tuple[int, int, int]:
    """How many are, how many are not, and of how many it is not published."""
    yes, no = (int((values == rule[name]).sum()) for name in ("yes", "no"))
    return yes, no, len(values) - yes - no


def _members(board: Board) -> pd.DataFrame:
    empty = {name: "" for name in ("person_key", "organisation_key", "place", "gender") if name not in board.members}
    members = once_each(board.members.assign(**empty))
    return members[(members["place"] != "vacancy") & members["counts_as_member"].isin(("yes", "might"))]


def _unseen(board: Board, sure: int) -> int | None:
    """How many members may be missing: none of a full list, else what a published size leaves room for."""
    if board.completeness == "full":
        return 0
    return board.board_size - sure if board.board_size is not None and board.board_size >= sure else None


def _of_women(board: Board, counts: pd.DataFrame) -> pd.DataFrame:
    return counts[(counts["lep"] == board.lep) & (counts["body"] == board.body) & (counts["group"] == "women")]


def _count(row: dict[Hashable, Any]) -> dict[str, object]:
    """A published count is nobody's own declaration: it is shown as printed, however small."""
    of, yes = (int(row[name]) if row[name] else None for name in ("of", "count"))
    share = str(Fraction(yes, of)) if yes is not None and of else ""
    printed = f"published for {row['as_at'] or 'no date'}"
    return {
        "characteristic": "women",
        "published": "as a count",
        "members": of,
        "yes": yes,
        "no": of - yes if of is not None and yes is not None else None,
        "lowest_share": share,
        "highest_share": share,
        "reason": "; ".join(filter(None, (printed, row["note"], row["as_published"]))),
        "source": row["source_url"],
    }


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
