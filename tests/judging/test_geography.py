"""Whether all parts of the area are spoken for: met or cannot tell, and never not met."""

import pandas as pd
import pytest

from lepdata.judging.verdicts import judge
from lepdata.seating.boards import Board

NOBODY_SAYS = "and nothing published says which part of the area each member speaks for"


def judged(organisations, one, lep="Worcestershire", as_at="2022-06-01", completeness="full"):
    rows = [{"organisation": name, "sector": "council", "counts_as_member": "yes"} for name in organisations]
    rows.append({"organisation": "Example Ltd", "sector": "private", "counts_as_member": "yes"})
    return one(judge(Board(lep, "main board", as_at, completeness, pd.DataFrame(rows)), "nlgaf-2021"), "geography")


WORCESTER, LEICESTER = "Worcestershire", "Leicester and Leicestershire"
CITY, COUNTY = "Worcester City Council", "Worcestershire County Council"
COUNTIES = ("Kent County Council", "Essex County Council", "East Sussex County Council")
BOTH = ("Leicestershire District Councils", "Leicester City Council")
OTHERS = "Bromsgrove District Council, Malvern Hills District Council, Redditch Borough Council and 2 others"


@pytest.mark.parametrize(
    ("lep", "organisations", "spoken_for", "others", "words"),
    [
        (WORCESTER, (COUNTY,), 6, 0, "each of the 6 districts of the area: 6 through the county"),
        (WORCESTER, (CITY, COUNTY), 6, 0, "6 districts of the area: 1 directly and 5 through the county"),
        (
            WORCESTER,
            (CITY,),
            1,
            5,
            "council seats speak for 1 of the 6 districts of the area (1 directly), and nothing",
        ),
        (WORCESTER, (CITY,), 1, 5, f"nothing published says who speaks for {OTHERS}"),
        # Four that are missing are all named.
        (WORCESTER, (CITY, "Wychavon District Council"), 2, 4, "Redditch Borough Council and Wyre Forest District"),
        (WORCESTER, (), 0, 6, f"no council seat is seen for any of the 6 districts of the area, {NOBODY_SAYS}"),
        ("South East", COUNTIES, 29, 3, ""),
        (LEICESTER, BOTH, 8, 0, ""),
        (LEICESTER, BOTH[:1], 7, 1, ""),
        ("Exampleshire", (COUNTY,), 0, 0, f"no lookup gives the councils of Exampleshire, {NOBODY_SAYS}"),
        ("", (), 0, 0, f"the list names no LEP, so the councils of its area are not known, {NOBODY_SAYS}"),
    ],
)
@pytest.mark.parametrize("completeness", ["full", "truncated"])
def test_outcomes(lep, organisations, spoken_for, others, words, completeness, one):
    found = judged(organisations, one, lep, completeness=completeness)
    outcome = "met" if spoken_for and not others else "cannot tell"
    assert (found.outcome, found.as_listed, found.overturned_by) == (outcome, outcome, None)
    assert (found.for_, found.against, found.unknown, found.might) == (spoken_for, 0, others, 0)
    assert (found.remedy is None) == (outcome == "met")
    assert words in found.reason and found.reason.startswith("cannot tell: ") == (outcome == "cannot tell")


def test_the_remedy_names_who_is_missing(one):
    found = judged(("Dorset Council",), one, "Dorset")
    wanted = "Bournemouth, Christchurch and Poole Council, or a published statement of who speaks for them"
    assert found.remedy == f"a council seat, own or shared, for {wanted}"


def test_other_criteria_are_left_as_they_are(one):
    rows = pd.DataFrame([{"organisation": "Dorset Council", "sector": "council", "counts_as_member": "yes"}])
    board = Board("Dorset", "main board", "2022-06-01", "full", rows)
    assert one(judge(board, "nlgaf-2021"), "councils-represented").outcome == "met"
    assert all(verdict.criterion != "geography" for verdict in judge(board, "white-paper-2010").all_verdicts)
