"""`lepdata engagement`: a table, JSON and CSV of the same grades, the form, and one message for each mistake."""

from __future__ import annotations

import pytest

from lepdata.actions.survey import asked, read_survey
from lepdata.cli.main import main
from lepdata.files import RAW

SURVEY = RAW / "demonstration" / "engagement_survey.csv"


def run(capsys, *arguments):
    code = main(["engagement", *map(str, arguments)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


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
    given |= {one.id: "No" for one in asked()} | {"comment": "a secret"}
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        if row[0].value in given:
            sheet.cell(row[0].row, 4).value = given[row[0].value]
    book.save(path)
    answers = read_survey(path).answers
    assert len(answers) == 11 and {one.answer for one in answers} == {"no"}
    assert "secret" not in repr(answers)
