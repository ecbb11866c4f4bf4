"""Partial dates are intervals; impossible ones are refused."""

import pytest

from lepdata.dates import interval, months_before, words


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018", "2018-01-01", "2018-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2019-02", "2019-02-01", "2019-02-28"),
        ("2018-12", "2018-12-01", "2018-12-31"),
        ("2018-07-24", "2018-07-24", "2018-07-24"),
        (" 2018 ", "2018-01-01", "2018-12-31"),
    ],
)
def test_a_partial_date_is_the_days_it_may_mean(text, first, last):
    assert interval(text) == (first, last)


@pytest.mark.parametrize("text", ["", "  "])
def test_no_date_is_none(text):
    assert interval(text) is None


@pytest.mark.parametrize(
    "text", ["2019-02-29", "2019-13", "2019-00", "2019-03-00", "0999", "2101", "24/07/2018", "2018-7", "soon", "٢٠١٩"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        interval(text)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2024-03-31", 1, "2024-02-29"),
        ("2024-03-31", 12, "2023-03-31"),
        ("2024-01-15", 1, "2023-12-15"),
        ("2024-02-29", 12, "2023-02-28"),
        ("2024-02-29", 0, "2024-02-29"),
    ],
)
def test_months_before_keeps_within_the_month(day, months, expected):
    assert months_before(day, months) == expected


@pytest.mark.parametrize(("text", "said"), [("2018-07-01", "1 July 2018"), ("2018-07", "July 2018"), ("2018", "2018")])
def test_dates_in_words(text, said):
    assert words(text) == said
