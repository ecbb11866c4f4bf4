"""Improvement plans and the reports on them: shipped, or from anybody's file with every fault in its place."""

import csv
import io
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from lepdata import display, files, vocabulary
from lepdata.change import action_plan
from lepdata.change.action_plan import KPI, LETTERS, MILESTONE, MONITORING, Item, Plan, columns
from lepdata.dates import DONE_ALREADY, When, days_of, read_when
from lepdata.errors import Fault, InputFaults, UsageError, near_matches, quoted, refuse_all, refused, unknown
from lepdata.headed import Column, heading_key, heads
from lepdata.read import board
from lepdata.read.grid import Wanted
from lepdata.read.opening import read_declared
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import find_area, slug

STATUSES = ("not started", "under way", "done", "late", "dropped")
NOT_STARTED, _, DONE, _, DROPPED = STATUSES
_SHIPPED_UPDATES = "demonstration/exampleshire-plan-2023-updates.csv"  # on the fictional plan
_KEY = "item_id"
_WRITE = {"plan": "draft one with `lepdata plan draft`", "update": "write one with `lepdata plan update`"}
_HOLDS = "headings and a row for each item"
_QUARTER = re.compile(r"\d{4}-\d\d Q[1-4]", re.ASCII)
_A_NAME = re.compile(r"@|^(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|cllr|councillor) ", re.IGNORECASE)
# What the table "About this plan" calls what it says: first what is read back, then what is only shown.
LABELS = {"plan_id": "Plan", "lep": "LEP", "body": "Body", "title": "Title", "period": "Time", "source": "Made from"}
FURTHER_LABELS = {"source_url": "The list", "note": "Bear in mind"}


class Entry(NamedTuple):
    """An item of a plan, or a report on one: text by column, the file and row, and in a document the place in it."""

    file: str
    row: int
    cells: Mapping[str, str]
    place: str = ""

    def fault(self, column: str, expected: str, remedy: str, doubt: str = "") -> Fault:
        text = self.cells[column]
        found = (quoted(text) if text else "an empty cell") + (f" ({doubt})" if doubt else "")
        if self.place and column in LABELS:  # a document says it once of the whole plan
            return Fault(self.file, None, LABELS[column], found, expected, remedy)
        return Fault(self.file, self.row, self.place or column, found, expected, remedy)


@cache
def shipped_plans() -> tuple[Plan, ...]:
    """The improvement plans that LEPs published, transcribed, and the fictional one, last."""
    indexes = ("plans/plans.csv", "demonstration/plans.csv")
    cards: list[Any] = [card for index in indexes for card in display.row_dicts(read_raw(index))]
    return tuple(_plan(_shipped(card["file"], "plan"), [], card) for card in cards)


def find_plan(name: str | os.PathLike[str]) -> Plan:
    """A shipped plan by its id or by a name of its LEP, or a plan file by its path."""
    text = str(name)
    shipped = {plan.plan_id: plan for plan in shipped_plans()}
    if found := shipped.get(text.strip().casefold()):
        return found
    if Path(text).suffix.casefold() in (".csv", ".xlsx", ".docx"):
        return read_plan(text)
    with suppress(UsageError):
        text = find_area(text)
    own = [plan for plan in shipped.values() if slug(plan.lep) == slug(text)]
    if not own:
        raise unknown("plan", str(name), [*shipped, *(plan.lep for plan in shipped.values())])
    return max(own, key=lambda plan: plan.period)


def read_plan(path: str | os.PathLike[str]) -> Plan:
    """Read a plan that somebody wrote or edited: CSV, XLSX, or DOCX in the layout that a draft is written in."""
    path = Path(path)
    lines, faults = _document_lines(path) if path.suffix.casefold() == ".docx" else (_read_lines(path, "plan"), [])
    return _plan(lines, faults, {})


