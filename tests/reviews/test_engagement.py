"""What a page says of engagement: the range, the step, the evidence with its source, and nobody who answered."""

from __future__ import annotations

import pytest

from lepdata.actions.engagement import grade
from lepdata.actions.survey import Given, Survey
from lepdata.files import RAW
from lepdata.reviews import known
from lepdata.reviews.engagement import grade_engagement, review_engagement
from lepdata.reviews.parts import caveats, heading, sentences, table
from lepdata.voice.voluntary import voluntary_measures

SURVEY = RAW / "demonstration" / "engagement_survey.csv"


def everything(found) -> str:
    parts = [sentences(found), caveats(found), *(table(found, kind) for kind in ("elements", "survey", "rubric"))]
    return str(heading(found)) + "".join(part._repr_html_() for part in parts)


@pytest.fixture(scope="module")
def made_up():
    return grade_engagement("Exampleshire", SURVEY)


@pytest.fixture(scope="module")
def nation():
    return review_engagement(as_at="2020-03-31", months=12)


@pytest.mark.parametrize(("lep", "as_at"), [("Cumbria", ""), ("New Anglia", "2019-06-30"), ("London", "")])
def test_what_the_page_asked_already_gives_the_same_grade(lep, as_at):
    shared, alone = grade_engagement(lep, as_at=as_at), grade(known.seats(), lep, as_at=as_at)
    assert shared.answers == alone.answers and shared.list_date == alone.list_date


def test_nothing_of_the_respondents_reaches_a_page(made_up):
    page = everything(made_up)
    assert "leader 1" not in page and "too late" not in page and "good officer" not in page
    assert "October 2023" in page and "2 October" not in page


def test_words_are_escaped(made_up):
    hostile = "<script>alert(1)</script>"
    answers = (made_up.answers[0]._replace(evidence=(made_up.answers[0].evidence[0]._replace(says=hostile),)),)
    spoilt = type(made_up)(hostile, "", "", answers, {})
    assert "<script>" not in everything(spoilt)


def test_a_settled_grade_has_a_sentence_of_its_own():
    asked = ("main_board", "sub_boards", "infrastructure", "nominate", "other_ways", "heard", "inclusion")
    no = Survey(tuple(Given("Dorset", "2020-02-01", question, "no") for question in asked for _ in range(5)))
    found = grade_engagement("Dorset", no)
    assert found.settled and "is inadequate" in sentences(found)[0]
    assert sentences(found)[1].startswith("No one step raises the grade by itself")


def test_the_nation_is_compared_with_the_study_honestly(nation):
    said = str(sentences(nation))
    assert "neither bear that out nor refute it: 0 of 38 LEPs are below good for certain and 38 may be" in said
    assert "main board of 6 LEPs" in said
    assert len(table(nation, "engagement")) == 38 and len(table(nation, "elements")) == 11
    assert (table(nation, "elements")[["Met", "Not met", "Cannot tell"]].sum(axis=1) == 38).all()


def test_seats_are_counted_as_the_study_of_seats_counts_them(nation):
    counted = voluntary_measures(known.seats()).set_index("measure")["met"]
    met = table(nation, "elements")["Met"].tolist()
    assert met[:4] == [counted["voice"], counted["infrastructure"], counted["sub-boards"], 0]
