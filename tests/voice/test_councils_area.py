"""The councils of an area on a day: lookups, reorganisations, overlaps, counties, populations."""

import pytest

from lepdata.errors import UsageError
from lepdata.voice.areas import area

BUCKS, YORK = "Buckinghamshire Thames Valley", "York, North Yorkshire and East Riding"
STOKE, GBSLEP = "Stoke-on-Trent and Staffordshire", "Greater Birmingham and Solihull"
SHEFFIELD, LEEDS = "South Yorkshire Mayoral Combined Authority", "West Yorkshire Combined Authority"


def names(lep, on, part="districts"):
    return [getattr(one, "council", one).name for one in getattr(area(lep, on), part)]


def row(lep, on, council):
    return next(one for one in area(lep, on).councils if one.council.name == council)


@pytest.mark.parametrize(
    ("lep", "last_day", "first_day", "gone", "come"),
    [
        ("Dorset", "2019-03-31", "2019-04-01", "Borough of Poole", "Bournemouth, Christchurch and Poole Council"),
        (BUCKS, "2020-03-31", "2020-04-01", "Wycombe District Council", "Buckinghamshire Council"),
        ("Cumbria", "2023-03-31", "2023-04-01", "Eden District Council", "Westmorland and Furness Council"),
    ],
)
def test_a_successor_takes_over_on_its_first_day(lep, last_day, first_day, gone, come):
    assert gone in names(lep, last_day) and come not in names(lep, last_day)
    assert gone not in names(lep, first_day) and come in names(lep, first_day)


@pytest.mark.parametrize(
    ("lep", "on", "counties"),
    [
        ("Dorset", "2019-03-31", ["Dorset County Council"]),
        ("Dorset", "2019-04-01", []),
        ("South East", "2020", ["East Sussex County Council", "Essex County Council", "Kent County Council"]),
        ("Greater Manchester", "2015", []),
    ],
)
def test_counties_stand_above_their_districts(lep, on, counties):
    assert names(lep, on, "counties") == counties


@pytest.mark.parametrize(
    ("lep", "on", "council", "relation", "shared"),
    [
        (YORK, "2016", "City of York Council", "overlap", "Leeds City Region"),
        (YORK, "2021", "City of York Council", "whole", ""),
        ("Solent", "2018", "Winchester City Council", "part", "Enterprise M3"),
        ("South East Midlands", "2020-06", "Buckinghamshire Council", "part", BUCKS),
        (BUCKS, "2020-06", "Buckinghamshire Council", "overlap", "South East Midlands"),
        (BUCKS, "2021", "Buckinghamshire Council", "whole", ""),
        ("Enterprise M3", "2018", "Surrey County Council", "part", "Coast to Capital"),
    ],
)
def test_shared_councils_are_in_both_and_say_so(lep, on, council, relation, shared):
    found = row(lep, on, council)
    assert (found.relation, "; ".join(found.shared_with)) == (relation, shared)


def test_unknown_leps_and_dates_are_refused():
    with pytest.raises(UsageError, match="Dorsit"):
        area("Dorsit", "2019")
    for no_date in ("", "soon"):
        with pytest.raises(ValueError, match="dat"):
            area("Dorset", no_date)
