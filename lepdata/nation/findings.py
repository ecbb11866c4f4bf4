"""What a finding is: two sentences for any reader, and the frame behind them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from lepdata.english import spelled


@dataclass(frozen=True)
class Finding:
    """One thing that all boards show together: in words, and the boards or figures that it rests on."""

    two_sentences: str
    frame: pd.DataFrame


def untold(why: str, frame: pd.DataFrame) -> Finding:
    """The finding that it cannot be told; `why` is a clause without a full stop."""
    return Finding(
        f"This cannot be told: {why}. Whole published lists that say so of every member would settle it.", frame
    )


def how_many(number: int) -> str:
    """A number that stands by itself in a sentence: "none", "three", "12"."""
    return f"{number:,}" if number > 999 else spelled(number) if number else "none"
