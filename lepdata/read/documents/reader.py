"""A file -> what it is and whether it may be opened -> lines -> what it says of people, and its date."""

import hashlib
import io
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lepdata.english import plural
from lepdata.errors import Fault, InputFaults, missing_package
from lepdata.read.documents import html, office, pdf
from lepdata.read.documents.choose import read_lines
from lepdata.read.documents.dated import Dated, printed_date
from lepdata.read.documents.readings import LOCKED, MOST_LINES, TAKE_OUT, Account, Content, Document, Refused, numbered
from lepdata.read.documents.trade import cue
from lepdata.read.words import encoding_of
from lepdata.registers.geography import board_of
from lepdata.vocabulary import MAIN_BOARD_KIND, body_kind

_MEGABYTE = 1_000_000
_MOST = {"pdf": 150, "docx": 100, "sheet": 100}  # megabytes of the file; of any other kind:
_MOST_OF_TEXT = 20
_MOST_INSIDE = 200  # megabytes of a packed file, unpacked
_MOST_ENTRIES = 5_000
_LONGEST_LINE = 2 * _MEGABYTE
_SAVE_AS = "Fix: open it in a word processor and save it as a Word file (.docx) or a PDF"
_AGAIN = "Fix: get the document again"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF")
_PAGE_BEGINS = (b"<!doctype html", b"<div", b"<p", b"<table", b"<ul", b"<section")
_PAGE_NAMES = (".html", ".htm", ".xhtml", ".php", ".aspx")


