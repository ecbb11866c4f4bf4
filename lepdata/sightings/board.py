"""BOARD FILE -> sightings: one row per published line, every published word kept."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from lepdata.errors import Fault, InputFaults, quoted
from lepdata.sightings.checks import cell_faults, nobody_faults
from lepdata.sightings.days import read_date
from lepdata.sightings.gate import open_grid
from lepdata.sightings.grid import Grid
from lepdata.sightings.headings import NAME_PARTS, Headings, read_headings
from lepdata.sightings.private import private_caveats
from lepdata.sightings.words import read_completeness
from lepdata.vocabulary import BOARD_COLUMNS

_WANTED = "a column for people ('Name') or for seats ('Job title', 'Organisation', 'Capacity' or 'Role')"


@dataclass(frozen=True)
class Reading:
    """A board file as read: its sightings, its own table, and what is wrong with it."""

    sightings: pd.DataFrame
    published: pd.DataFrame
    headings: dict[str, str]
    faults: tuple[Fault, ...]
    caveats: tuple[str, ...]


def read_board(path: str | os.PathLike[str], *, full: bool = False) -> pd.DataFrame:
    """Read a board file, CSV or XLSX.

    Parameters
    ----------
    path : path-like
        The file; headings in any order and under their common names.
    full : bool
        The list names the whole board: rows that do not say how complete it is become "full".

    Returns
    -------
    DataFrame
        The 19 board columns as text, `file` and `line`. Words stay as published; dates are ISO text.
        `.attrs["caveats"]` is a list of what a reader must know, such as columns that were not read.

    Raises
    ------
    InputFaults
        With every fault of the file.
    """
    reading = _sound(examine(path))
    rows = reading.sightings
    rows["snapshot_date"] = rows["snapshot_date"].map(read_date)
    if full:
        silent = rows["list_completeness"].map(read_completeness) == "not stated"
        rows["list_completeness"] = rows["list_completeness"].mask(silent, "full")
    rows.attrs["caveats"] = list(reading.caveats)
    return rows


def read_published(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Read a board file under its own headings, every column kept, row for row with `read_board`.

    Raises
    ------
    InputFaults
        With every fault of the file, as `read_board`.
    """
    return _sound(examine(path)).published


def examine(path: str | os.PathLike[str]) -> Reading:
    """Read whatever can be read of a board file, with every fault of it.

    Raises
    ------
    InputFaults
        Only if nothing can be read: no such file, not what its name says, no headings.
    """
    grid = open_grid(path)
    if not grid.rows:
        faults = grid.faults or _no_rows(grid, "no filled row")
        raise InputFaults(faults)
    line, published = grid.rows[0]
    headings = read_headings(grid.file, line, published)
    if not headings.places and not headings.faults:
        raise InputFaults([*grid.faults, _no_heading(grid.file, line, published)])
    rows = _sightings(grid, headings)
    shown = {name: published[place].strip() for name, place in headings.places.items()}
    faults = [*grid.faults, *headings.faults, *_missing(grid, headings), *_too_wide(grid), *_no_rows_below(grid)]
    faults += cell_faults(grid.file, rows, shown)
    if headings.names_people_or_seats and not headings.faults:
        faults += nobody_faults(grid.file, rows)
    faults.sort(key=lambda fault: (fault.row or 0, fault.column))
    caveats = (*grid.caveats, *headings.caveats, *private_caveats(published))
    return Reading(rows, _published(grid), shown, tuple(faults), caveats)


def _sound(reading: Reading) -> Reading:
    if reading.faults:
        raise InputFaults(reading.faults)
    return reading


def _sightings(grid: Grid, headings: Headings) -> pd.DataFrame:
    width = len(headings.published)
    rows = [_padded(row, width) for _, row in grid.rows[1:]]
    places = headings.places
    empty = [""] * len(rows)
    cells = {name: [row[places[name]] for row in rows] if name in places else empty for name in BOARD_COLUMNS}
    if "person_name" not in places and any(part in places for part in NAME_PARTS):
        parts = [places[part] for part in NAME_PARTS if part in places]
        cells["person_name"] = [" ".join(filter(None, (row[place].strip() for place in parts))) for row in rows]
    frame = pd.DataFrame(cells, columns=list(BOARD_COLUMNS), dtype=str)
    return frame.assign(file=grid.file, line=[line for line, _ in grid.rows[1:]]).astype({"line": int})


def _published(grid: Grid) -> pd.DataFrame:
    headings = grid.rows[0][1]
    filled = [place for place, heading in enumerate(headings) if heading.strip()]
    rows = [_padded(row, len(headings)) for _, row in grid.rows[1:]]
    return pd.DataFrame([[row[i] for i in filled] for row in rows], columns=[headings[i] for i in filled], dtype=str)


def _padded(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    return row + ("",) * (width - len(row))


def _too_wide(grid: Grid) -> Iterator[Fault]:
    """Cells that stand under no heading: a comma too many, or a note at the side."""
    headings = grid.rows[0][1]
    for line, row in grid.rows[1:]:
        heads = _padded(headings, len(row))
        stray = [cell for cell, heading in zip(row, heads, strict=False) if cell.strip() and not heading.strip()]
        if stray:
            yield Fault(
                grid.file,
                line,
                "",
                f"more cells than headings: {quoted(stray[0])} stands under none",
                f"{len([h for h in headings if h.strip()])} cells, one under each heading",
                "put a cell that holds a comma in quotation marks, or give the column a heading",
            )


def _missing(grid: Grid, headings: Headings) -> list[Fault]:
    if headings.names_people_or_seats or headings.faults:
        return []
    return [_no_heading(grid.file, grid.rows[0][0], headings.published)]


def _no_heading(file: str, line: int, published: tuple[str, ...]) -> Fault:
    shown = ", ".join(quoted(text.strip()) for text in published if text.strip())
    shown = shown if len(shown) <= 200 else shown[:200] + "…"
    remedy = (
        "put headings in the first row and rename the column that holds the names, or start from `lepdata template`"
    )
    return Fault(file, line, "", f"the headings {shown}", _WANTED, remedy)


def _no_rows_below(grid: Grid) -> list[Fault]:
    return [] if len(grid.rows) > 1 else _no_rows(grid, "headings and no row under them")


def _no_rows(grid: Grid, found: str) -> list[Fault]:
    expected, remedy = "a row for each person or seat", "add the board's members under the headings"
    return [Fault(grid.file, None, "", found, expected, remedy)]
