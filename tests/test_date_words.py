"""Dates in words: each rule meets its example and leaves its counter-example alone, and bounds are the right days."""

from datetime import date
from pathlib import Path

import pytest
from cases import table
from hypothesis import given
from hypothesis import strategies as st

from lepdata.dates import MONTHS, WEEKDAYS, interval, period_days, read_when
from lepdata.files import rule_file

EXAMPLES = Path(__file__).with_name("examples")

RULES = rule_file("plans/date_words.csv")
YEAR = "2019-04/2020-03"


@pytest.mark.parametrize("rule", RULES, ids=[rule["id"] for rule in RULES])
def test_every_rule_reads_its_example_and_not_its_counter_example(rule) -> None:
    assert read_when(rule["example"], YEAR).rule == rule["id"]
    assert read_when(rule["counter_example"], YEAR).rule != rule["id"]
    assert rule["ours"] in ("yes", "no") and rule["version"] and rule["reason"] and rule["meaning"]


@pytest.mark.parametrize(*table(EXAMPLES / "the_days_that_words_mean.csv"))
def test_the_days_that_words_mean(words, kind, first, last) -> None:
    assert read_when(words, YEAR) == (kind, first, last, *read_when(words, YEAR)[3:4], "")


@pytest.mark.parametrize(*table(EXAMPLES / "doubtful_words_say_so.csv"))
def test_doubtful_words_say_so(words, period, first, doubt) -> None:
    assert (read_when(words, period).first, read_when(words, period).doubt) == (first, doubt)


def test_a_period_is_in_order() -> None:
    assert period_days("2019-04/2020-03") == ("2019-04-01", "2020-03-31") and period_days("2019")
    assert not any(map(period_days, ("2020/2019", "", "/", "2019/", "/2019", "2019/2020/2021", "soon")))


@given(st.integers(1, 12), st.integers(2010, 2030))
def test_a_month_begins_and_ends_in_itself_and_by_it_means_its_last_day(month, year) -> None:
    name = MONTHS[month - 1].capitalize()
    first, last = interval(f"{year}-{month:02d}")
    assert read_when(f"in {name} {year}")[1:3] == (first, last)
    assert read_when(f"by {name} {year}")[1:3] == (last, last)


@given(st.dates(date(2010, 1, 1), date(2030, 12, 31)))
def test_every_day_with_its_weekday_is_read_as_itself(day) -> None:
    found = read_when(f"{WEEKDAYS[day.weekday()].capitalize()} {day.day} {MONTHS[day.month - 1]} {day.year}")
    assert found[:3] == ("on", day.isoformat(), day.isoformat()) and not found.doubt


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_without_an_error(text) -> None:
    assert read_when(text, YEAR).first <= read_when(text, YEAR).last or read_when(text, YEAR).doubt
