"""Whether all parts of the area are spoken for: met or cannot tell, and never not met."""

from __future__ import annotations

import pandas as pd
import pytest

from lepdata.judging.judge import judge
from lepdata.seating.boards import Board

ALL_OF_WORCESTERSHIRE = ("Worcestershire County Council",)
NOBODY_SAYS = "and nothing published says which part of the area each member speaks for"
WHO_FOR = "and nothing published says who speaks for"


def judged(organisations, one, lep="Worcestershire", as_at="2022-06-01", completeness="full"):
    rows = [{"organisation": name, "sector": "council", "counts_as_member": "yes"} for name in organisations]
    rows.append({"organisation": "Example Ltd", "sector": "private", "counts_as_member": "yes"})
    return one(judge(Board(lep, "main board", as_at, completeness, pd.DataFrame(rows)), "nlgaf-2021"), "geography")


@pytest.mark.parametrize(
    ("lep", "organisations", "outcome", "spoken_for", "others"),
    [
        ("Worcestershire", ALL_OF_WORCESTERSHIRE, "met", 6, 0),
        ("Worcestershire", ("Worcester City Council",), "cannot tell", 1, 5),
        ("Worcestershire", (), "cannot tell", 0, 6),
        (
            "South East",
            ("Kent County Council", "Essex County Council", "East Sussex County Council"),
            "cannot tell",
            29,
            3,
        ),
        ("Leicester and Leicestershire", ("Leicestershire District Councils", "Leicester City Council"), "met", 8, 0),
        ("Leicester and Leicestershire", ("Leicestershire District Councils",), "cannot tell", 7, 1),
        ("Exampleshire", ALL_OF_WORCESTERSHIRE, "cannot tell", 0, 0),
    ],
)
@pytest.mark.parametrize("completeness", ["full", "attendance", "truncated"])
def test_outcomes(lep, organisations, outcome, spoken_for, others, completeness, one):
    found = judged(organisations, one, lep, completeness=completeness)
    assert (found.outcome, found.as_listed, found.overturned_by) == (outcome, outcome, None)
    assert (found.for_, found.against, found.unknown, found.might) == (spoken_for, 0, others, 0)
    assert (found.remedy is None) == (outcome == "met")


@pytest.mark.parametrize(
    ("lep", "organisations", "reason"),
    [
        (
            "Worcestershire",
            ("Worcester City Council", *ALL_OF_WORCESTERSHIRE),
            "council seats speak for each of the 6 districts of the area: 1 directly and 5 through the county",
        ),
        (
            "Dorset",
            ("Dorset Council",),
            "cannot tell: council seats speak for 1 of the 2 districts of the area (1 directly), "
            f"{WHO_FOR} Bournemouth, Christchurch and Poole Council",
        ),
        (
            "Worcestershire",
            ("Worcester City Council",),
            "cannot tell: council seats speak for 1 of the 6 districts of the area (1 directly), "
            f"{WHO_FOR} Bromsgrove District Council, Malvern Hills District Council, Redditch Borough Council "
            "and 2 others",
        ),
        (
            "Worcestershire",
            (),
            f"cannot tell: no council seat is seen for any of the 6 districts of the area, {NOBODY_SAYS}",
        ),
        (
            "",
            (),
            f"cannot tell: the list names no LEP, so the councils of its area are not known, {NOBODY_SAYS}",
        ),
    ],
)
def test_reasons(lep, organisations, reason, one):
    assert judged(organisations, one, lep).reason == reason


def test_four_missing_are_all_named(one):
    found = judged(("Worcester City Council", "Wychavon District Council"), one)
    assert found.reason.endswith(
        "Malvern Hills District Council, Redditch Borough Council and Wyre Forest District Council"
    )
    assert found.remedy.startswith("a council seat, own or shared, for Bromsgrove District Council, ")


def test_other_criteria_are_left_as_they_are(one):
    rows = pd.DataFrame([{"organisation": "Dorset Council", "sector": "council", "counts_as_member": "yes"}])
    board = Board("Dorset", "main board", "2022-06-01", "full", rows)
    assert one(judge(board, "nlgaf-2021"), "councils-represented").outcome == "met"
    assert all(verdict.criterion != "geography" for verdict in judge(board, "white-paper-2010").verdicts)
