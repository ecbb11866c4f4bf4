"""Word documents that a screen reader can follow: a board on a page, and a case. Imports docx: import it late."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from lepdata.english import capital, visible
from lepdata.files import write_outputs
from lepdata.nation.outcomes import shown
from lepdata.read.xlsx import without_clock
from lepdata.reviews.boards import BoardReview
from lepdata.reviews.case import case_paragraphs, case_title
from lepdata.reviews.parts import caveats, sentences, table
from lepdata.reviews.progress import ProgressReview

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
    fonts.attrib.clear()  # a font of the theme would go before one that is named
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


MOST_SOURCES = 5  # more would run over the page
_EACH_RULE = (
    "Each rule is answered from the published list, over all readings of “private”, with how sure that is. What is not "
    "known is never counted as no."
)


def board_note(review: BoardReview, stamp: str = "") -> bytes:
    """A board's review on one page, as a Word document; the same review gives the same bytes."""
    title = f"Who sits on the board of {review.lep}"
    document = blank_note(title)
    document.add_paragraph(visible(title), style="Title")
    for said in sentences(review):
        document.add_paragraph(visible(said))
    if review.board is not None:
        _add_verdicts(document, review)
        _add_sectors(document, review)
    _add_list(document, "Bear in mind", [*caveats(review), _EACH_RULE])
    _add_list(document, "Sources", _sources(review))
    if stamp:
        document.add_paragraph(visible(stamp))
    return saved(document)


def _add_verdicts(document: Any, review: BoardReview) -> None:
    judgement = review.judgement
    assert judgement is not None  # a board that was found was judged
    asked = [(one, capital(shown(one, judgement))) for one in judgement.every_answer]
    rows = [(one.name, answer, capital(one.certainty or ""), one.sentence) for one, answer in asked]
    document.add_paragraph("Does the board meet the rules?", style="Heading 1")
    alt = "One row for each rule: the rule, what the list answers over all readings, how sure that is, and the sum."
    add_table(document, ("Rule", "Answer", "How sure", "The sum"), rows, (3.6, 2.2, 2.2, 9.0), alt)


def _add_sectors(document: Any, review: BoardReview) -> None:
    counted = review.members[review.members["counts_as_member"] == "yes"].groupby("sector").size()
    if counted.empty:
        return
    document.add_paragraph("Members by sector", style="Heading 1")
    widths = [17.0 / len(counted)] * len(counted)  # centimetres between the margins
    alt = "How many members of the list come from each sector."
    add_table(document, counted.index.tolist(), [list(map(str, counted))], widths, alt)


def _add_list(document: Any, heading: str, items: list[str]) -> None:
    document.add_paragraph(heading, style="Heading 1")
    for item in items:
        document.add_paragraph(visible(item), style="List Bullet")


def _sources(review: BoardReview) -> list[str]:
    """Title and address of the documents, as text: a link in published words is nobody's to follow unseen."""
    found = table(review, "sources")
    shown = [f"{title}: {address}" for title, address in zip(found["Source"], found["Source address"], strict=True)]
    more = len(shown) - MOST_SOURCES
    return shown if more <= 0 else [*shown[:MOST_SOURCES], f"and {more} more, which the board's page lists."]


_NOTE_STYLES = {"title": "Title", "heading": "Heading 1", "numbered": "List Number", "bullets": "List Bullet"}


def write_case_note(review: ProgressReview, path: Path, stamp: str = "") -> Path:
    write_outputs({path: case_note(review, stamp)})
    return Path(path)


def case_note(review: ProgressReview, stamp: str = "") -> bytes:
    """What an area needs, its evidence, its figures, and what is missing, as a Word document."""
    document = blank_note(case_title(review))
    for kind, runs in [*case_paragraphs(review), *([("lead", ((stamp, False),))] if stamp else [])]:
        paragraph = document.add_paragraph(style=_NOTE_STYLES.get(kind))
        for text, stands_out in runs:
            paragraph.add_run(visible(text)).bold = stands_out or None
    return saved(document)


def saved(document: Any) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return without_clock(content.getvalue())
