"""The shipped tables, read once and handed out as copies."""

from __future__ import annotations

import os

import pandas as pd

from lepdata.collections.built import stored_table
from lepdata.registers.whose import per_collection
from lepdata.schema import MADE_WHEN_SHOWN

NO_TITLES = "LEPDATA_NO_TITLES"
_OF_LISTS = {"seats", "members", "might_be_members", "present", "apologies", "sources", "documents", "showing"}
_OF_LINES = {"line", "n_sightings", "n_rows", "voluntary_members", "listed", "perhaps_voluntary"}
_WHOLE_NUMBERS = _OF_LISTS | _OF_LINES


@per_collection(maxsize=32)
def _table(name: str) -> pd.DataFrame:
    frame = stored_table(name)
    if name in MADE_WHEN_SHOWN:
        from lepdata.collections.shown import in_sentences

        frame = in_sentences(name, frame, read_table)
    whole = [column for column in frame if column in _WHOLE_NUMBERS]
    return frame.astype(dict.fromkeys(whole, int))


def read_table(name: str) -> pd.DataFrame:
    """One of the processed tables, as text except for whole numbers."""
    return _table(name).copy(deep=False)


def sightings() -> pd.DataFrame:
    """Every published line, with its source and its place in the raw file."""
    return read_table("sightings")


def members() -> pd.DataFrame:
    """Every seat of every list with the sector it was settled on and why; see `data/processed/dictionary.csv`."""
    return read_table("members")


def verdicts() -> pd.DataFrame:
    """One row per criterion, definition and denominator for the best list of each board."""
    return read_table("verdicts")


def answers() -> pd.DataFrame:
    """One row per board, framework (the one in force, and the last rules) and criterion, over all definitions."""
    return read_table("answers").astype({"members": int, "guessed": int})


def seats() -> pd.DataFrame:
    """Every seat of every list: the line it is shown from, what was read of it, its sector and why."""
    return _seats(titles_tell()).copy(deep=False)


@per_collection(maxsize=2)
def _seats(titles: bool) -> pd.DataFrame:
    from lepdata.collections.shown import every_seat
    from lepdata.sectors.settling import without_titles

    return every_seat(read_table) if titles else without_titles(every_seat(read_table))


def titles_tell() -> bool:
    """Whether a printed title may tell a woman or a man: `lepdata review --no-titles` says no to all its workers."""
    return os.environ.get(NO_TITLES, "") in ("", "0")


def boards() -> pd.DataFrame:
    """The 38 boards: what was published of each, and which list a review reads; see `data/processed/dictionary.csv`."""
    return read_table("boards")


def coverage() -> pd.DataFrame:
    """Every published list of every body: when, how completely, how many seats, and whether it carries a share."""
    return read_table("lists")
