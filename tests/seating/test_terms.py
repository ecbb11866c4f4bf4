"""Who has left, or has not begun, on the day that a board is judged at."""

import pandas as pd
import pytest

from lepdata.seating.rows import describe

YES, NO, MIGHT = "yes", "no", "might"


@pytest.mark.parametrize(
    ("row", "judged_at", "counts"),
    [
        # start, end, the list's own date, status
        (("2016-04-01", "2019-03-31", "", ""), "2022-06-30", NO),
        (("2016-04-01", "2019-03-31", "", ""), "2018-06-30", YES),
        (("2019-04-01", "", "", ""), "2018-06-30", NO),
        (("2019-04-01", "", "", ""), "2019-04-01", YES),
        (("", "2019-03-31", "", ""), "2019-03-31", YES),  # the last day is a day of the term
        (("", "2019-03-31", "", ""), "2019-04-01", NO),
        (("", "2019", "", ""), "2019-06-30", MIGHT),  # a year may end before the day or after it
        (("", "2019", "", ""), "2020-01-01", NO),
        (("2019", "", "", ""), "2019-06-30", YES),  # whoever is listed has begun where the dates only touch
        (("", "2019-03-31", "2018-01-01", ""), "", YES),  # without a day asked about: the list's own date
        (("", "2019-03-31", "2020-01-01", ""), "", NO),
        (("", "2019-03-31", "", ""), "", MIGHT),  # nothing says when
        (("2016-04-01", "", "", ""), "", YES),
        (("", "31 March 2019", "", ""), "2020-01-01", NO),
        (("", "next spring", "", ""), "2020-01-01", MIGHT),
        (("2019-04-01", "", "2019-03-01", "incoming"), "2019-06-01", YES),
        (("", "2030-01-01", "", "former"), "2019-06-01", NO),
    ],
)
def test_a_term_says_whether_somebody_counts(row, judged_at, counts):
    names = ["start_date", "end_date", "snapshot_date", "status"]
    frame = pd.DataFrame([[*row, "Ada Example", "member"]], columns=[*names, "person_name", "role"])
    found = describe(frame, judged_at).iloc[0]
    assert found["counts_as_member"] == counts and bool(found["why_not"]) == (counts != YES)
    assert found["status"] == row[-1]  # what was published stays


def test_an_officer_whose_term_goes_on_is_no_member():
    frame = pd.DataFrame({"person_name": ["Ada"], "role": ["officer"], "end_date": ["2030"]})
    assert describe(frame, "2019-01-01").loc[0, "why_not"] == "an officer does not count as a member"
