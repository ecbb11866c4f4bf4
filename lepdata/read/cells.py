"""The cells of a workbook as the text that a reader sees, sheet by sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from lepdata.read.grid import Area, Row, column_letter
from lepdata.read.marks import Marks

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
PLACE = re.compile(r"([A-Z]+)(\d+)")  # of a cell, such as D7


@dataclass(frozen=True)
class Sheet:
    name: str
    visible: bool
    rows: list[Row]
    merged: list[Area]
    marks: Marks


def read_sheets(data: bytes, marks: dict[str, Marks]) -> list[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    found = []
    for known in book.sheets_metadata:
        if known.typ == SheetTypeEnum.WorkSheet:
            sheet, own = book.get_sheet_by_name(known.name), marks.get(known.name, Marks())
            merged = [(r1 + 1, c1, r2 + 1, c2) for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or ()]
            visible = known.visible == SheetVisibleEnum.Visible
            found.append(Sheet(known.name, visible, list(_rows(sheet, own)), merged, own))
    return found


def _rows(sheet: Any, marks: Marks) -> Iterator[Row]:
    """The filled rows as text; a text that stands in many cells is kept once."""
    before = ("",) * (sheet.start or (0, 0))[1]
    once: dict[str, str] = {}
    special = {int(place[2]) for name in (*marks.shown_as, *marks.without_value) if (place := PLACE.fullmatch(name))}
    for line, values in enumerate(sheet.iter_rows(), 1):
        texts = [once.setdefault(text, text) for text in map(_text, values)]
        if line in special:
            texts = [_as_shown(text, marks, f"{column_letter(at)}{line}") for at, text in enumerate(texts, len(before))]
        while texts and not texts[-1]:
            texts.pop()
        if any(text.strip() for text in texts):
            yield line, (*before, *texts)


def _text(value: Any) -> str:
    """A cell's value as the text a reader sees."""
    if type(value) is str:
        return value
    if isinstance(value, datetime):
        midnight = value.hour == value.minute == value.second == 0
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _as_shown(text: str, marks: Marks, name: str) -> str:
    """A date that shows only month or year is only that; a formula without its value is not empty."""
    if name in marks.without_value:
        return text or "="
    exact = marks.shown_as.get(name, "") if _ISO.fullmatch(text) else ""
    return {"month": text[:7], "year": text[:4]}.get(exact, text)
