"""Every published word is text wherever it is shown; frames and charts of an analyst's own look like the pages'."""

import altair as alt
import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter

import lepdata
from lepdata.reviews.markup import Caveats, Markup, Sentences, html_table, link, show, table_of

HOSTILE = ["<script>alert(1)</script>", "</script>", "{{ 7 * 7 }}", '" onload="x', "[a](javascript:x)", "\u202eevil"]


@pytest.mark.parametrize("text", HOSTILE)
def test_cells_captions_and_headings_are_escaped(text):
    frame = pd.DataFrame({text: [text]})
    for html in (html_table(frame, text), show(frame, text)._repr_html_(), show(frame, text, True)._repr_html_()):
        assert "<script" not in html and 'onload="' not in html
    assert "<script" not in Sentences([text])._repr_html_() + Caveats([text])._repr_html_()


def test_only_addresses_of_the_web_and_of_the_site_become_links():
    for address in ("https://example.org", "http://example.org", "boards/new-anglia.html"):
        assert link("words", address).startswith("<a ")
    for address in ("javascript:alert(1)", "javascript:x.html", "data:text/html,x", "//example.org", ""):
        assert link("words", address) == "words"


SECTORS = pd.Categorical(["council", "private", "private"], ["private", "council"])
MEMBERS = pd.DataFrame({"sector": SECTORS, "as_listed": ["met", "", "met"]})


@pytest.mark.parametrize(
    ("frame", "columns"),
    [
        (pd.DataFrame({"GVA": [1.5], "source": ["a"], "source_address": ["https://example.org"]}), ["GVA", "Source"]),
        (MEMBERS, ["Sector", "As listed"]),
        (MEMBERS.groupby("sector").size().rename("members"), ["Sector", "Members"]),
        (pd.crosstab(MEMBERS["as_listed"], MEMBERS["sector"]), ["As listed", "Private", "Council"]),
        (MEMBERS.groupby(["sector", "as_listed"]).size().reset_index(name="n"), ["Sector", "As listed", "N"]),
    ],
)
def test_names_of_columns_become_headings_and_a_named_index_is_a_column(frame, columns):
    html = show(frame, "Things")._repr_html_()
    headings = [part.split("<")[0] for part in html.split("<th scope=col>")[1:]]
    assert headings == columns and "<caption>Things</caption>" in html


def test_a_table_stays_a_frame_with_its_caption_and_an_empty_one_says_so():
    table = table_of([(1, 2), (2, 4)], ["A", "Twice"], "Things")
    assert table[table["A"] > 1].caption == "Things" and table["Twice"].tolist() == [2, 4]
    assert table_of([], ["A"], "Things")._repr_html_() == '<p class="lep-note">Things: none.</p>'


def test_finished_html_stands_once_in_a_notebook() -> None:
    shown, _ = DisplayFormatter().format(Markup("<p>" + "Ada Example &amp; others " * 50 + "</p>"))
    assert shown["text/plain"].startswith("Ada Example & others") and len(shown["text/plain"]) < 200
    assert len(shown["text/html"]) > 1000


def test_under_the_theme_an_analysts_chart_looks_like_the_pages_and_loads_nothing(charts_as_before) -> None:
    look = lepdata.theme()
    assert DisplayFormatter().format(look)[0]["text/html"].startswith('<style class="lep-parts">')  # badges too
    colour = alt.Color("sector:N", scale=look.sector_colours)
    shown = alt.Chart(MEMBERS, description="Three members.").mark_point().encode(color=colour)._repr_mimebundle_()
    assert set(shown) == {"application/vnd.vegalite.v5+json", "text/plain"} and shown["text/plain"] == "Three members."
    spec = shown["application/vnd.vegalite.v5+json"]
    library = lepdata.chart(lepdata.review_board("New Anglia"), "readings").to_dict()
    assert spec["config"] == library["config"]
    assert spec["encoding"]["color"]["scale"]["domain"][0] == "Private"
