"""Which rows are members: headings of a part lend their meaning to the rows under them, remarks and sums are left."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from lepdata.files import rule_file
from lepdata.read.asked import NotRead
from lepdata.read.grid import Row, first_few, rows_named
from lepdata.read.headings import Headings

Lent = Mapping[str, str]  # column of the board file -> the words that stand above the row
_NOTHING: Lent = {}
_TOTAL = re.compile(r"(grand |sub-?)?totals?\b", re.IGNORECASE)
_SENTENCE = 9  # words: no name or seat has so many


@dataclass
class Parted:
    """The rows that are members or seats, each with what the heading of its part lends it."""

    rows: list[Row] = field(default_factory=list)
    lent: list[Lent] = field(default_factory=list)
    not_read: list[NotRead] = field(default_factory=list)
    caveats: list[str] = field(default_factory=list)


def part(file: str, rows: Sequence[Row], headings: Headings, title: str = "") -> Parted:
    """Leave the rows that are no members; `title` stands above the headings, and names the first board of several."""
    found, lent = Parted(), _NOTHING
    places = headings.places
    name = next((places[key][0] for key in ("person_name", "family name", "given name") if key in places), None)
    heads: list[tuple[int, str]] = []
    known = {place for own in places.values() for place in own}
    first = [0] if name is None else [*dict.fromkeys((name, 0))]
    others = sorted(known - {*first})
    texts = [None if any(map(str.strip, [cells[at] for at in others])) else _alone(cells, first) for _, cells in rows]
    for number, (line, cells) in enumerate(rows):
        text = texts[number]
        aside = text is not None and name not in (None, 0) and 0 not in known and not cells[name].strip()
        if text is None:
            whole = _TOTAL.match(cells[name].strip()) if name is not None else None
            if whole or cells[0].startswith("#"):
                found.not_read.append(_left(file, line, cells))
                continue
        elif (section := _section(text)) is not None and not _lists_bodies(section, texts, number):
            if "body" in section and not any("body" in each for each in found.lent):
                found.lent = [{"body": title, **each} if title else each for each in found.lent]
            lent = section
            heads.append((line, text))
            continue
        elif aside or text.endswith(":") or is_remark(text):
            found.not_read.append(_left(file, line, cells))
            lent = _NOTHING if text.endswith(":") else lent
            continue
        found.rows.append((line, cells))
        found.lent.append(lent)
    if heads:
        shown = first_few([f"'{text}' in row {line}" for line, text in heads])
        found.caveats.append(f"Headings of a part of the list were read for the rows under them: {shown}.")
    found.not_read = _together(file, found.not_read)
    return found


def _lists_bodies(section: Lent, texts: Sequence[str | None], at: int) -> bool:
    """Whether a row that could head a part is one of several bodies listed one under the other."""
    if not section.keys() & {"body", "organisation"}:
        return False
    after = texts[at + 1] if at + 1 < len(texts) else "nothing"
    return (after is not None and (_section(after) or _NOTHING).keys() == section.keys()) or at + 1 == len(texts)


def _alone(cells: Sequence[str], places: Sequence[int]) -> str | None:
    """The only text of a row that stands among the names or in the first column."""
    texts = [text for place in places if (text := cells[place].strip())]
    return texts[0] if len(texts) == 1 else None


def _section(text: str) -> Lent | None:
    """What a row that heads a part of the list lends to those under it; None for any other row."""
    plain = re.sub(r"\s*(\(\d+\)|:|[-–])\s*$", "", " ".join(text.split())).strip()
    plain = re.sub(r"\s*:$", "", plain)
    for pattern, lends in _sections():
        if pattern.fullmatch(plain):
            column, _, word = lends.partition("=")
            return {column: word or plain} if column else _NOTHING
    return None


@cache
def _sections() -> tuple[tuple[re.Pattern[str], str], ...]:
    rules = rule_file("board_file/sections.csv")
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row["lends"]) for row in rules)


def is_remark(text: str) -> bool:
    """Whether a text that stands alone in its row is a footnote, a source, a sum or a sentence."""
    plain = " ".join(text.split())
    words = len(plain.split())
    if words >= _SENTENCE or (words > 4 and plain.endswith(".")) or re.match(r"[^\W\d_]+ ?[^:=]*:.*\d", plain):
        return True
    return any(pattern.fullmatch(plain) for pattern in _remarks())


@cache
def _remarks() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"], re.IGNORECASE) for row in rule_file("board_file/remarks.csv"))


def _left(file: str, line: int, cells: Sequence[str]) -> NotRead:
    text = next(cell for cell in cells if cell.strip()).strip()
    return NotRead("row", f"{file}, row {line}", text, "a remark or a sum, not a person")


def _together(file: str, left: list[NotRead]) -> list[NotRead]:
    """Many remarks in one word."""
    if len(left) <= 5:
        return left
    lines = [int(each.where.rsplit(" ", 1)[1]) for each in left]
    return [
        NotRead("row", f"{file}, {rows_named(lines)}", left[0].text, f"remarks or sums, not people ({len(left)} rows)")
    ]
