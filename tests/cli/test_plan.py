"""`lepdata plan`: what it prints, and the exit code of everything that can go wrong."""

from __future__ import annotations

import json

import pytest

from lepdata.cli.main import main

PLAN = "exampleshire-2023"
REPORT = ["--item", f"{PLAN}/1.m1", "--quarter", "2023-24 Q1", "--status", "under way", "--by", "Secretary"]


def test_a_plan_is_shown_as_a_table(capsys) -> None:
    assert main(["plan", "show", "lancashire-2019", "--as-at", "2019-06-30"]) == 0
    printed = capsys.readouterr().out
    assert "Appoint a permanent chair" in printed and "Date passed, no report seen" in printed
    assert "Bear in mind" in printed and "verdue  " not in printed


def test_a_plan_is_shown_as_json(capsys) -> None:
    assert main(["plan", "show", PLAN, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["plan"]["fictional"] is True and found["plan"]["as_at"] == "2024-01-10"
    assert len(found["items"]) == 16 and len(found["slipped"]) == 6 and found["board_facts"] == []


def test_a_plan_is_shown_as_csv(capsys) -> None:
    assert main(["plan", "show", "south-east-2019", "--format", "csv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("plan_id,item_id,") and len(lines) == 53


def test_reports_are_appended_and_shown(tmp_path, capsys) -> None:
    path = str(tmp_path / "reports.csv")
    assert main(["plan", "update", PLAN, "--updates", path, "--on", "2023-07-05", *REPORT]) == 0
    assert "now holds 1 report." in capsys.readouterr().out
    assert main(["plan", "show", PLAN, "--updates", path, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["plan"]["as_at"] == "2023-07-05"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["show", "no-such-plan"], 2, "No plan is called"),
        (["show", PLAN, "--as-at", "soon"], 2, "cannot be read"),
        (["show", "absent.csv"], 1, "no file of this name"),
        (["show", PLAN, "--updates", "absent.csv"], 1, "no file of this name"),
        (["update", PLAN, "--updates", "reports.csv", "--on", "5 July 2023", *REPORT], 1, "column reported_on"),
        (["update", PLAN, "--updates", "reports.xlsx", "--on", "2023-07-05", *REPORT], 1, "a .csv file"),
    ],
)
def test_what_goes_wrong_has_one_message_and_a_code(arguments, code, said, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["plan", *arguments]) == code
    error = capsys.readouterr().err
    assert said in error and "Traceback" not in error and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["plan"], ["plan", "mend"], ["plan", "update", PLAN]])
def test_wrong_usage(arguments, capsys) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2


@pytest.mark.parametrize("part", ["show", "update"])
def test_each_part_explains_itself_with_an_example(part, capsys) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["plan", part, "--help"])
    assert stop.value.code == 0 and f"lepdata plan {part}" in capsys.readouterr().out.partition("Example:")[2]
