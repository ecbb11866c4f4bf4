"""Plain text and Markdown -> lines."""

from __future__ import annotations

import re
from dataclasses import replace

from lepdata.read.documents.lines import Line, cells_of, numbered, one_cell

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!])")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w))")
_COLUMNS = re.compile(r"\t+|\s{3,}|(?<=\S)\u00a0{2,}")
_HANDLE = re.compile(r"\s@[\w-]+(?=\s|$)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_RULE = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")


def text_lines(text: str, markdown: bool = False) -> tuple[Line, ...]:
    """The lines of a text; a head of settings between two rules is left out."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = _behind_settings(rows)
    lines: list[Line] = []
    for number, row in enumerate(rows[first:]):
        line = _markdown_line(row) if markdown else _line(row)
        if line and markdown:  # as a web page made of it would have them
            line = replace(line, container=(f"h{line.heading}#{number}" if line.heading else f"p#{number}",))
        lines += [line] if line else []
    return numbered(lines)


def _behind_settings(rows: list[str]) -> int:
    if not rows or rows[0].strip() != "---":
        return 0
    return next((at + 1 for at, row in enumerate(rows[1:60], start=1) if row.strip() == "---"), 0)


def _line(row: str) -> Line | None:
    texts = [part.strip() for part in _COLUMNS.split(row.strip())]
    texts = [part for part in texts if part]
    return Line(cells_of(texts) if len(texts) > 1 else one_cell(texts[0])) if texts else None


def _markdown_line(row: str) -> Line | None:
    heading = re.match(r"\s*(#{1,6})\s", row)
    if "|" in row and row.count("|") > 1 and not heading:
        if _RULE.match(row):
            return None
        cells = [_plain(cell) for cell in row.strip().strip("|").split("|")]
        return Line(cells_of(cells), table=1, row=1)
    text = _plain(re.sub(r"^\s*(#{1,6}|>|[*+-])\s+", "", row))
    line = _line(text)
    if line and heading:
        return Line(line.cells, heading=len(heading[1]))
    return line


def _plain(text: str) -> str:
    text = _TAG.sub(" ", text)
    text = _HANDLE.sub("", _LINK.sub(lambda found: found[1], text))
    return _MARKS.sub("", _ESCAPED.sub(lambda found: found[1], text)).replace("<br>", " ").strip()
