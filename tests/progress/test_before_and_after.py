"""Boards before and after: the same questions, honest words for what changed, and nobody followed by a name alone."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from lepdata.progress.before_after import CHANGES, change, compare_boards
from lepdata.progress.carried_over import carried_over
from lepdata.progress.integration import integration
from lepdata.progress.successor_boards import Pair, boards_of, is_successor
from lepdata.reviews import known
from lepdata.voice.demonstration import demonstration_seats

OUTCOMES = ("met", "not met", "cannot tell")
MATCH = {"match_id": "m1", "because": "b", "source": "s", "signed_by": "x", "signed_on": "2026-11-22"}


@pytest.fixture(scope="module")
def pair() -> Pair:
    return boards_of(demonstration_seats(), "Exampleshire", "", integration("Exampleshire").period.last)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("not met", "met", "improved"),
        ("met", "not met", "slipped"),
        ("met", "met", "held"),
        ("not met", "not met", "held"),
        ("cannot tell", "met", "now known"),
        ("cannot tell", "not met", "now known"),
        ("met", "cannot tell", "no longer known"),
        ("not met", "cannot tell", "no longer known"),
        ("cannot tell", "cannot tell", "cannot tell"),
    ],
)
def test_every_pair_of_outcomes_has_its_word(before, after, expected):
    assert change(before, after) == expected


def test_no_pair_is_left_out():
    assert {change(*both) for both in itertools.product(OUTCOMES, repeat=2)} == set(CHANGES)


@pytest.mark.parametrize("after", ["met", "not met"])
def test_what_was_not_known_never_improved_or_slipped(after):
    assert change("cannot tell", after) not in ("improved", "slipped")


def test_the_made_up_boards_show_each_kind_of_change(pair):
    found = compare_boards(*pair).query("rules == 'yes'").set_index("criterion")["change"].to_dict()
    assert found["private-two-thirds"] == "improved"
    assert found["voluntary-voice"] == "slipped"
    assert found["chair-private"] == "held"
    assert found["deputy-chair-private"] == "now known"
    assert found["women-half"] == "no longer known"
    assert found["geography"] == "cannot tell"


def test_one_row_of_each_criterion_rules(pair):
    found = compare_boards(*pair)
    assert (found.query("rules == 'yes'")["criterion"].value_counts() == 1).all()
    assert set(found["criterion"]) == set(found.query("rules == 'yes'")["criterion"])


def test_a_board_beside_itself_holds(pair):
    found = compare_boards(pair.before, pair.before)
    assert set(found["change"]) <= {"held", "cannot tell"}


@pytest.mark.parametrize(
    ("body", "day", "expected"),
    [
        ("West Yorkshire Business Board (successor)", "2024-06-12", True),
        ("Exampleshire Business Board", "2025-03-11", True),
        ("Business Board", "2013-09-04", False),
        ("HEY LEP main board (successor of Humber LEP)", "2021-10-19", False),
        ("main board", "2024-06-12", False),
    ],
)
def test_which_bodies_are_successors(body, day, expected):
    assert is_successor(body, day) is expected


def test_real_pairs_are_those_with_seats_of_both():
    seats = known.seats()
    assert all(boards_of(seats, "Leeds City Region"))
    assert boards_of(seats, "Cumbria").after is None
    assert boards_of(seats, "Humber").after is None


def test_later_lists_than_the_date_asked_about_are_left_out():
    seats = demonstration_seats()
    assert boards_of(seats, "Exampleshire", "2025-03-10").after is None
    assert boards_of(seats, "Exampleshire", "2025-03-11").after is not None
    assert boards_of(seats, "Exampleshire", "2024-02-19").before is None


def test_a_main_board_s_list_from_after_integration_is_not_the_board_before():
    assert boards_of(demonstration_seats(), "Exampleshire", "", "2024-02-19").before is None


def test_a_name_alone_is_not_enough(pair):
    found = carried_over(*pair).set_index("person")
    assert found.loc["Ben Specimen", ["standing", "counts"]].tolist() == ["same name and organisation", "yes"]
    assert found.loc["Dan Placeholder", ["standing", "counts"]].tolist() == ["same name, another organisation", "no"]
    assert found.loc["Grace Dummy", "standing"] == "same name, an organisation not printed"
    assert found.loc["Rose Pattern", ["standing", "counts"]].tolist() == ["not seen before", "no"]
    assert len(found) == 15


def line(pair: Pair, side: int, person: str) -> str:
    members = pair[side].members
    return str(members.loc[members["person"] == person, "row_ids"].iloc[0])


@pytest.mark.parametrize(
    ("person", "decision", "expected"),
    [
        ("Dan Placeholder", "same", "a reviewed match"),
        ("Grace Dummy", "same", "a reviewed match"),
        ("Ben Specimen", "different", "not seen before"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_signed_decision_rules(pair, person, decision, expected, turned):
    ids = [line(pair, side, person) for side in (0, 1)]
    first, second = ids[::-1] if turned else ids
    signed = pd.DataFrame([MATCH | {"person_a": first, "person_b": second, "decision": decision}])
    found = carried_over(*pair, matches=signed).set_index("person")
    assert found.loc[person, "standing"] == expected
    assert found.loc["Ivy Invented", "standing"] == "same name and organisation"