def _plan(lines: list[Entry], faults: list[Fault], card: Mapping[str, str]) -> Plan:
    """The plan that lines hold; `card` tells what is known of a shipped one."""
    first = lines[0].cells
    kind = card.get("kind", action_plan.DRAFTED)
    period = card.get("period", "") or action_plan.period_of(first["period"], first["title"], first["plan_id"])
    whens = [read_when(one.cells["when_as_published"], period) for one in lines]
    promised = itemgetter(*Item._fields[:-1])
    # The dates of a published plan stay as they were published, readable or not.
    _refuse([*faults, *_about_faults(lines), *_item_faults(lines, whens, strict=kind != action_plan.PUBLISHED)])
    return Plan(
        plan_id=first["plan_id"],
        lep=find_area(first["lep"]),
        body=first["body"] or vocabulary.MAIN_BOARD,
        title=first["title"] or f"Improvement plan {first['plan_id']}",
        kind=kind,
        period=period,
        published=card.get("published", ""),
        source=card.get("source_title", "") or first["source"],
        source_url=card.get("source_url", ""),
        items=tuple(Item._make([*promised(one.cells), when]) for one, when in zip(lines, whens, strict=True)),
        note=card.get("note", ""),
    )


def read_updates(path: str | os.PathLike[str], plan: Plan) -> pd.DataFrame:
    shipped = _shipped(_SHIPPED_UPDATES, "update") if plan.fictional and not str(path) else []
    return _reports(_read_lines(Path(path), "update") if str(path) else shipped, plan)


def append_update(path: str | os.PathLike[str], plan: Plan, update: dict[str, str]) -> pd.DataFrame:
    """Append one report to a CSV file, unless either has faults, and return all; what stands there is never changed."""
    path, names = Path(path), columns("update")
    if strange := [name for name in update if name not in names]:
        raise unknown("column of an update", strange[0], names)
    if path.suffix.casefold() != ".csv":
        remedy = "save the updates as CSV UTF-8; a workbook can be read, but rows are appended to a CSV file"
        raise refused(path.name, "not a .csv file", "a .csv file", remedy)
    with files.locked(path.parent):  # two reports at once: the second is told
        before = path.read_bytes() if path.exists() else b""
        there = _read_lines(path, "update") if before.strip() else []
        before = before if before.strip() else (",".join(names) + "\n").encode()
        rows = csv.reader(io.StringIO(before.decode("utf-8-sig"), newline=""))
        known = {heading_key(name): name for name in names}
        named = ([known.get(heading_key(cell), cell) for cell in cells] for cells in rows)
        headings = next((own for own in named if _KEY in own), [])
        cells = dict.fromkeys(names, "") | {"plan_id": plan.plan_id} | update
        remedy = "add the column, and save the file as CSV UTF-8 with commas between the cells"
        lost = [name for name, value in cells.items() if value and name not in headings]
        found = "no such column between commas"
        faults = [Fault(path.name, 1, name, found, f"a column {name}", remedy) for name in lost]
        new = Entry(path.name, max((one.row for one in there), default=1) + 1, cells)
        reports = _reports([*there, new], plan, faults)
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerow(files.inert(cells.get(name, "")) for name in headings)
        files.write_together({path: before + b"\n" * (not before.endswith(b"\n")) + text.getvalue().encode()})
    return reports


def _reports(lines: list[Entry], plan: Plan, faults: Iterable[Fault] = ()) -> pd.DataFrame:
    _refuse([*faults, *_update_faults(lines, plan)])
    return pd.DataFrame([one.cells for one in lines], columns=list(columns("update")), dtype="str")


# --- lines of a file


def _refuse(faults: list[Fault]) -> None:
    refuse_all(sorted(faults, key=lambda fault: fault.row or 0))


def _shipped(file: str, table: str) -> list[Entry]:
    frame = read_raw(file).reindex(columns=list(columns(table)), fill_value="")
    return [Entry(file, row, cells) for row, cells in enumerate(display.row_dicts(frame), start=2)]


def _read_lines(path: Path, table: str) -> list[Entry]:
    """The lines of a plan ("plan") or of reports ("update") in a CSV or XLSX file, or every fault of the table."""
    needed = columns(table, required=True)
    others = columns("update" if table == "plan" else "plan", required=True)  # which a drafted workbook has too
    wanted = Wanted("a file", _HOLDS, _WRITE[table], heads({*needed} - {*others}))
    names = columns(table)
    read = read_declared(path, wanted, [Column(name, name in needed) for name in names])
    _refuse(read.faults)
    file, cells_of = path.name, itemgetter(*names)
    texts = ((row, (files.published(text.strip()) for text in cells_of(own))) for row, own in read.rows)
    return [Entry(file, row, dict(zip(names, own, strict=True))) for row, own in texts]


# --- what is wrong with a plan


