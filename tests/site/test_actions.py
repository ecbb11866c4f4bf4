"""Plans, progress and stock-takes: where their pages stand, how they are reached, and what marks the fictional area."""

import pytest

from lepdata.batch.parameters import Job
from lepdata.batch.runs import Result
from lepdata.site.others import Action, actions_page
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
    assert "Made from data data 7 by rules rules 5 with lepdata 0.1.0;" in words
    assert "asked for lep New Anglia, as_at left empty (the latest usable list), rounds 3, other left empty." in words
