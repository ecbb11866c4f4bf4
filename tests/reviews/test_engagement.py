"""What a page says of engagement: the range, the step, the evidence with its source, and nobody who answered."""

from __future__ import annotations

import pytest

from lepdata.engagement.grading import grade
from lepdata.engagement.survey import Given, Survey
from lepdata.errors import UsageError
from lepdata.files import RAW
from lepdata.reviews import known
from lepdata.reviews.engagement import grade_engagement, review_engagement
from lepdata.reviews.engagement_words import grade_sentence, step_sentence
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


def test_a_real_page_says_the_range_the_step_and_that_nobody_was_asked():
    found = grade_engagement("cumbria")
    said = str(sentences(found))
    assert "anything from inadequate to good: 5 of 20 points are shown" in said
    assert "at least requires improvement" in said and "No local voluntary leader has been asked" in said


@pytest.mark.parametrize(("lep", "as_at"), [("Cumbria", ""), ("New Anglia", "2019-06-30"), ("London", "")])
def test_what_the_page_asked_already_gives_the_same_grade(lep, as_at):
    shared, alone = grade_engagement(lep, as_at=as_at), grade(known.seats(), lep, as_at=as_at)
    assert shared.answers == alone.answers and shared.list_date == alone.list_date


def test_every_element_has_a_row_and_evidence_leads_to_its_source():
    shown = table(grade_engagement("Cumbria"), "elements")
    assert shown["Points at stake"].sum() == 20
    assert shown.loc[0, "Source address"] == "https://docslib.org/doc/4780059/board-papers"
    unknown = shown[shown["Answer"] == "cannot tell"]
    assert (unknown["What would settle it"] != "").all() and len(unknown) == 2


def test_nothing_is_called_inadequate_for_want_of_evidence(nation):
    assert [one.lep for one in nation.grades if one.highest.id == "inadequate"] == []


def test_the_made_up_area_says_so_and_is_graded_by_its_leaders(made_up):
    assert (made_up.lowest.id, made_up.highest.id) == ("requires-improvement", "good")
    assert "made up" in caveats(made_up)[0]
    assert "On 10 questions they agree, on 1 they do not" in str(sentences(made_up))


def test_nothing_of_the_respondents_reaches_a_page(made_up):
    page = everything(made_up)
    assert "leader 1" not in page and "too late" not in page and "good officer" not in page
    assert "October 2023" in page and "2 October" not in page


def test_too_few_answers_say_nothing_at_all():
    few = Survey(tuple(Given("Cumbria", "2020-02-01", "heard", "yes") for _ in range(4)))
    found = grade_engagement("Cumbria", few)
    shown = table(found, "survey")
    assert "too few answered" in str(sentences(found)) and "February" not in everything(found)
    assert shown["Answered"].tolist() == [""]


def test_words_are_escaped(made_up):
    hostile = "<script>alert(1)</script>"
    answers = (made_up.answers[0]._replace(evidence=(made_up.answers[0].evidence[0]._replace(says=hostile),)),)
    spoilt = type(made_up)(hostile, "", "", answers, {})
    assert "<script>" not in everything(spoilt)


def test_a_settled_grade_has_a_sentence_of_its_own():
    asked = ("main_board", "sub_boards", "infrastructure", "nominate", "other_ways", "heard", "inclusion")
    no = Survey(tuple(Given("Dorset", "2020-02-01", question, "no") for question in asked for _ in range(5)))
    found = grade_engagement("Dorset", no)
    assert found.settled and "is inadequate" in grade_sentence(found)
    assert step_sentence(found).startswith("No one step raises the grade by itself")


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


def test_what_only_leaders_say_names_the_survey_and_its_month(made_up):
    shown = table(made_up, "elements").set_index("Question")
    row = shown.loc["Is the sector itself invited to nominate its representatives?"]
    assert (row["Source"], row["Source address"], row["Answer"]) == ("survey of October 2023", "", "not met")


def test_the_tables_say_what_is_ours(nation):
    assert "the study's word" in table(nation, "grades")["Whose words"].tolist()
    assert table(nation, "rubric")["Ours"].str.contains("points").all()


def test_wrong_names_are_refused():
    with pytest.raises(UsageError):
        grade_engagement("Cumbra")
    with pytest.raises(UsageError):
        table(grade_engagement("Cumbria"), "element")


def test_later_evidence_is_left_out():
    assert grade_engagement("Cumbria", as_at="2020-01-01").shown < grade_engagement("Cumbria").shown
