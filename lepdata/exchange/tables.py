"""The published tables as they leave: all of them or those of some LEPs, as text or typed by the dictionary."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from lepdata.model.tables import TABLES, dictionary
from lepdata.reviews.known import read_table

Tables = Mapping[str, pd.DataFrame]

DICTIONARY = "dictionary"


def tables(leps: Collection[str] = ()) -> dict[str, pd.DataFrame]:
    """Every published table and the dictionary, by name.

    Parameters
    ----------
    leps : collection of str
        Names as the registers have them: only their rows, and the reasons and documents that those rest on. All if
        empty.

    Returns
    -------
    dict of DataFrame
        All cells text, "" where nothing is known.

    Examples
    --------
    >>> len(tables()["boards"]), len(tables(["Cumbria"])["boards"])
    (38, 1)
    """
    everything = {name: as_text(read_table(name)) for name in (*TABLES, DICTIONARY)}
    return _of(everything, leps) if leps else everything


def _of(everything: dict[str, pd.DataFrame], leps: Collection[str]) -> dict[str, pd.DataFrame]:
    own = {name: frame[frame["lep"].isin(leps)] if "lep" in frame else frame for name, frame in everything.items()}
    lines = own["sightings"]
    own["evidence"] = own["evidence"][own["evidence"]["seat_id"].isin(lines["row_id"])]
    own["sources"] = own["sources"][own["sources"]["source_id"].isin(lines["source_id"])]
    return {name: frame.reset_index(drop=True) for name, frame in own.items()}


def as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with every cell as the text that its CSV file holds.

    Examples
    --------
    >>> as_text(pd.DataFrame({"n": [1, None], "word": ["a", None]})).to_numpy().tolist()
    [['1', 'a'], ['', '']]
    """
    texts = {column: [_text(value) for value in frame[column].tolist()] for column in frame}
    return pd.DataFrame(texts, columns=frame.columns, dtype="str")


def _text(value: Any) -> str:
    if value is None or value is pd.NA or value != value:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The table with its whole numbers as numbers.

    Parameters
    ----------
    table : str
        Its name in the dictionary.
    frame : DataFrame
        The table, as text or not.

    Returns
    -------
    DataFrame
        Whole numbers as ``Int64``, `pandas.NA` where there is none; everything else text. A partial date is no date of
        the calendar, so dates stay ISO text.

    Raises
    ------
    ValueError
        If a cell is not what the dictionary promises.

    Examples
    --------
    >>> typed("sources", pd.DataFrame({"source_id": ["s001"], "n_rows": ["17"]})).dtypes.astype(str).tolist()
    ['str', 'Int64']
    """
    text = as_text(frame)
    whole = [column for column, kind in types(table).items() if kind == "whole number" and column in text]
    return text.assign(**{column: _whole(text[column]) for column in whole})


def types(table: str) -> dict[str, str]:
    """Column to type, as the dictionary has them.

    Examples
    --------
    >>> types("sources")["n_rows"]
    'whole number'
    """
    words = dictionary()
    own = words[words["table"] == table]
    return dict(zip(own["column"], own["type"], strict=True))


def _whole(texts: pd.Series) -> pd.Series:
    return pd.Series([int(text) if text else pd.NA for text in texts], index=texts.index, dtype="Int64")
