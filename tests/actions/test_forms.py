"""Forms: what they ask, blank files that a spreadsheet runs nothing of, and filled-in ones read whole or not at all."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from cases import table
from hypothesis import given, settings
from hypothesis import strategies as st

from lepdata.actions.forms import form, read_forms, write_form
from lepdata.errors import InputFaults, UsageError

EXAMPLES = Path(__file__).with_name("examples")
HEAD = {"lep": "Exampleshire", "council": "Norbridge City Council", "answered_on": "2024-01-30"}
STOCKTAKE = form("stocktake")


def filled(path: Path, changes: dict[str, object] | None = None, head: dict[str, str] | None = None) -> Path:
    """A stock-take filled in with yes throughout, and then some cells changed."""
    given = {**HEAD, **(head or {})} | {one.id: "yes" for one in STOCKTAKE.questions}
    write_form(STOCKTAKE, path, given)
    if changes:
        book = openpyxl.load_workbook(path)
        for cell, value in changes.items():
            book["Form"][cell] = value
        book.save(path)
    return path


HOSTILE = ("=1+1", "+1", "@x", "-1")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_given_word_is_a_formula(tmp_path, text):
    book = openpyxl.load_workbook(write_form(STOCKTAKE, tmp_path / "f.xlsx", {"answered_by": text}))
    cells = [cell for row in book["Form"].iter_rows() for cell in row if cell.value == text]
    assert [cell.data_type for cell in cells] == ["s"]
    path = write_form(STOCKTAKE, tmp_path / "f.csv", {"answered_by": text})
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert "'" + text in [cell for row in csv.reader(file) for cell in row]


@pytest.mark.parametrize("name", ["f.xlsx", "f.csv"])
def test_the_same_form_is_the_same_file(tmp_path, name):
    first, second = (write_form(STOCKTAKE, tmp_path / f"{number}{name}") for number in (1, 2))
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("f.pdf", {}, "ends in .xlsx or .csv"),
        ("no/f.xlsx", {}, "no folder"),
        ("there.xlsx", {}, "exists already"),
        ("f.xlsx", {"counsil": "x"}, "council"),
    ],
)
def test_what_cannot_be_written_is_refused(tmp_path, name, given, words):
    (tmp_path / "there.xlsx").write_bytes(b"mine")
    with pytest.raises(UsageError, match=words):
        write_form(STOCKTAKE, tmp_path / name, given)
    assert (tmp_path / "there.xlsx").read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir()] == ["there.xlsx"]


def faults_of(*paths):
    with pytest.raises(InputFaults) as caught:
        read_forms(STOCKTAKE, paths)
    return caught.value.faults


def test_a_filled_in_workbook_comes_through(tmp_path):
    path = filled(tmp_path / "a.xlsx", {"D10": "Not known", "E10": "=SUM(x", "D11": " partly ", "D8": "Head of place"})
    book = openpyxl.load_workbook(path)
    book["Form"]["E10"].data_type = "s"
    book.save(path)
    (one,) = read_forms(STOCKTAKE, path)
    assert list(one.answers) == [question.id for question in STOCKTAKE.questions]
    assert list(one.answers.values())[:3] == ["not known", "partly", "yes"]
    assert (one.file, one.notes["stock-1"], one.cells["stock-1"].name) == ("a.xlsx", "=SUM(x", "D10")
    assert one.head == HEAD | {"answered_by": "Head of place"}


def test_a_csv_a_semicolon_csv_and_a_workbook_say_the_same(tmp_path):
    text = filled(tmp_path / "b.csv").read_text(encoding="utf-8-sig")
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(csv.reader(io.StringIO(text)))
    (tmp_path / "c.csv").write_text(out.getvalue(), encoding="utf-8")
    paths = (filled(tmp_path / "a.xlsx"), tmp_path / "b.csv", tmp_path / "c.csv")
    first, *others = (read_forms(STOCKTAKE, path)[0] for path in paths)
    assert all((one.head, one.answers, one.notes) == (first.head, first.answers, first.notes) for one in others)


@pytest.mark.parametrize(*table(EXAMPLES / "each_fault_is_named_with_its_cell.csv"))
def test_each_fault_is_named_with_its_cell(tmp_path, changes, cell, found, remedy):
    given = dict(change.split("=", 1) for change in changes.split(" / "))
    faults = faults_of(filled(tmp_path / "a.xlsx", {name: text or None for name, text in given.items()}))
    hits = [one for one in faults if one.column == cell and found in one.found and remedy in one.remedy]
    assert len(hits) == 1, [fault.sentence() for fault in faults]


def test_all_faults_of_all_files_are_said_and_nothing_is_read(tmp_path):
    good = filled(tmp_path / "good.xlsx", head={"council": "Eastvale Borough Council"})
    bad = filled(tmp_path / "bad.xlsx", {"D12": "perhaps", "D20": "maybe"})
    (tmp_path / "broken.csv").write_bytes(b"\xff\xfe\x00")
    found = faults_of(good, bad, tmp_path / "broken.csv", tmp_path / "none.xlsx")
    assert [fault.file for fault in found][:3] == ["bad.xlsx", "bad.xlsx", "broken.csv"]
    assert [fault.row for fault in found][:2] == [12, 20]
    assert len(found) == 4


def test_two_forms_of_one_council_and_day_are_a_fault_and_of_two_days_are_not(tmp_path):
    first = filled(tmp_path / "a.xlsx")
    (fault,) = faults_of(first, filled(tmp_path / "b.csv", head={"answered_by": "Somebody else"}))
    assert (
        "a second form for Exampleshire, Norbridge City Council, 2024-01-30, beside that of a.xlsx, cell D7"
        in fault.found
    )
    later = filled(tmp_path / "c.csv", head={"answered_on": "2024-02-28"})
    assert len(read_forms(STOCKTAKE, [first, later])) == 2


def test_a_folder_without_a_form_and_an_unknown_form_are_refused(tmp_path):
    (fault,) = faults_of(tmp_path)
    assert "a folder without a form" in fault.found
    with pytest.raises(UsageError):
        form("stocktakes")


@settings(max_examples=8, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30))
def test_any_words_survive_the_way_out_and_in(tmp_path_factory, words):
    folder = tmp_path_factory.mktemp("forms")
    given_ = {"lep": "Exampleshire", "council": "Norbridge City Council", "answered_on": "2024-01-30"}
    given_ |= {one.id: "yes" for one in STOCKTAKE.questions} | {"answered_by": words}
    for name in ("a.xlsx", "a.csv"):
        (one,) = read_forms(STOCKTAKE, write_form(STOCKTAKE, folder / name, given_))
        assert one.head.get("answered_by", "") == words.strip()
