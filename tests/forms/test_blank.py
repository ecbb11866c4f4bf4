"""The blank form: lists to choose from, nothing that a spreadsheet runs, the same bytes each time."""

import csv

import openpyxl
import pytest

from lepdata.errors import UsageError
from lepdata.forms.blank import first_question, form_rows, write_form
from lepdata.forms.questions import form

STOCKTAKE = form("stocktake")
TOP = first_question(STOCKTAKE)
HOSTILE = ("=1+1", "+1", "@x", "-1")


def test_every_question_has_a_list_with_the_scale(tmp_path):
    book = openpyxl.load_workbook(write_form(STOCKTAKE, tmp_path / "f.xlsx"))
    sheet = book["Form"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert len(rules) == len(STOCKTAKE.questions)
    for row, one in enumerate(STOCKTAKE.questions, start=TOP):
        assert sheet.cell(row, 1).value == one.question_id
        rule = rules[f"D{row}"]
        assert (rule.type, rule.showErrorMessage) == ("list", True)
        name, cells = rule.formula1.split("!")
        shown = [cell[0].value for cell in book[name][cells.replace("$", "")]]
        assert shown == [choice.label for choice in one.choices]


def test_questions_of_other_kinds_have_a_hint_and_no_list(tmp_path, small):
    book = openpyxl.load_workbook(write_form(small, tmp_path / "f.xlsx"))
    rules = {str(rule.sqref): rule for rule in book["Form"].data_validations.dataValidation}
    top = first_question(small)
    assert rules[f"D{top}"].type == "list"
    assert [rules[f"D{top + at}"].type for at in range(1, 5)] == [None] * 4
    assert "2019-06-30" in rules[f"D{top + 1}"].prompt


def test_version_and_instructions_stand_on_the_file(tmp_path):
    book = openpyxl.load_workbook(write_form(STOCKTAKE, tmp_path / "f.xlsx"))
    head = {row[0].value: row[3].value for row in book["Form"].iter_rows(max_row=TOP - 1)}
    assert (head["form"], head["version"]) == ("stocktake", STOCKTAKE.version)
    words = [cell.value for row in book["Instructions"].iter_rows() for cell in row if cell.value]
    assert any("ours" in text for text in words)
    assert all(one.text in words for one in STOCKTAKE.questions)


def test_the_first_question_stands_where_it_is_said_to(small):
    for own in (STOCKTAKE, small):
        assert list(form_rows(own, {}))[first_question(own) - 1][0] == own.questions[0].question_id


@pytest.mark.parametrize("text", HOSTILE)
def test_no_given_word_is_a_formula(tmp_path, text):
    book = openpyxl.load_workbook(write_form(STOCKTAKE, tmp_path / "f.xlsx", {"answered_by": text}))
    cells = [cell for row in book["Form"].iter_rows() for cell in row if cell.value == text]
    assert [cell.data_type for cell in cells] == ["s"]
    path = write_form(STOCKTAKE, tmp_path / "f.csv", {"answered_by": text})
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert "'" + text in [cell for row in csv.reader(file) for cell in row]


@pytest.mark.parametrize("name", ["f.xlsx", "f.csv"])
def test_the_same_form_is_the_same_file(tmp_path, name):
    first, second = (write_form(STOCKTAKE, tmp_path / f"{number}{name}") for number in (1, 2))
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("f.pdf", {}, "ends in .xlsx or .csv"),
        ("no/f.xlsx", {}, "no folder"),
        ("there.xlsx", {}, "exists already"),
        ("f.xlsx", {"counsil": "x"}, "council"),
    ],
)
def test_what_cannot_be_written_is_refused(tmp_path, name, given, words):
    (tmp_path / "there.xlsx").write_bytes(b"mine")
    with pytest.raises(UsageError, match=words):
        write_form(STOCKTAKE, tmp_path / name, given)
    assert (tmp_path / "there.xlsx").read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir()] == ["there.xlsx"]
