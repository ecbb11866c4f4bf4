"""A plan in a Word document -> its lines, with the place of each and what is wrong with it.

It is read by what stands in it: the table whose heading row begins with "Improvement summary" is the plan, the one that
begins with "Item" says who and why, the one that begins with "About this plan" says what it is of.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lepdata.change.action_plan import KPI, LETTERS, MILESTONE, MONITORING
from lepdata.errors import Fault, InputFaults, quoted
from lepdata.read.grid import refused

HEADINGS = {KPI: "Improvement summary", MILESTONE: "Milestones", MONITORING: "Monitoring process"}
ITEM, ABOUT, REASONS, KPIS = "Item", "About this plan", "Who does what, and why", "KPIs:"
# What the table "About this plan" calls what it says: first what is read back, then what is only shown.
LABELS = {"plan_id": "Plan", "lep": "LEP", "body": "Body", "title": "Title", "period": "Time", "source": "Made from"}
FURTHER_LABELS = {"source_url": "The list", "note": "Bear in mind"}
_DRAFT = "draft one with `lepdata plan draft -o FILE.docx`"
_LARGEST = 200_000_000  # bytes once unpacked: no plan is as large, and a small file may unpack to anything
_HEAD = re.compile(r"([0-9]+)\s*[.)]\s*(.*)", re.DOTALL)
_LABEL = re.compile(r"([0-9]+\.[a-z][0-9]+)(?:[.:)]?\s+|$)(.*)", re.DOTALL)
_DATED = re.compile(r"(.*?)\s*\[([^\[\]]*)\]", re.DOTALL)
_Cells = list[list[str]]  # the cells of a row, each a list of its lines


class Line(NamedTuple):
    """One item: its cells by column, the row of the table and the place in it."""

    row: dict[str, str]
    number: int
    place: str


def document_lines(path: Path) -> tuple[list[Line], list[Fault]]:
    """Read a DOCX file as a plan: its lines, and what is wrong with its tables.

    Raises
    ------
    InputFaults
        If it is no Word document, lacks one of the tables or all lines. Lesser faults are handed on with the lines.
    """
    plan, reasons, about = _tables(path)
    facts = {cells[0][0]: " ".join(cells[1]) for _, cells in about if cells[0]}
    head = {name: facts.get(label, "") for name, label in LABELS.items()}
    faults: list[Fault] = []
    lines = [line for number, cells in plan for line in _improvement(path.name, number, cells, faults)]
    faults += _repeated(path.name, lines)
    who = {" ".join(cells[0]): (" ".join(cells[1]), " ".join(cells[2])) for _, cells in reasons}
    # Of lines that cannot be read the reasons would seem to be of nothing.
    faults = faults or list(_of_nothing(path.name, reasons, {line.row["item_id"] for line in lines}))
    if not lines:
        raise InputFaults(faults or [Fault(path.name, None, "", "a plan without a line", "at least one", _DRAFT)])
    for line in lines:
        label = line.row["item_id"]
        owner, because = who.get(label, ("", ""))
        line.row.update(head, item_id=f"{head['plan_id']}/{label}", owner=owner, because=because)
    return lines, faults


_Table = list[tuple[int, _Cells]]  # the rows below the heading that hold anything, with their numbers


def _tables(path: Path) -> tuple[_Table, _Table, _Table]:
    """The tables of the plan, of reasons and of facts, known by the words that their heading begins with."""
    tables = [rows for table in _opened(path).tables if (rows := _rows(table))]
    plan, reasons, about = (_headed(path.name, tables, words) for words in (HEADINGS[KPI], ITEM, ABOUT))
    return plan, reasons, about


def _headed(file: str, tables: list[list[_Cells]], words: str) -> _Table:
    own = [rows for rows in tables if rows[0] and rows[0][0] and rows[0][0][0].casefold() == words.casefold()]
    if len(own) != 1:
        what = f"{len(own) or 'no'} {'tables' if len(own) > 1 else 'table'} headed {quoted(words)}"
        raise refused(file, what, "one", f"keep it as it was drafted, or {_DRAFT}")
    filled = ((number, cells) for number, cells in enumerate(own[0][1:], start=2) if any(cells))
    return [(number, [*cells, [], [], []]) for number, cells in filled]


def _opened(path: Path) -> Any:
    import docx

    if not path.is_file():
        found = "a folder" if path.is_dir() else "no file of this name"
        raise refused(str(path), found, "a file", "check the path and the spelling")
    data = path.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _LARGEST:
                raise ValueError("too large")
        return docx.Document(io.BytesIO(data))
    except Exception:  # a damaged document fails wherever the reader first trips over it
        what = "no Word document, or a damaged or far too large one"
        raise refused(path.name, what, "a .docx file that opens", "save it again") from None


def _rows(table: Any) -> list[_Cells]:
    return [
        [[text for one in cell.paragraphs if (text := _tidy(one.text))] for cell in row.cells] for row in table.rows
    ]


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _improvement(file: str, number: int, cells: _Cells, faults: list[Fault]) -> list[Line]:
    """The lines of one row of the plan; what follows the first three cells is not read."""
    head, kpis = _parted(cells[0])
    numbered = _HEAD.fullmatch(" ".join(head))
    if not numbered or not int(numbered[1]) or not numbered[2]:
        expected = "a number, a full stop and the improvement in a few words"
        found = quoted(" ".join(head)) if head else "an empty cell"
        faults.append(Fault(file, number, HEADINGS[KPI], found, expected, "such as '1. Publish the board'"))
        return []
    by_kind = zip(HEADINGS, (kpis, cells[1], cells[2]), strict=True)
    made = [line for kind, texts in by_kind for line in _of_kind(texts, kind, numbered[1], numbered[2], number)]
    if not made:
        expected = "at least one KPI or milestone"
        what = "nothing but a summary"
        faults.append(Fault(file, number, HEADINGS[MILESTONE], what, expected, "add one, or delete the row"))
    return made


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """The summary and the KPIs: after the line that says so, or from the first that is labelled as one."""
    for at, text in enumerate(lines):
        if text.casefold().rstrip(":") == KPIS.casefold().rstrip(":"):
            return lines[:at], lines[at + 1 :]
        if at and _LABEL.match(text):
            return lines[:at], lines[at:]
    return lines, []


def _of_kind(texts: list[str], kind: str, number: str, summary: str, row: int) -> Iterator[Line]:
    """Lines of one kind; whoever has no label gets the next that is free."""
    labelled = [_LABEL.fullmatch(text) for text in texts]
    taken = {found[1] for found in labelled if found}
    free = (new for count in range(1, 10_000) if (new := f"{number}.{LETTERS[kind]}{count}") not in taken)
    for at, (text, found) in enumerate(zip(texts, labelled, strict=True), start=1):
        label, words = (found[1], found[2]) if found else (next(free), text)
        dated = _DATED.fullmatch(words)
        when = _tidy(dated[2]) if dated else ""
        own = {"improvement": number, "improvement_summary": summary, "item_id": label, "kind": kind}
        own |= {"text": dated[1] if dated else words, "when_as_published": when}
        yield Line(own, row, f"{HEADINGS[kind]}, line {at}")


def _repeated(file: str, lines: list[Line]) -> Iterator[Fault]:
    """Improvements that stand in two rows."""
    first: dict[str, int] = {}
    for improvement, number in dict.fromkeys((line.row["improvement"], line.number) for line in lines):
        if first.setdefault(improvement, number) != number:
            what, once = f"improvement {improvement} a second time", f"once, in row {first[improvement]}"
            yield Fault(file, number, HEADINGS[KPI], what, once, "renumber it")


def _of_nothing(file: str, reasons: _Table, labels: set[str]) -> Iterator[Fault]:
    """Rows of reasons whose label is that of no line, or of one that has a reason already."""
    seen: set[str] = set()
    for number, cells in reasons:
        label = " ".join(cells[0])
        if label not in labels or label in seen:
            what = f"{quoted(label)} a second time" if label in seen else quoted(label)
            expected, remedy = (
                "the number of one line of the plan, once",
                "correct the number, or delete the row with its line",
            )
            yield Fault(file, number, f"{REASONS}: {ITEM}", what, expected, remedy)
        seen.add(label)
