"""A board file -> sightings: one row per published line, every published word kept, and every fault at once."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata.dates import day_of, words
from lepdata.display import Told, as_texts
from lepdata.english import plural
from lepdata.errors import Fault, InputFaults, UsageError, near_matches, quoted, refuse_all, refused
from lepdata.files import RAW
from lepdata.read.filling import fill
from lepdata.read.grid import Asked, Grid, Layout, Said, Wanted, first_few, not_read, to_tell
from lepdata.read.headings import PEOPLE_OR_SEATS, SEAT_DESCRIPTIONS, read_headings
from lepdata.read.opening import read_grids
from lepdata.read.table import heading_row, lay_out, part, strength
from lepdata.read.words import CHOICES, allowed, candidates, read_completeness, read_role
from lepdata.registers.frozen import read_raw
from lepdata.registers.whose import IN_USE, in_use, own_table, per_collection, rows_added
from lepdata.vocabulary import BOARD_COLUMNS, MAIN_BOARD

_Reader = Callable[[str], str]  # of a cell: the word of the list that it means, or ""
FRAME = "the frame"  # the name of a file that is none
_MEMBERS = ("a row for each person or seat", "add the board's members under the headings")  # expected, and the fix
_HOLDS, _START = "headings and a row for each seat", "start from `lepdata template`"
_WANTED = Wanted("a board file", _HOLDS, _START, lambda cell: bool(candidates(cell)), as_seen=True)


@dataclass(frozen=True)
class BoardFile:
    """A board file as read, with what is wrong with it and what a reader must know."""

    sightings: pd.DataFrame  # one row per person or seat: the board's columns as text, `file` and `line`
    published: list[str]  # the file's own
    origin: list[tuple[str, ...]]  # the row under them that each sighting is from
    headings: dict[str, str]  # column of the board file -> the heading it stands under
    said: Said


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
        The file; "-" for standard input. Of a signed review workbook the rows that were kept.
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
        The 19 board columns as text, `file` and `line`, and those of the further columns (`start_date`, `end_date`,
        ...) that the file gives. Words stay as published; dates are ISO text. `.attrs["not_read"]` is a list of
        records (what, where, text, why, sentence) of what was not understood, `.attrs["caveats"]` a list of what else
        a reader must know.

    Raises
    ------
    InputFaults
        With every fault of the file.
    """
    return _finished(examine(path, Asked(sheet, header_row, columns, dates, encoding)), full)


def read_frame(
    frame: pd.DataFrame, columns: Mapping[str, str] | None = None, dates: str | None = None, *, full: bool = False
) -> pd.DataFrame:
    """A frame with published headings, read as the file it came from would be; the index of its rows stays."""
    texts = as_texts(frame)
    rows = [(1, tuple(map(str, frame.columns))), *enumerate(map(tuple, texts.to_numpy().tolist()), 2)]
    grid = Grid(FRAME, tuple(row for row in rows if row[0] == 1 or "".join(row[1]).strip()), 0)
    read = _finished(_examined(grid, Asked(header_row=1, columns=columns, dates=dates)), full)
    return read.set_axis(frame.index[[line - 2 for line in read["line"]]])


def _finished(reading: BoardFile, full: bool) -> pd.DataFrame:
    refuse_all(reading.said.faults)
    rows, said = reading.sightings, reading.said
    if full:
        silent = rows["list_completeness"].map(read_completeness) == "not stated"
        rows["list_completeness"] = rows["list_completeness"].mask(silent, "full")
    rows.attrs.update(caveats=Told(said.caveats), not_read=Told(said.not_read), day_above=said.day_above)
    return rows


def read_published(path: str | os.PathLike[str], **asked: Any) -> pd.DataFrame:
    """Read a board file under its own headings, every column kept, row for row with `read_board`."""
    reading = examine(path, Asked(**asked))
    refuse_all(reading.said.faults)
    frame = pd.DataFrame(reading.origin, columns=reading.published, dtype=str)
    return frame.loc[:, [bool(heading.strip()) for heading in reading.published]]


