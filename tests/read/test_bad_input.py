"""Every way in which a board file can be bad, and what is said about it."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from cases import cases, table
from paper import bytes_of, sheets, written

from lepdata.errors import InputFaults
from lepdata.read.board import read_board
from lepdata.read.documents.review import read_documents
from lepdata.read.standard import validate
from tests import fuzz

HEAD = "Name,Role,Date\n"
ROW = "Ada Example,chair,2019-03-31\n"


def as_workbook(*rows, titles=("Board",)):
    return bytes_of(sheets(dict.fromkeys(titles, rows)))


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
    return faults_of(written(folder, name, content))


FORMULAS = as_workbook(["Name", "Role"], ["Ada", "=A2"], ["Ben", "=A3"])
ERROR_VALUE = as_workbook(["Name", "Role"], ["Ada", "#REF!"])

# name, content, row, column, and words of what was found, what was expected and what to do
ONE_FAULT = [
    ("my.csv", "", None, "", "an empty file", "headings", "template"),
    ("my.csv", " \n\n", None, "", "an empty file", "headings", "template"),
    ("my.xlsx", "", None, "", "an empty file", "headings", "template"),
    ("my.csv", b"\xef\xbb\xbf", None, "", "no filled row", "a row for each person", "add the board's members"),
    ("my.xlsx", as_workbook(["Name", "Role"]), None, "", "no row under them", "a row for each", "add the board's"),
    ("my.xlsx", as_workbook(), None, "", "no filled row", "a row for each", "add the board's"),
    # encodings
    ("my.csv", HEAD.encode() + b"Wa\xb3\xeasa,chair,", 2, "", "surely Windows-1252", "UTF-8", "--encoding"),
    ("my.csv", (HEAD + "Zo\x91,chair,\n" * 4).encode("latin-1"), 2, "", "and in 3 more rows", "UTF-8", "CSV UTF-8"),
    ("my.csv", (HEAD + ROW).encode("utf-16")[:-1], None, "", "UTF-16", "UTF-8", "CSV UTF-8"),
    ("my.csv", HEAD + ROW + "Ben\x00Specimen,member,\n", 3, "", "1 NUL byte", "text", "damaged"),
    # workbooks
    ("my.xlsx", FORMULAS, 2, "Role", "formulas in B2, B3", "a value", "paste"),
    ("my.xlsx", as_workbook(["Name"], ["Ada"], ["=COUNTA(A2)"]), 3, "Name", "formula in A3", "a value", "paste"),
    ("my.xlsx", ERROR_VALUE, 2, "Role", "error value in B2", "text", "correct or empty"),
    ("my.xlsx", as_workbook(["Name"], ["Ada"], titles=("2018", "2019")), None, "", "'2018', '2019'", "one", "'Board'"),
    # not what the name says
    ("my.xlsx", HEAD + ROW, None, "", "plain text", "a workbook", "end in .csv"),
    ("my.xlsx", b"\xd0\xcf\x11\xe0 old", None, "", "password", "a workbook", "save it as"),
    ("my.xlsx", as_zip("word/document.xml"), None, "", "Word", "a workbook", "lepdata read"),
    ("my.xlsx", as_zip("content.xml"), None, "", "OpenDocument", "a workbook", "save it as"),
    ("my.xlsx", as_zip("xl/workbook.xml"), None, "", "damaged workbook", "opens", "save it again"),
    ("my.xlsx", as_workbook(["Name"], ["Ada"])[:400], None, "", "damaged", "a workbook", "save it as"),
    ("my.csv", as_workbook(["Name"], ["Ada"]), None, "", "an Excel workbook", "text with commas", "end in .xlsx"),
    ("my.csv", as_zip("board.csv"), None, "", "ZIP", "text with commas", "save it as"),
    ("my.html", f"<html><p {'a ' * 30_000}>", None, "", "20,000 words", "a web page", "save it anew"),
    ("my.csv", "\ufeff <!DOCTYPE html><p>", None, "", "HTML", "text with commas", "lepdata read"),
    ("my.csv", b"\x1f\x8b\x08", None, "", "gzip", "text with commas", "save it as"),
    ("my.xls", b"\xd0\xcf\x11\xe0 old", None, "", "damaged workbook", "opens", "save it again"),
    ("my.xls", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), None, "", "password", "opens", "password"),
    ("my.xls", HEAD + ROW, None, "", "plain text", "a workbook", "end in .csv"),
    ("my", HEAD + ROW, None, "", "''", ".csv or .xlsx", "save it as"),
]  # fmt: skip
for text, told in cases(Path(__file__).with_name("examples") / "faults.txt").values():
    row, *words = told.split(" | ")
    ONE_FAULT.append(("my.csv", text + "\n", int(row) if row else None, *words))
for name, text, *words in table(Path(__file__).with_name("examples") / "refused.csv")[1]:
    ONE_FAULT.append((name, text, None, *words))


@pytest.mark.parametrize("case", ONE_FAULT, ids=[f"{case[0]}-{case[4]}" for case in ONE_FAULT])
def test_one_fault(tmp_path, case):
    name, content, row, column, found, expected, remedy = case
    (fault,) = faults_in(tmp_path, content, name)
    answer = validate(tmp_path / name)  # never raises, and finds as much
    assert fault in answer.faults
    assert json.loads(answer.as_json())["faults"]
    assert (fault.file, fault.row, fault.column) == (name, row, column)
    assert found in fault.found and len(fault.found) < 200
    assert expected in fault.expected
    assert remedy in fault.remedy
    assert fault.sentence().startswith(name)


@pytest.mark.parametrize(*table(Path(__file__).with_name("examples") / "vast.csv"))
def test_what_would_fill_the_machine_is_not_laid_out(tmp_path, ending, old, new, times, words):
    (data,) = fuzz.READERS[{".docx": "document docx"}.get(ending, f"board {ending[1:]}")].seeds(tmp_path)
    path = tmp_path / f"a{ending}"
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(path, "w") as spoilt:
        for name in book.namelist():
            spoilt.writestr(name, book.read(name).replace(old.encode(), new.encode() * int(times)))
    for read in (read_documents, read_board)[: 1 if ending == ".docx" else 2]:
        with pytest.raises(InputFaults, match=words):
            read(path)


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
PLACES = "2 Status|2 Date|3 ID|3 Attendance|4 Completeness|4 Date|4 Date basis|4 |5 "
MANY_BOOK = as_workbook(
    ["Name", "Role", "Date", "Status"], ["Ada", "=1", "2019-02-30", "odd"], ["Ben", "member", "=NOW()", ""]
)


@pytest.mark.parametrize(
    ("name", "content", "places"),
    [("my.csv", MANY, PLACES), ("my.xlsx", MANY_BOOK, "2 Role|2 Date|2 Status|3 Date|3 Date")],
)
def test_all_faults_of_a_file_at_once(tmp_path, name, content, places):
    faults = faults_in(tmp_path, content, name)
    assert sorted(f"{fault.row} {fault.column}" for fault in faults) == sorted(places.split("|"))
    assert all(fault.found and fault.expected and fault.remedy for fault in faults)
    if name == "my.csv":
        assert len(str(InputFaults(faults)).splitlines()) == 2 * (len(faults) - 1)  # two dates are alike


def test_a_missing_column_does_not_hide_the_other_faults(tmp_path):
    faults = faults_in(tmp_path, "Date,Status\n2019-02-30,odd\n")
    assert [(fault.row, fault.column) for fault in faults] == [(1, ""), (2, "Date"), (2, "Status")]


def test_many_formulas_are_named_in_one_fault(tmp_path):
    data = as_workbook(["Name", "Role"], *[["Ada", "=1"]] * 40)
    (fault,) = faults_in(tmp_path, data, "my.xlsx")
    assert fault.found == "formulas in B2, B3, B4, B5, B6 and 35 more"
