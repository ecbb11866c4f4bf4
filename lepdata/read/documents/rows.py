"""Lines of a section -> rows of cells: what a narrow column or page wrapped is put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from lepdata.read.documents import trade
from lepdata.read.documents.lines import Document
from lepdata.read.documents.person import begins_with_person, is_name, is_name_alone
from lepdata.read.documents.posts import kind_of
from lepdata.read.documents.readings import Piece, Row, put_together

_RUNS_ON = re.compile(r"(?:[,&(/–-]|\b(?:and|of|for|the|to|at|with|from|by|in|on|in place))\s*$", re.IGNORECASE)
_BULLET = re.compile(r"^\s*[•*●▪·–-]\s")
_NEAR = 6.0  # points: two cells that begin so near each other stand in one column


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
        wrapped = _columns_of(own, lefts[-1]) if rows and document.kind == "pdf" else []
        if wrapped and not _begins_somebody(cells[0].text):
            for at, cell in zip(wrapped, cells, strict=True):
                rows[-1][at] = put_together((rows[-1][at], cell))
        elif rows and len(cells) == 1 and _goes_on(rows[-1], cells[0].text):
            rows[-1][-1] = put_together((rows[-1][-1], cells[0]))
        else:
            rows.append(cells)
            lefts.append(own)
    return rows


def _columns_of(own: list[float], above: list[float]) -> list[int]:
    """For a line that holds only later columns of the row above: which; else none."""
    if len(above) < 2 or own[0] <= above[0] + _NEAR:
        return []
    found = [next((at for at, left in enumerate(above) if abs(left - one) <= _NEAR), -1) for one in own]
    return found if all(at > 0 for at in found) and len(set(found)) == len(found) else []


def _begins_somebody(text: str) -> bool:
    return begins_with_person(text, len(text) - len(text.lstrip(" •*-–")))


def _goes_on(row: Row, text: str) -> bool:
    """Whether a line is the rest of the one above it."""
    above, text = row[-1].text, text.strip()
    if _RUNS_ON.search(above):
        return not _begins_somebody(text)
    if len(row) > 1 or _BULLET.match(text) or trade.ignored_kind(text):
        return False
    if people_in_list(above) > 1 and not re.search(r"[.;:]\s*$", above):
        return not _begins_somebody(text) or len(above.rsplit(",", 1)[-1].split()) == 1
    return text[:1].islower() or above.count("(") > above.count(")")


def people_in_list(text: str) -> int:
    """How many parts of a text parted by commas or "and" begin with somebody."""
    return sum(map(_begins_somebody, re.split(r",|\sand\s", text)))


def zipped(rows: list[Row]) -> tuple[list[Row], bool]:
    """Rows whose names and posts, two columns read one below the other, stand side by side again; whether any did."""
    out: list[Row] = []
    paired, at = False, 0
    while at < len(rows):
        names = list(takewhile(_holds_a_name, rows[at:])) or [rows[at]]
        below = list(takewhile(_holds_no_name, rows[at + len(names) :])) if len(names) > 1 else []
        posts = _unwrapped(below)
        if posts and len(posts) == len(names) and all(kind_of(row[0].text) for row in posts):
            out += [[*name, *post] for name, post in zip(names, posts, strict=True)]
            paired = True
        else:
            out += [*names, *below]
        at += len(names) + len(below)
    return out, paired


def _holds_a_name(row: Row) -> bool:
    return len(row) == 1 and is_name_alone(row[0].text)


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


def side_by_side(cells: list[list[str]]) -> list[list[str]]:
    """A row whose cells hold several lines each: as several rows where the lines belong together, else as one."""
    many = [own for own in cells if len(own) > 1]
    people = [sum(map(begins_with_person, own)) >= 0.6 * len(own) for own in many]
    deep = {len(own) for own in many}
    if (len(many) == 1 and people[0]) or (len(deep) == 1 and any(people)):
        return [[own[at] if at < len(own) else "" for own in cells] for at in range(max(deep))]
    return [[", ".join(line.rstrip(",;") for line in own) for own in cells]]
