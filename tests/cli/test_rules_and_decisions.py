"""`lepdata rules --check`, `--unused`, and `lepdata classify` with a worklist and decisions of one's own."""

import csv

import pytest

from lepdata.sectors.decisions import COLUMNS

BOARD = "Name,Organisation,Role\nAda Able,42,Member\nAda Baker,Example Foods plc,Member\n"


@pytest.fixture
def board(tmp_path):
    path = tmp_path / "my.csv"
    path.write_text(BOARD, encoding="utf-8")
    return path


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("content", ["", "id\nx\n"])
def test_broken_rules_are_exit_1_with_file_and_line(run, tmp_path, content):
    (tmp_path / "sector_mine.csv").write_text(content, encoding="utf-8")
    code, out, err = run("rules", "--check", "--rules", tmp_path)
    assert (code, out) == (1, "") and "sector_mine.csv" in err


@pytest.mark.parametrize(("form", "last"), [("table", True), ("csv", False)])
def test_how_many_rules_are_unused_is_said_below_a_table_alone(run, form, last):
    code, out, _ = run("rules", "--unused", "--format", form)
    assert code == 0 and out.endswith("rules give no reason for any published seat.\n") is last


def test_from_worklist_to_decisions_to_settled(run, board, tmp_path):
    open_questions, out = tmp_path / "open.csv", tmp_path / "out.csv"
    assert run("classify", board, "-o", out, "--worklist", open_questions)[0] == 0
    (question,) = rows(open_questions)
    assert list(question)[: len(COLUMNS)] == list(COLUMNS) and question["organisation_as_published"] == "42"
    signed = {"says": "education", "because": "it is a school", "source": "its page", "signed_by": "Ada"}
    decisions = tmp_path / "mine.csv"
    with decisions.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(question))
        writer.writeheader()
        writer.writerow({**question, **signed, "signed_on": "2026-01-02"})
    assert run("classify", board, "-o", out, "--decisions", decisions)[0] == 0
    assert [row["sector"] for row in rows(out)] == ["education", "private"]


def test_an_unsigned_decision_is_exit_1_and_writes_nothing(run, board, tmp_path):
    mine, out, open_questions = tmp_path / "mine.csv", tmp_path / "out.csv", tmp_path / "open.csv"
    mine.write_text(",".join(COLUMNS) + "\nd1,,42,sector,private,,why,source,,\n", encoding="utf-8")
    code, said, err = run("classify", board, "-o", out, "--worklist", open_questions, "--decisions", mine)
    assert (code, said) == (1, "") and "mine.csv, row 2, column signed_by" in err
    assert not out.exists() and not open_questions.exists()


@pytest.mark.parametrize("way", ["option", "environment", "neither"])
def test_full_registers_are_asked_where_they_are_given(run, tmp_path, downloads, monkeypatch, way):
    monkeypatch.delenv("LEPDATA_REGISTERS", raising=False)
    if way == "environment":
        monkeypatch.setenv("LEPDATA_REGISTERS", str(downloads))
    (tmp_path / "my.csv").write_text("Name,Organisation\nAda Able,Firefly\n", encoding="utf-8")
    given = ["--registers", downloads] if way == "option" else []
    assert run("classify", tmp_path / "my.csv", "-o", tmp_path / "out.csv", *given)[0] == 0
    assert rows(tmp_path / "out.csv")[0]["sector"] == ("private" if way == "neither" else "voluntary")
