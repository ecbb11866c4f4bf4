"""The publication standard of a board file: a blank one, and what a file lacks that a reader would miss."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from lepdata.display import Record
from lepdata.english import plural
from lepdata.errors import NOTHING, Fault, InputFaults, quoted
from lepdata.files import json_text
from lepdata.read.board import Reading, examine, repeated, unread_words
from lepdata.read.grid import Asked, NotRead, column_letter
from lepdata.read.words import Column, columns, private_columns, read_completeness, read_role, read_status
from lepdata.read.xlsx import DropDown, Sheet, csv_to_fill_in, workbook, write_new

_AS_EXCHANGED = (".json", ".xml", ".html", ".htm")  # formats of others, in which nobody deletes a column
_MOST_ALIKE = 100
_ROWS = 500  # a drop-down list for every row that a board is ever likely to need
_NOTES = (
    "Fill in the sheet called Board: one row for each person or seat, headings left as they are.",
    "A name, a job title, an organisation, a capacity or a role is needed in each row; the rest may stay empty.",
    "Write words as they were published. Nothing on this sheet is read.",
)


@dataclass(frozen=True, repr=False)
class Validation(Record):
    faults: tuple[Fault, ...]  # must be mended before the file can be relied on
    gaps: tuple[Fault, ...]  # what the publication standard asks for and the file does not give
    rows: int  # of data that were read
    not_read: tuple[NotRead, ...] = ()  # what stands in the file and was not understood: to be said first
    caveats: tuple[str, ...] = ()  # how the file was read, where a reader must know

    def _told(self) -> tuple[str, ...]:
        found = f"{plural(len(self.faults), 'fault')}, {plural(len(self.gaps), 'gap')}"
        said = (one.sentence() for one in self.not_read)
        return (f"{plural(self.rows, 'row')} read: {found}", *said, *self.caveats)

    def _shown(self) -> pd.DataFrame:
        return self.as_frame()

    def as_frame(self) -> pd.DataFrame:
        """One row per finding: kind (fault | gap), file, row, column, found, expected, remedy."""
        found = [("fault", fault) for fault in self.faults] + [("gap", gap) for gap in self.gaps]
        names = ["kind", "file", "row", "column", "found", "expected", "remedy"]
        frame = pd.DataFrame([{"kind": kind, **asdict(fault)} for kind, fault in found], columns=names)
        return frame.astype({"row": "Int64"})

    def as_json(self) -> str:
        """The same as JSON; of faults and gaps that are alike the first hundred, and how many there are in all."""
        not_read = [each.as_record() for each in self.not_read]
        told = {"rows": self.rows, "not_read": not_read, "caveats": self.caveats}
        faults, gaps = _first_alike(self.faults), _first_alike(self.gaps)
        found = {**told, "faults": faults, "gaps": gaps}
        if len(faults) + len(gaps) < len(self.faults) + len(self.gaps):
            found |= {"faults_in_all": len(self.faults), "gaps_in_all": len(self.gaps)}
        return json_text(found, default=asdict)


def _first_alike(faults: Iterable[Fault]) -> list[Fault]:
    alike: Counter[tuple[str, ...]] = Counter()
    kept = []
    for fault in faults:
        alike[kind := (fault.column, fault.expected, fault.remedy)] += 1
        kept += [fault] * (alike[kind] <= _MOST_ALIKE)
    return kept


def validate(
    path: str | os.PathLike[str],
    *,
    sheet: str | int | None = None,
    header_row: int | None = None,
    columns: Mapping[str, str] | None = None,
    dates: str | None = None,
    encoding: str | None = None,
) -> Validation:
    """Check a board file against the publication standard; faults are an answer here, not an error.

    Parameters
    ----------
    path, sheet, header_row, columns, dates, encoding
        As in `read_board`.

    Returns
    -------
    Validation
        Every fault and every gap.
    """
    try:
        reading = examine(path, Asked(sheet, header_row, columns, dates, encoding))
    except InputFaults as error:
        return Validation(error.faults, (), 0)
    file, rows = Path(path).name, reading.sightings
    roles = unread_words(file, rows, reading.headings, {"role": read_role})
    private = () if Path(file).suffix.casefold() in _AS_EXCHANGED else _private(file, reading)
    faults = (*reading.faults, *private, *roles)
    # Without a column of people or seats there is nothing yet to measure against the standard.
    clear = (rows[["person_name", "job_title", "organisation", "role"]] != "").any(axis=None)
    gaps = tuple(_gaps(file, reading)) if clear else ()
    return Validation(faults, gaps, len(rows), reading.not_read, reading.caveats)


def _private(file: str, reading: Reading) -> Iterator[Fault]:
    """A fault for each column of private details, since a board file is made to be published."""
    expected = "nothing beyond the public role"
    remedy = "delete the column before the file is shared; lepdata does not read it"
    for heading, what in private_columns(reading.table.headings).items():
        yield Fault(file, None, heading.strip(), f"a column of {what}", expected, remedy)


def _gaps(file: str, reading: Reading) -> Iterator[Fault]:
    for each in columns().values():
        if each.standard:
            yield from _absent(file, reading, each)
    for key, rows in reading.sightings.groupby(["lep", "body", "snapshot_date"], sort=False):
        yield from _names_twice(file, rows, reading.headings)
        yield from _no_chair(file, rows, reading.headings, ", ".join(str(part) for part in key if part))


def _absent(file: str, reading: Reading, each: Column) -> Iterator[Fault]:
    """One gap for the whole file where no row gives a column, else one for each row that does not."""
    rows, heading = reading.sightings, reading.headings.get(each.name, each.name)
    names = ["source_url", "source_title"] if each.name == "source_url" else [each.name]
    given = rows[names].apply(lambda cells: cells.str.strip() != "").any(axis=1)
    if each.name == "list_completeness":
        given &= rows["list_completeness"].map(read_completeness) != "not stated"
    expected = each.meaning[0].lower() + each.meaning[1:].split(". ")[0]
    remedy = f"fill in the column, such as {quoted(each.example)}"
    if not given.any():
        yield Fault(file, None, heading, NOTHING, expected, remedy)
        return
    for line in rows["line"][~given].tolist():
        yield Fault(file, line, heading, "an empty cell", expected, remedy)


def _names_twice(file: str, rows: pd.DataFrame, headings: dict[str, str]) -> Iterator[Fault]:
    heading = headings.get("person_name", "person_name")
    remedy = "delete the row, or give both an organisation if they are two people"
    keys = [" ".join(text.casefold().split()) for text in rows["person_name"]]
    for line, first, text in repeated(rows["line"], keys, rows["person_name"]):
        found = f"{quoted(text)}, whom row {first} has already"
        yield Fault(file, line, heading, found, "each person once in a list", remedy)


def _no_chair(file: str, rows: pd.DataFrame, headings: dict[str, str], which: str) -> Iterator[Fault]:
    in_place = ~rows["status"].map(read_status).isin(["former", "incoming"])
    if not ((rows["role"].map(read_role) == "chair") & in_place).any():
        found = f"no chair in the list{f' of {which}' if which else ''}"
        remedy = "write 'chair' as the role of whoever chairs"
        yield Fault(file, None, headings.get("role", "role"), found, "somebody whose role is chair", remedy)


def template(path: str | os.PathLike[str]) -> Path:
    """Write a blank board file: .xlsx with drop-down lists and notes, or .csv with only the headings."""
    makers = {".xlsx": lambda: workbook([_board(), _notes()]), ".csv": lambda: csv_to_fill_in([columns()])}
    return write_new(path, makers, "A template")


def _board() -> Sheet:
    lettered = [(column_letter(at), each) for at, each in enumerate(columns().values())]
    return Sheet(
        "Board",
        [list(columns())],
        widths=[max(each.width, len(each.name) + 2) for each in columns().values()],
        frozen=True,
        text_columns=[letter for letter, each in lettered if each.type == "date"],
        drop_downs=[_drop_down(letter, each) for letter, each in lettered if each.allowed or each.suggested],
    )


def _drop_down(letter: str, each: Column) -> DropDown:
    """A list to choose from: binding for the closed lists, a suggestion where published words may differ."""
    choices = each.allowed or each.suggested
    error = f"Choose one of: {', '.join(choices)}, or leave the cell empty."
    cells = f"{letter}2:{letter}{_ROWS + 1}"
    return DropDown(cells, choices, error, each.name, each.meaning, binding=each.type == "choice")


def _notes() -> Sheet:
    head = ["Column", "What it holds", "Choices", "Example", "Asked for by the publication standard"]
    rows = [
        [each.name, each.meaning, ", ".join(each.allowed), each.example, "yes" if each.standard else ""]
        for each in columns().values()
    ]
    before = [*([note] for note in _NOTES), []]
    return Sheet("Notes", [*before, head, *rows], widths=(24, 70, 44, 32, 22), bold=[len(before) + 1])
