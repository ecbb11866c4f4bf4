"""Whatever somebody gives - a file, a frame with published headings, `classify`'s output - as rows of a board file."""

import base64
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata import display, english, files
from lepdata.dates import AskedDate, asked_date, last_day
from lepdata.errors import InputFaults, UsageError, refused
from lepdata.read import grid, headings
from lepdata.read.board import FRAME, read_board, read_frame, read_published
from lepdata.read.words import candidates, read_completeness
from lepdata.reviews.markup import Markup, render
from lepdata.seating.rows import NO_DAY, SEAT_COLUMNS, describe
from lepdata.sectors import classifying, settling
from lepdata.sectors.classifying import ADDED_COLUMNS
from lepdata.sectors.decisions import left_unread
from lepdata.vocabulary import BOARD_COLUMNS, FURTHER_COLUMNS

Given = pd.DataFrame | str | os.PathLike[str]
Headings = Mapping[str, str] | None  # what a column means -> the heading that it stands under
_SEATS = frozenset(("person_name", *headings.SEAT_DESCRIPTIONS))
_SAMPLE = 200  # rows by which a frame's further headings are judged
_NOT_READ = dict.fromkeys(ADDED_COLUMNS, "") | {
    **{"sector": "unknown", "sector_status": "unknown", "national_accounts_sector": "unknown"},
    **{"sector_because": "the row was not read as a member's", "counts_as_member": "no", "gender": "not published"},
}


def rows_of(
    given: Given, columns: Headings = None, full: bool = False, dates: str | None = None, sheet: str | int | None = None
) -> pd.DataFrame:
    """The rows of a board file; a frame that has them under our own names already is taken as it is."""
    if isinstance(given, str | os.PathLike):
        return read_board(given, full=full, columns=columns, dates=dates, sheet=sheet)
    if not isinstance(given, pd.DataFrame):
        raise UsageError(f"A board is given as a DataFrame or as the path of its file, not as {type(given).__name__}.")
    if given.columns.empty:
        raise refused(FRAME, "no row", "one row per member", "give a board with members")
    texts = {name: str for name, kind in given.dtypes.items() if isinstance(kind, pd.CategoricalDtype)}
    if texts:  # a typed table, such as `lepdata.members`: under a board file's names, as its text would be read
        made = ("person", "date_from", "date_to") if {"person_name", "seat_id"} <= set(given) else ()
        given = given.drop(columns=list(made), errors="ignore").astype(texts)
    if columns or not _is_ours(given):
        return read_frame(given, columns, dates, full=full)
    given = _with_others(given, dates)
    if full:
        said = given.get("list_completeness", pd.Series("", given.index)).fillna("").astype("str")
        given = given.assign(list_completeness=said.mask(said.map(read_completeness) == "not stated", "full"))
    return given


def _is_ours(frame: pd.DataFrame) -> bool:
    """Whether every heading that could mean something has our own name for it."""
    if is_settled(frame) or frame.empty:
        return True
    ours = {*BOARD_COLUMNS, *FURTHER_COLUMNS, "file", "line", *(ADDED_COLUMNS if "sector_status" in frame else ())}
    others = [str(heading) for heading in frame if heading not in ours]
    return bool(_SEATS & set(frame)) and not any(set(candidates(one)) - set(frame) for one in others)


def _with_others(frame: pd.DataFrame, dates: str | None) -> pd.DataFrame:
    """The frame with what its further headings give, saying what is not read; one that nobody can place is a fault."""
    if is_settled(frame) or set(map(str, frame)) <= {*BOARD_COLUMNS, *FURTHER_COLUMNS, *SEAT_COLUMNS, "file", "line"}:
        return frame
    try:
        sample = read_frame(frame.head(_SAMPLE), dates=dates)
    except InputFaults as error:  # single cells are no matter for refusal here: they are read one by one
        of_headings = [fault for fault in error.faults if fault.row in (None, 1)]
        if of_headings:
            raise InputFaults(of_headings) from None
        return frame
    further = (name for name in sample if name not in frame and name not in ("file", "line"))
    if any(name in FURTHER_COLUMNS or sample[name].astype(bool).any() for name in further):
        return read_frame(frame, dates=dates)
    not_read = sample.attrs["not_read"]
    said, before = frame.copy(deep=False), frame.attrs.get("not_read", [])
    said.attrs = {**frame.attrs, "not_read": display.Told([*before, *(one for one in not_read if one not in before)])}
    return said


