"""The rules that nothing calls upon, and a rule file broken in each way."""

from __future__ import annotations

import pytest

from lepdata.seating.describe import describe
from lepdata.sectors.classifying import check_rules, find_evidence, unused_rules
from lepdata.sectors.decisions import check_decisions
from lepdata.sectors.rules import COLUMNS, rules
from lepdata.sightings.shipped import read_raw_boards

HEADING = ",".join(COLUMNS)
GOOD = "a,sector,register,organisation,register,council names,,council,council,80,is one,here,Kent County Council,Kent"


def test_unused_rules_are_those_without_evidence():
    unused = set(unused_rules()["id"])
    fired = set(find_evidence(describe(read_raw_boards()))["rule"])
    assert unused and not unused & fired
    assert unused == set(rules()["id"]) - fired


def test_shipped_decisions_are_whole():
    assert check_decisions() == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (f"{HEADING}\n{GOOD}\n", None),
        (f"{HEADING}\n\n{GOOD.replace(',80,', ',high,')}\n", "row 3, column strength"),
        (f"{HEADING}\n{GOOD.replace('council names', 'shop names')}\n", "row 2, column match"),
        (f"{HEADING}\n{GOOD},more\n", "row 2: found 15 cells; expected 14 cells"),
        (f"{HEADING}\na,sector\n", "row 2: found 2 cells"),
        (f'{HEADING}\n"{GOOD}\n', "row 2: found a row that cannot be read"),
        ("", "an empty file"),
    ],
)
def test_a_broken_rule_file_is_told_off_with_its_line(tmp_path, content, told):
    (tmp_path / "sector_mine.csv").write_text(content, encoding="utf-8")
    problems = check_rules(tmp_path)
    if told is None:
        assert problems == []
    else:
        assert len(problems) == 1 and problems[0].startswith("sector_mine.csv") and told in problems[0]


def test_a_folder_without_rules_is_a_problem(tmp_path):
    assert "found no rule" in check_rules(tmp_path)[0]
