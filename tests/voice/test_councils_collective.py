"""Seats that speak for several councils, and the rules about them."""

from __future__ import annotations

import pytest

from lepdata.files import rule_file
from lepdata.sectors.texts import plain
from lepdata.voice.areas import area, every_council
from lepdata.voice.councils import OFFICES
from lepdata.voice.named import ALIASES, COLLECTIVES, GROUPS, own_councils, speaks, spoken_for

CAPACITY = "capacity_as_published"


def codes(lep, on, text, field=CAPACITY):
    found = spoken_for(text, field, area(lep, on))
    return None if found is None else sorted(found)


@pytest.mark.parametrize(
    ("lep", "on", "text", "count"),
    [
        ("South East", "2020", "Essex District/Borough/City Councils representative", 12),
        ("Leicester and Leicestershire", "2019", "Leicestershire District Councils", 7),
        ("Lancashire", "2019", "one of the two District Council Leaders nominees", 12),
        ("Enterprise M3", "2018", "Surrey Leaders", 8),
        ("London", "2018", "London Councils", 33),
        ("Greater Manchester", "2018", "representing all the local authorities", 10),
    ],
)
def test_how_many_councils_a_seat_speaks_for(lep, on, text, count):
    assert len(codes(lep, on, text)) == count


@pytest.mark.parametrize(
    ("lep", "text"),
    [
        ("South East", "Districts"),  # of which of three counties?
        ("South East", "West Essex District Councils"),  # a part of Essex that no rule knows
        ("Worcestershire", "Eastern districts"),
        ("London", "Exampleshire District Councils"),  # there are none in the area
    ],
)
def test_a_shared_seat_whose_councils_are_not_shown_names_none(lep, text):
    assert codes(lep, "2018", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Worcestershire County Council", "Wychavon District Council", "Lake District", "District Leader",
        "Business Leaders", "Chair", "",
    ],
)  # fmt: skip
def test_a_single_seat_is_not_shared(text):
    assert codes("Worcestershire", "2016", text) is None


@pytest.mark.parametrize(
    ("lep", "text", "field", "own"),
    [
        ("Leicester and Leicestershire", "Leicestershire District Councils", "organisation", []),
        ("South East", "Kent District/Borough/City Councils representative", CAPACITY, []),
        (
            "Greater Lincolnshire",
            "East Lindsey District Council Districts",
            "organisation",
            ["East Lindsey District Council"],
        ),
        ("South East", "Kent County Council and the district councils", CAPACITY, ["Kent County Council"]),
    ],
)
def test_the_county_of_the_districts_is_not_the_holders_own(lep, text, field, own):
    found = own_councils(text, field, area(lep, "2018"))
    assert [every_council()[code].name for code in found] == own


def test_every_rule_matches_its_example_and_not_its_counter_example():
    for rule in (*rule_file(COLLECTIVES), *rule_file(GROUPS), *rule_file(OFFICES)):
        matches = [speaks(rule, plain(rule[name])) for name in ("example", "counter_example")]
        assert matches == [True, False] and rule["because"] and rule["source"], rule["id"]
    where = area("West of England", "2018")
    for alias in rule_file(ALIASES):
        named = [own_councils(alias[name], CAPACITY, where) == ("BAS",) for name in ("example", "counter_example")]
        assert named == [alias["council_code"] == "BAS", False], alias["id"]


def test_rules_name_councils_of_the_register_and_none_is_repeated():
    groups, aliases, offices = rule_file(GROUPS), rule_file(ALIASES), rule_file(OFFICES)
    members = {row["id"]: row["council_codes"].split("|") for row in groups}
    named = {code for codes in members.values() for code in codes}
    named |= {row["council_code"] for row in (*aliases, *offices)} - {"", "*"}
    assert named <= every_council().keys()
    for row in groups:
        assert {every_council()[code].county for code in members[row["id"]]} == {row["county_code"]}
    for rows in (groups, aliases, offices, rule_file(COLLECTIVES)):
        assert len({row["id"] for row in rows}) == len(rows) > 0
