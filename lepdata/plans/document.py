"""A plan in a Word document -> the long table of a plan, with the place of each line for what is wrong with it.

It is read by what stands in it: the table whose heading row begins with "Improvement summary" is the plan, the one that
begins with "Item" says who and why, the one that begins with "About this plan" says what it is of.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lepdata.errors import Fault, InputFaults, quoted
from lepdata.plans.document_lines import Line, improvement_lines, tidy
from lepdata.plans.rulebook import columns
from lepdata.plans.sheet import Sheet
from lepdata.words_by_id import say

WORDS = "plan_file"
_HEAD = ("plan_id", "lep", "body", "title", "period", "source")
_REASONS = ("owner", "because")
_DRAFT = "draft one with `lepdata plan draft -o FILE.docx`"
_LARGEST = 200_000_000  # bytes once unpacked: no plan is as large, and a small file may unpack to anything
Cells = list[list[str]]  # the cells of a row, each a list of its lines


@dataclass(frozen=True)
class DocumentSheet(Sheet):
    """The long table of a plan that a document holds; `places` says for each item where its line stands."""

    places: tuple[str, ...] = ()

    def fault(self, at: int | None, column: str, found: str, expected: str, remedy: str) -> Fault:
        """What is wrong with one line of the document."""
        if at is None or column in _HEAD:
            return Fault(self.file, None, say(WORDS, f"field-{column}") if column else "", found, expected, remedy)
        return Fault(self.file, self.lines[at], self.places[at], found, expected, remedy)


def read_document(path: Path) -> DocumentSheet:
    """Read a DOCX file as a plan.

    Raises
    ------
    InputFaults
        If it is no Word document, lacks one of the tables or all lines. Lesser faults are handed on with the lines.
    """
    tables = _tables(path)
    about = {cells[0][0]: " ".join(cells[1]) for cells in tables["about"][1:] if cells[0]}
    head = {name: about.get(say(WORDS, f"field-{name}"), "") for name in _HEAD}
    found, faults = _lines(path.name, tables["heading-summary"])
    reasons, more = _reasons(path.name, tables["column-item"], {line.label for line in found})
    # Of lines that cannot be read the reasons would seem to be of nothing.
    faults = faults or more
    if not found:
        raise InputFaults(faults or [Fault(path.name, None, "", "a plan without a line", "at least one", _DRAFT)])
    rows = [head | _row(line, head["plan_id"], reasons.get(line.label, ("", ""))) for line in found]
    texts = {name: [row[name] for row in rows] for name in columns("plan")}
    places = tuple(line.place for line in found)
    return DocumentSheet(path.name, tuple(line.row for line in found), texts, tuple(faults), places)


def _tables(path: Path) -> dict[str, list[Cells]]:
    """The tables of the document by the words that their heading begins with."""
    document = _opened(path)
    found: dict[str, list[Cells]] = {}
    for name in ("heading-summary", "column-item", "about"):
        own = [rows for table in document.tables if (rows := _rows(table)) and _begins(rows, say(WORDS, name))]
        if len(own) != 1:
            what = f"{len(own) or 'no'} {'tables' if len(own) > 1 else 'table'} headed {quoted(say(WORDS, name))}"
            raise InputFaults([Fault(path.name, None, "", what, "one", f"keep it as it was drafted, or {_DRAFT}")])
        found[name] = own[0]
    return found


def _opened(path: Path) -> Any:
    import docx

    found = "a folder" if path.is_dir() else "no file of this name"
    if not path.is_file():
        raise InputFaults([Fault(str(path), None, "", found, "a file", "check the path and the spelling")])
    try:
        data = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _LARGEST:
                raise ValueError("too large")
        return docx.Document(io.BytesIO(data))
    except OSError:
        raise
    except Exception:  # a damaged document fails wherever the reader first trips over it
        what = "no Word document, or a damaged or far too large one"
        raise InputFaults([Fault(path.name, None, "", what, "a .docx file that opens", "save it again")]) from None


def _rows(table: Any) -> list[Cells]:
    return [[[text for one in cell.paragraphs if (text := tidy(one.text))] for cell in row.cells] for row in table.rows]


def _begins(rows: list[Cells], words: str) -> bool:
    return bool(rows[0] and rows[0][0]) and rows[0][0][0].casefold() == words.casefold()


def _lines(file: str, rows: list[Cells]) -> tuple[list[Line], list[Fault]]:
    """The lines of all improvements, with what is wrong with their table."""
    found: list[Line] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for number, cells in enumerate(rows[1:], start=2):
        if not any(cells):
            continue
        own, wrong = improvement_lines(file, number, cells)
        faults += wrong
        first = seen.setdefault(own[0].improvement, number) if own else number
        if first != number:
            what = f"improvement {own[0].improvement} a second time"
            faults.append(
                Fault(file, number, say(WORDS, "heading-summary"), what, f"once, in row {first}", "renumber it")
            )
        found += own
    return found, faults


def _reasons(file: str, rows: list[Cells], labels: set[str]) -> tuple[dict[str, tuple[str, str]], list[Fault]]:
    found: dict[str, tuple[str, str]] = {}
    faults = []
    for number, cells in enumerate(rows[1:], start=2):
        label, owner, because = (" ".join(cell) for cell in (*cells, [], [], [])[:3])
        if not (label or owner or because):
            continue
        if label not in labels or label in found:
            what = f"{quoted(label)} a second time" if label in found else quoted(label)
            remedy = "correct the number, or delete the row with its line"
            column = f"{say(WORDS, 'reasons')}: {say(WORDS, 'column-item')}"
            faults.append(Fault(file, number, column, what, "the number of one line of the plan, once", remedy))
        found[label] = (owner, because)
    return found, faults


def _row(line: Line, plan_id: str, reason: tuple[str, str]) -> dict[str, str]:
    own = dict(zip(_REASONS, reason, strict=True))
    return own | {
        "improvement": line.improvement,
        "improvement_summary": line.summary,
        "item_id": f"{plan_id}/{line.label}",
        "kind": line.kind,
        "text": line.text,
        "when_as_published": line.when,
    }
