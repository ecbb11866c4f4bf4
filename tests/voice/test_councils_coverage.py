"""How each council of an area is represented on a board, and what a list can show."""

from pathlib import Path

import pandas as pd
import pytest
from cases import rows, table
from hypothesis import given, settings
from hypothesis import strategies as st

from lepdata.schema import columns
from lepdata.seating.boards import Board
from lepdata.voice.councils import area_of, council_coverage, council_summaries

COUNCIL = {"sector": "council", "counts_as_member": "yes"}


def seat(organisation="", **more):
    return {"seat_id": organisation or "s", "organisation": organisation, **COUNCIL, **more}


def board(*seats, lep="Worcestershire", as_at="2016-11-21", completeness="full"):
    return Board(lep, "main board", as_at, completeness, pd.DataFrame(list(seats)).fillna(""))


def by_council(a_board):
    return council_coverage(a_board).set_index("council")


def answer(a_board, council):
    found = by_council(a_board).loc[council]
    return found["how"], found["outcome"]


WYCHAVON = "Wychavon District Council"
FIRM = seat("Example Ltd", sector="private")


@pytest.mark.parametrize(*table(Path(__file__).with_name("examples") / "how_a_district_is_represented.csv"))
def test_how_a_district_is_represented(seats, how, outcome):
    assert answer(board(*(seat(name, **more) for name, more in rows(seats))), WYCHAVON) == (how, outcome)


@pytest.mark.parametrize("completeness", ["attendance", "not stated", "partial", "truncated"])
def test_only_a_full_list_shows_that_a_council_is_absent(completeness):
    assert answer(board(FIRM, completeness=completeness), WYCHAVON) == ("not seen", "cannot tell")
    assert answer(board(seat(WYCHAVON), completeness=completeness), WYCHAVON) == ("directly", "met")


@pytest.mark.parametrize(
    ("on", "printed", "council", "expected"),
    [
        ("2019-04-01", "Dorset County Council", "Dorset Council", ("not seen", "cannot tell")),
        ("2019-04-01", "Dorset Council", "Bournemouth, Christchurch and Poole Council", ("not seen", "not met")),
    ],
)
def test_an_abolished_council_leaves_its_successor_open(on, printed, council, expected):
    assert answer(board(seat(printed), lep="Dorset", as_at=on), council) == expected


@pytest.mark.parametrize(
    ("lep", "as_at", "why"),
    [
        ("", "2018", "names no LEP"), ("Exampleshire", "2018", "no lookup"), ("Dorset", "", "no date"),
        ("Dorset", "soon", "is not a date"),
    ],
)  # fmt: skip
def test_without_an_area_nothing_is_said(lep, as_at, why):
    unknown = board(seat("Dorset Council"), lep=lep, as_at=as_at)
    assert council_coverage(unknown).empty and list(council_coverage(unknown)) == columns("council_coverage")
    assert why in area_of(lep, as_at)[1] and council_summaries([unknown]).at[0, "districts"] == 0


@pytest.mark.parametrize("frame", [pd.DataFrame(), pd.DataFrame({"organisation": ["Dorset Council", "Example Ltd"]})])
def test_plain_rows_will_do(frame):
    found = council_coverage(Board("Dorset", "", "2021", "attendance", frame))
    assert found["how"].eq("directly").sum() == len(frame.columns)


def test_the_reason_names_words_and_lines():
    shared = by_council(board(seat("Malvern Hills DC", capacity_as_published="rep Southern DCs")))
    assert '"rep Southern DCs"' in shared.at["Worcester City Council", "reason"]
    other = by_council(board(seat(council_elsewhere=WYCHAVON, council_elsewhere_source="r1, 4 May 2016, address")))
    assert other.at[WYCHAVON, "reason"] == "1 member is from it, by another line about the person (4 May 2016)"
    open_one = by_council(board(seat("District Council"), seat("Unread", sector="unknown")))
    assert "1 member speaks for a council not named and 1 member's sector" in open_one.at[WYCHAVON, "reason"]


def test_a_summary_counts_districts():
    shared = seat("Malvern Hills DC", capacity_as_published="rep Southern DCs")
    found = council_summaries([board(shared, seat("Worcestershire County Council"), seat("Hull City Council"))])
    counted = ["districts", "directly", "collectively", "through_county", "not_seen", "counties_seated"]
    assert found[counted].values.tolist() == [[6, 1, 2, 3, 0, 1]]


ORGANISATIONS = [WYCHAVON, "Malvern Hills DC", "Worcestershire County Council", "Example Ltd", "District Council"]
ORGANISATIONS += ["Hull City Council"]
SEATS = st.lists(
    st.builds(
        seat,
        st.sampled_from(ORGANISATIONS),
        capacity_as_published=st.sampled_from(["", "rep Southern DCs", "rep Northern DCs", "Districts"]),
        counts_as_member=st.sampled_from(["yes", "might", "no"]),
        sector=st.sampled_from(["council", "private", "unknown"]),
    ),
    min_size=1,
    max_size=6,
)
RANK = {"not seen": 0, "through the county": 1, "collectively": 2, "directly": 3}


@settings(max_examples=40)
@given(SEATS, st.sampled_from(["full", "attendance"]))
def test_another_seat_never_takes_a_council_s_voice_away(seats, completeness):
    before = by_council(board(*seats, completeness=completeness))["how"].map(RANK)
    after = by_council(board(*seats, seat(WYCHAVON), completeness=completeness))["how"].map(RANK)
    assert (after >= before).all() and after[WYCHAVON] == 3


@settings(max_examples=40)
@given(SEATS, st.sampled_from(["full", "attendance", "partial"]))
def test_the_numbers_add_up(seats, completeness):
    one = board(*seats, completeness=completeness)
    found, table = council_summaries([one]).iloc[0], council_coverage(one)
    ways = ("directly", "collectively", "through_county", "not_seen")
    assert sum(found[way] for way in ways) == found["districts"] == 6
    met = found["directly"] + found["collectively"] + found["counties_seated"]
    assert met == table["how"].isin(["directly", "collectively"]).sum()
    assert completeness == "full" or not (table["outcome"] == "not met").any()