def read_raw_boards() -> pd.DataFrame:
    """Every published seat of the collection in use, in order of file and line, with the columns of `read_board`."""
    used = in_use()
    cards = read_raw("documents.csv")
    gone = set(cards.loc[cards["status"] != IN_USE, "document"])
    paths = [path for path in sorted((RAW / "boards").glob("*.csv")) if used.with_shipped and path.stem not in gone]
    boards = [(path.name, read_raw(f"boards/{path.name}")) for path in paths]
    if used.root and not used.is_file:
        cards = own_table("documents.csv")
        for name in (f"{one}.csv" for one in cards.loc[cards["status"] == IN_USE, "document"]):
            boards.append((name, rows_added(used.root / "boards" / name)))
    rows = [own.assign(file=name, line=range(2, len(own) + 2)) for name, own in boards]
    if used.is_file:
        rows.append(_file_in_use()[0])
    kept = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=[*BOARD_COLUMNS, "file", "line"])
    return kept.fillna("")


@per_collection(maxsize=2)
def _file_in_use() -> tuple[pd.DataFrame, tuple[dict[str, str], ...]]:
    """The board file in use, its name for an area and the edition's date for one not given; what is said of it."""
    used = in_use()
    assert used.root is not None
    rows = read_board(used.root)
    name, edition = used.root.name, day_of(used.edition)
    body = rows["body"].mask(rows["body"] == MAIN_BOARD, "")
    area = rows["lep"].mask(rows["lep"] == "", body)  # a body of its own needs no other name
    unnamed, undated = area == "", rows["snapshot_date"] == ""
    told = [*rows.attrs["not_read"], *(to_tell("file", name, one) for one in rows.attrs["caveats"])]
    if unnamed.any():
        told.append(to_tell("area", name, f"{name} names no area: the board is called “{used.title}”, as the file is."))
    if undated.any():
        at = f"it is judged at the date of the edition, {words(edition)}" if edition else "so it is only measured"
        told.append(to_tell("date", name, f"{name} gives no date: {at}."))
    told += [to_tell("reading", name, one) | {"text": one} for one in compared(rows)]
    usual = {"body": MAIN_BOARD, "snapshot_date": edition, "source_title": name}
    filled = {column: rows[column].where(rows[column] != "", text) for column, text in usual.items()}
    rows = rows.assign(row_id=own_ids(rows), lep=area.mask(unnamed, used.title), document=name, **filled)
    return rows, tuple(told)


def own_ids(rows: pd.DataFrame) -> pd.Series:
    """The id of each row, else its line; of several people in one line each has its own."""
    ids = rows["row_id"]
    if (unnamed := ids == "").any():
        lines = rows["line"] if "line" in rows else pd.Series(range(2, len(rows) + 2), index=rows.index)
        ids = ids.mask(unnamed, "line-" + lines.astype(str))
    return ids if ids.is_unique else ids.mask(ids.duplicated(), ids + "#" + ids.groupby(ids).cumcount().astype(str))


def compared(rows: pd.DataFrame) -> list[str]:
    """Who compared what was read with its document, and when, of rows that say so."""
    signed = rows[["signed_by", "signed_on"]].drop_duplicates() if {"signed_by", "signed_on"} <= set(rows) else rows[:0]
    of_both = [(who, words(day_of(day))) for who, day in signed.itertuples(index=False, name=None) if who]
    told = [f"{who} compared what was read with the document{f' on {day}' * bool(day)}." for who, day in of_both]
    return [*told, *left_open(rows)]


def left_open(rows: pd.DataFrame) -> list[str]:
    """How many rows were confirmed with a doubt still beside them."""
    doubted = int((rows["doubts"].str.strip() != "").sum()) if "doubts" in rows else 0
    return [f"A doubt was left open beside {plural(doubted, 'row')} of it."] if doubted else []


def told_of_file() -> tuple[dict[str, str], ...]:
    """What must be said first of the board file in use."""
    told = _file_in_use()[1]
    return tuple(one for one in told if not one["text"]) if in_use().hidden else told


def examine(path: str | os.PathLike[str], asked: Asked | None = None) -> BoardFile:
    """Read whatever can be read of a board file, with every fault of it."""
    asked = asked or Asked()
    if not isinstance(path, str | os.PathLike):
        given = type(path).__name__
        raise UsageError(f"A board file is named by its path, not given as {given}. Fix: hand a frame to `classify`.")
    return _examined(_grid(path, asked), asked)


