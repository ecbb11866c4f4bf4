"""The Charity Commission's full extract, in the form in which it is published: tabs, no quoting, backslash escapes."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from lepdata.registers.extracts import (
    CHARITIES,
    CHARITY_NAMES,
    Extract,
    RegisteredName,
    find_extracts,
    opened,
    places,
    refused,
)

_CHARITY = (
    "organisation_number",
    "registered_charity_number",
    "linked_charity_number",
    "charity_name",
    "charity_type",
    "charity_registration_status",
)
_OTHER = ("organisation_number", "linked_charity_number", "charity_name_type", "charity_name")
_MAIN = "0"  # linked charities share the number of the main one and are counted with it


def charity_names(folder: Path) -> Iterator[RegisteredName]:
    """Every name of every main charity: the one it is registered under, then its previous and working names.

    Parameters
    ----------
    folder : Path
        Holds publicextract.charity and, if wanted, publicextract.charity_other_names, each as .zip or .txt.

    Yields
    ------
    RegisteredName

    Raises
    ------
    InputFaults
        If a file lacks a column, or a row has not as many cells as the heading.
    """
    owners: dict[str, tuple[str, str, str]] = {}
    for extract in find_extracts(folder, *CHARITIES):
        source = extract.source
        for body, number, linked, name, category, status in _rows(extract, _CHARITY):
            if linked == _MAIN:
                owners[body] = (number, category, status.lower())
                yield RegisteredName("charity", name, *owners[body], "name", source)
    for extract in find_extracts(folder, *CHARITY_NAMES):
        source = extract.source
        for body, linked, use, name in _rows(extract, _OTHER):
            if linked == _MAIN and body in owners:
                yield RegisteredName("charity", name, *owners[body], use.lower(), source)


def _rows(extract: Extract, wanted: tuple[str, ...]) -> Iterator[list[str]]:
    csv.field_size_limit(10_000_000)
    with opened(extract) as text:
        table = csv.reader(_whole_records(text), delimiter="\t", quoting=csv.QUOTE_NONE, escapechar="\\")
        heading = next(table, [])
        at = places(extract, heading, wanted)
        for row in table:
            if len(row) != len(heading):
                raise refused(extract, table.line_num, f"{len(row)} cells", f"{len(heading)} cells")
            yield [row[place].strip() for place in at]


def _whole_records(lines: Iterable[str]) -> Iterator[str]:
    """One record a line: some are broken by a stray CR LF before a tab, and no record begins with a tab."""
    record = ""
    for line in lines:
        if record and not line.startswith("\t"):
            yield record
            record = ""
        record = record.rstrip("\r\n") + line.rstrip("\r\n").replace("\r", " ").replace("\0", "") + "\n"
    if record.strip():
        yield record
