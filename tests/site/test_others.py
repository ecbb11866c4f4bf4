"""The pages beside those of boards: plans, progress, stock-takes, the fictional area, the register and corrections."""

import pandas as pd
import pytest

from lepdata.batch.parameters import Job
from lepdata.batch.runs import Result
from lepdata.reviews.boards import register_rows
from lepdata.reviews.markup import SECTOR_WORDS
from lepdata.site.others import Action, actions_page, correction_rows, register_page
from lepdata.site.pages import page

PLAN = Action("plans/ada", "Ada: improvement plan", "What Ada said it would do.")
MADE_UP = Action("progress/exampleshire", "Exampleshire: progress", "Before and after.")
BANNER = "Fictional area: made up for demonstration."


@pytest.fixture
def built(executed, write_site, tmp_path):
    def build(names, actions):
        files = [executed(name.replace("/", "-"), f"# {name}") for name in names]
        jobs = map(Job, names, [tmp_path / "review.ipynb"] * len(names), [{"lep": name} for name in names], files)
        return write_site([Result(job, True) for job in jobs], actions=actions)

    return build


def test_pages_stand_in_the_folder_of_their_kind_and_are_listed(built, read):
    out = built(["plans/ada", "progress/exampleshire"], [MADE_UP, PLAN])
    listed = read((out / "actions.html").read_text())
    assert {"plans/ada.html", "progress/exampleshire.html"} <= set(listed.all("href", "a"))
    assert [one for one in listed.all("id") if one != "content"] == ["plans", "try"]  # what is made up stands apart
    words = " ".join(listed.text.split())
    assert words.count("Fictional area") == 1 and "What Ada said it would do." in words
    front = read((out / "index.html").read_text())
    assert "actions.html" in front.all("href", "a")
    assert all(one in " ".join(front.text.split()) for one in ("became of it: 1 page.", "Try it: a made-up area."))


def test_a_page_says_what_stands_above_it(built, read):
    out = built(["plans/ada", "bob"], [PLAN])
    plan, board = (read((out / place).read_text()) for place in ("plans/ada.html", "boards/bob.html"))
    above = [link for link in plan.all("href", "a") if link in ("../actions.html#plans", "../actions.html")]
    assert above == ["../actions.html", "../actions.html", "../actions.html#plans"]  # navigation, then the trail
    assert [a["aria-label"] for tag, a in board.tags if tag == "nav"] == ["Site", "Breadcrumb", "Where next"]
    assert [a["aria-label"] for tag, a in read((out / "index.html").read_text()).tags if tag == "nav"] == ["Site"]


@pytest.mark.parametrize(
    ("name", "words", "marked"),
    [
        ("plans/exampleshire", "# A plan", True),
        ("plans/ada", "# The plan of Exampleshire", True),
        ("plans/ada", "# Ada\n\nthe EXAMPLESHIRE council", True),
        ("plans/ada", "# Ada, for example", False),
    ],
)
def test_the_fictional_area_is_marked_wherever_it_is_named(executed, read, stamp, name, words, marked):
    made = page(executed("a", words), name, stamp=stamp, here="actions")
    assert (BANNER in read(made).text) == marked
    assert ("(fictional)" in made.split("</title>")[0]) == marked


def test_hostile_words_stay_words(read, stamp, hostile, as_shown):
    made = read(actions_page([Action("plans/a", hostile, hostile)], stamp))
    assert made.text.count(as_shown) == 2 and made.harmless


def test_data_rules_code_and_parameters_are_each_named(executed, read, stamp):
    asked = {"lep": "New Anglia", "as_at": "", "rounds": 3, "other": None}
    made = read(page(executed("a", "# A"), "", stamp=stamp, here="", parameters=asked))
    words = " ".join(made.text.split())
    assert "Made from data data 7 by rules rules 5 with lepdata 0.1.0." in words
    assert "Asked for: area, New Anglia; date, that of the latest usable list; rounds, 3; other, none." in words


ROW = {
    **dict.fromkeys(("name", "role", "organisation", "body", "source", "lep"), "x"),
    **{"id": "r1", "slug": "ada", "sector": "private", "counts": "yes", "kind": "LEP main board", "date": "July 2018"},
    **{"first": "2018-07-01", "last": "2018-07-31", "address": "https://example.org/a?b&c"},
}


def test_hostile_words_stay_words_in_the_register(read, stamp, hostile, as_shown):
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
