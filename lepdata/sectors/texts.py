"""Published cells made ready for matching: one organisation cell may name several affiliations."""

from __future__ import annotations

import re
from pathlib import Path

from lepdata.errors import Fault, InputFaults, quoted
from lepdata.names import fold, organisation_shown
from lepdata.read.grid import Wanted, refused
from lepdata.read.opening import read_grids

LONGEST = 400
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_BETWEEN = re.compile(r"\s*[/;,|]\s*|\s+and director (?:of )?", re.I)
_SEVERAL = re.compile(r"[()/;,|]|\band director\b|^(formerly|former|ex|previously|late|retired)\b", re.I)
_NOMINATOR = re.compile(r"\b(business first|chamber|business council|forum|alliance|network|board|nominee)\b", re.I)
_FORMER = re.compile(r"^(formerly|former|ex|previously|late of|retired from)\b[ -]*(of |at |with )?", re.I)


def plain(text: str) -> str:
    """A cell for matching: lost spaces put back, no case, accents or punctuation, at most `LONGEST` characters."""
    return fold(organisation_shown(_visible(text)))


def _visible(text: str) -> str:
    text = text[:LONGEST]
    return text if text.isascii() else _INVISIBLE.sub("", text)


def affiliations(text: str) -> tuple[str, ...]:
    """The organisations one cell names, the person's own first."""
    text = " ".join(_visible(text).split())
    if not _SEVERAL.search(text):
        alone = text.strip(" .-–")
        return (alone,) if alone else ()
    inside = [part.strip() for part in _BRACKETS.findall(text)]
    outside = [part for part in _BETWEEN.split(_BRACKETS.sub(" ", text)) if part]
    nominated = bool(inside) and len(inside[0]) > 3 and bool(_NOMINATOR.search(" ".join(outside)))
    parts = inside + outside if nominated else outside + inside
    kept = (_FORMER.sub("", part).strip(" .-–") for part in parts)
    return tuple(dict.fromkeys(part for part in kept if part))


def read_rows(path: Path, columns: tuple[str, ...], *, notes: bool = False) -> list[tuple[int, dict[str, str]]]:
    """The rows of a table with exactly these headings, each with its line; those that begin with # are remarks."""
    wanted = Wanted("a table", "a table with headings", "write the headings into it", columns.__contains__)
    (grid,) = read_grids(path, wanted)
    (first, heading), *rows = [(line, cells) for line, cells in grid.rows if not cells[0].startswith("#")]
    if (heading[: len(columns)] if notes else heading) != columns:
        remedy = "put them back in this order"
        raise refused(path.name, quoted(", ".join(heading)), "the headings " + ", ".join(columns), remedy, first)
    remedy = "put cells that hold a comma between quotation marks, and keep an empty cell's comma"
    faults = [
        Fault(path.name, line, "", f"{len(cells)} cells", f"{len(columns)} cells", remedy)
        for line, cells in rows
        if len(cells) < len(columns) or (len(cells) > len(columns) and not notes)
    ]
    if faults := [*grid.faults, *faults]:
        raise InputFaults(faults)
    return [(line, dict(zip(columns, cells, strict=False))) for line, cells in rows]
