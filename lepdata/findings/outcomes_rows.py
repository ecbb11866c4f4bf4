"""SEATS -> every board judged alike, and the verdicts of all boards as one frame."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from lepdata.model.dates import interval
from lepdata.model.faults import UsageError
from lepdata.model.vocabulary import MAIN_BOARD
from lepdata.seats import assemble, with_counts
from lepdata.seats.lists import CARRIES_A_SHARE
from lepdata.verdicts import VERDICT_COLUMNS, Framework, Judgement, as_frame, framework, judge

LAST_RULES = "nlgaf-2021"  # the last rules that LEPs were under: the yardstick for every board, whatever its date
BOARD_COLUMNS = ("lep", "body", "as_at", "completeness", "framework")
ROW_COLUMNS = (*BOARD_COLUMNS, *VERDICT_COLUMNS, "kind", "office")


def judged(
    seats: pd.DataFrame,
    rules: str | Path | None = LAST_RULES,
    as_at: str = "",
    compositions: pd.DataFrame | None = None,
) -> list[Judgement]:
    """The best main-board list of every LEP, judged by one set of rules.

    Parameters
    ----------
    seats : DataFrame
        The seats of every board with the sector columns, as `lepdata.seats()`.
    rules : str, Path or None
        A framework; None for the one in force at each list's own date.
    as_at : str
        An ISO date, perhaps partial; later lists are not looked at. "" looks at all.
    compositions : DataFrame, optional
        Counts published without names, which may tell what a list cannot; by default lists alone are judged.

    Returns
    -------
    list of Judgement
        In the order of the LEPs' first seats; a LEP without a dated list by then is not among them.

    Raises
    ------
    UsageError
        If the date cannot be read or there is no such framework.
    """
    until = last_day(as_at)
    chosen = None if rules is None else framework(rules)
    main = seats[seats["body"] == MAIN_BOARD]
    found = (assemble(own, str(lep), until) for lep, own in main.groupby("lep", sort=False))
    boards = [board for board in found if board is not None]
    if compositions is not None:
        boards = [with_counts(board, compositions) for board in boards]
    return [judge(board, chosen) for board in boards]


def last_day(as_at: str) -> str:
    """The last day that a date asked about may mean; "" for none.

    Raises
    ------
    UsageError
        If it is no date.

    Examples
    --------
    >>> last_day("2018-07"), last_day("")
    ('2018-07-31', '')
    """
    try:
        found = interval(as_at)
    except ValueError as error:
        raise UsageError(f"The date asked for cannot be read: {error}.") from None
    return found[1] if found else ""


def verdict_rows(judgements: Iterable[Judgement]) -> pd.DataFrame:
    """Every verdict of many boards in one frame.

    Parameters
    ----------
    judgements : iterable of Judgement
        Such as the yardstick of every board's review.

    Returns
    -------
    DataFrame
        The columns of `data/processed/verdicts.csv`, and the criterion's `kind` and `office`. Missing text is "".
    """
    frames = [_rows(one) for one in judgements]
    if not frames:
        return pd.DataFrame(columns=list(ROW_COLUMNS), dtype="str")
    return pd.concat(frames, ignore_index=True)[list(ROW_COLUMNS)]


def _rows(judgement: Judgement) -> pd.DataFrame:
    board = judgement.board
    keys = {"lep": board.lep, "body": board.body, "as_at": board.as_at, "completeness": board.completeness}
    frame = as_frame(judgement).assign(**keys, framework=judgement.framework.id)
    return _with_kinds(frame, judgement.framework)


def _with_kinds(frame: pd.DataFrame, rules: Framework) -> pd.DataFrame:
    kinds = {one.id: one.kind for one in rules.criteria}
    offices = {one.id: one.office for one in rules.criteria}
    return frame.assign(kind=frame["criterion"].map(kinds), office=frame["criterion"].map(offices))


def countable(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Verdicts by which boards may be counted: what a fragment shows of those it lists is no answer as listed.

    Parameters
    ----------
    verdicts : DataFrame
        The columns of `data/processed/verdicts.csv`.

    Returns
    -------
    DataFrame
        `as_listed` of a list that carries no share is its strict outcome, and `overturned_by` is missing there.
    """
    carries = verdicts["completeness"].isin(CARRIES_A_SHARE)
    # The table on disk has texts; a count that is missing there is an empty one.
    needed = pd.to_numeric(verdicts["overturned_by"], errors="coerce").astype("Int64")
    as_listed = verdicts["as_listed"].where(carries, verdicts["outcome"])
    return verdicts.assign(as_listed=as_listed, overturned_by=needed.where(carries, pd.NA))


def with_kinds(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Verdicts with the kind and office of each criterion, looked up where a table does not have them.

    Parameters
    ----------
    verdicts : DataFrame
        The columns of `data/processed/verdicts.csv`; its frameworks must be shipped ones unless `kind` is there.

    Raises
    ------
    UsageError
        If a framework is not known.
    """
    if "kind" in verdicts or verdicts.empty:
        return verdicts
    own = [_with_kinds(frame, framework(str(name))) for name, frame in verdicts.groupby("framework", sort=False)]
    return pd.concat(own).sort_index()