def is_settled(frame: pd.DataFrame) -> bool:
    """Whether a frame is a table of ours, such as `board(lep).members`, whose sectors are known already."""
    return set(SEAT_COLUMNS) | set(settling.SETTLED_COLUMNS) <= set(frame)


def left_open(described: pd.DataFrame, dated: bool = False) -> list[dict[str, str]]:
    """What the rows leave open: who may have left where no day is given, and published words that no rule reads."""
    found = []
    if not dated and (open_ones := int(described["why_not"].str.endswith(NO_DAY).sum())):
        people = english.plural(open_ones, "person", "people")
        why = f"{people} may have left, and the list has no date; say the date to judge at with --as-at (as_at)"
        found.append(grid.not_read("column", "the list", "end_date", why))
    return found + [grid.not_read("word", where, text, why) for text, where, why in left_unread(described)]


def classify(
    frame: Given,
    *,
    columns: Mapping[str, str] | None = None,
    dates: str | None = None,
    sheet: str | int | None = None,
    as_at: AskedDate = None,
    decisions: bool = True,
    residual: bool = True,
    further_decisions: pd.DataFrame | None = None,
    registers: Path | None = None,
    titles: bool = True,
) -> pd.DataFrame:
    """Say of every row whom the person speaks for, and why.

    Parameters
    ----------
    frame : DataFrame or path
        A board file, or its rows under the headings that it was published with. Not modified.
    columns : mapping, optional
        What a column means and the heading it stands under, such as ``{"name": "Appointee"}``.
    dates : str, optional
        "day-first" or "month-first": how 01/04/2022 is meant, where nothing in the column settles it.
    sheet : str or int, optional
        The sheet of a workbook, by its name or its number counted from 1.
    as_at : str, int (a year), date or Timestamp, optional
        The day on which a term must not be over, and that of a list without a date; by default the row's own date.
    decisions, residual : bool
        Whether signed hand decisions, and the rule for bare trading names, may speak.
    further_decisions : DataFrame, optional
        Signed decisions of one's own.
    registers : Path, optional
        A folder with full registers as downloaded (docs/registers.md); nothing changes without one.
    titles : bool
        Whether gender may be read from a printed title, such as Mrs or Sir.

    Returns
    -------
    DataFrame
        The input's columns unchanged and the added ones; index and order kept. A column of the input that has the name
        of an added one is replaced. `.attrs["not_read"]` says what was not understood.

    Raises
    ------
    InputFaults
        If no heading can be read, with those that may be meant.

    Examples
    --------
    >>> board = pd.DataFrame({"Name": ["Ada Example"], "Organisation": ["University of Example"]})
    >>> classify(board).loc[0, ["sector", "sector_kind", "sector_status"]].tolist()
    ['education', 'university', 'settled']
    """
    rows = of_the_day(rows_of(frame, columns, dates=dates, sheet=sheet), as_at)
    asked: dict[str, Any] = {"decisions": decisions, "residual": residual, "further_decisions": further_decisions}
    settled = classifying.settled_rows(rows, **asked, registers=registers, titles=titles)
    if isinstance(frame, pd.DataFrame):
        kept = frame.drop(columns=list(ADDED_COLUMNS), errors="ignore")
    else:
        kept = read_published(frame, columns=columns, dates=dates, sheet=sheet)
    found = beside(kept, rows, settled, last_day(as_at))
    found.attrs["not_read"] = display.Told([*rows.attrs.get("not_read", ()), *left_open(settled, dated=bool(as_at))])
    return found


