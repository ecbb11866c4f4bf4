"""Workbooks as a reader sees them, and the formats in which other people exchange lists: twins of our own."""

import json
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from cases import cases
from openpyxl.styles import Font
from paper import sheets

from lepdata.errors import InputFaults
from lepdata.export.formats import as_popolo, published_tables
from lepdata.read import workbook as reader_of_workbooks
from lepdata.read.board import read_board
from lepdata.read.standard import validate

EXAMPLES = Path(__file__).with_name("examples")
OLD = EXAMPLES / "old.xls"  # of our own: Ada Reed in the chair and Ben Moss, 31 March 2019


def workbook(path, merged=(), struck=(), hidden_rows=(), hidden_columns=(), **named):
    """A workbook; a sheet whose name ends in _hidden is hidden."""
    cells = {title: [[cell or None for cell in row.split("|")] for row in rows] for title, rows in named.items()}
    book = sheets(cells)
    for sheet in book.worksheets:
        sheet.sheet_state = "hidden" if sheet.title.endswith("_hidden") else "visible"
        sheet.title = sheet.title.removesuffix("_hidden")
    for area in merged:
        book.worksheets[0].merge_cells(area)
    for name in struck:
        book.worksheets[0][name].font = Font(strike=True)
    for row in hidden_rows:
        book.worksheets[0].row_dimensions[row].hidden = True
    for letter in hidden_columns:
        book.worksheets[0].column_dimensions[letter].hidden = True
    book.save(path)
    return path


BOARD = ["Name|Organisation|Role", "Ada Reed|Reed Ltd|Chair", "Ben Moss|Moss plc|Member", "Cy Fern|Fern Ltd|Member"]

