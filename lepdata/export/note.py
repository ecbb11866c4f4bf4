"""Word documents that a screen reader can follow: a board on a page, and a case. Imports docx: import it late."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from html import escape
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from lepdata.actions.integration import figures
from lepdata.dates import words
from lepdata.english import joined, visible
from lepdata.files import rule_file, write_outputs
from lepdata.read.xlsx import without_clock
from lepdata.registers.geography import MADE_UP
from lepdata.reviews.boards import BoardReview
from lepdata.reviews.markup import SECTOR_WORDS, Markup
from lepdata.reviews.parts import caveats, sentences, table
from lepdata.reviews.progress import ProgressReview, Row

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
    for cells, texts in [(table.rows[0].cells, headings), *((table.add_row().cells, row) for row in rows)]:
        for cell, text, width in zip(cells, texts, widths, strict=True):
            cell.width = Cm(width)
            run = cell.paragraphs[0].add_run(visible(text))
            run.bold = texts is headings
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    for row in table.rows:
        set_property(row._tr.get_or_add_trPr(), "w:cantSplit", "true")


def set_property(properties: Any, tag: str, value: str) -> Any:
    """Add a property that python-docx has no name for, such as a table's description."""
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    properties.append(element)
    return element


MOST_SOURCES, MOST_RULES, MOST_COUNTS = 3, 6, 4  # more would run over the page
A_ROW = 30  # squares of the strip beside one another
_LONGEST = 150  # letters of a reason; all of it is on the board's page


def board_note(review: BoardReview, stamp: str = "") -> bytes:
    """A board on one page, as a Word document: answer, seats, six rows of rules, and what else was published."""
    title = f"Who sits on the board of {review.lep}"
    document = blank_note(title)
    document.add_paragraph(visible(title), style="Title")
    for said in sentences(review)[: -1 if review.board else None]:  # the strip counts by sector
        document.add_paragraph(visible(said))
    if review.board is not None:
        _add_strip(document, review)
        _add_rules(document, review)
    _add_list(document, "What else was published", _published(review))
    _add_list(document, "Bear in mind", [*caveats(review)[:2], _EACH_RULE])
    _add_list(document, "Sources", _sources(review))
    if stamp:
        document.add_paragraph(visible(stamp))
    return saved(document)


_EACH_RULE = (
    "Each rule is answered from the published list over all readings of “private”; unknown is never counted as no."
)


def _add_strip(document: Any, review: BoardReview) -> None:
    """A square a seat, shaded by sector and lettered; what is not known or not seen is white."""
    seats = review.seats
    if seats.empty:
        return
    counts = Counter(seats["group"])
    said = joined([f"{n} {group.lower()}" for group, n in counts.items()])
    document.add_paragraph("The seats", style="Heading 1")
    for at in range(0, len(seats), A_ROW):
        row = seats.iloc[at : at + A_ROW]
        table = document.add_table(rows=1, cols=len(row), style="Table Grid")
        table.autofit = False
        set_property(table._tbl.tblPr, "w:tblDescription", f"One square a seat: {said}.")
        for cell, group, sign in zip(table.rows[0].cells, row["group"], row["sign"], strict=True):
            cell.width = Cm(17 / A_ROW)
            colour = "" if sign.startswith("?") else _COLOURS.get(group, "").lstrip("#")
            run = cell.paragraphs[0].add_run(sign[:1])
            run.font.size, run.bold, cell.paragraphs[0].paragraph_format.space_after = Pt(8), True, Pt(0)
            if colour:
                run.font.color.rgb = RGBColor(*((0x0B, 0x0C, 0x0C) if colour in _LIGHT else (255, 255, 255)))
                shade = set_property(cell._tc.get_or_add_tcPr(), "w:shd", "clear")
                shade.set(qn("w:fill"), colour)
    letters = "; ".join(f"{group[0] if group != _UNKNOWN else '?'} {group.lower()} {n}" for group, n in counts.items())
    document.add_paragraph(visible(f"{letters}."))


_UNKNOWN = SECTOR_WORDS["unknown"]
_COLOURS = {row["name"]: row["colour"] for row in rule_file("names/sectors.csv")}
_LIGHT = {"28A197", "F46A25", "A285D1"}  # on which black letters are read


def _add_rules(document: Any, review: BoardReview) -> None:
    found = [(*map(str, row[:3]), _short(str(row[3]))) for row in table(review, "rules").itertuples(index=False)]
    rows, rest = found[: MOST_RULES - 1], found[MOST_RULES - 1 :]
    if len(rest) == 1:
        rows += rest
    elif rest:
        named = (
            f"{said}: {joined([row[0] for row in rest if row[1] == said])}"
            for said in dict.fromkeys(row[1] for row in rest)
        )
        rows.append(("And the others", "", "", "; ".join(named)))
    document.add_paragraph("Does the board meet the rules?", style="Heading 1")
    alt = "One row for each rule: the rule, what the list answers over all readings, how sure that is, and why."
    add_table(
        document,
        ("Rule", "Answer", "How sure", "Why"),
        rows,
        (4.4, 2.2, 2.2, 8.2),
        alt,
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} …"


