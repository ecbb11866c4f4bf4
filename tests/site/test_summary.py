"""The one-page summary in docs/ says what the data say now, and a sample of a site has no dead link."""

from __future__ import annotations

from pathlib import Path

import pytest

import lepdata
from lepdata.site.sample import PAGE, SIX, copy_pages, summary_page


@pytest.fixture(scope="module")
def told() -> tuple[str, dict[str, bytes]]:
    return summary_page(lepdata.review_national())


def test_the_committed_summary_is_true(told: tuple[str, dict[str, bytes]]) -> None:
    root = Path(__file__).resolve().parents[2]
    assert (root / "docs" / PAGE).read_text(encoding="utf-8") == told[0], "run: make docs"
    assert all((root / "docs" / place).is_file() for place in told[1])


def test_every_finding_has_words_and_a_picture(told: tuple[str, dict[str, bytes]]) -> None:
    text, pictures = told
    assert len(pictures) == len(SIX) == text.count("\n## ")
    assert all(f"]({place})" in text for place in pictures)
    start = b'<svg xmlns="http://www.w3.org/2000/svg" '  # else no picture
    assert all(svg.startswith(start) for svg in pictures.values())


def test_links_to_pages_left_out_become_words(tmp_path):
    site, out = tmp_path / "site", tmp_path / "out"
    (site / "boards").mkdir(parents=True)
    (site / "assets").mkdir()
    (site / "assets" / "lepdata.css").write_text("p {}")
    (site / "assets" / "lepdata.js").write_text("")
    (site / "boards" / "a.html").write_text(
        '<a href="../national.html">Nation</a> <a href="b.html">B</a> <a href="#top">Top</a> '
        '<a class="x" href="https://example.org/">Out</a> <a href="../national.html#c">Part</a>'
    )
    (site / "national.html").write_text('<a href="boards/a.html">A</a> <a href="boards/b.html"><b>B</b></a>')
    copy_pages(site, out, ["national.html", "boards/a.html"])
    assert (out / "boards" / "a.html").read_text() == (
        '<a href="../national.html">Nation</a> <span>B</span> <a href="#top">Top</a> '
        '<a class="x" href="https://example.org/">Out</a> <a href="../national.html#c">Part</a>'
    )
    assert (out / "national.html").read_text() == '<a href="boards/a.html">A</a> <span><b>B</b></span>'
    assert {path.name for path in (out / "assets").iterdir()} == {"lepdata.css", "lepdata.js"}
