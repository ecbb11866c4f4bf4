"""Partial dates as intervals: "2018" is a year, not the first of January."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2100


@lru_cache(maxsize=4096)
def interval(text: str) -> tuple[str, str] | None:
    """First and last day that a published date may mean.

    Parameters
    ----------
    text : str
        An ISO date, a year and month, a year, or "".

    Returns
    -------
    tuple of str or None
        Two ISO dates; None where there is no date.

    Raises
    ------
    ValueError
        If the text is no date of these forms, or the day does not exist.

    Examples
    --------
    >>> interval("2019-02")
    ('2019-02-01', '2019-02-28')
    >>> interval("") is None
    True
    """
    text = text.strip()
    if not text:
        return None
    found = _PARTIAL.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is not a date of the form 2019-03-31, 2019-03 or 2019")
    year = int(found[1])
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        raise ValueError(f"{text!r} is not in a year between {_EARLIEST_YEAR} and {_LATEST_YEAR}")
    first = date(year, int(found[2] or 1), int(found[3] or 1))
    if found[3]:
        return first.isoformat(), first.isoformat()
    last_month = first.month if found[2] else 12
    last = date(year, last_month, calendar.monthrange(year, last_month)[1])
    return first.isoformat(), last.isoformat()


def months_before(day: str, months: int) -> str:
    """The ISO date `months` calendar months before `day` (the month's last day where the day does not exist).

    Examples
    --------
    >>> months_before("2024-03-31", 13)
    '2023-02-28'
    """
    start = date.fromisoformat(day)
    year, month = divmod(start.year * 12 + start.month - 1 - months, 12)
    month += 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1])).isoformat()


def months_between(first: str, last: str, whole: bool = False) -> int:
    """Months from one ISO day to a later one: begun months count, or with `whole` only those that have ended.

    Examples
    --------
    >>> months_between("2018-04-20", "2018-08-01"), months_between("2018-04-20", "2018-08-01", whole=True)
    (4, 3)
    >>> months_between("2018-04-20", "2018-08-20"), months_between("2018-04-20", "2018-04-20")
    (4, 0)
    """
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day) if whole else months + (end.day > start.day)


def words(text: str) -> str:
    """A partial date as people say it.

    Examples
    --------
    >>> words("2018-07-24"), words("2018-07"), words("2018"), words("")
    ('24 July 2018', 'July 2018', '2018', 'no date')
    """
    parts = text.split("-")
    if not text:
        return "no date"
    if len(parts) == 1:
        return text
    month = calendar.month_name[int(parts[1])]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"