def _examined(grid: Grid, asked: Asked) -> BoardFile:
    if not grid.rows:
        raise InputFaults(grid.faults) if grid.faults else refused(grid.file, "no filled row", *_MEMBERS)
    told = [heading for given in (asked.columns or {}).values() for heading in given.split("|")]
    before = [*grid.faults]
    table = lay_out(grid, asked.header_row, told)
    if "reading_id" in table.headings and "signed_by" not in table.headings:
        remedy = "sign it and make a board file of it: `lepdata read --confirm REVIEW.xlsx -o board.csv`"
        raise refused(grid.file, "readings of a document that nobody has confirmed", "a board file", remedy)
    above, grid.not_read, known = grid.not_read, [], len(grid.faults)
    read_headings(table, asked.columns)
    grid.not_read += above  # columns that are not read are said first
    is_clear = len(grid.faults) == known
    where = _where_headings_are(table, asked)
    if not table.places and is_clear:
        raise InputFaults([*before, _no_heading(table, where)])
    rows, lent = part(table)
    frame, origin = fill(table, rows, lent, asked.dates or "")
    shown = {name: table.headings[own[0]].strip() for name, own in table.places.items()}
    say_unread(grid, frame, shown, CHOICES)
    _find_faults(table, frame, shown, where, is_clear)
    grid.faults.sort(key=lambda fault: (fault.row or 0, fault.column))
    return BoardFile(frame, table.headings, [rows[at][1] for at in origin], shown, grid)


def _find_faults(table: Layout, frame: pd.DataFrame, shown: dict[str, str], where: str, is_clear: bool) -> None:
    """What is wrong with the rows; `where` is the remedy where the headings stand elsewhere."""
    grid, ids = table.grid, frame["row_id"].str.strip()
    for line, first, text in () if ids.is_unique else repeated(frame["line"], ids, ids):
        found = f"{quoted(text)}, which row {first} has already"
        grid.fault(line, shown["row_id"], found, "a row id used once", "give the row an id of its own")
    if frame.empty:
        found = f"headings and no row under them{' that names a person or a seat' if table.rows else ''}"
        grid.fault(table.line if where else None, "", found, _MEMBERS[0], where or _MEMBERS[1])
    names = [*filter(None, map(str.strip, frame["person_name"]))]
    if len(names) > 1 and all(map(candidates, names)):
        found = f"headings where the names should be: {', '.join(map(quoted, names[:5]))}"
        remedy = "turn the table, so that every person has a row: copy it and paste it transposed"
        grid.fault(None, shown.get("person_name", ""), found, "people, one below the other", where or remedy)
    if is_clear and PEOPLE_OR_SEATS.isdisjoint(table.places):
        grid.faults.append(_no_heading(table, where))
    elif is_clear:  # a row that names neither a person nor a seat
        named = frame[["person_name", *SEAT_DESCRIPTIONS]].apply(lambda column: column.str.strip() != "")
        expected = "a name, a job title, an organisation, a capacity or a role"
        for line in frame["line"][~named.any(axis=1)].tolist():
            found = "a row that names neither a person nor a seat"
            grid.fault(line, "", found, expected, "fill one of them in, or delete the row")


def _grid(path: str | os.PathLike[str], asked: Asked) -> Grid:
    """The sheet asked for, the one called "Board", or the one that looks most like a board."""
    grids = read_grids(path, replace(_WANTED, encoding=asked.encoding or ""))
    name = Path(path).name
    if {"Readings", "Documents"} <= {grid.sheet for grid in grids}:  # a review: what whoever signed it kept
        from lepdata.read.documents.review import confirmed_board

        kept = confirmed_board(path)
        return Grid(name, tuple(enumerate([tuple(map(str, kept)), *kept.itertuples(index=False, name=None)], 1)))
    if not grids:
        return Grid(name, ())
    if asked.sheet is not None:
        return _asked_sheet(name, grids, asked.sheet)
    if len(grids) == 1:
        return grids[0]
    seen = [grid for grid in grids if grid.visible and grid.sheet != "Unread"] or grids
    likely = [grid for grid in seen if grid.sheet.strip().casefold() == "board"]
    if not likely:
        strengths = [strength(grid.rows) for grid in seen]
        likely = [grid for grid, own in zip(seen, strengths, strict=True) if own and own >= max(strengths) - 1]
    if len(likely) > 1:
        found = "several sheets with a board: " + ", ".join(repr(grid.sheet) for grid in likely)
        remedy = f"say which is meant, such as --sheet {quoted(likely[0].sheet)}, or call it 'Board'"
        raise refused(name, found, "one", remedy)
    chosen = (likely or seen)[0]
    left = [grid for grid in grids if grid is not chosen and grid.sheet.casefold() != "notes"]
    why = {True: f"only the sheet {chosen.sheet!r} was read", False: "a hidden sheet"}
    chosen.not_read[:0] = [not_read("sheet", name, one.sheet, why[one.visible]) for one in left]
    return chosen


