"""Word documents that a screen reader can follow: a board on a page, and a case. Imports docx: import it late."""

import io
from collections import Counter
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from lxml.html import fromstring

from lepdata import display
from lepdata.actions.integration import figures
from lepdata.dates import words
from lepdata.english import joined, visible
from lepdata.read.xlsx import repacked
from lepdata.registers.geography import MADE_UP
from lepdata.reviews import boards, markup, parts, progress

LANGUAGE, FONT = "en-GB", "Arial"
_STYLES = {"Normal": 9.5, "Title": 18, "Heading 1": 12, "List Bullet": 9.5}
_BLACK = (0x0B, 0x0C, 0x0C)


def blank_note(title: str) -> Any:
    """An empty A4 document in one plain look, its language British English, under its title."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(1.5)
    for name, size in _STYLES.items():
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(*_BLACK)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()  # a font of the theme would go before one that is named
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        layout = style.paragraph_format
        layout.space_before, layout.space_after = Pt(8 if "Heading" in name else 0), Pt(3)
    language = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    language.set(qn("w:val"), LANGUAGE)
    about = document.core_properties
    about.title, about.author, about.language, about.comments = visible(title), "lepdata contributors", LANGUAGE, ""
    document.add_paragraph(visible(title), style="Title")
    return document


def grid(document: Any, rows: int, widths: Sequence[float], alt: str, headed: bool = True) -> Any:
    """An empty table of widths in centimetres, with words for those who cannot see it."""
    table = document.add_table(rows=rows, cols=len(widths), style="Table Grid")
    table.autofit = False
    _set_property(table._tbl.tblPr, "w:tblDescription", alt)
    if headed:
        _set_property(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader", "true")
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    return table


def add_table(
    document: Any, headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], alt: str
) -> None:
    table = grid(document, 1 + len(rows), widths, alt)
    for row, texts in zip(table.rows, (headings, *rows), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.paragraphs[0].add_run(visible(text)).bold = texts is headings
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
        _set_property(row._tr.get_or_add_trPr(), "w:cantSplit", "true")


def _set_property(properties: Any, tag: str, value: str) -> Any:
    """Add a property that python-docx has no name for, such as a table's description."""
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    properties.append(element)
    return element


def saved(document: Any) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return repacked(content.getvalue())


MOST_SOURCES, MOST_RULES, MOST_COUNTS = 3, 6, 4  # more would run over the page
_A_ROW = 30  # squares of the strip beside one another
_LONGEST = 150  # letters of a reason; all of it is on the board's page
_COLOURS = {name: colour.lstrip("#") for name, colour in markup.SECTOR_COLOURS.items()}
_LIGHT = {"28A197", "F46A25", "A285D1"}  # on which black letters are read


def board_note(review: boards.BoardReview, stamp: str = "") -> bytes:
    """A board on one page, as a Word document: answer, seats, six rows of rules, and what else was published."""
    document = blank_note(f"Who sat on the board of {review.lep}")
    said = parts.sentences(review)[: -1 if review.board else None]  # the strip counts by sector
    for sentence in said:
        document.add_paragraph(visible(sentence))
    if review.board is not None:
        _add_strip(document, review)
        _add_rules(document, review)
    # What the board itself published of its make-up, the newest first.
    own = display.row_dicts(review.shares[review.shares["what"] != "A published list"].tail(MOST_COUNTS).iloc[::-1])
    counts = [f"{row['date']}: {row['count']} {row['group']}" for row in own]
    answered = "answered from the published list over all readings of “private”; unknown is never counted as no"
    # Addresses as text: a link in published words is nobody's to follow unseen.
    named = review.documents[["source", "source_address"]].itertuples(index=False)
    sources = [f"{title}: {address}" for title, address in named]
    if (more := len(sources) - MOST_SOURCES) > 0:
        sources = [*sources[:MOST_SOURCES], f"and {more} more, which the board's page lists."]
    lists = {
        "What else was published": counts or ["No count of its members without names is known."],
        "Bear in mind": [*[one for one in parts.caveats(review) if one not in said][:2], f"Each rule is {answered}."],
        "Sources": sources,
    }
    for heading, items in lists.items():
        document.add_paragraph(heading, style="Heading 1")
        for item in items:
            document.add_paragraph(visible(item), style="List Bullet")
    if stamp:
        document.add_paragraph(visible(stamp))
    return saved(document)


