"""`lepdata stocktake`: from the questions to a form, from filled-in forms to what they say."""

import csv
import io
import json

import openpyxl
import pytest

from lepdata.__main__ import main
from lepdata.actions.forms import form, write_form

YES = {one.id: "yes" for one in form("stocktake").questions}


def dorset(path, council="Dorset Council", **more):
    given = {"lep": "Dorset", "council": council, "answered_on": "2019-06-30"}
    return str(write_form(form("stocktake"), path, given | YES | more))


def test_a_form_is_written_filled_in_and_read(tmp_path, capsys):
    path = tmp_path / "f.xlsx"
    assert main(["stocktake", "Dorset", "--form", str(path), "--council", "BCP"]) == 0
    assert str(path) in capsys.readouterr().out
    book = openpyxl.load_workbook(path)
    sheet = book["Form"]
    assert [sheet[cell].value for cell in ("D5", "D6")] == ["Dorset", "Bournemouth, Christchurch and Poole Council"]
    sheet["D7"] = "2019-06-30"
    for row in range(10, 36):
        sheet.cell(row, 4).value = "Partly"
    book.save(path)
    assert main(["stocktake", "--answers", str(path)]) == 0
    assert "1 of the 2 councils of the area has answered. Not answered: Dorset Council." in capsys.readouterr().out


def test_json_and_csv_hold_the_same_and_no_formula(tmp_path, capsys):
    path = dorset(tmp_path / "a.csv", answered_by="=cmd()")
    rows = list(csv.reader(open(path, encoding="utf-8-sig", newline="")))  # noqa: SIM115
    rows[-1][4] = "'=1+1"
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    assert main(["stocktake", "Dorset", "--answers", path, "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["answers"][-1]["note"] == "=1+1"
    assert main(["stocktake", "Dorset", "--answers", path, "--format", "csv"]) == 0
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(table) == 52 and [row["note"] for row in table if row["note"]] == ["'=1+1"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["Dorst"], 2, "Dorset"),
        (["Dorset", "--council", "BCP"], 2, "--form"),
        (["--form", "{}/f.xlsx", "--council", "BCP"], 2, "Whose council"),
        (["Dorset", "--form", "{}/f.xlsx", "--council", "Kent County Council"], 2, "'Dorset Council'"),
        (["Dorset", "--form", "{}/f.doc"], 2, ".xlsx or .csv"),
        (["Dorset", "--form", "{}/f.xlsx", "--answers", "a.csv"], 2, "one at a time"),
        (["Dorset", "--answers", "{}/none.xlsx"], 1, "no file of this name"),
        (["Dorset", "--as-at", "soon"], 2, "cannot be read"),
        (["--answers", "{}"], 1, "a folder without a form"),
        (["--form", "{}"], 2, "name the partnership"),
    ],
)
def test_wrong_usage_is_said_in_one_message(tmp_path, capsys, arguments, code, words):
    assert main(["stocktake", *(one.replace("{}", str(tmp_path)) for one in arguments)]) == code
    printed = capsys.readouterr()
    assert words in printed.err and "Traceback" not in printed.err and not printed.out
    assert list(tmp_path.iterdir()) == []


def test_forms_of_two_partnerships_ask_which(tmp_path, capsys):
    paths = [dorset(tmp_path / "a.csv"), dorset(tmp_path / "b.csv", "Kent County Council", lep="South East")]
    assert main(["stocktake", "--answers", *paths]) == 2
    assert "Dorset, South East" in capsys.readouterr().err
    assert main(["stocktake", "South East", "--answers", *paths]) == 0
    assert "1 form for other partnerships was left aside." in capsys.readouterr().out
