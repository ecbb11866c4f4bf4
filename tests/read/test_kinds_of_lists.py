"""Lists as other people make them: what each row and heading means, what is left and said, what is asked."""

import io
from pathlib import Path

import pandas as pd
import pytest
from cases import cases
from paper import written

from lepdata.errors import InputFaults, UsageError
from lepdata.read import opening
from lepdata.read.board import examine, read_board, read_frame, read_published
from lepdata.read.grid import Grid, Layout
from lepdata.read.headings import are_flags, parts_into_boards
from lepdata.read.standard import validate

EXAMPLES = Path(__file__).with_name("examples")


def saved(folder, text, name="list.csv", encoding="utf-8"):
    return written(folder, name, text.encode(encoding))


def column(rows, name):
    return rows[name].tolist() if name in rows else [""] * len(rows)


# What a list prints, and of some columns what is read; "|" parts the rows.
READ = cases(EXAMPLES / "read.txt")


@pytest.mark.parametrize("kind", READ)
def test_what_is_read(tmp_path, kind):
    text, expected = READ[kind]
    path = saved(tmp_path, text + "\n")
    rows = read_board(path)
    for name, words in (line.split(": ") for line in expected.splitlines()):
        assert [*map(str, column(rows, name))] == words.split("|"), name
    assert len(read_published(path)) == len(rows)


# What a list prints, and what of it is not read: kind, text, and why.
LEFT = cases(EXAMPLES / "left.txt")


@pytest.mark.parametrize("kind", LEFT)
def test_what_is_left_is_said(tmp_path, kind):
    text, told = LEFT[kind]
    expected = [line.split(" | ") for line in told.splitlines()]
    path = saved(tmp_path, text + "\n")
    found = read_board(path).attrs["not_read"]
    assert [(one["what"], one["text"]) for one in found] == [(what, words) for what, words, _ in expected]
    assert all(why in one["why"] for one, (_, _, why) in zip(found, expected, strict=True))
    assert all(one["sentence"].startswith("Not read: ") and "list.csv" in one["where"] for one in found)
    assert [*validate(path).not_read] == found


# What a list prints, how many faults it has, and words of the one that matters.
ASKED = cases(EXAMPLES / "asked.txt")


@pytest.mark.parametrize("kind", ASKED)
def test_what_is_asked(tmp_path, kind):
    text, count, words = ASKED[kind]
    with pytest.raises(InputFaults) as caught:
        read_board(saved(tmp_path, text + "\n"))
    assert len(caught.value.faults) == int(count)
    assert words in str(caught.value)


def test_what_the_user_says_outranks_what_is_inferred(tmp_path):
    path = saved(tmp_path, "Wer,Austritt,Firma,Was\nAda Reed,,Reed Ltd,Chair\nBen Moss,01/04/2022,Moss Ltd,Member\n")
    said = {"name": "Wer", "end_date": "Austritt", "Company": "Firma", "role": "was"}
    rows = read_board(path, columns=said, dates="day-first")
    assert rows["person_name"].tolist() == ["Ada Reed", "Ben Moss"]
    assert rows["end_date"].tolist() == ["", "2022-04-01"]
    assert rows["organisation"].tolist() == ["Reed Ltd", "Moss Ltd"]
    ignored = read_board(path, columns={"name": "Wer", "role": "Was", "ignore": "Austritt"}, header_row=1)
    assert "end_date" not in ignored
    assert [one["text"] for one in ignored.attrs["not_read"]] == ["Firma"]


def test_a_slip_in_what_is_asked_is_wrong_usage(tmp_path):
    path = saved(tmp_path, "Who,Role\nAda,chair\n")
    for asked, words in (
        ({"columns": {"nmae": "Who"}}, "No column of a board file is called 'nmae'"),
        ({"columns": {"name": "Whom"}}, "Did you mean 'Who'"),
        ({"dates": "day first"}, "day-first or month-first"),
        ({"header_row": 0}, "counted from 1"),
        ({"encoding": "latin-99"}, "No encoding is called"),
    ):
        with pytest.raises(UsageError, match=words):
            read_board(path, **asked)


@pytest.mark.parametrize(
    ("written_in", "asked", "said"),
    [
        *(("cp1252", None, "Windows-1252, such as 'Zoë'"), ("utf-16", None, "UTF-16"), ("utf-16-le", None, "UTF-16")),
        *(("utf-32", None, "UTF-32"), ("mac-roman", "mac-roman", "")),
    ],
)
def test_encodings_that_can_only_be_one(tmp_path, written_in, asked, said):
    rows = read_board(saved(tmp_path, "Name,Role\nZoë O’Reed,chair\n", encoding=written_in), encoding=asked)
    assert rows["person_name"].tolist() == ["Zoë O’Reed"]
    assert said in " ".join(rows.attrs["caveats"])


