"""Dates as people publish them, read only where they can mean one thing; partial dates are intervals.

"2018" is a year, not the first of January.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from lepdata.errors import UsageError
from lepdata.files import rule_file

# Spelt here because the calendar module's names change with the machine's language.
_FIRST_HALF = ("january", "february", "march", "april", "may", "june")
MONTHS = (*_FIRST_HALF, "july", "august", "september", "october", "november", "december")
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2100
_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? +)?(?:the )?"
_PATTERNS = (
    r"(?P<iso>\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[t ]00:00(?::00(?:\.0+)?)?(?:z|\+00:?00)?)?",
    r"(?P<month>\d{1,2})/(?P<year>\d{4})",
    r"(?P<first>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4}|\d{2})(?:[t ]00:00(?::00)?)?",
    _WEEKDAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]+(?P<month>[a-z]+)\.?,?[ -]+(?P<year>\d{4}|\d{2})",
    _WEEKDAY + r"(?P<month>[a-z]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})",
    r"(?P<month>[a-z]+)\.?,?[ -](?P<year>\d{4})",
    r"(?P<month>[a-z]+)-(?P<year>\d{2})",
)
_FORMS = [re.compile(pattern, re.ASCII) for pattern in _PATTERNS]
_IN_FIGURES = _FORMS[2]
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = ("ten", "eleven", "twelf", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_DAYS = [*_UNITS, *(f"{number}th" for number in _TEENS), "twentieth", *(f"twenty-{unit}" for unit in _UNITS)]
_DAYS += ["thirtieth", "thirty-first"]
_DAY_IN_WORDS = re.compile(rf"\b({'|'.join(reversed(_DAYS))})(?: day)?(?= (?:of )?[a-z])", re.IGNORECASE)


class DateError(ValueError):
    """A text that is no date, with what was expected and the advice that mends it."""

    def __init__(self, expected: str, remedy: str):
        super().__init__(expected)
        self.expected, self.remedy = expected, remedy


DAY_FIRST, MONTH_FIRST = "day-first", "month-first"  # orders of dates in figures


@lru_cache(maxsize=65536)
def read_date(text: str, order: str = "") -> str:
    """A published date as ISO text: "2019-03-31", "2019-03" or "2019"; "" for "".

    Figures that could mean two days are refused unless their `order` is known.
    """
    text = days_in_figures(text.strip())
    if not text:
        return ""
    iso = _iso(text.casefold(), order)
    if not iso:
        raise DateError("a date", "write it as 2019-03-31, 2019-03 or 2019, or with the month in words")
    try:
        interval(iso)
    except ValueError:
        remedy = "correct the date, or write only the month (2019-03) or the year"
        raise DateError("a day that exists, day before month", remedy) from None
    return iso


def day_of(text: str, order: str = "", otherwise: str = "") -> str:
    """The ISO text of a date, or what is said otherwise."""
    try:
        return read_date(text, order)
    except DateError:
        return otherwise


def order_of(text: str) -> str:
    """DAY_FIRST or MONTH_FIRST where the figures of a date can mean one day only, else ""."""
    found = _IN_FIGURES.fullmatch(text.strip())
    first, second = (int(found["first"]), int(found["month"])) if found else (0, 0)
    if max(first, second) > 31 or (first > 12) == (second > 12):
        return ""
    return DAY_FIRST if first > 12 else MONTH_FIRST


def looks_like_date(text: str) -> bool:
    """Whether a text is written as a date, of whatever day."""
    return any(form.fullmatch(days_in_figures(text.strip()).casefold()) for form in _FORMS)


def days_in_figures(text: str) -> str:
    """A text with its days in figures: "the 21 of May 2026" for "the twenty-first of May 2026"."""
    return _DAY_IN_WORDS.sub(lambda found: str(_DAYS.index(found[1].casefold()) + 1), text)


def _iso(text: str, order: str) -> str:
    found = next((found.groupdict() for form in _FORMS if (found := form.fullmatch(text))), {})
    if not found or "iso" in found:
        return found.get("iso") or ""
    month, year, first = found["month"], found["year"], found.get("first")
    if len(year) == 2:  # as spreadsheets understand it: 00 to 49 are of this century
        year = f"{'20' if year < '50' else '19'}{year}"
    day = first or found.get("day")
    if first and order == MONTH_FIRST:
        month, day = first, month
    elif first and not order:
        one, two = int(first), int(month)
        if one != two and 1 <= one <= 12 and 1 <= two <= 12:
            both = (f"{year}-{b:02d}-{a:02d} for {a} {MONTHS[b - 1].capitalize()}" for a, b in ((one, two), (two, one)))
            raise DateError("a date that can mean one day only", f"write {' or '.join(both)}")
    number = f"{int(month):02d}" if month.isdecimal() else _month_number(month)
    return number and f"{year}-{number}" + (f"-{int(day):02d}" if day else "")


def _month_number(word: str) -> str:
    """ "03" for "march", "mar" or "marc"; "" for anything else."""
    fitting = (number for number, month in enumerate(MONTHS, start=1) if len(word) >= 3 and month.startswith(word))
    return next((f"{number:02d}" for number in fitting), "")


@lru_cache(maxsize=4096)
def interval(text: str) -> tuple[str, str] | None:
    """First and last day that an ISO date, a year and month, or a year may mean; None for ""; else a ValueError."""
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
    return first.isoformat(), date(year, last_month, monthrange(year, last_month)[1]).isoformat()


def days_of(text: str) -> tuple[str, str]:
    """As `interval`; two empty texts for "" and for what is no ISO date."""
    try:
        return interval(text) or ("", "")
    except ValueError:
        return "", ""


AskedDate = str | int | float | date | None  # a date as people ask for it; a datetime or Timestamp is a date


def asked_date(asked: AskedDate) -> str:
    """The date that somebody asks for, in whatever form it comes, as ISO text; "" for none."""
    if isinstance(asked, float) and asked.is_integer():
        asked = int(asked)
    text = str(asked).strip()
    if text.casefold() in ("", "nan", "nat", "none", "<na>"):  # first: pandas' "not a time" is a date too
        return ""
    if isinstance(asked, date):
        return asked.isoformat()[:10]
    try:
        return read_date(text)
    except DateError as error:
        said = f"The date asked for cannot be read: {text!r} is not {error.expected}"
        raise UsageError(f"{said}. {error.remedy[0].upper()}{error.remedy[1:]}.") from None


def last_day(asked: AskedDate) -> str:
    """The last day that a date given by a user may mean, as an ISO date; "" for none."""
    return days_of(asked_date(asked))[1]


def months_before(day: str, months: int) -> str:
    """The ISO date `months` calendar months before `day` (the month's last day where the day does not exist)."""
    start = date.fromisoformat(day)
    year, month = divmod(start.year * 12 + start.month - 1 - months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).isoformat()


def months_between(first: str, last: str, whole: bool = False) -> int:
    """Months from one ISO day to a later one: begun months count, or with `whole` only those that have ended."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day) if whole else months + (end.day > start.day)


@lru_cache(maxsize=4096)
def words(text: str) -> str:
    """A partial date as people say it."""
    if not text:
        return "no date"
    year, *rest = text.split("-")
    said = [MONTHS[int(rest[0]) - 1].capitalize(), year] if rest else [year]
    return " ".join([str(int(rest[1])), *said] if len(rest) > 1 else said)


# --- the words of a date in a plan, by `rules/plans/date_words.csv`; the first rule that fits decides

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DONE_ALREADY, RECURRING = "done already", "recurring"
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_MARKS = {  # what stands for what in a pattern of the rules; "month2" is a second month
    "month": "|".join((*MONTHS, *(month[:3] for month in MONTHS), "sept")),
    "weekday": "|".join((*WEEKDAYS, *(day[:3] for day in WEEKDAYS), "tues", "thur", "thurs", "weds")),
    "day": r"\d{1,2}",
    "year": r"20\d{2}",
    "season": "|".join(_SEASONS),
    "iso": r"\d{4}-\d{2}-\d{2}",
    "numbers": r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})",
}
_MARK = re.compile(r"(?<!\?P)<(\w+)>")
_NO_DAY = "that day does not exist"
Days = tuple[str, str]  # the first and the last ISO day of a time
_Parts = Mapping[str, str]


class When(NamedTuple):
    """What the published words of a date mean."""

    kind: str
    first: str = ""
    last: str = ""
    rule: str = ""
    doubt: str = ""

    @property
    def can_pass(self) -> bool:
        """Whether it names a day on which it is too late: what is done already has no such day."""
        return bool(self.last) and self.kind != DONE_ALREADY

    def in_words(self) -> str:
        """The days meant, as a reader says them; "" where there is none."""
        if not self.last:
            return ""
        first, last = words(self.first), words(self.last)
        if self.kind == "by":
            return f"by {last}" if first == last else f"by {first} or by {last}"
        return f"on {first}" if first == last else f"from {first} to {last}"


@lru_cache(maxsize=65536)
def read_when(text: str, period: str = "") -> When:
    """What the words of a date mean; one without a year is sought in the plan's time ("2019-04/2020-03")."""
    plain = " ".join(text.replace("–", "-").replace("—", "-").casefold().split())
    plain = plain.strip("-;,. ").removeprefix("(").removesuffix(")").strip()
    for pattern, row in _rules() if plain else ():
        if found := pattern.fullmatch(plain):
            try:
                first, last, *doubt = _bounds(found.groupdict(""), row["bounds"], period)
            except ValueError as why:  # the words name no day that exists, or none that can be told
                return When("none", rule=row["id"], doubt=str(why))
            return When(row["kind"], first, last, row["id"], "".join(doubt))
    return When("none", doubt="no rule reads these words" if plain else "")


@cache
def _rules() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    """The rules, the marks of their patterns (`<month>`) replaced by what they stand for."""
    rows = rule_file("plans/date_words.csv")
    whole = (_MARK.sub(lambda mark: f"(?P<{mark[1]}>{_MARKS[mark[1].rstrip('2')]})", row["pattern"]) for row in rows)
    return tuple(zip((re.compile(pattern, re.ASCII) for pattern in whole), rows, strict=True))


def period_days(period: str) -> Days | None:
    """The first and the last day of a plan's time such as "2019-04/2020-03"; None if it is not two dates in order."""
    (first, _), (_, last) = (days_of(part) for part in (period.split("/") * 2)[:2])
    return (first, last) if period.count("/") <= 1 and first and first <= last else None


def _bounds(parts: _Parts, bounds: str, period: str) -> tuple[str, ...]:
    """The first and the last day by a rule's `bounds`, and what is doubtful about them, if anything."""
    match bounds:
        case "none":
            return "", ""
        case "end of":
            return (_inner(parts["rest"], period)[1],) * 2
        case "year end":
            return _months_from(int(parts["year"]), 10, 3)
        case "stretch":
            first, last = _inner(parts["first"], period)[0], _inner(parts["second"], period)[1]
            return first, last, "it ends before it begins" if last < first else ""
        case "figures":
            readings = [_readings(parts[name]) for name in ("numbers", "numbers2") if parts.get(name)]
            days = sorted(day for each in readings for day in each)
            return days[0], days[-1], "day and month could be exchanged" if max(map(len, readings)) > 1 else ""
        case "iso":
            return interval(parts["iso"]) or ()
        case "financial year" | "financial quarter":
            text = parts.get("fyear") or parts["fyear2"]
            year, second = int(text[:4]), int(text[-2:])
            if (year + 1) % 100 != second:
                raise ValueError(f"{text} is no financial year: the second year does not follow the first")
            quarter = int(parts.get("quarter") or parts.get("quarter2") or 1)
            return _months_from(year, 1 + 3 * quarter, 12 if bounds == "financial year" else 3)
    return _of_months(parts, bounds, period_days(period))


def _of_months(parts: _Parts, bounds: str, time: Days | None) -> tuple[str, ...]:
    if bounds == "past month" and time and not parts["year"]:
        # The last month of that name that begins before the plan's time or with it.
        year, number = int(time[0][:4]), _month_number(parts["month"])
        return interval(f"{year - (number > time[0][5:7])}-{number}") or ()
    months = _months(parts, time, parts.get("month") or MONTHS[_SEASONS[parts["season"]] - 1])
    first, last = months[0]
    match bounds:
        case "month" | "past month":
            return first, last
        case "season":
            return _months_from(int(first[:4]), int(first[5:7]), 3)
        case "ends of months":
            later = _months(parts, time, parts["month2"])[0][1]
            if later < last:
                raise ValueError("the second month ends before the first")
            return last, later
        case "day":
            day = f"{int(parts['day']):02d}"
            days = [date.fromisoformat(begin[:8] + day) for begin, end in months if "00" < day <= end[8:]]
            if not days:
                raise ValueError(_NO_DAY)
            fitting = [each for each in days if WEEKDAYS[each.weekday()].startswith(parts["weekday"][:3])]
            chosen = (fitting or days)[0]
            iso, is_a = chosen.isoformat(), WEEKDAYS[chosen.weekday()].capitalize()
            return iso, iso, "" if fitting else f"{words(iso)} was a {is_a}"
    # from one day of a month to another, as far as the month has them
    return tuple(f"{first[:8]}{min(int(day), int(last[8:])):02d}" for day in bounds.split("-"))


def _inner(text: str, period: str) -> Days:
    inner = read_when(text, period)
    if not inner.last:
        raise ValueError(inner.doubt or "it names no day")
    return inner.first, inner.last


def _months_from(year: int, month: int, count: int) -> Days:
    """So many months from the first of one on; months are counted on beyond December."""
    first = months_before(f"{year}-01-01", 1 - month)
    return first, (date.fromisoformat(months_before(first, -count)) - timedelta(days=1)).isoformat()


def _months(parts: _Parts, time: Days | None, name: str) -> list[Days]:
    """The months that the words may name: of the year given, or those that touch the plan's time."""
    if parts["year"]:
        return [days_of(f"{parts['year']}-{_month_number(name)}")]
    if not time:
        raise ValueError("no year is given, and the plan does not say its time")
    each = (days_of(f"{year}-{_month_number(name)}") for year in range(int(time[0][:4]), int(time[1][:4]) + 1))
    if not (found := [days for days in each if days[0] <= time[1] and days[1] >= time[0]]):
        raise ValueError("no year is given, and the month does not lie in the plan's time")
    return found


def _readings(text: str) -> set[str]:
    """The days that figures may mean: day before month, or month before day."""
    if found := {day_of(text, order) for order in (DAY_FIRST, MONTH_FIRST)} - {""}:
        return found
    raise ValueError(_NO_DAY)
