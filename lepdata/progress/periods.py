"""A date in published words -> the first and last day that it may mean, the words kept."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from lepdata.dates import interval
from lepdata.progress.rule_rows import rule_rows

_NOTE = re.compile(r"(?P<date>[^(]*?)\s*\((?P<note>.*)\)")
EXACT, BETWEEN, OPEN_START, NOT_KNOWN = "a day", "between two days", "by a day", "not known"


class Period(NamedTuple):
    """The days between which something happened.

    `first` is "" where nothing bounds it from below, both are where nothing does. `as_published` keeps the words,
    `note` what they say in brackets.
    """

    first: str
    last: str
    as_published: str
    note: str

    @property
    def how(self) -> str:
        """How well it is known: "a day", "between two days", "by a day" or "not known"."""
        if not self.last:
            return NOT_KNOWN
        if not self.first:
            return OPEN_START
        return EXACT if self.first == self.last else BETWEEN


@lru_cache(maxsize=512)
def read_period(text: str) -> Period:
    """Read a date as sources print it, by the rules of `rules/progress/published_dates.csv`.

    Parameters
    ----------
    text : str
        Such as "2024-04", "end of 2023" or "by 2025-03-31", with or without words in brackets; "" is not known.

    Returns
    -------
    Period
        Two ISO days and the words.

    Raises
    ------
    ValueError
        If no rule reads the words, or they name a day that does not exist.

    Examples
    --------
    >>> read_period("end of 2023")[:2], read_period("by 2025-03-31")[:2]
    (('2023-10-01', '2023-12-31'), ('', '2025-03-31'))
    >>> read_period("2024-04-01 (company closing 2024-09-30)").note
    'company closing 2024-09-30'
    """
    apart = _NOTE.fullmatch(text.strip())
    words, note = (apart["date"], apart["note"]) if apart else (text.strip(), "")
    if not words:
        return Period("", "", text, note)
    for rule in rule_rows("published_dates.csv"):
        if found := re.fullmatch(rule["pattern"], words):
            first, last = (_days(rule[end].format(**found.groupdict()), words) for end in ("first", "last"))
            return _in_order(Period(first[0], last[1], text, note))
    known = ", ".join(repr(rule["example"]) for rule in rule_rows("published_dates.csv"))
    raise ValueError(f"{words!r} is no date of a form that is known here, such as {known}")


def _days(text: str, words: str) -> tuple[str, str]:
    try:
        return interval(text) or ("", "")
    except ValueError as error:
        raise ValueError(f"{words!r} is no date: {error}") from None


def _in_order(period: Period) -> Period:
    if period.first > period.last:
        raise ValueError(f"{period.as_published!r} ends before it begins")
    return period
