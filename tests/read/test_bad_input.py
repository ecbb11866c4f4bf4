"""Every way in which a board file can be bad, and what is said about it."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from lepdata.errors import InputFaults
from lepdata.read.board import read_board
from lepdata.read.standard import validate

HEAD = "Name,Role,Date\n"
ROW = "Ada Example,chair,2019-03-31\n"


def as_workbook(*rows, sheets=("Board",)):
    book = Workbook()
    book.remove(book.active)
    for title in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def as_zip(*names):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


def faults_of(path, **options):
    with pytest.raises(InputFaults) as caught:
        read_board(path, **options)
    return caught.value.faults


def faults_in(folder, content, name="my.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return faults_of(path)


FORMULAS = as_workbook(["Name", "Role"], ["Ada", "=A2"], ["Ben", "=A3"])
ERROR_VALUE = as_workbook(["Name", "Role"], ["Ada", "#REF!"])

# name, content, row, column, and words of what was found, what was expected and what to do
ONE_FAULT = [
    ("my.csv", "", None, "", "an empty file", "headings", "template"),
    ("my.csv", " \n\n", None, "", "an empty file", "headings", "template"),
    ("my.xlsx", "", None, "", "an empty file", "headings", "template"),
    ("my.csv", b"\xef\xbb\xbf", None, "", "no filled row", "a row for each person", "add the board's members"),
    ("my.csv", HEAD, None, "", "no row under them", "a row for each person", "add the board's members"),
    ("my.csv", HEAD + ",,\n", None, "", "no row under them", "a row for each person", "add the board's members"),
    ("my.xlsx", as_workbook(["Name", "Role"]), None, "", "no row under them", "a row for each", "add the board's"),
    ("my.xlsx", as_workbook(), None, "", "no filled row", "a row for each", "add the board's"),
    # encodings
    ("my.csv", HEAD.encode() + b"Wa\xb3\xeasa,chair,", 2, "", "surely Windows-1252", "UTF-8", "--encoding"),
    ("my.csv", (HEAD + "Zo\x91,chair,\n" * 4).encode("latin-1"), 2, "", "and in 3 more rows", "UTF-8", "CSV UTF-8"),
    ("my.csv", (HEAD + ROW).encode("utf-16")[:-1], None, "", "UTF-16", "UTF-8", "CSV UTF-8"),
    ("my.csv", HEAD + ROW + "Ben\x00Specimen,member,\n", 3, "", "1 NUL byte", "text", "damaged"),
    # headings
    ("my.csv", "Colour,Shape\nred,round\n", 1, "", "'Colour', 'Shape'", "'Job title'", "rename the column"),
    ("my.csv", "Date,Sector\n2019,private\n", 1, "", "'Date', 'Sector'", "a column for people", "rename the column"),
    ("my.csv", "Name,Role,name\nAda,chair,Ben\n", 1, "name", "as well as 'Name'", "person_name", "rename or delete"),
    ("my.csv", "Name,Full name\nAda,Ada Example\n", 1, "Full name", "as well as 'Name'", "person_name", "rename"),
    ("my.csv", "Name,Note,note\nAda,x,y\n", 1, "note", "as well as 'Note'", "every heading once", "rename or delete"),
    ("my.csv", "Name,Title\nAda,Dr\nBen,Owner\n", 1, "Title", "'Title'", "honorific or job_title", "rename it"),
    # rows
    ("my.csv", "Name,Role,Sector\nExample, Ada,chair,2019\n", 2, "", "than headings: '2019'", "3 cells", "quotation"),
    ("my.csv", "Name,,Role\nAda,stray,chair\n", 2, "", "'stray'", "2 cells", "give the column a heading"),
    ("my.csv", HEAD + ROW + ",,2019\n", 3, "", "neither a person nor a seat", "a name", "delete the row"),
    ("my.csv", HEAD + '"Ada,chair,\n' + ROW, 2, "", "never closed", "doubled", "correct the marks"),
    ("my.csv", HEAD + ROW + '"Ada" Example,chair,\n', 3, "", "text after it", "doubled", "correct the marks"),
    ("my.csv", "ID,Name\n7,Ada\n8,Ben\n7,Cy\n", 4, "ID", "'7', which row 2 has", "used once", "an id of its own"),
    # dates
    ("my.csv", HEAD + "Ada,chair,2019-02-30\n", 2, "Date", "'2019-02-30'", "a day that exists", "correct the date"),
    ("my.csv", HEAD + "Ada,chair,32/13/2019\n", 2, "Date", "'32/13/2019'", "a day that exists", "correct the date"),
    ("my.csv", HEAD + "Ada,chair,06/24/2019\n", 2, "Date", "'06/24/2019'", "day before month", "correct the date"),
    ("my.csv", HEAD + "Ada,chair,31 June 2019\n", 2, "Date", "'31 June 2019'", "a day that exists", "2019-03"),
    ("my.csv", HEAD + "Ada,chair,05/06/2019\n", 2, "Date", "'05/06/2019'", "one day only", "2019-06-05 for 5 June"),
    ("my.csv", HEAD + "Ada,chair,last week\n", 2, "Date", "'last week'", "a date", "write it as 2019-03-31"),
    ("my.csv", HEAD + "Ada,chair,0019-01-01\n", 2, "Date", "'0019-01-01'", "a day that exists", "correct"),
    # closed lists
    ("my.csv", "Name,Status\nAda,on holiday\n", 2, "Status", "'on holiday'", "current, incoming", "write one of these"),
    ("my.csv", "Name,Status\nAda,curent\n", 2, "Status", "'curent'", "current, incoming", "write 'current' if"),
    ("my.csv", "Name,Status\nAda,?\n", 2, "Status", "'?'", "or unclear", "leave the cell empty"),
    ("my.csv", "Name,Attendance\nAda,absent\n", 2, "Attendance", "'absent'", "present or apologies", "write"),
    ("my.csv", "Name,Completeness\nAda,some\n", 2, "Completeness", "'some'", "full, attendance", "write"),
    ("my.csv", "Name,date basis\nAda,guess\n", 2, "date basis", "'guess'", "printed, inferred", "write"),
    # workbooks
    ("my.xlsx", FORMULAS, 2, "Role", "formulas in B2, B3", "a value", "paste"),
    ("my.xlsx", as_workbook(["Name"], ["Ada"], ["=COUNTA(A2)"]), 3, "Name", "formula in A3", "a value", "paste"),
    ("my.xlsx", ERROR_VALUE, 2, "Role", "error value in B2", "text", "correct or empty"),
    ("my.xlsx", as_workbook(["Name"], ["Ada"], sheets=("2018", "2019")), None, "", "'2018', '2019'", "one", "'Board'"),
    # not what the name says
    ("my.xlsx", HEAD + ROW, None, "", "plain text", "a workbook", "end in .csv"),
    ("my.xlsx", "<html><table></table></html>", None, "", "HTML", "a workbook", "lepdata read"),
    ("my.xlsx", "%PDF-1.7", None, "", "PDF", "a workbook", "lepdata read"),
    ("my.xlsx", b"\xd0\xcf\x11\xe0 old", None, "", "password", "a workbook", "save it as"),
    ("my.xlsx", as_zip("word/document.xml"), None, "", "Word", "a workbook", "lepdata read"),
    ("my.xlsx", as_zip("content.xml"), None, "", "OpenDocument", "a workbook", "save it as"),
    ("my.xlsx", as_zip("xl/workbook.xml"), None, "", "damaged workbook", "opens", "save it again"),
    ("my.xlsx", as_workbook(["Name"], ["Ada"])[:400], None, "", "damaged", "a workbook", "save it as"),
    ("my.csv", as_workbook(["Name"], ["Ada"]), None, "", "an Excel workbook", "text with commas", "end in .xlsx"),
    ("my.csv", as_zip("board.csv"), None, "", "ZIP", "text with commas", "save it as"),
    ("my.csv", "%PDF-1.7", None, "", "PDF", "text with commas", "lepdata read"),
    ("my.csv", "\ufeff <!DOCTYPE html><p>", None, "", "HTML", "text with commas", "lepdata read"),
    ("my.csv", '[{"Name": "Ada"}]', None, "", "JSON", "text with commas", "save it as"),
    ("my.csv", b"\x1f\x8b\x08", None, "", "gzip", "text with commas", "save it as"),
    ("my.xls", b"\xd0\xcf\x11\xe0 old", None, "", "damaged workbook", "opens", "save it again"),
    ("my.xls", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), None, "", "password", "opens", "password"),
    ("my.xls", HEAD + ROW, None, "", "plain text", "a workbook", "end in .csv"),
    ("my", HEAD + ROW, None, "", "''", ".csv or .xlsx", "save it as"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "row", "column", "found", "expected", "remedy"),
    ONE_FAULT,
    ids=[f"{case[0]}-{case[4]}" for case in ONE_FAULT],
)
def test_one_fault(tmp_path, name, content, row, column, found, expected, remedy):
    (fault,) = faults_in(tmp_path, content, name)
    answer = validate(tmp_path / name)  # never raises, and finds as much
    assert fault in answer.faults
    assert json.loads(answer.as_json())["faults"]
    assert (fault.file, fault.row, fault.column) == (name, row, column)
    assert found in fault.found and len(fault.found) < 200
    assert expected in fault.expected
    assert remedy in fault.remedy
    assert fault.sentence().startswith(name)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("no such board.csv", "no file of this name"),
        ("no such folder/board.csv", "no file of this name"),
        (".", "a folder"),
        ("x" * 400 + ".csv", "a file that cannot be read"),
        ("a\x00b.csv", ""),
    ],
)
def test_no_file(tmp_path, path, found):
    (fault,) = faults_of(tmp_path / path)
    assert found in fault.found
    assert fault.file == str(tmp_path / path)
    assert fault.remedy


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    def refuse(self):
        raise PermissionError(13, "Permission denied", str(self))

    (tmp_path / "my.csv").write_text(HEAD + ROW)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    (fault,) = faults_of(tmp_path / "my.csv")
    assert "may not be read" in fault.found
    assert "permission" in fault.remedy


MANY = (
    "ID,Name,Role,Status,Attendance,Completeness,Date,Date basis\n"
    "1,Ada,chair,gone fishing,,,2019-02-30,\n"
    "1,Ben,member,,maybe,,,\n"
    "3,Cy,member,,,most,32/13/2019,guess,extra\n"
    "4,,,,,,,\n"
)
MANY_PLACES = {
    (2, "Status"), (2, "Date"), (3, "ID"), (3, "Attendance"), (4, "Completeness"), (4, "Date"), (4, "Date basis"),
    (4, ""), (5, ""),
}  # fmt: skip


def test_all_faults_of_a_csv_at_once(tmp_path):
    faults = faults_in(tmp_path, MANY)
    assert {(fault.row, fault.column) for fault in faults} == MANY_PLACES
    assert len(faults) == len(MANY_PLACES)
    assert all(fault.found and fault.expected and fault.remedy for fault in faults)
    assert len(str(InputFaults(faults)).splitlines()) == 2 * (len(MANY_PLACES) - 1)  # two dates are alike


def test_all_faults_of_a_workbook_at_once(tmp_path):
    data = as_workbook(
        ["Name", "Role", "Date", "Status"], ["Ada", "=1", "2019-02-30", "odd"], ["Ben", "member", "=NOW()", ""]
    )
    faults = faults_in(tmp_path, data, "my.xlsx")
    places = [(fault.row, fault.column) for fault in faults]
    assert {(2, "Role"), (2, "Date"), (2, "Status"), (3, "Date")} <= set(places)


def test_a_missing_column_does_not_hide_the_other_faults(tmp_path):
    faults = faults_in(tmp_path, "Date,Status\n2019-02-30,odd\n")
    assert [(fault.row, fault.column) for fault in faults] == [(1, ""), (2, "Date"), (2, "Status")]


def test_many_formulas_are_named_in_one_fault(tmp_path):
    data = as_workbook(["Name", "Role"], *[["Ada", "=1"]] * 40)
    (fault,) = faults_in(tmp_path, data, "my.xlsx")
    assert fault.found == "formulas in B2, B3, B4, B5, B6 and 35 more"