def _add_strip(document: Any, review: boards.BoardReview) -> None:
    """A square a seat, shaded by sector and lettered; what is not known or not seen is white."""
    seats, counts = review.seats, Counter(review.seats["group"])
    if seats.empty:
        return
    document.add_paragraph("The seats", style="Heading 1")
    alt = f"One square a seat: {joined([f'{n} {group.lower()}' for group, n in counts.items()])}."
    for at in range(0, len(seats), _A_ROW):
        row = seats.iloc[at : at + _A_ROW]
        squares = grid(document, 1, [17 / _A_ROW] * len(row), alt, headed=False).rows[0].cells
        for cell, group, sign in zip(squares, row["group"], row["sign"], strict=True):
            run = cell.paragraphs[0].add_run(sign[:1])
            run.font.size, run.bold, cell.paragraphs[0].paragraph_format.space_after = Pt(8), True, Pt(0)
            if not sign.startswith("?") and (colour := _COLOURS.get(group)):
                run.font.color.rgb = RGBColor(*(_BLACK if colour in _LIGHT else (255, 255, 255)))
                _set_property(cell._tc.get_or_add_tcPr(), "w:shd", "clear").set(qn("w:fill"), colour)
    unknown = markup.SECTOR_WORDS["unknown"]
    letters = [f"{'?' if group == unknown else group[0]} {group.lower()} {n}" for group, n in counts.items()]
    document.add_paragraph(visible(f"{'; '.join(letters)}."))


def _add_rules(document: Any, review: boards.BoardReview) -> None:
    rows = []
    for rule, answer, sure, why, *_ in parts.table(review, "rules").astype(str).itertuples(index=False):
        short, *_ = why.partition(" What would ")  # settle it stands on the board's page
        short = short if len(short) <= _LONGEST else f"{short[:_LONGEST].rpartition(' ')[0]} …"
        rows.append((rule, answer, sure, short))
    if len(rows) > MOST_RULES:
        rest = display.gathered((answer, rule) for rule, answer, *_ in rows[MOST_RULES - 1 :])
        others = "; ".join(f"{answer}: {joined(rules)}" for answer, rules in rest.items())
        rows[MOST_RULES - 1 :] = [("And the others", "", "", others)]
    document.add_paragraph("Does the board meet the rules?", style="Heading 1")
    alt = "One row for each rule: the rule, what the list answers over all readings, how sure that is, and why."
    add_table(document, ("Rule", "Answer", "How sure", "Why"), rows, (4.4, 2.2, 2.2, 8.2), alt)


# --- what an area needs from central government, made of its own answers and computed lines alone

_CASE_STYLES = {"h3": "Heading 1", "ol": "List Number", "ul": "List Bullet"}


def case_note(review: progress.ProgressReview) -> bytes:
    """The page of `case_page` as a Word document."""
    title, *others = fromstring(visible(case_page(review).replace("<br>", "\n"))).iter("h2", "p", "h3", "li")
    document = blank_note(title.text_content())
    for one in others:
        paragraph = document.add_paragraph(style=_CASE_STYLES.get((one.getparent() if one.tag == "li" else one).tag))
        for text in one.xpath("text()|strong/text()"):
            paragraph.add_run(str(text)).bold = (text.is_text and text.getparent().tag == "strong") or None
    return saved(document)


def case_page(review: progress.ProgressReview) -> markup.Markup:
    """What an area needs from central government, the evidence it gave, its figures, and what is still missing.

    Parameters
    ----------
    review : ProgressReview
        With a self-assessment; without one, or where it states no need, the page says so.
    """
    rows, own = display.row_dicts(review.case), review.own
    for row in rows:
        row["shown"] = " ".join(filter(None, (row["evidence"], row["boards"]))).rstrip(".") or "no evidence was given"
    given = figures(own).itertuples(index=False, name=None) if own else ()
    about = {"rows": rows, "figures": list(given), "day": words(own.head["assessed_on"]) if own else ""}
    return markup.render("case.html", review=review, made_up=MADE_UP, **about)
