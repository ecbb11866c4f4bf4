"""Good board files in all their variety."""

import codecs
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from lepdata.model.vocabulary import BOARD_COLUMNS
from lepdata.read.board import read_board, read_published, read_raw_boards

BOARDS = Path(__file__).parent.parent / "boards"


def board(folder, text, name="my.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
    return path


def workbook(folder, *rows, title="Sheet", name="my.xlsx"):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(folder / name)
    return folder / name


def test_a_full_board_comes_back_word_for_word():
    rows = read_board(BOARDS / "full.csv")
    raw = pd.read_csv(BOARDS / "full.csv", dtype=str, keep_default_na=False)
    assert list(rows.columns) == [*BOARD_COLUMNS, "file", "line"]
    pd.testing.assert_frame_equal(rows[list(BOARD_COLUMNS)], raw)
    assert rows["line"].tolist() == [2, 3, 4, 5, 6]
    assert set(rows["file"]) == {"full.csv"}
    assert rows.attrs["caveats"] == []


def test_synonyms_in_any_order_are_read_and_the_words_stay_as_published():
    rows = read_board(BOARDS / "synonyms.csv")
    assert rows["person_name"].tolist() == ["Ada Example", "Ben Specimen"]
    assert rows["organisation"].tolist() == ["Example Engineering, Ltd", "Exampleshire Council"]
    assert rows["role"].tolist() == ["Vice-Chair", "Board member"]
    assert rows["job_title"].tolist() == ["Director", 'Leader, "Example First"']
    assert rows["snapshot_date"].tolist() == ["2019-03-31", "2019-03-31"]
    assert rows["status"].tolist() == ["", ""]
    assert len(rows.attrs["caveats"]) == 1
    assert "'Shoe size'" in rows.attrs["caveats"][0]


def test_the_published_table_keeps_every_column_under_its_own_heading():
    table = read_published(BOARDS / "synonyms.csv")
    assert list(table.columns) == ["Company", "Board Role", "Name ", "JOB_TITLE", "Sector", "Shoe size", "As at"]
    assert table["As at"].tolist() == ["31 March 2019", "31/03/2019"]
    assert len(table) == len(read_board(BOARDS / "synonyms.csv"))


GOOD = "Name,Role,Organisation\nAda Example,Chair,Zoë’s Café\nBen Specimen,member,B\n"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(GOOD.encode(), id="plain"),
        pytest.param(codecs.BOM_UTF8 + GOOD.encode(), id="byte order mark"),
        pytest.param(GOOD.replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param(GOOD.replace("\n", "\r").encode(), id="old Macintosh line ends"),
        pytest.param(GOOD.rstrip("\n").encode(), id="no line end at the end"),
        pytest.param(GOOD.replace(",", ";").encode(), id="semicolons"),
        pytest.param(GOOD.replace(",", "\t").encode(), id="tabs"),
        pytest.param(GOOD.replace("Role", '"ROLE"').encode(), id="quoted heading"),
        pytest.param((GOOD + "\n,,\n , ,\n").encode(), id="blank rows at the end"),
        pytest.param(GOOD.replace("\n", ",,\n").encode(), id="empty cells beyond the headings"),
    ],
)
def test_the_same_board_however_it_was_saved(tmp_path, content):
    rows = read_board(board(tmp_path, content))
    assert rows["person_name"].tolist() == ["Ada Example", "Ben Specimen"]
    assert rows["organisation"].tolist() == ["Zoë’s Café", "B"]
    assert rows["line"].tolist() == [2, 3]


@pytest.mark.parametrize(("sign", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "upright bars")])
def test_another_separator_is_said(tmp_path, sign, name):
    rows = read_board(board(tmp_path, GOOD.replace(",", sign)))
    assert [name in caveat for caveat in rows.attrs["caveats"]] == [True]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Name", "person_name"),
        ("full name", "person_name"),
        ("Board Members", "person_name"),
        ("JobTitle", "job_title"),
        ("job-title", "job_title"),
        ("Organization", "organisation"),
        ("Company", "organisation"),
        ("Employer (if any)", "organisation"),
        ("Role on the board", "role"),
        ("Représenting", "capacity_as_published"),
        ("Gender", ""),
        ("Names of guests", ""),
    ],
)
def test_headings(tmp_path, heading, column):
    other = "organisation" if column != "organisation" else "status"
    rows = read_board(board(tmp_path, f"{heading},{other}\nx,current\n"))
    assert [name for name in BOARD_COLUMNS if rows.loc[0, name] == "x"] == ([column] if column else [])


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("Name,Job title,Title", "honorific"),
        ("Name,Honorific,Title", "job_title"),
        ("Name,Role,Position", "job_title"),
        ("Name,Job title,Position", "role"),
    ],
)
def test_an_ambiguous_heading_is_settled_by_the_others_and_said(tmp_path, head, column):
    rows = read_board(board(tmp_path, f"{head}\nAda Example,chair,x\n"))
    assert rows.loc[0, column] == "x"
    assert column in rows.attrs["caveats"][0]