def _about_faults(lines: list[Entry]) -> Iterator[Fault]:
    first = lines[0]
    lep, body, period = (first.cells[name] for name in ("lep", "body", "period"))
    for name in ("plan_id", "lep", "body", "title", "period"):  # one value for the whole file
        if other := next((one for one in lines if one.cells[name] != first.cells[name]), None):
            expected = f"{quoted(first.cells[name])}, as in row {first.row}: one plan in one file"
            yield other.fault(name, expected, "give each plan a file of its own")
    try:
        lep = find_area(lep)
    except UsageError as error:
        yield first.fault("lep", "a LEP that the register knows", str(error).rstrip(".?"))
    else:
        of_its_own = vocabulary.body_kind(body or vocabulary.MAIN_BOARD) == vocabulary.OTHER_KIND
        if of_its_own and body not in board.read_raw_boards().query("lep == @lep")["body"].tolist():
            expected = f"the main board, or a body of {lep} of which a list was published"
            yield first.fault("body", expected, "correct it, or leave it empty for the main board")
    if period and not action_plan.period_of(period, "", ""):
        remedy = "write it as 2023-04/2024-03, or leave it empty"
        yield first.fault("period", "two dates in order, parted by /", remedy)


def _item_faults(lines: list[Entry], whens: list[When], strict: bool) -> Iterator[Fault]:
    first: dict[str, Entry] = {}
    names = ("plan_id", "improvement", "kind", "text", _KEY)
    for line, when in zip(lines, whens, strict=True):
        plan, number, kind, text, item = (line.cells[name] for name in names)
        begin, other = f"{plan}/{number}.{LETTERS.get(kind, '')}", first.setdefault(item, line)
        if kind not in LETTERS:
            yield line.fault("kind", "kpi, milestone or monitoring", "choose one of them")
        if not text:
            yield line.fault("text", "what is promised", "say it, or delete the row")
        if not (_is_number(number) and int(number)):
            yield line.fault("improvement", "a whole number from 1", "number the improvement")
        if not (item.startswith(begin) and _is_number(item[len(begin) :])):
            yield line.fault(_KEY, f"{begin} and a number", "make plan, improvement, kind and id agree")
        if other is not line:
            once = f"an id of its own: row {other.row} has it already"
            yield line.fault(_KEY, once, "give one of the two the next free number")
        # Of a KPI or a monitoring measure words that no rule reads are let be, being no date.
        if strict and when.doubt and when.kind != DONE_ALREADY and (when.rule or kind == MILESTONE):
            date = "write a date such as 'by June 2023' or 'on 14 June 2023', or leave it empty"
            yield line.fault("when_as_published", "words that name one time", date, when.doubt)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


_of_a_report = itemgetter("plan_id", _KEY, "status", "quarter", "reported_on", "done_on", "moved_to", "written_by")


def _update_faults(lines: list[Entry], plan: Plan) -> Iterator[Fault]:
    """Of one item the reports go forward in time, and nothing ends before it was begun."""
    items = {item.item_id for item in plan.items}
    last: dict[str, str] = {}  # for each item the day of the report above, and of the last that has it not started
    not_begun: dict[str, str] = {}
    for line in lines:
        plan_id, item, status, quarter, day, done, moved, writer = _of_a_report(line.cells)
        if plan_id != plan.plan_id:
            yield line.fault("plan_id", quoted(plan.plan_id), "keep each plan's updates apart")
        elif item not in items:
            near = near_matches(item, items, 1)
            meant = f"write {quoted(near[0])}, if that is meant" if near else "take the id from the plan"
            yield line.fault(_KEY, f"an item of {plan.plan_id}", meant)
        if status not in STATUSES:
            yield line.fault("status", "one of: " + ", ".join(STATUSES), "choose one of them")
        day = day if day and days_of(day) == (day, day) else ""
        yield from _of_its_day(line, quarter, day, last.get(item, ""))
        if day:
            last[item] = max(day, last.get(item, ""))
            if status == NOT_STARTED:
                not_begun[item] = day
        if moved and (not (when := read_when(moved, plan.period)).last or when.doubt):
            expected = "words that name one time, such as 'by June 2023'"
            yield line.fault("moved_to", expected, "write a date that rules/plans/date_words.csv reads")
        if done or status == DONE:
            yield from _of_its_end(line, status, done, day, not_begun.get(item, ""))
        if not writer or _A_NAME.search(writer):
            wrong = line.fault("written_by", "a role, such as Secretary", "write who it is by office")
            # A name is not told again.
            yield replace(wrong, found="what looks like a person's name or address") if writer else wrong


