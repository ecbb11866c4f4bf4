"""The case to central government as a Word document: what the page says, and nothing else."""

from __future__ import annotations

import io
import re
from html import unescape

import docx
import pytest

from lepdata.export.note import case_note
from lepdata.reviews.case import case_page
from lepdata.reviews.progress import review_progress


def words(text: str) -> list[str]:
    return re.sub(r"<[^>]*>", " ", text).split()


def read(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


@pytest.mark.parametrize("lep", ["Exampleshire", "Cumbria"])
def test_the_document_says_what_the_page_says(lep: str) -> None:
    review = review_progress(lep)
    assert words(" ".join(read(case_note(review)))) == words(unescape(re.sub(r"<[^>]*>", " ", str(case_page(review)))))


def test_it_marks_the_made_up_area_numbers_the_needs_and_ends_with_its_stamp() -> None:
    review = review_progress("Exampleshire")
    content = case_note(review, "Data 1, lepdata 2.")
    assert case_note(review, "Data 1, lepdata 2.") == content
    paragraphs = docx.Document(io.BytesIO(content)).paragraphs
    assert "made up" in paragraphs[1].text and paragraphs[1].runs[0].bold
    needs = [one for one in paragraphs if one.style.name == "List Number"]
    assert len(needs) >= 3 and all(one.runs[0].bold for one in needs)
    assert paragraphs[-1].text == "Data 1, lepdata 2."
