"""A page on paper: a tagged PDF in A4 with title, language and words for its pictures, and nothing of this machine."""

import re
from pathlib import Path

import pytest
from headless import programs

from lepdata.site.paper import NAMED, page_pdf

pytestmark = pytest.mark.pages


def faults(pdf: bytes) -> list[str]:
    wanted = {
        "tags": rb"/StructTreeRoot \d",
        "its language": rb"/Lang \(en-GB\)",
        "a title": rb"/Title [(<][^)>]{8}",
        "headings of columns": rb"/S /TH\b",
        "A4": rb"/MediaBox \[0 0 59[45]\S* 84[12]\S*\]",
        "words for a picture": rb"/Alt [(<][^)>]{20}",
    }
    found = [f"no {what}" for what, sign in wanted.items() if not re.search(sign, pdf)]
    return found + ["an address of this machine"] * (b"file:" in pdf)


@pytest.mark.parametrize("name", ["boards/new-anglia.html", "national.html"])
def test_a_review_on_paper(name: str, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAMED, programs()[0])
    assert faults(page_pdf(site / name)) == []
    assert not list(site.rglob("*.paper.html"))
