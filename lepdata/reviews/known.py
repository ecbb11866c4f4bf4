"""The tables of the boards in use: as text for ourselves, and with proper types for who asks at the front door."""

from __future__ import annotations

import os

import pandas as pd

from lepdata import dates, schema, vocabulary
from lepdata.collections.built import stored_table
from lepdata.display import in_columns
from lepdata.registers.whose import per_collection

NO_TITLES = "LEPDATA_NO_TITLES"
_WHOLE_NUMBERS = {
    *("seats", "members", "might_be_members", "present", "apologies", "sources", "documents", "showing"),
    *("line", "n_sightings", "n_rows", "voluntary_members", "listed", "perhaps_voluntary"),
}


@per_collection(maxsize=32)
def _table(name: str) -> pd.DataFrame:
    frame = stored_table(name)
    if name in schema.MADE_WHEN_SHOWN:
        from lepdata.collections.tables import in_sentences

        frame = in_sentences(name, frame, read_table)
    return frame.astype({column: int for column in frame if column in _WHOLE_NUMBERS})


def read_table(name: str) -> pd.DataFrame:
    """One of the processed tables, as text except for whole numbers."""
    return _table(name).copy(deep=False)


def _typed(name: str, frame: pd.DataFrame, date: str = "") -> pd.DataFrame:
    """A table with dates, Int64 and categories; what a partial date in the column `date` may mean stands beside it."""
    if date:
        spans = [dates.interval(text) or ("", "") for text in frame[date]]
        frame = frame.assign(date_from=[span[0] for span in spans], date_to=[span[1] for span in spans])
    kinds = {row["column"]: row for row in schema.of_table(name) if row["column"] in frame}
    made = {column: _as_typed(frame[column], row["type"], row["allowed"]) for column, row in kinds.items()}
    made |= {column: _as_typed(frame[column], "date") for column in ("date_from", "date_to") if column in frame}
    return frame.assign(**made)


def _as_typed(texts: pd.Series, kind: str, allowed: str = "") -> pd.Series:
    if kind == "whole number":
        return texts.replace("", None).astype("Int64")
    if kind == "date":
        return pd.to_datetime(texts.where(texts != "", None), format="%Y-%m-%d")
    listed = [word.strip().replace("empty", "") for word in allowed.split(";") if ";" in allowed]
    further = sorted(set(texts) - set(listed)) if kind == "word" else []
    return texts.astype(pd.CategoricalDtype([*listed, *further])) if kind == "word" else texts


def members() -> pd.DataFrame:
    """Every seat of every list, its sector and why, under the names of a board file and of what `classify` adds."""
    names = dict.fromkeys([*vocabulary.BOARD_COLUMNS, *schema.columns("members")])
    return _typed("members", in_columns(seats()[list(names)]), "snapshot_date")


def verdicts() -> pd.DataFrame:
    """One row per criterion, definition and denominator for the best list of each board."""
    return _typed("verdicts", read_table("verdicts"), "as_at")


def answers() -> pd.DataFrame:
    """One row per board, framework (the one in force, and the last rules) and criterion, over all definitions."""
    return _typed("answers", read_table("answers"), "as_at")


def seats() -> pd.DataFrame:
    """Every seat of every list: the line it is shown from, what was read of it, its sector and why."""
    return _seats(titles_tell()).copy(deep=False)


@per_collection(maxsize=2)
def _seats(titles: bool) -> pd.DataFrame:
    from lepdata.collections.tables import every_seat
    from lepdata.sectors.settling import without_titles

    return every_seat(read_table) if titles else without_titles(every_seat(read_table))


def titles_tell() -> bool:
    """Whether a printed title may tell a woman or a man: `lepdata review --no-titles` says no to all its workers."""
    return os.environ.get(NO_TITLES, "") in ("", "0")


def boards() -> pd.DataFrame:
    """The 38 boards: what was published of each, and which list a review reads; see `data/processed/dictionary.csv`."""
    return _typed("boards", read_table("boards"), "list_date")


def coverage() -> pd.DataFrame:
    """Every published list of every body: when, how completely, how many seats, and whether it carries a share."""
    return _typed("lists", read_table("lists"))
