"""Any table read cell by cell, and workbooks written so that every cell is text."""

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper import bytes_of, sheets, written

from lepdata.read.grid import Wanted
from lepdata.read.opening import read_grids
from lepdata.read.xlsx import DropDown, Sheet, csv_to_fill_in, workbook


def wanted(**others):
    return Wanted("a list", "headings", "start anew", lambda cell: cell.strip() == "item", **others)


def grids(folder, content, name="my.csv", **others):
    return read_grids(written(folder, name, content), wanted(**others))


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_headings_are_found_under_a_title_whatever_separates_the_cells(tmp_path, sign):
    text = f"A title, with a comma\n\nitem{sign}text\n1{sign}'=x\n"
    (grid,) = grids(tmp_path, text)
    assert grid.rows[grid.head :] == ((3, ("item", "text")), (4, ("1", "'=x")))
    assert len(grid.caveats) == (sign != ",")
    (grid,) = grids(tmp_path, text, escaped=True)
    assert grid.rows[-1] == (4, ("1", "=x"))


def test_without_headings_there_is_no_head(tmp_path):
    (grid,) = grids(tmp_path, "a;b\n1;2\n")
    assert (grid.head, grid.rows[0]) == (None, (1, ("a;b",)))


def saved(**rows):
    """A workbook of some sheets, each of some rows; in a longer one the fifth row is merged."""
    book = sheets(rows)
    for sheet in book.worksheets:
        if sheet.max_row > 1:
            sheet.merge_cells("A5:B5")
    return bytes_of(book)


SHEETS = {"One|Two": "my.xlsx, sheet 'One'|my.xlsx, sheet 'Two'", "One| Choices ": "my.xlsx", "One|Empty": "my.xlsx"}


@pytest.mark.parametrize("titles", SHEETS)
def test_sheets_are_named_where_several_are_read(tmp_path, titles):
    data = saved(**{title: [["item"]] if title != "Empty" else [] for title in titles.split("|")})
    found = grids(tmp_path, data, "my.xlsx", several=True, aside=("choices",))
    assert [grid.file for grid in found] == SHEETS[titles].split("|")
    assert {grid.file for grid in grids(tmp_path, data, "my.xlsx")} == {"my.xlsx"}


def test_cells_without_a_value_are_named_under_the_heading_they_stand_under(tmp_path):
    rows = [["A title"], ["item", "text"], [1, "=A3"], [2, "#REF!"], [3, "x"]]
    (grid,) = grids(tmp_path, saved(One=rows), "my.xlsx")
    assert grid.without_value == {"B3", "B4"}
    places = [(fault.row, fault.column, fault.found.split(" in ")[0]) for fault in grid.faults]
    assert places == [(5, "item", "merged cells A5:B5"), (4, "text", "error value"), (3, "text", "formula")]


TEXTS = st.text(max_size=8)


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=4))
def test_whatever_a_text_looks_like_it_is_written_and_read_as_it_is(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("texts")
    rows = [["item", "=1+1"], *([text.replace("\r", " ").replace("\x00", " ") for text in row] for row in rows)]
    (grid,) = grids(folder, csv_to_fill_in(rows), escaped=True)
    assert [list(row) for _, row in grid.rows] == [row for row in rows if "".join(row).strip()]


def test_a_workbook_holds_texts_lists_and_no_clock(tmp_path):
    own = Sheet(
        "Plan",
        [["A plan"], [], ["item", "when"], ["=1+1", "2018-07"], ["007", "bell\x07"], ["8", ""]],
        widths=(10, 20),
        bold=(3,),
        titled=True,
        fill_in=("B6",),
        drop_downs=[DropDown("B4:B9", ("a", "b"), title="when", hint="A month")],
    )
    data = workbook([own, Sheet("Other", [["x"]])])
    assert data == workbook([own, Sheet("Other", [["x"]])])
    (tmp_path / "my.xlsx").write_bytes(data)
    sheet = openpyxl.load_workbook(tmp_path / "my.xlsx")["Plan"]
    assert [cell.value for cell in (*sheet[4], *sheet[5])] == ["=1+1", "2018-07", "007", "bell "]
    assert {cell.data_type for row in sheet for cell in row if cell.value} == {"s"}
    assert (sheet["B6"].border.left.style, sheet["B6"].number_format) == ("thin", "@")
    assert (sheet["A3"].font.b, sheet["A1"].font.sz) == (True, 14)
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.formula1, rule.prompt, rule.showErrorMessage) == ('"a,b"', "A month", True)
    found = grids(tmp_path, data, "again.xlsx")
    assert not found[0].faults and found[0].head == 1
