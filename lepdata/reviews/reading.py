"""The place in a document that a reading comes from, for whoever compares the two."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from lepdata.errors import UsageError
from lepdata.files import RULES
from lepdata.reviews.markup import Markup

_AROUND = 4  # lines before and behind the place


def example_document() -> Path:
    """The path of invented minutes, to try the reading of documents on."""
    return RULES / "documents" / "example.pdf"


def printed_place(path: str | os.PathLike[str], row: Mapping[Any, Any]) -> Markup:
    """Where a row of `read_documents` was read: a picture of the page of a PDF, else the lines around it.

    Parameters
    ----------
    path : path-like
        The document.
    row : Series or mapping
        A row of `read_documents`, read or unread.
    """
    if Path(path).name != row["document"]:
        raise UsageError(f"The row was read in {row['document']}, not in {Path(path).name}. Give that document.")
    where = f"{row['document']}, page {row['page']}, line {row['line']}: “{row['words']}”"
    data = Path(path).read_bytes()
    shown = _picture(data, row) if data[:1024].find(b"%PDF-") >= 0 else _lines(path, row)
    return Markup(f'<figure class="lep-place"><figcaption>{escape(where)}</figcaption>{shown}</figure>')


def _picture(data: bytes, row: Mapping[Any, Any]) -> str:
    from lepdata.read.documents.pdf import page_picture

    words = str(row["person_name"] or row["words"])
    png, boxes = page_picture(data, int(row["page"]), words)
    frames = "".join(
        f'<span style="position:absolute;left:{100 * left:.2f}%;top:{100 * top:.2f}%;width:{100 * wide:.2f}%;'
        f'height:{100 * high:.2f}%;outline:3px solid #b3261e;outline-offset:2px"></span>'
        for left, top, wide, high in boxes
    )
    source = f"data:image/png;base64,{base64.b64encode(png).decode('ascii')}"
    says = escape(f"Page {row['page']} of {row['document']}" + (f", with {words} framed" if boxes else ""))
    image = f'<img src="{source}" alt="{says}" style="display:block;max-width:100%;border:1px solid #8a8a8a">'
    return f'<div style="position:relative;display:inline-block;max-width:100%">{image}{frames}</div>'


def _lines(path: str | os.PathLike[str], row: Mapping[Any, Any]) -> str:
    from lepdata.read.documents.reader import open_document

    page = [line for line in open_document(path).lines if str(line.page) == row["page"]]
    at = int(row["line"]) - 1
    first = max(0, at - _AROUND)
    said = [escape(" | ".join(cell.text for cell in line.cells)) for line in page[first : at + _AROUND + 1]]
    words = re.sub(r"\W+", " ", escape(str(row["words"]))).split()
    marked = [
        f"<mark>{line}</mark>" if first + number == at or _is_of(line, words) else line
        for number, line in enumerate(said)
    ]
    return f'<pre style="white-space:pre-wrap">{chr(10).join(marked)}</pre>'


def _is_of(line: str, words: list[str]) -> bool:
    """Whether all words of a line are among the words that were read."""
    own = re.sub(r"\W+", " ", line).split()
    return bool(own) and set(own) <= set(words)
