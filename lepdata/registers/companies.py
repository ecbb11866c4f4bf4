"""Companies House's free company data product, in the form in which it is published, in one file or in parts."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from lepdata.registers.extracts import COMPANIES, Extract, RegisteredName, find_extracts, opened, places, refused

_COMPANY = ("CompanyName", "CompanyNumber", "CompanyCategory", "CompanyStatus")
_PREVIOUS = tuple(f"PreviousName_{number}.CompanyName" for number in range(1, 11))


def company_names(folder: Path) -> Iterator[RegisteredName]:
    """Every name of every live company, and up to ten it had before; companies wound up are not in the product.

    Parameters
    ----------
    folder : Path
        Holds BasicCompanyDataAsOneFile-….zip or the parts BasicCompanyData-…-partN_M.zip, or their .csv files.

    Yields
    ------
    RegisteredName

    Raises
    ------
    InputFaults
        If a file lacks a column, or a row has not as many cells as the heading.
    """
    for extract in find_extracts(folder, *COMPANIES):
        source = extract.source
        for name, number, category, status, *previous in _rows(extract):
            yield RegisteredName("company", name, number, category, status, "name", source)
            for old in filter(None, previous):
                yield RegisteredName("company", old, number, category, status, "previous name", source)


def _rows(extract: Extract) -> Iterator[list[str]]:
    csv.field_size_limit(10_000_000)
    with opened(extract) as text:
        table = csv.reader(text)
        heading = next(table, [])
        at = places(extract, heading, _COMPANY + _PREVIOUS)
        for row in table:
            if len(row) != len(heading):
                raise refused(extract, table.line_num, f"{len(row)} cells", f"{len(heading)} cells")
            yield [row[place].strip() for place in at]
