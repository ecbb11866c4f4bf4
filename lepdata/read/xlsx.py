"""Workbooks to fill in and to publish again: every cell is text, lists to choose from, no clock in the bytes."""

import csv
import io
import os
import re
import zipfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lepdata.errors import UsageError, quoted
from lepdata.files import inert, refuse_place, write_outputs

_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True)
class DropDown:
    """Cells with a list to choose from, a hint, or both."""

    cells: str  # such as "D2:D501"
    choices: Sequence[str] | str = ()  # the words, or where they stand ("Choices!$A$2:$A$5")
    error: str = "Choose one from the list."
    title: str = ""  # of the hint
    hint: str = ""  # said beside the cell when it is chosen
    binding: bool = True  # nothing else may be written


@dataclass(frozen=True)
class Sheet:
    """One sheet: every cell is written as text, whatever it looks like."""

    title: str
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()  # in characters; a text alone in a row of several columns runs on to the right
    bold: Collection[int] = (1,)  # rows of headings, counted from 1
    frozen: bool = False  # the first row stays in sight
    titled: bool = False  # the first row is a title in large letters
    fill_in: Collection[str] = ()  # cells ("D7") that are framed
    marked: Collection[str] = ()  # cells that are coloured, to be looked at
    text_columns: Collection[str] = ()  # letters of columns in which 2018-07 must not become the first of July
    drop_downs: Sequence[DropDown] = ()


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """An XLSX file; the same sheets give the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for each in sheets:
        _fill(book.create_sheet(each.title), each)
    data = io.BytesIO()
    book.save(data)
    return without_clock(data.getvalue())


def csv_to_fill_in(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as CSV that a spreadsheet runs nothing of, and that Excel saves as UTF-8 again for its byte order mark."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([inert(text) for text in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def write_new(
    path: str | os.PathLike[str], makers: Mapping[str, Callable[[], bytes]], what: str, force: bool | None = None
) -> Path:
    """Write `what` ("A template") as a new file by its ending; with `force`, if one may ask for it, over an old one."""
    path = Path(path)
    if path.suffix.casefold() not in makers:
        *others, last = makers
        endings = f"{', '.join(others)} or {last}" if others else last
        raise UsageError(f"{what}'s name ends in {endings}, not as {quoted(str(path))}.")
    refuse_place(path, force)
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {quoted(str(path.parent))}. Make it, or name another.")
    write_outputs({path: makers[path.suffix.casefold()]()}, force)
    return path


def without_clock(data: bytes) -> bytes:
    """An office document's bytes without the time it was made, so that the same content is the same file."""
    stamp = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = stamp.sub(rb"\g<1>2000-01-01T00:00:00Z", old.read(entry))
            new.writestr(zipfile.ZipInfo(entry.filename), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _fill(sheet: Any, own: Sheet) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.freeze_panes = "A2" if own.frozen else None
    wrapped, running_on = Alignment(wrap_text=True, vertical="top"), Alignment(vertical="top")
    for line, row in enumerate(own.rows, start=1):
        alone = len(own.widths) > 1 and sum(map(bool, row)) == 1
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(line, column)
            cell.number_format, cell.alignment = "@", running_on if alone else wrapped
            if text:
                text = ILLEGAL_CHARACTERS_RE.sub(" ", text)  # control characters, which no workbook holds
                cell.value = _ESCAPED.sub("_x005F_", text)  # or a spreadsheet would read "_x0041_" as the letter A
                cell.data_type = "s"  # what begins with "=" is no formula here
    for cell in (cell for row in own.bold for cell in sheet[row]):
        cell.font = Font(bold=True)
    if own.titled:
        sheet["A1"].font = Font(bold=True, size=14)
    for column, width in enumerate(own.widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for letter in own.text_columns:
        sheet.column_dimensions[letter].number_format = "@"
    framed, coloured = Border(*(Side(style="thin") for _ in range(4))), PatternFill("solid", fgColor="FFF2B3")
    for cell in map(sheet.__getitem__, own.fill_in):
        cell.border, cell.number_format, cell.alignment = framed, "@", wrapped
    for cell in map(sheet.__getitem__, own.marked):
        cell.fill = coloured
    for each in own.drop_downs:
        rule = DataValidation(allow_blank=True, sqref=each.cells)
        if each.choices:
            rule.type = "list"
            rule.formula1 = each.choices if isinstance(each.choices, str) else '"' + ",".join(each.choices) + '"'
            rule.showErrorMessage, rule.errorTitle, rule.error = each.binding, "Not in the list", each.error[:225]
        if each.hint:
            rule.promptTitle, rule.prompt, rule.showInputMessage = each.title[:32], each.hint[:255], True
        sheet.add_data_validation(rule)
