"""Workbooks to fill in and to publish again: every cell is text, lists to choose from, no clock in the bytes."""

import csv
import io
import os
import re
import zipfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from lepdata.errors import UsageError, quoted
from lepdata.files import inert, refuse_place, write_outputs
from lepdata.read.grid import column_letter


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
    """One sheet: every text is written as text, whatever it looks like."""

    title: str
    rows: Sequence[Sequence[str | int]]
    widths: Sequence[int] = ()  # in characters; a text alone in a row of several columns runs on to the right
    bold: Collection[int] = (1,)  # rows of headings, counted from 1
    frozen: bool = False  # the first row stays in sight
    titled: bool = False  # the first row is a title in large letters
    fill_in: Collection[str] = ()  # cells ("D7") of the rows that are framed
    coloured: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # cells -> their ink and their paper
    drop_downs: Sequence[DropDown] = ()
    table: str = ""  # the name of a table that can be filtered: its headings are the bold row, and all below
    links: Collection[str] = ()  # cells that hold the name of a sheet and lead there


# Nothing that a cell holds may be taken for a formula, a link or a number.
_OPTIONS = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False) | {"in_memory": True}
LONGEST_CELL = 32_767  # characters that a cell holds
CUT = " … [cut: a cell holds no more]"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # which no workbook holds
LOOKED_AT = ("#000000", "#FFF2B3")  # of cells that somebody is to look at
_Look = Callable[..., Any]


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """An XLSX file; the same sheets give the same bytes."""
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, _OPTIONS)
    book.set_properties({"created": datetime(2000, 1, 1), "title": "lepdata", "author": "lepdata contributors"})
    look = cache(lambda *kinds: book.add_format(dict(kinds)))
    for each in sheets:
        sheet = book.add_worksheet(each.title)
        _fill(sheet, each, look)
        if each.table:
            _as_table(sheet, each, look)
    book.close()
    return content.getvalue()


def _fill(sheet: Any, own: Sheet, look: _Look) -> None:
    plain: list[tuple[str, Any]] = [("valign", "top")] if own.table else [("valign", "top"), ("num_format", "@")]
    for at, width in enumerate(own.widths):
        sheet.set_column(at, at, width, look(*plain))  # a 2018-07 to come is no first of July
    special = own.coloured.keys() | {*own.fill_in, *own.links}
    for row, cells in enumerate(own.rows):
        headed, large = row + 1 in own.bold, own.titled and not row
        runs_on = not headed and (own.table or (len(own.widths) > 1 and sum(map(bool, cells)) == 1))
        kinds = plain + [("bold", True)] * (headed or large) + [("font_size", 14)] * large
        usual = look(*kinds, *([] if runs_on else [("text_wrap", True)]))
        for at, value in enumerate(cells):
            name = f"{column_letter(at)}{row + 1}" if special else ""
            if name in own.links:
                sheet.write_url(row, at, f"internal:'{value}'!A1", string=value)
            elif name in special:
                inks = zip(("font_color", "bg_color"), own.coloured.get(name, ()), strict=False)
                further = kinds + [("border", 1)] * (name in own.fill_in) + [("text_wrap", True)] * (not own.table)
                _write(sheet, row, at, value, look(*further, *inks))
            elif value != "" or not own.table:  # of a long table the empty cells are not written
                _write(sheet, row, at, value, usual)
    for each in own.drop_downs:
        rule: dict[str, Any] = {"validate": "any", "input_title": each.title[:32], "input_message": each.hint[:255]}
        if each.choices:
            choices = f"={each.choices}" if isinstance(each.choices, str) else [*each.choices]
            rule |= {"validate": "list", "source": choices, "show_error": each.binding}
            rule |= {"error_title": "Not in the list", "error_message": each.error[:225]}
        sheet.data_validation(each.cells, rule)
    if own.frozen and not own.table:
        sheet.freeze_panes(1, 0)


def _write(sheet: Any, row: int, column: int, value: str | int, look: Any) -> None:
    """Write a text as text, whatever it looks like, and a number as one."""
    if value == "" or not isinstance(value, str):
        sheet.write(row, column, value, look)
        return
    text = value if value.isprintable() else _CONTROL.sub(" ", value)
    text = text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT
    if text.startswith("<r>") and text.endswith("</r>"):  # would be taken for a cell's own markup
        sheet.write_rich_string(row, column, text[0], look, text[1:], look)
    else:
        sheet.write_string(row, column, text, look)


def _as_table(sheet: Any, own: Sheet, look: _Look) -> None:
    top = max(own.bold) - 1
    bold = look(("valign", "top"), ("bold", True), ("text_wrap", True), ("bottom", 1))
    columns = [{"header": name, "header_format": bold} for name in own.rows[top]]
    about = {"name": own.table, "columns": columns, "style": None, "autofilter": True}
    sheet.add_table(top, 0, len(own.rows) - 1, len(columns) - 1, about)
    sheet.freeze_panes(top + 1, 1)
    sheet.hide_gridlines(2)


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


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as one archive without a clock: the same files give the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)  # dated 1980, the first day that an archive knows
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=9)
    return content.getvalue()


def repacked(data: bytes) -> bytes:
    """An office document without the time at which it was made."""
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        return zipped({name: made.read(name) for name in made.namelist()})
