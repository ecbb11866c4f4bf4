"""A board file -> sightings: one row per published line, every published word kept, and every fault at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata.dates import DateError, read_date
from lepdata.errors import Fault, InputFaults, near_matches, quoted
from lepdata.files import RAW
from lepdata.read.asked import Asked, NotRead
from lepdata.read.grid import Grid, Wanted, read_grids, refused
from lepdata.read.headings import NAME_PARTS, SEAT_DESCRIPTIONS, Headings, candidates, columns, read_headings
from lepdata.read.words import CHOICES, read_completeness
from lepdata.registers.frozen import read_raw
from lepdata.vocabulary import BOARD_COLUMNS

_WANTED = Wanted(
    what="a board file",
    holds="headings and a row for each seat",
    start="start from `lepdata template`",
    is_heading=lambda cell: bool(candidates(cell)),
)


@dataclass(frozen=True)
class Reading:
    """A board file as read, with what is wrong with it and what a reader must know."""

    sightings: pd.DataFrame  # one row per filled row: the board's columns as text, `file` and `line`
    published: pd.DataFrame  # the file's own table, row for row
    headings: dict[str, str]  # column of the board file -> the heading it stands under
    faults: tuple[Fault, ...]
    caveats: tuple[str, ...]
    not_read: tuple[NotRead, ...] = ()


def read_board(
    path: str | os.PathLike[str],
    *,
    full: bool = False,
    sheet: str | int | None = None,
    header_row: int | None = None,
    columns: Mapping[str, str] | None = None,
    dates: str | None = None,
    encoding: str | None = None,
) -> pd.DataFrame:
    """Read a board file, a table of any kind; its headings stand in any order and under their common names.

    Parameters
    ----------
    path : path-like
        The file.
    full : bool
        The list names the whole board: rows that do not say how complete it is become "full".
    sheet : str or int, optional
        The sheet of a workbook, by its name or its number counted from 1.
    header_row : int, optional
        The row of the headings, as a spreadsheet counts.
    columns : mapping, optional
        What a column means and the heading it stands under, such as ``{"name": "Appointee"}``; "ignore" leaves one out.
    dates : str, optional
        "day-first" or "month-first": the order of dates in figures.
    encoding : str, optional
        Of a text file, where it is not UTF-8.

    Returns
    -------
    DataFrame
        The 19 board columns as text, `file` and `line`, and of the further columns (`start_date`, `end_date`, ...) those
        that the file gives. Words stay as published; dates are ISO text. `.attrs["not_read"]` is a list of records
        (what, where, text, why, sentence) of what was not understood, `.attrs["caveats"]` of what else a reader must
        know.

    Raises
    ------
    InputFaults
        With every fault of the file.
    """
    return _finished(_sound(examine(path, Asked(sheet, header_row, columns, dates, encoding))), full)


def read_frame(
    frame: pd.DataFrame, columns: Mapping[str, str] | None = None, dates: str | None = None, *, full: bool = False
) -> pd.DataFrame:
    """A frame with published headings, read as the file it came from would be; its index stays."""
    texts = frame.astype("object").where(frame.notna(), "").map(_text_of)
    rows = [(1, tuple(map(str, frame.columns))), *enumerate(map(tuple, texts.to_numpy().tolist()), 2)]
    read = _finished(_sound(_examined(Grid("the frame", tuple(rows), 0), Asked(columns=columns, dates=dates))), full)
    return read.set_axis(frame.index[[line - 2 for line in read["line"]]])


def _text_of(value: Any) -> str:
    return value.strftime("%Y-%m-%d") if hasattr(value, "strftime") else str(value)


def _finished(reading: Reading, full: bool) -> pd.DataFrame:
    rows = reading.sightings
    rows["snapshot_date"] = rows["snapshot_date"].map(read_date)
    if full:
        silent = rows["list_completeness"].map(read_completeness) == "not stated"
        rows["list_completeness"] = rows["list_completeness"].mask(silent, "full")
    rows.attrs["caveats"] = list(reading.caveats)
    rows.attrs["not_read"] = [each.as_record() for each in reading.not_read]
    return rows


def read_published(path: str | os.PathLike[str], **asked: Any) -> pd.DataFrame:
    """Read a board file under its own headings, every column kept, row for row with `read_board`."""
    return _sound(examine(path, Asked(**asked))).published


def read_raw_boards() -> pd.DataFrame:
    """Every published seat under `data/raw/boards`, in order of file and line, with the columns of `read_board`."""
    boards = {path.name: read_raw(f"boards/{path.name}") for path in sorted((RAW / "boards").glob("*.csv"))}
    rows = [own[list(BOARD_COLUMNS)].assign(file=name, line=range(2, len(own) + 2)) for name, own in boards.items()]
    return pd.concat(rows, ignore_index=True)


def examine(path: str | os.PathLike[str], asked: Asked = Asked()) -> Reading:
    """Read whatever can be read of a board file, with every fault of it."""
    return _examined(_grid(path), asked)


def _examined(grid: Grid, asked: Asked) -> Reading:
    if not grid.rows:
        raise InputFaults(grid.faults or [_no_rows(grid.file, "no filled row")])
    (line, published), *body = grid.rows
    headings = read_headings(grid.file, line, published)
    if not headings.places and not headings.faults:
        raise InputFaults([*grid.faults, _no_heading(grid.file, line, published)])
    rows = _sightings(grid, headings)
    shown = {name: published[place].strip() for name, place in headings.places.items()}
    faults = [*grid.faults, *headings.faults, *_too_wide(grid), *_cell_faults(grid.file, rows, shown)]
    if not body:
        faults.append(_no_rows(grid.file, "headings and no row under them"))
    if not headings.faults:
        sound = headings.names_people_or_seats
        faults += _nobody(grid.file, rows) if sound else [_no_heading(grid.file, line, published)]
    faults.sort(key=lambda fault: (fault.row or 0, fault.column))
    return Reading(rows, _published(grid), shown, tuple(faults), (*grid.caveats, *headings.caveats))


def _sound(reading: Reading) -> Reading:
    if reading.faults:
        raise InputFaults(reading.faults)
    return reading


def _grid(path: str | os.PathLike[str]) -> Grid:
    """The sheet called "Board", or the only one that looks like a board."""
    grids = read_grids(path, _WANTED)
    if not grids:
        return Grid(Path(path).name, ())
    named = [grid for grid in grids if grid.sheet.strip().casefold() == "board"]
    likely = named or [grid for grid in grids if grid.head == 0]
    if len(likely) > 1:
        found = "several sheets with a board: " + ", ".join(repr(grid.sheet) for grid in likely)
        raise refused(Path(path).name, found, "one", "call the one that is meant 'Board'")
    chosen = (likely or grids)[0]
    left = ", ".join(repr(grid.sheet) for grid in grids if grid is not chosen and grid.sheet.casefold() != "notes")
    if not left:
        return chosen
    return replace(chosen, caveats=(f"Only the sheet {chosen.sheet!r} of {chosen.file} was read, not {left}.",))


def _sightings(grid: Grid, headings: Headings) -> pd.DataFrame:
    rows = [_padded(row, len(headings.published)) for _, row in grid.rows[1:]]
    places = headings.places
    empty = [""] * len(rows)
    cells = {name: [row[places[name]] for row in rows] if name in places else empty for name in BOARD_COLUMNS}
    if "person_name" not in places:
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


def _no_heading(file: str, line: int, published: Iterable[str]) -> Fault:
    shown = ", ".join(quoted(text.strip()) for text in published if text.strip())
    shown = shown if len(shown) <= 200 else shown[:200] + "…"
    expected = "a column for people ('Name') or for seats ('Job title', 'Organisation', 'Capacity' or 'Role')"
    remedy = "put headings in the first row and rename the column that holds the names, or "
    remedy += "start from `lepdata template`"
    return Fault(file, line, "", f"the headings {shown}", expected, remedy)


def _no_rows(file: str, found: str) -> Fault:
    return Fault(file, None, "", found, "a row for each person or seat", "add the board's members under the headings")


def _too_wide(grid: Grid) -> Iterator[Fault]:
    """Cells that stand under no heading: a comma too many, or a note at the side."""
    headings = grid.rows[0][1]
    expected = f"{len([heading for heading in headings if heading.strip()])} cells, one under each heading"
    remedy = "put a cell that holds a comma in quotation marks, or give the column a heading"
    for line, row in grid.rows[1:]:
        heads = _padded(headings, len(row))
        stray = [cell for cell, heading in zip(row, heads, strict=False) if cell.strip() and not heading.strip()]
        if stray:
            found = f"more cells than headings: {quoted(stray[0])} stands under none"
            yield Fault(grid.file, line, "", found, expected, remedy)


def _cell_faults(file: str, rows: pd.DataFrame, headings: dict[str, str]) -> Iterator[Fault]:
    for line, text in zip(rows["line"].tolist(), rows["snapshot_date"], strict=True):
        try:
            read_date(text)
        except DateError as error:
            yield Fault(file, line, headings["snapshot_date"], quoted(text), error.expected, error.remedy)
    yield from unread_words(file, rows, headings, CHOICES)
    ids = rows["row_id"].str.strip()
    for line, first, text in repeated(rows["line"], ids, ids):
        found = f"{quoted(text)}, which row {first} has already"
        yield Fault(file, line, headings["row_id"], found, "a row id used once", "give the row an id of its own")


def repeated(lines: Iterable[int], keys: Iterable[str], texts: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Each line whose key stands in an earlier one, that earlier line, and the line's text."""
    first: dict[str, int] = {}
    for line, key, text in zip(lines, keys, texts, strict=True):
        if key and first.setdefault(key, line) != line:
            yield line, first[key], text


