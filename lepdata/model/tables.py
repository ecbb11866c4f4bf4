"""The published tables: every column defined once, in `rules/tables.csv`."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from lepdata.model.places import RULES


@lru_cache(maxsize=1)
def _dictionary() -> pd.DataFrame:
    return pd.read_csv(RULES / "tables.csv", dtype=str, keep_default_na=False)


def dictionary() -> pd.DataFrame:
    """The data dictionary: table, column, type, allowed, meaning."""
    return _dictionary().copy()


TABLES = (
    "sightings",
    "seats",
    "evidence",
    "members",
    "lists",
    "boards",
    "compositions",
    "verdicts",
    "voluntary_seats",
    "voluntary_voice",
    "publication",
    "council_coverage",
    "sources",
    "reconciliation",
    "figure_checks",
)


def columns(table: str) -> list[str]:
    """The columns of a processed table, in order.

    Examples
    --------
    >>> columns("sources")[0]
    'source_id'
    """
    own = _dictionary()
    return own.loc[own["table"] == table, "column"].tolist()


def in_order(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The table's columns of `frame`, in the dictionary's order.

    Raises
    ------
    KeyError
        If `frame` lacks a column that the dictionary promises.
    """
    return frame[columns(table)].reset_index(drop=True)
