"""`lepdata read`: a document -> a review workbook -> a board file that `check` takes."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import lepdata
from lepdata.read.documents.review import confirmed_board

PAGE = """<h1>Exshire Growth Board</h1><p>As at 31 March 2023</p>
<table><tr><th>Name</th><th>Role</th><th>Organisation</th></tr>
<tr><td>Ann Bell OBE</td><td>Chair</td><td>Bell &amp; Sons Ltd</td></tr>
<tr><td>Cllr Tom Carr</td><td>Member</td><td>Exshire County Council</td></tr>
<tr><td>Zerb Quonk</td><td>Member</td><td>Wexley Marl</td></tr></table>"""


def filled(path: Path, sheet: str, row: int, **cells: str) -> None:
    book = openpyxl.load_workbook(path)
    head = [cell.value for cell in book[sheet][1]]
    for name, text in cells.items():
        book[sheet].cell(row, head.index(name) + 1).value = text
    book.save(path)


SIGNED = {"signed_by": "Ada Example", "signed_on": "2026-11-28"}


@pytest.fixture
def review(run, tmp_path: Path) -> Path:
    (tmp_path / "board.html").write_text(PAGE, encoding="utf-8")
    assert run("read", tmp_path / "board.html", "-o", tmp_path / "review.xlsx")[0] == 0
    return tmp_path / "review.xlsx"


def test_in_doubt_first_and_coloured(review: Path) -> None:
    sheet = openpyxl.load_workbook(review)["Readings"]
    first = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert first["person_name"].value == "Zerb Quonk" and "capitals" in first["doubts"].value
    assert first["person_name"].fill.fgColor.rgb.endswith("FFF2B3") and not first["role"].fill.fill_type
    assert first["words"].value == "Zerb Quonk Member Wexley Marl"


def test_signed_becomes_a_board_file(run, review: Path) -> None:
    assert "sign it with your name" in run("read", "--confirm", review)[2]
    filled(review, "Documents", 2, lep="New Anglia", body="main board", **SIGNED)
    board = review.with_name("board.csv")
    assert run("read", "--confirm", review, "-o", board)[0] == 0
    rows = pd.read_csv(board, dtype=str, keep_default_na=False).set_index("person_name")
    assert rows.loc["Ann Bell", ["letters", "role", "organisation"]].tolist() == ["OBE", "chair", "Bell & Sons Ltd"]
    assert set(rows["snapshot_date"]) == {"2023-03-31"} and set(rows["signed_by"]) == {"Ada Example"}
    assert "full list, 3 members" in run("check", board)[1]


def test_what_was_settled_is_not_asked_again(run, review: Path) -> None:
    filled(review, "Documents", 2, **SIGNED)
    again = review.with_name("again.xlsx")
    assert run("read", review.with_name("board.html"), "--confirmed", review, "-o", again)[0] == 0
    sheet = openpyxl.load_workbook(again)["Readings"]
    assert {sheet.cell(row, 2).value for row in range(2, sheet.max_row + 1)} == {None}


WRONG = {"": "2 Name the documents", "a.html --confirm b.xlsx": "2 not both"}
WRONG |= {"missing.html": "1 no such file", "--confirm missing.xlsx": "1 no such file"}


@pytest.mark.parametrize("given", WRONG)
def test_wrong_use(run, given: str) -> None:
    code, said = WRONG[given].split(" ", 1)
    found, _, err = run("read", *given.split())
    assert found == int(code) and said in err


def test_a_line_not_understood_becomes_a_row_when_it_is_filled_in(run, tmp_path: Path) -> None:
    minutes, review = tmp_path / "minutes.txt", tmp_path / "review.xlsx"
    minutes.write_text("Present: Cllr Ann Bell\nZq 44 xx of a thing.\nCllr Tom Carr\n", encoding="utf-8")
    assert run("read", minutes, "-o", review)[0] == 0
    filled(review, "Documents", 2, **SIGNED)
    filled(review, "Unread", 2, person_name="Zq Forty")
    assert confirmed_board(review)["person_name"].tolist() == ["Ann Bell", "Tom Carr", "Zq Forty"]


def test_a_keep_that_is_neither_yes_nor_no_is_said_with_its_sheet_and_row(run, review: Path) -> None:
    filled(review, "Documents", 2, **SIGNED, date="2023", list_completeness="full")
    filled(review, "Readings", 3, keep="maybe")
    filled(review, "Readings", 4, keep="")
    assert "rows 3, 4, column keep (the sheet Readings): found 'maybe', ''" in run("read", "--confirm", review)[2]
    filled(review, "Readings", 3, keep="No")
    filled(review, "Readings", 4, keep="Yes", person_name=" ")
    assert "row 4, column keep (the sheet Readings): found 'Yes'" in run("read", "--confirm", review)[2]
    filled(review, "Readings", 4, person_name="Sue Dale", section="in_attendance")
    filled(review, "Readings", 5, person_name="Read Sulik")  # in a row of their own, with nothing else
    kept = lepdata.read_board(review)
    assert (
        kept["person_name"].tolist()
        == ["Zerb Quonk", "Sue Dale", "Read Sulik"]
        == [*confirmed_board(review).iloc[:, 5]]
    )
    assert set(kept["date_basis"]) == {"inferred"} and set(kept["list_completeness"]) == {"full"}
    filled(review, "Readings", 1, person_name="name")
    assert "no heading person_name" in run("read", "--confirm", review)[2]


def test_a_reading_is_confirmed_in_python_and_shown_where_it_stands(tmp_path: Path) -> None:
    reading = lepdata.read_documents(lepdata.example_document())
    board = lepdata.confirm(reading, "Ada Example", "2026-03-31", lep="Wessex", body="main board")
    assert set(board["snapshot_date"]) == {"2026-03-12"} and set(board["signed_by"]) == {"Ada Example"}
    assert len(board) == 7 and len(lepdata.check(board).answers)
    with pytest.raises(lepdata.InputFaults, match="sign it"):
        lepdata.confirm(reading, "", "")
    shown = lepdata.printed_place(lepdata.example_document(), reading.iloc[0])
    assert "data:image/png;base64," in shown and "Ann Bell framed" in shown
    (tmp_path / "board.html").write_text(PAGE, encoding="utf-8")
    row = lepdata.read_documents(tmp_path / "board.html").iloc[0]
    assert "<mark>Ann Bell OBE | Chair | Bell &amp; Sons Ltd<" in lepdata.printed_place(tmp_path / "board.html", row)
