"""`lepdata plan`: what it prints and writes, and the exit code of everything that can go wrong."""

import json
from functools import partial
from pathlib import Path

import pytest

from lepdata.actions.plans import read_plan

PLAN = "exampleshire-2023"
REPORT = ["--item", f"{PLAN}/1.m1", "--quarter", "2023-24 Q1", "--status", "under way", "--by", "Secretary"]


@pytest.fixture
def plan(run):
    return partial(run, "plan")


def test_a_plan_is_shown_as_a_table_json_and_csv(plan) -> None:
    code, out, _ = plan("show", "lancashire-2019", "--as-at", "2019-06-30")
    assert code == 0 and "Appoint a permanent chair" in out and "Date passed, no report seen" in out
    assert "Bear in mind" in out and "verdue  " not in out
    found = json.loads(plan("show", PLAN, "--format", "json")[1])
    assert found["plan"]["fictional"] is True and found["plan"]["as_at"] == "2024-01-10"
    assert len(found["items"]) == 16 and len(found["slipped"]) == 6 and found["board_facts"] == []
    lines = plan("show", "south-east-2019", "--format", "csv")[1].splitlines()
    assert lines[0].startswith("plan_id,item_id,") and len(lines) == 53


def test_reports_are_appended_and_shown(tmp_path, plan) -> None:
    path = str(tmp_path / "reports.csv")
    code, out, _ = plan("update", PLAN, "--updates", path, "--on", "2023-07-05", *REPORT)
    assert code == 0 and "now holds 1 report." in out
    shown = json.loads(plan("show", PLAN, "--updates", path, "--format", "json")[1])
    assert shown["plan"]["as_at"] == "2023-07-05"


def test_a_draft_is_shown_and_written_and_nothing_is_written_over(plan, tmp_path: Path) -> None:
    code, out, _ = plan("draft", "New Anglia", "--guidance-given", "2022-05")
    assert code == 0 and "Wrote" not in out and "[within 3 months of the start]" in out
    assert "Guidance was given by May 2022, and the later list of 31 March 2023 still falls" in " ".join(out.split())
    path = tmp_path / "draft.csv"
    path.write_text("mine")
    draft = ("draft", "Cumbria", "--start", "2021-06-01", "-o", str(path))
    assert plan(*draft)[0] == 2 and path.read_text() == "mine"
    code, out, _ = plan(*draft, "--force")
    assert code == 0 and f"lepdata plan show {path}" in out
    assert "by 1 September 2021" in [item.when_as_published for item in read_plan(path).items]
