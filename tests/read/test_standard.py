"""A board file against the publication standard, and the blank one to fill in."""

import json
from pathlib import Path

import openpyxl
import pytest
from cases import table
from paper import written

from lepdata.errors import InputFaults, UsageError
from lepdata.read.board import read_board
from lepdata.read.standard import template, validate
from lepdata.read.words import COLUMNS
from lepdata.vocabulary import BOARD_COLUMNS, COMPLETENESS, ROLES

BOARDS = Path(__file__).parent.parent / "boards"
HEAD = "Name,Job title,Organisation,Role,Date,Sector,Source,Completeness\n"
CHAIR = "Ada Example,Director,Example Ltd,chair,2019-03-31,private,https://example.org,full\n"
OTHER = "Ben Specimen,Leader,Example Council,member,2019-03-31,public,https://example.org,full\n"


def of(folder, text):
    return validate(written(folder, "my.csv", text))


@pytest.mark.parametrize(
    "text",
    [
        HEAD + CHAIR + OTHER,
        HEAD + CHAIR + CHAIR.replace("2019-03-31", "2020-03-31"),  # a name in two lists is not printed twice
        (HEAD + CHAIR).replace("Source", "Source title").replace("https://example.org", "Annual report"),
    ],
)
def test_a_board_that_meets_the_standard_has_neither_faults_nor_gaps(tmp_path, text):
    answer = of(tmp_path, text)
    assert (answer.faults, answer.gaps, answer.rows) == ((), (), len(text.splitlines()) - 1)
    assert list(answer.as_frame().columns) == ["kind", "file", "row", "column", "found", "expected", "remedy"]


def test_a_seat_without_a_name_is_a_gap_of_its_row():
    (gap,) = validate(BOARDS / "full.csv").gaps
    assert (gap.row, gap.column, gap.found) == (6, "person_name", "an empty cell")


@pytest.mark.parametrize(*table(Path(__file__).with_name("examples") / "one_gap.csv"))
def test_one_gap(tmp_path, whose, before, after, row, column, found):
    lines = {"chair": CHAIR, "other": OTHER}
    changed = [line.replace(before, after) if whose in (name, "both") else line for name, line in lines.items()]
    answer = of(tmp_path, "".join([HEAD, *changed]))
    assert answer.faults == ()
    (gap,) = answer.gaps
    assert (gap.row, gap.column) == (int(row) if row else None, column)
    assert found in gap.found
    assert gap.expected and gap.remedy


STATUSES = {"": 0, "current": 0, "outgoing": 0, "unclear": 0, "former": 1, "incoming": 1}


def test_a_chair_who_has_left_or_not_yet_come_is_no_chair(tmp_path):
    head, chair = HEAD.replace("\n", ",Status\n"), CHAIR.replace("\n", ",%s\n")
    assert {status: len(of(tmp_path, head + chair % status + OTHER).gaps) for status in STATUSES} == STATUSES


def test_a_role_nobody_can_read_is_a_fault_here_beside_the_gaps_in_a_frame_and_in_json(tmp_path):
    assert of(tmp_path, "Date,Sector\n2019,private\n").gaps == ()  # where nobody is named there is nothing to measure
    answer = of(tmp_path, HEAD + CHAIR + OTHER.replace("member", "vice chiar").replace("public", ""))
    (fault,) = answer.faults
    assert (fault.row, fault.column, fault.found, answer.rows) == (3, "Role", "'vice chiar'", 2)
    assert "deputy chair" in fault.expected
    assert answer.as_frame()[["kind", "row"]].to_numpy().tolist() == [["fault", 3], ["gap", 3]]
    data = json.loads(answer.as_json())
    assert list(data) == ["rows", "not_read", "caveats", "faults", "gaps"]
    assert data["faults"][0]["found"] == "'vice chiar'"
    assert set(data["gaps"][0]) == {"file", "row", "column", "found", "expected", "remedy"}


@pytest.mark.parametrize("name", ["board.xlsx", "board.csv", "BOARD.XLSX"])
def test_a_blank_template_has_one_fault_no_row(tmp_path, name):
    path = template(tmp_path / name)
    with pytest.raises(InputFaults) as caught:
        read_board(path)
    (fault,) = caught.value.faults
    assert "no row" in fault.found
    assert validate(path).faults == (fault,)


def test_a_filled_in_template_reads_back_without_fault_or_caveat(tmp_path):
    path = template(tmp_path / "board.xlsx")
    book = openpyxl.load_workbook(path)
    for number, column in enumerate(COLUMNS, start=1):
        book["Board"].cell(2, number, column["example"])
    book.save(path)
    rows = read_board(path)
    assert rows.loc[0, list(BOARD_COLUMNS)].tolist() == [column["example"] for column in COLUMNS]
    assert rows.attrs["caveats"] == []
    assert validate(path).faults == ()


def test_the_workbook_has_lists_notes_and_a_heading_that_stays(tmp_path):
    book = openpyxl.load_workbook(template(tmp_path / "board.xlsx"))
    board, notes = book["Board"], book["Notes"]
    heading = {cell.column_letter: cell.value for cell in board[1]}
    assert list(heading.values()) == list(BOARD_COLUMNS)
    assert board.freeze_panes == "A2"
    rules = board.data_validations.dataValidation
    lists = {heading[str(rule.sqref).split("2:")[0]]: rule.formula1.strip('"').split(",") for rule in rules}
    assert {*lists} == {column["column"] for column in COLUMNS if column["allowed"] or column["suggested"]}
    assert (lists["role"], lists["list_completeness"]) == (list(ROLES), list(COMPLETENESS))
    explained = [row[0].value for row in notes.iter_rows() if row[1].value]
    assert explained[1:] == list(BOARD_COLUMNS)
    # A month typed into any column stays text.
    texts = [one for one in board.column_dimensions.values() if one.number_format == "@"]
    assert sum(one.max - one.min + 1 for one in texts) == len(BOARD_COLUMNS)
    for column in COLUMNS:  # what a spreadsheet allows
        assert len(column["allowed"] or column["suggested"]) < 250 and len(column["meaning"]) <= 255


@pytest.mark.parametrize(
    ("name", "said"), [("mine.xlsx", "exists already"), ("board.ods", "ends in"), ("none/board.xlsx", "no folder")]
)
def test_wrong_usage_writes_nothing(tmp_path, name, said):
    (tmp_path / "mine.xlsx").write_text("mine")
    with pytest.raises(UsageError, match=said):
        template(tmp_path / name)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]
