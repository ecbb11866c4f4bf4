"""What a finding is: two sentences for any reader, the numbers behind them, and what had to be left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from lepdata.english import joined, plural, spelled

LEFT_OUT_COLUMNS = ("lep", "as_at", "reason")
FRAGMENTS_ONLY = "only fragments were found, which carry no share"


@dataclass(frozen=True)
class Finding:
    """One thing that all boards show together: in words, for a chart, the boards it rests on, and those left out."""

    two_sentences: str
    frame: pd.DataFrame
    boards: pd.DataFrame
    left_out: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(LEFT_OUT_COLUMNS), dtype=str))


def untold(why: str, frame: pd.DataFrame, left_out: pd.DataFrame | None = None) -> Finding:
    """The finding that it cannot be told; `why` is a clause without a full stop."""
    said = f"This cannot be told: {why}. Whole published lists that say so of every member would settle it."
    return Finding(said, frame, frame, *(() if left_out is None else (left_out,)))


def how_many(number: int) -> str:
    """A number that stands by itself in a sentence: "none", "three", "12"."""
    return f"{number:,}" if number > 999 else spelled(number) if number else "none"


def boards_of(number: int) -> str:
    """So many boards."""
    return plural(f"{number:,}", "board")


def names(leps: Sequence[str], most: int = 4) -> str:
    """Boards by name, the rest of a long row by number."""
    shown, rest = list(leps[:most]), len(leps) - most
    return joined(shown + ([plural(rest, "other")] if rest > 0 else []))
