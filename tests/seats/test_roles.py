"""Who counts as a member, who might, and why not."""

import pytest

from lepdata.seating.describe import membership


@pytest.mark.parametrize(
    ("role", "status", "counts"),
    [
        ("chair", "current", "yes"),
        ("Vice Chair", "", "yes"),
        ("member", "current", "yes"),
        ("", "", "yes"),
        ("co-opted", "current", "yes"),
        ("member", "outgoing", "yes"),
        ("observer", "current", "no"),
        ("substitute", "current", "no"),
        ("officer", "current", "no"),
        ("member", "former", "no"),
        ("chair", "incoming", "no"),
        ("member", "unclear", "might"),
        ("Grand Poobah", "current", "might"),
        ("observer", "unclear", "no"),
    ],
)
def test_who_counts(role, status, counts):
    found, why = membership(role, status, False)
    assert found == counts
    assert bool(why) == (counts != "yes")


def test_an_outgoing_member_counts_until_the_date_and_not_after():
    assert membership("member", "outgoing", False)[0] == "yes"
    assert membership("member", "outgoing", False, left=True)[0] == "no"


def test_a_vacancy_is_no_member():
    assert membership("member", "current", True)[0] == "no"
