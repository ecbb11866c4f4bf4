"""First and last day of what a rule of `date_words.csv` found in the words of a date."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from lepdata.dates import MONTHS, interval

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_ONE_DAY = timedelta(days=1)
Parts = Mapping[str, str | None]
Stretch = tuple[date, date]


class NotReadable(ValueError):
    """The words name no day that exists, or none that can be told."""


class Bounds(NamedTuple):
    """The first and the last day, and what is doubtful about them."""

    first: date | None
    last: date | None
    doubt: str = ""


def period_days(period: str) -> Stretch | None:
    """First and last day of a plan's time; None where it is "".

    Raises
    ------
    ValueError
        If it is no two partial dates in order.

    Examples
    --------
    >>> [day.isoformat() for day in period_days("2019-04/2020-03")]
    ['2019-04-01', '2020-03-31']
    """
    if not period:
        return None
    first, last = (interval(part) for part in (period.split("/") * 2)[:2])
    if first is None or last is None or last[1] < first[0] or period.count("/") > 1:
        raise ValueError(f"{period!r} is not a time such as 2019-04/2020-03")
    return date.fromisoformat(first[0]), date.fromisoformat(last[1])


def month_number(word: str) -> int:
    """1 for "january" or "jan"."""
    return next(n for n, month in enumerate(MONTHS, start=1) if month.startswith(word[:3]))


def month_of(year: int, month: int) -> Stretch:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _months(parts: Parts, period: Stretch | None, month: str = "month") -> Iterator[Stretch]:
    """The months that the words may name: of the year given, or those that touch the plan's time."""
    number, year = month_number(parts[month] or ""), parts.get("year")
    if year:
        yield month_of(int(year), number)
        return
    if period is None:
        raise NotReadable("no year is given, and the plan does not say its time")
    for each in range(period[0].year, period[1].year + 1):
        days = month_of(each, number)
        if days[0] <= period[1] and days[1] >= period[0]:
            yield days


def _month(parts: Parts, period: Stretch | None, month: str = "month") -> Stretch:
    found = next(_months(parts, period, month), None)
    if found is None:
        raise NotReadable("no year is given, and the month does not lie in the plan's time")
    return found


def _whole_month(parts: Parts, period: Stretch | None) -> Bounds:
    return Bounds(*_month(parts, period))


def _third(first: int, last: int) -> Callable[[Parts, Stretch | None], Bounds]:
    def days(parts: Parts, period: Stretch | None) -> Bounds:
        """The days of this third of the month."""
        begin, end = _month(parts, period)
        return Bounds(begin.replace(day=first), min(end, begin.replace(day=last)) if last else end)

    return days


def _month_end(parts: Parts, period: Stretch | None) -> Bounds:
    last = _month(parts, period)[1]
    return Bounds(last, last)


def _either_month_end(parts: Parts, period: Stretch | None) -> Bounds:
    first, second = _month(parts, period)[1], _month(parts, period, "month2")[1]
    if second < first:
        raise NotReadable("the second month ends before the first")
    return Bounds(first, second)


def _past_month(parts: Parts, period: Stretch | None) -> Bounds:
    """Without a year: the last month of that name that ends before the plan's time does, or begins before it."""
    if parts.get("year") or period is None:
        return _whole_month(parts, period)
    number, start = month_number(parts["month"] or ""), period[0]
    return Bounds(*month_of(start.year if number <= start.month else start.year - 1, number))


def _day(parts: Parts, period: Stretch | None) -> Bounds:
    day, weekday = int(parts["day"] or 0), parts.get("weekday")
    months = list(_months(parts, period)) or [_month(parts, period)]
    found = [begin.replace(day=day) for begin, end in months if 1 <= day <= end.day]
    if not found:
        raise NotReadable("that day does not exist")
    fitting = [each for each in found if not weekday or WEEKDAYS[each.weekday()].startswith(weekday[:3])]
    chosen = (fitting or found)[0]
    true = WEEKDAYS[chosen.weekday()].capitalize()
    doubt = "" if fitting else f"{chosen.day} {MONTHS[chosen.month - 1].capitalize()} {chosen.year} was a {true}"
    return Bounds(chosen, chosen, doubt)


