"""Whether all parts of the area are spoken for: met or cannot tell, and never not met."""

from pathlib import Path

import pandas as pd
import pytest
from cases import table

from lepdata.judging.verdicts import judge
from lepdata.seating.boards import Board

EXAMPLES = Path(__file__).with_name("examples")


def judged(organisations, one, lep="Worcestershire", as_at="2022-06-01", completeness="full"):
    rows = [{"organisation": name, "sector": "council", "counts_as_member": "yes"} for name in organisations]
    rows.append({"organisation": "Example Ltd", "sector": "private", "counts_as_member": "yes"})
    return one(judge(Board(lep, "main board", as_at, completeness, pd.DataFrame(rows)), "nlgaf-2021"), "geography")


@pytest.mark.parametrize(*table(EXAMPLES / "districts_spoken_for.csv"))
@pytest.mark.parametrize("completeness", ["full", "truncated"])
def test_outcomes(lep, organisations, spoken_for, others, words, completeness, one):
    found = judged(organisations.split("; ") if organisations else (), one, lep, completeness=completeness)
    spoken_for, others = int(spoken_for), int(others)
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
