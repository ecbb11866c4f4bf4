"""Good-practice tables whose cells are data and nothing else. It imports gptables; import it where it is used."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from gptables import GPTable
from gptables.core.wrappers import GPWorkbook, GPWorksheet

from lepdata.export.tables import Tables, typed
from lepdata.files import write_atomically
from lepdata.words_by_id import phrases, rows, say, series

if TYPE_CHECKING:
    from gptables import GPTable

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


_CAPITALS = {"lep": "LEP", "url": "URL", "id": "ID", "ids": "IDs", "eu": "EU"}


def write_workbook(tables: Tables, path: Path, about: Sequence[str] = (), contact: str = "") -> Path:
    """Write the workbook. See `workbook`.

    Returns
    -------
    Path
        The file written.
    """
    write_atomically(Path(path), workbook(tables, about, contact))
    return Path(path)


def workbook(tables: Tables, about: Sequence[str] = (), contact: str = "") -> bytes:
    """The tables as an Excel workbook, made by gptables; the same tables give the same bytes.

    Parameters
    ----------
    tables : mapping of DataFrame
        By name. Those that `rules/words/workbook_sheets.csv` lists get a sheet, in its order; others, and empty ones,
        none.
    about : sequence of str
        Further sentences for the cover, such as the version of the data.
    contact : str
        Where errors go, for the cover.

    Returns
    -------
    bytes
        An XLSX file. Every text is a text, whatever it looks like; whole numbers are numbers. A heading is the column's
        name with blanks and a capital.
    """
    pass

    content = io.BytesIO()
    book = DataBook(content)
    used = [row for row in rows("workbook_sheets") if row["table"] in tables and len(tables[row["table"]])]
    sheets = {row["sheet"]: _sheet(row, tables[row["table"]]) for row in used}
    _add_front(book, sheets, {note for row in used for note in row["notes"].split()}, about, contact)
    for label, table in sheets.items():
        book.add_worksheet(label).write_gptable(table, False, book._annotations)
    book.close()
    return content.getvalue()


def _sheet(row: dict[str, str], table: pd.DataFrame) -> GPTable:
    from gptables import GPTable

    notes = "".join(f"$${note}$$" for note in row["notes"].split())
    phrase = "dictionary" if row["table"] == "dictionary" else "table"
    return GPTable(
        typed(row["table"], table).rename(columns=heading).reset_index(drop=True),
        table_name=f"{row['table']}_table",
        title=row["title"],
        subtitles=[f"Read this table with {notes}"] if notes else [],
        instructions=say("workbook_sheet", phrase, row=row["one_row_is"]),
        index_columns={},
    )


def heading(column: str) -> str:
    """A column's name as the heading of a sheet; in lower case with "_" for " " it is the name again.

    Examples
    --------
    >>> heading("snapshot_date"), heading("source_url"), heading("lep")
    ('Snapshot date', 'Source URL', 'LEP')
    """
    words = [_CAPITALS.get(word, word) for word in column.split("_")]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


def _add_front(book: DataBook, sheets: dict[str, GPTable], used: set[str], about: Sequence[str], contact: str) -> None:
    """Cover, contents and notes; the notes are numbered as the sheets call them."""
    from gptables import Cover

    cover = Cover(
        title=series("workbook_cover", "title")[0],
        intro=series("workbook_cover", "intro"),
        about=[*series("workbook_cover", "about"), *about],
        contact=[*series("workbook_cover", "contact"), *filter(None, [contact])],
    )
    book.add_worksheet(cover.cover_label).write_cover(cover)
    book._update_annotations(sheets)
    book.add_worksheet("Contents").write_gptable(_contents(sheets), False, [])
    if used:
        notes = pd.DataFrame(
            [row for row in phrases("workbook_notes").items() if row[0] in used], columns=["note", "Note"]
        )
        book.add_worksheet("Notes").write_gptable(book.make_notesheet(notes), False, [])


def _contents(sheets: dict[str, GPTable]) -> GPTable:
    from gptables import GPTable

    links = [{label: f"internal:'{label}'!A1"} for label in sheets]
    frame = pd.DataFrame({"Sheet name": links, "Table description": [table.title for table in sheets.values()]})
    said = "This worksheet contains one table."
    return GPTable(frame, "contents_table", "Table of contents", instructions=said, index_columns={})
