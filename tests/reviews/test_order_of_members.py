"""On a board's page the chair comes first, then deputy chairs, then everybody else; sector by sector within each."""

from __future__ import annotations

from itertools import groupby

import pytest

import lepdata


# One deputy chair, two of them, and two chairs.
@pytest.mark.parametrize(
    ("lep", "offices"),
    [
        ("South East", ["chair", "deputy chair", "member"]),
        ("Cumbria", ["chair", "deputy chair", "member"]),
        ("London", ["chair", "member"]),
    ],
)
def test_offices_come_before_members(lep, offices):
    shown = lepdata.table(lepdata.review_board(lep), "members")
    assert [office for office, _ in groupby(shown["Role"])] == offices
    sectors = shown.loc[shown["Role"] == "member", "Sector"].str.lower()
    assert len(list(groupby(sectors))) == sectors.nunique()
