"""Reading a survey: every fault at once, and nothing of a respondent kept."""

from __future__ import annotations

import pytest

from lepdata.engagement.survey import Given, read_survey
from lepdata.errors import InputFaults
from lepdata.files import RAW

DEMONSTRATION = RAW / "demonstration" / "engagement_survey.csv"


def faults(path):
    with pytest.raises(InputFaults) as raised:
        read_survey(path)
    return [(fault.row, fault.column, fault.found) for fault in raised.value.faults]


def test_answers_are_read_without_respondents(write):
    path = write("Cumbria LEP,2020-02-14,7,yes,No,Don’t know,", "cumbria,2020-02-15,8,,,,no")
    assert read_survey(path).answers == (
        Given("Cumbria", "2020-02-14", "heard", "no"),
        Given("Cumbria", "2020-02-14", "inclusion", "not known"),
        Given("Cumbria", "2020-02-14", "main_board", "yes"),
        Given("Cumbria", "2020-02-15", "nominate", "no"),
    )


def test_a_heading_may_be_the_question_itself(write):
    head = "LEP,Answered on,Respondent,Is the sector invited to nominate its own representatives?"
    assert read_survey(write("Cumbria,2020-02-14,1,yes", head=head)).answers[0].question == "nominate"


def test_order_does_not_tell_who_answered_what(write):
    lines = ["Cumbria,2020-02-14,1,yes,no,,", "Cumbria,2020-02-14,2,no,yes,,"]
    assert read_survey(write(*lines)).answers == read_survey(write(*reversed(lines))).answers


def test_nothing_of_the_respondents_is_kept():
    read = read_survey(DEMONSTRATION)
    kept = repr(read) + repr(read.answers)
    assert "leader" not in kept and "Made up" not in kept and "comment" not in kept
    assert "yes" not in repr(read)


@pytest.mark.parametrize(
    ("line", "row", "column", "found"),
    [
        ("Cumbra,2020-02-14,1,yes,,,", 2, "lep", "an area nobody knows"),
        (",2020-02-14,1,yes,,,", 2, "lep", "an area nobody knows"),
        ("Cumbria,14 February,1,yes,,,", 2, "answered_on", "no such day"),
        ("Cumbria,2020-02,1,yes,,,", 2, "answered_on", "no such day"),
        ("Cumbria,2020-02-30,1,yes,,,", 2, "answered_on", "no such day"),
        ("Cumbria,2020-02-14,,yes,,,", 2, "respondent", "nothing"),
        ("Cumbria,2020-02-14,1,maybe,,,", 2, "main_board", "something that is no answer"),
        ("Cumbria,2020-02-14,1,,,,", 2, "", "a sheet without an answer"),
        ("Cumbria,2020-02-14,1,yes,,,,", 2, "", "8 cells"),
    ],
)
def test_every_fault_has_its_cell(write, line, row, column, found):
    (where, in_column, what), *more = faults(write(line))
    assert (where, in_column) == (row, column) and what.startswith(found) and not more


def test_all_faults_at_once_in_order_and_nothing_is_read(write):
    path = write("Nowhere,never,,perhaps,,,", "Cumbria,2020-02-14,1,yes,,,", "Cumbria,2020-02-14,1,no,,,")
    found = faults(path)
    assert [(row, column) for row, column, _ in found] == [
        (2, "lep"),
        (2, "answered_on"),
        (2, "respondent"),
        (2, "main_board"),
        (4, "respondent"),
    ]
    assert "row 3" in found[-1][2]


def test_one_code_in_two_areas_is_two_people(write):
    assert len(read_survey(write("Cumbria,2020-02-14,1,yes,,,", "London,2020-02-14,1,yes,,,")).leps) == 2


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("lep,answered_on,main_board", "no such column"),
        ("lep,answered_on,respondent,main_bord", "a column nobody knows"),
        ("lep,answered_on,respondent,heard,heard", "a second column for one question"),
    ],
)
def test_headings_are_judged_first(write, head, found):
    assert [what for _, _, what in faults(write("Nowhere,x,y", head=head))] == [found]


@pytest.mark.parametrize("text", ["", "lep,answered_on,respondent,heard\n"])
def test_a_file_without_answers_is_refused(tmp_path, text):
    path = tmp_path / "survey.csv"
    path.write_text(text, encoding="utf-8")
    assert faults(path) == [(None, "", "no row of answers")]


def test_no_message_repeats_a_name_or_an_answer(write):
    secret = "Zebedee Zweig"
    twice = f"Cumbria,2020-02-14,{secret},yes,,,"
    with pytest.raises(InputFaults) as raised:
        read_survey(write(f"Cumbria,{secret},1,{secret},,,", twice, twice))
    assert secret not in str(raised.value) and len(raised.value.faults) == 3
