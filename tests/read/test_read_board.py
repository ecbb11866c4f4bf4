"""Good board files in all their variety."""

import codecs
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
from openpyxl.styles import Font
from paper import sheets, written

from lepdata.read.board import read_board, read_published, read_raw_boards
from lepdata.read.standard import validate
from lepdata.vocabulary import BOARD_COLUMNS

BOARDS = Path(__file__).parent.parent / "boards"


def board(folder, text, name="my.csv"):
    return written(folder, name, text)


def test_a_full_board_comes_back_word_for_word():
    rows = read_board(BOARDS / "full.csv")
    raw = pd.read_csv(BOARDS / "full.csv", dtype=str, keep_default_na=False)
    assert list(rows.columns) == [*BOARD_COLUMNS, "file", "line"]
    pd.testing.assert_frame_equal(rows[list(BOARD_COLUMNS)], raw)
    assert rows["line"].tolist() == [2, 3, 4, 5, 6]
    assert set(rows["file"]) == {"full.csv"}
    assert rows.attrs["caveats"] == []


def test_synonyms_in_any_order_are_read_and_the_published_table_keeps_every_column():
    rows, table = read_board(BOARDS / "synonyms.csv"), read_published(BOARDS / "synonyms.csv")
    assert rows["organisation"].tolist() == ["Example Engineering, Ltd", "Exampleshire Council"]
    assert rows["job_title"].tolist() == ["Director", 'Leader, "Example First"']
    assert rows["snapshot_date"].tolist() == ["2019-03-31", "2019-03-31"]
    (left,) = rows.attrs["not_read"]
    assert (left["what"], left["text"]) == ("column", "Shoe size")
    assert list(table.columns) == ["Company", "Board Role", "Name ", "JOB_TITLE", "Sector", "Shoe size", "As at"]
    assert table["As at"].tolist() == ["31 March 2019", "31/03/2019"]


GOOD = "Name,Role,Organisation\nAda Example,Chair,Zoë’s Café\nBen Specimen,member,B\n"


SAVED = {
    "plain": GOOD.encode(),
    "byte order mark": codecs.BOM_UTF8 + GOOD.encode(),
    "Windows line ends": GOOD.replace("\n", "\r\n").encode(),
    "old Macintosh line ends": GOOD.replace("\n", "\r").encode(),
    "no line end at the end": GOOD.rstrip("\n").encode(),
    "quoted heading": GOOD.replace("Role", '"ROLE"').encode(),
    "blank rows at the end": (GOOD + "\n,,\n , ,\n").encode(),
    "empty cells beyond the headings": GOOD.replace("\n", ",,\n").encode(),
}


@pytest.mark.parametrize("how", SAVED)
def test_the_same_board_however_it_was_saved(tmp_path, how):
    rows = read_board(board(tmp_path, SAVED[how]))
    assert rows["person_name"].tolist() == ["Ada Example", "Ben Specimen"]
    assert rows["organisation"].tolist() == ["Zoë’s Café", "B"]
    assert rows["line"].tolist() == [2, 3]


AMBIGUOUS = {
    "Name,Job title,Title": "honorific",
    "Name,Honorific,Title": "job_title",
    "Name,Role,Position": "job_title",
    "Name,Job title,Position": "role",
}


@pytest.mark.parametrize(("head", "column"), AMBIGUOUS.items())
def test_an_ambiguous_heading_is_settled_by_the_others_and_said(tmp_path, head, column):
    rows = read_board(board(tmp_path, f"{head}\nAda Example,chair,x\n"))
    assert rows.loc[0, column] == "x"
    assert column in rows.attrs["caveats"][0]


@pytest.mark.parametrize(
    ("text", "column", "words", "caveats"),
    [
        ("Surname,First name\nExample,Ada\nSpecimen,\n", "person_name", ["Ada Example", "Specimen"], []),
        ("Name,Role\nAda Example\n", "role", [""], ["fewer cells"]),
        (GOOD.replace(",", ";"), "role", ["Chair", "member"], ["semicolons"]),
        (GOOD.replace(",", "\t"), "role", ["Chair", "member"], ["tabs"]),
        (GOOD.replace(",", "|"), "role", ["Chair", "member"], ["upright bars"]),
        # words stay as published even where they look like something else
        ('Name\n"  Ada Example "\n-\nnull\n=SUM(A1:A2)\n', "person_name",
         ["  Ada Example ", "-", "null", "=SUM(A1:A2)"], []),
        ('Name,Job title\nA,007\nB,"two\nlines"\nC,NA\nD,@x\n', "job_title", ["007", "two\nlines", "NA", "@x"], []),
    ],
)  # fmt: skip
def test_words_and_caveats(tmp_path, text, column, words, caveats):
    rows = read_board(board(tmp_path, text))
    assert rows[column].tolist() == words
    assert rows["line"].tolist() == list(range(2, len(words) + 2))
    said = rows.attrs["caveats"]
    assert len(said) == len(caveats) and all(map(str.__contains__, said, caveats))


