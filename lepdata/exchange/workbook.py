"""The tables as one accessible workbook: cover, contents, notes, and one table a sheet."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from lepdata.exchange.tables import Tables, typed
from lepdata.model.files import write_atomically
from lepdata.model.phrases import phrases, rows, say, series

if TYPE_CHECKING:
    from gptables import GPTable

    from lepdata.exchange.worksheets import DataBook

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
    from lepdata.exchange.worksheets import DataBook

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
