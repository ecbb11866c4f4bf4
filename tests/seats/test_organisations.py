"""Organisations for show and for comparison."""

import pytest

from lepdata.seating.people import organisation_key, organisation_shown


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("ExampleCollege", "Example College"),
        ("ExampleDownsCollege", "Example Downs College"),
        ("EastExampleCounty Council", "East Example County Council"),
        ("TheExample Group", "The Example Group"),
        ("NatExample", "NatExample"),
        ("DeepOcean Group", "DeepOcean Group"),
        ("OxLEP", "OxLEP"),
        (" Example  Ltd ; ", "Example Ltd"),
        ("", ""),
    ],
)
def test_lost_spaces_come_back_and_brands_stay(published, shown):
    assert organisation_shown(published) == shown


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Example & Sons Ltd.", "the example and sons limited"),
        ("King’s Example", "King's Example"),
        ("Stoke on Example", "Stoke-on-Example"),
    ],
)
def test_one_organisation_in_two_spellings(one, other):
    assert organisation_key(one) == organisation_key(other)


@pytest.mark.parametrize(("one", "other"), [("Example Council", "Example College"), ("Exmouth", "Exeter")])
def test_two_organisations_stay_two(one, other):
    assert organisation_key(one) != organisation_key(other)
