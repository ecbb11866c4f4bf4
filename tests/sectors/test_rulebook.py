"""The rules argue their own case, and a broken rule file is told off with file and line."""

from __future__ import annotations

import pytest

from lepdata.errors import InputFaults
from lepdata.sectors.classifying import check_rules
from lepdata.sectors.rules import COLUMNS, load_rules, rules

GOOD = {
    "id": "widget",
    "about": "sector",
    "kind": "organisation words",
    "field": "organisation",
    "form": "word",
    "match": "widgetry",
    "unless": "",
    "sector": "private",
    "sector_kind": "business",
    "strength": "50",
    "because": "makes widgets",
    "source": "a made-up rule",
    "example": "Example Widgetry",
    "counter_example": "Example Wickets",
}


def write(folder, *rows):
    import csv

    with open(folder / "sector_example.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([[row[name] for name in COLUMNS] for row in rows])
    return folder


def test_shipped_rules_pass_their_own_examples():
    assert check_rules() == []


def test_rules_show_what_an_analyst_argues_with():
    shown = rules()
    assert shown["id"].is_unique
    assert not (shown[["because", "source", "example", "counter_example"]] == "").any(axis=None)


def test_a_good_file_has_no_problems(tmp_path):
    assert check_rules(write(tmp_path, GOOD)) == []


@pytest.mark.parametrize(
    ("cell", "value", "told"),
    [
        ("sector", "commercial", "column sector"),
        ("strength", "96", "column strength"),
        ("strength", "0", "column strength"),
        ("strength", "strong", "column strength"),
        ("field", "firm", "column field"),
        ("form", "fuzzy", "column form"),
        ("kind", "hunch", "column kind"),
        ("because", "", "column because"),
        ("counter_example", " ", "column counter_example"),
    ],
)
def test_a_bad_cell_is_named_with_file_and_line(tmp_path, cell, value, told):
    folder = write(tmp_path, GOOD, {**GOOD, "id": "other", cell: value})
    with pytest.raises(InputFaults) as caught:
        load_rules(folder)
    assert "sector_example.csv, row 3" in str(caught.value) and told in str(caught.value)
    assert len(check_rules(folder)) == len(caught.value.faults)


def test_a_pattern_must_compile(tmp_path):
    folder = write(tmp_path, {**GOOD, "form": "regex", "match": "(widget"})
    assert "compiles" in check_rules(folder)[0]


def test_ids_are_unique(tmp_path):
    assert "an id used once" in check_rules(write(tmp_path, GOOD, GOOD))[0]


@pytest.mark.parametrize(
    ("cell", "value", "told"),
    [
        ("example", "Example Gadgets", "does not match its example"),
        ("counter_example", "Old Widgetry", "counter-example"),
    ],
)
def test_examples_are_tried(tmp_path, cell, value, told):
    problems = check_rules(write(tmp_path, {**GOOD, cell: value}))
    assert len(problems) == 1 and told in problems[0]


def test_all_faults_of_a_file_at_once(tmp_path):
    folder = write(tmp_path, {**GOOD, "sector": "?", "strength": "x"}, {**GOOD, "id": "b", "kind": "?"})
    assert len(check_rules(folder)) == 3


@pytest.mark.parametrize("content", ["", "id,match\nwidget,widgetry\n"])
def test_a_file_that_is_no_rule_table(tmp_path, content):
    (tmp_path / "sector_example.csv").write_text(content, encoding="utf-8")
    assert len(check_rules(tmp_path)) == 1
