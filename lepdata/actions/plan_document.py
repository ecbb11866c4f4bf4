"""A plan in a Word document -> its lines, with the place of each and what is wrong with it.

Its tables are known by their headings: "Improvement summary" the plan, "Item" who and why, "About this plan" the rest.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lepdata.change.action_plan import KPI, LETTERS, MILESTONE, MONITORING, columns
from lepdata.errors import Fault, InputFaults, quoted
from lepdata.read.grid import refused

HEADINGS = {KPI: "Improvement summary", MILESTONE: "Milestones", MONITORING: "Monitoring process"}
ITEM, ABOUT, REASONS, KPIS = "Item", "About this plan", "Who does what, and why", "KPIs:"
# What the table "About this plan" calls what it says: first what is read back, then what is only shown.
LABELS = {"plan_id": "Plan", "lep": "LEP", "body": "Body", "title": "Title", "period": "Time", "source": "Made from"}
FURTHER_LABELS = {"source_url": "The list", "note": "Bear in mind"}
_DRAFT = "draft one with `lepdata plan draft -o FILE.docx`"
_LARGEST = 200_000_000  # bytes once unpacked: no plan is as large, and a small file may unpack to anything
_LABEL = re.compile(r"([0-9]+\.[a-z][0-9]+)(?:[.:)]?\s+|$)(.*)", re.DOTALL)
_Cells = list[list[str]]  # the cells of a row, each a list of its lines
_Table = list[tuple[int, _Cells]]  # the rows below the heading that hold anything, with their numbers


@dataclass(frozen=True)
class Lines:
    """The items of a plan, or reports on them: text by column, the row of each, and in a document the place in it."""

    file: str
    rows: list[int]
    cells: Mapping[str, list[str]]
    places: tuple[str, ...] = ()

    def fault(self, at: int, column: str, expected: str, remedy: str, doubt: str = "") -> Fault:
        text = self.cells[column][at]
        found = (quoted(text) if text else "an empty cell") + (f" ({doubt})" if doubt else "")
        if self.places and column in LABELS:  # a document says it once of the whole plan
            return Fault(self.file, None, LABELS[column], found, expected, remedy)
        return Fault(self.file, self.rows[at], self.places[at] if self.places else column, found, expected, remedy)


def document_lines(path: Path) -> tuple[Lines, list[Fault]]:
    """Read a DOCX file as a plan: its lines, and what is wrong with its tables."""
    file, tables = path.name, [_rows(table) for table in _opened(path).tables if table.rows]
    plan, reasons, about = (_headed(file, tables, words) for words in (HEADINGS[KPI], ITEM, ABOUT))
    lines: list[tuple[int, str, dict[str, str]]] = []  # the row, the place in it, and the cells
    faults = list(_read_plan(file, plan, lines))
    who = {" ".join(cells[0]): {"owner": " ".join(cells[1]), "because": " ".join(cells[2])} for _, cells in reasons}
    # Of lines that cannot be read the reasons would seem to be of nothing.
    faults = faults or list(_of_nothing(file, reasons, {own["item_id"] for _, _, own in lines}))
    if not lines:
        raise InputFaults(faults or [Fault(file, None, "", "a plan without a line", "at least one", _DRAFT)])
    facts = {cells[0][0]: " ".join(cells[1]) for _, cells in about if cells[0]}
    head = {name: facts.get(label, "") for name, label in LABELS.items()}
    whole = [
        own | who.get(own["item_id"], {}) | head | {"item_id": f"{head['plan_id']}/{own['item_id']}"}
        for _, _, own in lines
    ]
    texts = {name: [own.get(name, "") for own in whole] for name in columns("plan")}
    return Lines(file, [row for row, _, _ in lines], texts, tuple(place for _, place, _ in lines)), faults


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
    """The lines of each cell of each row, with single spaces."""
    texts = [[[" ".join(one.text.split()) for one in cell.paragraphs] for cell in row.cells] for row in table.rows]
    return [[list(filter(None, lines)) for lines in row] for row in texts]


def _headed(file: str, tables: list[list[_Cells]], words: str) -> _Table:
    own = [rows for rows in tables if rows[0] and rows[0][0] and rows[0][0][0].casefold() == words.casefold()]
    if len(own) != 1:
        what = f"{len(own)} tables" if own else "no table"
        raise refused(file, f"{what} headed {quoted(words)}", "one", f"keep it as it was drafted, or {_DRAFT}")
    return [(number, [*cells, [], [], []]) for number, cells in enumerate(own[0][1:], start=2) if any(cells)]


def _read_plan(file: str, plan: _Table, lines: list[tuple[int, str, dict[str, str]]]) -> Iterator[Fault]:
    """Read the rows of the plan, one for each improvement, into `lines`; what follows the first three cells is not."""
    first: dict[str, int] = {}
    for row, cells in plan:
        head, kpis = _parted(cells[0])
        summary = " ".join(head)
        numbered = re.fullmatch(r"([0-9]+)\s*[.)]\s*(.*)", summary, re.DOTALL)
        if not numbered or not int(numbered[1]) or not numbered[2]:
            found = quoted(summary) if summary else "an empty cell"
            expected = "a number, a full stop and the improvement in a few words"
            yield Fault(file, row, HEADINGS[KPI], found, expected, "such as '1. Publish the board'")
            continue
        number = numbered[1]
        summed_up = {"improvement": number, "improvement_summary": numbered[2]}
        by_kind = zip(HEADINGS, (kpis, cells[1], cells[2]), strict=True)
        items = [item for kind, texts in by_kind for item in _items(texts, kind, number)]
        lines += ((row, place, summed_up | own) for place, own in items)
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
