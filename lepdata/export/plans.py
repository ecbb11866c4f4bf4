"""PLAN -> a file that people edit and that is read back: CSV, a workbook or a Word document."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path

from lepdata import english, errors, files
from lepdata.actions.plans import ABOUT, FURTHER_LABELS, HEADINGS, ITEM, KPIS, LABELS, REASONS, STATUSES
from lepdata.change.action_plan import LETTERS, Plan, columns
from lepdata.read.grid import column_letter
from lepdata.read.xlsx import DropDown, Sheet, csv_to_fill_in, workbook, write_new
from lepdata.reviews.markup import in_heading

_WIDTHS = {  # in characters, of the columns of the workbook; the first eight stand first
    **{"improvement": 14, "improvement_summary": 34, "item_id": 36, "kind": 12, "text": 70, "when_as_published": 24},
    **{"owner": 24, "because": 44, "source": 34, "title": 34, "note": 50, "plan_id": 30, "lep": 24},
}
_FIRST = list(_WIDTHS)[:8]
_NARROWEST, _SPARE_ROWS = 14, 200
_COLUMN_WIDTHS = (7.2, 8.6, 5.6, 4.2)  # centimetres, of the 25.7 between the margins


def write_plan(plan: Plan, path: str | os.PathLike[str], force: bool = False) -> Path:
    """Write a plan to edit, by the ending .csv, .xlsx or .docx; `read_plan` reads it back."""
    if not plan.items:
        raise errors.UsageError("The plan has no item, so that there is nothing to write.")
    rows = [columns("plan"), *_rows(plan, columns("plan"))]
    makers = {".xlsx": partial(_workbook, plan), ".docx": partial(_document, plan)}
    return write_new(Path(path), {".csv": partial(csv_to_fill_in, rows), **makers}, "A plan", force)


def _rows(plan: Plan, names: Sequence[str]) -> list[list[str]]:
    return [[getattr(item if hasattr(item, name) else plan, name) for name in names] for item in plan.items]


# --- the workbook: the plan to edit, an empty sheet for quarterly reports, and how to use both


def _workbook(plan: Plan) -> bytes:
    names, reports = [*_FIRST, *(name for name in columns("plan") if name not in _FIRST)], columns("update")
    letter, last = column_letter(names.index("item_id")), len(plan.items) + 1
    choices = {"status": STATUSES, "item_id": f"'Plan'!${letter}$2:${letter}${last}"}
    advice = [plan.title, *_how_to_edit("workbook"), *([plan.note] if plan.note else [])]
    to_edit = _sheet("Plan", names, _rows(plan, names), {"kind": tuple(LETTERS)})
    how = Sheet("How to use", [[files.inert(text)] for text in advice], [110], bold=())
    return workbook((to_edit, _sheet("Progress update", reports, [], choices), how))


def _sheet(title: str, names: Sequence[str], rows: list[list[str]], choices: Mapping[str, Sequence[str]]) -> Sheet:
    # A cell says itself that it is text; made inert all the same, it stays so when the sheet is saved as CSV.
    cells = [[in_heading(name) for name in names], *([files.inert(text) for text in row] for row in rows)]
    widths = [_WIDTHS.get(name, _NARROWEST) for name in names]
    placed = [(column_letter(names.index(name)), own) for name, own in choices.items()]
    drop_downs = [DropDown(f"{letter}2:{letter}{1 + len(rows) + _SPARE_ROWS}", own) for letter, own in placed]
    return Sheet(title, cells, widths, frozen=True, drop_downs=drop_downs)


# --- the document, in the layout of published plans: a table of four columns, on its side


def _document(plan: Plan) -> bytes:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Pt

    from lepdata.export.note import add_table, blank_note, grid, saved

    document = blank_note(plan.title)
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, page.page_height, page.page_width
    document.styles["List Bullet"].paragraph_format.space_after = Pt(2)
    for advice in _how_to_edit("document"):
        document.add_paragraph(advice)
    rows = _cells(plan)
    holds = "its summary and KPIs, milestones, monitoring and an empty cell for the quarterly update"
    alt = f"The plan: one row for each improvement, with {holds}."
    for row, cells in zip(grid(document, len(rows), _COLUMN_WIDTHS, alt).rows, rows, strict=True):
        for cell, lines in zip(row.cells, cells, strict=True):
            for at, (text, style, bold) in enumerate(lines):
                paragraph = cell.add_paragraph() if at else cell.paragraphs[0]
                paragraph.style = style or paragraph.style
                run = paragraph.add_run(english.visible(text))
                run.bold, run.font.size = bold, Pt(9.5 if bold or style else 8.5)
    document.add_paragraph(REASONS, style="Heading 1")
    reasons = [(item.label, item.owner, item.because) for item in plan.items]
    alt = "One row for each item of the plan: who does it, and why it is there."
    add_table(document, [ITEM, "Who", "Why"], reasons, (2, 6, 17.7), alt)
    document.add_paragraph(ABOUT, style="Heading 1")
    own = replace(plan, source=plan.items[0].source)
    facts = [(label, text) for name, label in (LABELS | FURTHER_LABELS).items() if (text := getattr(own, name))]
    add_table(document, (ABOUT, ""), facts, (4, 21.7), "What this plan is of, and what it was made from.")
    return saved(document)


def _cells(plan: Plan) -> list[list[list[tuple[str, str, bool]]]]:
    """The rows of the plan's table: of each cell its lines, each with its style and whether it is bold."""
    headings = (*HEADINGS.values(), "Area Lead progress update")
    headed = zip(headings, _how_to_edit("column"), strict=True)
    rows = [[[(words, "", True), (hint, "", False)] for words, hint in headed]]
    for number, own in groupby(plan.items, key=lambda item: item.improvement):
        items = list(own)
        kpis, *others = ([(one.line(), "List Bullet", False) for one in items if one.kind == kind] for kind in LETTERS)
        head = [(f"{number}. {items[0].improvement_summary}", "", True), *([(KPIS, "", True)] if kpis else [])]
        rows.append([[*head, *kpis], *others, []])
    return rows


def _how_to_edit(file: str) -> list[str]:
    return [row["text"] for row in files.rule_file("plans/how_to_edit.csv") if row["file"] == file]