def test_text_with_tabs_under_any_name(tmp_path):
    for name in ("list.tsv", "list.txt", "list.tab"):
        assert read_board(saved(tmp_path, "Name\tRole\nAda\tchair\n", name))["role"].tolist() == ["chair"]


def test_standard_input_is_read_once_for_all(monkeypatch):
    opening._standard_input.cache_clear()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Name,Role\nAda,chair\n")))
    assert read_board("-")["file"].tolist() == ["standard input"]
    assert read_published("-")["Name"].tolist() == ["Ada"]
    opening._standard_input.cache_clear()


def test_a_frame_is_read_as_its_file_would_be(tmp_path):
    text = "Councillor,Employer,Left\nAda Reed,Reed Ltd,\nSource: the web,,\nBen Moss,Moss Ltd,2019-03-31\n"
    path = saved(tmp_path, text)
    frame = pd.read_csv(path).set_axis(["a", "b", "c"])
    read, of_file = read_frame(frame), read_board(path)
    assert read.index.tolist() == ["a", "c"]
    names = ["person_name", "organisation", "end_date", "line"]
    pd.testing.assert_frame_equal(read[names].reset_index(drop=True), of_file[names])
    assert len(read.attrs["not_read"]) == len(of_file.attrs["not_read"]) == 1
    with pytest.raises(InputFaults, match="the headings"):
        read_frame(pd.DataFrame({"colour": ["red"]}))


def test_a_date_above_the_headings_is_offered(tmp_path):
    rows = read_board(saved(tmp_path, "The board at 1 April 2022,,\nName,Role,Note\nAda,chair,\n"))
    assert "--as-at 2022-04-01" in " ".join(rows.attrs["caveats"])


def test_a_cell_for_a_date_that_holds_none_is_said(tmp_path):
    text = "Name,Date appointed,Term ends\nAda,n/a,ongoing\nBen,tbc,-\nCy,2024-04-01,n/a\nDi,present,2026\n"
    found = validate(saved(tmp_path, text))
    assert [one for one in found.caveats if one.startswith("Words")] == [
        "Words under 'Date appointed' of list.csv were read as no date: 'n/a', 'tbc'.",
        "Words under 'Term ends' of list.csv were read as no end: 'ongoing', '-', 'n/a'.",
    ]
    # nothing begins at "present"
    assert [(fault.row, fault.column, fault.found) for fault in found.faults] == [(5, "Date appointed", "'present'")]


def test_the_row_of_the_headings_may_be_told(tmp_path):
    path = saved(tmp_path, "Name,Role\nName of person,Kind\nAda,Member\n* a note\n")
    assert read_board(path, header_row=2)["person_name"].tolist() == ["Ada"]
    said = ["nothing in row 9", "row 3.*no row under them.*--header-row 1", "no sheets.*leave --sheet out"]
    for asked, words in zip(({"header_row": 9}, {"header_row": 3}, {"sheet": 2}), said, strict=True):
        with pytest.raises(InputFaults, match=f"(?s){words}"):
            read_board(path, **asked)


PARTED = {
    ("XXXYYY", "100100"): True,
    ("XXXYYY", "100000"): False,  # a joint committee: three members of each council, one chair
    ("XYXYXY", "100100"): True,
    ("XXYY", "1010"): False,
    ("X" * 40 + "Y" * 40, "0" * 80): True,
    ("XY" * 40, "0" * 80): False,
}


def test_which_values_part_a_file_into_boards():
    for (values, chairs), parted in PARTED.items():
        rows = [(line, ("chair" if one == "1" else "member",)) for line, one in enumerate(chairs)]
        assert parts_into_boards(Layout(Grid("x"), 1, ["Role"], rows, open_to=[("role",)]), [*values]) == parted


def test_flags_are_nothing_but_yes_and_no():
    assert are_flags(["", "Yes", "n"]) and not are_flags(["", ""]) and not are_flags(["yes", "2019"])


def test_examine_finds_what_it_can_beside_the_faults(tmp_path):
    reading = examine(saved(tmp_path, "Name,Role,Austritt\nAda,chair,2019\n"))
    assert reading.sightings["person_name"].tolist() == ["Ada"]
    assert len(reading.said.faults) == 1
