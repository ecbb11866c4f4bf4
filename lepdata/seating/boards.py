"""The board that verdicts are given about."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from lepdata.vocabulary import COUNTED_GROUPS


@dataclass(frozen=True)
class PublishedCount:
    """A count of a board that was published without names, such as "10 of 14 private".

    Attributes
    ----------
    group : str
        Who was counted: one of `vocabulary.COUNTED_GROUPS`, or other words, which no rule is read against.
    count, of : int or None
        How many, out of how many members; None where not printed.
    as_at, date_from, date_to : str
        The date as published, and the first and last ISO day it may mean; "" where none was.
    as_published, note, source_url, id : str
        The printed words, what else the source says, where it was seen, and the count's name in the tables.
    of_this_list : bool
        Whoever gave the list gave the count with it, so that no date need show that the two belong together.
    """

    group: str
    count: int | None = None
    of: int | None = None
    as_at: str = ""
    date_from: str = ""
    date_to: str = ""
    as_published: str = ""
    note: str = ""
    source_url: str = ""
    id: str = ""
    of_this_list: bool = False

    @property
    def size(self) -> int | None:
        """How many members it says the board has; None where it does not, or counts out of a part of the board."""
        if self.group == "members":
            return self.count
        return self.of if self.group in COUNTED_GROUPS else None


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
    since : str
        The first ISO day of the earliest of those lists; "" where the board is one list.
    published : tuple of PublishedCount
        Counts published of this body without names, of whatever date.
    """

    lep: str
    body: str
    as_at: str
    completeness: str
    members: pd.DataFrame
    board_size: int | None = None
    caveats: tuple[str, ...] = ()
    lists: int = 1
    since: str = ""
    published: tuple[PublishedCount, ...] = ()
