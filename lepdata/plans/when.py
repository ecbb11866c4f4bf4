"""Published words of a date -> the days they mean, by `rules/plans/date_words.csv`; the first that fits decides."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lepdata.dates import MONTHS
from lepdata.plans.bounds import BOUNDS, SEASONS, WEEKDAYS, Bounds, NotReadable, Stretch, period_days
from lepdata.plans.records import When
from lepdata.plans.rulebook import rows

UNREAD = When("none", "", "", "", "", "no rule reads these words")
NO_WORDS = When("none", "", "", "", "", "")
_MONTH = "|".join((*MONTHS, *(month[:3] for month in MONTHS), "sept"))
_DAY = "|".join((*WEEKDAYS, *(day[:3] for day in WEEKDAYS), "tues", "thur", "thurs", "weds"))
_FIGURES = r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})"
_PARTS = {  # what stands for what in a pattern of the rules
    "month": _MONTH,
    "month2": _MONTH,
    "weekday": _DAY,
    "day": r"\d{1,2}",
    "year": r"20\d{2}",
    "season": "|".join(SEASONS),
    "iso": r"\d{4}-\d{2}-\d{2}",
    "numbers": _FIGURES,
    "numbers2": _FIGURES,
}
_MARK = re.compile(r"(?<!\?P)<(\w+)>")


@cache
def _rules() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    return tuple((re.compile(_expanded(row["pattern"]), re.ASCII), row) for row in rows("date_words.csv"))


def _expanded(pattern: str) -> str:
    return _MARK.sub(lambda mark: f"(?P<{mark[1]}>{_PARTS[mark[1]]})", pattern)


def plain(text: str) -> str:
    """Words as the rules see them: small letters, single blanks, no brackets around them, one kind of dash.

    Examples
    --------
    >>> plain(" (By  April/May 2019)."), plain("mid–May")
    ('by april/may 2019', 'mid-may')
    """
    text = " ".join(text.replace("–", "-").replace("—", "-").casefold().split())
    return text.strip("-;,. ").removeprefix("(").removesuffix(")").strip()


@lru_cache(maxsize=65536)
def read_when(text: str, period: str = "") -> When:
    """What the words of a date mean.

    Parameters
    ----------
    text : str
        As published, such as "by April/May 2019".
    period : str
        The plan's time, two partial dates parted by "/": a date without a year is sought there.

    Returns
    -------
    When
        Words that no rule reads give the kind "none" and the doubt that says so.

    Examples
    --------
    >>> read_when("by April/May 2019")[:3]
    ('by', '2019-04-30', '2019-05-31')
    >>> read_when("Wednesday 15th May", "2019-04/2020-03")[:3], read_when("ASAP").kind
    (('on', '2019-05-15', '2019-05-15'), 'as soon as possible')
    >>> read_when("Thursday 15th May", "2019-04/2020-03").doubt
    '15 May 2019 was a Wednesday'
    """
    words = plain(text)
    if not words:
        return NO_WORDS
    for pattern, row in _rules():
        if found := pattern.fullmatch(words):
            return _read(found, row, period)
    return UNREAD


def _read(found: re.Match[str], row: dict[str, str], period: str) -> When:
    try:
        bounds = _bounds(found, row["bounds"], period)
    except NotReadable as why:
        return When("none", "", "", row["says"], row["id"], str(why))
    first, last = ("" if day is None else day.isoformat() for day in bounds[:2])
    return When(row["kind"], first, last, row["says"], row["id"], bounds.doubt)


def _bounds(found: re.Match[str], name: str, period: str) -> Bounds:
    if name == "end of":
        last = _inner(found["rest"], period)
        return Bounds(last[1], last[1])
    if name == "stretch":
        first, second = _inner(found["first"], period), _inner(found["second"], period)
        return Bounds(first[0], second[1], "it ends before it begins" if second[1] < first[0] else "")
    return BOUNDS[name](found.groupdict(), period_days(period))


def _inner(text: str, period: str) -> Stretch:
    inner = read_when(text, period)
    if not inner.last:
        raise NotReadable(inner.doubt or "it names no day")
    first, last = period_days(f"{inner.first}/{inner.last}") or (None, None)
    assert first is not None and last is not None  # inner.last is not ""
    return first, last
