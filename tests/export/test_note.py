"""Notes in Word: they say what review and page say and nothing else, and a screen reader finds its way."""

import io
import re
from dataclasses import replace
from functools import cache
from html import unescape

import docx
import pytest
from docx.oxml.ns import qn

from lepdata.export.note import MOST_COUNTS, MOST_RULES, MOST_SOURCES, board_note, case_note, case_page
from lepdata.reviews.boards import review_board
from lepdata.reviews.parts import sentences, table
from lepdata.reviews.progress import review_progress

review_of = cache(review_board)
LEPS = ("New Anglia", "South East", "Cumbria", "Enterprise M3", "Gloucestershire", "Leeds City Region", "Humber")
LINE = 105  # letters; an A4 page of nine-and-a-half points holds 62 lines of so many


def opened(review):
    return docx.Document(io.BytesIO(board_note(review, "Made by a test.")))


def grid(word_table):
    return [[cell.text for cell in row.cells] for row in word_table.rows]


@pytest.mark.parametrize("lep", LEPS)
def test_every_board_has_a_note_that_says_what_its_review_says(lep):
    review = review_of(lep)
    document = opened(review)
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == f"Who sat on the board of {lep}"
    assert set(sentences(review)[:-1]) <= set(texts) and texts[-1] == "Made by a test."
    *strips, rules = document.tables
    assert sum(len(strip.columns) for strip in strips) == len(review.seats)
    assert [cell for strip in strips for cell in grid(strip)[0]] == [sign[:1] for sign in review.seats["sign"]]
    rows = [row[0] for row in grid(rules)[1:]]
    assert 1 <= len(rows) <= MOST_RULES
    assert rows[: MOST_RULES - 1] == table(review, "rules")["Rule"].tolist()[: MOST_RULES - 1]
    own = review.shares[review.shares["what"] == "Its own count"].tail(MOST_COUNTS)
    assert {f"{row['date']}: {row['count']} {row['group']}" for row in own.to_dict("records")} <= set(texts)
    # about how many lines it takes: a cell of the widest column holds half the letters of a line
    lines = sum(-(-len(text) // LINE) for text in texts)
    assert lines + sum(max(-(-len(row[-1]) // (LINE // 2)), 1) for one in document.tables for row in grid(one)) <= 62
    listed = texts[texts.index("Sources") + 1 : -1]
    known = review.documents
    assert listed[0] == f"{known['source'].iloc[0]}: {known['source_address'].iloc[0]}"
    assert len(listed) == min(len(known), MOST_SOURCES + 1)
    assert len(known) <= MOST_SOURCES or listed[-1].startswith(f"and {len(known) - MOST_SOURCES} more")


def test_it_is_accessible():
    document = opened(review_of("New Anglia"))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles[0] == "Title" and styles.count("Heading 1") == 5 and "List Bullet" in styles
    language = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == document.core_properties.language == "en-GB"
    assert document.core_properties.title == "Who sat on the board of New Anglia"
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in document.tables[-1].rows]
    assert heads == [True, *[False] * (len(heads) - 1)]
    for one in document.tables:
        assert one._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
    assert not document.inline_shapes  # no picture, so none without words
    page = document.sections[0]
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)


def test_a_board_without_a_dated_list_says_only_that():
    document = opened(review_of("New Anglia", "2010-11"))
    assert document.paragraphs[1].text.startswith("No dated list of the main board of New Anglia")
    assert document.tables == []


def test_hostile_words_are_text_and_the_same_review_is_the_same_bytes():
    review = review_of("Cumbria")
    evil = "<w:p>x</w:p> </w:t> {{ 7*7 }} \x08\x0b\x1b[31m \u202egnp.exe =1+1"
    members = review.board.members.assign(source_title=evil, source_url="javascript:alert(1)")
    document = opened(replace(review, board=replace(review.board, members=members)))
    said = document.paragraphs[-2].text
    assert said.startswith("<w:p>x</w:p> </w:t> {{ 7*7 }}") and "\u202e" not in said and "\x1b" not in said
    assert not [part.target_ref for part in document.part.rels.values() if part.is_external]
    assert board_note(review, "x") == board_note(review, "x") != board_note(review, "y")


@pytest.mark.parametrize("lep", ["Exampleshire", "Cumbria"])
def test_the_case_says_what_its_page_says(lep):
    review = review_progress(lep)
    said = " ".join(one.text for one in docx.Document(io.BytesIO(case_note(review))).paragraphs)
    assert said.split() == unescape(re.sub(r"<[^>]*>", " ", case_page(review))).split()
