"""Whatever somebody gives - a file, a frame with published headings, `classify`'s output - as rows of a board file."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata.dates import AskedDate, last_day
from lepdata.english import plural
from lepdata.errors import InputFaults, UsageError, quoted
from lepdata.files import RULES
from lepdata.read.board import FRAME, read_board, read_frame, read_published
from lepdata.read.grid import NotRead
from lepdata.read.headings import SEAT_DESCRIPTIONS
from lepdata.read.words import candidates, read_completeness
from lepdata.reviews.markup import Markup
from lepdata.seating.rows import NO_DAY, SEAT_COLUMNS, describe
from lepdata.sectors import classifying
from lepdata.sectors.classifying import ADDED_COLUMNS
from lepdata.sectors.decisions import unread_sectors
from lepdata.sectors.settling import SETTLED_COLUMNS
from lepdata.vocabulary import BOARD_COLUMNS, FURTHER_COLUMNS

Given = pd.DataFrame | str | os.PathLike[str]
_SEATS = frozenset(("person_name", *SEAT_DESCRIPTIONS))
_SAMPLE = 200  # rows by which a frame's further headings are judged
_NOT_READ = dict.fromkeys(ADDED_COLUMNS, "") | {
    **{"sector": "unknown", "sector_status": "unknown", "national_accounts_sector": "unknown"},
    **{"sector_because": "the row was not read as a member's", "counts_as_member": "no", "gender": "not published"},
}


def rows_of(
    given: Given,
    columns: Mapping[str, str] | None = None,
    full: bool = False,
    dates: str | None = None,
    sheet: str | int | None = None,
) -> pd.DataFrame:
    """The rows of a board file; a frame that has them under our own names already is taken as it is."""
    if isinstance(given, str | os.PathLike):
        return read_board(given, full=full, columns=columns, dates=dates, sheet=sheet)
    if not isinstance(given, pd.DataFrame):
        raise UsageError(f"A board is given as a DataFrame or as the path of its file, not as {type(given).__name__}.")
    given = _as_text(given)
    if columns or not _is_ours(given):
        return read_frame(given, columns, dates, full=full)
    given = _with_others(given, dates)
    if not full:
        return given
    said = given["list_completeness"].fillna("").astype("str") if "list_completeness" in given else ""
    found = given.assign(list_completeness=said)
    silent = found["list_completeness"].map(read_completeness) == "not stated"
    return found.assign(list_completeness=found["list_completeness"].mask(silent, "full"))


def _as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """A typed table, such as `lepdata.members`, under a board file's names and as its text would be read."""
    made = ("person", "date_from", "date_to") if {"person_name", "seat_id"} <= set(frame) else ()
    texts = {name: str for name, kind in frame.dtypes.items() if isinstance(kind, pd.CategoricalDtype)}
    return frame.drop(columns=[name for name in made if name in frame]).astype(texts) if texts else frame


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
    said.attrs = {**frame.attrs, "not_read": [*before, *(one for one in not_read if one not in before)]}
    return said


def is_settled(frame: pd.DataFrame) -> bool:
    """Whether a frame is a table of ours, such as `board(lep).members`, whose sectors are known already."""
    return set(SEAT_COLUMNS) | set(SETTLED_COLUMNS) <= set(frame)


def undated_terms(described: pd.DataFrame) -> list[dict[str, str]]:
    """A question, said with what was not read: terms end, and nothing says on which day the board is looked at."""
    open_ones = int(described["why_not"].str.endswith(NO_DAY).sum())
    if not open_ones:
        return []
    people = plural(open_ones, "person", "people")
    why = f"{people} may have left, and the list has no date; say the date to judge at with --as-at (as_at)"
    return [NotRead("column", "the list", "end_date", why).as_record()]


def unread_words(described: pd.DataFrame) -> list[dict[str, str]]:
    """The published sectors that no rule reads: they settle nothing, and may be a slip of the pen."""
    found = []
    for text, where, near in unread_sectors(described):
        meant = f"; {quoted(near)} may be meant" if near else ""
        found.append(NotRead("word", where, text, f"no rule says which sector it is{meant}").as_record())
    return found


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
        The day on which a term must not be over; by default the row's own date.
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
    rows = rows_of(frame, columns, dates=dates, sheet=sheet)
    asked: dict[str, Any] = {"decisions": decisions, "residual": residual, "further_decisions": further_decisions}
    settled = classifying.settled_rows(rows, **asked, registers=registers, titles=titles)
    if isinstance(frame, pd.DataFrame):
        kept = frame.drop(columns=list(ADDED_COLUMNS), errors="ignore")
    else:
        kept = read_published(frame, columns=columns, dates=dates, sheet=sheet)
    found = beside(kept, rows, settled, last_day(as_at))
    terms = [] if as_at else undated_terms(settled)
    found.attrs["not_read"] = [*rows.attrs.get("not_read", ()), *terms, *unread_words(settled)]
    return found


