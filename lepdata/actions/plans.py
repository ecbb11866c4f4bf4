"""Improvement plans and the reports on them: shipped, or from anybody's file with every fault in its place."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import zip_longest
from pathlib import Path

import pandas as pd

from lepdata.actions.plan_document import LABELS, document_lines
from lepdata.change.action_plan import DRAFTED, LETTERS, MILESTONE, PUBLISHED, Item, Plan, columns, is_period, period_of
from lepdata.dates import DONE_ALREADY, When, interval, quarter_days, read_when
from lepdata.errors import Fault, InputFaults, UsageError, near_matches, quoted, unknown
from lepdata.files import inert, published, write_atomically
from lepdata.read.grid import Grid, Wanted, read_grids, refused
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import find_lep, slug
from lepdata.vocabulary import MAIN_BOARD, OTHER_KIND, body_kind

FICTIONAL_LEP = "Exampleshire"
STATUSES = ("not started", "under way", "done", "late", "dropped")
NOT_STARTED, _, DONE, _, DROPPED = STATUSES
_INDEX, _FICTIONAL_INDEX = "plans/plans.csv", "demonstration/plans.csv"
_SHIPPED_UPDATES = {"exampleshire-2023": "demonstration/exampleshire-plan-2023-updates.csv"}
_ENDINGS = (".csv", ".xlsx", ".docx")
_KEY = "item_id"
_OF_THE_PLAN = ("plan_id", "lep", "body", "title", "period")  # one value for the whole file
_OF_AN_ITEM = tuple(name for name in Item._fields if name != "when")
_OTHER = {"plan": "update", "update": "plan"}
_WRITE = {"plan": "draft one with `lepdata plan draft`", "update": "write one with `lepdata plan update`"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-(\d\d) Q([1-4])", re.ASCII)
_A_NAME = re.compile(r"@|^(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|cllr|councillor) ", re.IGNORECASE)
_Columns = dict[str, list[str]]
_Wrong = tuple[str, str, str]  # the column, what was expected, and what to do
_NEVER = ("", "")


# --- plans


def published_plans() -> list[Plan]:
    """The improvement plans that LEPs published, transcribed; the fictional one is not among them."""
    return list(_shelf(_INDEX))


def demonstration_plans() -> list[Plan]:
    """The plans of the fictional area, which show how a plan is followed."""
    return list(_shelf(_FICTIONAL_INDEX))


def find_plan(name: str | os.PathLike[str]) -> Plan:
    """A shipped plan by its id or by a name of its LEP, or a plan file by its path.

    Examples
    --------
    >>> find_plan("lancashire-2019").title, find_plan("SELEP").plan_id
    ('Lancashire improvement plan 2019', 'south-east-2019')
    """
    text = str(name)
    shipped = {plan.plan_id: plan for plan in (*published_plans(), *demonstration_plans())}
    if text.strip().casefold() in shipped:
        return shipped[text.strip().casefold()]
    if Path(text).suffix.casefold() in _ENDINGS:
        return read_plan(text)
    try:
        lep = slug(find_lep(text))
    except UsageError:
        lep = slug(text)
    own = [plan for plan in shipped.values() if slug(plan.lep) == lep]
    if not own:
        raise unknown("plan", text, [*shipped, *(plan.lep for plan in shipped.values())])
    return max(own, key=lambda plan: plan.period)


def read_plan(path: str | os.PathLike[str]) -> Plan:
    """Read a plan that somebody wrote or edited: CSV, XLSX, or DOCX in the layout that a draft is written in.

    Raises
    ------
    InputFaults
        With every fault and its cell: a column that is missing, a body that nobody knows, two rows of one id, words of
        a milestone's date that no rule reads, a milestone that ends before it begins.
    """
    path = Path(path)
    return _plan(_of_document(path) if path.suffix.casefold() == ".docx" else _read_rows(path, "plan"), {})


@lru_cache(maxsize=4)
def _shelf(index: str) -> tuple[Plan, ...]:
    cards = ({str(name): str(text) for name, text in card.items()} for card in read_raw(index).to_dict("records"))
    return tuple(_plan(_shipped(card["file"], "plan"), card) for card in cards)


def _plan(rows: _Rows, card: Mapping[str, str]) -> Plan:
    """The plan that rows hold; `card` tells what is known of a shipped one."""
    first = {name: cells[0] for name, cells in rows.columns.items()}
    kind = card.get("kind", DRAFTED)
    period = card.get("period", "") or period_of(first["period"], first["title"], first["plan_id"])
    whens = [read_when(text, period) for text in rows.columns["when_as_published"]]
    # The dates of a published plan stay as they were published, readable or not.
    rows.refuse([*rows.faults, *_plan_faults(rows, whens, strict=kind != PUBLISHED)])
    return Plan(
        plan_id=first["plan_id"],
        lep=_known_lep(first["lep"]),
        body=first["body"] or MAIN_BOARD,
        title=first["title"] or f"Improvement plan {first['plan_id']}",
        kind=kind,
        period=period,
        published=card.get("published", ""),
        source=card.get("source_title", "") or first["source"],
        source_url=card.get("source_url", ""),
        items=tuple(map(Item._make, zip(*(rows.columns[name] for name in _OF_AN_ITEM), whens, strict=True))),
        note=card.get("note", ""),
    )


# --- reports


def no_updates() -> pd.DataFrame:
    """A table of reports without a row."""
    return pd.DataFrame(columns=list(columns("update")), dtype="str")


def read_updates(path: str | os.PathLike[str], plan: Plan) -> pd.DataFrame:
    """Read the quarterly reports on a plan, CSV or XLSX; "" gives those that ship with it, if any.

    Raises
    ------
    InputFaults
        With every fault and its cell: an item that the plan does not have, a status that does not exist, a date in
        words or one that no day has, dates out of order, something finished before it began, a writer's name.

    Examples
    --------
    >>> len(read_updates("", find_plan("lancashire-2019"))), len(read_updates("", find_plan("exampleshire-2023")))
    (0, 23)
    """
    if str(path):
        return _checked(_read_rows(Path(path), "update"), plan)
    if plan.fictional and plan.plan_id in _SHIPPED_UPDATES:
        return _checked(_shipped(_SHIPPED_UPDATES[plan.plan_id], "update"), plan)
    return no_updates()


def append_update(path: str | os.PathLike[str], plan: Plan, update: Mapping[str, str]) -> pd.DataFrame:
    """Append one report (column to text) to a CSV file, made if it is not there; what stands there is never changed.

    Returns all reports, the new one last. Where the file, or the report beside what stands there, has faults, nothing
    is written.
    """
    path, names = Path(path), columns("update")
    for name in update:
        if name not in names:
            raise unknown("column of an update", name, names)
    row = dict.fromkeys(names, "") | {"plan_id": plan.plan_id} | dict(update)
    if path.suffix.casefold() != ".csv":
        remedy = "save the updates as CSV UTF-8; a workbook can be read, but rows are appended to a CSV file"
        raise refused(path.name, "not a .csv file", "a .csv file", remedy)
    before = path.read_bytes() if path.exists() else b""
    if not before.strip():
        before = (",".join(names) + "\n").encode()
        there, headings = _Rows(path.name, {name: [] for name in names}), list(names)
    else:
        there = _read_rows(path, "update")
        table = csv.reader(io.StringIO(before.decode("utf-8-sig"), newline=""))
        headings = next((cells for cells in table if _KEY in map(_heading, cells)), [])
    last = there.places[-1][0] if there.places else 1
    together = {name: [*there.columns[name], row[name]] for name in names}
    whole = _Rows(path.name, together, [*there.places, (last + 1, "")])
    whole.refuse([*_lost(path.name, headings, row), *_update_faults(whole, plan)])
    write_atomically(path, before + (b"" if before.endswith(b"\n") else b"\n") + _line(headings, row))
    return _frame(whole)


def _checked(rows: _Rows, plan: Plan) -> pd.DataFrame:
    rows.refuse(_update_faults(rows, plan))
    return _frame(rows)


def _frame(rows: _Rows) -> pd.DataFrame:
    return pd.DataFrame(rows.columns, dtype="str")


def _lost(file: str, headings: Sequence[str], row: Mapping[str, str]) -> Iterator[Fault]:
    """What the file has no column for."""
    named = set(map(_heading, headings))
    for name, value in row.items():
        if value and name not in named:
            remedy = "add the column, and save the file as CSV UTF-8 with commas between the cells"
            yield Fault(file, 1, name, "no such column between commas", f"a column {name}", remedy)


def _line(headings: Sequence[str], row: Mapping[str, str]) -> bytes:
    text = io.StringIO()
    cells = (inert(row.get(_heading(heading), "")) for heading in headings)
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().encode()


# --- rows of a file


@dataclass(frozen=True)
class _Rows:
    """The rows of a plan or of reports on it: text by column, each with its line and, in a document, its place."""

    file: str
    columns: _Columns
    places: Sequence[tuple[int, str]] = ()
    faults: Sequence[Fault] = ()

    def fault(self, at: int, column: str, expected: str, remedy: str, doubt: str = "") -> Fault:
        """What is wrong in one cell; `at` counts the rows from 0."""
        line, place = self.places[at]
        text = self.columns[column][at]
        found = (quoted(text) if text else "an empty cell") + (f" ({doubt})" if doubt else "")
        if place and column in LABELS:  # a document says it once of the whole plan
            return Fault(self.file, None, LABELS[column], found, expected, remedy)
        return Fault(self.file, line, place or column, found, expected, remedy)

    def refuse(self, faults: Sequence[Fault]) -> None:
        """Raise all faults, in the order of their rows, if there are any."""
        if faults:
            raise InputFaults(sorted(faults, key=lambda fault: fault.row or 0))


def _shipped(file: str, table: str) -> _Rows:
    frame = read_raw(file).reindex(columns=list(columns(table)), fill_value="")
    cells = {str(name): frame[name].tolist() for name in frame}
    return _Rows(file, cells, [(line, "") for line in range(2, len(frame) + 2)])


def _of_document(path: Path) -> _Rows:
    lines, faults = document_lines(path)
    cells = {name: [line.row.get(name, "") for line in lines] for name in columns("plan")}
    return _Rows(path.name, cells, [(line.number, line.place) for line in lines], faults)


def _read_rows(path: Path, table: str) -> _Rows:
    """A CSV or XLSX file as rows of a plan ("plan") or of reports ("update"), or every fault of the table itself."""
    holds = "headings and a row for each item"
    wanted = Wanted("a file", holds, _WRITE[table], lambda cell: _heading(cell) == _KEY)
    grid = _chosen(path.name, read_grids(path, wanted), table)
    head = grid.head or 0
    if len(grid.rows) < head + 2:
        raise refused(path.name, "no row of data", holds, _WRITE[table])
    (line, headings), body = grid.rows[head], grid.rows[head + 1 :]
    names = [_heading(cell) for cell in headings]
    faults = [fault for fault in grid.faults if (fault.row or 0) >= line]
    faults += [*_heading_faults(path.name, line, names, table), *_too_long(path.name, len(names), body)]
    if faults:
        raise InputFaults(faults)
    blank = ("",) * len(body)
    across = dict(zip(names, zip_longest(*(cells for _, cells in body), fillvalue=""), strict=False))
    cells = {name: _clean(across.get(name, blank)) for name in columns(table)}
    return _Rows(path.name, cells, [(number, "") for number, _ in body])


def _clean(cells: Sequence[str]) -> list[str]:
    return list(map(str.strip, map(published, cells) if "'" in "".join(cells) else cells))


def _heading(cell: str) -> str:
    """A heading as the columns are called: "Item ID" is item_id."""
    return "_".join(cell.replace("_", " ").casefold().split())


def _chosen(file: str, grids: list[Grid], table: str) -> Grid:
    """The one sheet with the headings; a drafted plan has a sheet for its reports too."""
    found = [grid for grid in grids if grid.head is not None]
    if len(found) > 1:
        found = [grid for grid in found if not _is_whole(grid, _OTHER[table])] or found
    if len(found) == 1:
        return found[0]
    if not found and len(grids) == 1 and not grids[0].sheet:  # a CSV file: what its headings lack is told
        return grids[0]
    what = f"{len(found)} sheets with a column item_id" if found else "no sheet with a column item_id"
    raise refused(file, what, "one", "leave the sheet that is meant, with its headings")


def _is_whole(grid: Grid, table: str) -> bool:
    """Whether a sheet has every column that a table must have."""
    return set(columns(table, required=True)) <= set(map(_heading, grid.rows[grid.head or 0][1]))


def _heading_faults(file: str, line: int, names: list[str], table: str) -> Iterator[Fault]:
    for name in columns(table, required=True):
        if name not in names:
            near = near_matches(name, filter(None, names), 1)
            remedy = f"call {quoted(near[0])} {name}" if near else "add it; rules/plans/columns.csv says what it holds"
            yield Fault(file, line, name, "no such column", f"a column {name}", remedy)
    for name in columns(table):
        if (count := names.count(name)) > 1:
            yield Fault(file, line, name, f"{count} columns of this name", "one", "keep the one that is meant")


def _too_long(file: str, width: int, body: Sequence[tuple[int, tuple[str, ...]]]) -> Iterator[Fault]:
    """_Rows with more cells than headings, of which any may stand in the wrong place."""
    for line, cells in body:
        if len(cells) > width and any(cells[width:]):
            expected = f"{width}, as many as there are headings"
            remedy = "put a text with a comma in it in quotation marks"
            yield Fault(file, line, "", f"{len(cells)} cells", expected, remedy)


# --- what is wrong with a plan


def _plan_faults(rows: _Rows, whens: list[When], strict: bool) -> Iterator[Fault]:
    yield from _several(rows)
    yield from _body_faults(rows)
    first: dict[str, int] = {}
    own = (rows.columns[name] for name in ("plan_id", "improvement", "kind", "text", _KEY))
    for at, ((plan_id, number, kind, text, item), when) in enumerate(zip(zip(*own, strict=True), whens, strict=True)):
        for wrong in _item_wrong(plan_id, number, kind, text, item):
            yield rows.fault(at, *wrong)
        if (other := first.setdefault(item, at)) != at:
            expected = f"an id of its own: row {rows.places[other][0]} has it already"
            yield rows.fault(at, _KEY, expected, "give one of the two the next free number")
        if strict and _is_doubtful(when, kind):
            remedy = "write a date such as 'by June 2023' or 'on 14 June 2023', or leave it empty"
            yield rows.fault(at, "when_as_published", "words that name one time", remedy, when.doubt)


def _several(rows: _Rows) -> Iterator[Fault]:
    for name in _OF_THE_PLAN:
        first, *others = rows.columns[name]
        other = next((at for at, text in enumerate(others, start=1) if text != first), None)
        if other is not None:
            expected = f"{quoted(first)}, as in row {rows.places[0][0]}: one plan in one file"
            yield rows.fault(other, name, expected, "give each plan a file of its own")


def _body_faults(rows: _Rows) -> Iterator[Fault]:
    """What is wrong with what is said once of the whole plan."""
    lep, body, period = (rows.columns[name][0] for name in ("lep", "body", "period"))
    try:
        name = _known_lep(lep)
    except UsageError as error:
        yield rows.fault(0, "lep", "a LEP that the register knows", str(error).rstrip(".?"))
    else:
        if not _is_known(name, body):
            expected = f"the main board, or a body of {name} of which a list was published"
            yield rows.fault(0, "body", expected, "correct it, or leave it empty for the main board")
    if period and not is_period(period):
        remedy = "write it as 2023-04/2024-03, or leave it empty"
        yield rows.fault(0, "period", "two dates in order, parted by /", remedy)


def _known_lep(lep: str) -> str:
    """The LEP's name in the register, or the fictional area."""
    return FICTIONAL_LEP if lep.casefold() == FICTIONAL_LEP.casefold() else find_lep(lep)


