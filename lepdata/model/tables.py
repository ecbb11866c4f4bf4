"""The published tables: every column defined once, in `rules/tables.csv`."""

from __future__ import annotations

from collections.abc import Hashable
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


_FIELD_TYPES = {"whole number": "integer", "date": "date"}


def data_package() -> dict[str, object]:
    """The tables as a Data Package: what each column is, in the form that other tools read.

    Examples
    --------
    >>> data_package()["resources"][0]["path"]
    'sightings.csv'
    """
    words = _dictionary()
    resources = [
        {
            "name": table,
            "path": f"{table}.csv",
            "profile": "tabular-data-resource",
            "schema": {"fields": [_field(row) for row in words[words["table"] == table].to_dict("records")]},
        }
        for table in TABLES
    ]
    return {"name": "lepdata", "profile": "tabular-data-package", "resources": resources}


def _field(row: dict[Hashable, str]) -> dict[str, object]:
    allowed = (
        [word.strip() for word in row["allowed"].split(";")] if row["type"] == "word" and ";" in row["allowed"] else []
    )
    field: dict[str, object] = {
        "name": row["column"],
        "type": _FIELD_TYPES.get(row["type"], "string"),
        "description": row["meaning"],
    }
    if allowed:
        field["constraints"] = {"enum": [word for word in allowed if word != "empty"]}
    return field
