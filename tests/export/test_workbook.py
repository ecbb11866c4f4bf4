"""The workbook: accessible, the same bytes each time, every cell what it was and nothing that runs."""

import io
import warnings
import zipfile
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest

from lepdata.export.formats import BY_RULES, tables_workbook, typed
from lepdata.files import rule_file
from lepdata.read.xlsx import CUT, LONGEST_CELL

SAID = ("Met", "Missed", "Depends", "No answer")
SHEETS = {row["sheet"]: row["table"] for row in rule_file("workbook/sheets.csv")}


@pytest.fixture(scope="module")
def book(every):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return openpyxl.load_workbook(io.BytesIO(tables_workbook(every, ["Made by a test."], "write to example.org")))


def table_of(sheet):
    """The rows under the heading of the one table of a sheet."""
    (table,) = sheet.tables.values()
    head, *body = ([cell.value for cell in row] for row in sheet[table.ref])
    return pd.DataFrame(body, columns=[name.lower().replace(" ", "_") for name in head], dtype=object)


@pytest.mark.parametrize(("sheet", "table"), SHEETS.items())
def test_every_table_comes_back_equal(book, every, sheet, table):
    frame = typed(table, every[table]).astype(object)
    expected = frame.where(~frame.isna() & (frame != ""), None)
    pd.testing.assert_frame_equal(table_of(book[sheet]), expected)


def test_cover_contents_and_notes_come_first(book):
    assert book.sheetnames == [BY_RULES, "Cover", "Contents", "Notes", *SHEETS]
    cover = [cell.value for cell in book["Cover"]["A"]]
    assert "Made by a test." in cover and "write to example.org" in cover
    contents = book["Contents"]
    assert table_of(contents)["sheet_name"].tolist() == list(SHEETS)
    links = [cell.hyperlink for cell in contents["A"] if cell.hyperlink]
    assert [link.location for link in links] == [f"'{sheet}'!A1" for sheet in SHEETS]
    for sheet in map(book.__getitem__, SHEETS):
        said = [str(cell.value) for cell in sheet["A"][:3]]
        assert said[0] and any("This worksheet contains one table." in text for text in said)
        assert len(sheet.tables) == 1 and not sheet.merged_cells.ranges


def test_the_first_sheet_has_every_board_by_every_rule_its_panes_frozen_and_filters_on(book, every):
    sheet = book[BY_RULES]
    found, last = table_of(sheet), every["answers"].query("framework == 'nlgaf-2021'")
    assert found["lep"].tolist() == sorted(set(last["lep"])) and len(found.columns) == 5 + last["criterion"].nunique()
    assert {str(cell).partition(" (")[0] for cell in found.iloc[:, 5:].to_numpy().ravel()} <= set(SAID)
    proven = last.query("criterion == 'board-size' and answer == 'not met'")["lep"]
    assert set(found.loc[found["at_most_20_members"] == "Missed (proven)", "lep"]) == set(proven)
    shown = [book[name] for name in (BY_RULES, *SHEETS)]
    assert all(sheet.freeze_panes and next(iter(sheet.tables.values())).autoFilter for sheet in shown)


def test_small_tables_are_the_same_bytes_each_time_without_a_sheet_for_what_is_empty_or_unplanned(every):
    few = {"boards": every["boards"], "compositions": every["compositions"].head(0), "secrets": every["boards"]}
    content = tables_workbook(few)
    assert tables_workbook(few) == content
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(content)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["Cover", "Contents", "Notes", "Boards"]


def test_hostile_words_are_texts_as_they_were_without_formula_or_link_in_any_part(hostile):
    content = tables_workbook({"sources": hostile})
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Sources"]
    # openpyxl leaves the workbook's own spelling of a carriage return
    titles = [text.replace("_x000D_", "\r") for text in table_of(sheet)["source_title"]]
    assert titles == hostile["source_title"].tolist()
    filled = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in filled} == {"s", "n"} and not any(cell.hyperlink for cell in filled)
    assert {cell.value for cell in filled if cell.data_type == "n"} == {1}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
        parts = b"".join(archive.read(name) for name in archive.namelist() if "sheet" in name)
    assert not [one for one in (b"<f>", b"<f ", b"External", b"TargetMode") if one in parts]


def test_a_text_longer_than_a_cell_is_cut_and_says_so(hostile):
    whole = "y" * (LONGEST_CELL + 1)
    frame = hostile.assign(source_title=["z" * LONGEST_CELL, *[whole] * (len(hostile) - 1)])
    made = openpyxl.load_workbook(io.BytesIO(tables_workbook({"sources": frame})))
    titles = table_of(made["Sources"])["source_title"]
    assert titles[0] == "z" * LONGEST_CELL
    assert titles[1].endswith(CUT) and len(titles[1]) == LONGEST_CELL
