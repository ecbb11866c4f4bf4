"""Every published word is text wherever it is shown."""

import pandas as pd
import pytest

from lepdata.reviews.show import Caveats, Markup, Sentences, html_table, link, table_of

HOSTILE = ["<script>alert(1)</script>", "</script>", "{{ 7 * 7 }}", '" onload="x', "[a](javascript:x)", "\u202eevil"]


@pytest.mark.parametrize("text", HOSTILE)
def test_cells_captions_and_headings_are_escaped(text):
    html = html_table(pd.DataFrame({text: [text]}), text)
    assert "<script" not in html and 'onload="' not in html
    assert "<script" not in Sentences([text])._repr_html_() + Caveats([text])._repr_html_()


@pytest.mark.parametrize(
    ("address", "is_link"),
    [
        ("https://example.org", True),
        ("http://example.org", True),
        ("boards/new-anglia.html", True),
        ("javascript:alert(1)", False),
        ("javascript:x.html", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_and_of_the_site_become_links(address, is_link):
    assert link("words", address).startswith("<a ") == is_link


def test_an_empty_table_says_so():
    assert table_of([], ["A"], "Things")._repr_html_() == '<p class="lep-note">Things: none.</p>'


def test_a_table_stays_a_frame_with_its_caption():
    table = table_of([{"A": 1}, {"A": 2}], ["A"], "Things")
    assert table[table["A"] > 1].caption == "Things"


def test_finished_html_stands_once_in_a_notebook() -> None:
    from IPython.core.formatters import DisplayFormatter

    shown, _ = DisplayFormatter().format(Markup("<p>" + "Ada Example &amp; others " * 50 + "</p>"))
    assert shown["text/plain"].startswith("Ada Example & others") and len(shown["text/plain"]) < 200
    assert len(shown["text/html"]) > 1000
