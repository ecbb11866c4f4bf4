"""The case to central government as a Word document: what the page says, and nothing else."""

import io
import re
from html import unescape

import docx
import pytest

from lepdata.export.note import case_note, case_page
from lepdata.reviews.progress import review_progress


def words(text: str) -> list[str]:
    return re.sub(r"<[^>]*>", " ", text).split()


def read(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


@pytest.mark.parametrize("lep", ["Exampleshire", "Cumbria"])
def test_the_document_says_what_the_page_says(lep: str) -> None:
    review = review_progress(lep)
    assert words(" ".join(read(case_note(review)))) == words(unescape(re.sub(r"<[^>]*>", " ", str(case_page(review)))))
