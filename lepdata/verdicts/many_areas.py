"""LISTS -> how each part of each list's area is represented, as `geography.parts_of` says of one board."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
import pandas as pd

from lepdata.model import Board
from lepdata.model.distinct import Numbers
from lepdata.representation.councils_area import AUTHORITY, Area
from lepdata.representation.councils_coverage import area_of
from lepdata.representation.councils_seated import SEAT_CELLS, seats_of
from lepdata.verdicts.geography import Parts, parts_in
from lepdata.verdicts.many_lists import Lists


class Areas:
    """The areas of lists, with the council seats on each; read when they are first asked for."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._known: dict[tuple[str, str], tuple[Area | None, str]] = {}

    def parts_of(self, which: Numbers) -> Iterator[Parts]:
        """The parts of the areas of some lists, by their numbers."""
        seats, cuts = self._seats
        for at in which.tolist():
            where, why_not = self._area(at)
            own = seats[cuts[at] : cuts[at + 1]]
            yield Parts({}, why_not) if where is None else parts_in(where, seats_of(own, where))

    @cached_property
    def _seats(self) -> tuple[list[tuple[str, ...]], list[int]]:
        """What may be council seats, list by list; those of list n from the n-th of the numbers to the next."""
        council = np.flatnonzero(_may_be_a_councils(self._lists.rows))
        cells = self._lists.rows[list(SEAT_CELLS)].iloc[council]
        seats = list(zip(*(cells[name].tolist() for name in SEAT_CELLS), strict=True))
        return seats, np.searchsorted(council, self._lists.starts).tolist()

    def _area(self, at: int) -> tuple[Area | None, str]:
        own = self._lists.of[at]
        if (own.lep, own.as_at) not in self._known:
            board = Board(own.lep, own.body, own.as_at, own.completeness, pd.DataFrame())
            self._known[own.lep, own.as_at] = area_of(board)
        return self._known[own.lep, own.as_at]


def _may_be_a_councils(rows: pd.DataFrame) -> pd.Series:
    """Rows that `seats_of` may find a council's; the others it only counts."""
    counted = rows["counts_as_member"].isin(["yes", "might"]) & (rows["place"] != "vacancy")
    council = (rows["sector"] == "council") | (rows["seat_sector"] == "council")
    return counted & (council | (rows["sector_kind"] == AUTHORITY) | (rows["sector"] == ""))