@cache
def _is_known(lep: str, body: str) -> bool:
    if body in ("", MAIN_BOARD) or body_kind(body) != OTHER_KIND:
        return True
    return lep != FICTIONAL_LEP and body in set(read_raw(f"boards/{slug(lep)}.csv")["body"])


def _item_wrong(plan_id: str, number: str, kind: str, text: str, item: str) -> Iterator[_Wrong]:
    if kind not in LETTERS:
        yield "kind", "kpi, milestone or monitoring", "choose one of them"
    if not text:
        yield "text", "what is promised", "say it, or delete the row"
    if not _is_number(number) or int(number) < 1:
        yield "improvement", "a whole number from 1", "number the improvement"
    begin = f"{plan_id}/{number}.{LETTERS.get(kind, '')}"
    if not item.startswith(begin) or not _is_number(item[len(begin) :]):
        yield _KEY, f"{begin} and a number", "make plan, improvement, kind and id agree"


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _is_doubtful(when: When, kind: str) -> bool:
    """Of a KPI or a monitoring measure words that no rule reads are let be, being no date."""
    return bool(when.doubt) and when.kind != DONE_ALREADY and (bool(when.rule) or kind == MILESTONE)


# --- what is wrong with reports


def _update_faults(rows: _Rows, plan: Plan) -> list[Fault]:
    items = {item.item_id for item in plan.items}
    last: dict[str, str] = {}
    not_begun: dict[str, str] = {}
    faults: list[Fault] = []
    names = ("plan_id", _KEY, "quarter", "reported_on", "status", "done_on", "moved_to", "written_by")
    own = zip(*(rows.columns[name] for name in names), strict=True)
    for at, (plan_id, item, quarter, day, status, done, moved, writer) in enumerate(own):
        is_day = _is_day(day)
        wrong = [*_of_what(plan_id, item, status, plan, items), *_reported(quarter, day, is_day, last.get(item, ""))]
        if is_day:
            last[item] = max(day, last.get(item, ""))
            if status == NOT_STARTED:
                not_begun[item] = day
        if moved and ((when := read_when(moved, plan.period)).doubt or not when.last):
            expected = "words that name one time, such as 'by June 2023'"
            wrong.append(("moved_to", expected, "write a date that rules/plans/date_words.csv reads"))
        if done or status == DONE:
            wrong += _ended(status, done, day if is_day else "", not_begun.get(item, ""))
        faults += [rows.fault(at, *one) for one in wrong]
        if not writer or _A_NAME.search(writer):
            fault = rows.fault(at, "written_by", "a role, such as Secretary", "write who it is by office")
            # A name is not told again.
            faults.append(replace(fault, found="what looks like a person's name or address") if writer else fault)
    return faults