def _asked_sheet(file: str, grids: list[Grid], sheet: str | int) -> Grid:
    text = str(sheet).strip().casefold()
    if named := [grid for grid in grids if grid.sheet.strip().casefold() == text]:
        return named[0]
    if text.isdecimal() and len(text) < 10 and 0 < int(text) <= len(grids):
        return grids[int(text) - 1]
    known = ", ".join(quoted(grid.sheet) for grid in grids if grid.sheet)
    near = near_matches(str(sheet), [grid.sheet for grid in grids], 1)
    remedy = f"say --sheet {quoted(near[0])} if that is meant" if near else "name one of them, or leave --sheet out"
    if not known:
        remedy = "leave --sheet out, or give the workbook that the sheet is in"
        raise refused(file, "one table and no sheets", f"a workbook, with the sheet {quoted(str(sheet))}", remedy)
    raise refused(file, f"no sheet {quoted(str(sheet))}", f"one of {known}", remedy)


def _where_headings_are(table: Layout, asked: Asked) -> str:
    """A remedy, where the row that is told to be that of the headings is another than looks like it."""
    line, cells = table.grid.rows[heading_row(table.grid.rows)]
    known = [quoted(cell.strip()) for cell in cells if candidates(cell)]
    if asked.header_row in (None, line) or len(known) < 2 or table.grid.file == FRAME:
        return ""
    return f"say --header-row {line}: there stand {first_few(known)}"


def _no_heading(table: Layout, where: str) -> Fault:
    shown = ", ".join(quoted(text.strip()) for text in table.headings if text.strip())
    shown = shown if len(shown) <= 200 else shown[:200] + "…"
    expected = "a column for people ('Name') or for seats ('Job title', 'Organisation', 'Capacity' or 'Role')"
    remedy = "put headings in the first row and rename the column that holds the names, say which it is with --columns "
    remedy += "name=HEADING, or start from `lepdata template`"
    return Fault(table.grid.file, table.line, "", f"the headings {shown}", expected, where or remedy)


def repeated(lines: Iterable[int], keys: Iterable[str], texts: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Each line whose key stands in an earlier one, that earlier line, and the line's text."""
    first: dict[str, int] = {}
    for line, key, text in zip(lines, keys, texts, strict=True):
        if key and first.setdefault(key, line) != line:
            yield line, first[key], text


def say_unread(said: Said, rows: pd.DataFrame, headings: dict[str, str], readers: Mapping[str, _Reader]) -> None:
    """A fault for each word that is not in the closed list of its column, with the nearest that is."""
    for name, read in ((name, read) for name, read in readers.items() if name in headings):
        known = allowed(name)
        expected = ", ".join(known[:-1]) + f" or {known[-1]}"
        unread = {text for text in rows[name].unique() if text.strip() and not read(text)}
        for line, text in zip(rows["line"].tolist(), rows[name], strict=True) if unread else ():
            if text in unread:
                near = near_matches(text, known, 1)
                otherwise = "write one of these, or leave the cell empty"
                if name == "status" and any(map(read_role, unread)):
                    otherwise = f"if it is the place on the board, say --columns role={quoted(headings[name])}"
                remedy = f"write {quoted(near[0])} if that is meant" if near else otherwise
                said.fault(line, headings[name], quoted(text), expected, remedy)
