"""Forms: what they ask, blank files that a spreadsheet runs nothing of, and filled-in ones read whole or not at all."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lepdata.actions.answers import read_forms
from lepdata.actions.forms import form, write_form
from lepdata.errors import InputFaults, UsageError

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


@pytest.mark.parametrize(
    ("changes", "cell", "found", "remedy"),
    [
        ({"D12": None}, "answer (cell D12)", "an empty cell", "choose Yes or Partly"),
        ({"D12": "Partially"}, "answer (cell D12)", "'Partially'", "'Partly'"),
        ({"D12": "yes/no"}, "answer (cell D12)", "'yes/no'", ""),
        ({"D12": "=1+1"}, "answer", "formula in D12", "paste them in place as values"),
        ({"A12": "stok-3"}, "question_id (cell A12)", "'stok-3'", "'stock-3'"),
        ({"A12": None}, "question_id (cell A12)", "an answer to no question", ""),
        ({"A12": "stock-2"}, "answer (cell D12)", "a second row for the question stock-2, which D11 answers", "delete"),
        ({"C12": "Is all well?"}, "question (cell C12)", "'Is all well?'", "put the question's words back"),
        ({"D3": "survey"}, "form (cell D3)", "'survey'", "today's version"),
        ({"D4": "0"}, "version (cell D4)", "'0'", "today's version"),
        ({"A4": "wersion"}, "", "a value in D4 that no line of the head asks for", "move it"),
        ({"D5": "Exampleshir"}, "lep (cell D5)", "'Exampleshir'", "'Exampleshire'"),
        ({"D5": None}, "lep (cell D5)", "an empty cell", "fill it in"),
        ({"D6": "Norbrige City Council"}, "council (cell D6)", "'Norbrige City Council'", "'Norbridge City Council'"),
        ({"D7": "30 January 2024"}, "answered_on (cell D7)", "'30 January 2024'", "write 2024-01-30"),
        ({"D7": "last week"}, "answered_on (cell D7)", "'last week'", "2019-03-31"),
        ({"D7": "05/06/2019"}, "answered_on (cell D7)", "'05/06/2019'", "2019-06-05"),
        ({"D7": "2024-02-30"}, "answered_on (cell D7)", "'2024-02-30'", "correct the date"),
        ({"A5": "answered_on", "D5": "2024-01-01"}, "answered_on", "a second row for answered_on", "delete"),
        ({"A9": "id"}, "", "no row with the heading question_id", "blank form"),
        ({"D9": "reply"}, "", "no column answer", "blank form"),
        ({"E9": "answer"}, "", "the heading answer twice", "delete the other"),
    ],
)
def test_each_fault_is_named_with_its_cell(tmp_path, changes, cell, found, remedy):
    faults = faults_of(filled(tmp_path / "a.xlsx", changes))
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
