"""Seats that speak for several councils, and the rules about them."""

from __future__ import annotations

import csv

import pytest

from lepdata.sectors.texts import plain
from lepdata.voice.area import area, every_council
from lepdata.voice.named import FOLDER, aliases, collectives, groups, offices, own_councils, speaks, spoken_for

CAPACITY = "capacity_as_published"


def codes(lep, on, text, field=CAPACITY):
    found = spoken_for(text, field, area(lep, on))
    return None if found is None else sorted(found.codes)


@pytest.mark.parametrize(
    ("lep", "on", "text", "count"),
    [
        ("South East", "2020", "Essex District/Borough/City Councils representative", 12),
        ("Leicester and Leicestershire", "2019", "Leicestershire District Councils", 7),
        ("Gloucestershire", "2018", "District Leader representing Gloucestershire's six District Councils", 6),
        ("D2N2", "2013", "voice for Nottinghamshire's districts and boroughs", 7),
        ("Lancashire", "2019", "one of the two District Council Leaders nominees", 12),
        ("Greater Lincolnshire", "2011", "Districts", 7),
        ("Worcestershire", "2016", "rep Northern DCs", 3),
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
        ("D2N2", "one of the two District Council Leaders nominees"),
        ("Worcestershire", "Eastern districts"),
        ("London", "Exampleshire District Councils"),  # there are none in the area
    ],
)
def test_a_shared_seat_whose_councils_are_not_shown_names_none(lep, text):
    assert codes(lep, "2018", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Worcestershire County Council",
        "Wychavon District Council",
        "Lake District",
        "District Leader",
        "Business Leaders",
        "Chair",
        "",
    ],
)
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


RULES = [*collectives(), *groups(), *offices()]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_matches_its_example_and_not_its_counter_example(rule):
    assert speaks(rule, plain(rule.example)) and not speaks(rule, plain(rule.counter_example))
    assert rule.because and rule.source


def test_rules_name_councils_of_the_register():
    named = {code for group in groups() for code in (*group.codes, group.county_code)}
    named |= {one.council_code for one in (*aliases(), *offices())} - {"", "*"}
    assert named <= every_council().keys()
    for group in groups():
        assert {every_council()[code].county for code in group.codes} == {group.county_code}


def test_aliases_name_their_council():
    where = area("West of England", "2018")
    shown = {one.id: own_councils(one.example, CAPACITY, where) for one in aliases() if one.council_code == "BAS"}
    assert shown == {"bath-letters": ("BAS",), "bath-word": ("BAS",)}
    assert all(own_councils(one.counter_example, CAPACITY, where) != ("BAS",) for one in aliases())


def test_no_rule_is_repeated():
    for name in ("collective_seats", "council_groups", "council_offices", "council_aliases"):
        with (FOLDER / f"{name}.csv").open(encoding="utf-8") as lines:
            ids = [row["id"] for row in csv.DictReader(lines)]
        assert len(ids) == len(set(ids)) > 0, name
