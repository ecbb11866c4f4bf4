"""What a finding is: two sentences for any reader, the numbers behind them, and what had to be left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from lepdata.english import joined, plural, spelled
from lepdata.files import rule_file

LEFT_OUT_COLUMNS = ("lep", "as_at", "reason")
FRAGMENTS_ONLY = "only fragments were found, which carry no share"
_CRITERIA = {row["id"]: row["text"] for row in rule_file("words/criteria.csv")}


def nothing_left_out() -> pd.DataFrame:
    """A table of boards left out, without a row."""
    return pd.DataFrame(columns=list(LEFT_OUT_COLUMNS), dtype=str)


@dataclass(frozen=True)
class Finding:
    """One thing that all boards show together.

    Attributes
    ----------
    two_sentences : str
        What was found and what it means, in plain English; every number in it is computed.
    frame : DataFrame
        What a chart or table shows.
    boards : DataFrame
        The boards it rests on, one a row.
    left_out : DataFrame
        lep, as_at, reason: the boards it could not use.
    """

    two_sentences: str
    frame: pd.DataFrame
    boards: pd.DataFrame
    left_out: pd.DataFrame = field(default_factory=nothing_left_out)


def untold(why: str, frame: pd.DataFrame, left_out: pd.DataFrame | None = None) -> Finding:
    """The finding that it cannot be told; `why` is a clause without a full stop."""
    said = f"This cannot be told: {why}. Whole published lists that say so of every member would settle it."
    return Finding(said, frame, frame, nothing_left_out() if left_out is None else left_out)


def how_many(number: int) -> str:
    """A number that stands by itself in a sentence.

    Examples
    --------
    >>> how_many(0), how_many(3), how_many(12)
    ('none', 'three', '12')
    """
    return f"{number:,}" if number > 999 else spelled(number) if number else "none"


def boards_of(number: int) -> str:
    """So many boards."""
    return plural(f"{number:,}", "board")


def names(leps: Sequence[str], most: int = 4) -> str:
    """Boards by name, the rest of a long row by number.

    Examples
    --------
    >>> names(["A", "B", "C"], most=2), names(["A"])
    ('A, B and 1 other', 'A')
    """
    shown, rest = list(leps[:most]), len(leps) - most
    return joined(shown + ([plural(rest, "other")] if rest > 0 else []))


def rule(criterion: str) -> str:
    """A criterion as pages name it, within a sentence.

    Examples
    --------
    >>> rule("private-two-thirds"), rule("a-rule-of-ones-own")
    ('two-thirds private', 'a rule of ones own')
    """
    return _CRITERIA.get(criterion, criterion.replace("-", " ")).casefold()
