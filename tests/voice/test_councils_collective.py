"""Seats that speak for several councils, and the rules about them."""

from pathlib import Path

import pytest
from cases import table

from lepdata.registers.councils import area
from lepdata.voice.councils import spoken_for

EXAMPLES = Path(__file__).with_name("examples")

CAPACITY = "capacity_as_published"


def codes(lep, on, text, field=CAPACITY):
    found = spoken_for(text, field, area(lep, on))
    return None if found is None else sorted(found)


@pytest.mark.parametrize(*table(EXAMPLES / "how_many_councils_a_seat_speaks_for.csv"))
def test_how_many_councils_a_seat_speaks_for(lep, on, text, count):
    assert len(codes(lep, on, text)) == int(count)


@pytest.mark.parametrize(*table(EXAMPLES / "a_shared_seat_whose_councils_are_not_shown_names_none.csv"))
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
