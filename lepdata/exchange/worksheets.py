"""Good-practice tables whose cells are data and nothing else. This module imports gptables; import it where it is used.

gptables reads markup in cells: "[x](y)" becomes a link, "$$x$$" a note, blanks vanish, a cell of signs alone is refused.
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


class DataTable(GPTable):
    """A table of published words: its cells are written as they are."""


class DataSheet(GPWorksheet):
    """A worksheet that writes a `DataTable` cell by cell."""

    def _parse_table_urls(self, gptable: GPTable) -> None:
        if not isinstance(gptable, DataTable):
            super()._parse_table_urls(gptable)

    def _reference_table_annotations(self, gptable: GPTable, reference_order: list[str]) -> None:
        if not isinstance(gptable, DataTable):
            super()._reference_table_annotations(gptable, reference_order)

    def _write_table_elements(self, pos: list[int], gptable: GPTable, auto_width: bool) -> list[int]:
        if not isinstance(gptable, DataTable):
            written: list[int] = super()._write_table_elements(pos, gptable, auto_width)
            return written
        top, frame = gptable.data_range[0], gptable.table
        cells = self._workbook.add_format(self.theme.data_format)
        for place, name in enumerate(frame.columns):
            values = frame[name].tolist()
            self.set_column(place, place, _width(name, values))
            for row, value in enumerate(values, start=top + 1):
                self._write_value(row, place, value, cells)
        heading = [dict(self.theme.column_heading_format) for _ in frame.columns]
        self._mark_data_as_worksheet_table(gptable, pd.DataFrame([heading], columns=frame.columns))
        return [top + len(frame) + 1, 0]

    def _write_value(self, row: int, column: int, value: Any, form: Any) -> None:
        if value is pd.NA or value == "":
            self.write_blank(row, column, None, form)
        elif isinstance(value, str):
            self._write_text(row, column, value if len(value) <= LONGEST_CELL else value[: LONGEST_CELL - len(CUT)] + CUT, form)
        else:
            self.write_number(row, column, value, form)

    def _write_text(self, row: int, column: int, text: str, form: Any) -> None:
        if text.startswith("<r>") and text.endswith("</r>"):  # would be taken for a cell's own markup
            self.write_rich_string(row, column, text[0], form, text[1:], form)
        else:
            self.write_string(row, column, text, form)


def _width(name: str, values: list[Any]) -> int:
    longest = max((len(str(value)) for value in values), default=0)
    return max(_NARROWEST, min(_WIDEST, max(longest, len(name)) + 2))


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
