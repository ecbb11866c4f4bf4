"""Substitutes: a seat is counted once, by its holder if listed, else by who sits for a named holder."""

from pathlib import Path

import pandas as pd
import pytest
from cases import table

from lepdata.seating.rows import describe, replaced

EXAMPLES = Path(__file__).with_name("examples")


@pytest.mark.parametrize(*table(EXAMPLES / "whom_a_capacity_says_somebody_sits_for.csv"))
def test_whom_a_capacity_says_somebody_sits_for(capacity, whom):
    person = replaced(capacity)
    assert (person.key if person else "") == whom


@pytest.mark.parametrize(*table(EXAMPLES / "who_counts_beside_a_stand_in.csv"))
@pytest.mark.parametrize("column", ["capacity_as_published", "role"])
def test_no_seat_vanishes_with_its_holder_and_none_is_counted_twice(other, capacity, attendance, counts, column):
    rows = [
        {"person_name": other, "role": "member"},
        {"person_name": "Cy Made", "role": "substitute", column: capacity},
    ]
    frame = describe(pd.DataFrame(rows).fillna("").assign(attendance=attendance, body="b", snapshot_date="2020"))
    assert frame["counts_as_member"].iloc[-1] == counts
    assert (frame["why_not"].iloc[-1] == "") == (counts == "yes")
