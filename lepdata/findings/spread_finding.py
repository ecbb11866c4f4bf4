"""What a finding is: an answer, two sentences for any reader, the numbers, and what had to be left out."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

BEYOND, WITHIN, CANNOT_TELL, COUNTED = "beyond chance", "within chance", "cannot tell", "counted"
ANSWERS = (BEYOND, WITHIN, CANNOT_TELL, COUNTED)
LEFT_OUT_COLUMNS = ("lep", "as_at", "reason")
RARE = 0.05  # what chance does no oftener than this is called beyond chance


def nothing_left_out() -> pd.DataFrame:
    """A table of boards left out, without a row."""
    return pd.DataFrame(columns=list(LEFT_OUT_COLUMNS), dtype=str)


@dataclass(frozen=True)
class Finding:
    """One thing that all boards show together.

    Attributes
    ----------
    name : str
        What it is called, such as "spread of voluntary".
    answer : str
        One of `ANSWERS`: a comparison with chance, or "counted" where nothing is compared.
    two_sentences : str
        What was found and what it means, in plain English; every number in it is computed.
    frame : DataFrame
        What a chart or table shows.
    boards : DataFrame
        The boards it rests on, one a row.
    left_out : DataFrame
        lep, as_at, reason: the boards it could not use.
    numbers : dict
        The figures of the sentences and those behind them.
    """

    name: str
    answer: str
    two_sentences: str
    frame: pd.DataFrame
    boards: pd.DataFrame
    left_out: pd.DataFrame = field(default_factory=nothing_left_out)
    numbers: dict[str, object] = field(default_factory=dict)


def untold(name: str, why: str, frame: pd.DataFrame, boards: pd.DataFrame, left_out: pd.DataFrame) -> Finding:
    """The finding that it cannot be told, and why.

    Parameters
    ----------
    name : str
        What the finding would be called.
    why : str
        A clause without a full stop, such as "only 3 boards have a list good enough".
    frame, boards, left_out : DataFrame
        As far as they exist; none may be None.

    Examples
    --------
    >>> empty = pd.DataFrame()
    >>> print(untold("x", "no board has a list", empty, empty, empty).two_sentences)
    This cannot be told: no board has a list. Whole published lists that say so of every member would settle it.
    """
    return Finding(
        name,
        CANNOT_TELL,
        (f"This cannot be told: {why}. Whole published lists that say so of every member would settle it."),
        frame,
        boards,
        left_out,
        {"boards": len(boards)},
    )


def over_readings(p_values: list[float]) -> str:
    """One answer over several readings of what is unknown: chance under all, beyond it under all, else cannot tell.

    Examples
    --------
    >>> over_readings([0.01, 0.04]), over_readings([0.2, 0.9]), over_readings([0.01, 0.2])
    ('beyond chance', 'within chance', 'cannot tell')
    """
    rare = [p <= RARE for p in p_values]
    return BEYOND if all(rare) else CANNOT_TELL if any(rare) else WITHIN
