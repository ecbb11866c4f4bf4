"""Private or public as the national accounts had it at the row's date."""

from __future__ import annotations

from functools import cache

import pandas as pd

from lepdata.model.distinct import read_once
from lepdata.model.faults import Fault, InputFaults, quoted
from lepdata.model.places import RULES

FILE = RULES / "members" / "national_accounts.csv"
READINGS = ("private", "public", "unknown")
_EARLIEST, _LATEST = "0000-00-00", "9999-99-99"


def national_accounts_sector(members: pd.DataFrame) -> pd.Series:
    """The national-accounts reading of each row.

    Parameters
    ----------
    members : DataFrame
        `sector`, `sector_kind`, `date_from`, `date_to`.

    Returns
    -------
    Series
        private, public or unknown. A date that spans a change of the reading, or no date where it matters, is unknown.
    """
    columns = ("sector", "sector_kind", "date_from", "date_to")
    return read_once(read_national_accounts, *(members[column] for column in columns))


def read_national_accounts(sector: str, kind: str, date_from: str, date_to: str) -> str:
    """One reading.

    Parameters
    ----------
    sector, kind : str
        The settled sector and its kind; a rule for the kind goes before the rule for the whole sector.
    date_from, date_to : str
        First and last day the row may be of, or "".

    Examples
    --------
    >>> read_national_accounts("education", "university", "", "")
    'private'
    >>> read_national_accounts("education", "further education", "2022-01-01", "2022-12-31")
    'unknown'
    """
    periods = _periods().get((sector, kind)) or _periods().get((sector, ""), ())
    first, last = date_from or _EARLIEST, date_to or date_from or _LATEST
    touched = {reading for begins, ends, reading in periods if begins <= last and ends >= first}
    return touched.pop() if len(touched) == 1 else "unknown"


@cache
def _periods() -> dict[tuple[str, str], tuple[tuple[str, str, str], ...]]:
    table = pd.read_csv(FILE, dtype=str, keep_default_na=False, encoding="utf-8")
    faults = [
        Fault(FILE.name, line, "reads", quoted(reads), "one of " + ", ".join(READINGS), "correct this cell")
        for line, reads in enumerate(table["reads"], start=2)
        if reads not in READINGS
    ]
    if faults:
        raise InputFaults(faults)
    found: dict[tuple[str, str], tuple[tuple[str, str, str], ...]] = {}
    for row in table.to_dict("records"):
        key = (row["sector"], row["sector_kind"])
        found[key] = (*found.get(key, ()), (row["from"] or _EARLIEST, row["to"] or _LATEST, row["reads"]))
    return found
