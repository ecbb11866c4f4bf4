"""A FRAME OF MANY BOARDS -> its lists, one after another, each with whose it is, of when and how complete."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from lepdata.dates import read_date
from lepdata.model import Board, UsageError
from lepdata.model.distinct import Numbers, number, read_once
from lepdata.model.faults import quoted
from lepdata.model.phrases import say
from lepdata.model.vocabulary import MAIN_BOARD
from lepdata.read.words import read_completeness
from lepdata.registers import find_lep
from lepdata.representation.councils_seated import SEAT_CELLS
from lepdata.seats import SEAT_COLUMNS, describe
from lepdata.verdicts.roll import ROLL_COLUMNS

LIST_KEYS = ("lep", "body", "snapshot_date")
NEEDED = tuple(dict.fromkeys((*LIST_KEYS, "list_completeness", *ROLL_COLUMNS, *SEAT_CELLS)))
# A list is as complete as its least complete row says.
WEAKEST_FIRST = ("partial", "truncated", "not stated", "attendance", "assembled", "full")


_RANK = {word: place for place, word in enumerate(WEAKEST_FIRST)}


class Of(NamedTuple):
    """Whose list it is, of when, how complete, and what a reader must know of that."""

    lep: str
    body: str
    as_at: str
    completeness: str
    caveats: tuple[str, ...]


class Lists(NamedTuple):
    """Rows sorted by list; list `n` has the rows from `starts[n]` to `starts[n + 1]`."""

    rows: pd.DataFrame
    starts: Numbers
    of: tuple[Of, ...]

    @property
    def list_of_row(self) -> Numbers:
        """For every row the number of its list."""
        return np.repeat(np.arange(len(self.of)), np.diff(self.starts))


def lists_of(frame: pd.DataFrame) -> Lists:
    """The lists of a frame in the order in which they first appear.

    Parameters
    ----------
    frame : DataFrame
        One row per seat, with the sector columns that `classify` adds. Rows of one lep, body and snapshot_date are a
        list, wherever they stand. What `describe` reads from published words (roles, names) is read where it is
        missing. Not modified.
    """
    rows = _with_needed(frame)
    numbers, first = number(*(rows[name] for name in LIST_KEYS))
    starts = np.concatenate([[0], np.cumsum(np.bincount(numbers, minlength=len(first)))])
    rank = rows["list_completeness"].map(_RANK).to_numpy()
    weakest = np.full(len(first), len(WEAKEST_FIRST) - 1)
    np.minimum.at(weakest, numbers, rank)
    of = _of_each(rows[list(LIST_KEYS)].iloc[first], weakest)
    return Lists(rows.iloc[np.argsort(numbers, kind="stable")].reset_index(drop=True), starts, of)


def boards_of(frame: pd.DataFrame) -> Iterator[Board]:
    """The same lists as boards, one by one, to be judged each by itself.

    Examples
    --------
    >>> frame = pd.DataFrame({"lep": ["Dorset", "Solent", "Dorset"], "sector": ["private", "council", "council"]})
    >>> [(board.lep, len(board.members)) for board in boards_of(frame)]
    [('Dorset', 2), ('Solent', 1)]
    """
    lists = lists_of(frame)
    for at, own in enumerate(lists.of):
        members = lists.rows.iloc[lists.starts[at] : lists.starts[at + 1]].reset_index(drop=True)
        yield Board(own.lep, own.body, own.as_at, own.completeness, members, caveats=own.caveats)


def named(lep: str, body: str) -> tuple[str, str, tuple[str, ...]]:
    """A LEP and a body by the names that the registers have for them, and what a reader must know of that.

    Examples
    --------
    >>> named("new anglia lep", "")
    ('New Anglia', 'main board', ('The file names no body; it is judged as the main board of a LEP.',))
    """
    caveats = () if body else (say("caveats", "no-body"),)
    try:
        return find_lep(lep) if lep else "", body or MAIN_BOARD, caveats
    except UsageError:
        strange = say("caveats", "no-such-lep", lep=quoted(lep))
        return lep, body or MAIN_BOARD, (*caveats, strange)


def weakest(completeness: pd.Series) -> str:
    """How complete a list is by the words of its rows: as its least complete row says.

    Examples
    --------
    >>> weakest(pd.Series(["full", "attendance", "full"])), weakest(pd.Series(["a guess"]))
    ('attendance', 'not stated')
    """
    return min((_completeness(word) for word in completeness.unique()), key=WEAKEST_FIRST.index)


def _of_each(keys: pd.DataFrame, weakest: Numbers) -> tuple[Of, ...]:
    leps, bodies, dates = (keys[name].tolist() for name in LIST_KEYS)
    names = {pair: named(*pair) for pair in dict.fromkeys(zip(leps, bodies, strict=True))}
    days = {date: _iso(date) for date in dict.fromkeys(dates)}
    found = []
    for lep, body, date, word in zip(leps, bodies, dates, weakest.tolist(), strict=True):
        known, known_body, caveats = names[lep, body]
        found.append(Of(known, known_body, days[date], WEAKEST_FIRST[word], caveats))
    return tuple(found)


def _iso(date: str) -> str:
    """A date as ISO text; one that cannot be read is left for the judge to say so."""
    try:
        return read_date(date)
    except ValueError:
        return date


def _with_needed(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns that judging reads, as text; what the frame has is taken as it is."""
    read = describe(frame) if set(NEEDED) & set(SEAT_COLUMNS) - set(frame) else frame
    found = {name: frame[name] if name in frame else read[name] for name in NEEDED if name in read}
    texts = {name: column.astype("str").fillna("") for name, column in found.items()}
    rows = pd.DataFrame({name: texts.get(name, "") for name in NEEDED}, index=frame.index)
    rows["list_completeness"] = read_once(_completeness, rows["list_completeness"])
    return rows


def _completeness(text: str) -> str:
    """A word that nobody can read states nothing."""
    return read_completeness(text) or "not stated"
