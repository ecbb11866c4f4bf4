"""Which rows are members: headings of a part lend their meaning to the rows under them, remarks and sums are left."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from lepdata.files import rule_file
from lepdata.read.grid import NotRead, Row, first_few, rows_named
from lepdata.read.headings import Headings

Lent = Mapping[str, str]  # column of the board file -> the words that stand above the row
_NOTHING: Lent = {}
_TOTAL = re.compile(r"(grand |sub-?)?totals?\b", re.IGNORECASE)
_BODIES = {"body", "organisation"}
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
    places = headings.places
    name = next((places[key][0] for key in ("person_name", "family name", "given name") if key in places), None)
    known = {place for own in places.values() for place in own}
    first = [0] if name is None else [*dict.fromkeys((name, 0))]
    others = sorted(known - {*first})
    texts = [None if any(map(str.strip, [cells[at] for at in others])) else _alone(cells, first) for _, cells in rows]
    found, lent, heads = Parted(), _section(title) or _NOTHING, list[tuple[int, str]]()
    if lent.keys() & _BODIES:
        lent = _NOTHING  # a title names the publisher
    elif lent and rows:
        heads.append((rows[0][0] - 2, title))
    for number, (line, cells) in enumerate(rows):
        section, text = _headed(texts, number), texts[number] or ""
        if section and name is None and any(0 in places.get(key, ()) for key in section):
            section = None  # a list of organisations alone, not a heading over people
        if section is not None:
            found.lent = _under_title(found.lent, title) if "body" in section else found.lent
            lent = {key: word for key, word in lent.items() if key == "body"} | {**section}
            heads.append((line, text))
        elif _is_left(cells, texts[number], name, 0 in known):
            found.not_read.append(_left(file, line, cells))
            lent = _NOTHING if text.endswith(":") else lent
        else:
            found.rows.append((line, cells))
            found.lent.append(lent)
    if heads:
        shown = first_few([f"'{text}' in row {line}" for line, text in heads])
        found.caveats.append(f"Headings of a part of the list were read for the rows under them: {shown}.")
    found.not_read = _together(file, found.not_read)
    return found


def _under_title(lent: list[Lent], title: str) -> list[Lent]:
    """What the rows before the first board's name are lent, where a title above the headings names their board."""
    return lent if not title or any("body" in each for each in lent) else [{"body": title, **each} for each in lent]


def _headed(texts: Sequence[str | None], at: int) -> Lent | None:
    """What a row that heads a part lends; None for any other row."""
    text = texts[at]
    section = None if text is None else _section(text)
    return None if section is None or _lists_bodies(section, texts, at) else section


def _is_left(cells: Sequence[str], text: str | None, name: int | None, first_is_known: bool) -> bool:
    """Whether a row is a remark or a sum; `text` is its only one."""
    if text is None:
        return cells[0].startswith("#") or (name is not None and bool(_TOTAL.match(cells[name].strip())))
    aside = name not in (None, 0) and not first_is_known and not cells[name or 0].strip()
    return aside or text.endswith(":") or is_remark(text)


def _lists_bodies(section: Lent, texts: Sequence[str | None], at: int) -> bool:
    """Whether a row that could head a part is one of several bodies listed one under the other."""
    if not section.keys() & _BODIES:
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