def _of_what(plan_id: str, item: str, status: str, plan: Plan, items: set[str]) -> Iterator[_Wrong]:
    if plan_id != plan.plan_id:
        yield "plan_id", quoted(plan.plan_id), "keep each plan's updates apart"
    elif item not in items:
        near = near_matches(item, items, 1)
        remedy = f"write {quoted(near[0])}, if that is meant" if near else "take the id from the plan"
        yield _KEY, f"an item of {plan.plan_id}", remedy
    if status not in STATUSES:
        yield "status", "one of: " + ", ".join(STATUSES), "choose one of them"


def _reported(quarter: str, day: str, is_day: bool, last: str) -> Iterator[_Wrong]:
    """Quarter and day: of one item the reports go forward in time; `last` is the day of the one above."""
    begin = _first_day(quarter)
    if not begin:
        expected = "a quarter such as 2023-24 Q1 (April to June 2023)"
        yield "quarter", expected, "write the financial year and the quarter"
    if not is_day:
        yield "reported_on", "a day such as 2023-07-05", "write the day in figures"
    elif begin and day < begin:
        yield "reported_on", f"a day from {begin} on, when {quarter} begins", "correct the day or the quarter"
    if is_day and day <= last:
        expected = f"a day after {last}, that of the report above on the same item"
        yield "reported_on", expected, "append reports in the order they were made"


