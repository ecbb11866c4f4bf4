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


def demonstration_seats(boards: Sequence[str] = ("board_before", "board_after")) -> pd.DataFrame:
    """Every seat of the made-up area's boards (files of `data/raw/demonstration/`) as `lepdata.seats()` has seats."""
    lines = []
    for name in boards:
        rows = demonstration_table(name)[list(BOARD_COLUMNS)]
        lines.append(rows.assign(file=f"{name}.csv", line=range(2, len(rows) + 2), source_id="", correction_ids=""))
    described = describe(pd.concat(lines, ignore_index=True))
    evidence = find_evidence(described)
    return with_councils(list_seats(settle(described, evidence)), evidence)