def is_dated(rows: pd.DataFrame) -> bool:
    return "snapshot_date" in rows and bool(rows["snapshot_date"].fillna("").astype("str").str.strip().any())


def of_the_day(rows: pd.DataFrame, as_at: AskedDate) -> pd.DataFrame:
    """The rows; a list without a date is of the day asked about."""
    return rows.assign(snapshot_date=asked_date(as_at)) if as_at and not is_dated(rows) else rows


def beside(given: pd.DataFrame, rows: pd.DataFrame, settled: pd.DataFrame, day: str = "") -> pd.DataFrame:
    """What was given, row for row, with the added columns, terms read at `day`; a row of no member says so."""
    added = settled[list(ADDED_COLUMNS)]
    if day:
        added = added.assign(counts_as_member=describe(rows, day)["counts_as_member"].array)
    places = [line - 2 for line in rows["line"]] if "file" in rows and rows["file"].eq(FRAME).any() else None
    if places is not None and places != [*range(len(given))]:  # a row names nobody, or several people
        answers = display.gathered(zip(places, display.row_dicts(added), strict=True))
        found = [(place, answer) for place in range(len(given)) for answer in answers.get(place, [_NOT_READ])]
        added = pd.DataFrame([answer for _, answer in found], columns=added.columns, dtype="str")
        given = given.iloc[[place for place, _ in found]]
    if "sector_status" in given:  # its own answers of before, which new ones replace
        given = given.drop(columns=list(ADDED_COLUMNS), errors="ignore")
    published = given.rename(columns={name: f"{name} (in the file)" for name in ADDED_COLUMNS})
    return pd.concat([published, added.set_axis(given.index)], axis=1)


# --- the place in a document that a reading comes from, for whoever compares the two

_AROUND = 4  # lines before and behind the place


def example_document() -> Path:
    """The path of invented minutes, to try the reading of documents on."""
    return files.RULES / "documents" / "example.pdf"


def printed_place(path: str | os.PathLike[str], row: Mapping[Any, Any]) -> Markup:
    """Where a row of `read_documents` was read: a picture of the page of a PDF, else the lines around it.

    Parameters
    ----------
    path : path-like
        The document.
    row : Series or mapping
        A row of `read_documents`, read or unread.
    """
    if Path(path).name != row["document"]:
        raise UsageError(f"The row was read in {row['document']}, not in {Path(path).name}. Give that document.")
    where = f"{row['document']}, page {row['page']}, line {row['line']}: “{row['words']}”"
    data, words = Path(path).read_bytes(), str(row["person_name"] or row["words"])
    if b"%PDF-" not in data[:1024]:
        return render("place.html", where=where, picture="", lines=_lines(path, row))
    from lepdata.read.documents.pdf import page_picture

    png, boxes = page_picture(data, int(row["page"]), words)
    says = f"Page {row['page']} of {row['document']}" + (f", with {words} framed" if boxes else "")
    frames = [[100 * side for side in box] for box in boxes]
    picture = base64.b64encode(png).decode("ascii")
    return render("place.html", where=where, picture=picture, says=says, boxes=frames)


def _lines(path: str | os.PathLike[str], row: Mapping[Any, Any]) -> Iterator[tuple[str, bool]]:
    """The lines around the place, and whether each is of the row."""
    from lepdata.read.documents.reader import open_document

    page = [line for line in open_document(path).lines if str(line.page) == row["page"]]
    at, read = int(row["line"]) - 1, set(re.findall(r"\w+", str(row["words"])))
    for number in range(max(0, at - _AROUND), min(at + _AROUND + 1, len(page))):
        text = " | ".join(cell.text for cell in page[number].cells)
        own = set(re.findall(r"\w+", text))
        yield text, number == at or bool(own and own <= read)
