"""One board reviewed: its best list, the verdicts, and all that is known beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from lepdata import registers
from lepdata.model.board import Board
from lepdata.reviews import known
from lepdata.reviews.boards import day
from lepdata.seats import assemble, with_counts
from lepdata.verdicts import Judgement, judge

YARDSTICK = "nlgaf-2021"  # the last rules that LEPs were under: every board is also asked these, for comparison


@dataclass(frozen=True)
class BoardReview:
    """All that a board's page says.

    Attributes
    ----------
    lep, as_at, last_day : str
        The LEP, the date asked about ("" for the latest usable list), and the last ISO day that date may mean.
    board : Board or None
        The list judged; None where nothing dated was published by then.
    judgement : Judgement or None
        Under the rules in force at the list's date, or those asked for.
    yardstick : Judgement or None
        Under the last rules that LEPs were under, whatever the date.
    lists, seen, compositions : DataFrame
        Every published list, every seat of every body, and every published count without names.
    facts : dict
        The LEP's row of the register.
    """

    lep: str
    as_at: str
    last_day: str
    board: Board | None
    judgement: Judgement | None
    yardstick: Judgement | None
    lists: pd.DataFrame
    seen: pd.DataFrame
    compositions: pd.DataFrame
    facts: dict[str, str]


def review_board(lep: str, as_at: str | None = None, framework: str | Path | None = None) -> BoardReview:
    """Review one LEP's main board.

    Parameters
    ----------
    lep : str
        Its name, brand or slug, in any case.
    as_at : str, optional
        A date; later lists are left out. By default (None or "") the latest usable list.
    framework : str or Path, optional
        Rules to judge by; by default (None or "") those in force at the list's own date.

    Returns
    -------
    BoardReview
        Hand it to `sentences`, `table` and `chart`.

    Raises
    ------
    UsageError
        If LEP, date or framework do not exist.

    Examples
    --------
    >>> review = review_board("New Anglia")
    >>> review.board.completeness
    'full'
    """
    name = registers.find_lep(lep)
    last_day = day(as_at)
    everything = known.seats()
    counts = known.read_table("compositions")
    found = assemble(everything, name, last_day)
    board = with_counts(found, counts) if found else None
    seen = everything[everything["lep"] == name]
    lists = known.read_table("lists")
    return BoardReview(
        lep=name,
        as_at=as_at or "",
        last_day=last_day,
        board=board,
        judgement=judge(board, framework or None) if board else None,
        yardstick=judge(board, YARDSTICK) if board else None,
        lists=lists[lists["lep"] == name].reset_index(drop=True),
        seen=seen.reset_index(drop=True),
        compositions=counts[counts["lep"] == name].reset_index(drop=True),
        facts=_facts(name),
    )


def _facts(lep: str) -> dict[str, str]:
    row = registers.leps().set_index("lep").to_dict("index")[lep]
    return {str(column): str(value) for column, value in row.items()}
