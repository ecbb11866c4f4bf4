"""The dates of a table: the order of figures settled once for all columns, one question where nothing settles it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lepdata.dates import DAY_FIRST, MONTH_FIRST, DateError, order_of, read_date, words
from lepdata.errors import Fault, quoted
from lepdata.read.grid import first_few

DATE_COLUMNS = ("snapshot_date", "start_date", "end_date")
# A term that has no end yet, or a cell that says that nothing was published.
_OPEN = re.compile(
    r"present|current(ly)?|ongoing|to date|now|serving|in (post|office)|until further notice|indefinite|open|permanent"
    r"|(un|not )specified|no end( date)?|n/?a|none|nil|not applicable|-+|–|—|\?|tb[ac]|unknown|not known|ex officio",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"[2-5]\d{4}(\.0+)?")  # days as Excel counts them, of 1954 to 2064
_YEAR = re.compile(r"((?:19|20)\d\d)\.0+")
_SHORT_YEAR = re.compile(r"(?!\d{4}).*[^\d][/.\- ]\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2}")
_EXCEL_BEGINS = date(1899, 12, 30)


@dataclass
class Days:
    """Columns of dates as ISO text, with faults and what must be said of them."""

    columns: dict[str, list[str]]
    faults: list[Fault]
    caveats: list[str]


def read_days(
    file: str, lines: Sequence[int], given: Mapping[str, Sequence[str]], headings: Mapping[str, str], asked: str = ""
) -> Days:
    """Read the columns of dates of a table; each different text is read once."""
    kinds = {name: dict.fromkeys(text.strip() for text in texts) for name, texts in given.items()}
    order, orders = _order(kinds, asked)
    found = Days({}, [], [])
    if order and not asked and (shown := next((text for text in orders if not _alone(text)), "")):
        found.caveats.append(
            f"Dates in figures of {file} were read {order.replace('-', ' ')}, as {quoted(orders[order])} settles: "
            f"{quoted(shown)} is {words(read_date(shown, order))}."
        )
    for name, texts in given.items():
        read, wrong = {}, {}
        for text in kinds[name]:
            try:
                read[text] = _one(text, order, closed=name == "snapshot_date")
            except DateError as error:
                wrong[text] = error
        found.columns[name] = [read.get(text.strip(), text.strip()) for text in texts]
        found.caveats += _said(file, headings[name], read)
        found.faults += _faults(file, lines, headings[name], texts, wrong)
    return found


def _order(kinds: Mapping[str, Mapping[str, object]], asked: str) -> tuple[str, dict[str, str]]:
    """The order of day and month in the file, and the texts that tell it; no order where they disagree."""
    told: dict[str, str] = {}
    texts = [text for column in kinds.values() for text in column]
    for text in texts:
        if one := order_of(text):
            told.setdefault(one, text)
    if asked:
        return asked, told
    open_ones = {text: text for text in texts if _ambiguous(text)}
    order = DAY_FIRST if DAY_FIRST in told and MONTH_FIRST not in told else ""
    return order, ({**told, **open_ones} if order else told)


def _alone(text: str) -> bool:
    return not _ambiguous(text)


def _ambiguous(text: str) -> bool:
    try:
        read_date(text)
    except DateError as error:
        return "one day only" in error.expected
    return False


def _one(text: str, order: str, closed: bool) -> str:
    if _SERIAL.fullmatch(text):
        return (_EXCEL_BEGINS + timedelta(days=int(float(text)))).isoformat()
    if year := _YEAR.fullmatch(text):
        return year[1]
    if not closed and _OPEN.fullmatch(text):
        return ""
    return read_date(text, order)


def _said(file: str, heading: str, read: Mapping[str, str]) -> Iterator[str]:
    if serial := next((text for text in read if _SERIAL.fullmatch(text)), ""):
        said = f"{serial} is {words(read[serial])}"
        yield f"Numbers under {quoted(heading)} of {file} were read as days that Excel counts: {said}."
    if short := next((text for text in read if read[text] and _SHORT_YEAR.fullmatch(text)), ""):
        said = f"{quoted(short)} is {words(read[short])}"
        yield f"Years of two figures under {quoted(heading)} of {file} were read so: {said}."


def _faults(
    file: str, lines: Sequence[int], heading: str, texts: Sequence[str], wrong: Mapping[str, DateError]
) -> Iterator[Fault]:
    """A fault for each text that is no date, and one question for all that could be two days."""
    where: dict[str, list[int]] = {text: [] for text in wrong}
    for line, text in zip(lines, texts, strict=True) if wrong else ():
        if text.strip() in where:
            where[text.strip()].append(line)
    questions = [text for text, error in wrong.items() if "one day only" in error.expected]
    for text, error in wrong.items():
        if text in questions[1:]:
            continue
        at = sorted(line for one in (questions if text in questions else [text]) for line in where[one])
        found = quoted(text) + (f" and others alike, in rows {first_few(at)}" if len(at) > 1 else "")
        whole = "; or settle the whole file with --dates day-first" if text in questions else ""
        whole = whole or ("; or say --dates month-first" if order_of(text) == MONTH_FIRST else "")
        yield Fault(file, at[0], heading, found, error.expected, error.remedy + whole)
