"""`lepdata check --definition`: the definition that rules comes first and gives the answer, in every format."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

# Of the five members two are from business, and two more count as private in the national accounts.
BOARD = Path(__file__).parent.parent / "boards" / "full.csv"
RULING = [
    ("business", "not met", "2 of 5"),
    ("as-published", "not met", "2 of 5"),
    ("national-accounts", "met", "4 of 5"),
]


@pytest.fixture
def printed(run):
    def check(definition: str, form: str) -> str:
        code, out, err = run("check", BOARD, "--full", "--definition", definition, "--format", form)
        assert (code, err) == (0, "")
        return out

    return check


@pytest.mark.parametrize(("definition", "outcome", "of"), RULING)
def test_the_table_says_the_ruling_answer_and_the_others_below(printed, definition, outcome, of):
    lines = [line.strip() for line in printed(definition, "table").splitlines()]
    at = next(number for number, line in enumerate(lines) if line.startswith("private-two-thirds"))
    assert re.split(r" {2,}", lines[at]) == ["private-two-thirds", outcome.upper(), "requirement, not yet due"]
    assert lines[at + 1].startswith(f"By the definition given, {definition}: {of} members are private")
    assert any(line.startswith("Depends on what counts as private: met") for line in lines[at + 2 : at + 4])


@pytest.mark.parametrize(("definition", "outcome", "of"), RULING)
def test_json_and_csv_begin_with_the_ruling_verdict(printed, definition, outcome, of):
    found = json.loads(printed(definition, "json"))
    assert found["framework"]["ruling_definition"] == definition
    rows = list(csv.DictReader(io.StringIO(printed(definition, "csv"))))
    for verdicts in (found["verdicts"], rows):
        own = [one for one in verdicts if one["criterion"] == "private-two-thirds"]
        assert {one["definition"]: one["outcome"] for one in own} == {one: answer for one, answer, _ in RULING}
        assert own[0]["definition"] == definition and own[0]["reason"].startswith(of)
