"""A plan comes back the same from CSV, workbook and document; what an editor breaks is told with its place."""

import dataclasses
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from cases import table

from lepdata.actions.plans import find_plan, read_plan, shipped_plans
from lepdata.change.action_plan import Item, Plan
from lepdata.dates import read_when
from lepdata.errors import InputFaults, UsageError
from lepdata.export.plans import write_plan
from lepdata.reviews.plans import plan

ENDINGS = ("csv", "xlsx", "docx")
PERIOD = "2022-06-01/2023-06-01"


def item(name: str, text: str, when: str = "", owner: str = "the board", because: str = "ours") -> Item:
    number, letter = name.split(".")[0], name.split(".")[1][0]
    kind = {"k": "kpi", "m": "milestone", "p": "monitoring"}[letter]
    own = (number, f"Improvement {number}", f"made-up-2022/{name}", kind, text, when, owner, because, "invented")
    return Item(*own, read_when(when, PERIOD))


@pytest.fixture
def made() -> Plan:
    first = item("1.k1", "Eight of twelve are private"), item("1.m1", "Advertise", "by 1 September 2022")
    others = item("1.m2", "Appoint", "by 1 June 2023", because=""), item("1.p1", "Count", "quarterly", owner="")
    items = (*first, *others, item("2.m1", "Publish", "in July 2022"))
    return Plan("made-up-2022", "London", "main board", "A plan", "drafted", PERIOD, "", "invented", "", items)


def same(*plans: Plan) -> bool:
    """By what a file keeps: not the kind, dates and addresses of the document it was published in."""
    left_out = dict.fromkeys(("kind", "published", "source", "source_url", "note"), "")
    one, other = (dataclasses.replace(plan, **left_out) for plan in plans)
    return one == other


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("which", [0, 1, 2, "New Anglia", "London"])
def test_a_plan_comes_back_the_same_and_is_the_same_bytes_each_time(which, ending, tmp_path: Path) -> None:
    one = shipped_plans()[which] if isinstance(which, int) else plan(which, start="2026-12-01")
    path, again = (write_plan(one, tmp_path / f"{name}.{ending}") for name in "ab")
    assert same(read_plan(path), one) and path.read_bytes() == again.read_bytes()


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "+44", "@SUM(A1)", "See [1]", "Say [by June]", "1.m9 of it", "<b>&"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_words_stay_words(text, ending, made, tmp_path: Path) -> None:
    odd = dataclasses.replace(made, items=(item("1.m1", text), item("1.m2", text, "by 1 June 2023")))
    assert same(read_plan(write_plan(odd, tmp_path / f"plan.{ending}")), odd)


def test_no_cell_of_a_workbook_runs_and_there_are_lists_to_choose_from(made, tmp_path: Path) -> None:
    odd = dataclasses.replace(made, items=(item("1.m1", '=HYPERLINK("http://example.org")', owner="=1+1"),))
    book = openpyxl.load_workbook(write_plan(odd, tmp_path / "plan.xlsx"))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    lists = {rule.formula1 for sheet in book for rule in sheet.data_validations.dataValidation}
    statuses = '"not started,under way,done,late,dropped"'
    assert lists == {'"kpi,milestone,monitoring"', statuses, "'Plan'!$C$2:$C$2"}
    assert [sheet.title for sheet in book] == ["Plan", "Progress update", "How to use"]


def edited(made: Plan, folder: Path, change) -> Path:
    """The plan as a document, after somebody's change."""
    path = write_plan(made, folder / "plan.docx")
    document = docx.Document(path)
    change(document)
    document.save(path)
    return path


def test_a_document_may_be_edited(made, tmp_path: Path) -> None:
    def change(document) -> None:
        summary, milestones, _, reports = document.tables[0].rows[1].cells
        milestones.paragraphs[0].runs[0].text = "1.m1 Advertise widely [by 1 October 2022]"
        milestones.add_paragraph("Hold an event [in May 2023]")
        summary.add_paragraph("A sum of my own")
        reports.text = "Q1: on its way"
        cells = document.tables[0].add_row().cells
        cells[0].text, cells[1].text = "3. Something new", "Begin"

    found = read_plan(edited(made, tmp_path, change))
    shown = {one.item_id.split("/")[1]: (one.text, one.when.last, one.owner) for one in found.items}
    assert shown["1.m1"] == ("Advertise widely", "2022-10-01", "the board")
    assert shown["1.m3"] == ("Hold an event", "2023-05-31", "")
    assert (shown["1.k2"], shown["3.m1"]) == (("A sum of my own", "", ""), ("Begin", "", ""))
    assert list(shown) == ["1.k1", "1.k2", "1.m1", "1.m2", "1.m3", "1.p1", "2.m1", "3.m1"]


BROKEN = table(Path(__file__).with_name("examples") / "what_an_editor_breaks.csv")


@pytest.mark.parametrize(*BROKEN)
def test_a_cell_that_an_editor_breaks_is_told_with_its_place(table, row, column, text, says, made, tmp_path) -> None:
    def change(document) -> None:
        document.tables[int(table)].rows[int(row)].cells[int(column)].text = text

    with pytest.raises(InputFaults) as caught:
        read_plan(edited(made, tmp_path, change))
    assert says in str(caught.value)


def drop(number: int):
    return lambda document: document.tables[number]._tbl.getparent().remove(document.tables[number]._tbl)


def leave_no_line(document) -> None:
    for row in [*document.tables[0].rows[1:], *document.tables[1].rows[1:]]:
        row._tr.getparent().remove(row._tr)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (leave_no_line, "found a plan without a line; expected at least one"),
        (drop(0), "found no table headed 'Improvement summary'"),
        (drop(1), "found no table headed 'Item'"),
        (drop(2), "found no table headed 'About this plan'"),
    ],
)
def test_a_table_or_every_line_that_an_editor_deletes_is_told(change, says, made, tmp_path: Path) -> None:
    with pytest.raises(InputFaults) as caught:
        read_plan(edited(made, tmp_path, change))
    assert says in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"Hello", "far too large"])
def test_no_document_is_refused(content, tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    if content == "far too large":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("word/document.xml", b"0" * 300_000_000)
    else:
        path.write_bytes(content)
    with pytest.raises(InputFaults, match="no Word document, or a damaged or far too large one"):
        read_plan(path)
    with pytest.raises(InputFaults, match="found no file of this name"):
        read_plan(tmp_path / "absent.docx")


@pytest.mark.parametrize(
    ("name", "says"),
    [("plan.pdf", "ends in .csv, .xlsx or .docx"), ("there.csv", "exists already"), ("no/plan.csv", "no folder")],
)
def test_where_a_plan_cannot_go(name, says, made, tmp_path: Path) -> None:
    (tmp_path / "there.csv").write_text("mine")
    with pytest.raises(UsageError, match=says):
        write_plan(made, tmp_path / name)
    with pytest.raises(UsageError, match="nothing to write"):
        write_plan(dataclasses.replace(made, items=()), tmp_path / "plan.csv")
    assert (tmp_path / "there.csv").read_text() == "mine"
    assert find_plan(write_plan(made, tmp_path / "there.csv", force=True)).plan_id == "made-up-2022"
