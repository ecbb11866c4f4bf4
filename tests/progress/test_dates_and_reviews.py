"""Published dates become intervals, all 38 are accounted for, and reviews are reckoned from both ends."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lepdata.dates import months_before
from lepdata.errors import UsageError
from lepdata.progress.integration import Integration, integration, integrations
from lepdata.progress.overview import overview
from lepdata.progress.periods import Period, read_period
from lepdata.progress.review_points import reviews_due, state
from lepdata.progress.rule_rows import rule_rows
from lepdata.registers import geography


@pytest.mark.parametrize(
    ("text", "first", "last", "how"),
    [
        ("2024-04-01", "2024-04-01", "2024-04-01", "a day"),
        ("2024-04", "2024-04-01", "2024-04-30", "between two days"),
        ("2023", "2023-01-01", "2023-12-31", "between two days"),
        ("2023-2024", "2023-01-01", "2024-12-31", "between two days"),
        ("end of 2023", "2023-10-01", "2023-12-31", "between two days"),
        ("by 2025-03-31", "", "2025-03-31", "by a day"),
        ("by 2025-03", "", "2025-03-31", "by a day"),
        ("2024-04-01 (company closing 2024-09-30)", "2024-04-01", "2024-04-01", "a day"),
        ("", "", "", "not known"),
    ],
)
def test_words_become_two_days_and_are_kept(text, first, last, how):
    period = read_period(text)
    assert (period.first, period.last, period.how, period.as_published) == (first, last, how, text)


@pytest.mark.parametrize(
    "text", ["April 2024", "soon", "2024-13", "2024-02-30", "2024-2023", "by the spring", "end of"]
)
def test_words_that_no_rule_reads_are_refused(text):
    with pytest.raises(ValueError, match=re.escape(text)):
        read_period(text)


@pytest.mark.parametrize("rule", rule_rows("published_dates.csv"), ids=lambda rule: rule["id"])
def test_each_rule_matches_its_example_and_not_its_counter_example(rule):
    assert re.fullmatch(rule["pattern"], rule["example"])
    assert not re.fullmatch(rule["pattern"], rule["must_not"])


def test_all_38_are_accounted_for():
    frame = integrations()
    assert frame["lep"].tolist() == geography.leps()["lep"].tolist()
    assert frame["standing"].value_counts().to_dict() == {
        "successor and date seen": 32,
        "no successor shown": 4,
        "successor seen, no date": 1,
        "reported as continuing": 1,
    }
    assert frame["date_as_published"].tolist() == geography.leps()["successor_date"].tolist()
    assert (frame["sources"] != "").all()


def test_what_is_not_known_stays_not_known():
    unknown = integrations().query("standing != 'successor and date seen'")
    assert (unknown[["first_day", "last_day"]] == "").all(axis=None) and len(unknown) == 6
    states = overview("2030-01-01").set_index("lep").loc[unknown["lep"]].filter(like="_state")
    assert (states == "cannot tell").all(axis=None)


def test_the_made_up_area_is_found_and_counted_nowhere():
    assert integration("exampleshire").period.first == "2024-04-01"
    assert "Exampleshire" not in set(overview()["lep"])


def test_a_name_that_nobody_knows():
    with pytest.raises(UsageError, match="Lancashire"):
        integration("Lancashir")


def dated(first: str, last: str) -> Integration:
    return Integration("A", "B", Period(first, last, "", ""), "", "successor and date seen", ())


@pytest.mark.parametrize(
    ("as_at", "states"),
    [
        ("2024-06-30", ["not yet", "not yet", "not yet", "not yet"]),
        ("2024-07-01", ["now", "not yet", "not yet", "not yet"]),
        ("2024-08-01", ["now", "not yet", "not yet", "not yet"]),
        ("2024-08-02", ["past", "not yet", "not yet", "not yet"]),
        ("2024-10-01", ["past", "now", "now", "not yet"]),
        ("2024-11-02", ["past", "past", "now", "not yet"]),
        ("2025-01-01", ["past", "past", "now", "not yet"]),
        ("2025-01-02", ["past", "past", "past", "not yet"]),
        ("2025-04-01", ["past", "past", "past", "now"]),
        ("2025-05-02", ["past", "past", "past", "past"]),
    ],
)
def test_reviews_after_a_known_day(as_at, states):
    assert reviews_due(dated("2024-04-01", "2024-04-01"), as_at)["state"].tolist() == states


@pytest.mark.parametrize(
    ("as_at", "first_review"),
    [
        ("2024-06-30", "not yet"),
        ("2024-07-01", "not yet or now"),
        ("2024-07-29", "not yet or now"),
        ("2024-07-30", "now"),
        ("2024-08-01", "now"),
        ("2024-08-02", "now or past"),
        ("2024-08-30", "now or past"),
        ("2024-08-31", "past"),
    ],
)
def test_reviews_after_a_month(as_at, first_review):
    """Integrated in April 2024: the review opens between 1 and 30 July and closes between 1 and 30 August."""
    assert reviews_due(dated("2024-04-01", "2024-04-30"), as_at)["state"].iloc[0] == first_review


def test_reviews_after_a_day_that_only_has_an_end():
    due = reviews_due(dated("", "2025-03-31"), "2025-01-01").iloc[0]
    assert due[["opens_first", "opens_last", "closes_last", "state"]].tolist() == [
        "",
        "2025-06-30",
        "2025-07-31",
        "cannot tell",
    ]
    assert reviews_due(dated("", "2025-03-31"), "2025-08-01")["state"].iloc[0] == "past"


def test_no_date_asked_about_gives_windows_and_no_state():
    due = reviews_due(dated("2024-04-01", "2024-04-01"))
    assert set(due["state"]) == {""} and (due["closes_last"] != "").all()


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


def test_a_month_end_moves_to_the_last_day_of_a_shorter_month():
    assert months_before("2024-03-31", -3) == "2024-06-30"
    assert state(("2024-06-30",) * 2, ("2024-07-31",) * 2, "2024-06-30") == "now"