def _of_its_day(line: Entry, quarter: str, day: str, last: str) -> Iterator[Fault]:
    """Quarter and day of a report; `last` is the day of the report above on the same item."""
    begin = read_when(quarter).first if _QUARTER.fullmatch(quarter) else ""
    if not begin:
        financial = "a quarter such as 2023-24 Q1 (April to June 2023)"
        yield line.fault("quarter", financial, "write the financial year and the quarter")
    if not day:
        yield line.fault("reported_on", "a day such as 2023-07-05", "write the day in figures")
        return
    if day < begin:
        since = f"a day from {begin} on, when {quarter} begins"
        yield line.fault("reported_on", since, "correct the day or the quarter")
    if day <= last:
        after = f"a day after {last}, that of the report above on the same item"
        yield line.fault("reported_on", after, "append reports in the order they were made")


def _of_its_end(line: Entry, status: str, done: str, day: str, not_begun: str) -> Iterator[Fault]:
    """The day of finishing, beside that of the report and that on which it was not yet begun."""
    first, last = days_of(done)
    if status != DONE or not done:
        expected = "the day it was done" if status == DONE else f"nothing, since the status is {quoted(status)}"
        yield line.fault("done_on", expected, "make the status and the day agree")
    elif not first:
        yield line.fault("done_on", "a date such as 2023-06-20 or 2023-06", "write the date in figures")
    elif last < not_begun:
        expected = f"a date after {not_begun}, when it was reported as not started"
        yield line.fault("done_on", expected, "something cannot be finished before it began: correct one")
    elif day and first > day:
        yield line.fault("done_on", f"a date not after the report's, {day}", "correct one of the two")


# --- a plan in a Word document, whose tables are known by their headings: the plan, who and why, and the rest

HEADINGS = {KPI: "Improvement summary", MILESTONE: "Milestones", MONITORING: "Monitoring process"}
ITEM, ABOUT, REASONS, KPIS = "Item", "About this plan", "Who does what, and why", "KPIs:"
_DRAFT = "draft one with `lepdata plan draft -o FILE.docx`"
_LARGEST = 200_000_000  # bytes once unpacked: no plan is as large, and a small file may unpack to anything
_LABEL = re.compile(r"([0-9]+\.[a-z][0-9]+)(?:[.:)]?\s+|$)(.*)", re.DOTALL)
_Table = list[tuple[int, list[list[str]]]]  # the rows below the heading that hold anything: number, lines of each cell


def _document_lines(path: Path) -> tuple[list[Entry], list[Fault]]:
    """Read a DOCX file as a plan: its lines, and what is wrong with its tables."""
    file, (plan, reasons, about) = path.name, _tables_headed(path, HEADINGS[KPI], ITEM, ABOUT)
    lines: list[Entry] = []
    faults = list(_read_plan(file, plan, lines))
    who = {" ".join(cells[0]): {"owner": " ".join(cells[1]), "because": " ".join(cells[2])} for _, cells in reasons}
    # Of lines that cannot be read the reasons would seem to be of nothing.
    faults = faults or list(_of_nothing(file, reasons, {one.cells["item_id"] for one in lines}))
    if not lines:
        raise InputFaults(faults or [Fault(file, None, "", "a plan without a line", "at least one", _DRAFT)])
    facts = {cells[0][0]: " ".join(cells[1]) for _, cells in about if cells[0]}
    head = {name: facts.get(label, "") for name, label in LABELS.items()}
    for at, line in enumerate(lines):
        label = line.cells["item_id"]
        named = head | {"item_id": f"{head['plan_id']}/{label}"}
        cells = {**dict.fromkeys(columns("plan"), ""), **line.cells, **who.get(label, {}), **named}
        lines[at] = line._replace(cells=cells)
    return lines, faults


