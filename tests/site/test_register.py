"""The register's page: every word is text, every line has its place, nobody removed stands in it."""

import pandas as pd

from lepdata.reviews.boards import register_rows
from lepdata.reviews.markup import SECTOR_WORDS
from lepdata.site.others import correction_rows, register_page

ROW = {
    **dict.fromkeys(("name", "role", "organisation", "body", "source", "lep"), "x"),
    **{"id": "r1", "slug": "ada", "sector": "private", "counts": "yes", "kind": "LEP main board", "date": "July 2018"},
    **{"first": "2018-07-01", "last": "2018-07-31", "address": "https://example.org/a?b&c"},
}


def test_hostile_words_stay_words(read, stamp, hostile, as_shown):
    words = dict.fromkeys(("name", "role", "organisation", "body", "source", "lep", "kind"), hostile)
    made = read(register_page([{**ROW, **words, "address": "javascript:alert(1)"}], SECTOR_WORDS, stamp))
    assert made.harmless and made.text.count(as_shown) >= 7


def test_a_list_and_its_lines_carry_what_the_filter_asks(read, stamp):
    other = {**ROW, "id": "r2", "counts": "might"}
    third = {**ROW, "id": "r3", "kind": "sub-board", "body": "y", "address": "https://docslib.org/doc/1"}
    page = register_page([ROW, other, third], SECTOR_WORDS, stamp)
    made = read(page)
    first, second = [a for tag, a in made.tags if tag == "tbody"]
    asked = {"data-lep": "ada", "data-first": "2018-07-01", "data-last": "2018-07-31"}
    assert asked.items() <= first.items() and "data-body" not in first  # the table's kind of body, as most are
    assert {**asked, "data-body": "sub-board"}.items() <= second.items()
    lines = [a for tag, a in made.tags if tag == "tr" and "id" in a]
    assert lines[:2] == [{"id": "r1"}, {"id": "r2", "data-counts": "might"}]
    assert made.all("href", "a").count("https://example.org/a?b&c") == 1  # the source once a list
    assert made.text.count("copy on docslib.org") == 1 and page.count('id="at-ada"') == 1


def test_every_seat_is_in_it_once():
    ids = [row["id"] for row in register_rows()]
    assert len(ids) == len(set(ids)) > 2000


def test_a_removed_name_is_not_repeated():
    row = dict.fromkeys(("correction_id", "row_id", "field", "corrected", "signed_by", "signed_on", "reason"), "")
    shown = correction_rows(pd.DataFrame([{**row, "action": "remove", "published": "Ada Example", "source": ""}]))
    assert "Ada Example" not in shown.to_csv()
    assert shown.loc[0, "What"] == "name removed"
