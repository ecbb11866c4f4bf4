"""PLAN -> a Word document in the layout of published improvement plans: a table of four columns, on its side."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from lepdata.files import visible
from lepdata.plans.records import KINDS, Item, Plan
from lepdata.read.xlsx import without_clock
from lepdata.words_by_id import say, series

WORDS = "plan_file"
COLUMNS = ("summary", "milestones", "monitoring", "update")
FIELDS = ("plan_id", "lep", "body", "title", "period", "source", "source_url", "note")
_WIDTHS = (7.2, 8.6, 5.6, 4.2)  # centimetres, of the 25.7 between the margins
_SIZE, _SMALL = 9.5, 8.5


def plan_document(plan: Plan) -> bytes:
    """The plan as a DOCX file: the table, who does what and why, and what the plan was made from."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Pt

    from lepdata.export.note import add_table, blank_note

    document = blank_note(plan.title)
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, page.page_height, page.page_width
    document.styles["List Bullet"].paragraph_format.space_after = Pt(2)
    document.add_paragraph(visible(plan.title), style="Title")
    for said in series(WORDS, "how-"):
        document.add_paragraph(said)
    _plan_table(document, plan)
    document.add_paragraph(say(WORDS, "reasons"), style="Heading 1")
    headings = [say(WORDS, f"column-{name}") for name in ("item", "owner", "because")]
    reasons = [(label(item), item.owner, item.because) for item in plan.items]
    add_table(document, headings, reasons, (2, 6, 17.7), say(WORDS, "alt-reasons"))
    document.add_paragraph(say(WORDS, "about"), style="Heading 1")
    values = {name: getattr(plan, name) for name in FIELDS} | {"source": plan.items[0].source}
    facts = [(say(WORDS, f"field-{name}"), value) for name, value in values.items() if value]
    add_table(document, (say(WORDS, "about"), ""), facts, (4, 21.7), say(WORDS, "alt-about"))
    content = io.BytesIO()
    document.save(content)
    return without_clock(content.getvalue())


def label(item: Item) -> str:
    """The end of an item's id, such as "1.m2", by which its line is known when the document is read back."""
    return item.item_id.rsplit("/", 1)[-1]


def line(item: Item) -> str:
    """An item as a line of the table: label, text, and its date in square brackets.

    Brackets at the end of the text itself are told from a date by empty ones after them.
    """
    when = f" [{item.when_as_published}]" if item.when_as_published or item.text.endswith("]") else ""
    return f"{label(item)} {item.text}{when}"


def _plan_table(document: Any, plan: Plan) -> None:
    from docx.shared import Cm

    from lepdata.export.note import set_property

    table = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    table.autofit = False
    set_property(table._tbl.tblPr, "w:tblDescription", say(WORDS, "alt-plan"))
    set_property(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader", "true")
    for cell, name in zip(table.rows[0].cells, COLUMNS, strict=True):
        _write(cell, [(say(WORDS, f"heading-{name}"), "", True), (say(WORDS, f"hint-{name}"), "", False)])
    for _, items in groupby(plan.items, key=lambda item: item.improvement):
        _fill(table.add_row().cells, list(items))
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = Cm(width)


def _fill(cells: Sequence[Any], items: list[Item]) -> None:
    first, (kpi, milestone, monitoring) = items[0], KINDS.values()
    kpis = _lines(items, kpi)
    marker = [(say(WORDS, "kpis"), "", True)] if kpis else []
    _write(cells[0], [(f"{first.improvement}. {first.improvement_summary}", "", True), *marker, *kpis])
    _write(cells[1], _lines(items, milestone))
    _write(cells[2], _lines(items, monitoring))


def _lines(items: list[Item], kind: str) -> list[tuple[str, str, bool]]:
    return [(line(item), "List Bullet", False) for item in items if item.kind == kind]


def _write(cell: Any, lines: Iterable[tuple[str, str, bool]]) -> None:
    """Lines of a cell, each with its style and whether it is bold; the cell's own first paragraph is used first."""
    from docx.shared import Pt

    for at, (text, style, bold) in enumerate(lines):
        paragraph = cell.add_paragraph() if at else cell.paragraphs[0]
        if style:
            paragraph.style = style
        run = paragraph.add_run(visible(text))
        run.bold, run.font.size = bold, Pt(_SIZE if bold else _SMALL if not style else _SIZE)