def _tables_headed(path: Path, *headings: str) -> Iterator[_Table]:
    import docx

    if not path.is_file():
        found = "a folder" if path.is_dir() else "no file of this name"
        raise refused(str(path), found, "a file", "check the path and the spelling")
    data = path.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _LARGEST:
                raise ValueError("too large")
        tables = docx.Document(io.BytesIO(data)).tables
    except Exception:  # a damaged document fails wherever the reader first trips over it
        what = "no Word document, or a damaged or far too large one"
        raise refused(path.name, what, "a .docx file that opens", "save it again") from None
    read = [[[*map(_lines_of, row.cells), [], [], []] for row in table.rows] for table in tables]
    for words in headings:
        own = [rows for rows in read if rows and rows[0][0] and rows[0][0][0].casefold() == words.casefold()]
        if len(own) != 1:
            what = f"{len(own)} tables" if own else "no table"
            raise refused(path.name, f"{what} headed {quoted(words)}", "one", f"keep it as it was drafted, or {_DRAFT}")
        yield [(number, cells) for number, cells in enumerate(own[0][1:], start=2) if any(cells)]


def _lines_of(cell: Any) -> list[str]:
    return list(filter(None, (" ".join(one.text.split()) for one in cell.paragraphs)))


def _read_plan(file: str, plan: _Table, lines: list[Entry]) -> Iterator[Fault]:
    """Read the rows of the plan, one for each improvement, into `lines`; what follows the first three cells is not."""
    first: dict[str, int] = {}
    for row, cells in plan:
        head, kpis = _parted(cells[0])
        summary = " ".join(head)
        numbered = re.fullmatch(r"([0-9]+)\s*[.)]\s*(.*)", summary, re.DOTALL)
        if not numbered or not _is_number(numbered[1]) or not int(numbered[1]) or not numbered[2]:
            found = quoted(summary) if summary else "an empty cell"
            expected = "a number, a full stop and the improvement in a few words"
            yield Fault(file, row, HEADINGS[KPI], found, expected, "such as '1. Publish the board'")
            continue
        number = numbered[1]
        summed_up = {"improvement": number, "improvement_summary": numbered[2]}
        by_kind = zip(HEADINGS, (kpis, cells[1], cells[2]), strict=True)
        items = [item for kind, texts in by_kind for item in _items(texts, kind, number)]
        lines += (Entry(file, row, summed_up | own, place) for place, own in items)
        if not items:
            what, one = "nothing but a summary", "at least one KPI or milestone"
            yield Fault(file, row, HEADINGS[MILESTONE], what, one, "add one, or delete the row")
        elif first.setdefault(number, row) != row:
            what, once = f"improvement {number} a second time", f"once, in row {first[number]}"
            yield Fault(file, row, HEADINGS[KPI], what, once, "renumber it")


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """The summary and the KPIs: after the line that says so, or from the first that is labelled as one."""
    for at, text in enumerate(lines):
        if text.casefold().rstrip(":") == KPIS.casefold().rstrip(":"):
            return lines[:at], lines[at + 1 :]
        if at and _LABEL.match(text):
            return lines[:at], lines[at:]
    return lines, []


def _items(texts: list[str], kind: str, number: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The place and the cells of each line of one kind; whoever has no label gets the next that is free."""
    labelled = [_LABEL.fullmatch(text) for text in texts]
    taken = {found[1] for found in labelled if found}
    free = (new for count in range(1, 10_000) if (new := f"{number}.{LETTERS[kind]}{count}") not in taken)
    for at, (text, found) in enumerate(zip(texts, labelled, strict=True), start=1):
        label, words = found.groups() if found else (next(free), text)
        dated = re.fullmatch(r"(.*?)\s*\[([^\[\]]*)\]", words, re.DOTALL)
        promise, when = dated.groups() if dated else (words, "")
        own = {"item_id": label, "kind": kind, "text": promise, "when_as_published": " ".join(when.split())}
        yield f"{HEADINGS[kind]}, line {at}", own


def _of_nothing(file: str, reasons: _Table, labels: set[str]) -> Iterator[Fault]:
    """Rows of reasons whose label is that of no line, or of one that has a reason already."""
    seen: set[str] = set()
    expected, remedy = "the number of one line of the plan, once", "correct the number, or delete the row with its line"
    for row, cells in reasons:
        label = " ".join(cells[0])
        if label not in labels or label in seen:
            what = quoted(label) + (" a second time" if label in seen else "")
            yield Fault(file, row, f"{REASONS}: {ITEM}", what, expected, remedy)
        seen.add(label)
