"""Boards beside their area's residents, and the voices of rural and district councils."""

import pytest

from lepdata.files import rule_file
from lepdata.nation.places import beside_residents, rural_voices
from lepdata.registers.geography import leps, populations
from lepdata.seating.boards import Board


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
    row = row_of(beside_residents([board(three, completeness="partial")]))  # a fragment bounds nothing
    assert row["population"] > 0 and (row["women_lowest_share"], row["women_highest_share"]) == (0, 1)


def test_every_lep_has_a_row_and_one_without_a_board_or_of_another_area_says_so(three, nothing):
    frame = beside_residents([board(three, "Humber", "2020-05")])
    assert frame["lep"].tolist() == leps()["lep"].tolist() and frame["population"].isna().all()
    assert (frame["comparable"] == "no").all() and rural_voices(nothing).empty
    assert row_of(frame, "London")["because"] == "No dated list of the board is held."


@pytest.mark.parametrize(
    ("more", "basis"),
    [
        ({"capacity_as_published": "Rural champion"}, "seat"),
        ({"job_title": "Chair of the Forum for Agriculture"}, "seat"),
        ({"organisation": "Example Farms Ltd"}, "organisation"),
        ({"organisation": "NFU"}, "organisation"),
        ({"capacity_as_published": "former rural champion"}, None),
        ({"organisation": "Farmfoods Ltd"}, None),
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
