"""The register's page: every word is text, every line has its place, nobody removed stands in it."""

from __future__ import annotations

import pandas as pd

from lepdata.reviews.boards import register_rows
from lepdata.reviews.wording import SECTOR_WORDS
from lepdata.site.others import correction_rows, register_page

ROW = {
    **dict.fromkeys(("name", "role", "organisation", "body", "source", "lep"), "x"),
    **{"id": "r1", "slug": "ada", "sector": "private", "counts": "yes", "kind": "LEP main board", "date": "July 2018"},
    **{"first": "2018-07-01", "last": "2018-07-31", "address": "https://example.org/a?b&c"},
}


def test_hostile_words_stay_words(read, stamp, hostile, as_shown):
    words = dict.fromkeys(("name", "role", "organisation", "body", "source", "lep", "kind"), hostile)
    made = read(register_page([{**ROW, **words, "address": "javascript:alert(1)"}], SECTOR_WORDS, stamp))
    assert [a.get("src") for tag, a in made.tags if tag == "script"] == ["assets/lepdata.js"]
    assert not [link for link in made.all("href") if link.startswith("javascript:")]
    assert made.text.count(as_shown) >= 7


def test_a_line_carries_what_the_filter_asks(read, stamp):
    other = {**ROW, "id": "r2", "kind": "sub-board", "counts": "might"}
    made = read(register_page([ROW, other], SECTOR_WORDS, stamp))
    line, second = [a for tag, a in made.tags if tag == "tr" and "id" in a]
    asked = {"lep": "ada", "sector": "private", "first": "2018-07-01", "last": "2018-07-31"}
    same = {f"data-{name}": value for name, value in asked.items()}
    assert line == {"id": "r1"} | same  # of the table's kind of body, and a member: as most are
    assert second == {"id": "r2", "data-body": "sub-board", "data-counts": "might"} | same
    assert [a["data-body"] for tag, a in made.tags if tag == "table"] == ["LEP main board"]
    assert "https://example.org/a?b&c" in made.all("href", "a")


def test_every_seat_is_in_it_once():
    ids = [row["id"] for row in register_rows()]
    assert len(ids) == len(set(ids)) > 2000


def test_a_removed_name_is_not_repeated():
    row = dict.fromkeys(("correction_id", "row_id", "field", "corrected", "signed_by", "signed_on", "reason"), "")
    shown = correction_rows(pd.DataFrame([{**row, "action": "remove", "published": "Ada Example", "source": ""}]))
    assert "Ada Example" not in shown.to_csv()
    assert shown.loc[0, "What"] == "name removed"
