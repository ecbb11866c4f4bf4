"""Word files, workbooks, delimited and plain text, Markdown -> lines: paragraphs, and tables row by row."""

import csv
import html
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from lepdata.read.documents.readings import Cell, Content, Line, Refused, cells_of
from lepdata.read.documents.tables import side_by_side
from lepdata.read.workbook import read_sheets, sheet_marks, too_vast

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w))")
_COLUMNS = re.compile(r"\t+|\s{3,}|(?<=\S)\u00a0{2,}")
_CELL = re.compile(r"\S+(?:(?!\u00a0{2})[^\S\t]{1,2}\S+)*")  # of a line of text, as far as the next wide space
_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>")
# Cells of a table that a copy ran together: "Ada ExampleTreasurer"; and how many such places are no chance.
_GLUED = re.compile(r"(?<=[a-z][a-z])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLe)(?<!\bFitz)(?=[A-Z])")
_GLUED_CELL = re.compile(_GLUED.pattern + "(?=[A-Z](?:[a-z]|[A-Z]{2}))")
_FEW, _MANY, _SHORT_ROW = 3, 12, 120
_RULE_OF_TABLE = re.compile(r"^\s*\|(?:\s*:?-{2,}:?\s*\|)+\s*$")
_RULE = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")
_DEFINITION = re.compile(r"^(\S.*)\n {0,3}: +(\S.*)$", re.MULTILINE)  # a term, and what stands for it
_MARK = re.compile(r"\s*(?:(?P<heading>#{1,6})|>|(?P<item>[*+-]|\d{1,2}[.)]))\s+")
_HEADING = re.compile(r"\s*(?:<h([1-6])\b|\*\*[^*]+\*\*:?\s*$)")  # as a web page has them, or all of a line bold


def text_content(text: str, markdown: bool = False) -> Content:
    """The lines of a text; one with a table of Markdown is read as Markdown."""
    rows = re.sub("[\ufeff\u200b]", "", text.replace("\r\n", "\n")).replace("\r", "\n").split("\n")
    if max(len(_GLUED.findall(row)) for row in rows) > _MANY:  # a whole table on one line
        rows = _GLUED.sub("\n", "\n".join(rows)).split("\n")
    if sum(len(_GLUED_CELL.findall(row)) for row in rows if len(row) < _SHORT_ROW) > _FEW:
        rows = [_GLUED_CELL.sub("\t", row) for row in rows]
    markdown = markdown or any(map(_RULE_OF_TABLE.match, rows))
    rows = _DEFINITION.sub(r"| \1 | \2 |", "\n".join(rows)).split("\n") if markdown else rows
    lines = list(map(_markdown_line if markdown else _line, rows))
    for line in lines[: rows.index("---", 1) if markdown and rows[0] == "---" and "---" in rows[1:] else 0]:
        line.container = ("settings#",)
    lines = [line for line in lines if line.cells]
    for number, line in enumerate(lines):
        line.table = line.table and (lines[number - 1].table or number + 1)
    return Content(lines)


def _line(row: str) -> Line:
    row = re.sub(r"^\s*[o•·▪]\s+(?=\S)", "", row)  # a bullet
    return Line(tuple(Cell(part[0], part.start()) for part in _CELL.finditer(row)))


def _markdown_line(row: str) -> Line:
    """A line, in the element that a web page made of the text would have around it."""
    mark = _MARK.match(row)
    if row.count("|") > 1:
        cells = [] if _RULE.match(row) else [_plain(cell) for cell in row.strip().strip("|").split("|")]
        return Line(cells_of(cells), table=1)
    level = len(mark["heading"] or "") if mark else int(found[1] or 6) if (found := _HEADING.match(row)) else 0
    element = f"h{level}" if level else "li" if mark and mark["item"] else "p"
    return Line(_line(_plain(row[mark.end() if mark else 0 :])).cells, heading=level, container=(f"{element}#",))


def _plain(text: str) -> str:
    text = _LINK.sub(r"\1", _TAG.sub(" ", text))
    return html.unescape(_MARKS.sub("", text)).strip().removesuffix("\\")