def unread_words(
    file: str, rows: pd.DataFrame, headings: dict[str, str], readers: Mapping[str, Callable[[str], str]]
) -> Iterator[Fault]:
    """A fault for each word that is not in the closed list of its column, with the nearest that is."""
    for name, read in readers.items():
        allowed = columns()[name].allowed
        expected = ", ".join(allowed[:-1]) + f" or {allowed[-1]}"
        for line, text in zip(rows["line"].tolist(), rows[name], strict=True):
            if text.strip() and not read(text):
                near = near_matches(text, allowed, 1)
                otherwise = "write one of these, or leave the cell empty"
                remedy = f"write {quoted(near[0])} if that is meant" if near else otherwise
                yield Fault(file, line, headings[name], quoted(text), expected, remedy)


def _nobody(file: str, rows: pd.DataFrame) -> Iterator[Fault]:
    """A fault for each row that names neither a person nor a seat."""
    described = rows[["person_name", *SEAT_DESCRIPTIONS]].apply(lambda column: column.str.strip() != "")
    found, expected = "a row that names neither a person nor a seat", "a name, a job title, an organisation, a capacity"
    for line in rows["line"][~described.any(axis=1)].tolist():
        yield Fault(file, line, "", found, f"{expected} or a role", "fill one of them in, or delete the row")
