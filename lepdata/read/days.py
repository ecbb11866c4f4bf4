"""The dates of a table: the order of figures settled once for all columns, one question where nothing settles it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from lepdata.dates import DAY_FIRST, MONTH_FIRST, DateError, order_of, read_date, words
from lepdata.errors import quoted
from lepdata.read.grid import Said, first_few
from lepdata.read.words import says

DATE_COLUMNS = ("snapshot_date", "start_date", "end_date")
_SERIAL = re.compile(r"[2-5]\d{4}(\.0+)?")  # days as Excel counts them, of 1954 to 2064
_YEAR = re.compile(r"((?:19|20)\d\d)\.0+")
_SHORT_YEAR = re.compile(r"(?!\d{4}).*[^\d][/.\- ]\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2}")
_EXCEL_BEGINS = date(1899, 12, 30)
Given = tuple[str, str, Sequence[str]]  # column of the board file, its heading, its texts


def read_days(said: Said, lines: Sequence[int], given: Sequence[Given], asked: str = "") -> list[list[str]]:
    """The columns of dates of a table as ISO text; each different text is read once."""
    kinds = [list(dict.fromkeys(map(str.strip, texts))) for _, _, texts in given]
    told: dict[str, str] = {}  # an order of day and month -> the first text that can only be in it
    for text in (text for own in kinds for text in own):
        if one := order_of(text):
            told.setdefault(one, text)
    order = asked or (DAY_FIRST if [*told] == [DAY_FIRST] else "")
    shown = next((text for own in kinds for text in own if _is_ambiguous(text)), "") if order and not asked else ""
    if shown:
        said.caveats.append(
            f"Dates in figures of {said.file} were read {order.replace('-', ' ')}, as {quoted(told[order])} settles: "
            f"{quoted(shown)} is {words(read_date(shown, order))}."
        )
    found = []
    for (_, heading, texts), own in zip(given, kinds, strict=True):
        read, wrong = dict[str, str](), dict[str, DateError]()
        for text in own:
            try:
                read[text] = _iso(text, order)
            except DateError as error:
                wrong[text] = error
        found.append([read.get(text.strip(), text.strip()) for text in texts])
        if serial := next(filter(_SERIAL.fullmatch, read), ""):
            how = f"were read as days that Excel counts: {serial} is {words(read[serial])}"
            said.caveats.append(f"Numbers under {quoted(heading)} of {said.file} {how}.")
        if short := next((text for text in read if read[text] and _SHORT_YEAR.fullmatch(text)), ""):
            how = f"were read so: {quoted(short)} is {words(read[short])}"
            said.caveats.append(f"Years of two figures under {quoted(heading)} of {said.file} {how}.")
        _say_wrong(said, lines, heading, texts, wrong)
    return found


def _is_ambiguous(text: str) -> bool:
    try:
        read_date(text)
    except DateError as error:
        return "one day only" in error.expected
    return False


def _iso(text: str, order: str) -> str:
    if _SERIAL.fullmatch(text):
        return (_EXCEL_BEGINS + timedelta(days=int(float(text)))).isoformat()
    if year := _YEAR.fullmatch(text):
        return year[1]
    # A term may have no end yet, or its cell say that nothing was published.
    return "" if says("no end", text) else read_date(text, order)


def _say_wrong(
    said: Said, lines: Sequence[int], heading: str, texts: Sequence[str], wrong: Mapping[str, DateError]
) -> None:
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
        said.fault(at[0], heading, found, error.expected, error.remedy + whole)
