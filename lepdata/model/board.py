"""The board that verdicts are given about."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Board:
    """One body at one date, with everyone its list names.

    Attributes
    ----------
    lep, body : str
        Names as the registers and the sources have them.
    as_at : str
        The list's date as published, perhaps only a year; "" where none was.
    completeness : str
        One of `vocabulary.COMPLETENESS`.
    members : DataFrame
        One row per seat with the seat and sector columns; those who do not count as members are rows too.
    board_size : int or None
        A size published elsewhere, which bounds how many members were not seen.
    caveats : tuple of str
        What a reader must know about how the list was made.
    lists : int
        How many published lists were put together. More than one counts people of several dates together, so that more
        names than a limit allows do not prove that more sat at once.
    """

    lep: str
    body: str
    as_at: str
    completeness: str
    members: pd.DataFrame
    board_size: int | None = None
    caveats: tuple[str, ...] = ()
    lists: int = 1
