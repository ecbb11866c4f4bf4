"""PLAN -> a workbook: the plan to edit, an empty sheet for quarterly reports, and how to use both."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from lepdata.export.plan_files import plan_rows
from lepdata.export.workbook import heading
from lepdata.files import inert
from lepdata.plans.records import KINDS, Plan
from lepdata.plans.rulebook import columns
from lepdata.plans.update_checks import STATUSES
from lepdata.read.xlsx import without_clock
from lepdata.words_by_id import phrases, say

WORDS = "plan_file"
_FIRST = ("improvement", "improvement_summary", "item_id", "kind", "text", "when_as_published", "owner", "because")
_WIDTHS = {"improvement_summary": 34, "item_id": 36, "kind": 12, "text": 70, "when_as_published": 24, "owner": 24}
_WIDTHS |= {"because": 44, "source": 34, "title": 34, "note": 50, "plan_id": 30, "lep": 24}
_NARROWEST, _SPARE_ROWS = 14, 200


def plan_workbook(plan: Plan) -> bytes:
    """The plan as an XLSX file with drop-down lists; every cell is text."""
    from openpyxl import Workbook

    book = Workbook()
    names = (*_FIRST, *(name for name in columns("plan") if name not in _FIRST))
    rows = [[row[name] for name in names] for row in plan_rows(plan)]
    _table(book.active, say(WORDS, "sheet-plan"), names, rows)
    _drop_down(book.active, names.index("kind"), tuple(KINDS.values()))
    progress = book.create_sheet()
    _table(progress, say(WORDS, "sheet-progress"), columns("update"), [])
    _drop_down(progress, columns("update").index("status"), STATUSES)
    _items_to_choose(progress, say(WORDS, "sheet-plan"), names.index("item_id"), len(rows))
    _how(book.create_sheet(say(WORDS, "sheet-how")), plan)
    data = io.BytesIO()
    book.save(data)
    return without_clock(data.getvalue())


def _table(sheet: Any, title: str, names: Sequence[str], rows: list[list[str]]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet.title, sheet.freeze_panes = title, "A2"
    for at, row in enumerate([[heading(name) for name in names], *rows], start=1):
        for number, text in enumerate(row, start=1):
            cell = sheet.cell(at, number)
            cell.value, cell.data_type, cell.number_format = inert(text), "s", "@"  # never a formula, never a number
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=at == 1)
    for number, name in enumerate(names, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, _NARROWEST)


def _drop_down(sheet: Any, column: int, choices: Sequence[str]) -> None:
    _choices(sheet, column, '"' + ",".join(choices) + '"')


def _items_to_choose(sheet: Any, plan: str, column: int, items: int) -> None:
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(column + 1)
    _choices(sheet, columns("update").index("item_id"), f"'{plan}'!${letter}$2:${letter}${items + 1}")


def _choices(sheet: Any, column: int, formula: str) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(column + 1)
    last = max(sheet.max_row, 1) + _SPARE_ROWS
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, sqref=f"{letter}2:{letter}{last}")
    rule.showErrorMessage, rule.errorTitle, rule.error = True, "Not in the list", "Choose one from the list."
    sheet.add_data_validation(rule)


def _how(sheet: Any, plan: Plan) -> None:
    from openpyxl.styles import Alignment

    said = [text for name, text in phrases(WORDS).items() if name.startswith("xlsx-")]
    for text in (plan.title, *said, *([plan.note] if plan.note else [])):
        sheet.append([inert(text)])
        sheet.cell(sheet.max_row, 1).data_type = "s"
        sheet.cell(sheet.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 110
