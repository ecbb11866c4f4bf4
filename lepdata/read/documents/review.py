"""What documents say -> rows -> a workbook for whoever confirms them -> a board file with that person's name on it."""

import bisect
import hashlib
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata.dates import DateError, read_date
from lepdata.display import Told, row_dicts
from lepdata.errors import Fault, InputFaults, quoted
from lepdata.read.documents.reader import DocumentRead, as_fault, open_document, read_document
from lepdata.read.documents.readings import Document, Reading
from lepdata.read.documents.sections import MINUTES
from lepdata.read.workbook import read_sheets
from lepdata.read.xlsx import LOOKED_AT, DropDown, Sheet, workbook
from lepdata.vocabulary import ATTENDANCE, BOARD_COLUMNS, COMPLETENESS, ROLES, STATUSES

_FIELDS = (
    "person_name", "honorific", "letters", "job_title", "organisation", "capacity_as_published", "role", "status",
    "attendance", "sector_as_published", "pronoun_as_published", "gender_as_published", "start_date", "end_date",
)  # fmt: skip
_SINCE = _FIELDS[-5:]
_PLACE = ("page", "line", "words", "reading_id")
COLUMNS = (
    "document", "reading", "section", *_FIELDS, "body", "snapshot_date", "date_basis", "list_completeness",
    "stands_for", "also", "doubts", *_PLACE, "source_title", "source_kind",
)  # fmt: skip
READ, UNREAD = "read", "unread"
_KEEPS = dict.fromkeys(("yes", "y", "true", "1"), True) | dict.fromkeys(("no", "n", "false", "0"), False)
_NAMED_APART = {"person_name": "name", "honorific": "title", "job_title": "post"}  # as a reading knows them


