"""What can be wrong with the cells of a board file."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from lepdata.errors import Fault, near_matches, quoted
from lepdata.sightings.columns import SEAT_DESCRIPTIONS, columns
from lepdata.sightings.days import DateError, read_date
from lepdata.sightings.words import READERS


def cell_faults(file: str, rows: pd.DataFrame, headings: dict[str, str]) -> list[Fault]:
    """Every fault of the cells of a sightings frame.

    Parameters
    ----------
    file : str
        The file's name.
    rows : DataFrame
        Board columns as text, and `line`.
    headings : dict
        Board column -> the heading it stands under in the file.
    """
    return [*_dates(file, rows, headings), *_choices(file, rows, headings), *_row_ids(file, rows, headings)]


def choice_fault(file: str, line: int, heading: str, text: str, allowed: tuple[str, ...]) -> Fault:
    """The fault of a word that is not in a closed list, with the nearest that is."""
    near = near_matches(text, allowed, 1)
    remedy = f"write {quoted(near[0])} if that is meant" if near else "write one of these, or leave the cell empty"
    expected = ", ".join(allowed[:-1]) + f" or {allowed[-1]}"
    return Fault(file, line, heading, quoted(text), expected, remedy)


def _dates(file: str, rows: pd.DataFrame, headings: dict[str, str]) -> Iterator[Fault]:
    for line, text in zip(rows["line"], rows["snapshot_date"], strict=True):
        try:
            read_date(text)
        except DateError as error:
            heading = headings.get("snapshot_date", "snapshot_date")
            yield Fault(file, int(line), heading, quoted(text), error.expected, error.remedy)


def _choices(file: str, rows: pd.DataFrame, headings: dict[str, str]) -> Iterator[Fault]:
    for column in columns():
        read = READERS.get(column.name)
        if read is None:  # text, dates and roles have readers of their own
            continue
        heading = headings.get(column.name, column.name)
        for line, text in zip(rows["line"], rows[column.name], strict=True):
            if text.strip() and not read(text):
                yield choice_fault(file, int(line), heading, text, column.allowed)


def _row_ids(file: str, rows: pd.DataFrame, headings: dict[str, str]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for line, text in zip(rows["line"], rows["row_id"].str.strip(), strict=True):
        if text and text in first:
            found = f"{quoted(text)}, which row {first[text]} has already"
            heading = headings.get("row_id", "row_id")
            yield Fault(file, int(line), heading, found, "a row id used once", "give the row an id of its own")
        first.setdefault(text, int(line))


def nobody_faults(file: str, rows: pd.DataFrame) -> Iterator[Fault]:
    """A fault for each row that names neither a person nor a seat."""
    described = rows[["person_name", *SEAT_DESCRIPTIONS]].apply(lambda column: column.str.strip() != "")
    for line in rows["line"][~described.any(axis=1)]:
        yield Fault(
            file,
            int(line),
            "",
            "a row that names neither a person nor a seat",
            "a name, a job title, an organisation, a capacity or a role",
            "fill one of them in, or delete the row",
        )
