"""LISTS -> how each part of each list's area is represented, as `geography.parts_of` says of one board."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lepdata.model import Board
from lepdata.model.distinct import Numbers
from lepdata.representation.councils_area import AUTHORITY, Area
from lepdata.representation.councils_coverage import area_of
from lepdata.representation.councils_seated import SEAT_CELLS, seats_of
from lepdata.verdicts.geography import Parts, parts_in
from lepdata.verdicts.many_lists import Lists


def parts_of_each(lists: Lists, which: Numbers) -> Iterator[Parts]:
    """The parts of the areas of some lists, by their numbers."""
    rows = lists.rows[list(SEAT_CELLS)]
    council, nobody = np.flatnonzero(_may_be_a_councils(rows)), rows.iloc[:0]
    seats = list(rows.iloc[council].itertuples(index=False, name=None))
    cuts = np.searchsorted(council, lists.starts).tolist()
    areas: dict[tuple[str, str], tuple[Area | None, str]] = {}
    for at in which.tolist():
        own = lists.of[at]
        if (own.lep, own.as_at) not in areas:
            areas[own.lep, own.as_at] = area_of(Board(own.lep, own.body, own.as_at, own.completeness, nobody))
        where, why_not = areas[own.lep, own.as_at]
        yield Parts({}, why_not) if where is None else parts_in(where, seats_of(seats[cuts[at] : cuts[at + 1]], where))


def _may_be_a_councils(rows: pd.DataFrame) -> pd.Series:
    """Rows that `seats_of` may find a council's; the others it only counts."""
    counted = rows["counts_as_member"].isin(["yes", "might"]) & (rows["place"] != "vacancy")
    council = (rows["sector"] == "council") | (rows["seat_sector"] == "council")
    return counted & (council | (rows["sector_kind"] == AUTHORITY) | (rows["sector"] == ""))
