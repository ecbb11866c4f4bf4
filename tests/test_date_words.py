"""Dates in words: each rule meets its example and leaves its counter-example alone, and bounds are the right days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lepdata.dates import MONTHS, WEEKDAYS, interval, period_days, read_when
from lepdata.files import rule_file

RULES = rule_file("plans/date_words.csv")
YEAR = "2019-04/2020-03"


@pytest.mark.parametrize("rule", RULES, ids=[rule["id"] for rule in RULES])
def test_every_rule_reads_its_example_and_not_its_counter_example(rule) -> None:
    assert read_when(rule["example"], YEAR).rule == rule["id"]
    assert read_when(rule["counter_example"], YEAR).rule != rule["id"]
    assert rule["ours"] in ("yes", "no") and rule["version"] and rule["reason"] and rule["meaning"]


@pytest.mark.parametrize(
    ("words", "kind", "first", "last"),
    [
        ("by April/May 2019", "by", "2019-04-30", "2019-05-31"),
        ("by April or May", "by", "2019-04-30", "2019-05-31"),
        ("by June 2019", "by", "2019-06-30", "2019-06-30"),
        ("by February 2020", "by", "2020-02-29", "2020-02-29"),
        ("by summer", "by", "2019-08-31", "2019-08-31"),
        ("end April 2019", "by", "2019-04-30", "2019-04-30"),
        ("mid-May 2019", "in", "2019-05-11", "2019-05-20"),
        ("late February", "in", "2020-02-21", "2020-02-29"),
        ("early June", "in", "2019-06-01", "2019-06-10"),
        ("Wednesday 15th May", "on", "2019-05-15", "2019-05-15"),
        ("on the 1st May", "on", "2019-05-01", "2019-05-01"),
        ("in June", "in", "2019-06-01", "2019-06-30"),
        ("in winter", "in", "2019-12-01", "2020-02-29"),
        ("2019-20 Q4", "in", "2020-01-01", "2020-03-31"),
        ("Q1 2019-20", "in", "2019-04-01", "2019-06-30"),
        ("2019-20", "in", "2019-04-01", "2020-03-31"),
        ("2019-12", "in", "2019-12-01", "2019-12-31"),
        ("(2019-05-15)", "on", "2019-05-15", "2019-05-15"),
        ("14/03/18", "on", "2018-03-14", "2018-03-14"),
        ("between 1 May and 30 June", "between", "2019-05-01", "2019-06-30"),
        ("2019-05/2019-06", "between", "2019-05-01", "2019-06-30"),
        ("were commissioned in January", "done already", "2019-01-01", "2019-01-31"),
        ("were commissioned in April", "done already", "2019-04-01", "2019-04-30"),
        ("were commissioned in May", "done already", "2018-05-01", "2018-05-31"),
        ("were commissioned in May 2019", "done already", "2019-05-01", "2019-05-31"),
        ("quarterly", "recurring", "", ""),
        ("ASAP", "as soon as possible", "", ""),
        ("", "none", "", ""),
    ],
)
def test_the_days_that_words_mean(words, kind, first, last) -> None:
    assert read_when(words, YEAR) == (kind, first, last, *read_when(words, YEAR)[3:4], "")


@pytest.mark.parametrize(
    ("words", "period", "first", "doubt"),
    [
        ("Thursday 15th May", YEAR, "2019-05-15", "15 May 2019 was a Wednesday"),
        ("Wednesday 15th May", "2019-01/2020-12", "2019-05-15", ""),
        ("Friday 15th May", "2019-01/2020-12", "2020-05-15", ""),
        ("03/04/19", YEAR, "2019-03-04", "day and month could be exchanged"),
        ("13/04/19", YEAR, "2019-04-13", ""),
        ("31 June 2019", YEAR, "", "that day does not exist"),
        ("31/31/2019", YEAR, "", "that day does not exist"),
        ("by May/April 2019", YEAR, "", "the second month ends before the first"),
        ("between 30 June 2019 and 1 May 2019", YEAR, "2019-06-30", "it ends before it begins"),
        ("some time soon", YEAR, "", "no rule reads these words"),
        ("by the time we are ready", YEAR, "", "no rule reads these words"),
        ("2019-21", YEAR, "", "2019-21 is no financial year: the second year does not follow the first"),
        ("in June", YEAR, "2019-06-01", ""),
        ("in June 2019", "", "2019-06-01", ""),
        ("in June", "", "", "no year is given, and the plan does not say its time"),
        ("in June", "2019-07/2019-09", "", "no year is given, and the month does not lie in the plan's time"),
    ],
)
def test_doubtful_words_say_so(words, period, first, doubt) -> None:
    assert (read_when(words, period).first, read_when(words, period).doubt) == (first, doubt)


def test_a_period_is_in_order() -> None:
    assert period_days("2019-04/2020-03") == ("2019-04-01", "2020-03-31") and period_days("2019")
    with pytest.raises(ValueError, match="is not a time"):
        period_days("2020/2019")


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
