"""What documents say -> rows: the columns of a board file, with the place, the printed words and the doubts."""

from __future__ import annotations

import bisect
import hashlib
import os
import re
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from lepdata.errors import InputFaults
from lepdata.read.documents.lines import Document
from lepdata.read.documents.reader import Result, as_fault, read_document
from lepdata.read.documents.readings import Reading

COLUMNS = (
    "document", "reading", "section", "person_name", "honorific", "letters", "job_title", "organisation",
    "capacity_as_published", "role", "status", "attendance", "sector_as_published", "start_date", "end_date", "body",
    "snapshot_date", "date_basis", "list_completeness", "stands_for", "also", "doubts", "page", "line", "words",
    "reading_id", "source_title", "source_kind",
)  # fmt: skip
READ, UNREAD = "read", "unread"


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
    results = [read_document(path) for path in given]
    return frame_of(results)


def frame_of(results: Sequence[Result]) -> pd.DataFrame:
    faults = [as_fault(one.document) for one in results if one.document.unreadable]
    if faults and len(faults) == len(results):
        raise InputFaults(faults)
    rows = [row for one in results for row in rows_of_result(one)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype=str)
    frame.attrs["documents"] = [card_of(one) for one in results]
    return frame


def card_of(result: Result) -> dict[str, Any]:
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


def rows_of_result(result: Result) -> list[dict[str, str]]:
    document = result.document
    shared = {
        "document": document.name,
        "snapshot_date": result.dated.date,
        "date_basis": "printed" if result.dated.date else "none",
        "source_title": result.title,
        "source_kind": result.kind,
    }
    read = sorted(result.account.readings, key=lambda one: min(one.places, default=0))
    rows = [{**shared, **_row(document, one, result.complete)} for one in read]
    unread = sorted(result.account.unread, key=lambda one: min(one.places, default=0))
    return rows + [{**shared, **_unread_row(document, one.places, one.reason, one.section)} for one in unread]


def _row(document: Document, one: Reading, complete: str) -> dict[str, str]:
    words, (page, line) = words_at(document, one.places), place_of(document, one.places)
    members = one.section == "members"
    return {
        "reading": READ,
        "section": one.section,
        "person_name": one.name,
        "honorific": one.title,
        "letters": one.letters,
        "job_title": one.post,
        "organisation": one.organisation,
        "capacity_as_published": one.capacity,
        "role": one.role,
        "status": one.status,
        "attendance": one.attendance if one.attendance in ("present", "apologies") else "",
        "sector_as_published": one.sector,
        "start_date": one.start_date,
        "end_date": one.end_date,
        "body": one.body,
        "list_completeness": complete if members else "attendance",
        "stands_for": one.stands_for,
        "also": "; ".join(one.also),
        "doubts": "; ".join(one.doubts),
        "page": page,
        "line": line,
        "words": words,
        "reading_id": key_of(words),
    }


def _unread_row(document: Document, places: Iterable[int], reason: str, section: str) -> dict[str, str]:
    words, (page, line) = words_at(document, places), place_of(document, places)
    empty = dict.fromkeys(COLUMNS, "")
    said = {"reading": UNREAD, "section": section, "doubts": reason, "page": page, "line": line, "words": words}
    return {**empty, **said, "reading_id": key_of(words)}


def key_of(words: str) -> str:
    """What a confirmation is kept under: the hash of the printed words, whatever stands between them."""
    return hashlib.sha256(" ".join(re.findall(r"\w+", words.casefold())).encode("utf-8")).hexdigest()[:16]


def words_at(document: Document, places: Iterable[int]) -> str:
    """The printed words at some places of a document; "…" where others stand between them."""
    text, said, last = document.text, "", -1
    for place in sorted(place for place in places if place >= 0):
        if last >= 0 and place > last + 1:
            between = text[last + 1 : place]
            said += " … " if re.search(r"\w", between) else re.sub(r"\s+", " ", between)
        said += text[place]
        last = place
    return said.strip()


def place_of(document: Document, places: Iterable[int]) -> tuple[str, str]:
    """The page and the line of the first of some places."""
    first = min((place for place in places if place >= 0), default=-1)
    if first < 0:
        return "", ""
    line = document.lines[bisect.bisect_right(document.starts, first) - 1]
    return str(line.page), str(line.number)
