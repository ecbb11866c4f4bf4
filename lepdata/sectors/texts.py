"""Published cells made ready for matching: one organisation cell may name several affiliations."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from lepdata.errors import Fault, InputFaults, quoted
from lepdata.files import read_bounded
from lepdata.names import fold, organisation_shown

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


def read_rows(path: Path, columns: Sequence[str], *, notes: bool = False) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV file that must have exactly these headings; lines that begin with # are remarks."""
    lines = [(line, row) for line, row in _records(path.name, _text(path)) if not row[0].startswith("#")]
    if not lines:
        raise _refused(path.name, None, "an empty file", "a table with headings", "write the headings into it")
    (first, heading), *rows = lines
    if tuple(heading[: len(columns)] if notes else heading) != tuple(columns):
        wanted = "the headings " + ", ".join(columns)
        raise _refused(path.name, first, quoted(", ".join(heading)), wanted, "put them back in this order")
    remedy = "put cells that hold a comma between quotation marks, and keep an empty cell's comma"
    faults = [
        Fault(path.name, line, "", f"{len(row)} cells", f"{len(columns)} cells", remedy)
        for line, row in rows
        if len(row) < len(columns) or (len(row) > len(columns) and not notes)
    ]
    if faults:
        raise InputFaults(faults)
    return [(line, dict(zip(columns, row, strict=False))) for line, row in rows]


def _text(path: Path) -> str:
    try:
        content = read_bounded(path)
    except (FileNotFoundError, IsADirectoryError):
        raise _refused(path.name, None, "no such file", "a CSV file", "check its name and folder") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, remedy = content[: error.start].count(b"\n") + 1, "save it as 'CSV UTF-8 (Comma delimited)'"
        raise _refused(path.name, line, "bytes that are no UTF-8 text", "text encoded as UTF-8", remedy) from None


def _records(file: str, text: str) -> list[tuple[int, list[str]]]:
    """Records with the line each begins at: a quoted cell may run over several lines."""
    csv.field_size_limit(1_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records, begins = [], 1
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                records.append((begins, record))
            begins = reader.line_num + 1
    except csv.Error as error:
        remedy = "write a quotation mark inside a quoted cell twice, and close every quoted cell"
        raise _refused(file, begins, f"a row that cannot be read ({error})", "cells parted by commas", remedy) from None
    return records


def _refused(file: str, line: int | None, found: str, expected: str, remedy: str) -> InputFaults:
    return InputFaults([Fault(file, line, "", found, expected, remedy)])
