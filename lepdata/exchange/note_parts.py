"""The parts of a Word document that a screen reader needs. This module imports docx; import it where it is used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from lepdata.model.unseen import visible

LANGUAGE, FONT = "en-GB", "Arial"
_STYLES = {"Normal": 9.5, "Title": 18, "Heading 1": 12, "List Bullet": 9.5}


def blank_note(title: str) -> Any:
    """An empty A4 document in one plain look, its language British English."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(1.5)
    for name, size in _STYLES.items():
        _restyle(document.styles[name], size)
    language = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    language.set(qn("w:val"), LANGUAGE)
    about = document.core_properties
    about.title, about.author, about.language, about.comments = visible(title), "lepdata contributors", LANGUAGE, ""
    return document


def _restyle(style: Any, size: float) -> None:
    style.font.size, style.font.color.rgb = Pt(size), RGBColor(0x0B, 0x0C, 0x0C)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):  # a font of the theme would go before one that is named
        del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = (Pt(8), Pt(3)) if "Heading" in style.name else (Pt(0), Pt(3))


def add_table(
    document: Any, headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], alt: str
) -> None:
    """A table with a heading row that says so, widths in centimetres, and words for those who cannot see it."""
    table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    table.autofit = False
    set_property(table._tbl.tblPr, "w:tblDescription", alt)
    set_property(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader", "true")
    for cells, words in [(table.rows[0].cells, headings), *((table.add_row().cells, row) for row in rows)]:
        for cell, text, width in zip(cells, words, widths, strict=True):
            cell.width = Cm(width)
            run = cell.paragraphs[0].add_run(visible(text))
            run.bold = words is headings
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    for row in table.rows:
        set_property(row._tr.get_or_add_trPr(), "w:cantSplit", "true")


def set_property(properties: Any, tag: str, value: str) -> None:
    """Add a property that python-docx has no name for, such as a table's description."""
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    properties.append(element)
