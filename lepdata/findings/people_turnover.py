"""Who stayed, left and joined between two lists of one board: numbers, and only as far as the lists can carry them.

Absence from an incomplete list is not leaving. Nobody is named here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from lepdata.findings.people_lines import READ, lines_of_people
from lepdata.model import Board
from lepdata.model.dates import interval, months_before, months_between
from lepdata.model.phrases import say
from lepdata.model.vocabulary import MAIN_BOARD
from lepdata.seats import assemble
from lepdata.seats.assembly import WINDOW_MONTHS
from lepdata.seats.lists import CARRIES_A_SHARE

TURNOVER_COLUMNS = (
    "lep",
    "earlier",
    "later",
    "months",
    "earlier_completeness",
    "later_completeness",
    "earlier_members",
    "later_members",
    "on_both",
    "left_at_least",
    "left_at_most",
    "joined_at_least",
    "joined_at_most",
    "outcome",
    "because",
)
KNOWN, BOUNDED, CANNOT_TELL = "known", "at most", "cannot tell"
_ENOUGH = ("full", "assembled")
_COLUMNS = [*READ, "lep", "body", "snapshot_date", "list_completeness", "date_from", "date_basis", "seat_id", "place"]
_COLUMNS += ["attendance", "source_url"]


def turnover(seats: pd.DataFrame) -> pd.DataFrame:
    """How many members of a main board stayed, left and joined between each two of its lists in turn.

    Parameters
    ----------
    seats : DataFrame
        What `list_seats` returns.

    Returns
    -------
    DataFrame
        `TURNOVER_COLUMNS`, one row per pair of lists that do not overlap, by LEP and date. `on_both` people are named
        by both; a name spelt very differently counts as another person. Where both lists are full ("known") who is on
        one alone left or joined; where one was put together from several ("at most") so many may have; else ("cannot
        tell") the columns for leaving and joining are "".

    Examples
    --------
    >>> turnover(pd.DataFrame(columns=["lep", "body", "date_from", "list_completeness", "list_id"])).empty
    True
    """
    main = seats[(seats["body"] == MAIN_BOARD) & (seats["date_from"] != "")]
    carrying = main[main["list_completeness"].isin(CARRIES_A_SHARE)]
    several = carrying.groupby("lep")["list_id"].nunique()
    own = main[main["lep"].isin(several[several > 1].index)]
    rows = [_pair(*pair) for lep, part in own.groupby("lep", sort=True) for pair in _pairs(part[_COLUMNS], str(lep))]
    return pd.DataFrame(rows, columns=list(TURNOVER_COLUMNS))


def _pairs(own: pd.DataFrame, lep: str) -> Iterator[tuple[Board, Board]]:
    """Each two boards in turn: of those that can carry it where there are two, else of all."""
    boards = list(_boards(own, lep))[::-1]
    enough = [board for board in boards if board.completeness in _ENOUGH]
    boards = enough if len(enough) > 1 else boards
    return pairwise(boards)


def _boards(own: pd.DataFrame, lep: str) -> Iterator[Board]:
    """The board at its latest date, then before the lists of that one began, and so on; none of fragments."""
    board = assemble(own, lep)
    while board is not None and board.completeness in CARRIES_A_SHARE:
        yield board
        first = months_before(_days(board)[1], WINDOW_MONTHS) if board.lists > 1 else _day_before(_days(board)[0])
        board = assemble(own, lep, first)


def _days(board: Board) -> tuple[str, str]:
    return interval(board.as_at) or ("", "")


def _day_before(day: str) -> str:
    return (pd.Timestamp(day) - pd.Timedelta(days=1)).date().isoformat()


def _pair(earlier: Board, later: Board) -> dict[str, object]:
    before, after = (board.members[board.members["counts_as_member"] != "no"] for board in (earlier, later))
    both, left, joined = _sides(before, after)
    outcome, because = _outcome(earlier, later, before, after)
    told = outcome != CANNOT_TELL
    return {
        "lep": later.lep,
        "earlier": earlier.as_at,
        "later": later.as_at,
        "months": months_between(_days(earlier)[0], _days(later)[1], whole=True),
        "earlier_completeness": earlier.completeness,
        "later_completeness": later.completeness,
        "earlier_members": len(before),
        "later_members": len(after),
        "on_both": both,
        # only a full list shows who is not on it
        "left_at_least": (left if later.completeness == "full" else 0) if told else "",
        "left_at_most": left if told else "",
        "joined_at_least": (joined if earlier.completeness == "full" else 0) if told else "",
        "joined_at_most": joined if told else "",
        "outcome": outcome,
        "because": because,
    }


def _sides(before: pd.DataFrame, after: pd.DataFrame) -> tuple[int, int, int]:
    """How many people are named by both, by the earlier alone, by the later alone."""
    both = pd.concat([before.assign(list_id="earlier"), after.assign(list_id="later")], ignore_index=True)
    here, there = (set(" ".join(part["row_ids"]).split()) for part in (before, after))
    sides = [(bool(ids & here), bool(ids & there)) for ids in lines_of_people(both)]
    return sides.count((True, True)), sides.count((True, False)), sides.count((False, True))


def _outcome(earlier: Board, later: Board, before: pd.DataFrame, after: pd.DataFrame) -> tuple[str, str]:
    kinds = {earlier.completeness, later.completeness}
    everybody = pd.concat([before, after])
    if (everybody["place"] != "person").any():
        return CANNOT_TELL, "A list gives seats without names, which cannot be followed."
    if not kinds <= set(_ENOUGH):
        return CANNOT_TELL, "A list is not full: who is not on it may only not have been named."
    sure = kinds == {"full"} and (everybody["counts_as_member"] == "yes").all()
    outcome = KNOWN if sure else BOUNDED
    return outcome, say("people", f"turnover-{outcome}")
