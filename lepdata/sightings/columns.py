"""The columns of a board file, each defined once: the reader, the template and `validate` all read this."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lepdata.files import rule_file

SEAT_DESCRIPTIONS = ("job_title", "organisation", "capacity_as_published", "role")


@dataclass(frozen=True)
class Column:
    """One column of the board file.

    Attributes
    ----------
    name, meaning, example : str
        Its heading, what it holds in plain English, and a fictional value.
    type : str
        "text", "date", "choice" (a closed list) or "role" (a list with many synonyms).
    allowed : tuple of str
        The closed list, else empty.
    required : str
        "no", or "one of" for those of which a file needs at least one.
    standard : bool
        The publication standard asks for it in every row.
    width : int
        A sensible width in a sheet, in characters.
    """

    name: str
    meaning: str
    type: str
    allowed: tuple[str, ...]
    example: str
    required: str
    standard: bool
    width: int


def rule_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one rule file of the board file, as text."""
    return rule_file(f"board_file/{name}")


@cache
def columns() -> tuple[Column, ...]:
    """Every column of the board file, in the order of the published file.

    Examples
    --------
    >>> [column.name for column in columns() if column.type == "date"]
    ['snapshot_date']
    """
    return tuple(_column(row) for row in rule_rows("columns.csv"))


def column(name: str) -> Column:
    """The definition of one column; KeyError where there is none."""
    return {each.name: each for each in columns()}[name]


def _column(row: dict[str, str]) -> Column:
    allowed = tuple(filter(None, row["allowed"].split("|")))
    return Column(
        row["column"],
        row["meaning"],
        row["type"],
        allowed,
        row["example"],
        row["required"],
        row["standard"] == "yes",
        int(row["width"]),
    )
