"""Which rows are members: headings of a part lend their meaning to the rows under them, remarks and sums are left."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from lepdata.files import rule_file
from lepdata.read.grid import Row, Said, first_few, rows_named
from lepdata.read.headings import Headings
from lepdata.read.words import says

Lent = Mapping[str, str]  # column of the board file -> the words that stand above the row
_NOTHING: Lent = {}
_BODIES = {"body", "organisation"}
_SENTENCE = 9  # words: no name or seat has so many


def part(said: Said, rows: Sequence[Row], headings: Headings, title: str = "") -> tuple[list[Row], list[Lent]]:
    """The rows that are members or seats, and what the heading of its part lends each.

    `title` stands above the headings, and names the first board of several.
    """
    places = headings.places
    name = next((places[key][0] for key in ("person_name", "family name", "given name") if key in places), None)
    known = {place for own in places.values() for place in own}
    first = [0] if name is None else [*dict.fromkeys((name, 0))]
    others = sorted(known - {*first})
    texts = [None if any(cells[at].strip() for at in others) else _alone(cells, first) for _, cells in rows]
    kept, lents, heads, left = list[Row](), list[Lent](), list[tuple[int, str]](), list[Row]()
    lent = _section(title) or _NOTHING
    if lent.keys() & _BODIES:
        lent = _NOTHING  # a title names the publisher
    elif lent and rows:
        heads.append((rows[0][0] - 2, title))
    for number, (line, cells) in enumerate(rows):
        text = texts[number]
        section = None if text is None else _section(text)
        if section and _lists_bodies(section, texts, number):
            section = None
        if section and name is None and any(0 in places.get(key, ()) for key in section):
            section = None  # a list of organisations alone, not a heading over people
        if section is not None:
            if title and "body" in section and not any("body" in each for each in lents):
                lents = [{"body": title, **each} for each in lents]  # the title names the board of the rows before
            lent = {key: word for key, word in lent.items() if key == "body"} | {**section}
            heads.append((line, text or ""))
        elif _is_total(cells, name) if text is None else _is_aside(cells, text, name, 0 in known):
            left.append((line, cells))
            lent = _NOTHING if (text or "").endswith(":") else lent
        else:
            kept.append((line, cells))
            lents.append(lent)
    if heads:
        shown = first_few([f"'{text}' in row {line}" for line, text in heads])
        said.caveats.append(f"Headings of a part of the list were read for the rows under them: {shown}.")
    for line, cells in left if len(left) <= 5 else ():
        said.leave("row", f"row {line}", next(filter(str.strip, cells)).strip(), "a remark or a sum, not a person")
    if len(left) > 5:
        why = f"remarks or sums, not people ({len(left)} rows)"
        said.leave("row", rows_named([line for line, _ in left]), next(filter(str.strip, left[0][1])).strip(), why)
    return kept, lents


def _alone(cells: Sequence[str], places: Sequence[int]) -> str | None:
    """The only text of a row that stands among the names or in the first column."""
    texts = [text for place in places if (text := cells[place].strip())]
    return texts[0] if len(texts) == 1 else None


def _lists_bodies(section: Lent, texts: Sequence[str | None], at: int) -> bool:
    """Whether a row that could head a part is one of several bodies listed one under the other."""
    if not section.keys() & _BODIES:
        return False
    after = texts[at + 1] if at + 1 < len(texts) else "nothing"
    return (after is not None and (_section(after) or _NOTHING).keys() == section.keys()) or at + 1 == len(texts)


def _is_total(cells: Sequence[str], name: int | None) -> bool:
    return cells[0].startswith("#") or (name is not None and bool(says("a sum", cells[name].strip())))


def _is_aside(cells: Sequence[str], text: str, name: int | None, first_is_known: bool) -> bool:
    """Whether a text that stands alone in its row is a remark, or stands where no name does."""
    aside = name not in (None, 0) and not first_is_known and not cells[name or 0].strip()
    return aside or text.endswith(":") or _is_remark(text)


def _section(text: str) -> Lent | None:
    """What a row that heads a part of the list lends to those under it; None for any other row."""
    plain = re.sub(r"\s*(\(\d+\)|:|[-–])\s*$", "", " ".join(text.split())).strip()
    plain = re.sub(r"\s*:$", "", plain)
    for pattern, rule in _patterns("sections"):
        if pattern.fullmatch(plain):
            column, _, word = rule["lends"].partition("=")
            return {column: word or plain} if column else _NOTHING
    return None


def _is_remark(text: str) -> bool:
    """Whether a text that stands alone in its row is a footnote, a source, a sum or a sentence."""
    plain = " ".join(text.split())
    words = len(plain.split())
    if words >= _SENTENCE or (words > 4 and plain.endswith(".")) or re.match(r"[^\W\d_]+ ?[^:=]*:.*\d", plain):
        return True
    return any(pattern.fullmatch(plain) for pattern, _ in _patterns("remarks"))


@cache
def _patterns(name: str) -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row) for row in rule_file(f"board_file/{name}.csv"))
