"""Seats that speak for several councils, and the rules about them."""

import pytest

from lepdata.voice.areas import area
from lepdata.voice.named import spoken_for

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