def _season(parts: Parts, period: Stretch | None) -> Bounds:
    number = SEASONS[parts["season"] or ""]
    first = _month({**parts, "month": MONTHS[number - 1]}, period)[0]
    year, month = divmod(first.year * 12 + number + 1, 12)
    return Bounds(first, month_of(year, month + 1)[1])


def _iso(text: str) -> Bounds:
    try:
        found = interval(text)
    except ValueError as error:
        raise NotReadable(str(error)) from None
    assert found is not None  # the rule's pattern asks for figures
    return Bounds(date.fromisoformat(found[0]), date.fromisoformat(found[1]))


def _figures(parts: Parts, period: Stretch | None) -> Bounds:
    readings = [each for name in ("numbers", "numbers2") if parts.get(name) for each in _readings(parts[name] or "")]
    two = any(len(_readings(parts[name] or "")) > 1 for name in ("numbers", "numbers2") if parts.get(name))
    doubt = "day and month could be exchanged" if two else ""
    return Bounds(min(readings), max(readings), doubt)


def _readings(text: str) -> list[date]:
    """The days that figures may mean: the British one first.

    Examples
    --------
    >>> [day.isoformat() for day in _readings("03/04/19")], [day.isoformat() for day in _readings("14/03/18")]
    (['2019-04-03', '2019-03-04'], ['2018-03-14'])
    """
    day, month, year = (int(part) for part in text.replace(".", "/").replace("-", "/").split("/"))
    year += 2000 if year < 100 else 0
    found = []
    for one, other in dict.fromkeys(((day, month), (month, day))):
        if 1 <= other <= 12 and 1 <= one <= calendar.monthrange(year, other)[1]:
            found.append(date(year, other, one))
    if not found:
        raise NotReadable("that day does not exist")
    return found


def _financial_year(parts: Parts, period: Stretch | None) -> Bounds:
    first = _first_year(parts["fyear"] or "")
    return Bounds(date(first, 4, 1), date(first + 1, 3, 31))


def _financial_quarter(parts: Parts, period: Stretch | None) -> Bounds:
    first = _first_year(parts["fyear"] or parts["fyear2"] or "")
    number = int(parts["quarter"] or parts["quarter2"] or 0)
    return Bounds(*quarter_days(first, number))


def quarter_days(year: int, number: int) -> Stretch:
    """The days of a quarter of the financial year that begins in April of `year`.

    Examples
    --------
    >>> [day.isoformat() for day in quarter_days(2023, 4)]
    ['2024-01-01', '2024-03-31']
    """
    months = year * 12 + 3 + (number - 1) * 3
    begin = date(months // 12, months % 12 + 1, 1)
    after = months + 3
    return begin, date(after // 12, after % 12 + 1, 1) - _ONE_DAY


def _first_year(text: str) -> int:
    first, second = int(text[:4]), int(text[-2:])
    if (first + 1) % 100 != second:
        raise NotReadable(f"{text} is no financial year: the second year does not follow the first")
    return first


BOUNDS: dict[str, Callable[[Parts, Stretch | None], Bounds]] = {
    "none": lambda parts, period: Bounds(None, None),
    "month": _whole_month,
    "month end": _month_end,
    "ends of months": _either_month_end,
    "past month": _past_month,
    "first third": _third(1, 10),
    "middle": _third(11, 20),
    "last third": _third(21, 0),
    "day": _day,
    "season": _season,
    "iso": lambda parts, period: _iso(parts["iso"] or ""),
    "iso part": lambda parts, period: _iso(parts["part"] or ""),
    "figures": _figures,
    "financial quarter": _financial_quarter,
    "financial year": _financial_year,
}
