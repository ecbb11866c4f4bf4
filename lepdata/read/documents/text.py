"""Plain text and Markdown -> lines."""

from __future__ import annotations

import html
import re

from lepdata.read.documents.lines import Content, Line, cells_of

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!])")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w))")
_COLUMNS = re.compile(r"\t+|\s{3,}|(?<=\S)\u00a0{2,}")
_HANDLE = re.compile(r"\s@[\w-]+(?=\s|$)")
_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>")
_RULE = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")
_MARK = re.compile(r"\s*(?:(?P<heading>#{1,6})|>|(?P<item>[*+-]|\d{1,2}[.)]))\s+")


def text_content(text: str, markdown: bool = False) -> Content:
    """The lines of a text; a head of settings between two rules is left out."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = map(_markdown_line if markdown else _line, rows[_behind_settings(rows) :])
    return Content([line for line in lines if line.cells])


def _behind_settings(rows: list[str]) -> int:
    if rows[0].strip() != "---":
        return 0
    return next((at + 1 for at, row in enumerate(rows[1:60], start=1) if row.strip() == "---"), 0)


def _line(row: str) -> Line:
    return Line(cells_of(part.strip() for part in _COLUMNS.split(row.strip()) if part.strip()))


def _markdown_line(row: str) -> Line:
    """A line, in the element that a web page made of the text would have around it."""
    mark = _MARK.match(row)
    if row.count("|") > 1 and not (mark and mark["heading"]):
        cells = [] if _RULE.match(row) else [_plain(cell) for cell in row.strip().strip("|").split("|")]
        return Line(cells_of(cells), table=1)
    level = len(mark["heading"] or "") if mark else 0
    element = f"h{level}" if level else "li" if mark and mark["item"] else "p"
    return Line(_line(_plain(row[mark.end() if mark else 0 :])).cells, heading=level, container=(f"{element}#",))


def _plain(text: str) -> str:
    text = _HANDLE.sub("", _LINK.sub(r"\1", _TAG.sub(" ", text)))
    return html.unescape(_MARKS.sub("", _ESCAPED.sub(r"\1", text))).strip()
