"""Boards beside their area's residents, and the voices of rural and district councils."""

from dataclasses import replace

import pandas as pd
import pytest

from lepdata.dates import interval
from lepdata.files import rule_file
from lepdata.nation.places import CENSUS, area_as_counted, beside_residents, rural_voices
from lepdata.registers.geography import leps, populations
from lepdata.seating.boards import Board, PublishedCount


def board(seats, lep="Cumbria", as_at="2021-01-22", completeness="full"):
    return Board(lep, "main board", as_at, completeness, seats)


@pytest.fixture
def three(line, read):
    """One woman, one man, one of whom no source says."""
    said = ({"pronoun_as_published": "she"}, {"pronoun_as_published": "he"}, {})
    return read(*(line(f"Ada {word}", **more) for word, more in zip("ABC", said, strict=True)))


def row_of(frame, lep="Cumbria"):
    return frame.set_index("lep").loc[lep]


def test_a_board_stands_beside_its_areas_residents(three):
    row = row_of(beside_residents([board(three)]))
    census = populations().set_index("lep").loc["Cumbria"]
    assert row["women_lowest_share"] == pytest.approx(1 / 3) and row["women_highest_share"] == pytest.approx(2 / 3)
    assert (row["comparable"], row["population"]) == ("yes", census["population"])
    assert row["female_share"] == census["females"] / census["population"]


def test_every_lep_has_a_row_and_one_without_a_board_says_so(three):
    frame = beside_residents([board(three)])
    assert frame["lep"].tolist() == leps()["lep"].tolist()
    empty = row_of(frame, "London")
    assert (empty["comparable"], empty["because"]) == ("no", "No dated list of the board is held.")
    assert pd.isna(empty["population"])


@pytest.mark.parametrize(("as_at", "lowest", "highest"), [("2021-01", 2, 2), ("2020", 1, 2)])
def test_a_count_published_for_the_lists_date_settles_how_many_women(three, as_at, lowest, highest):
    printed = PublishedCount("women", 2, 3, as_at, *interval(as_at))
    row = row_of(beside_residents([replace(board(three), published=(printed,))]))
    assert row["women_lowest_share"] == pytest.approx(lowest / 3)
    assert row["women_highest_share"] == pytest.approx(highest / 3)


def test_a_fragment_bounds_nothing(three):
    row = row_of(beside_residents([board(three, completeness="partial")]))
    assert row["population"] > 0 and (row["women_lowest_share"], row["women_highest_share"]) == (0, 1)


@pytest.mark.parametrize(
    ("lep", "date", "comparable", "words"),
    [
        ("Cumbria", "2012", True, "For 2012 the districts of 2014 stand in"),
        ("Cumbria", "2018-04-20", True, "2017"),
        ("Dorset", "2016", True, "2014"),  # its districts merged in 2019, and the border stayed
        ("Humber", "2014-06-01", False, "other districts in 2014"),
        ("Humber", "2017-12-31", False, "other districts in 2017"),
        ("Humber", "2018", False, "on which day is not known"),
        ("Humber", "2020-12-31", False, "on which day is not known"),
        ("Humber", "2021-01-01", True, "no older"),
        ("Cumbria", "", False, "no date"),
    ],
)
def test_only_an_area_known_to_be_the_one_counted_is_compared(lep, date, comparable, words):
    found, because = area_as_counted(lep, date)
    assert found == comparable and words in because


def test_a_board_of_another_area_has_no_residents_beside_it(three):
    row = row_of(beside_residents([board(three, "Humber", "2020-05")]), "Humber")
    assert row["comparable"] == "no" and pd.isna(row["population"])


def test_the_census_year_is_one_whose_area_is_known():
    assert {lep for lep in leps()["lep"] if area_as_counted(lep, str(CENSUS))[0]} == set(leps()["lep"])


@pytest.mark.parametrize(
    ("more", "basis"),
    [
        ({"capacity_as_published": "Rural champion"}, "seat"),
        ({"job_title": "Chair of the Forum for Agriculture"}, "seat"),
        ({"organisation": "Example Farms Ltd"}, "organisation"),
        ({"organisation": "NFU"}, "organisation"),
        ({"capacity_as_published": "former rural champion"}, None),
        ({"organisation": "Farmfoods Ltd"}, None),
        ({"organisation": "Eclair Ltd"}, None),
        ({"capacity_as_published": "Rural champion", "role": "observer"}, None),
        ({}, None),
    ],
)
def test_a_rural_voice_is_named_by_the_seat_or_only_suggested_by_the_employer(line, read, more, basis):
    found = rural_voices(read(line("Ada Example", **more)))
    assert found["basis"].tolist() == ([basis] if basis else [])


def test_the_rules_hold_their_examples(line, read):
    for rule in rule_file("places/rural_words.csv"):
        cell = {"seat": "capacity_as_published", "organisation": "organisation"}[rule["where"]]
        assert rural_voices(read(line("Ada Example", **{cell: rule["example"]})))["basis"].tolist() == [rule["where"]]
        assert rural_voices(read(line("Ada Example", **{cell: rule["must_not"]}))).empty


def test_no_board_and_no_list_at_all(nothing):
    assert rural_voices(nothing).empty
    assert set(beside_residents([])["comparable"]) == {"no"}
