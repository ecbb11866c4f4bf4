"""Boards beside their area's residents, and the voices of rural and district councils."""

from dataclasses import replace

import pandas as pd
import pytest

from lepdata.dates import interval
from lepdata.files import RULES
from lepdata.nation.places import CENSUS, area_as_counted, council_tiers, council_voice, places, rural_voices
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
    row = row_of(places([board(three)]))
    census = populations().set_index("lep").loc["Cumbria"]
    assert (row["members"], row["women_at_least"], row["women_at_most"]) == (3, 1, 2)
    assert row["women_lowest_share"] == pytest.approx(1 / 3) and row["women_highest_share"] == pytest.approx(2 / 3)
    assert (row["comparable"], row["population"]) == ("yes", census["population"])
    assert row["female_share"] == census["females"] / census["population"]
    assert row["members_per_100_000"] == pytest.approx(300_000 / census["population"])


def test_every_lep_has_a_row_and_one_without_a_board_says_so(three):
    frame = places([board(three)])
    assert frame["lep"].tolist() == leps()["lep"].tolist()
    empty = row_of(frame, "London")
    assert (empty["comparable"], empty["because"]) == ("no", "No dated list of the board is held.")
    assert pd.isna(empty["population"]) and pd.isna(empty["members"])


@pytest.mark.parametrize(
    ("as_at", "women", "basis"), [("2021-01", (2, 2), "published count"), ("2020", (1, 2), "list")]
)
def test_a_count_published_for_the_lists_date_settles_how_many_women(three, as_at, women, basis):
    first, last = interval(as_at)
    printed = PublishedCount("women", 2, 3, as_at, first, last)
    row = row_of(places([replace(board(three), published=(printed,))]))
    assert ((row["women_at_least"], row["women_at_most"]), row["women_basis"]) == (women, basis)


def test_how_many_a_fragment_names_is_no_size(three):
    row = row_of(places([board(three, completeness="partial")]))
    assert pd.isna(row["members_per_100_000"]) and pd.isna(row["women_at_most"]) and row["population"] > 0
    assert (row["women_lowest_share"], row["women_highest_share"]) == (0, 1)


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
    row = row_of(places([board(three, "Humber", "2020-05")]), "Humber")
    assert row["comparable"] == "no" and pd.isna(row["population"]) and row["members"] == 3


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
    rules = pd.read_csv(RULES / "places" / "rural_words.csv", dtype=str, keep_default_na=False)
    for rule in rules.to_dict("records"):
        cell = {"seat": "capacity_as_published", "organisation": "organisation"}[rule["where"]]
        assert rural_voices(read(line("Ada Example", **{cell: rule["example"]})))["basis"].tolist() == [rule["where"]]
        assert rural_voices(read(line("Ada Example", **{cell: rule["must_not"]}))).empty


def test_councils_by_tier(line, read):
    organisations = ("Eden District Council", "Kent County Council", "Leeds City Council", "Council", "Example Ltd")
    seats = read(*(line(f"Ada {at}", organisation=name) for at, name in zip("ABCDE", organisations, strict=True)))
    row = council_tiers([board(seats)]).iloc[0]
    assert row[["members", "district", "county", "unitary", "other council"]].tolist() == [5, 1, 1, 1, 1]


def summary(completeness="full", people=1000, **more):
    districts = {"districts": 6, "directly": 1, "collectively": 2, "through_county": 1, "not_seen": 2, "absent": 2}
    two_tier = {"two_tier": 4, "two_tier_seated": 2}
    residents = {"people": people, "people_directly": 100, "people_seated": 300, "people_spoken_for": 700}
    return {"completeness": completeness, **districts, **two_tier, **residents, **more}


def test_councils_of_all_boards_together():
    unknown = dict.fromkeys(("people", "people_directly", "people_seated", "people_spoken_for"))
    rows = [summary(), summary("partial", directly=3), summary("attendance", **unknown), summary("full", districts=0)]
    found = council_voice(pd.DataFrame(rows)).set_index(["lists", "what"])[["boards", "count", "of"]]
    assert found.loc[("all lists", "directly")].tolist() == [3, 5, 18]
    assert found.loc[("lists that carry a share", "directly")].tolist() == [2, 2, 12]
    assert found.loc[("full lists", "not_seen")].tolist() == [1, 2, 6]
    assert found.loc[("all lists", "people_seated")].tolist() == [3, 900, 3000]
    assert found.loc[("all lists", "two_tier_seated")].tolist() == [4, 8, 16]


def test_councils_of_no_board():
    found = council_voice(pd.DataFrame(columns=list(summary())))
    assert set(found["boards"]) == {0} and set(found["of"]) == {0}


def test_no_board_and_no_list_at_all(nothing):
    assert council_tiers([]).empty and rural_voices(nothing).empty
    assert set(places([])["comparable"]) == {"no"}
