"""What a file is by its content, and whether it may be opened: limits come before any library reads a byte."""

from __future__ import annotations

import io
import zipfile

MEGABYTE = 1_000_000
_MOST = {"pdf": 150, "html": 20, "text": 20, "docx": 100, "sheet": 100}  # megabytes of the file
_MOST_INSIDE = 200 * MEGABYTE  # of a packed file, unpacked
_MOST_ENTRIES = 5_000
_LONGEST_LINE = 2 * MEGABYTE
_SAVE_AS = "open it in a word processor and save it as a Word file (.docx) or a PDF"


class Refused(Exception):
    """Why a document cannot be read, with the way out."""


def kind_of_file(name: str, data: bytes) -> str:
    """html, pdf, docx, sheet or text, by the content whatever the name says."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not data.strip():
        raise Refused("it is empty. Fix: get the document again")
    if b"%PDF-" in data[:1024]:
        return _of_size("pdf", data)
    if head.startswith(b"PK"):
        return _of_size(_packed(data), data)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _old_office(name, data)
    if head.startswith(b"{\\rtf"):
        raise Refused(f"it is a Rich Text file. Fix: {_SAVE_AS}")
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF", b"BM")):
        raise Refused(
            "it is a picture, and no text can be read off it. Fix: get the document as text, or type its names in"
        )
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused(
            "it is no document that lepdata knows. Fix: save it as PDF, Word (.docx), web page, workbook or text"
        )
    return _of_size(_text_kind(name, head), data)


def _text_kind(name: str, head: bytes) -> str:
    low = head.lower()
    if low.startswith((b"<!doctype html", b"<html")) or b"<html" in low or b"<body" in low:
        return "html"
    if name.casefold().endswith((".html", ".htm", ".xhtml", ".php", ".aspx")) or low.startswith(
        (b"<div", b"<p", b"<table", b"<ul", b"<section")
    ):
        return "html"
    if low.startswith(b"<?xml"):
        raise Refused("it is an XML file and no document. Fix: save it as PDF, Word (.docx) or a web page")
    return "csv" if name.casefold().endswith((".csv", ".tsv")) else "text"


def _of_size(kind: str, data: bytes) -> str:
    most = _MOST.get(kind, 20)
    if len(data) > most * MEGABYTE:
        raise Refused(
            f"it has {len(data) // MEGABYTE} MB, at most {most} are read. Fix: take the pages with the names out of it"
        )
    if kind in ("text", "csv") and max(map(len, data.split(b"\n")), default=0) > _LONGEST_LINE:
        raise Refused("one of its lines is longer than any document's. Fix: get the document again")
    return kind


def _packed(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            names = {entry.filename for entry in entries}
            inside = sum(entry.file_size for entry in entries)
            if inside > _MOST_INSIDE or len(entries) > _MOST_ENTRIES:
                raise Refused(
                    f"it unpacks to {inside // MEGABYTE} MB, more than any document. Fix: get the document again"
                )
            kind = (
                packed.read("mimetype").decode("ascii", "replace")
                if "mimetype" in names and packed.getinfo("mimetype").file_size < 200
                else ""
            )
            if any(entry.flag_bits & 1 for entry in entries):
                raise Refused("it is locked with a password. Fix: save it without one")
            _no_entities(packed, entries)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise Refused("it is damaged: it cannot be unpacked. Fix: get the document again") from error
    if "opendocument.text" in kind:
        raise Refused(f"it is an OpenDocument text (.odt). Fix: {_SAVE_AS}")
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names or "opendocument.spreadsheet" in kind:
        return "sheet"
    raise Refused("it is a packed file and no Word file or workbook. Fix: unpack it and name the document inside")


def _no_entities(packed: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            with packed.open(entry) as part:
                if b"<!DOCTYPE" in (head := part.read(4096)) or b"<!ENTITY" in head:
                    raise Refused(
                        "it defines entities of its own, as no word processor does. Fix: save it anew as a Word file"
                    )


def _old_office(name: str, data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Refused("it is locked with a password. Fix: save it without one")
    if "Workbook".encode("utf-16-le") in data or b"B\x00o\x00o\x00k\x00" in data:
        return _of_size("sheet", data)
    raise Refused(f"it is a Word file of the old kind (.doc). Fix: {_SAVE_AS}")
