"""What a file is by its content, and whether it may be opened: limits come before any library reads a byte."""

from __future__ import annotations

import io
import zipfile

from lepdata.read.documents.lines import Refused

MEGABYTE = 1_000_000
_MOST = {"pdf": 150, "docx": 100, "sheet": 100}  # megabytes of the file; of any other kind:
_MOST_OF_TEXT = 20
_MOST_INSIDE = 200  # megabytes of a packed file, unpacked
_MOST_ENTRIES = 5_000
_LONGEST_LINE = 2 * MEGABYTE
_SAVE_AS = "Fix: open it in a word processor and save it as a Word file (.docx) or a PDF"
_AGAIN = "Fix: get the document again"
LOCKED = "it is locked with a password. Fix: save it without one"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF", b"BM")
_PAGE_NAMES = (".html", ".htm", ".xhtml", ".php", ".aspx")


def kind_of_file(name: str, data: bytes) -> str:
    """html, pdf, docx, sheet, csv or text, by the content whatever the name says."""
    kind = _kind(name, data, data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n"))
    most = _MOST.get(kind, _MOST_OF_TEXT)
    if len(data) > most * MEGABYTE:
        too_big = f"it has {len(data) // MEGABYTE} MB, at most {most} are read."
        raise Refused(f"{too_big} Fix: take the pages with the names out of it")
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
        return _old_office(data)
    if head.startswith(b"{\\rtf"):
        raise Refused(f"it is a Rich Text file. {_SAVE_AS}")
    if head.startswith(_PICTURES):
        remedy = "Fix: get the document as text, or type its names in"
        raise Refused(f"it is a picture, and no text can be read off it. {remedy}")
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        remedy = "Fix: save it as PDF, Word (.docx), web page, workbook or text"
        raise Refused(f"it is no document that lepdata knows. {remedy}")
    return _text_kind(name.casefold(), head.lower())


def _text_kind(name: str, head: bytes) -> str:
    if b"<html" in head or b"<body" in head or head.startswith((b"<!doctype html", b"<div", b"<p", b"<table", b"<ul")):
        return "html"
    if name.endswith(_PAGE_NAMES) or head.startswith(b"<section"):
        return "html"
    if head.startswith(b"<?xml"):
        raise Refused("it is an XML file and no document. Fix: save it as PDF, Word (.docx) or a web page")
    return "csv" if name.endswith((".csv", ".tsv")) else "text"


def _packed(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            inside = sum(entry.file_size for entry in entries) // MEGABYTE
            if inside >= _MOST_INSIDE or len(entries) > _MOST_ENTRIES:
                raise Refused(f"it unpacks to {inside} MB, more than any document. {_AGAIN}")
            if any(entry.flag_bits & 1 for entry in entries):
                raise Refused(LOCKED)
            return _office_kind({entry.filename: _head_of(packed, entry) for entry in entries})
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise Refused(f"it is damaged: it cannot be unpacked. {_AGAIN}") from error


def _head_of(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The first bytes of a part that may define entities or say what the whole is."""
    if not entry.filename.endswith((".xml", ".rels", "mimetype")):
        return b""
    with packed.open(entry) as part:
        return part.read(4096)


def _office_kind(heads: dict[str, bytes]) -> str:
    if any(b"<!DOCTYPE" in head or b"<!ENTITY" in head for head in heads.values()):
        remedy = "Fix: save it anew as a Word file"
        raise Refused(f"it defines entities of its own, as no word processor does. {remedy}")
    kind = heads.get("mimetype", b"")
    if b"opendocument.text" in kind:
        raise Refused(f"it is an OpenDocument text (.odt). {_SAVE_AS}")
    if "word/document.xml" in heads:
        return "docx"
    if "xl/workbook.xml" in heads or "xl/workbook.bin" in heads or b"opendocument.spreadsheet" in kind:
        return "sheet"
    raise Refused("it is a packed file and no Word file or workbook. Fix: unpack it and name the document inside")


def _old_office(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Refused(LOCKED)
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return "sheet"
    raise Refused(f"it is a Word file of the old kind (.doc). {_SAVE_AS}")