def read_documents(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> pd.DataFrame:
    """Read published documents: web pages, PDF, Word files, workbooks, text.

    Parameters
    ----------
    paths : path-like, or several
        The documents.

    Returns
    -------
    DataFrame
        One row per person as read, with section, page, line, the printed words and what is to be doubted; then one per
        line that was not understood, of a list or outside every list (`reading` "unread"). `.attrs["documents"]` says
        of each document what kind it is, its date, what its list is and what a reader must know.

    Raises
    ------
    InputFaults
        Where no document can be read; one of several that cannot is named in `.attrs["documents"]`.
    """
    given = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    return frame_of([read_document(path) for path in given])


def frame_of(results: Sequence[DocumentRead]) -> pd.DataFrame:
    faults = [as_fault(one.document) for one in results if one.document.unreadable]
    if faults and len(faults) == len(results):
        raise InputFaults(faults)
    frame = pd.DataFrame([row for one in results for row in _rows(one)], columns=list(COLUMNS), dtype=str).fillna("")
    frame.attrs["documents"] = Told(map(_card, results))
    return frame


def _card(result: DocumentRead) -> dict[str, Any]:
    document, account, dated = result.document, result.account, result.dated
    card: dict[str, Any] = {"document": document.name, "kind": document.kind or "unreadable", "sha256": document.sha256}
    card |= {"title": result.title, "body": result.body, "date": dated.date, "date_words": dated.words}
    card |= {"date_page": dated.page, "date_line": dated.line, "list_completeness": _complete(result)}
    card |= {"date_printed": dated.date, "source_kind": result.kind}
    doubtful = sum(bool(one.doubts) for one in account.readings)
    counts = {"people": len(account.readings), "doubtful": doubtful, "unread": len(account.unread)}
    return card | counts | {"ignored": len(account.ignored), "notes": [dated.said, *result.notes]}


def _complete(result: DocumentRead) -> str:
    """How complete the list is taken to be: whoever is named as present makes it an attendance list."""
    met = any(one.section in ("present", "apologies", "absent") for one in result.account.readings)
    return "attendance" if met else result.complete


def _rows(result: DocumentRead) -> list[dict[str, str]]:
    document, date = result.document, result.dated.date
    shared = {"document": document.name, "snapshot_date": date, "date_basis": "printed" if date else "none"}
    shared |= {"source_title": result.title, "body": result.body, "source_kind": result.kind}
    account = result.account
    read = sorted([*account.readings, *account.vacant], key=lambda one: min(one.places, default=0))
    unread = sorted(account.unread, key=lambda one: min(one.places, default=0))
    told = [(line.places, {"reading": UNREAD, "section": line.section, "doubts": line.why}) for line in unread]
    said = [*((one.places, _read(one, _complete(result))) for one in read), *told]
    return [shared | _where(document, places) | row for places, row in said]


def _read(one: Reading, complete: str) -> dict[str, str]:
    said = {name: getattr(one, _NAMED_APART.get(name, name.removesuffix("_as_published")), "") for name in COLUMNS}
    came = one.attendance if one.attendance in ("present", "apologies") else ""
    own = {"reading": READ, "attendance": came, "also": "; ".join(one.also), "doubts": "; ".join(one.doubts)}
    own["list_completeness"] = complete
    return {name: text for name, text in said.items() if isinstance(text, str) and text} | own


def _where(document: Document, places: Iterable[int]) -> dict[str, str]:
    """The page and the line of the first of some places, and the printed words; "…" where others stand between them."""
    at = sorted(places)
    if not at:
        return {"reading_id": key_of("")}
    line = document.lines[bisect.bisect_right(document.starts, at[0]) - 1]
    said = document.text[at[0]]
    for last, place in pairwise(at):
        between = document.text[last + 1 : place]
        apart = _closing(said, between) + " … "
        said += (apart if re.search(r"\w", between) else re.sub(r"\s+", " ", between)) + document.text[place]
    words = said.strip()
    words += _closing(words, document.text[at[-1] + 1 : at[-1] + 2])
    return {"page": str(line.page), "line": str(line.number), "words": words, "reading_id": key_of(words)}


def _closing(said: str, behind: str) -> str:
    """The bracket behind words that closes one in them."""
    pairs = (pair for pair in ("()", "[]") if behind[:1] == pair[1] and said.count(pair[0]) > said.count(pair[1]))
    return "".join(pair[1] for pair in pairs)


def key_of(words: str) -> str:
    """What a confirmation is kept under: the hash of the printed words, whatever stands between them."""
    return hashlib.sha256(" ".join(re.findall(r"\w+", words.casefold())).encode("utf-8")).hexdigest()[:16]


READINGS, UNREAD_LINES, DOCUMENTS = "Readings", "Unread", "Documents"
_HOW = (
    f"1. {READINGS}: compare each row with the document. Correct what is wrong; empty the cell doubts once settled.",
    "2. Write no in keep beside whoever is not on the board. Add whoever is missing in a row below: the name at least.",
    f"3. {UNREAD_LINES}: beside a line that names somebody write the name; the others may stay as they are.",
    f"4. {DOCUMENTS}: write the area (lep), the body and the day of the list; say full where it is the whole board.",
    "5. Sign there: signed_by and signed_on. Leave the headings and the names of the sheets as they are.",
)
_HEAD = ("keep", "doubts", "document", "section", *_FIELDS, *_PLACE)
_CARD = (
    "document", "lep", "body", "date", "date_printed", "list_completeness", "title", "source_url", "source_kind",
    "signed_by", "signed_on", "people", "doubtful", "unread", "ignored", "what to know", "sha256",
)  # fmt: skip
_WIDTHS = {"doubts": 34, "document": 22, "person_name": 24, "title": 34, "words": 60, "what to know": 60}
_WIDTHS |= dict.fromkeys(("job_title", "organisation"), 28)
# A word of a doubt, and the column that it is about.
_ABOUT = {"name": "person_name", "capital": "person_name", "title": "honorific", "post": "job_title"}
_ABOUT["organisation"] = "organisation"
KEPT = (*BOARD_COLUMNS, "letters", "gender_as_published", "start_date", "end_date", *_PLACE)  # by a board of a reading


def review_workbook(frame: pd.DataFrame, confirmed: Mapping[str, Mapping[str, str]] | None = None) -> bytes:
    """The workbook for whoever confirms; what is `confirmed` by its `reading_id` is not asked again."""
    rows: list[dict[Any, Any]] = []
    known, cards = confirmed or {}, frame.attrs["documents"]
    for row in row_dicts(frame):
        before = known.get(row["reading_id"])
        settled = {"reading": READ, "doubts": ""} | {name: before.get(name, "") for name in _FIELDS} if before else {}
        rows.append({**row, **settled, "keep": "yes"})
    by_hand = {"reading": READ, "document": cards[0]["document"], "keep": "yes", "doubts": "was written by hand before"}
    rows += [{**row, **by_hand} for row in known.values() if not row["words"]]  # and so read nowhere
    read = sorted((row for row in rows if row["reading"] == READ), key=lambda row: (not row["doubts"], row["document"]))
    unread = [{**row, "keep": "", "section": ""} for row in rows if row["reading"] == UNREAD]
    how = Sheet("How to", [["How to confirm what was read"], *([line] for line in _HOW)], [110])
    return workbook([how, _readings(READINGS, read), _readings(UNREAD_LINES, unread), _documents(cards)])


def _readings(title: str, rows: Sequence[Mapping[str, str]]) -> Sheet:
    table = [list(_HEAD), *([row.get(name, "") for name in _HEAD] for row in rows)]
    doubted = [(at, row["doubts"]) for at, row in enumerate(rows, start=2) if title == READINGS and row["doubts"]]
    about = [(at, {name for word, name in _ABOUT.items() if word in doubts}) for at, doubts in doubted]
    marked = [f"{_letter(name)}{at}" for at, names in about for name in {"doubts", *names}]
    lists = {"keep": ("yes", "no"), "role": ROLES, "status": STATUSES, "attendance": [one for one in ATTENDANCE if one]}
    last = max(len(table), 2)
    downs = [DropDown(f"{_letter(name)}2:{_letter(name)}{last}", tuple(words)) for name, words in lists.items()]
    widths = [_WIDTHS.get(name, 12) for name in _HEAD]
    return Sheet(title, table, widths, frozen=True, coloured=dict.fromkeys(marked, LOOKED_AT), drop_downs=downs)


def _letter(name: str, head: Sequence[str] = _HEAD) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[head.index(name)]


def _documents(cards: Iterable[Mapping[str, Any]]) -> Sheet:
    told = ({**card, "what to know": " ".join(card["notes"])} for card in cards)
    table = [list(_CARD), *([str(card.get(name, "")) for name in _CARD] for card in told)]
    asked = ("lep", "body", "date", "signed_by", "signed_on")
    fill = [f"{_letter(name, _CARD)}{at}" for at in range(2, len(table) + 1) for name in asked]
    place = _letter("list_completeness", _CARD)
    kinds = DropDown(f"{place}2:{place}{len(table)}", tuple(word for word in COMPLETENESS if word != "assembled"))
    widths = [_WIDTHS.get(name, 14) for name in _CARD]
    return Sheet(DOCUMENTS, table, widths, frozen=True, fill_in=fill, drop_downs=[kinds])


def confirmed_board(path: str | os.PathLike[str]) -> pd.DataFrame:
    """The board file that a signed review workbook makes: the rows kept, as the person left them."""
    file = Path(path).name
    sheets = _sheets(path, file)
    cards = {row["document"]: row for row in sheets[DOCUMENTS] if row["document"]}
    rows = [(sheet, _understood(row, sheet, cards)) for sheet in (READINGS, UNREAD_LINES) for row in sheets[sheet]]
    kept = [row for _, row in rows if _KEEPS.get(row["keep"].casefold())]
    used = {row["document"] for row in kept}
    faults = [fault for name, card in cards.items() if name in used for fault in _unsigned(file, card)]
    for sheet, row in rows:
        if row["keep"].casefold() not in _KEEPS or (row in kept and not row["person_name"].strip()):
            name, expected = "keep", "yes beside a name, or no"
            remedy = "write yes and the name of whoever is on the board, else no"
        elif row in kept and row["document"] not in cards:
            name, expected = "document", f"a document of the sheet {DOCUMENTS}"
            remedy = "write which one it is, or put its row there back"
        else:
            continue
        faults.append(Fault(file, int(row["row"]), f"{name} (the sheet {sheet})", quoted(row[name]), expected, remedy))
    if not kept and not faults:
        expected, remedy = "yes beside each person who is on the board", "write yes in the column keep"
        faults = [Fault(file, None, "keep", "no row to keep", expected, remedy)]
    if faults:
        raise InputFaults(faults)
    return _board([_board_row(row, cards[row["document"]]) for row in kept])


def _understood(row: dict[str, str], sheet: str, cards: Collection[str]) -> dict[str, str]:
    """A row with what goes without saying: the one document there is, and that a name somebody typed is kept."""
    typed = row["person_name"] and (sheet == UNREAD_LINES or not row["reading_id"])
    keep = row["keep"] or ("yes" if typed else "no" if sheet == UNREAD_LINES else "")
    return row | {"keep": keep, "document": row["document"] or (next(iter(cards)) if len(cards) == 1 else "")}


def confirm(
    reading: pd.DataFrame,
    signed_by: str,
    signed_on: str,
    lep: str = "",
    body: str = "",
    date: str = "",
    completeness: str = "",
) -> pd.DataFrame:
    """Rows of `read_documents`, compared with the document and corrected, as a board with a name under it.

    Parameters
    ----------
    reading : DataFrame
        The rows to keep, of one document; a row without a name, such as one not understood, is left out.
    signed_by, signed_on : str
        Who compared them with the document, and when.
    lep, body, date : str
        The area, the board, and the day that the list is true for; of minutes, the board and the date printed are taken
        where none is given.
    completeness : str
        Of a list of members: "full" where it is the whole board; what the reading says where it is empty.

    Returns
    -------
    DataFrame
        A board file's columns: `check` and `review_board` take it.
    """
    named = (row for row in row_dicts(reading.fillna("")) if row["person_name"])
    rows = [{str(name): str(text) for name, text in row.items()} for row in named]
    body = body or next((row["body"] for row in rows if row["section"] in MINUTES), "")
    card = {"document": "the reading", "lep": lep, "body": body, "source_url": "", "signed_by": signed_by}
    printed = rows[0]["snapshot_date"] if rows else ""
    card |= {"signed_on": signed_on, "date": date or printed, "date_printed": printed}
    if faults := list(_unsigned("confirm", card)):
        raise InputFaults(faults)
    card |= {"list_completeness": completeness} if completeness else {}
    return _board([_board_row(row, {**row, **card, "title": row["source_title"]}) for row in rows])


def _board(rows: Sequence[Mapping[str, str]]) -> pd.DataFrame:
    board = pd.DataFrame(rows, columns=[*KEPT, "source_file", "signed_by", "signed_on", "doubts"], dtype=str).fillna("")
    again = board.groupby("row_id").cumcount()  # of two people the same words may speak
    return board.assign(row_id=board["row_id"].where(again == 0, board["row_id"] + "-" + (again + 1).astype(str)))


def _board_row(row: Mapping[str, str], card: Mapping[str, str]) -> dict[str, str]:
    said = {name: row.get(name, "") for name in (*_FIELDS, *_PLACE, "doubts")}
    said |= {name: card[name] for name in ("lep", "body", "source_url", "source_kind", "signed_by")}
    said |= {"source_file": row["document"], "row_id": row["reading_id"], "source_title": card["title"]}
    said["reading_id"] = row["reading_id"] or key_of(row["person_name"])  # of one whom somebody typed
    said |= {"snapshot_date": read_date(card["date"]), "date_basis": basis_of(card["date"], card["date_printed"])}
    return said | {"signed_on": read_date(card["signed_on"]), "list_completeness": card["list_completeness"]}


def basis_of(day: str, printed: str) -> str:
    """How a date is known: as the document prints it, or because somebody says so."""
    return "none" if not day else "printed" if read_date(day) == printed else "inferred"


def hashes_of(path: str | os.PathLike[str]) -> set[str]:
    """The hashes of the documents that a review workbook was read from; none of any other file."""
    try:
        return {row["sha256"] for row in _sheets(path, Path(path).name)[DOCUMENTS]}
    except InputFaults:
        return set()


def earlier_confirmations(path: str | os.PathLike[str]) -> dict[str, dict[str, str]]:
    """The rows that a person kept in an earlier review, by the hash of their printed words."""
    rows = row_dicts(confirmed_board(path))
    return {str(row["reading_id"]): {str(name): str(text) for name, text in row.items()} for row in rows}


def _unsigned(file: str, card: Mapping[str, str]) -> Iterator[Fault]:
    where = f"{DOCUMENTS}, {card['document']}"
    if not card["signed_by"].strip():
        expected = "who has compared the readings with the document"
        yield Fault(file, None, f"signed_by ({where})", "no name", expected, "sign it with your name")
    for name in ("date", "signed_on"):
        try:
            if not read_date(card[name]) and name == "signed_on":
                yield Fault(file, None, f"{name} ({where})", "no date", "the day of signing", "write it as 2026-03-31")
        except DateError as error:
            yield Fault(file, None, f"{name} ({where})", f"'{card[name]}'", error.expected, error.remedy)


def _sheets(path: str | os.PathLike[str], file: str) -> dict[str, list[dict[str, str]]]:
    """Each sheet of a review workbook, its rows under the headings of the first, each with its `row` in the sheet."""
    document = open_document(path)
    if document.unreadable:
        raise InputFaults([as_fault(document)])
    found, lost = {}, list[tuple[int, str, str]]()
    for grid in read_sheets(Path(path).read_bytes(), {}) if document.kind == "sheet" else ():
        plain = [(line, [" ".join(cell.split()) for cell in cells]) for line, cells in grid.rows]
        (top, head), *body = plain or [(1, list[str]())]
        wanted = _CARD if grid.sheet == DOCUMENTS else _HEAD if grid.sheet in (READINGS, UNREAD_LINES) else ()
        older = ("date_printed", *(() if {*_SINCE} & {*head} else _SINCE))  # is not in those written before
        lost += [(top, grid.sheet, name) for name in wanted if name not in (*head, *older)]
        empty = dict.fromkeys(head, "")
        rows = [{**empty, **dict(zip(head, row, strict=False)), "row": str(line)} for line, row in body if any(row)]
        found[grid.sheet] = [{"date_printed": row.get("date", ""), **row} for row in rows]
    missing = [name for name in (READINGS, UNREAD_LINES, DOCUMENTS) if name not in found]
    if missing:
        expected = f"the sheets {READINGS}, {UNREAD_LINES} and {DOCUMENTS}"
        remedy = "make it anew with `lepdata read FILE -o OUT.xlsx`"
        raise InputFaults([Fault(file, None, "", f"no sheet called {missing[0]}", expected, remedy)])
    if lost:
        expected, remedy = "every heading as lepdata wrote it", "write the heading back over its column"
        raise InputFaults([Fault(file, at, sheet, f"no heading {name}", expected, remedy) for at, sheet, name in lost])
    return found
