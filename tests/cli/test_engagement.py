"""`lepdata engagement`: a table, JSON and CSV of the same grades, the form, and one message for each mistake."""

from __future__ import annotations

import csv
import io
import json

import pytest

from lepdata.cli.main import main
from lepdata.engagement.rules import questions
from lepdata.engagement.survey import read_survey
from lepdata.files import RAW

SURVEY = RAW / "demonstration" / "engagement_survey.csv"


def run(capsys, *arguments):
    code = main(["engagement", *map(str, arguments)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_one_partnership_in_words(capsys):
    code, out, err = run(capsys, "--lep", "Cumbria")
    assert (code, err) == (0, "")
    assert "infrastructure-body   MET" in out and "Bear in mind" in out


def test_all_partnerships_have_a_line(capsys):
    _, out, _ = run(capsys)
    assert len(out.splitlines()) == 39


def test_json_and_csv_say_the_same(capsys):
    _, out, _ = run(capsys, "--lep", "exampleshire", "--survey", SURVEY, "--format", "json")
    found = json.loads(out)
    _, out, _ = run(capsys, "--lep", "exampleshire", "--survey", SURVEY, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["outcome"] for row in rows] == [one["outcome"] for one in found["elements"]]
    assert {row["lowest_grade"] for row in rows} == {found["grade"]["lowest"]} == {"requires-improvement"}
    assert "leader 1" not in out and "too late" not in json.dumps(found)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--lep", "Cumbra"], 2, "Did you mean 'Cumbria'"),
        (["--as-at", "soon"], 2, "date asked for"),
        (["--survey", "nowhere.csv"], 1, "nowhere.csv"),
    ],
)
def test_one_message_for_each_mistake(capsys, arguments, code, message):
    found, out, err = run(capsys, *arguments)
    assert (found, out) == (code, "") and message in err and "Traceback" not in err


def test_faults_of_a_survey_are_all_told_and_nothing_is_printed(capsys, tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text("lep,answered_on,respondent,heard\nNowhere,x,1,yes\nCumbria,2020-01-01,2,perhaps\n")
    code, out, err = run(capsys, "--survey", path)
    assert (code, out) == (1, "") and len(err.splitlines()) == 3


def test_the_form_comes_back_as_answers(capsys, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "form.xlsx"
    assert run(capsys, "--form", path)[0] == 0
    book = openpyxl.load_workbook(path)
    given = {"lep": "Cumbria", "answered_on": "2020-02-01", "respondent": "7"}
    given |= {one.question_id: "No" for one in questions() if one.kind == "choice"} | {"comment": "a secret"}
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        if row[0].value in given:
            sheet.cell(row[0].row, 4).value = given[row[0].value]
    book.save(path)
    answers = read_survey(path).answers
    assert len(answers) == 11 and {one.answer for one in answers} == {"no"}
    assert "secret" not in repr(answers)