def _kind_of_file(name: str, data: bytes) -> str:
    """html, pdf, docx, sheet, csv or text, by the content whatever the name says."""
    kind = _kind(name.casefold(), data, data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n"))
    most = _MOST.get(kind, _MOST_OF_TEXT)
    if len(data) > most * _MEGABYTE:
        raise Refused(f"it has {len(data) // _MEGABYTE} MB, at most {most} are read. {TAKE_OUT}")
    if kind in ("text", "csv") and max(map(len, data.split(b"\n")), default=0) > _LONGEST_LINE:
        raise Refused(f"one of its lines is longer than any document's. {_AGAIN}")
    return kind


def _kind(name: str, data: bytes, head: bytes) -> str:
    if not head and not data.strip():
        raise Refused(f"it is empty. {_AGAIN}")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith(b"PK"):
        return _packed(data)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refused(LOCKED)
        if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
            return "sheet"
        raise Refused(f"it is a Word file of the old kind (.doc). {_SAVE_AS}")
    if head.startswith(b"{\\rtf"):
        raise Refused(f"it is a Rich Text file. {_SAVE_AS}")
    if head.startswith(_PICTURES) or (head.startswith(b"BM") and b"\x00" in data[:64]):
        raise Refused("it is a picture: no text is read off it. Fix: get the document as text, or type its names in")
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused("it is no document that lepdata knows. Fix: save it as PDF, Word (.docx), web page or text")
    head = head.lower()
    if b"<html" in head or b"<body" in head or head.startswith(_PAGE_BEGINS) or name.endswith(_PAGE_NAMES):
        return "html"
    if head.startswith(b"<?xml"):
        raise Refused("it is an XML file and no document. Fix: save it as PDF, Word (.docx) or a web page")
    return "csv" if name.endswith((".csv", ".tsv")) else "text"


def _packed(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            inside = sum(entry.file_size for entry in entries) // _MEGABYTE
            if inside >= _MOST_INSIDE or len(entries) > _MOST_ENTRIES:
                raise Refused(f"it unpacks to {inside} MB, more than any document. {_AGAIN}")
            if any(entry.flag_bits & 1 for entry in entries):
                raise Refused(LOCKED)
            heads = {}  # the first bytes of each part that may define entities or say what the whole is
            for entry in (one for one in entries if one.filename.endswith((".xml", ".rels", "mimetype"))):
                with packed.open(entry) as part:
                    heads[entry.filename] = part.read(4096)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError) as error:
        raise Refused(f"it is damaged: it cannot be unpacked. {_AGAIN}") from error
    if any(b"<!DOCTYPE" in head or b"<!ENTITY" in head for head in heads.values()):
        raise Refused("it defines entities of its own, as no word processor does. Fix: save it anew as a Word file")
    kind = heads.get("mimetype", b"")
    if b"opendocument.text" in kind:
        raise Refused(f"it is an OpenDocument text (.odt). {_SAVE_AS}")
    if "word/document.xml" in heads:
        return "docx"
    if "xl/workbook.xml" in heads or "xl/workbook.bin" in heads or b"opendocument.spreadsheet" in kind:
        return "sheet"
    raise Refused("it is a packed file and no Word file or workbook. Fix: unpack it and name the document inside")


_YEAR = re.compile(r"\d{4}")
_FIRST_LINES, _SHORT = 40, 90  # lines of a document; letters of a line


def _printed_body(document: Document, title: str, before: int) -> tuple[str, str]:
    """The body that the lines before the first list, or the title, name, and their words; none for a LEP's own."""
    head = "\n".join(line.text[:_SHORT] for line in document.lines[: min(before, _FIRST_LINES)] if not line.aside)
    found = cue("body of minutes").search(head) or cue("body of a title").match(title)
    if not found or body_kind(found["body"]) == MAIN_BOARD_KIND or board_of(" ".join(found["body"].split())):
        return "", ""
    return " ".join(found["body"].split()), " ".join(found[0].split())


@dataclass(frozen=True)
class DocumentRead:
    """A document with its account, and what may be inferred from the kind of its list."""

    document: Document
    account: Account
    dated: Dated = field(default_factory=Dated)
    complete: str = "not stated"
    kind: str = ""  # minutes, board_page, list
    title: str = ""
    notes: tuple[str, ...] = ()
    body: str = ""


def open_document(path: str | os.PathLike[str]) -> Document:
    """A file as lines; where it cannot be read, `unreadable` says why and what to do."""
    path = Path(path)
    if not path.is_file():
        gone = "no file but a folder, a pipe or a device" if path.exists() else "no such file"
        raise InputFaults([as_fault(Document(path.name, "", "", (), unreadable=f"{gone}. Fix: name a document"))])
    size = path.stat().st_size // _MEGABYTE
    if size > max(_MOST.values()):
        return Document(path.name, "", "", (), unreadable=f"it has {size} MB. {TAKE_OUT}")
    data = path.read_bytes()
    document = Document(path.name, "", hashlib.sha256(data).hexdigest(), ())
    try:
        kind = _kind_of_file(path.name, data)
        content = _content(kind, path.name.casefold(), data)
        lines = numbered(content.lines)
        if len(lines) > MOST_LINES:
            raise Refused(f"it has over {MOST_LINES} lines, more than a board's document. {TAKE_OUT}")
    except Refused as refused:
        return replace(document, unreadable=str(refused))
    kind = "sheet" if kind == "csv" else kind
    return replace(document, kind=kind, lines=lines, notes=tuple(content.notes), title=content.title)


def _content(kind: str, name: str, data: bytes) -> Content:
    try:
        if kind in ("pdf", "html"):
            return pdf.pdf_content(data) if kind == "pdf" else html.html_content(data)
        if kind in ("docx", "sheet"):
            return office.word_content(data) if kind == "docx" else office.sheet_content(data)
        text, markdown = data.decode(encoding_of(data), "replace"), name.endswith((".md", ".markdown"))
        return office.csv_content(text) if kind == "csv" else office.text_content(text, markdown)
    except Refused:
        raise
    except ModuleNotFoundError as error:
        raise missing_package(error) from error
    except MemoryError as error:
        raise Refused(f"it needs more memory than there is. {TAKE_OUT}") from error
    except Exception as error:  # the libraries' own errors are of many kinds, and a hostile file may raise any
        why = type(error).__name__ + (f", {error}" if str(error) else "")
        remedy = "Fix: open it, save it anew, or get it again"
        raise Refused(f"it is damaged or not what it says: {why}. {remedy}") from error


def as_fault(document: Document) -> Fault:
    """The fault of a document that cannot be read."""
    found, _, remedy = document.unreadable.partition(" Fix: ")
    expected = "a PDF, web page, Word file, workbook or text with people in it"
    return Fault(document.name, None, "", found.rstrip("."), expected, remedy)


def read_document(path: str | os.PathLike[str]) -> DocumentRead:
    """A file with everything that it says of people."""
    document = open_document(path)
    if not document.lines:
        why = f"It could not be read: {document.unreadable}." if document.unreadable else "No text was found in it."
        return DocumentRead(document, Account("none"), notes=(*document.notes, why))
    account = read_lines(document)
    minutes = account.strategy == "sections"
    kind = "minutes" if minutes else "board_page" if document.kind == "html" else "list"
    # minutes name who came; a list of one body with nothing unread in it may be the whole board
    whole = len({one.body for one in account.readings}) == 1 and not account.unread and account.strategy != "lists"
    complete = "attendance" if account.readings and minutes else "full" if whole else "not stated"
    shown = [line for line in document.lines if not line.aside]
    heading = next((line.text for line in shown if line.heading == 1), "")
    first = next((line.text for line in shown if line.text[:1].isalpha() and len(line.text) > 5), "")
    title = " ".join((document.title or heading or first).split())[:200]
    dated = printed_date(document, account)
    notes = tuple(_notes(document, account, complete, dated.date))
    body, words = _printed_body(document, title, min(account.opened, default=_FIRST_LINES)) if minutes else ("", "")
    if body:
        source = "its title" if words.casefold() == body.casefold() else f"“{words}”"
        notes += (f"Its body, “{body}”, is taken from {source}: say otherwise if another is meant.",)
    return DocumentRead(document, account, dated, complete, kind, title, notes, body)


def _notes(document: Document, account: Account, complete: str, day: str) -> Iterator[str]:
    # a page that a script fills may hold its people all the same
    yield from (one for one in document.notes if not (account.readings and "filled by a script" in one))
    if not account.readings:
        look = ". Look at its unread lines: a list may stand there in a form that is not known yet."
        yield "Nobody was read in it" + (look if account.unread else ", and no line of it begins with a name.")
    if account.vacant:
        yield f"It prints {plural(len(account.vacant), 'vacant seat')}."
    dates = (one.text for one in document.lines if not day and len(one.text) < _SHORT and _YEAR.search(one.text))
    pages = (text for text in dates if cue("day of a page").search(text) and cue("printed date").search(text))
    if dated := next((text for text in pages if not cue("day of a list").search(text)), ""):
        yield f"“{dated}” is a day of the page, and was not taken for that of its list."
    if away := sum(one.section == "absent" for one in account.readings):
        yield f"{plural(away, 'is', 'are')} printed as absent, not as apologies: attendance has one word for both."
    if complete == "full":
        yield "Its list is taken for the whole board, since all of it was read: say otherwise if it is a part."
