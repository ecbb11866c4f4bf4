"""A blank board file to fill in: the standard's columns, drop-down lists, and a sheet of notes."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from lepdata.errors import UsageError, quoted
from lepdata.files import write_atomically
from lepdata.sightings.columns import Column, columns

_ROWS = 500  # a drop-down list for every row that a board is ever likely to need
_SECTORS = "Private sector|Local authority|Voluntary sector|Higher education|Further education|Public sector"
_NOTES = (
    "Fill in the sheet called Board: one row for each person or seat, headings left as they are.",
    "A name, a job title, an organisation, a capacity or a role is needed in each row; the rest may stay empty.",
    "Write words as they were published. Nothing on this sheet is read.",
)


def template(path: str | os.PathLike[str]) -> Path:
    """Write a blank board file.

    Parameters
    ----------
    path : path-like
        Where; a name that ends in .xlsx has drop-down lists and notes, one that ends in .csv only the headings.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    UsageError
        If the file exists already, its folder does not, or its name ends in neither.
    """
    return write_new(path, {".xlsx": _workbook, ".csv": _headings_only}, "A template")


def write_new(path: str | os.PathLike[str], makers: Mapping[str, Callable[[], bytes]], what: str) -> Path:
    """Write a file that does not exist yet, made as the ending of its name says.

    Raises
    ------
    UsageError
        If the file exists already, its folder does not, or nothing makes a file of that ending.
    """
    path = Path(path)
    make = makers.get(path.suffix.casefold())
    if make is None:
        raise UsageError(f"{what}'s name ends in {' or '.join(makers)}, not as {quoted(str(path))}.")
    if path.exists():
        raise UsageError(f"{quoted(str(path))} exists already and is left as it is. Name another file.")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {quoted(str(path.parent))}. Make it, or name another.")
    write_atomically(path, make())
    return path


def _headings_only() -> bytes:
    # The byte order mark makes Excel save the filled-in file as UTF-8, so that accents in names survive.
    return (",".join(each.name for each in columns()) + "\n").encode("utf-8-sig")


def _workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    _fill_board(book.active)
    _fill_notes(book.create_sheet("Notes"))
    data = io.BytesIO()
    book.save(data)
    return without_clock(data.getvalue())


def _fill_board(sheet: Any) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.title = "Board"
    sheet.freeze_panes = "A2"
    for number, each in enumerate(columns(), start=1):
        letter = get_column_letter(number)
        sheet.cell(1, number, each.name).font = Font(bold=True)
        sheet.column_dimensions[letter].width = max(each.width, len(each.name) + 2)
        if each.type == "date":
            sheet.column_dimensions[letter].number_format = "@"  # else a spreadsheet makes 2018-07 the first of July
        if choices := each.allowed or _suggested(each):
            sheet.add_data_validation(_drop_down(each, choices, f"{letter}2:{letter}{_ROWS + 1}"))


def _suggested(each: Column) -> tuple[str, ...]:
    return tuple(_SECTORS.split("|")) if each.name == "sector_as_published" else ()


def _drop_down(each: Column, choices: tuple[str, ...], cells: str) -> Any:
    """A list to choose from: binding for the closed lists, a suggestion where published words may differ."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="list", formula1='"' + ",".join(choices) + '"', allow_blank=True, sqref=cells)
    rule.promptTitle, rule.prompt, rule.showInputMessage = each.name[:32], each.meaning[:255], True
    rule.showErrorMessage = each.type == "choice"
    rule.errorTitle = "Not in the list"
    rule.error = f"Choose one of: {', '.join(choices)}, or leave the cell empty."[:255]
    return rule


def _fill_notes(sheet: Any) -> None:
    from openpyxl.styles import Alignment, Font

    for note in _NOTES:
        sheet.append([note])
    sheet.append([])
    sheet.append(["Column", "What it holds", "Choices", "Example", "Asked for by the publication standard"])
    head = sheet.max_row
    for cell in sheet[head]:
        cell.font = Font(bold=True)
    for each in columns():
        sheet.append([each.name, each.meaning, ", ".join(each.allowed), each.example, "yes" if each.standard else ""])
    for letter, width in zip("ABCDE", (24, 70, 44, 32, 22), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=head):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def without_clock(data: bytes) -> bytes:
    """A workbook's bytes without the time it was made, so that the same content is the same file."""
    stamp = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = stamp.sub(rb"\g<1>2000-01-01T00:00:00Z", old.read(entry))
            fixed = zipfile.ZipInfo(entry.filename)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, content)
    return out.getvalue()
