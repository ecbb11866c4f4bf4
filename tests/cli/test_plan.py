"""`lepdata plan`: what it prints and writes, and the exit code of everything that can go wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lepdata.actions.plans import read_plan
from lepdata.cli.main import main

PLAN = "exampleshire-2023"
REPORT = ["--item", f"{PLAN}/1.m1", "--quarter", "2023-24 Q1", "--status", "under way", "--by", "Secretary"]


@pytest.fixture
def run(capsys):
    def ran(*arguments: str) -> tuple[int, str, str]:
        code = main(["plan", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return ran


def test_a_plan_is_shown_as_a_table_json_and_csv(run) -> None:
    code, out, _ = run("show", "lancashire-2019", "--as-at", "2019-06-30")
    assert code == 0 and "Appoint a permanent chair" in out and "Date passed, no report seen" in out
    assert "Bear in mind" in out and "verdue  " not in out
    found = json.loads(run("show", PLAN, "--format", "json")[1])
    assert found["plan"]["fictional"] is True and found["plan"]["as_at"] == "2024-01-10"
    assert len(found["items"]) == 16 and len(found["slipped"]) == 6 and found["board_facts"] == []
    lines = run("show", "south-east-2019", "--format", "csv")[1].splitlines()
    assert lines[0].startswith("plan_id,item_id,") and len(lines) == 53


def test_reports_are_appended_and_shown(tmp_path, run) -> None:
    path = str(tmp_path / "reports.csv")
    code, out, _ = run("update", PLAN, "--updates", path, "--on", "2023-07-05", *REPORT)
    assert code == 0 and "now holds 1 report." in out
    shown = json.loads(run("show", PLAN, "--updates", path, "--format", "json")[1])
    assert shown["plan"]["as_at"] == "2023-07-05"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["show", "no-such-plan"], 2, "No plan is called"),
        (["show", PLAN, "--as-at", "soon"], 2, "cannot be read"),
        (["show", "absent.csv"], 1, "no file of this name"),
        (["show", PLAN, "--updates", "absent.csv"], 1, "no file of this name"),
        (["update", PLAN, "--updates", "reports.csv", "--on", "5 July 2023", *REPORT], 1, "column reported_on"),
        (["update", PLAN, "--updates", "reports.xlsx", "--on", "2023-07-05", *REPORT], 1, "a .csv file"),
        (["draft", "Cumbrai"], 2, "Did you mean 'Cumbria'"),
        (["draft", "Cumbria", "--start", "soon"], 2, "The start date cannot be read"),
        (["draft", "Cumbria", "--start", "2021-06"], 2, "a plan starts on one day, such as 2021-06-01"),
        (["draft", "Cumbria", "--guidance-given", "maybe"], 2, "guidance was given cannot be read"),
        (["draft", "Cumbria", "--framework", "nlgaf-2022"], 2, "nlgaf-2021"),
        (["draft", "Cumbria", "-o", "draft.pdf"], 2, "ends in .csv, .xlsx or .docx"),
    ],
)
def test_what_goes_wrong_has_one_message_and_a_code(arguments, code, says, tmp_path, monkeypatch, run) -> None:
    monkeypatch.chdir(tmp_path)
    found, _, error = run(*arguments)
    assert found == code and says in error and "Traceback" not in error and list(tmp_path.iterdir()) == []


def test_a_draft_is_shown_and_written_and_nothing_is_written_over(run, tmp_path: Path) -> None:
    code, out, _ = run("draft", "New Anglia", "--guidance-given", "2022-05")
    assert code == 0 and "Wrote" not in out and "[within 3 months of the start]" in out
    assert "Guidance was given by May 2022, and the later list of 31 March 2023 still falls" in " ".join(out.split())
    path = tmp_path / "draft.csv"
    path.write_text("mine")
    draft = ("draft", "Cumbria", "--start", "2021-06-01", "-o", str(path))
    assert run(*draft)[0] == 2 and path.read_text() == "mine"
    code, out, _ = run(*draft, "--force")
    assert code == 0 and f"lepdata plan show {path}" in out
    assert "by 1 September 2021" in [item.when_as_published for item in read_plan(path).items]


RULES = """
id = "mine"
version = "1"
title = "Rules of my own"
body_kind = "LEP main board"
in_force_from = "2010-01-01"
in_force_to = ""
ruling_definition = "business"
source = "mine"
verified = "source not seen"
[[criteria]]
id = "board-size"
statement = "At most 100 members."
kind = "ceiling"
threshold = "100"
who = "everyone"
strength = "expectation"
source = "mine"
verified = "source not seen"
"""


@pytest.mark.parametrize(
    ("option", "says"),
    [
        (["--as-at", "2000"], "No dated list of the main board of Cumbria was found"),
        (["--framework", "mine.toml"], "There is nothing to improve"),
    ],
)
def test_without_a_list_or_anything_to_improve_no_file_is_written(option, says, run, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.toml").write_text(RULES)
    code, out, _ = run("draft", "Cumbria", *option, "-o", "draft.csv")
    assert code == 0 and says in out and not Path("draft.csv").exists()