# What a workbook holds, who is read of it, and what is not read.
SEEN = {
    "hidden rows": ({"Board": BOARD, "hidden_rows": [3]}, "Ada Reed|Cy Fern", [("row", "Ben Moss")]),
    "struck through": ({"Board": BOARD, "struck": ["A3", "B3", "B4"]}, "Ada Reed|Cy Fern",
                       [("row", "Ben Moss"), ("cell", "Fern Ltd")]),
    "a hidden column": ({"Board": ["Name|Left", "Ada Reed|2019"], "hidden_columns": ["B"]}, "Ada Reed",
                        [("column", "Left")]),
    "a hidden sheet": ({"Now": BOARD, "Then_hidden": BOARD}, "Ada Reed|Ben Moss|Cy Fern", [("sheet", "Then")]),
    "cover and lists": (
        {"Cover": ["The board|of 2022", "Role|see lists"], "People": BOARD, "Lists": ["Role|Sector", "Chair|Private"]},
        "Ada Reed|Ben Moss|Cy Fern", [("sheet", "Cover"), ("sheet", "Lists")],
    ),
    "a merged title": ({"Board": ["The board||", *BOARD], "merged": ["A1:C1"]}, "Ada Reed|Ben Moss|Cy Fern",
                       [("row", "The board")]),
    "two rows of headings": (
        {"Board": ["Person||Body|Place", "First name|Surname||", "Ada|Reed|Reed Ltd|Chair"],
         "merged": ["A1:B1", "C1:C2", "D1:D2"]}, "Ada Reed", [],
    ),
    "one heading twice, told apart above": (
        {"Board": ["Member|||Employer|", "Name|Title|Role on board|Name|Sector", "Ada Reed|Dr|Chair|Reed Ltd|Private"],
         "merged": ["A1:C1", "D1:E1"]}, "Ada Reed", [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", SEEN)
def test_a_sheet_is_read_as_a_reader_sees_it(tmp_path, kind):
    made, names, left = SEEN[kind]
    rows = read_board(workbook(tmp_path / "my.xlsx", **made))
    assert rows["person_name"].tolist() == names.split("|")
    assert [(one["what"], one["text"]) for one in rows.attrs["not_read"]] == left


def test_headings_in_two_rows_belong_together(tmp_path):
    made, _, _ = SEEN["one heading twice, told apart above"]
    (row,) = read_board(workbook(tmp_path / "my.xlsx", **made)).to_dict("records")
    expected = {"organisation": "Reed Ltd", "honorific": "Dr", "role": "Chair", "sector_as_published": "Private"}
    assert {name: row[name] for name in expected} == expected


def test_a_merged_cell_stands_for_every_row_that_it_covers(tmp_path):
    rows = ["Committee|Name", "Skills|Ada Reed", "|Ben Moss", "Growth|Cy Fern", "|Di Holm", "|Eve Ash"]
    read = read_board(workbook(tmp_path / "my.xlsx", Board=rows, merged=["A2:A3", "A4:A6"]))
    assert read["body"].tolist() == ["Skills"] * 2 + ["Growth"] * 3
    assert "A2 to A3" in " ".join(read.attrs["caveats"])


def test_formulas_are_read_by_their_stored_values_and_a_part_struck_through_is_left(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "my.xlsx") as book:
        sheet, struck = book.add_worksheet(), book.add_format({"font_strikeout": True})
        sheet.write_row(0, 0, ["Name", "Role"])
        sheet.write_formula(1, 0, '="Cy"&" Fern"', None, "Cy Fern")
        sheet.write_rich_string(2, 0, struck, "Ada Reed", " Ben Moss")
    rows = read_board(tmp_path / "my.xlsx")
    assert rows["person_name"].tolist() == ["Cy Fern", "Ben Moss"]
    assert [one["text"] for one in rows.attrs["not_read"]] == ["Ada Reed Ben Moss"]


@pytest.mark.parametrize(
    ("sheet", "names"), [("2023", "Ben Moss"), (2, "Ben Moss"), ("1", "Ada Reed"), ("BOARD 2022 ", "Ada Reed")]
)
def test_the_sheet_is_the_one_asked_for(tmp_path, sheet, names):
    two = {"Board 2022": ["Name|Role", "Ada Reed|Chair"], "2023": ["Name|Role", "Ben Moss|Chair"]}
    path = workbook(tmp_path / "my.xlsx", **two)
    assert read_board(path, sheet=sheet)["person_name"].tolist() == [names]
    with pytest.raises(InputFaults, match="--sheet 'Board 2022'"):
        read_board(path)
    with pytest.raises(InputFaults, match="no sheet '2032'"):
        read_board(path, sheet="2032")


def libreoffice(path, *rows, beside=""):
    """A workbook of LibreOffice with a sheet of rows, of which one whose text begins with ~ is filtered out."""
    body = ""
    for row in rows:
        cells = (f"<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>"
                 for text in row.strip("~").split("|"))  # fmt: skip
        filtered = " table:visibility='filter'" if row.startswith("~") else ""
        body += f"<table:table-row{filtered}>{''.join(cells)}</table:table-row>"
    space = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = "".join(f" xmlns:{name}='{space}:{name}:1.0'" for name in ("office", "table", "text"))
    sheet = f"<office:spreadsheet><table:table table:name='Board'>{body}{beside}</table:table></office:spreadsheet>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f"<manifest:manifest xmlns:manifest='{space}:manifest:1.0'/>")
        whole = f"<office:document-content{spaces}><office:body>{sheet}</office:body></office:document-content>"
        archive.writestr("content.xml", whole)
    return path


def test_an_old_workbook_says_what_it_cannot_show():
    rows = read_board(OLD)
    assert rows["person_name"].tolist() == ["Ada Reed", "Ben Moss"]
    assert "hidden" in " ".join(rows.attrs["caveats"])


def test_a_workbook_of_libreoffice_with_a_filter(tmp_path):
    rows = read_board(libreoffice(tmp_path / "a.ods", "Name|Role", "Ada Reed|chair", "~Ben Moss|member", "Cy|member"))
    assert rows["person_name"].tolist() == ["Ada Reed", "Cy"]
    assert [one["text"] for one in rows.attrs["not_read"]] == ["Ben Moss"]
    far = "<table:table-row table:number-rows-repeated='1000000'><table:table-cell table:number-columns-repeated='900'>"
    with pytest.raises(InputFaults, match="far apart"):
        read_board(libreoffice(tmp_path / "a.ods", "Name", beside=far + "x</table:table-cell></table:table-row>"))


def test_what_no_spreadsheet_should_hold_is_refused_at_once(tmp_path):
    path = workbook(tmp_path / "my.xlsx", Board=BOARD)
    content = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    sheet = next(name for name in content if "sheet1" in name)
    far = content[sheet].replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    for bad, words in ((far, "far apart"), (content[sheet] + b" " * 200_000_000, "unpacks to")):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in content.items():
                archive.writestr(name, bad if name == sheet else data)
        with pytest.raises(InputFaults, match=words):
            read_board(path)


FORMATS = cases(EXAMPLES / "formats.txt")


@pytest.mark.parametrize("name", FORMATS)
def test_other_peoples_formats_are_read_without_preparation(tmp_path, name):
    text, expected = FORMATS[name]
    (tmp_path / name).write_text(text + "\n", encoding="utf-8")
    rows = read_board(tmp_path / name)
    for column, wanted in (line.split(": ") for line in expected.splitlines()):
        assert ("|".join(rows[column]) if column in rows else "|" * (len(rows) - 1)) == wanted, column
    assert validate(tmp_path / name).faults == () or "json" not in name


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.json", '{"name": ', "JSON that cannot be read"),
        ("a.json", '{"name": "Ada"}', "JSON of another kind"),
        ("a.json", '{"memberships": 5}', "JSON of another kind"),
        ("a.json", '[{"colour": "red"}]', "JSON of another kind"),
        ("a.json", "[" * 100_000, "JSON that cannot be read"),
        ("a.xml", "<a><b>", "XML that cannot be read"),
        ("a.xml", "<a><b>1</b></a>", "XML without records"),
        ("a.html", "<html><p>Nobody</p></html>", "lepdata read"),
    ],
)
def test_a_file_of_such_a_format_without_people_is_refused(tmp_path, name, text, words):
    (tmp_path / name).write_text(text)
    with pytest.raises(InputFaults, match=words):
        read_board(tmp_path / name)


def test_our_own_popolo_comes_back_whole(tmp_path):
    tables = published_tables()
    members = tables["members"][tables["members"]["lep"].isin(["Dorset", "Gloucestershire"])]
    own = {"members": members, "seats": tables["seats"]}
    (tmp_path / "own.json").write_text(json.dumps(as_popolo(own)))
    rows = read_board(tmp_path / "own.json").set_index("row_id")
    same = ["lep", "body", "snapshot_date", "person_name", "job_title", "role", "status", "capacity_as_published"]
    published = members.set_index("seat_id").rename(columns={"person": "person_name"})
    assert set(rows.index) == set(published.index)
    for column in (name for name in same if name in published):
        assert rows[column].to_dict() == published[column].to_dict(), column


@pytest.mark.parametrize("reader", ["kill -9 $$", "sleep 60"])
def test_a_reader_of_old_workbooks_that_dies_or_hangs_is_a_damaged_workbook(tmp_path, monkeypatch, reader):
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\nexec sh -c '{reader}'\n")
    program.chmod(0o755)
    monkeypatch.setattr(reader_of_workbooks.sys, "executable", str(program))
    monkeypatch.setattr(reader_of_workbooks, "_SECONDS", 0.2)
    (fault,) = validate(OLD).faults
    assert "damaged workbook" in str(fault)
