"""Which of the published lists of a board stands beside a figure of a certain date."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from lepdata.model import Board
from lepdata.model.dates import months_between
from lepdata.representation import voluntary_measures
from lepdata.seats import published_lists
from lepdata.verdicts.roll import Roll, call_roll

NEAR_MONTHS = 12  # as far apart as lists may lie that are put together to one board
_RANK = {"full": 0, "attendance": 1, "not stated": 1, "truncated": 2, "partial": 3}
_USABLE = 1


@dataclass(frozen=True)
class Held:
    """One published list, its seats and the documents it comes from."""

    list_id: str
    lep: str
    body: str
    as_at: str
    completeness: str
    date_from: str
    date_to: str
    members: int
    seats: pd.DataFrame

    @cached_property
    def roll(self) -> Roll:
        """Everybody on it who counts as a member or might, nobody twice."""
        return call_roll(Board(self.lep, self.body, self.as_at, self.completeness, self.seats))

    @cached_property
    def sources(self) -> frozenset[str]:
        """The addresses of its documents."""
        return frozenset(self.seats["source_url"])

    def gap(self, span: tuple[str, str]) -> int:
        """Months between the list and a stretch of time, begun months counted; 0 where they may be of one day."""
        if self.date_from > span[1]:
            return months_between(span[1], self.date_from)
        return months_between(self.date_to, span[0]) if self.date_to < span[0] else 0


class Shelf:
    """Every dated list, by LEP.

    Parameters
    ----------
    seats : DataFrame
        What `list_seats` returns, with sectors and genders.
    """

    def __init__(self, seats: pd.DataFrame) -> None:
        self._by_lep: dict[str, list[Held]] = {}
        self._studies: dict[str, pd.DataFrame] = {}
        self._seats = seats
        dated = seats[seats["date_from"] != ""]
        if dated.empty:
            return
        parts = dict(list(dated.groupby("list_id", sort=False)))
        for row in published_lists(dated).to_dict("records"):
            held = Held(
                list_id=row["list_id"],
                lep=row["lep"],
                body=row["body"],
                as_at=row["snapshot_date"],
                completeness=row["list_completeness"],
                date_from=row["date_from"],
                date_to=row["date_to"],
                members=row["members"],
                seats=parts[row["list_id"]],
            )
            self._by_lep.setdefault(held.lep, []).append(held)

    def nearest(self, lep: str, body: str, span: tuple[str, str]) -> Held | None:
        """The list that stands for a body at a time; None where no dated list of it is held.

        A list that may be of the very day goes first, the most complete of several; else the nearest that carries a
        share, unless it is more than a year away and a fragment is not.

        Parameters
        ----------
        lep, body : str
            Whose list; a body is also found by the end of its name ("Business Board (successor)").
        span : tuple of str
            First and last ISO day.
        """
        return min(self._of(lep, body), key=lambda held: _order(held, span), default=None)

    def near(self, lep: str, body: str, span: tuple[str, str]) -> list[Held]:
        """Every list of a body within a year of a stretch of time; the one that shows most of it first.

        Where boards are added up a list that carries a share goes before a fragment of the very day.
        """
        own = [held for held in self._of(lep, body) if held.gap(span) <= NEAR_MONTHS]
        return sorted(own, key=lambda held: _fullest(held, span))

    def study(self, as_at: str) -> pd.DataFrame:
        """The measures of the voluntary sector study at a day; no row where no dated list is held."""
        if as_at not in self._studies:
            nothing = pd.DataFrame(columns=["measure"])
            self._studies[as_at] = voluntary_measures(self._seats, as_at) if self._by_lep else nothing
        return self._studies[as_at]

    def _of(self, lep: str, body: str) -> list[Held]:
        known = self._by_lep.get(lep, [])
        return [one for one in known if one.body == body] or [one for one in known if one.body.endswith(f" {body}")]


def _order(held: Held, span: tuple[str, str]) -> tuple[int, int, int, int, str]:
    gap, rank = held.gap(span), _RANK.get(held.completeness, 3)
    away = 0 if gap == 0 else 1 if gap <= NEAR_MONTHS else 2
    tier = 0 if away == 0 else 2 * away + (rank > _USABLE)
    # of several of the same day the most complete, of several further away the nearest
    return (tier, rank if away == 0 else gap, gap if away == 0 else rank, -held.members, held.list_id)


def _fullest(held: Held, span: tuple[str, str]) -> tuple[bool, int, int, str]:
    fragment, gap = _RANK.get(held.completeness, 3) > _USABLE, held.gap(span)
    return (fragment, -held.members if fragment else gap, gap if fragment else -held.members, held.list_id)
