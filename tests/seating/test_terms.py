"""Who has left, or has not begun, on the day that a board is judged at."""

from pathlib import Path

import pandas as pd
import pytest
from cases import table

from lepdata.seating.rows import describe

EXAMPLES = Path(__file__).with_name("examples")


@pytest.mark.parametrize(*table(EXAMPLES / "a_term_says_whether_somebody_counts.csv"))
def test_a_term_says_whether_somebody_counts(start_date, end_date, snapshot_date, status, judged_at, counts):
    row = {"start_date": start_date, "end_date": end_date, "snapshot_date": snapshot_date, "status": status}
    found = describe(pd.DataFrame([row | {"person_name": "Ada Example", "role": "member"}]), judged_at).iloc[0]
    assert found["counts_as_member"] == counts and bool(found["why_not"]) == (counts != "yes")
    assert found["status"] == status  # what was published stays


def test_an_officer_whose_term_goes_on_is_no_member():
    frame = pd.DataFrame({"person_name": ["Ada"], "role": ["officer"], "end_date": ["2030"]})
    assert describe(frame, "2019-01-01").loc[0, "why_not"] == "an officer does not count as a member"
