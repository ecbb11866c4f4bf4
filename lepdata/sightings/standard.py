"""A board file against the publication standard: what is wrong with it, and what a reader would still miss."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from lepdata.errors import Fault, InputFaults, quoted
from lepdata.sightings.board import Reading, examine
from lepdata.sightings.checks import choice_fault
from lepdata.sightings.columns import column, columns
from lepdata.sightings.private import private_faults
from lepdata.sightings.words import read_completeness, read_role, read_status

_LIST = ["lep", "body", "snapshot_date"]
_SOURCES = ["source_url", "source_title"]


@dataclass(frozen=True)
class Validation:
    """What `validate` found.

    Attributes
    ----------
    faults : tuple of Fault
        What must be mended before the file can be relied on.
    gaps : tuple of Fault
        What the publication standard asks for and the file does not give.
    rows : int
        How many rows of data were read.
    """

    faults: tuple[Fault, ...]
    gaps: tuple[Fault, ...]
    rows: int

    def as_frame(self) -> pd.DataFrame:
        """One row per finding: kind (fault | gap), file, row, column, found, expected, remedy."""
        found = [("fault", fault) for fault in self.faults] + [("gap", gap) for gap in self.gaps]
        names = ["kind", "file", "row", "column", "found", "expected", "remedy"]
        frame = pd.DataFrame([{"kind": kind, **asdict(fault)} for kind, fault in found], columns=names)
        return frame.astype({"row": "Int64"})

    def as_json(self) -> str:
        """The same as JSON: {"rows": n, "faults": [...], "gaps": [...]}."""
        found = {"rows": self.rows, "faults": self.faults, "gaps": self.gaps}
        return json.dumps(found, default=asdict, ensure_ascii=False, indent=2)


def validate(path: str | os.PathLike[str]) -> Validation:
    """Check a board file against the publication standard.

    Parameters
    ----------
    path : path-like
        A board file, CSV or XLSX.

    Returns
    -------
    Validation
        Every fault and every gap; an input with faults is an answer here, not an error.
    """
    try:
        reading = examine(path)
    except InputFaults as error:
        return Validation(error.faults, (), 0)
    rows = reading.sightings
    private = private_faults(Path(path).name, reading.published.columns)
    faults = (*reading.faults, *private, *_unreadable_roles(reading))
    gaps = tuple(_gaps(reading)) if len(rows) and not _headings_unclear(reading) else ()
    return Validation(faults, gaps, len(rows))


def _headings_unclear(reading: Reading) -> bool:
    """Without a column of people or seats there is nothing yet to measure against the standard."""
    return not (reading.sightings[["person_name", "job_title", "organisation", "role"]] != "").any(axis=None)


def _unreadable_roles(reading: Reading) -> Iterator[Fault]:
    rows = reading.sightings
    heading = reading.headings.get("role", "role")
    for line, text in zip(rows["line"], rows["role"], strict=True):
        if not read_role(text):
            yield choice_fault(_file(rows), int(line), heading, text, column("role").allowed)


def _gaps(reading: Reading) -> Iterator[Fault]:
    rows = reading.sightings
    for each in columns():
        if each.standard:
            names = _SOURCES if each.name == "source_url" else [each.name]
            given = rows[names].apply(lambda cells: cells.str.strip() != "").any(axis=1)
            if each.name == "list_completeness":
                given &= rows["list_completeness"].map(read_completeness) != "not stated"
            yield from _absent(reading, each.name, given)
    yield from _lists(reading)


def _absent(reading: Reading, name: str, given: pd.Series) -> Iterator[Fault]:
    """One gap for the whole file where no row gives a column, else one for each row that does not."""
    rows, each = reading.sightings, column(name)
    expected = each.meaning[0].lower() + each.meaning[1:].split(". ")[0]
    heading = reading.headings.get(name, name)
    remedy = f"fill in the column, such as {quoted(each.example)}"
    if not given.any():
        yield Fault(_file(rows), None, heading, "nothing in any row", expected, remedy)
        return
    for line in rows["line"][~given]:
        yield Fault(_file(rows), int(line), heading, "an empty cell", expected, remedy)


def _lists(reading: Reading) -> Iterator[Fault]:
    """What is asked of each list: a chair, and every name once."""
    for key, rows in reading.sightings.groupby(_LIST, sort=False):
        label = ", ".join(str(part) for part in key if part)
        where = f" of {label}" if label else ""
        yield from _names_twice(rows, reading.headings.get("person_name", "person_name"))
        in_place = ~rows["status"].map(read_status).isin(["former", "incoming"])
        chairs = (rows["role"].map(read_role) == "chair") & in_place
        if not chairs.any():
            heading = reading.headings.get("role", "role")
            found, expected = f"no chair in the list{where}", "somebody whose role is chair"
            yield Fault(_file(rows), None, heading, found, expected, "write 'chair' as the role of whoever chairs")


def _names_twice(rows: pd.DataFrame, heading: str) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for line, text in zip(rows["line"], rows["person_name"], strict=True):
        key = " ".join(text.casefold().split())
        if key and key in first:
            remedy = "delete the row, or give both an organisation if they are two people"
            found = f"{quoted(text)}, whom row {first[key]} has already"
            yield Fault(_file(rows), int(line), heading, found, "each person once in a list", remedy)
        first.setdefault(key, int(line))


def _file(rows: pd.DataFrame) -> str:
    return str(rows["file"].iloc[0])