def beside(given: pd.DataFrame, rows: pd.DataFrame, settled: pd.DataFrame, day: str = "") -> pd.DataFrame:
    """What was given, row for row, with the added columns; a row that was not read as a member's says so.

    A published column that has the name of an added one is kept under another, one of `classify` itself is replaced.
    Terms are read at `day`, if given.
    """
    added = settled[list(ADDED_COLUMNS)]
    if day:
        added = added.assign(counts_as_member=describe(rows, day)["counts_as_member"].array)
    if "file" in rows and rows["file"].eq(FRAME).any():
        given, added = _row_for_row(given, [line - 2 for line in rows["line"]], added)
    if "sector_status" in given:  # its own answers of before, which new ones replace
        given = given.drop(columns=list(ADDED_COLUMNS), errors="ignore")
    published = given.rename(columns={name: f"{name} (in the file)" for name in ADDED_COLUMNS})
    return pd.concat([published, added.set_axis(given.index)], axis=1)


def _row_for_row(given: pd.DataFrame, places: list[int], added: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows given with the answers to each: none where a row names nobody, several where it names several people."""
    if places == [*range(len(given))]:
        return given, added
    answers: dict[int, list[dict[str, str]]] = {}
    for place, answer in zip(places, added.to_dict("records"), strict=True):
        answers.setdefault(place, []).append({str(name): value for name, value in answer.items()})
    found = [(place, answer) for place in range(len(given)) for answer in answers.get(place, [_NOT_READ])]
    every = pd.DataFrame([answer for _, answer in found], columns=added.columns, dtype="str")
    return given.iloc[[place for place, _ in found]], every


# --- the place in a document that a reading comes from, for whoever compares the two

_AROUND = 4  # lines before and behind the place


def example_document() -> Path:
    """The path of invented minutes, to try the reading of documents on."""
    return RULES / "documents" / "example.pdf"


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
    data = Path(path).read_bytes()
    shown = _picture(data, row) if data[:1024].find(b"%PDF-") >= 0 else _lines(path, row)
    return Markup(f'<figure class="lep-place"><figcaption>{escape(where)}</figcaption>{shown}</figure>')


def _picture(data: bytes, row: Mapping[Any, Any]) -> str:
    from lepdata.read.documents.pdf import page_picture

    words = str(row["person_name"] or row["words"])
    png, boxes = page_picture(data, int(row["page"]), words)
    frames = "".join(
        f'<span style="position:absolute;left:{100 * left:.2f}%;top:{100 * top:.2f}%;width:{100 * wide:.2f}%;'
        f'height:{100 * high:.2f}%;outline:3px solid #b3261e;outline-offset:2px"></span>'
        for left, top, wide, high in boxes
    )
    source = f"data:image/png;base64,{base64.b64encode(png).decode('ascii')}"
    says = escape(f"Page {row['page']} of {row['document']}" + (f", with {words} framed" if boxes else ""))
    image = f'<img src="{source}" alt="{says}" style="display:block;max-width:100%;border:1px solid #8a8a8a">'
    return f'<div style="position:relative;display:inline-block;max-width:100%">{image}{frames}</div>'


def _lines(path: str | os.PathLike[str], row: Mapping[Any, Any]) -> str:
    from lepdata.read.documents.reader import open_document

    page = [line for line in open_document(path).lines if str(line.page) == row["page"]]
    at = int(row["line"]) - 1
    first = max(0, at - _AROUND)
    said = [escape(" | ".join(cell.text for cell in line.cells)) for line in page[first : at + _AROUND + 1]]
    words = re.sub(r"\W+", " ", escape(str(row["words"]))).split()
    marked = [
        f"<mark>{line}</mark>" if first + number == at or _is_of(line, words) else line
        for number, line in enumerate(said)
    ]
    return f'<pre style="white-space:pre-wrap">{chr(10).join(marked)}</pre>'


def _is_of(line: str, words: list[str]) -> bool:
    """Whether all words of a line are among the words that were read."""
    own = re.sub(r"\W+", " ", line).split()
    return bool(own) and set(own) <= set(words)
