"""The progress review: what its page says, charts that need no colour, and the refusals."""

from __future__ import annotations

import csv
import json
import re

import pytest

from lepdata.errors import InputFaults, UsageError
from lepdata.files import RAW
from lepdata.registers.geography import leps
from lepdata.reviews.action_charts import LETTERS
from lepdata.reviews.action_charts import PROGRESS as CHARTS
from lepdata.reviews.case import case_page
from lepdata.reviews.parts import caveats, chart, heading, sentences, table
from lepdata.reviews.progress import TABLES, progress_as_json, progress_leps, review_progress
from lepdata.reviews.show import Markup

OWN, PEER = (RAW / "demonstration" / f"health_check_{side}.csv" for side in ("own", "peer"))
MADE_UP = "Exampleshire is made up"


@pytest.fixture(scope="module")
def shown():
    return review_progress("Exampleshire")


def changed(tmp_path, name, **head):
    """A shipped form with its head changed."""
    with (PEER if "peer" in name else OWN).open(encoding="utf-8", newline="") as file:
        rows = [row | head for row in csv.DictReader(file)]
    path = tmp_path / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_made_up_area_says_so_everywhere(shown):
    assert MADE_UP in heading(shown) and MADE_UP in case_page(shown) and MADE_UP in caveats(shown)[0]
    assert progress_as_json(shown)["made_up"] is True
    assert MADE_UP not in heading(review_progress("Cumbria"))


def test_pages_are_for_areas_with_both_boards():
    names = progress_leps()
    assert names[-1] == "Exampleshire" and set(names[:-1]) <= set(leps()["lep"])
    assert "Leeds City Region" in names and "Cumbria" not in names


@pytest.mark.parametrize("lep", ["Exampleshire", "Leeds City Region", "Dorset", "Worcestershire"])
def test_every_part_can_be_shown(lep):
    review = review_progress(lep, "2024-12-31")
    for kind in TABLES:
        assert table(review, kind)._repr_html_()
    for kind in CHARTS:
        drawn = chart(review, kind)
        assert isinstance(drawn, Markup) or drawn.to_dict()["description"]
    json.dumps(progress_as_json(review))


def test_the_strip_can_be_read_without_colour(shown):
    spec = json.dumps(chart(shown, "rag").to_dict())
    letters = set(re.findall(r'"Letters": "(.)"', spec))
    assert letters == set(LETTERS.values()) and len(set(LETTERS.values())) == len(LETTERS)
    assert "three red, seven amber" in json.loads(spec)["description"]


def test_only_who_counts_is_named(shown):
    rows = table(shown, "carried over").to_dict("records")
    assert {row["Counts as carried over"]: bool(row["Who"]) for row in rows} == {"yes": True, "no": False}
    assert "Dan Placeholder" not in str(rows)


def test_words_in_a_form_cannot_become_markup(tmp_path):
    path = tmp_path / "form.csv"
    path.write_text(OWN.read_text(encoding="utf-8").replace("A named official", "<script>alert(1)</script>"), "utf-8")
    page = case_page(review_progress("Exampleshire", health_check=path))
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_a_peer_alone_is_refused():
    with pytest.raises(UsageError, match="give a self-assessment as well"):
        review_progress("Cumbria", peer=PEER)


def test_an_assessment_of_a_day_before_integration_is_refused(tmp_path):
    path = changed(tmp_path, "own.csv", assessed_on="2024-03-31")
    with pytest.raises(
        InputFaults,
        match=r"row 2, column assessed_on \(cell D2\): found '2024-03-31'; expected a day on or after 2024-04-01",
    ):
        review_progress("Exampleshire", health_check=path)
    assert review_progress("Exampleshire", health_check=changed(tmp_path, "own.csv", assessed_on="2024-04-01")).own


def test_a_second_assessment_before_the_first_is_refused(tmp_path):
    path = changed(tmp_path, "peer.csv", assessed_on="2024-11-19")
    with pytest.raises(InputFaults, match="expected a day on or after 2024-11-20"):
        review_progress("Exampleshire", health_check=OWN, peer=path)


def test_the_day_asked_about_rules_over_that_of_the_form():
    assert review_progress("Exampleshire").as_at == "2024-11-20"
    earlier = review_progress("Exampleshire", "2024-07-15")
    assert earlier.due["state"].tolist()[0] == "now"
    assert "later than the date asked about" in " ".join(caveats(earlier))


@pytest.mark.parametrize(
    ("lep", "said"),
    [
        ("Greater Manchester", "names 1 person: one with a name that somebody there bears, which alone is not enough."),
        ("Thames Valley Berkshire", "names 1 person: one not found on the board before."),
        ("Exampleshire", "names 15 people: six on the board before too"),
    ],
)
def test_who_carried_over_is_said_without_counting_nobody(lep, said):
    assert said in " ".join(sentences(review_progress(lep)))
