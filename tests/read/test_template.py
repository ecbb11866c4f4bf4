"""The blank board file."""

import openpyxl
import pytest

from lepdata.model.faults import InputFaults, UsageError
from lepdata.model.vocabulary import BOARD_COLUMNS, COMPLETENESS, ROLES
from lepdata.read.board import read_board
from lepdata.read.headings import columns
from lepdata.read.standard import template, validate


@pytest.mark.parametrize("name", ["board.xlsx", "board.csv", "BOARD.XLSX"])
def test_a_blank_template_has_one_fault_no_row(tmp_path, name):
    path = template(tmp_path / name)
    with pytest.raises(InputFaults) as caught:
        read_board(path)
    (fault,) = caught.value.faults
    assert "no row" in fault.found
    assert len(validate(path).faults) == 1


def filled(path):
    book = openpyxl.load_workbook(path)
    for number, column in enumerate(columns().values(), start=1):
        book["Board"].cell(2, number, column.example)
    book.save(path)


def test_a_filled_in_template_reads_back_without_fault_or_caveat(tmp_path):
    path = template(tmp_path / "board.xlsx")
    filled(path)
    rows = read_board(path)
    assert rows.loc[0, list(BOARD_COLUMNS)].tolist() == [column.example for column in columns().values()]
    assert rows.attrs["caveats"] == []
    assert validate(path).faults == ()


def test_a_filled_in_csv_reads_back(tmp_path):
    path = template(tmp_path / "board.csv")
    with path.open("a", encoding="utf-8") as file:
        file.write("," * 5 + "Zoë Example" + "," * 13 + "\n")
    assert read_board(path)["person_name"].tolist() == ["Zoë Example"]


def test_the_workbook_has_lists_notes_and_a_heading_that_stays(tmp_path):
    book = openpyxl.load_workbook(template(tmp_path / "board.xlsx"))
    board, notes = book["Board"], book["Notes"]
    assert [cell.value for cell in board[1]] == list(BOARD_COLUMNS)
    assert board.freeze_panes == "A2"
    lists = {
        board[str(rule.sqref).split(":")[0].rstrip("0123456789") + "1"].value: rule.formula1.strip('"').split(",")
        for rule in board.data_validations.dataValidation
    }
    assert set(lists) == {
        "date_basis", "role", "status", "attendance", "sector_as_published", "list_completeness",
    }  # fmt: skip
    assert lists["role"] == list(ROLES)
    assert lists["list_completeness"] == list(COMPLETENESS)
    explained = [row[0].value for row in notes.iter_rows() if row[1].value]
    assert explained[1:] == list(BOARD_COLUMNS)


def test_a_month_typed_into_the_date_column_stays_text(tmp_path):
    board = openpyxl.load_workbook(template(tmp_path / "board.xlsx"))["Board"]
    letter = openpyxl.utils.get_column_letter(BOARD_COLUMNS.index("snapshot_date") + 1)
    assert board.column_dimensions[letter].number_format == "@"


@pytest.mark.parametrize("name", ["board.xlsx", "board.csv"])
def test_the_same_bytes_every_time(tmp_path, name):
    first = template(tmp_path / name).read_bytes()
    (tmp_path / "again").mkdir()
    assert template(tmp_path / "again" / name).read_bytes() == first
    assert b"2000-01-01" not in first  # the fixed time lies inside the compressed entry, not beside it


def test_an_existing_file_is_left_as_it_is(tmp_path):
    path = tmp_path / "board.xlsx"
    path.write_text("mine")
    with pytest.raises(UsageError, match="exists already"):
        template(path)
    assert path.read_text() == "mine"


@pytest.mark.parametrize("name", ["board.ods", "board", "none/board.xlsx"])
def test_wrong_usage_writes_nothing(tmp_path, name):
    with pytest.raises(UsageError):
        template(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_choices_fit_what_a_spreadsheet_allows():
    for column in columns().values():
        assert len(",".join(column.allowed)) < 250
        assert len(column.meaning) <= 255
