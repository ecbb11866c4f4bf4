"""Forms by the command line: written, filled in, read; what is refused is among the golden texts."""

import csv
import io
import json

import openpyxl

from lepdata.actions.forms import form, write_form
from lepdata.actions.survey import asked, read_survey

YES = {one.id: "yes" for one in form("stocktake").questions}


def fill(path, answers):
    """Write answers beside the ids of a workbook's form."""
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        if row[0].value in answers:
            row[3].value = answers[row[0].value]
    book.save(path)


def test_a_survey_s_form_comes_back_as_answers(run, tmp_path):
    path = tmp_path / "form.xlsx"
    assert run("engagement", "--form", path)[0] == 0
    head = {"lep": "Cumbria", "answered_on": "2020-02-01", "respondent": "7", "comment": "a secret"}
    fill(path, head | {one.id: "No" for one in asked()})
    answers = read_survey(path).answers
    assert len(answers) == 11 and {one.answer for one in answers} == {"no"} and "secret" not in repr(answers)


def test_a_stocktake_s_form_is_written_filled_in_and_read(run, tmp_path):
    path = tmp_path / "f.xlsx"
    assert run("stocktake", "Dorset", "--form", path, "--council", "BCP")[0] == 0
    fill(path, {"answered_on": "2019-06-30"} | dict.fromkeys(YES, "Partly"))
    code, out, _ = run("stocktake", "--answers", path)
    assert code == 0 and "1 of the 2 councils of the area has answered. Not answered: Dorset Council." in out


def test_json_and_csv_hold_the_same_and_no_formula(run, tmp_path):
    path = tmp_path / "a.csv"
    head = {"lep": "Dorset", "council": "Dorset Council", "answered_on": "2019-06-30", "answered_by": "=cmd()"}
    write_form(form("stocktake"), path, head | YES)
    rows = list(csv.reader(open(path, encoding="utf-8-sig", newline="")))  # noqa: SIM115
    rows[-1][4] = "'=1+1"
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    code, out, _ = run("stocktake", "Dorset", "--answers", path, "--format", "json")
    assert code == 0 and json.loads(out)["answers"][-1]["note"] == "=1+1"
    code, out, _ = run("stocktake", "Dorset", "--answers", path, "--format", "csv")
    table = list(csv.DictReader(io.StringIO(out)))
    assert len(table) == 52 and [row["note"] for row in table if row["note"]] == ["'=1+1"]
