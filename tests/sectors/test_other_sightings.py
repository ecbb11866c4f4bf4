"""The same person elsewhere, and two people of one name."""

from __future__ import annotations

import pandas as pd
import pytest

from lepdata.seating.describe import describe
from lepdata.sectors.classifying import classify, find_evidence

HERE = {"lep": "Northshire", "body": "main board", "role": "member"}


def board(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame([{**HERE, "row_id": f"x{n}", **row} for n, row in enumerate(rows, 1)]).fillna("")


def first(*rows: dict) -> pd.Series:
    return classify(board(*rows), decisions=False).iloc[0]


def test_an_employer_is_carried_with_its_source():
    row = first(
        {"person_name": "Ada Example", "snapshot_date": "2018-05-01"},
        {"person_name": "Ada Example", "snapshot_date": "2017-05-01", "organisation": "Example Widgets Ltd",
         "source_url": "https://example.org/2017"},
    )  # fmt: skip
    assert (row["sector"], row["sector_rule"]) == ("private", "other-sighting")
    assert "x2, 1 May 2017, https://example.org/2017" in row["sector_source"]


@pytest.mark.parametrize(
    "asked",
    ["A Example", "A. B. Example", "Mrs Example", "Ada Exampel", "Ada Exanple"],
)
def test_looser_names_where_only_one_person_fits(asked):
    row = first(
        {"person_name": asked, "snapshot_date": "2018"},
        {"person_name": "Ada Example", "snapshot_date": "2018", "organisation": "University of Northshire"},
    )
    assert row["sector"] == "education"


@pytest.mark.parametrize(
    ("asked", "known", "sector"),
    [
        ("S Chapter-Example", "Sam Chapter-Example", "education"),
        ("CJ Example", "C-J Example", "education"),
        ("S Chapter-Example", "Ada Chapter-Example", "unknown"),
        ("J Examplas", "John Examples", "education"),
        ("J Exomplas", "John Examples", "unknown"),
        ("J Grey", "John Gray", "unknown"),  # too short for a slip of the pen
    ],
)
def test_initials_with_a_double_or_misprinted_surname(asked, known, sector):
    row = first({"person_name": asked}, {"person_name": known, "organisation": "Northshire College"})
    assert row["sector"] == sector


def test_an_initial_with_a_namesake_is_no_misprint_of_another():
    row = first(
        {"person_name": "J Examplas"},
        {"person_name": "Jane Examplas"},
        {"person_name": "John Examples", "organisation": "Northshire College"},
    )
    assert row["sector"] == "unknown"


def test_published_on_a_public_and_on_a_private_seat_neither_is_carried():
    row = first(
        {"person_name": "Ada Example", "snapshot_date": "2020"},
        {"person_name": "Ada Example", "snapshot_date": "2021", "sector_as_published": "Private Sector"},
        {"person_name": "Ada Example", "snapshot_date": "2018", "sector_as_published": "Public Sector"},
    )
    assert row["sector"] == "unknown"


def test_short_forms_are_one_name():
    row = first({"person_name": "Dave Example"}, {"person_name": "David Example", "organisation": "Northshire College"})
    assert row["sector"] == "education"


@pytest.mark.parametrize(
    "others",
    [
        [
            {"person_name": "Ada Example", "organisation": "X Ltd"},
            {"person_name": "Al Example", "organisation": "Y Ltd"},
        ],
        [{"person_name": "Ada Example", "organisation": "X Ltd", "lep": "Southshire"}],
        [{"person_name": "Bea Example", "organisation": "X Ltd"}],
    ],
)
def test_an_initial_that_fits_nobody_or_two_is_not_joined(others):
    assert first({"person_name": "A Example"}, *others)["sector"] == "unknown"


def test_two_people_of_one_name_in_one_list_are_not_joined():
    row = first(
        {"person_name": "Ada Example", "snapshot_date": "2019-01-01"},
        {"person_name": "Ada Example", "snapshot_date": "2018-03-26", "organisation": "Northshire College"},
        {"person_name": "Ada Example", "snapshot_date": "2018-03-26", "organisation": "Kent County Council"},
    )
    assert (row["sector"], row["sector_status"]) == ("unknown", "unknown")


def test_a_person_printed_twice_is_still_one():
    row = first(
        {"person_name": "Ada Example", "snapshot_date": "2018-03-26"},
        {"person_name": "Ada Example", "snapshot_date": "2018-03-26", "organisation": "Northshire College"},
    )
    assert row["sector"] == "education"


@pytest.mark.parametrize(("honorific", "sector"), [("Professor", "education"), ("Cllr", "council"), ("", "unknown")])
def test_a_professor_and_a_councillor_of_one_name(honorific, sector):
    row = first(
        {"person_name": "Ada Example", "honorific": honorific, "snapshot_date": "2016"},
        {"person_name": "Ada Example", "honorific": "Prof", "snapshot_date": "2015", "organisation": "Open University"},
        {
            "person_name": "Ada Example",
            "honorific": "Cllr",
            "snapshot_date": "2015",
            "organisation": "Kent County Council",
        },
    )
    assert row["sector"] == sector


def test_the_nearer_sighting_wins():
    row = first(
        {"person_name": "Ada Example", "snapshot_date": "2019"},
        {"person_name": "Ada Example", "snapshot_date": "2018", "organisation": "University of Northshire"},
        {"person_name": "Ada Example", "snapshot_date": "2012", "organisation": "Example Widgets Ltd"},
    )
    assert row["sector"] == "education"


def test_equally_near_sightings_that_disagree_are_a_conflict():
    row = first(
        {"person_name": "Ada Example", "snapshot_date": "2018-01-01"},
        {"person_name": "Ada Example", "snapshot_date": "2017-01-01", "organisation": "University of Northshire"},
        {"person_name": "Ada Example", "snapshot_date": "2019-01-01", "organisation": "Example Widgets Ltd"},
    )
    assert (row["sector"], row["sector_status"]) == ("unknown", "conflicting")
    assert "University of Northshire" in row["sector_because"] and "Example Widgets" in row["sector_because"]


def test_a_row_with_an_employer_of_its_own_is_not_overruled():
    row = first(
        {"person_name": "Ada Example", "organisation": "Brave Badger"},
        {"person_name": "Ada Example", "organisation": "University of Northshire", "body": "other body"},
    )
    assert row["sector_rule"] == "residual-trading-name"


@pytest.mark.parametrize(("year", "sector"), [("2019", "private"), ("2016", "council")])
def test_an_office_held_years_ago_weighs_less_than_the_seat(year, sector):
    row = first(
        {"person_name": "Ada Example", "snapshot_date": year, "sector_as_published": "Private sector"},
        {"person_name": "Ada Example", "snapshot_date": "2015", "organisation": "Kent County Council"},
    )
    assert row["sector"] == sector


def test_a_private_seat_elsewhere_does_not_answer_for_a_public_seat():
    row = first(
        {"person_name": "Ada Example", "snapshot_date": "2018", "sector_as_published": "Public Sector"},
        {"person_name": "Ada Example", "snapshot_date": "2021", "sector_as_published": "Private Sector"},
    )
    assert row["sector"] == "unknown"


def test_strength_falls_with_the_years_and_the_match():
    rows = describe(
        board(
            {"person_name": "Ada Example", "snapshot_date": "2016"},
            {"person_name": "Ada Example", "snapshot_date": "2012"},
            {"person_name": "A Example", "snapshot_date": "2016"},
            {"person_name": "Ada Example", "snapshot_date": "2016", "organisation": "Example Widgets Ltd", "body": "b"},
        )
    )
    strengths = find_evidence(rows).query("rule == 'other-sighting'").set_index("seat_id")["strength"]
    assert strengths["x1"] > strengths["x2"] and strengths["x1"] > strengths["x3"]
