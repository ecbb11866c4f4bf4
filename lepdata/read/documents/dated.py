"""The date that a document prints for what it says, with the words and the line it was read from."""

from __future__ import annotations

import re
from typing import NamedTuple

from lepdata.dates import MONTHS, DateError, read_date
from lepdata.read.documents.lines import Document

MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?:{_DAY}(?: of)? (?:{MONTH})\.?,? \d{{4}}|(?:{MONTH})\.? {_DAY},? \d{{4}}|"
    rf"\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}|\d{{4}}-\d\d-\d\d|(?:{MONTH})\.? \d{{4}})\b",
    re.IGNORECASE,
)
_OF_A_MEETING = re.compile(r"\b(?:held|meeting|minutes|board|committee|council|on)\b", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"\b(?:previous|last|next|future|approved?|agree|confirm|sign(?:ed)?|receive|published|copyright|established|since"
    r"|born)\b|©|^\W*\d+[\w.)]*\s.*\bminutes of\b",
    re.IGNORECASE,
)
_OF_A_PAGE = re.compile(
    r"\b(?:as (?:at|of)|correct (?:at|on)|updated|reviewed|with effect|from|list of)\b", re.IGNORECASE
)
_FIRST_LINES = 40


class Dated(NamedTuple):
    """An ISO date with the words and the place that it was read from; all "" and 0 where none is printed."""

    date: str = ""
    words: str = ""
    page: int = 0
    line: int = 0


def printed_date(document: Document) -> Dated:
    """The date of the meeting, or the day that a page says it is true for."""
    found: list[tuple[int, int, Dated]] = []
    for number, line in enumerate(document.lines):
        if number > _FIRST_LINES and not _OF_A_PAGE.search(line.text):
            continue
        for match in _DATE.finditer(line.text):
            if date := _read(match[0]):
                rank = _rank(line.text[: match.start()], number)
                found.append((rank, number, Dated(date, match[0], line.page, line.number)))
    found = [one for one in found if one[0] < 9]
    return min(found)[2] if found else Dated()


def _read(words: str) -> str:
    try:
        return read_date(words)
    except DateError:
        return ""


def _rank(before: str, number: int) -> int:
    if _OF_ANOTHER.search(before):
        return 9
    if number < _FIRST_LINES and _OF_A_MEETING.search(before):
        return 0
    if _OF_A_PAGE.search(before):
        return 1
    return 2 if number < 12 and len(before) < 60 else 9
