"""The shipped tables, read once and handed out as copies."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from lepdata.errors import Fault, InputFaults
from lepdata.files import PROCESSED
from lepdata.schema import MADE_WHEN_SHOWN

_WHOLE_NUMBERS = {
    "seats",
    "members",
    "might_be_members",
    "present",
    "apologies",
    "sources",
    "line",
    "n_sightings",
    "n_rows",
    "voluntary_members",
    "listed",
    "perhaps_voluntary",
    "documents",
    "showing",
}


@lru_cache(maxsize=16)
def _table(name: str) -> pd.DataFrame:
    path = PROCESSED / f"{name}.csv"
    if not path.is_file():
        raise InputFaults([Fault(path.name, None, "", "no file", f"the processed table {name}", "run: lepdata build")])
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    if name in MADE_WHEN_SHOWN:
        from lepdata.collections.shown import in_sentences

        frame = in_sentences(name, frame, read_table)
    whole = [column for column in frame if column in _WHOLE_NUMBERS]
    return frame.astype(dict.fromkeys(whole, int))


def read_table(name: str) -> pd.DataFrame:
    """One of the processed tables, as text except for whole numbers.

    Raises
    ------
    InputFaults
        If it has not been built.
    """
    return _table(name).copy()


def sightings() -> pd.DataFrame:
    """Every published line, with its source and its place in the raw file."""
    return read_table("sightings")


def members() -> pd.DataFrame:
    """Every seat of every list with the sector it was settled on and why; see `data/processed/dictionary.csv`."""
    return read_table("members")


def verdicts() -> pd.DataFrame:
    """One row per criterion, definition and denominator for the best list of each board."""
    return read_table("verdicts")


def seats() -> pd.DataFrame:
    """Every seat with the published words and everything read from them, sectors included.

    Returns
    -------
    DataFrame
        One row per seat on one list: the sighting it is shown from, the columns of `seats`, and those of `members`.
    """
    return _seats().copy()


@lru_cache(maxsize=1)
def _seats() -> pd.DataFrame:
    from lepdata.collections.shown import every_seat

    return every_seat(read_table)


def boards() -> pd.DataFrame:
    """The 38 boards: what is known of each, and which list a review reads.

    Returns
    -------
    DataFrame
        One row per LEP: lep, slug, region; `list_date`, `completeness`, `members` and `seats` of that list; `lists`,
        `lines` and `sources` published on any of its bodies; `first_date` and `last_date` of the main board's.
    """
    return read_table("boards")


def coverage() -> pd.DataFrame:
    """Every published list of every body: when, how completely, how many seats, and whether it carries a share."""
    return read_table("lists")