def test_a_name_in_two_columns_is_joined(tmp_path):
    rows = read_board(board(tmp_path, "Surname,First name\nExample,Ada\nSpecimen,\n"))
    assert rows["person_name"].tolist() == ["Ada Example", "Specimen"]
    assert rows.attrs["caveats"] == []


def test_words_stay_as_published_even_where_they_look_like_something_else(tmp_path):
    text = 'Name,Organisation,Job title\n"  Ada Example ",=SUM(A1:A2),007\n-,NA,"two\nlines"\nnull,+44,@x\n'
    rows = read_board(board(tmp_path, text))
    assert rows["person_name"].tolist() == ["  Ada Example ", "-", "null"]
    assert rows["organisation"].tolist() == ["=SUM(A1:A2)", "NA", "+44"]
    assert rows["job_title"].tolist() == ["007", "two\nlines", "@x"]
    assert rows["line"].tolist() == [2, 3, 4]


def test_a_short_row_is_filled_and_said(tmp_path):
    rows = read_board(board(tmp_path, "Name,Role\nAda Example\n"))
    assert rows.loc[0, "role"] == ""
    assert "fewer cells" in rows.attrs["caveats"][0]


@pytest.mark.parametrize(
    ("full", "expected"),
    [(False, ["", "not stated", "partial"]), (True, ["full", "full", "partial"])],
)
def test_full_is_asserted_only_where_nothing_is_stated(tmp_path, full, expected):
    path = board(tmp_path, "Name,Completeness\nAda Example,\nBen Specimen,not stated\nCy Pattern,partial\n")
    assert read_board(path, full=full)["list_completeness"].tolist() == expected


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (date(2018, 7, 24), "dd/mm/yyyy", "2018-07-24"),
        (datetime(2018, 7, 24), "yyyy-mm-dd h:mm", "2018-07-24"),
        (datetime(2018, 7, 1), "mmm-yy", "2018-07"),
        (datetime(2018, 1, 1), "yyyy", "2018"),
        (2018, "General", "2018"),
        ("July 2018", "General", "2018-07"),
        (None, "General", ""),
    ],
)
def test_dates_in_a_workbook_are_as_exact_as_they_are_shown(tmp_path, value, number_format, expected):
    path = workbook(tmp_path, ["Name", "Date"], ["Ada Example", value])
    import openpyxl

    book = openpyxl.load_workbook(path)
    book.active["B2"].number_format = number_format
    book.save(path)
    assert read_board(path)["snapshot_date"].tolist() == [expected]


def test_numbers_in_a_workbook_are_text_and_blank_rows_keep_their_numbers(tmp_path):
    rows = read_board(workbook(tmp_path, ["ID", "Name"], [1, "Ada Example"], [], [2.0, "Ben Specimen"]))
    assert rows["row_id"].tolist() == ["1", "2"]
    assert rows["line"].tolist() == [2, 4]


def test_a_stray_cell_format_a_million_rows_down_is_no_burden(tmp_path):
    from openpyxl.styles import Font

    book = Workbook()
    book.active.append(["Name"])
    book.active.append(["Ada Example"])
    book.active.cell(1_048_576, 1).font = Font(bold=True)
    book.save(tmp_path / "my.xlsx")
    assert len(read_board(tmp_path / "my.xlsx")) == 1


@pytest.mark.parametrize(
    ("first", "second", "caveats"),
    [
        ("Board", "Notes", 0),
        ("Read me", "board", 1),
        ("2019", "Money", 1),
    ],
)
def test_the_sheet_meant_is_found(tmp_path, first, second, caveats):
    book = Workbook()
    book.active.title = first
    other = book.create_sheet(second)
    meant, left = (other, book.active) if second == "board" else (book.active, other)
    for row in (["Name"], ["Ada Example"]):
        meant.append(row)
    left.append(["Anything at all"])
    book.save(tmp_path / "my.xlsx")
    rows = read_board(tmp_path / "my.xlsx")
    assert rows["person_name"].tolist() == ["Ada Example"]
    assert len(rows.attrs["caveats"]) == caveats


def test_the_name_ending_may_be_in_capitals_and_the_path_text(tmp_path):
    assert len(read_board(str(board(tmp_path, GOOD, name="MY.CSV")))) == 2


def test_nothing_given_is_modified(tmp_path):
    path = board(tmp_path, GOOD)
    before = path.read_bytes()
    read_board(path, full=True)
    assert path.read_bytes() == before


def test_the_shipped_boards_have_the_same_shape_and_no_fault():
    shipped = read_raw_boards()
    assert list(shipped.columns) == [*BOARD_COLUMNS, "file", "line"]
    assert not shipped["row_id"].duplicated().any()
    assert len(shipped) == 2271
    assert (shipped.groupby("file")["line"].min() == 2).all()


def test_a_shipped_board_is_read_by_the_reader_for_everyone(tmp_path):
    shipped = read_raw_boards()
    path = tmp_path / "all.csv"
    shipped[list(BOARD_COLUMNS)].to_csv(path, index=False)
    pd.testing.assert_frame_equal(read_board(path)[list(BOARD_COLUMNS)], shipped[list(BOARD_COLUMNS)])
