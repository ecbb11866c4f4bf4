"""Lines as published -> who counts as a member, one row per seat on each list, and which lists carry a share."""

from pathlib import Path

import pandas as pd
import pytest
from cases import table

from lepdata.seating.lists import list_seats, published_lists
from lepdata.seating.rows import describe, membership

EXAMPLES = Path(__file__).with_name("examples")


def rows(*people, **common):
    base = {"lep": "Example", "body": "main board", "snapshot_date": "2019-03-31", "list_completeness": "attendance"}
    return pd.DataFrame([{**base, **common, **person} for person in people])


def seats(*people, **common):
    return list_seats(describe(rows(*people, **common)))


def test_two_people_of_one_name_stay_two():
    found = seats(
        {"person_name": "Si Cook", "organisation": "Example College"},
        {"person_name": "Si Cook", "organisation": "Example Council"},
    )
    assert len(found) == 2


def test_a_person_printed_twice_is_one_seat_with_both_lines():
    found = seats(
        {"row_id": "a", "person_name": "Ada Example", "organisation": "Example Ltd"},
        {"row_id": "b", "person_name": "ADA EXAMPLE", "organisation": "Example Limited"},
    )
    assert found["row_ids"].tolist() == ["a b"]


def test_unnamed_seats_are_never_merged():
    assert len(seats(*[{"capacity_as_published": "Private sector representatives"}] * 6)) == 6


def test_seen_first_and_last_over_lists():
    days = ("2018-01-01", "2020", "2019-05")
    found = pd.concat([rows({"person_name": "Ada Example"}, snapshot_date=date) for date in days])
    found = list_seats(describe(found))
    assert set(found["first_seen"]) == {"2018-01-01"} and set(found["last_seen"]) == {"2020"}
    assert set(found["n_sightings"]) == {3}


@pytest.mark.parametrize(
    ("completeness", "carries"),
    [("full", "yes"), ("attendance", "yes"), ("", "yes"), ("partial", "no"), ("truncated", "no")],
)
def test_which_lists_carry_a_share(completeness, carries):
    lists = published_lists(seats({"person_name": "Ada Example"}, list_completeness=completeness))
    assert lists["carries_a_share"].tolist() == [carries]


@pytest.mark.parametrize(*table(EXAMPLES / "who_counts.csv"))
def test_who_counts(role, status, counts):
    found, why = membership(role, status, False)
    assert found == counts and bool(why) == (counts != "yes")
