"""The one-page summary in docs/ says what the data say now."""

from __future__ import annotations

from pathlib import Path

import pytest

import lepdata
from lepdata.site.summary import PAGE, SIX, summary_page


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
