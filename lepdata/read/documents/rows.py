"""Lines of a section -> rows of cells: what a narrow column or page wrapped is put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from lepdata.read.documents import trade
from lepdata.read.documents.lines import Document
from lepdata.read.documents.person import person_at
from lepdata.read.documents.posts import kind_of
from lepdata.read.documents.readings import Piece, put_together

_RUNS_ON = re.compile(r"(?:[,&(/–-]|\b(?:and|of|for|the|to|at|with|from|by|in|on|in place))\s*$", re.IGNORECASE)
_BULLET = re.compile(r"^\s*[•*●▪·–-]\s")
_NEAR = 6.0  # points: two cells that begin so near each other stand in one column

Row = list[Piece]


def cells_of_line(document: Document, number: int, skip: int = 0) -> Row:
    """The cells of a line that stand behind its first `skip` letters."""
    start, cells, at = document.starts[number], [], 0
    for cell in document.lines[number].cells:
        end = at + len(cell.text)
        if end > skip or not skip:
            begin = max(at, skip)
            cells.append(Piece.of(cell.text[begin - at :], start + begin))
        at = end + 1
    return cells


def rows_of(document: Document, lines: Sequence[int], skip: int = 0) -> list[Row]:
    """The rows that some lines make, the first `skip` letters of the first line left out."""
    rows: list[Row] = []
    lefts: list[list[float]] = []
    for place, number in enumerate(lines):
        cells = cells_of_line(document, number, skip if place == 0 else 0)
        own = [cell.left for cell in document.lines[number].cells][-len(cells) :] if cells else []
        if not any(cell.text.strip() for cell in cells):
            continue
        wrapped = _column_of(document, number, own, lefts[-1]) if rows and document.kind == "pdf" else None
        if wrapped is not None and not _begins_somebody(cells[0].text):
            for at, cell in zip(wrapped, cells, strict=True):
                rows[-1][at] = put_together((rows[-1][at], cell))
        elif rows and len(cells) == 1 and _goes_on(rows[-1], cells[0].text):
            rows[-1][-1] = put_together((rows[-1][-1], cells[0]))
        else:
            rows.append(cells)
            lefts.append(own)
    return rows


def _column_of(document: Document, number: int, own: list[float], above: list[float]) -> list[int] | None:
    """For a line that holds only later columns of the row above: which; else None."""
    if not own or len(above) < 2 or own[0] <= above[0] + _NEAR:
        return None
    found = [next((at for at, left in enumerate(above) if abs(left - one) <= _NEAR), -1) for one in own]
    return found if all(at > 0 for at in found) and len(set(found)) == len(found) else None


def _begins_somebody(text: str) -> bool:
    person = person_at(text, len(text) - len(text.lstrip(" •*-–")))
    return person is not None and person.sure


def _goes_on(row: Row, text: str) -> bool:
    """Whether a line is the rest of the one above it."""
    above, text = row[-1].text, text.strip()
    if _RUNS_ON.search(above) and not _begins_somebody(text):
        return True
    return len(row) == 1 and _is_the_rest(above, text)


def _is_the_rest(above: str, text: str) -> bool:
    if not text or _BULLET.match(text):
        return False
    if above.count("(") > above.count(")") and len(above) < 400:
        return True
    if _is_comma_list(above) and not re.search(r"[.;:]\s*$", above) and not trade.ignored_kind(text):
        return not _begins_somebody(text) or len(above.rsplit(",", 1)[-1].split()) == 1
    if trade.ignored_kind(text) and not text[:1].islower():
        return False
    if text[:1].islower():
        return not trade.ignored_kind(text) or _RUNS_ON.search(above) is not None
    return _RUNS_ON.search(above) is not None and not (_begins_somebody(text) and re.search(r"[–-]\s*$", above))


def _is_comma_list(text: str) -> bool:
    return sum(map(_begins_somebody, re.split(r",|\sand\s", text))) > 1


class Columns(NamedTuple):
    """Rows whose names and posts, two columns read one below the other, stand side by side again."""

    rows: list[Row]
    paired: bool
    apart: list[Row]  # posts that do not go with the names: there are more or fewer of them


def zipped(rows: list[Row]) -> Columns:
    out: list[Row] = []
    apart: list[Row] = []
    paired, at = False, 0
    while at < len(rows):
        names = list(takewhile(_holds_a_name, rows[at:]))
        below = list(takewhile(_holds_no_name, rows[at + len(names) :])) if len(names) > 1 else []
        posts = _unwrapped(below)
        if posts and len(posts) == len(names) and all(kind_of(row[0].text) for row in posts):
            out += [[*name, *post] for name, post in zip(names, posts, strict=True)]
            paired = True
        elif len(names) > 2 and sum(kind_of(row[0].text) == "post" for row in posts) > 2:
            out += names
            apart += below
        else:
            out += [*(names or [rows[at]]), *below]
        at += len(names or [rows[at]]) + len(below)
    return Columns(out, paired, apart)


def _holds_a_name(row: Row) -> bool:
    return len(row) == 1 and _is_name_alone(row[0].text)


def _holds_no_name(row: Row) -> bool:
    text = row[0].text
    return len(row) == 1 and not is_name(text) and not trade.ignored_kind(text) and not text.rstrip().endswith(":")


def _unwrapped(rows: Sequence[Row]) -> list[Row]:
    """Posts of one row each: a line that says no post is the rest of the one above it."""
    out: list[Row] = []
    for row in rows:
        if out and (not kind_of(row[0].text) or _RUNS_ON.search(out[-1][0].text)):
            out[-1] = [put_together((out[-1][0], row[0]))]
        else:
            out.append(row)
    return out


def _is_name_alone(text: str) -> bool:
    person = person_at(text, 0)
    return person is not None and person.end == len(text.rstrip()) and (person.sure or not kind_of(text))


def as_run(rows: Sequence[Row]) -> Piece:
    """Rows as one run of text: a tab between cells, a new line between rows."""
    return put_together((put_together(row, "\t") for row in rows), "\n")


def is_name(text: str) -> bool:
    """Whether a cell begins with somebody."""
    person = person_at(text, 0)
    return person is not None and (person.sure or not kind_of(text))
