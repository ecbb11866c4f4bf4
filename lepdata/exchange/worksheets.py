"""Good-practice tables whose cells are data and nothing else. It imports gptables; import it where it is used.

gptables reads markup in cells: "[x](y)" becomes a link, "$$x$$" a note, blanks vanish, signs alone are refused.
Published words may hold any of these, so the cells are written here, as they are; the rest of a sheet is gptables' own.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pandas as pd
from gptables import GPTable
from gptables.core.wrappers import GPWorkbook, GPWorksheet

# Nothing that a cell holds may be taken for a formula, a link or a number.
OPTIONS = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False) | {"in_memory": True}
LONGEST_CELL = 32_767  # characters that a cell holds
CUT = " … [cut: a cell holds no more; the CSV file has the whole text]"
_NARROWEST, _WIDEST = 9, 60  # characters
_MADE_AT = datetime(2000, 1, 1)  # no clock: the same tables are the same file


class DataSheet(GPWorksheet):
    """A worksheet that writes a table cell by cell."""

    def _parse_table_urls(self, gptable: GPTable) -> None:
        """Leave what looks like a link in a cell."""

    def _reference_table_annotations(self, gptable: GPTable, reference_order: list[str]) -> None:
        """Leave what looks like a note in a cell."""

    def _write_table_elements(self, pos: list[int], gptable: GPTable, auto_width: bool) -> list[int]:
        top, frame, form = gptable.data_range[0], gptable.table, self.theme.data_format
        for place, name in enumerate(frame.columns):
            values = frame[name].tolist()
            self.set_column(place, place, _width([name, *map(_shown, values)]))
            for row, value in enumerate(values, start=top + 1):
                self._write_value(row, place, value, form)
        heading = [dict(self.theme.column_heading_format) for _ in frame.columns]
        self._mark_data_as_worksheet_table(gptable, pd.DataFrame([heading], columns=frame.columns))
        return [top + len(frame) + 1, 0]

    def _write_value(self, row: int, column: int, value: Any, form: dict[str, Any]) -> None:
        look = self._workbook.add_format(form)
        if value is pd.NA or value == "":
            self.write_blank(row, column, None, look)
        elif isinstance(value, dict):  # words and where in this workbook they lead; no published word is one
            self._write_dict_as_url(self._workbook, row, column, value, form)
        elif isinstance(value, str):
            self._write_text(row, column, _fitting(value), look)
        else:
            self.write_number(row, column, value, look)

    def _write_text(self, row: int, column: int, text: str, look: Any) -> None:
        if text.startswith("<r>") and text.endswith("</r>"):  # would be taken for a cell's own markup
            self.write_rich_string(row, column, text[0], look, text[1:], look)
        else:
            self.write_string(row, column, text, look)


def _shown(value: Any) -> str:
    return next(iter(value)) if isinstance(value, dict) else str(value)


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT


def _width(texts: list[str]) -> int:
    return max(_NARROWEST, min(_WIDEST, max(map(len, texts)) + 2))


class DataBook(GPWorkbook):
    """A workbook of such sheets, without a clock."""

    def __init__(self, content: Any) -> None:
        super().__init__(content, OPTIONS)
        self.set_properties({"created": _MADE_AT, "title": "lepdata", "author": "lepdata contributors"})

    def add_worksheet(self, name: str | None = None, gridlines: str = "hide_all") -> DataSheet:
        """A worksheet that writes data as they are."""
        sheet = super(GPWorkbook, self).add_worksheet(name, DataSheet)
        sheet.theme = self.theme
        sheet._workbook = self
        sheet.hide_gridlines({"show_all": 0, "hide_printed": 1, "hide_all": 2}[gridlines])
        return sheet
