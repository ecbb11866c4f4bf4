"""Which body took each partnership's functions on, and between which days: all 38, the unknown left unknown."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lepdata.progress.periods import Period, read_period
from lepdata.registers import geography

INTEGRATION_COLUMNS = (
    "lep",
    "slug",
    "successor",
    "date_as_published",
    "first_day",
    "last_day",
    "note",
    "how_dated",
    "standing",
    "status",
    "sources",
)
DATED, NO_DATE, CONTINUES, NOT_SHOWN = (
    "successor and date seen",
    "successor seen, no date",
    "reported as continuing",
    "no successor shown",
)
_CONTINUES = "continues"  # the register's own word


@dataclass(frozen=True)
class Integration:
    """What followed one partnership.

    Attributes
    ----------
    lep, successor : str
        The partnership, and the body or bodies that took its functions on ("" where no source seen shows one).
    period : Period
        When, in published words and as two days.
    status, standing : str
        How well the register's sources show it, and what can be done with it: "successor and date seen", "successor
        seen, no date", "reported as continuing" or "no successor shown".
    sources : tuple of str
        Pages of the register's row.
    """

    lep: str
    successor: str
    period: Period
    status: str
    standing: str
    sources: tuple[str, ...]


def integrations() -> pd.DataFrame:
    """All 38 partnerships, one row each.

    Returns
    -------
    DataFrame
        `INTEGRATION_COLUMNS`, all text: `date_as_published` keeps the words; `first_day` and `last_day` are ISO days
        ("" where not known); `note` is what the words say in brackets; `how_dated` is "a day", "between two days",
        "by a day" or "not known"; `standing` says what can be done with it; pages in `sources` are parted by " | ".

    Examples
    --------
    >>> integrations()["standing"].value_counts().to_dict()["successor and date seen"]
    32
    """
    rows = [_flat(_of(row), row["slug"]) for row in geography.leps().to_dict("records")]
    return pd.DataFrame(rows, columns=list(INTEGRATION_COLUMNS))


def integration(lep: str) -> Integration:
    """What followed one partnership, or the made-up area where that is asked for.

    Raises
    ------
    UsageError
        If nobody knows the name, with the near matches.

    Examples
    --------
    >>> integration("Dorset").period[:2], integration("Worcestershire").standing
    (('', '2025-03-31'), 'reported as continuing')
    """
    name = geography.find_area(lep)
    made_up = name == geography.DEMONSTRATION
    rows = geography.demonstration_table("area") if made_up else geography.leps()
    return _of(rows[rows["lep"] == name].to_dict("records")[0])


def _of(row: dict[Hashable, Any]) -> Integration:
    period = read_period(row["successor_date"])
    sources = tuple(part.strip() for part in row["sources"].split("|") if part.strip())
    standing = _standing(row["successor"], period, row["successor_status"])
    return Integration(row["lep"], row["successor"], period, row["successor_status"], standing, sources)


def _standing(successor: str, period: Period, status: str) -> str:
    if successor:
        return DATED if period.last else NO_DATE
    return CONTINUES if status == _CONTINUES else NOT_SHOWN


def _flat(one: Integration, slug: str) -> dict[str, str]:
    return {
        "lep": one.lep,
        "slug": slug,
        "successor": one.successor,
        "date_as_published": one.period.as_published,
        "first_day": one.period.first,
        "last_day": one.period.last,
        "note": one.period.note,
        "how_dated": one.period.how,
        "standing": one.standing,
        "status": one.status,
        "sources": " | ".join(one.sources),
    }
