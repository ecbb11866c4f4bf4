"""Dates are read only where they can mean one thing; partial ones are intervals; impossible ones are refused."""

import re
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from cases import table

from lepdata.dates import DateError, asked_date, interval, months_before, months_between, read_date, words
from lepdata.errors import UsageError

EXAMPLES = Path(__file__).with_name("examples")


@pytest.mark.parametrize(*table(EXAMPLES / "a_partial_date_is_the_days_it_may_mean.csv"))
def test_a_partial_date_is_the_days_it_may_mean(text, first, last):
    assert interval(text) == (first, last)
    assert interval("  ") is None


ASKED = [(2019, "2019"), (2019.0, "2019"), (np.int64(2019), "2019"), (date(2019, 3, 31), "2019-03-31"), (None, "")]
ASKED += [(pd.Timestamp("2019-03-31 09:30"), "2019-03-31"), (pd.NaT, ""), (float("nan"), ""), ("March 2019", "2019-03")]
ASKED += [
    (np.datetime64("2019-03-31"), "2019-03-31"),
    (pd.Period("2019-03"), "2019-03"),
    ("31 March 2019", "2019-03-31"),
]


@pytest.mark.parametrize(("asked", "iso"), ASKED)
def test_a_date_is_asked_for_in_any_form(asked, iso):
    assert asked_date(asked) == iso


@pytest.mark.parametrize("asked", ["soon", 20190, 2019.5, True, [2019], "01/02/2019", "2019-02-30"])
def test_what_is_no_date_to_ask_for_is_refused_with_advice(asked):
    with pytest.raises(UsageError, match=r"date asked for.* cannot be read"):
        asked_date(asked)


@pytest.mark.parametrize(
    "text", ["2019-02-29", "2019-13", "2019-00", "2019-03-00", "0999", "2101", "24/07/2018", "2018-7", "soon", "٢٠١٩"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        interval(text)


@pytest.mark.parametrize(*table(EXAMPLES / "months_before_keeps_within_the_month.csv"))
def test_months_before_keeps_within_the_month(day, months, expected):
    assert months_before(day, int(months)) == expected


@pytest.mark.parametrize(*table(EXAMPLES / "months_between_counts_begun_months_or_whole_ones.csv"))
def test_months_between_counts_begun_months_or_whole_ones(first, last, begun, ended):
    assert (months_between(first, last), months_between(first, last, whole=True)) == (int(begun), int(ended))


@pytest.mark.parametrize(*table(EXAMPLES / "dates_in_words.csv"))
def test_dates_in_words(text, said):
    assert words(text) == said


REFUSED = """31 Sept 2019|12/01/2019|01/13/2019|13/2019|29/02/2019|2019-02-29|2019-00|2019-13|2019-3-1|31 Ma 2019
31 Marsh 2019|March 19|2019-03-31 14:30|March|2019/20|٢٠١٩|-|?"""


@pytest.mark.parametrize(*table(EXAMPLES / "published_dates.csv"))
def test_published_dates(text, iso):
    assert read_date(text) == iso


@pytest.mark.parametrize("text", re.split(r"[|\n]", REFUSED))
def test_what_can_mean_no_day_or_two_is_refused_with_advice(text):
    with pytest.raises(DateError) as caught:
        read_date(text)
    assert caught.value.expected and caught.value.remedy
