"""The seats of the made-up area, read by the same steps as everybody's and kept apart from them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from lepdata.registers.geography import demonstration_table
from lepdata.seating.lists import list_seats
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence
from lepdata.sectors.settling import settle
from lepdata.vocabulary import BOARD_COLUMNS
from lepdata.voice.councils import with_councils

_BOARDS = ("board_before", "board_after")


def demonstration_seats(boards: Sequence[str] = _BOARDS) -> pd.DataFrame:
    """Every seat of the made-up area's boards (files of `data/raw/demonstration/`) as `lepdata.seats()` has seats.

    Examples
    --------
    >>> demonstration_seats()["body"].value_counts().to_dict()
    {'main board': 17, 'Exampleshire Business Board': 15}
    """
    lines = pd.concat([_sightings(name) for name in boards], ignore_index=True)
    described = describe(lines)
    evidence = find_evidence(described)
    return with_councils(list_seats(settle(described, evidence)), evidence)


def _sightings(name: str) -> pd.DataFrame:
    rows = demonstration_table(name)[list(BOARD_COLUMNS)]
    return rows.assign(file=f"{name}.csv", line=range(2, len(rows) + 2), source_id="", correction_ids="")
