"""A document -> the day that its list is true for, where that stands, and what other day it may be."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lepdata.dates import DAY_FIRST, MONTH_FIRST, day_of, order_of, read_date, words
from lepdata.read.documents.readings import Account, Document
from lepdata.read.documents.trade import cue

_YEAR = re.compile(r"\d\d(?!\d)")
_FIRST_LINES, _FIRST_LETTERS = 40, 6000  # of a document: its own date stands there
_SENTENCE, _NEAR, _SHORT = 120, 45, 90  # letters before a date; letters of a line that is a heading
_ENDS = re.compile(r"(?<=[a-z)])[.;)]\s")
_MEETING, _LIST, _HEADING, _MONTH = range(4)  # what says that a date is the document's own, best first


class Dated(NamedTuple):
    """An ISO date with the words and the place that it was read from; all "" and 0 where none is printed."""

    date: str = ""
    words: str = ""
    page: int = 0
    line: int = 0
    said: str = "No date of the list is printed."  # what a reader must know of it


class _Day(NamedTuple):
    """A date of a document that may be its own."""

    rank: int
    at: int
    printed: str
    date: str  # "" where its figures can mean two days
    context: str


def printed_date(document: Document, account: Account) -> Dated:
    """The date of the meeting, or the day that a page says it is true for."""
    came = [one for one in account.readings if one.section in ("present", "members")]
    people = set[int]().union(*(one.places for one in came or account.readings))
    begins = min(people, default=_FIRST_LETTERS)
    # a pack binds minutes behind its agenda: of several dates, the last above the people is theirs
    order = -1 if people else 1
    found = sorted(_days(document, people, begins), key=lambda one: (one.rank, one.at > begins, order * one.at))
    told = [one for one in found if one.date]
    if not told:
        return Dated(said=_open(document, found))
    first = told[0]
    as_good = ((one.date, one) for one in told[1:] if one.rank == first.rank < _MONTH)
    others = {day: one for day, one in as_good if not (day.startswith(first.date) or first.date.startswith(day))}
    line = document.lines[document.text.count("\n", 0, max(first.at, 0))]
    place = f"page {line.page}, line {line.number}" if first.at >= 0 else "its title"
    said = f"Its date, {words(first.date)}, is taken from “{first.context}” ({place})"
    if others:
        also = " and ".join(f"“{one.context}”" for one in list(others.values())[:2])
        said += f"; it prints {also} too: look which of them is meant"
    return Dated(first.date, first.printed, line.page, line.number, f"{said}.")


def _open(document: Document, found: list[_Day]) -> str:
    """Why no date was taken."""
    if found:
        both = " or ".join(words(read_date(found[0].printed, order)) for order in (DAY_FIRST, MONTH_FIRST))
        way_out = "write the one that is meant into the sheet Documents, or say it with --date"
        return f"Its date is left open: “{found[0].context}” can mean {both}. Fix: {way_out}."
    yearless = cue("day without a year").search(document.text, 0, _FIRST_LETTERS)
    more = f": “{' '.join(yearless[0].split())}” stands there without its year" if yearless else ""
    return f"No date of the list is printed{more}."


def _days(document: Document, people: set[int], begins: int) -> Iterator[_Day]:
    """Every date of a document that may be its own, `people` standing where they stand."""
    text = document.text
    for match in cue("printed date").finditer(document.title):
        yield from _day(document.title, match, -1, _HEADING, text)
    for number, (line, start) in enumerate(zip(document.lines, document.starts, strict=True)):
        late = number >= _FIRST_LINES
        if not _YEAR.search(line.text) or (late and not cue("as at").search(line.text)):
            continue
        if line.container == ("settings#",) and line.text.startswith("date:"):
            continue  # of the page on which the list stands
        end = start + len(line.text)
        for match in cue("printed date").finditer(text, start, end + _NEAR):  # it may end in the next line
            rank = _rank(text, match, start) if match.start() < end else None
            behind = match.start() > begins or late
            ends = line.text.rstrip(" .)").endswith(match[0]) or line.text.casefold().startswith("date")
            short = len(line.text) < _SHORT and "\t" not in line.text and not cue("another's minutes").search(line.text)
            heads = ends and short and not late and people.isdisjoint(range(start, end))
            if rank is not None and (not behind or heads or (rank == _LIST and len(line.text) < 2 * _SHORT)):
                yield from _day(text, match, match.start(), rank, text)


def _rank(text: str, match: re.Match[str], start: int) -> int | None:
    """What says that a date is the document's own; None where it is another's, or nothing says so."""
    before = text[max(start, match.start() - _SENTENCE) : match.start()]
    if len(before.split()) < 2 and start:  # the line begins with the date: what it is of may stand above
        before = f"{text[max(0, start - _NEAR) : start - 1]} {before}"
    before = _ENDS.split(before)[-1]
    near = before[-_NEAR:]
    of_list = cue("day of a list").search(near)
    if cue("another day").search(near) or cue("approval").search(before) or cue("approved").match(text, match.end()):
        return None
    if match["alone"]:
        in_a_story = cue("in a month").search(before) or cue("verb of a story").search(before)
        return None if in_a_story else _LIST if of_list else _MONTH
    if of_list or cue("day of a page").search(before):
        return _LIST if of_list else None
    if cue("day of a meeting").search(before):
        return _MEETING
    told = cue("verb of a story").search(before) or match.start() - start > _NEAR
    return None if told or not re.search(r"\d{4}", match[0]) else _HEADING


def _day(text: str, match: re.Match[str], at: int, rank: int, whole: str) -> Iterator[_Day]:
    """The date, where it is one; of figures that can mean two days, the one that the rest of the document settles."""
    line = text[max(0, match.start() - _NEAR) : match.start()].rpartition("\n")[2]
    context = " ".join((line[line.find(" ") * (len(line) == _NEAR) :] + match[0]).split())
    parts = re.findall(r"\d+|[A-Za-z]+", re.sub(r"(?i)(?<=\d)\s?(?:st|nd|rd|th)|\b(?:day|of)\b", " ", match[0]))
    plain = match["figures"] or " ".join(parts)
    read = {order: date for order in ("", DAY_FIRST, MONTH_FIRST) if (date := day_of(plain, order))}
    if "" not in read:
        orders = {order_of(one[0]) for one in cue("printed date").finditer(whole) if one["figures"]} - {""}
        days = [f"{int(one['day'])} {one['month'][:3]}" for one in cue("day without a year").finditer(whole)]
        said = {order for order, date in read.items() if words(date).startswith(tuple(map(str.title, days)))} or orders
        read[""] = read.get(said.pop(), "") if len(said) == 1 else ""  # "31/02/2022" is no day in any order
    if len(read) > 1 or read[""]:
        yield _Day(rank, at, " ".join(match[0].split()), read[""], context)
