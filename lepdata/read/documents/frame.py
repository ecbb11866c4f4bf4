"""What documents say -> rows: the columns of a board file, with the place, the printed words and the doubts."""

from __future__ import annotations

import bisect
import hashlib
import os
import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from lepdata.errors import InputFaults
from lepdata.read.documents.lines import Document
from lepdata.read.documents.reader import Result, as_fault, read_document
from lepdata.read.documents.readings import Reading, Unread

COLUMNS = (
    "document", "reading", "section", "person_name", "honorific", "letters", "job_title", "organisation",
    "capacity_as_published", "role", "status", "attendance", "sector_as_published", "start_date", "end_date", "body",
    "snapshot_date", "date_basis", "list_completeness", "stands_for", "also", "doubts", "page", "line", "words",
    "reading_id", "source_title", "source_kind",
)  # fmt: skip
READ, UNREAD = "read", "unread"
_NAMED_APART = {  # columns that a reading knows under another name
    "person_name": "name", "honorific": "title", "job_title": "post", "capacity_as_published": "capacity",
    "sector_as_published": "sector",
}  # fmt: skip


def read_documents(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> pd.DataFrame:
    """Read published documents: web pages, PDF, Word files, workbooks, text.

    Parameters
    ----------
    paths : path-like, or several
        The documents.

    Returns
    -------
    DataFrame
        One row per person as read, with section, page, line, the printed words and what is to be doubted; then one per
        line of an opened section that was not understood (`reading` "unread"). `.attrs["documents"]` says of each
        document what kind it is, its date, what its list is and what a reader must know.

    Raises
    ------
    InputFaults
        Where no document can be read; one of several that cannot is named in `.attrs["documents"]`.
    """
    given = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    return frame_of([read_document(path) for path in given])


def frame_of(results: Sequence[Result]) -> pd.DataFrame:
    faults = [as_fault(one.document) for one in results if one.document.unreadable]
    if faults and len(faults) == len(results):
        raise InputFaults(faults)
    rows = [row for one in results for row in _rows(one)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=str).fillna("")
    frame.attrs["documents"] = [_card(one) for one in results]
    return frame


def _card(result: Result) -> dict[str, Any]:
    """What is known of a document as a whole."""
    document, account = result.document, result.account
    return {
        "document": document.name,
        "kind": document.kind or "unreadable",
        "sha256": document.sha256,
        "title": result.title,
        "date": result.dated.date,
        "date_words": result.dated.words,
        "date_page": result.dated.page,
        "date_line": result.dated.line,
        "list_completeness": result.complete,
        "people": len(account.readings),
        "doubtful": sum(bool(one.doubts) for one in account.readings),
        "unread": len(account.unread),
        "ignored": len(account.ignored),
        "notes": list(result.notes),
    }


def _rows(result: Result) -> list[dict[str, str]]:
    shared = {
        "document": result.document.name,
        "snapshot_date": result.dated.date,
        "date_basis": "printed" if result.dated.date else "none",
        "source_title": result.title,
        "source_kind": result.kind,
    }
    told = [(one.places, _read(one, result.complete)) for one in result.account.readings]
    not_told = [(one.places, _unread(one)) for one in result.account.unread]
    places = sorted(told, key=_first) + sorted(not_told, key=_first)
    return [{**shared, **_where(result.document, at), **said} for at, said in places]


def _first(placed: tuple[Collection[int], dict[str, str]]) -> int:
    return min(placed[0], default=0)


def _unread(one: Unread) -> dict[str, str]:
    return {"reading": UNREAD, "section": one.section, "doubts": one.reason}


def _read(one: Reading, complete: str) -> dict[str, str]:
    said = {name: getattr(one, _NAMED_APART.get(name, name), "") for name in COLUMNS}
    return {name: text for name, text in said.items() if isinstance(text, str) and text} | {
        "reading": READ,
        "attendance": one.attendance if one.attendance in ("present", "apologies") else "",
        "list_completeness": complete if one.section == "members" else "attendance",
        "also": "; ".join(one.also),
        "doubts": "; ".join(one.doubts),
    }


def _where(document: Document, places: Iterable[int]) -> dict[str, str]:
    """The page and the line of the first of some places, and the printed words; "…" where others stand between them."""
    at = sorted(place for place in places if place >= 0)
    if not at:
        return {"reading_id": key_of("")}
    line = document.lines[bisect.bisect_right(document.starts, at[0]) - 1]
    said = document.text[at[0]]
    for last, place in pairwise(at):
        between = document.text[last + 1 : place]
        said += (" … " if re.search(r"\w", between) else re.sub(r"\s+", " ", between)) + document.text[place]
    words = said.strip()
    return {"page": str(line.page), "line": str(line.number), "words": words, "reading_id": key_of(words)}


def key_of(words: str) -> str:
    """What a confirmation is kept under: the hash of the printed words, whatever stands between them."""
    return hashlib.sha256(" ".join(re.findall(r"\w+", words.casefold())).encode("utf-8")).hexdigest()[:16]
