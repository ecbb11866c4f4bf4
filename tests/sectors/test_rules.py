"""The rules argue their own case; a broken rule file is told off with file and line; rules nothing calls upon."""

import csv
import re
from pathlib import Path

import pytest
from cases import cells, table

from lepdata.errors import InputFaults
from lepdata.files import rule_file
from lepdata.read.board import read_raw_boards
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import check_rules, find_evidence, unused_rules
from lepdata.sectors.decisions import read_decisions
from lepdata.sectors.rulebook import COLUMNS, load_rules, pattern, rules

GOOD = {"id": "widget", "about": "sector", "kind": "organisation words", "field": "organisation", "form": "word"}
GOOD |= {"match": "widgetry", "unless": "", "sector": "private", "sector_kind": "business", "strength": "50"}
GOOD |= {"because": "makes widgets", "source": "a made-up rule"}
GOOD |= {"example": "Example Widgetry", "counter_example": "Example Wickets"}


def write(folder, *rows):
    with open(folder / "sector_example.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([[row[name] for name in COLUMNS] for row in rows])
    return folder


@pytest.mark.parametrize("rule", rule_file("members/patterns.csv"), ids=lambda rule: rule["name"])
def test_every_pattern_matches_its_example_and_not_the_other(rule):
    assert pattern(rule["name"]).search(rule["example"]) and rule["because"]
    assert not pattern(rule["name"]).search(rule["counter_example"])


def test_the_first_rule_of_a_company_that_fits_is_its_own():
    rules = [(re.compile(rule["pattern"]), rule) for rule in rule_file("members/company_kinds.csv")]
    for _, rule in rules:
        assert next(one for fits, one in rules if fits.fullmatch(rule["example"].casefold())) == rule


def test_shipped_rules_and_decisions_pass_their_own_examples():
    assert check_rules() == [] and len(read_decisions())


def test_rules_show_what_an_analyst_argues_with():
    shown = rules()
    assert shown["id"].is_unique
    assert not (shown[["because", "source", "example", "counter_example"]] == "").any(axis=None)


def test_unused_rules_are_those_without_evidence():
    fired = set(find_evidence(describe(read_raw_boards()))["rule"])
    unused = set(unused_rules()["id"])
    assert unused and unused == set(rules()["id"]) - fired


@pytest.mark.parametrize(*table(Path(__file__).with_name("examples") / "bad_cells_of_a_rule.csv"))
def test_a_bad_cell_is_named_with_file_and_line(tmp_path, bad, told):
    folder = write(tmp_path, GOOD, {**GOOD, "id": "other", **cells(bad)})
    with pytest.raises(InputFaults) as caught:
        load_rules(folder)
    assert "sector_example.csv, row 3" in str(caught.value) and told in str(caught.value)
    assert len(check_rules(folder)) == len(caught.value.faults)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, None),
        ({"example": "Example Gadgets"}, "does not match its example"),
        ({"counter_example": "Old Widgetry"}, "counter-example"),
    ],
)
def test_examples_are_tried(tmp_path, given, told):
    problems = check_rules(write(tmp_path, {**GOOD, **given}))
    assert problems == [] if told is None else len(problems) == 1 and told in problems[0]


HEADING, LINE = ",".join(COLUMNS), ",".join(GOOD[name] for name in COLUMNS)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (f"{HEADING}\n\n{LINE.replace(',50,', ',high,')}\n", "row 3, column strength"),
        (f"{HEADING}\n{LINE},more\n", "row 2: found 'more' under no heading; expected 14 cells"),
        (f"{HEADING}\na,sector\n", "row 2: found 2 cells"),
        (f'{HEADING}\n"{LINE}\n', "row 2: found a quotation mark that is never closed"),
        ("id,match\nwidget,widgetry\n", "row 1"), ("", "an empty file"), (None, "found no rule"),
    ],
)  # fmt: skip
def test_a_broken_rule_file_is_told_off_with_its_line(tmp_path, content, told):
    if content is not None:
        (tmp_path / "sector_mine.csv").write_text(content, encoding="utf-8")
    (problem,) = check_rules(tmp_path)
    assert told in problem and (content is None or problem.startswith("sector_mine.csv"))
