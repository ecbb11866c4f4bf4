"""A page on paper: a tagged PDF in A4 with title, language and words for its pictures, and nothing of this machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from headless import programs

from lepdata.site.paper import NAMED, page_pdf

pytestmark = pytest.mark.pages


def on_paper(page: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setenv(NAMED, programs()[0])
    return page_pdf(page)


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
    pdf = on_paper(site / name, monkeypatch)
    assert faults(pdf) == []
    assert not list(site.rglob("*.paper.html"))


def test_a_poor_paper_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text("<html><main><p>x</p><svg><rect/></svg></main>")
    assert len(faults(on_paper(tmp_path / "page.html", monkeypatch))) >= 4
