from pathlib import Path

import pytest
from cases import table

from lepdata.site.html import MOST_ROWS, distinct, drawings, figure
from lepdata.site.pages import framed_page

EXAMPLES = Path(__file__).with_name("examples")


def test_a_picture_asks_for_nothing_and_shrinks(spec):
    svg = drawings(spec("Ada Example"))[0]
    assert svg.startswith('<svg class="lep-chart" ') and ' viewBox="0 0 ' in svg.split(">")[0]
    assert "http" not in svg and "<a " not in svg and 'aria-hidden="true"' in svg.split(">")[0]
    assert ["lep-only-wide" in svg for svg in drawings(spec("Ada", width=640))] == [True, False]  # much room: twice


def test_a_picture_is_the_same_in_every_process_and_order(spec):
    first = drawings(spec("Ada"))[0]
    assert 'id="part-1"' in first and "url(#part-1)" in first
    drawings(spec("Bob"))[0]
    assert drawings(spec("Ada"))[0] == first


def test_links_and_pictures_from_elsewhere_are_left_out(spec):
    linked = spec("Ada", mark={"type": "image"})
    linked["datasets"]["d"] = [{"n": 1, "who": "Ada", "u": "https://example.org/a.png"}]
    linked["encoding"] |= {"url": {"field": "u"}, "href": {"field": "u"}}
    svg = drawings(linked)[0]
    assert "https:" not in svg and "<a " not in svg and "<image" in svg


def test_data_elsewhere_are_refused(spec):
    with pytest.raises(ValueError, match="not allowed"):
        drawings(spec("Ada", data={"url": "https://example.org/x.csv"}))[0]


def test_a_figure_says_what_the_chart_shows_and_gives_its_data(spec, read):
    page = read(figure(spec("Ada Example")))
    assert page.all("role") == ["img"] and "Eight of twelve: Ada Example" in page.all("aria-label")
    assert [a.get("scope") for t, a in page.tags if t == "th"] == ["col", "col"]
    for word in ("Members of Ada Example", "Who", "N", "8", "4"):
        assert word in page.text
    assert "0.6667" not in page.text  # a column that is not drawn


def test_a_chart_that_cannot_be_drawn_leaves_its_words_and_data(spec, read):
    page = read(figure(spec("Ada", mark="no such mark")))
    assert "could not be drawn" in page.text and "Eight of twelve: Ada" in page.text and "Ada Example" in page.text
    assert "svg" not in [tag for tag, _ in page.tags]


def test_hostile_words_stay_words(spec, read, stamp, hostile, as_shown):
    page = read(framed_page([figure(spec(hostile))], "T", stamp=stamp, here=""))
    assert page.harmless and page.text.count(as_shown) >= 3  # title, table and axis
    assert [a["aria-label"] for _, a in page.tags if a.get("role") == "img"] == [f"Eight of twelve: {as_shown}"]


def test_long_data_are_cut_and_it_is_said(spec, read):
    long = spec("Ada")
    long["datasets"]["d"] = [{"n": n, "who": f"w{n}"} for n in range(MOST_ROWS + 5)]
    page = read(figure(long))
    assert [tag for tag, _ in page.tags].count("tr") == MOST_ROWS + 1 and "5 more rows" in page.text


@pytest.mark.parametrize(*table(EXAMPLES / "a_taken_identifier_is_numbered_with_all_that_points_at_it.csv"))
def test_a_taken_identifier_is_numbered_with_all_that_points_at_it(html, shown):
    assert distinct(html, {"a"}) == shown


def test_numbers_go_on():
    used: set[str] = set()
    pieces = [distinct('<p id="a"></p>', used) for _ in range(3)]
    assert pieces == ['<p id="a"></p>', '<p id="a-2"></p>', '<p id="a-3"></p>']