def test_full_is_asserted_only_where_nothing_is_stated(tmp_path):
    path = board(tmp_path, "Name,Completeness\nAda Example,\nBen Specimen,not stated\nCy Pattern,partial\n")
    assert read_board(path)["list_completeness"].tolist() == ["", "not stated", "partial"]
    assert read_board(path, full=True)["list_completeness"].tolist() == ["full", "full", "partial"]


DATES = [
    (date(2018, 7, 24), "dd/mm/yyyy", "2018-07-24"),
    (datetime(2018, 7, 24), "yyyy-mm-dd h:mm", "2018-07-24"),
    (datetime(2018, 7, 1), "mmm-yy", "2018-07"),
    (datetime(2018, 1, 1), "yyyy", "2018"),
    (2018.0, "General", "2018"),
    ("July 2018", "General", "2018-07"),
    (None, "General", ""),
]


def test_dates_in_a_workbook_are_as_exact_as_they_are_shown(tmp_path):
    book = sheets({"Board": [["Name", "Date"], [], *(["Ada Example", value] for value, _, _ in DATES)]})
    for line, (_, number_format, _) in enumerate(DATES, 3):
        book.active.cell(line, 2).number_format = number_format
    book.active.cell(1_048_576, 1).font = Font(bold=True)  # a stray format a million rows down is no burden
    book.save(tmp_path / "my.xlsx")
    rows = read_board(tmp_path / "my.xlsx")
    assert rows[["snapshot_date", "line"]].to_numpy().tolist() == [[one[2], at] for at, one in enumerate(DATES, 3)]


@pytest.mark.parametrize(("titles", "left"), [("Board|Notes", 0), ("Read me|board", 1), ("2019|Money", 1)])
def test_the_sheet_meant_is_found(tmp_path, titles, left):
    others = {title: [["Anything at all"]] for title in titles.split("|")}
    people = {title: [["Name"], ["Ada Example"]] for title in others if title in ("Board", "board", "2019")}
    sheets(others | people).save(tmp_path / "my.xlsx")
    rows = read_board(tmp_path / "my.xlsx")
    assert rows["person_name"].tolist() == ["Ada Example"]
    assert [one["what"] for one in rows.attrs["not_read"]] == ["sheet"] * left


def test_private_details_are_said_carried_nowhere_and_faults_of_a_file_to_be_published(tmp_path):
    text = "Name,Organisation,Ethnicity,Date of birth,Email\nAda Example,Example Ltd,x-ethnic,1901-02-03,a@b.example\n"
    path = board(tmp_path, text, name="MY.CSV")
    rows = read_board(str(path))
    assert not rows.astype(str).apply(lambda cells: cells.str.contains("x-ethnic|1901|@")).any(axis=None)
    (said,) = [one for one in rows.attrs["caveats"] if one.startswith("Private details")]
    assert all(name in said for name in ("'Ethnicity'", "'Date of birth'", "'Email'"))
    answer = validate(path)
    faults = [fault.column for fault in answer.faults if fault.expected == "nothing beyond the public role"]
    assert faults == ["Ethnicity", "Date of birth", "Email"]
    assert "x-ethnic" not in answer.as_json()
    assert path.read_text() == text


def test_the_shipped_boards_have_the_same_shape_and_no_fault():
    shipped = read_raw_boards()
    assert list(shipped.columns) == [*BOARD_COLUMNS, "file", "line"]
    assert not shipped["row_id"].duplicated().any()
    assert len(shipped) > 2400
    assert (shipped.groupby("file")["line"].min() == 2).all()


def test_a_shipped_board_is_read_by_the_reader_for_everyone(tmp_path):
    shipped = read_raw_boards()
    path = tmp_path / "all.csv"
    shipped[list(BOARD_COLUMNS)].to_csv(path, index=False)
    pd.testing.assert_frame_equal(read_board(path)[list(BOARD_COLUMNS)], shipped[list(BOARD_COLUMNS)])
