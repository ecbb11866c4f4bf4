"""BOARDS -> what lepdata itself knows of each council: its seat on the board, and its place among the councils."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from lepdata.registers.geography import DEMONSTRATION
from lepdata.seating.boards import Board
from lepdata.voice.councils import council_coverage

FACT_COLUMNS = ("council", "fact", "body", "as_at", "completeness")
ON_THE_BOARD = {"directly": "own seat", "collectively": "shared seat", "through the county": "county seat"}
_SAT = ("directly", "collectively", "through the county")


def council_facts(councils: Sequence[str], board: Board | None, forums: Iterable[Board] = ()) -> pd.DataFrame:
    """What the lists show of each council.

    Parameters
    ----------
    councils : sequence of str
        The councils of the area.
    board : Board or None
        The partnership's own board.
    forums : iterable of Board
        Bodies of councils, such as a joint committee.

    Returns
    -------
    DataFrame
        Three rows for each council: its seat on the board ("own seat", "shared seat", "county seat", "no seat" where a
        full list shows it, "no council then" where the list is of a time when it was none of the area's, else "seat not
        seen"); whether councils sit there at all ("councils on the board", "no council on the board", "board not
        seen"); and its place among the councils ("forum seat", "forum of others", "no forum seen"). `body`, `as_at` and
        `completeness` are of the list that shows it, "" where none does.
    """
    on_board = _how(board, councils)
    meeting = [(forum, _how(forum, councils)) for forum in sorted(forums, key=lambda one: one.as_at, reverse=True)]
    rows: list[tuple[str, ...]] = []
    for council in councils:
        rows.append((council, _seat(council, on_board), *_list(board)))
        rows.append((council, _any_council(board, on_board), *_list(board)))
        rows.append((council, *_forum(council, meeting)))
    return pd.DataFrame(rows, columns=list(FACT_COLUMNS), dtype="str")


def seated_on(board: Board, councils: Sequence[str]) -> list[str]:
    """Those of the councils that have a seat of their own on a body."""
    return [council for council, (how, _) in _how(board, councils).items() if how == "directly"]


def _how(board: Board | None, councils: Sequence[str]) -> dict[str, tuple[str, str]]:
    """For each council how it is represented, and the outcome of the question whether it is."""
    if board is None:
        return {}
    if board.lep == DEMONSTRATION:
        return _by_name(board, councils)
    found = council_coverage(board)
    return {row["council"]: (row["how"], row["outcome"]) for row in found.to_dict("records")}


def _by_name(board: Board, councils: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The made-up area is in no register: there a council sits where an organisation bears its name."""
    counting = board.members[board.members["counts_as_member"] == "yes"]
    sitting = set(counting["organisation"])
    absent = ("not seen", "not met" if board.completeness == "full" else "cannot tell")
    return {council: ("directly", "met") if council in sitting else absent for council in councils}


def _seat(council: str, on_board: dict[str, tuple[str, str]]) -> str:
    """A list that knows other councils of the area and not this one is of a time when it was none of them."""
    how, outcome = on_board.get(council, ("", ""))
    if on_board and not how:
        return "no council then"
    return ON_THE_BOARD.get(how) or ("no seat" if outcome == "not met" else "seat not seen")


def _any_council(board: Board | None, on_board: dict[str, tuple[str, str]]) -> str:
    if any(how in _SAT for how, _ in on_board.values()):
        return "councils on the board"
    everyone_known = bool(on_board) and all(outcome == "not met" for _, outcome in on_board.values())
    return "no council on the board" if board is not None and everyone_known else "board not seen"


def _forum(council: str, meeting: list[tuple[Board, dict[str, tuple[str, str]]]]) -> tuple[str, ...]:
    """The newest body of councils on which this one is seen, else the newest there is."""
    for forum, how in meeting:
        if how.get(council, ("", ""))[0] == "directly":
            return ("forum seat", *_list(forum))
    return ("forum of others", *_list(meeting[0][0])) if meeting else ("no forum seen", "", "", "")


def _list(board: Board | None) -> tuple[str, str, str]:
    return (board.body, board.as_at, board.completeness) if board else ("", "", "")
