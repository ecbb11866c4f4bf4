"""Private details are met with a sentence, a fault in `validate`, and never with a column of their own."""

from __future__ import annotations

import re

import pytest

from lepdata.model.rule_files import rule_file
from lepdata.read.board import read_board
from lepdata.read.headings import columns, private_columns
from lepdata.read.standard import validate


@pytest.mark.parametrize("rule", rule_file("board_file/private.csv"), ids=lambda rule: rule["rule_id"])
def test_every_rule_finds_its_example_and_not_the_other(rule):
    assert private_columns([rule["example"]]) == {rule["example"]: rule["what"]}
    assert private_columns([rule["counter_example"]]) == {}
    assert rule["because"] and None not in rule


PRIVATE = """ethnicity|Ethnic group|Disability|Disabled?|Age|age_group|Age band|DOB|date_of_birth|Home address|Address
Post code|Email|E-mail address|Telephone|Mobile number|Religion|Sexual orientation"""
PUBLIC = "Web address|Source web address|Name|Capacity|Language|Stage|Percentage|Health sector|Notes|Sex"


@pytest.mark.parametrize("heading", re.split(r"[|\n]", PRIVATE))
def test_private_headings(heading):
    assert list(private_columns([heading])) == [heading]


@pytest.mark.parametrize("heading", PUBLIC.split("|"))
def test_headings_of_the_public_role_are_not_private(heading):
    assert private_columns([heading]) == {}


def test_no_heading_that_is_read_is_private():
    read = [row["heading"] for row in rule_file("board_file/headings.csv")] + list(columns())
    assert private_columns(read) == {}


@pytest.fixture
def survey(tmp_path):
    path = tmp_path / "my.csv"
    path.write_text(
        "Name,Organisation,Ethnicity,Date of birth,Email\nAda Example,Example Ltd,x-ethnic,1901-02-03,a@b.example\n"
    )
    return path


def test_read_board_says_so_and_carries_nothing(survey):
    rows = read_board(survey)
    assert not rows.astype(str).apply(lambda cells: cells.str.contains("x-ethnic|1901|@")).any(axis=None)
    said = [one for one in rows.attrs["caveats"] if one.startswith("Private details")]
    assert len(said) == 1 and all(name in said[0] for name in ("'Ethnicity'", "'Date of birth'", "'Email'"))


def test_validate_finds_a_fault_in_each(survey):
    faults = [fault for fault in validate(survey).faults if fault.expected == "nothing beyond the public role"]
    assert [fault.column for fault in faults] == ["Ethnicity", "Date of birth", "Email"]
    assert "x-ethnic" not in validate(survey).as_json()


def test_a_file_without_them_has_neither(tmp_path):
    path = tmp_path / "my.csv"
    path.write_text("Name,Organisation,Notes\nAda Example,Example Ltd,x\n")
    assert not [one for one in read_board(path).attrs["caveats"] if "Private" in one]
    assert not [fault for fault in validate(path).faults if "public role" in fault.expected]
