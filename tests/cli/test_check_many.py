"""`lepdata check --many`: every board of a file, as CSV or one line of JSON a board, with the exit codes of `check`."""

import csv
import io
import json

import jsonschema
import pytest

from lepdata.files import RULES
from lepdata.judging.verdicts import MANY_COLUMNS

CHECK_SCHEMA = json.loads((RULES / "check.schema.json").read_text(encoding="utf-8"))

HEAD = "LEP,Body,Date,Name,Organisation,Role\n"
PRIVATE = "".join(
    f"Dorset,main board,2022-01-31,Ada {name},Example {name} Ltd,{role}\n"
    for name, role in (("Able", "Chair"), ("Baker", "Member"))
)
COUNCILS = "".join(
    f"Solent,main board,{date},Ben {name},Exford District Council,{role}\n"
    for name, role, date in (
        ("Able", "Chair", "2022-01-31"),
        ("Baker", "Member", "2022-01-31"),
        ("Cole", "Chair", "2019-06"),
    )
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "many.csv"
    path.write_text(HEAD + PRIVATE + COUNCILS, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", [[], ["--format", "table"]])
def test_a_line_a_board_and_a_column_a_rule(run, file, form, tmp_path):
    code, out, err = run("check", file, "--many", "--full", *form, "-o", tmp_path / "long.csv")
    lines = out.splitlines()
    assert (code, err) == (0, "") and "a private-two-thirds;" in out and "long.csv" in lines[-1]
    assert [line.split()[-13:-11] for line in lines[:4]] == [["Members", "a"], ["2", "Y"], ["2", "N"], ["1", "N"]]
    _, long, _ = run("check", file, "--many", "--full", "--format", "csv")
    assert (tmp_path / "long.csv").read_text() == long
    _, out, _ = run("check", file, "--many", *form)  # small letters: others may sit on the board
    assert [line.split()[-12] for line in out.splitlines()[:4]] == ["a", "y", "n", "n"]


def test_lists_without_a_date_are_of_the_day_asked_about(run, file):
    file.write_text("Body,Name,Organisation,Term ends\nA,Ada Able,Able Ltd,2019-03-31\nA,Ben Baker,Baker Ltd,\n")
    asked = ([], ["--as-at", "2020"], ["--as-at", "2018"])
    found = [run("check", file, "--many", *more)[1].splitlines() for more in asked]
    assert "1 person may have left" in found[0][0] and "No rule binds 1 of 1 boards (A): they" in found[0][2]
    assert [lines[3].split()[:3] for lines in found[1:]] == [["A,", "2020", "1"], ["A,", "2018", "2"]]


def test_one_row_a_verdict(run, file):
    code, out, err = run("check", file, "--many", "--full", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (code, err) == (0, "")
    assert list(rows[0]) == [*MANY_COLUMNS, "not_read"]
    first = {row["board"]: row for row in reversed(rows)}
    assert [(row["lep"], row["as_at"], row["members"], row["outcome"]) for row in first.values()][::-1] == [
        ("Dorset", "2022-01-31", "2", "met"),
        ("Solent", "2022-01-31", "2", "not met"),
        ("Solent", "2019-06", "1", "not met"),
    ]


def test_one_line_a_board_judged_and_shown_as_its_own_file_is(run, file, tmp_path):
    code, out, _ = run("check", file, "--many", "--full", "--format", "json")
    found = [json.loads(line) for line in out.splitlines()]
    for one in found:
        jsonschema.validate(one, CHECK_SCHEMA)
    assert code == 0 and [one["framework"]["id"] for one in found] == ["nlgaf-2021", "nlgaf-2021", "nlgaf-2019"]
    alone = tmp_path / "one.csv"
    alone.write_text(HEAD + PRIVATE, encoding="utf-8")
    assert json.loads(run("check", alone, "--full", "--format", "json")[1]) == found[0]


@pytest.mark.parametrize(("strict", "rows", "code"), [(True, COUNCILS, 4), (True, PRIVATE, 0), (False, COUNCILS, 0)])
def test_strict_exits_with_4_if_any_board_breaks_a_rule(run, file, strict, rows, code):
    file.write_text(HEAD + rows, encoding="utf-8")
    assert run("check", file, "--many", "--full", *(["--strict"] if strict else []))[0] == code
