"""SEATS -> the partnership's last usable list and its successor's, where both were published."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from lepdata.seating.assembly import assemble
from lepdata.seating.boards import Board
from lepdata.vocabulary import MAIN_BOARD
from lepdata.voice.voluntary import place_of

_SUCCESSOR_PLACE, _SUCCESSOR_MARK = "successor board", "(successor)"


class Pair(NamedTuple):
    """The board before integration and the one after; None where no dated list of it was published."""

    before: Board | None
    after: Board | None


def is_successor(body: str, last_day: str) -> bool:
    """Whether a body is one that carries a partnership's business voice on.

    A business board of a time when nothing had been folded into an authority is a sub-board; a list that calls its body
    the successor is taken at its word, unless the successor was another partnership.

    Parameters
    ----------
    body : str
        Its name as the lists have it.
    last_day : str
        The last ISO day that the list's date may mean.

    Examples
    --------
    >>> [is_successor(body, "2024-06-12") for body in ("West Yorkshire Business Board", "main board")]
    [True, False]
    """
    return body.endswith(_SUCCESSOR_MARK) or place_of(body, last_day) == _SUCCESSOR_PLACE


def boards_of(seats: pd.DataFrame, lep: str, as_at: str = "", integrated_by: str = "") -> Pair:
    """The best list of a partnership's own board and of its successor's.

    Parameters
    ----------
    seats : DataFrame
        What `list_seats` returns, settled.
    lep : str
        The partnership.
    as_at : str, optional
        An ISO day; later lists are not looked at.
    integrated_by : str, optional
        The last ISO day on which the integration may have happened: lists of the main board of later days are not taken
        for the board before it. "" where that is not known.

    Returns
    -------
    Pair
        Of several successor bodies the one whose best list names most members, then the later one.
    """
    own = seats[(seats["lep"] == lep) & (seats["date_from"] != "")]
    last = min(filter(None, (as_at, integrated_by)), default="")
    successors = [body for body, day in _last_days(own).items() if is_successor(body, day)]
    found = [board for body in successors if (board := assemble(own, lep, as_at, body)) is not None]
    after = max(found, key=lambda board: (_members(board), board.as_at, board.body), default=None)
    return Pair(assemble(own, lep, last, MAIN_BOARD), after)


def leps_with_successors(seats: pd.DataFrame) -> list[str]:
    """The partnerships of whose successor a dated list was published, by name."""
    dated = seats[seats["date_from"] != ""]
    last = dated.sort_values("date_to", kind="stable").drop_duplicates(["lep", "body"], keep="last")
    return sorted({row["lep"] for row in last.to_dict("records") if is_successor(row["body"], row["date_to"])})


def _last_days(own: pd.DataFrame) -> dict[str, str]:
    return {str(body): str(day) for body, day in own.groupby("body")["date_to"].max().items()}


def _members(board: Board) -> int:
    return int((board.members["counts_as_member"] == "yes").sum())