@lru_cache(maxsize=1024)
def _first_day(quarter: str) -> str:
    found = _QUARTER.fullmatch(quarter)
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        return ""
    return quarter_days(int(found[1]), int(found[3]))[0].isoformat()


@lru_cache(maxsize=65536)
def _days(text: str) -> tuple[str, str]:
    """The first and the last day of an ISO date; of what is none, `_NEVER`."""
    try:
        return interval(text) or _NEVER
    except ValueError:
        return _NEVER


def _is_day(text: str) -> bool:
    return bool(_DAY.fullmatch(text)) and _days(text) != _NEVER


def _ended(status: str, done: str, day: str, not_begun: str) -> Iterator[_Wrong]:
    """The day of finishing, beside the day of the report and that on which it was not yet begun; "" for none."""
    first, last = _days(done)
    if (status == DONE) != bool(done):
        expected = "the day it was done" if status == DONE else f"nothing, since the status is {quoted(status)}"
        yield "done_on", expected, "make the status and the day agree"
    elif not first:
        yield "done_on", "a date such as 2023-06-20 or 2023-06", "write the date in figures"
    elif last < not_begun:
        expected = f"a date after {not_begun}, when it was reported as not started"
        yield "done_on", expected, "something cannot be finished before it began: correct one"
    elif day and first > day:
        yield "done_on", f"a date not after the report's, {day}", "correct one of the two"
