"""A plan file: what is read, and every fault with its row and column."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from lepdata.errors import InputFaults, UsageError
from lepdata.plans.reading import read_plan
from lepdata.plans.rulebook import columns
from lepdata.plans.shelf import find_plan

from .conftest import item


def faults(path) -> list[tuple[int | None, str]]:
    with pytest.raises(InputFaults) as caught:
        read_plan(path)
    return [(fault.row, fault.column) for fault in caught.value.faults]


def test_a_plan_is_read(plan_rows, write) -> None:
    plan = read_plan(write("plan", plan_rows))
    assert (plan.plan_id, plan.lep, plan.body, plan.kind) == (
        "exampleshire-2023",
        "Exampleshire",
        "main board",
        "drafted",
    )
    assert plan.period == "2023-04/2024-03"
    assert [one.when.last for one in plan.items] == ["", "2023-06-30", "2023-07-31", ""]


@pytest.mark.parametrize(
    ("title", "period", "found"),
    [
        ("A plan 2023-24", "", "2023-04/2024-03"),
        ("A plan 2023-25", "", "2023/2023"),
        ("A plan of 2022", "", "2022/2022"),
        ("A plan", "", "2023/2023"),
        ("A plan 2023-24", "2021-01/2021-06", "2021-01/2021-06"),
    ],
)
def test_the_time_of_a_plan(title, period, found, plan_rows, write) -> None:
    rows = [{**row, "title": title, "period": period, "when_as_published": ""} for row in plan_rows]
    assert read_plan(write("plan", rows)).period == found


SPOILED = [
    ({"lep": "Nowhereshire"}, "lep"),
    ({"body": "Tea Club"}, "body"),
    ({"plan_id": "other-2023"}, "plan_id"),
    ({"kind": "wish"}, "kind"),
    ({"text": " "}, "text"),
    ({"improvement": "0"}, "improvement"),
    ({"improvement": "one"}, "improvement"),
    ({"item_id": "exampleshire-2023/1.k9"}, "item_id"),
    ({"item_id": "exampleshire-2023/2.m9"}, "item_id"),
    ({"item_id": "exampleshire-2023/1.m"}, "item_id"),
    ({"item_id": "exampleshire-2023/1.m2"}, "item_id"),
    ({"when_as_published": "when the cows come home"}, "when_as_published"),
    ({"when_as_published": "03/04/2023"}, "when_as_published"),
    ({"when_as_published": "Thursday 14th June"}, "when_as_published"),
    ({"when_as_published": "between 1 August 2023 and 1 July 2023"}, "when_as_published"),
    ({"period": "2024/2023"}, "period"),
]


@pytest.mark.parametrize(("change", "column"), SPOILED)
def test_a_spoiled_cell_is_a_fault_of_its_row_and_column(change, column, plan_rows, write) -> None:
    whole_file = column in ("lep", "body", "period")
    rows = [{**row, **change} if whole_file or at == 1 else row for at, row in enumerate(plan_rows)]
    found = faults(write("plan", rows))
    row = 2 if whole_file else 3
    assert (row, column) in found or (4, column) in found  # the second of two rows of one id is the fault


def test_all_faults_come_at_once(plan_rows, write) -> None:
    rows = [{**row, "kind": "wish", "text": ""} for row in plan_rows]
    found = faults(write("plan", rows))
    assert [column for _, column in found].count("kind") == len(rows) == [column for _, column in found].count("text")


@pytest.mark.parametrize("kind", ["kpi", "monitoring"])
def test_words_without_a_rule_are_no_date_of_a_kpi(kind, write) -> None:
    letter = {"kpi": "k", "monitoring": "p"}[kind]
    rows = [item(f"1.{letter}1", "when the cows come home", kind)]
    assert read_plan(write("plan", rows)).items[0].when.kind == "none"


@pytest.mark.parametrize("name", columns("plan", required=True))
def test_a_missing_column_is_named(name, plan_rows, write) -> None:
    assert faults(write("plan", plan_rows, [column for column in columns("plan") if column != name]))[0] == (1, name)


def test_headings_may_be_written_with_blanks_and_capitals(plan_rows, write) -> None:
    path = write("plan", plan_rows)
    head, _, rest = path.read_text(encoding="utf-8").partition("\n")
    path.write_text(head.replace("_", " ").title() + "\n" + rest, encoding="utf-8")
    assert len(read_plan(path).items) == 4


def test_one_column_twice_is_a_fault(plan_rows, write) -> None:
    path = write("plan", plan_rows)
    path.write_text(path.read_text(encoding="utf-8").replace("owner", "text", 1), encoding="utf-8")
    assert faults(path) == [(1, "text")]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"plan_id,item_id\n", b"%PDF-1.7", b"\xff\xfea\x00"])
def test_a_file_without_a_plan_is_refused(content, tmp_path) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(content)
    assert len(faults(path)) == 1


@pytest.mark.parametrize("name", ["plan.txt", "absent.csv", "absent.xlsx"])
def test_a_file_that_cannot_be_a_plan_is_refused(name, tmp_path) -> None:
    assert len(faults(tmp_path / name)) == 1


def test_blank_lines_keep_the_numbers_of_rows(plan_rows, write) -> None:
    path = write("plan", [plan_rows[0], {**plan_rows[1], "text": ""}])
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], "", lines[1], " , ", lines[2]]), encoding="utf-8")
    assert faults(path) == [(5, "text")]


@pytest.mark.parametrize(("more", "row"), [(",x", 3), (",,", None)])
def test_a_row_with_more_cells_than_headings_is_a_fault_where_they_hold_something(more, row, plan_rows, write) -> None:
    path = write("plan", plan_rows)
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[2] += more
    path.write_text("\n".join(lines), encoding="utf-8")
    if row:
        assert faults(path) == [(row, "")]
    else:
        assert len(read_plan(path).items) == 4


def test_a_row_with_fewer_cells_is_filled_up(plan_rows, write) -> None:
    path = write("plan", plan_rows)
    path.write_text("\n".join(line.rstrip(",") for line in path.read_text().splitlines()), encoding="utf-8")
    assert [one.owner for one in read_plan(path).items] == [""] * 4


def test_semicolons_are_read(plan_rows, write) -> None:
    path = write("plan", plan_rows)
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    assert len(read_plan(path).items) == 4


@pytest.fixture
def workbook(plan_rows, tmp_path):
    """A workbook as an editor leaves it: a sheet of advice, a line above the headings, a real date."""
    book = openpyxl.Workbook()
    book.active.append(["Read me first"])
    sheet = book.create_sheet("Plan")
    sheet.append(["Exampleshire"])
    sheet.append(list(columns("plan")))
    for row in plan_rows:
        sheet.append([row.get(name, "") for name in columns("plan")])

    def save(*cells):
        for place, value in cells:
            sheet[place] = value
        book.save(tmp_path / "plan.xlsx")
        return tmp_path / "plan.xlsx"

    return save


def test_a_workbook_is_read(workbook) -> None:
    assert [one.when.last for one in read_plan(workbook()).items] == ["", "2023-06-30", "2023-07-31", ""]


@pytest.mark.parametrize(
    ("cell", "value", "fault"),
    [("J4", "=TODAY()", (4, "J")), ("J5", "never", (5, "when_as_published")), ("H6", "wish", (6, "kind"))],
)
def test_a_fault_in_a_workbook_has_its_row(cell, value, fault, workbook) -> None:
    assert fault in faults(workbook((cell, value)))


def test_a_real_date_in_a_workbook_is_read(workbook) -> None:
    assert read_plan(workbook(("J4", date(2023, 6, 14)))).items[1].when[:2] == ("on", "2023-06-14")


@pytest.mark.parametrize("place", ["A1", "A9"])
def test_two_sheets_with_a_plan_are_refused(place, workbook, tmp_path) -> None:
    path = workbook()
    book = openpyxl.load_workbook(path)
    book["Sheet"][place] = "Item ID"
    book.save(path)
    assert len(faults(path)) == 1


def test_a_plan_is_found_by_id_lep_or_path(plan_rows, write) -> None:
    assert find_plan("Lancashire LEP").plan_id == find_plan("LANCASHIRE-2019").plan_id == "lancashire-2019"
    assert find_plan("Exampleshire").fictional
    assert find_plan(write("plan", plan_rows)).kind == "drafted"


@pytest.mark.parametrize(("name", "near"), [("lancashire-2091", "lancashire-2019"), ("Cumbria", "lancashire-2019")])
def test_an_unknown_plan_is_refused_with_what_there_is(name, near) -> None:
    with pytest.raises(UsageError, match=near):
        find_plan(name)
