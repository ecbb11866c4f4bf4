"""Dates as people publish them, read only where they can mean one thing; partial dates are intervals.

"2018" is a year, not the first of January.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

# Spelt here because the calendar module's names change with the machine's language.
_FIRST_HALF = ("january", "february", "march", "april", "may", "june")
MONTHS = (*_FIRST_HALF, "july", "august", "september", "october", "november", "december")
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2100
_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? +)?"
_ISO = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_DAY_MONTH = re.compile(_WEEKDAY + r"(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]+([a-z]+)\.?,?[ -]+(\d{4})", re.ASCII)
_MONTH_DAY = re.compile(_WEEKDAY + r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
_MONTH = re.compile(r"([a-z]+)\.?,?[ -](\d{4})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_TWO_NUMBERS = re.compile(r"(\d{1,2})/(\d{4})", re.ASCII)


class DateError(ValueError):
    """A text that is no date, with what was expected and the advice that mends it."""

    def __init__(self, expected: str, remedy: str):
        super().__init__(expected)
        self.expected, self.remedy = expected, remedy


@lru_cache(maxsize=4096)
def read_date(text: str) -> str:
    """A published date as ISO text: "2019-03-31", "2019-03" or "2019"; "" for "".

    ISO dates, a month in words ("31 March 2019", "March 2019") and British figures are read. In figures the day
    comes first; where day and month could be exchanged ("05/06/2019") nothing is assumed.

    Raises
    ------
    DateError
        If the day does not exist, the text is no date, or it can mean two days.

    Examples
    --------
    >>> read_date("24th July 2018"), read_date("24/07/2018"), read_date("Mar 2019")
    ('2018-07-24', '2018-07-24', '2019-03')
    """
    text = text.strip()
    if not text:
        return ""
    iso = _in_figures(text) or _in_words(text.casefold())
    if not iso:
        raise DateError("a date", "write it as 2019-03-31, 2019-03 or 2019, or with the month in words")
    try:
        interval(iso)
    except ValueError:
        remedy = "correct the date, or write only the month (2019-03) or the year"
        raise DateError("a day that exists, day before month", remedy) from None
    return iso


def _in_figures(text: str) -> str:
    if found := _ISO.fullmatch(text):
        return found[1]
    if found := _TWO_NUMBERS.fullmatch(text):
        return f"{found[2]}-{int(found[1]):02d}"
    if found := _NUMBERS.fullmatch(text):
        return _day_first(*(int(part) for part in found.groups()))
    return ""


def _day_first(day: int, month: int, year: int) -> str:
    if day != month and 1 <= day <= 12 and 1 <= month <= 12:
        first, second = (f"{year}-{a:02d}-{b:02d}" for a, b in ((month, day), (day, month)))
        raise DateError(
            "a date that can mean one day only",
            f"write {first} for {day} {_name(month)} or {second} for {month} {_name(day)}",
        )
    return f"{year}-{month:02d}-{day:02d}"


def _in_words(text: str) -> str:
    if found := _DAY_MONTH.fullmatch(text):
        day, month, year = found.groups()
    elif found := _MONTH_DAY.fullmatch(text):
        month, day, year = found.groups()
    elif found := _MONTH.fullmatch(text):
        day, (month, year) = "", found.groups()
    else:
        return ""
    number = _month_number(month)
    return number and f"{year}-{number}" + (f"-{int(day):02d}" if day else "")


def _month_number(word: str) -> str:
    """ "03" for "march", "mar" or "marc"; "" for anything else."""
    fitting = (number for number, month in enumerate(MONTHS, start=1) if len(word) >= 3 and month.startswith(word))
    return next((f"{number:02d}" for number in fitting), "")


def _name(month: int) -> str:
    return MONTHS[month - 1].capitalize()


@lru_cache(maxsize=4096)
def interval(text: str) -> tuple[str, str] | None:
    """First and last day that an ISO date, a year and month, or a year may mean; None for "".

    Raises
    ------
    ValueError
        If the text is no date of these forms, or the day does not exist.

    Examples
    --------
    >>> interval("2019-02"), interval("")
    (('2019-02-01', '2019-02-28'), None)
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
    return first.isoformat(), date(year, last_month, _days(year, last_month)).isoformat()


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def months_before(day: str, months: int) -> str:
    """The ISO date `months` calendar months before `day` (the month's last day where the day does not exist).

    Examples
    --------
    >>> months_before("2024-03-31", 13)
    '2023-02-28'
    """
    start = date.fromisoformat(day)
    year, month = divmod(start.year * 12 + start.month - 1 - months, 12)
    return date(year, month + 1, min(start.day, _days(year, month + 1))).isoformat()


def months_between(first: str, last: str, whole: bool = False) -> int:
    """Months from one ISO day to a later one: begun months count, or with `whole` only those that have ended.

    Examples
    --------
    >>> months_between("2018-04-20", "2018-08-01"), months_between("2018-04-20", "2018-08-01", whole=True)
    (4, 3)
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
    if not text:
        return "no date"
    year, *rest = text.split("-")
    said = [_name(int(rest[0])), year] if rest else [year]
    return " ".join([str(int(rest[1])), *said] if len(rest) > 1 else said)
