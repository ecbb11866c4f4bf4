"""A board file against the publication standard."""

import json
from pathlib import Path

import pytest

from lepdata.read.standard import validate

BOARDS = Path(__file__).parent.parent / "boards"
HEAD = "Name,Job title,Organisation,Role,Date,Sector,Source,Completeness\n"
CHAIR = "Ada Example,Director,Example Ltd,chair,2019-03-31,private,https://example.org,full\n"
OTHER = "Ben Specimen,Leader,Example Council,member,2019-03-31,public,https://example.org,full\n"


def of(folder, text):
    path = folder / "my.csv"
    path.write_text(text, encoding="utf-8")
    return validate(path)


def test_a_board_that_meets_the_standard_has_neither_faults_nor_gaps(tmp_path):
    answer = of(tmp_path, HEAD + CHAIR + OTHER)
    assert (answer.faults, answer.gaps, answer.rows) == ((), (), 2)


def test_a_seat_without_a_name_is_a_gap_of_its_row():
    (gap,) = validate(BOARDS / "full.csv").gaps
    assert (gap.row, gap.column, gap.found) == (6, "person_name", "an empty cell")


@pytest.mark.parametrize(
    ("text", "row", "column", "found"),
    [
        (HEAD + CHAIR + OTHER.replace("Ben Specimen", ""), 3, "Name", "an empty cell"),
        (HEAD + CHAIR + OTHER.replace("Leader", " "), 3, "Job title", "an empty cell"),
        (HEAD + CHAIR + OTHER.replace("Example Council", ""), 3, "Organisation", "an empty cell"),
        (HEAD + CHAIR + OTHER.replace("member", ""), 3, "Role", "an empty cell"),
        (HEAD + CHAIR + OTHER.replace("public", ""), 3, "Sector", "an empty cell"),
        (HEAD + CHAIR + OTHER.replace("https://example.org", ""), 3, "Source", "an empty cell"),
        (HEAD + CHAIR + OTHER.replace("full", "not stated"), 3, "Completeness", "an empty cell"),
        ((HEAD + CHAIR + OTHER).replace("full", ""), None, "Completeness", "nothing in any row"),
        ((HEAD + CHAIR + OTHER).replace("2019-03-31", ""), None, "Date", "nothing in any row"),
        (HEAD + CHAIR + OTHER.replace("Ben Specimen", "ADA  Example"), 3, "Name", "whom row 2 has"),
        (HEAD + CHAIR.replace("chair", "member") + OTHER, None, "Role", "no chair"),
    ],
)
def test_one_gap(tmp_path, text, row, column, found):
    answer = of(tmp_path, text)
    assert answer.faults == ()
    (gap,) = answer.gaps
    assert (gap.row, gap.column) == (row, column)
    assert found in gap.found
    assert gap.expected
    assert gap.remedy


@pytest.mark.parametrize(
    ("status", "gaps"), [("", 0), ("current", 0), ("outgoing", 0), ("unclear", 0), ("former", 1), ("incoming", 1)]
)
def test_a_chair_who_has_left_or_not_yet_come_is_no_chair(tmp_path, status, gaps):
    head, chair = HEAD.replace("\n", ",Status\n"), CHAIR.replace("\n", f",{status}\n")
    assert len(of(tmp_path, head + chair + OTHER).gaps) == gaps


def test_a_name_in_two_lists_is_not_printed_twice(tmp_path):
    text = HEAD + CHAIR + CHAIR.replace("2019-03-31", "2020-03-31")
    assert of(tmp_path, text).gaps == ()


def test_the_title_of_a_source_will_do(tmp_path):
    text = (HEAD + CHAIR).replace("Source", "Source title").replace("https://example.org", "Annual report")
    assert of(tmp_path, text).gaps == ()


def test_a_role_nobody_can_read_is_a_fault_here(tmp_path):
    answer = of(tmp_path, HEAD + CHAIR + OTHER.replace("member", "vice chiar"))
    (fault,) = answer.faults
    assert (fault.row, fault.column, fault.found) == (3, "Role", "'vice chiar'")
    assert "deputy chair" in fault.expected
    assert answer.rows == 2


def test_faults_and_gaps_come_together(tmp_path):
    answer = of(tmp_path, HEAD + CHAIR.replace("2019-03-31", "2019-02-30") + OTHER.replace("public", ""))
    assert [fault.row for fault in answer.faults] == [2]
    assert [gap.column for gap in answer.gaps if gap.row == 3] == ["Sector"]


def test_without_a_column_of_people_or_seats_only_the_fault_is_said(tmp_path):
    answer = of(tmp_path, "Date,Sector\n2019,private\n")
    assert len(answer.faults) == 1
    assert answer.gaps == ()


def test_the_answer_as_a_frame_and_as_json(tmp_path):
    answer = of(tmp_path, HEAD + CHAIR + OTHER.replace("member", "wizard").replace("public", ""))
    frame = answer.as_frame()
    assert frame["kind"].tolist() == ["fault", "gap"]
    assert frame["row"].tolist() == [3, 3]
    data = json.loads(answer.as_json())
    assert list(data) == ["rows", "faults", "gaps"]
    assert data["rows"] == 2
    assert data["faults"][0]["found"] == "'wizard'"
    assert set(data["gaps"][0]) == {"file", "row", "column", "found", "expected", "remedy"}


def test_an_answer_with_nothing_in_it_is_an_empty_frame(tmp_path):
    frame = of(tmp_path, HEAD + CHAIR).as_frame()
    assert len(frame) == 0
    assert list(frame.columns) == ["kind", "file", "row", "column", "found", "expected", "remedy"]
