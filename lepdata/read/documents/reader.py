"""A file -> a document as lines -> what it says of people: the one way in."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lepdata.english import plural
from lepdata.errors import Fault, InputFaults
from lepdata.read.documents.choose import read_lines
from lepdata.read.documents.dated import Dated, printed_date
from lepdata.read.documents.gate import Refused, kind_of_file
from lepdata.read.documents.lines import Document
from lepdata.read.documents.readings import Account

_DAMAGED = "it is damaged or not what it says: {}. Fix: open it, save it anew, or get it again"
_SCANNED = "its pages are pictures without text, as a scanner makes them. "
_SCANNED += "Fix: get a copy with text, or run it through text recognition first"
_TAKE_OUT = "Fix: take the pages with the names out of it"
_MOST_PAGES, _MOST_LINES = 1_500, 40_000


@dataclass(frozen=True)
class Result:
    """A document with its account, and what may be inferred from the kind of its list."""

    document: Document
    account: Account
    dated: Dated = field(default_factory=Dated)
    complete: str = "not stated"
    kind: str = ""  # minutes, board_page, list
    title: str = ""
    notes: tuple[str, ...] = ()


def open_document(path: str | os.PathLike[str]) -> Document:
    """A file as lines; where it cannot be read, `unreadable` says why and what to do."""
    path = Path(path)
    if not path.is_file():
        raise InputFaults([_fault(path.name, "no such file", "name a document that is there")])
    size = path.stat().st_size
    if size > 150_000_000:
        return Document(path.name, "", "", (), unreadable=f"it has {size // 1_000_000} MB. {_TAKE_OUT}")
    data = path.read_bytes()
    document = Document(path.name, "", hashlib.sha256(data).hexdigest(), ())
    try:
        return _opened(document, kind_of_file(path.name, data), data)
    except Refused as refused:
        return replace(document, unreadable=str(refused))


def as_fault(document: Document) -> Fault:
    """The fault of a document that cannot be read."""
    found, _, remedy = document.unreadable.partition(" Fix: ")
    return _fault(document.name, found.rstrip("."), remedy)


def _fault(file: str, found: str, remedy: str) -> Fault:
    return Fault(file, None, "", found, "a PDF, web page, Word file, workbook or text with people in it", remedy)


def _opened(document: Document, kind: str, data: bytes) -> Document:
    try:
        document = _READERS[kind](document, data)
    except Refused:
        raise
    except MemoryError as error:
        raise Refused("it needs more memory than there is. Fix: take the pages with the names out of it") from error
    except Exception as error:  # the libraries' own errors are of many kinds, and a hostile file may raise any
        raise Refused(_DAMAGED.format(type(error).__name__ + (f", {error}" if str(error) else ""))) from error
    if len(document.lines) > _MOST_LINES:
        raise Refused(f"it has {len(document.lines)} lines, more than a board's document. {_TAKE_OUT}")
    return document


def _pdf(document: Document, data: bytes) -> Document:
    import pypdfium2

    from lepdata.read.documents.pdf import pdf_lines

    try:
        lines, pages, empty = pdf_lines(data, _MOST_PAGES)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise Refused("it is locked with a password. Fix: save it without one") from error
        raise
    if pages and empty == pages:
        raise Refused(_SCANNED)
    notes = (f"{empty} of its {pages} pages hold no text: pictures of pages, or empty.",) if empty else ()
    return replace(document, kind="pdf", lines=lines, notes=notes)


def _html(document: Document, data: bytes) -> Document:
    from lepdata.read.documents.html import html_lines

    lines, title, notes, unreadable = html_lines(data)
    if unreadable:
        raise Refused(f"{unreadable}. Fix: save the page anew from a browser")
    return replace(document, kind="html", lines=lines, title=title, notes=notes)


def _docx(document: Document, data: bytes) -> Document:
    from lepdata.read.documents.word import word_lines

    lines, notes = word_lines(data)
    return replace(document, kind="docx", lines=lines, notes=notes)


def _sheet(document: Document, data: bytes) -> Document:
    from lepdata.read.documents.sheet import sheet_lines

    lines, notes = sheet_lines(data)
    return replace(document, kind="sheet", lines=lines, notes=notes)


def _text(document: Document, data: bytes) -> Document:
    from lepdata.read.documents.sheet import csv_lines
    from lepdata.read.documents.text import text_lines

    text = _decoded(data)
    if document.name.casefold().endswith((".csv", ".tsv")):
        return replace(document, kind="sheet", lines=csv_lines(text))
    markdown = document.name.casefold().endswith((".md", ".markdown"))
    return replace(document, kind="text", lines=text_lines(text, markdown))


_READERS = {"pdf": _pdf, "html": _html, "docx": _docx, "sheet": _sheet, "text": _text, "csv": _text}


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def read_document(path: str | os.PathLike[str]) -> Result:
    """A file with everything that it says of people."""
    document = open_document(path)
    if not document.lines:
        why = f"It could not be read: {document.unreadable}." if document.unreadable else "No text was found in it."
        return Result(document, Account("none"), notes=(*document.notes, why))
    account = read_lines(document)
    minutes = account.strategy == "sections"
    kind = "minutes" if minutes else "board_page" if document.kind == "html" else "list"
    complete = _complete(account)
    return Result(
        document,
        account,
        printed_date(document),
        complete,
        kind,
        _title(document),
        (*_still_true(document.notes, account), *_notes(account, complete)),
    )


def _still_true(notes: tuple[str, ...], account: Account) -> list[str]:
    """A page that a script fills may hold its people all the same."""
    return [note for note in notes if not (account.readings and "filled by a script" in note)]


def _complete(account: Account) -> str:
    """What a list may be taken for: minutes name who came; a list with nothing unread in it may be the whole board."""
    if not account.readings:
        return "not stated"
    if account.strategy == "sections":
        return "attendance"
    return "not stated" if account.unread or account.strategy == "lists" else "full"


def _notes(account: Account, complete: str) -> Iterator[str]:
    if not account.readings:
        yield (
            "Nobody was read in it. Look at its unread lines: a list may stand there in a form that is not known yet."
            if account.unread
            else ("Nobody was read in it, and no line of it begins with a name.")
        )
    if vacancies := sum(one.kind == "vacancy" for one in account.ignored):
        yield f"It prints {plural(vacancies, 'vacant seat')}."
    if complete == "full":
        yield "Its list is taken for the whole board, since all of it was read: say otherwise if it is a part."


def _title(document: Document) -> str:
    heading = next((line.text for line in document.lines if line.heading == 1 and not line.aside), "")
    first = next((line.text for line in document.lines if not line.aside and len(line.text) > 5), "")
    return " ".join((document.title or heading or first).replace("\t", " ").split())[:200]
