"""Published words and headings, and the rule files that say how they are read."""

import re
from functools import partial
from pathlib import Path

import pytest
from cases import table

from lepdata import vocabulary
from lepdata.files import rule_file
from lepdata.headed import heading_key
from lepdata.read.documents.trade import cue
from lepdata.read.headings import ASIDE, NAME_PARTS, POST_AND_BODY, TERM
from lepdata.read.words import CHOICES, COLUMNS, candidates, private_columns, read_role, says

EXAMPLES = Path(__file__).with_name("examples")
ROLE_RULES = rule_file("board_file/roles.csv")


@pytest.mark.parametrize(*table(EXAMPLES / "roles.csv"))
def test_roles(text, role):
    assert read_role(text) == role


@pytest.mark.parametrize("rule", ROLE_RULES, ids=[rule["rule_id"] for rule in ROLE_RULES])
def test_a_role_rule_reads_its_example_and_not_what_it_must_not(rule):
    read, must_not = read_role(rule["example"]), read_role(rule["must_not"])
    if rule["match"] == "left out":
        assert read in vocabulary.ROLES and must_not == ""
    else:
        assert read == rule["role"] != must_not


@pytest.mark.parametrize(*table(EXAMPLES / "choices.csv"))
def test_choices(name, text, means):
    assert CHOICES[name](text) == means


def test_the_closed_lists_of_columns_are_the_vocabularys():
    allowed = {row["column"]: tuple(row["allowed"].split("|")) for row in COLUMNS if row["allowed"]}
    assert allowed == {
        "role": vocabulary.ROLES,
        "status": vocabulary.STATUSES,
        "attendance": tuple(filter(None, vocabulary.ATTENDANCE)),
        "list_completeness": vocabulary.COMPLETENESS,
        "date_basis": ("printed", "inferred", "estimated", "none"),
    }


@pytest.mark.parametrize(*table(EXAMPLES / "headings.csv"))
def test_headings(heading, column):
    assert candidates(heading)[:1] == ((column,) if column else ())


def test_every_heading_rule_reads_as_a_column_and_no_two_fight():
    rules = rule_file("board_file/headings.csv")
    known = {*vocabulary.BOARD_COLUMNS, *vocabulary.FURTHER_COLUMNS, *NAME_PARTS, ASIDE, POST_AND_BODY, TERM}
    assert all(set(candidates(rule["heading"])) <= known for rule in rules)
    assert all("|".join(candidates(rule["heading"])) == rule["reads_as"] for rule in rules)
    keys = [heading_key(rule["heading"]) for rule in rules]
    assert len(keys) == len(set(keys))
    assert not set(keys) & {heading_key(name) for name in vocabulary.BOARD_COLUMNS}


def test_no_two_rules_read_the_same_words():
    for name in ("roles.csv", "words.csv"):
        rules = rule_file(f"board_file/{name}")
        assert len({(rule.get("column", rule.get("match")), rule["words"]) for rule in rules}) == len(rules)
        assert len({rule["rule_id"] for rule in rules}) == len(rules)
        assert all(rule["because"] for rule in rules)


@pytest.mark.parametrize("rule", rule_file("board_file/private.csv"), ids=lambda rule: rule["rule_id"])
def test_a_rule_of_private_details_finds_its_example_and_not_the_other(rule):
    assert private_columns([rule["example"]]) == {rule["example"]: rule["what"]}
    assert private_columns([rule["counter_example"]]) == {}
    assert rule["because"] and None not in rule


PRIVATE = """ethnicity|Ethnic group|Disability|Disabled?|Age|age_group|Age band|DOB|date_of_birth|Home address|Address
Post code|Email|E-mail address|Telephone|Mobile number|Religion|Sexual orientation"""
PUBLIC = "Web address|Source web address|Name|Capacity|Language|Stage|Percentage|Health sector|Notes|Sex"


def test_private_headings_and_those_of_the_public_role():
    private = re.split(r"[|\n]", PRIVATE)
    read = [row["heading"] for row in rule_file("board_file/headings.csv")] + [row["column"] for row in COLUMNS]
    assert list(private_columns([*private, *PUBLIC.split("|"), *read])) == private


FILES = ("unread", "sections", "remarks", "cells", "names")
PATTERNS = [(name, rule) for name in FILES for rule in rule_file(f"board_file/{name}.csv")]


@pytest.mark.parametrize(("name", "rule"), PATTERNS, ids=[rule["rule_id"] for _, rule in PATTERNS])
def test_a_rule_of_rows_and_headings_fits_its_example_and_not_the_other(name, rule):
    fits = re.compile(rule["pattern"], re.IGNORECASE)
    found = partial(says, rule["what"]) if name == "cells" else fits.search if name == "unread" else fits.fullmatch
    assert found(rule["example"]) and not found(rule["counter_example"])
    assert rule["because"] and None not in rule


@pytest.mark.parametrize("rule", rule_file("documents/cells.csv"), ids=lambda rule: rule["what"])
def test_a_cue_of_documents_is_in_its_example_and_not_in_the_other(rule):
    found = getattr(cue(rule["what"]), {"start": "match", "whole": "fullmatch", "inside": "search"}[rule["match"]])
    assert found(rule["example"]) and not found(rule["counter_example"]) and rule["because"]


@pytest.mark.parametrize("name", ["posts", "organisations", "openers", "titles", "offices"])
def test_a_word_of_documents_says_one_thing(name):
    words = [next(iter(row.values())) for row in rule_file(f"documents/{name}.csv")]
    assert len(words) == len({*words})
