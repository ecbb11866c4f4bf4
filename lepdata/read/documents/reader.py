"""A file -> a document as lines -> what it says of people: the one way in."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lepdata.english import plural
from lepdata.errors import Fault, InputFaults, missing_package
from lepdata.read.documents.choose import read_lines
from lepdata.read.documents.dated import Dated, printed_date
from lepdata.read.documents.gate import MEGABYTE, kind_of_file
from lepdata.read.documents.lines import MOST_LINES, Content, Document, Refused, numbered
from lepdata.read.documents.readings import Account

_TAKE_OUT = "Fix: take the pages with the names out of it"
_MOST_MEGABYTES = 150


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
    size = path.stat().st_size // MEGABYTE
    if size > _MOST_MEGABYTES:
        return Document(path.name, "", "", (), unreadable=f"it has {size} MB. {_TAKE_OUT}")
    data = path.read_bytes()
    document = Document(path.name, "", hashlib.sha256(data).hexdigest(), ())
    try:
        kind = kind_of_file(path.name, data)
        content = _content(kind, path.name.casefold(), data)
        lines = numbered(content.lines)
        if len(lines) > MOST_LINES:
            raise Refused(f"it has over {MOST_LINES} lines, more than a board's document. {_TAKE_OUT}")
    except Refused as refused:
        return replace(document, unreadable=str(refused))
    kind = "sheet" if kind == "csv" else kind
    return replace(document, kind=kind, lines=lines, notes=tuple(content.notes), title=content.title)


def _content(kind: str, name: str, data: bytes) -> Content:
    """What a file of a kind holds; its library is loaded with it."""
    try:
        if kind == "pdf":
            from lepdata.read.documents.pdf import pdf_content

            return pdf_content(data)
        if kind == "html":
            from lepdata.read.documents.html import html_content

            return html_content(data)
        if kind in ("docx", "sheet", "csv"):
            from lepdata.read.documents import office

            if kind == "csv":
                return office.csv_content(_decoded(data))
            return office.word_content(data) if kind == "docx" else office.sheet_content(data)
        from lepdata.read.documents.text import text_content

        return text_content(_decoded(data), name.endswith((".md", ".markdown")))
    except Refused:
        raise
    except ModuleNotFoundError as error:
        raise missing_package(error) from error
    except MemoryError as error:
        raise Refused(f"it needs more memory than there is. {_TAKE_OUT}") from error
    except Exception as error:  # the libraries' own errors are of many kinds, and a hostile file may raise any
        why = type(error).__name__ + (f", {error}" if str(error) else "")
        remedy = "Fix: open it, save it anew, or get it again"
        raise Refused(f"it is damaged or not what it says: {why}. {remedy}") from error


def _decoded(data: bytes) -> str:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def as_fault(document: Document) -> Fault:
    """The fault of a document that cannot be read."""
    found, _, remedy = document.unreadable.partition(" Fix: ")
    return _fault(document.name, found.rstrip("."), remedy)


def _fault(file: str, found: str, remedy: str) -> Fault:
    return Fault(file, None, "", found, "a PDF, web page, Word file, workbook or text with people in it", remedy)


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
    notes = tuple(_notes(document, account, complete))
    return Result(document, account, printed_date(document), complete, kind, _title(document), notes)


def _complete(account: Account) -> str:
    """What a list may be taken for: minutes name who came; a list with nothing unread in it may be the whole board."""
    if not account.readings:
        return "not stated"
    if account.strategy == "sections":
        return "attendance"
    return "not stated" if account.unread or account.strategy == "lists" else "full"


def _notes(document: Document, account: Account, complete: str) -> Iterator[str]:
    for note in document.notes:  # a page that a script fills may hold its people all the same
        if not (account.readings and "filled by a script" in note):
            yield note
    if not account.readings and account.unread:
        yield "Nobody was read in it. Look at its unread lines: a list may stand there in a form that is not known yet."
    elif not account.readings:
        yield "Nobody was read in it, and no line of it begins with a name."
    if vacancies := sum(one.kind == "vacancy" for one in account.ignored):
        yield f"It prints {plural(vacancies, 'vacant seat')}."
    if complete == "full":
        yield "Its list is taken for the whole board, since all of it was read: say otherwise if it is a part."


def _title(document: Document) -> str:
    shown = [line for line in document.lines if not line.aside]
    heading = next((line.text for line in shown if line.heading == 1), "")
    first = next((line.text for line in shown if len(line.text) > 5), "")
    return " ".join((document.title or heading or first).split())[:200]
