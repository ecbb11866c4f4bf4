"""A plan's page: what it says, shows and warns of, and that published words cannot harm it."""

from __future__ import annotations

import csv

import pytest

from lepdata.errors import UsageError
from lepdata.plans.rulebook import columns
from lepdata.reviews.parts import caveats, chart, heading, sentences, table
from lepdata.reviews.plan_review import review_plan
from lepdata.reviews.plan_tables import TABLES

NAMES = ["lancashire-2019", "south-east-2019", "exampleshire-2023"]


@pytest.fixture(scope="module", params=NAMES)
def review(request):
    return review_plan(request.param)


def test_every_table_and_the_chart_show_themselves(review) -> None:
    for kind in TABLES:
        shown = table(review, kind)
        assert (shown.caption and "<table" in shown._repr_html_()) or shown.empty
    drawn = chart(review, "milestones").to_dict()
    assert drawn["description"].startswith(str(len(table(review, "dated"))) + " dated item")
    assert heading(review).startswith("<h1>") and len(sentences(review)) >= 3 and caveats(review)


@pytest.mark.parametrize(
    ("name", "as_at", "basis"),
    [
        ("lancashire-2019", "2023-09-20", "known"),
        ("south-east-2019", "2020-12-11", "known"),
        ("exampleshire-2023", "2024-01-10", "update"),
    ],
)
def test_the_date_is_that_of_the_data_and_never_of_the_clock(name, as_at, basis) -> None:
    review = review_plan(name)
    assert (review.as_at, review.as_at_basis) == (as_at, basis)
    assert review_plan(name, "2019-06").as_at == "2019-06-30"


def test_a_plan_without_reports_is_said_to_be_so_and_nothing_is_overdue() -> None:
    said = " ".join(sentences(review_plan("lancashire-2019")))
    assert "No quarterly report on this plan was seen. 19 dates have passed since" in said
    assert "nothing is called overdue" in said and "a permanent chair leads the board (July 2019)" in said
    early = " ".join(sentences(review_plan("lancashire-2019", "2019-04-01")))
    assert "no date has passed yet" in early and "passed since" not in early


def test_a_fictional_plan_is_marked_everywhere() -> None:
    review = review_plan("exampleshire-2023")
    assert "Fictional" in heading(review) and "fictional" in sentences(review)[0] and "fictional" in caveats(review)[0]
    assert "ictional" not in heading(review_plan("lancashire-2019")) + " ".join(caveats(review_plan("lancashire-2019")))


def test_a_date_long_before_the_plan_is_pointed_out() -> None:
    warned = [one for one in caveats(review_plan("lancashire-2019")) if "14/03/18" in one]
    assert len(warned) == 3  # in the note of the copy, its two readings, and its year
    assert [one for one in caveats(review_plan("exampleshire-2023")) if "a year before" in one] == []


def test_what_slipped_is_told_with_a_report_alone() -> None:
    assert any("slipped" in one for one in sentences(review_plan("exampleshire-2023")))
    assert not any("slipped" in one for one in sentences(review_plan("lancashire-2019", "2019-07-31")))
    assert len(table(review_plan("lancashire-2019", "2019-07-31"), "slipped")) > 5


def test_reports_made_later_are_not_shown() -> None:
    assert set(table(review_plan("exampleshire-2023", "2023-07-05"), "updates")["Quarter"]) == {"2023-24 Q1"}
    assert table(review_plan("exampleshire-2023", "2023-07-04"), "updates").empty


@pytest.fixture
def hostile(tmp_path):
    """A plan whose every word is a script."""
    bad = "<script>alert(1)</script>"
    given = {"plan_id": "bad-2023", "lep": "Exampleshire", "title": bad, "improvement": "1", "improvement_summary": bad}
    given |= {"item_id": "bad-2023/1.p1", "kind": "monitoring", "text": bad, "when_as_published": bad, "owner": bad}
    path = tmp_path / "bad.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns("plan"), restval="")
        writer.writeheader()
        writer.writerow(given)
    return review_plan(str(path), "2023")


def test_published_words_are_escaped(hostile) -> None:
    shown = [heading(hostile), sentences(hostile)._repr_html_(), caveats(hostile)._repr_html_()]
    shown += [table(hostile, kind)._repr_html_() for kind in TABLES]
    assert "<script>" not in "".join(shown) and "&lt;script&gt;" in "".join(shown)
    assert chart(hostile, "milestones").to_dict()["description"].startswith("No item")


@pytest.mark.parametrize("as_at", ["soon", "2019-13", "2019-02-30"])
def test_a_date_that_is_none_is_refused(as_at) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        review_plan("lancashire-2019", as_at)
