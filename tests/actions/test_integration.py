"""What followed a partnership, its reviews from both ends of a date, and its boards before and after."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lepdata.actions.integration import BoardPair, Integration, boards_of, carried_over, followed, reviews_due
from lepdata.voice.councils import demonstration_seats


def dated(first: str, last: str) -> Integration:
    return Integration("A", first_day=first, last_day=last)


@pytest.mark.parametrize(
    ("as_at", "states"),
    [
        ("2024-06-30", ["not yet", "not yet", "not yet", "not yet"]),
        ("2024-08-01", ["now", "not yet", "not yet", "not yet"]),
        ("2024-08-02", ["past", "not yet", "not yet", "not yet"]),
        ("2024-11-02", ["past", "past", "now", "not yet"]),
        ("2025-01-01", ["past", "past", "now", "not yet"]),
        ("2025-01-02", ["past", "past", "past", "not yet"]),
        ("2025-05-02", ["past", "past", "past", "past"]),
    ],
)
def test_reviews_after_a_known_day(as_at, states):
    assert reviews_due(dated("2024-04-01", "2024-04-01"), as_at)["state"].tolist() == states


@given(
    st.dates(date(2012, 1, 1), date(2026, 1, 1)),
    st.integers(0, 700),
    st.integers(0, 700),
    st.dates(date(2012, 1, 1), date(2029, 1, 1)),
)
def test_a_state_never_leaves_out_what_may_be_true(first, width, inside, as_at):
    """Whatever day within the interval was the true one, the state known for that day is among those given."""
    last = first + timedelta(days=width)
    true = (first + timedelta(days=min(inside, width))).isoformat()
    spread = reviews_due(dated(first.isoformat(), last.isoformat()), as_at.isoformat())["state"]
    sure = reviews_due(dated(true, true), as_at.isoformat())["state"]
    for given_state, true_state in zip(spread, sure, strict=True):
        assert given_state == "cannot tell" or true_state in given_state.split(" or ")


MATCH = {"match_id": "m1", "because": "b", "source": "s", "signed_by": "x", "signed_on": "2026-11-22"}


@pytest.fixture(scope="module")
def pair() -> BoardPair:
    return boards_of(demonstration_seats(), "Exampleshire", "", followed("Exampleshire").last_day)


def test_a_name_alone_is_not_enough(pair):
    found = carried_over(*pair).set_index("person")
    assert found.loc["Ben Specimen", ["standing", "counts"]].tolist() == ["same name and organisation", "yes"]
    assert found.loc["Dan Placeholder", ["standing", "counts"]].tolist() == ["same name, another organisation", "no"]
    assert found.loc["Grace Dummy", "standing"] == "same name, an organisation not printed"
    assert found.loc["Rose Pattern", ["standing", "counts"]].tolist() == ["not seen before", "no"]
    assert len(found) == 15


def line(pair: BoardPair, side: int, person: str) -> str:
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