_BULLET = re.compile(r"^\s*(?:--|[•·▪o*])\t\s*|^\s*\(?[0-9a-zA-Z]{1,3}[.)]\t")
_NO_TEXT = re.compile(r"----(?:media|image)[^-]*----|<a href=[^>]*>|</a>")
_STYLE = re.compile(r"^(?:heading ?(\d)|title$)", re.IGNORECASE)
_MOST_ROWS, _MOST_PARAGRAPHS = 20_000, 60_000
_PARAGRAPH = re.compile(rb"<(?:\w+:)?p[ />]")
_TOO_WIDE = re.compile(rb"gridSpan\b[^>]*\bval\s*=\s*[\"']\s*0*[1-9]\d{3}")


def word_content(data: bytes) -> Content:
    """The lines of a Word file, page headers first."""
    from docx2python import docx2python

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = [packed.read(name) for name in packed.namelist() if re.match(r"word/\w+\.xml", name)]
    if sum(len(_PARAGRAPH.findall(part)) for part in parts) > _MOST_PARAGRAPHS:
        raise Refused(f"it has over {_MOST_PARAGRAPHS} paragraphs. Fix: take the pages with the names out of it")
    if any(map(_TOO_WIDE.search, parts)):
        raise Refused("a cell of a table spans a thousand columns or more. Fix: take the lines with names out of it")
    lines: list[Line] = []
    with docx2python(io.BytesIO(data)) as book:
        for part, aside in ((book.header_pars, ""), (book.body_pars, ""), (book.footer_pars, "foot of the page")):
            for number, table in enumerate(part, start=1):
                lines += _table(table, number, aside)
    hidden = any(re.search(rb'<w:vanish(?: w:val="true")?/>', part) for part in parts)
    return Content(lines, ["Some of its text is hidden in Word, and was read with the rest."] if hidden else ())


def _table(table: Any, number: int, aside: str) -> list[Line]:
    lines: list[Line] = []
    for row in table:
        cells = [[text for paragraph in cell for text in _texts(paragraph)] for cell in row]
        if len(cells) == 1:
            for paragraph in row[0]:
                style = _STYLE.match(str(getattr(paragraph, "style", "") or ""))
                level = int(style[1] or 1) if style else 0
                parts = ([" ".join(part.split()) for part in _COLUMNS.split(line)] for line in _texts(paragraph))
                lines += [Line(cells_of(filter(None, texts)), heading=level, aside=aside) for texts in parts]
        else:
            rows = (texts for texts in side_by_side(cells) if any(texts))
            lines += [Line(cells_of(texts), table=number, aside=aside) for texts in rows]
    return lines


def _texts(paragraph: Any) -> list[str]:
    """The lines of a paragraph, which breaks of its own may part."""
    text = _NO_TEXT.sub("", "".join(run.text for run in paragraph.runs))
    return [line.strip() for line in _BULLET.sub("", text).split("\n") if line.strip()]


def sheet_content(data: bytes) -> Content:
    lines: list[Line] = []
    notes: list[str] = []
    if vast := too_vast(sheet_marks(data) if data.startswith(b"PK") else {}):
        raise Refused(f"it has {vast}. Fix: delete what stands far outside the table")
    for page, grid in enumerate(read_sheets(data, {}), start=1):
        lines += [Line(cells_of([grid.sheet]), page=page, heading=2)] if grid.sheet.strip() else []
        lines += _rows((row for _, row in grid.rows[:_MOST_ROWS]), page)
        if len(grid.rows) > _MOST_ROWS:
            notes.append(f"Only the first {_MOST_ROWS} rows of the sheet {grid.sheet!r} were read.")
    return Content(lines, notes)


def csv_content(text: str) -> Content:
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:8192], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    return Content(_rows(islice(csv.reader(io.StringIO(text), dialect), _MOST_ROWS), 1))


def _rows(rows: Iterable[Sequence[str]], page: int) -> list[Line]:
    texts = ([" ".join(cell.split()) for cell in row] for row in rows)
    return [Line(cells_of(row), page=page, table=page) for row in texts if any(row)]