def _published(review: BoardReview) -> list[str]:
    """What the board itself published of its make-up, the newest first."""
    own = review.shares[review.shares["what"] != "A published list"].tail(MOST_COUNTS).iloc[::-1].to_dict("records")
    counts = [f"{row['date']}: {row['count']} {row['group']}" for row in own]
    return counts or ["No count of its members without names is known."]


def _add_list(document: Any, heading: str, items: list[str]) -> None:
    document.add_paragraph(heading, style="Heading 1")
    for item in items:
        document.add_paragraph(visible(item), style="List Bullet")


def _sources(review: BoardReview) -> list[str]:
    """Title and address of the documents, as text: a link in published words is nobody's to follow unseen."""
    found = table(review, "sources")
    told = [f"{title}: {address}" for title, address in zip(found["Source"], found["Source address"], strict=True)]
    more = len(told) - MOST_SOURCES
    return told if more <= 0 else [*told[:MOST_SOURCES], f"and {more} more, which the board's page lists."]


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


# --- an area's case to central government, made of its own answers and computed lines alone

Runs = tuple[tuple[str, bool], ...]  # the pieces of a paragraph, and whether each is to stand out
Paragraph = tuple[str, Runs]  # its kind: title, note, lead, heading, or an item of a numbered or a bulleted list
_TAGS = {"title": "h2", "lead": "p", "heading": "h3", "note": 'p class="lep-note"'}
_LISTS = {"numbered": "ol", "bullets": "ul"}


def case_page(review: ProgressReview) -> Markup:
    """What an area needs from central government, the evidence it gave, its figures, and what is still missing.

    Parameters
    ----------
    review : ProgressReview
        With a self-assessment; without one, or where it states no need, the page says so.
    """
    return Markup("".join(_html(kind, list(some)) for kind, some in groupby(case_paragraphs(review), itemgetter(0))))


def _html(kind: str, paragraphs: list[Paragraph]) -> str:
    items = ["".join(_run(*run) for run in runs) for _, runs in paragraphs]
    if tag := _LISTS.get(kind):
        return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"
    return "".join(f"<{_TAGS[kind]}>{item}</{_TAGS[kind][:2].rstrip()}>" for item in items)


def _run(text: str, stands_out: bool) -> str:
    shown = escape(text).replace("\n", "<br>")
    return f"<strong>{shown}</strong>" if stands_out else shown


def case_title(review: ProgressReview) -> str:
    return f"The case to central government: {review.lep}"


def case_paragraphs(review: ProgressReview) -> list[Paragraph]:
    title = _plain("title", case_title(review))
    if review.own is None:
        return [title, _plain("note", "Without a self-assessment there is no case to make.")]
    rows = review.case.to_dict("records")
    if not any(row["need"] for row in rows):
        return [title, _plain("note", "The self-assessment states no need, so there is no case to make.")]
    lead = (
        f"What {review.lep} says it needs, in the order of the areas that need attention first. Every line is the "
        f"area’s own answer of {words(review.own.head['assessed_on'])} or computed from published lists; nothing was "
        "added."
    )
    paragraphs = [title, *([("note", ((MADE_UP, True),))] if review.made_up else []), _plain("lead", lead)]
    paragraphs += [_plain("heading", "What is needed"), *(("numbered", _need(row)) for row in rows if row["need"])]
    if len(given := figures(review.own)):
        paragraphs += [_plain("heading", "Figures given")]
        paragraphs += [("bullets", _figure(row)) for row in given.to_dict("records")]
    if lacking := [_plain("bullets", f"{row['section']}: {row['gap']}.") for row in rows if row["gap"]]:
        paragraphs += [_plain("heading", "Before the case can be made"), *lacking]
    return paragraphs


def _plain(kind: str, text: str) -> Paragraph:
    return kind, ((text, False),)


def _need(row: Row) -> Runs:
    colours = "".join(f", {who} {row[side]}" for side, who in (("own", "the area"), ("peer", "its peer")) if row[side])
    shown = " ".join(filter(None, (row["evidence"], row["boards"]))).rstrip(".") or "no evidence was given"
    return ((row["need"], True), (f"\n{row['section']}{colours}. What shows it: {shown}.", False))


def _figure(row: Row) -> Runs:
    return ((f"{row['what']} ", False), (row["number"], True), (f" ({row['note']})" if row["note"] else "", False))
