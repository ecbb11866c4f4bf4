"""The stage of the 2020 study at which a board stands, by what is known of it and of guidance."""

from __future__ import annotations

import pandas as pd
import pytest

from lepdata.errors import UsageError
from lepdata.judging.judge import judge
from lepdata.plans.rulebook import rows
from lepdata.plans.stages import stage
from lepdata.seating.boards import Board

SEATED = {"outcome": "met", "as_listed": "met"}
NOBODY = {"outcome": "not met", "as_listed": "not met"}
UNTOLD = {"outcome": "cannot tell", "as_listed": "cannot tell"}


def judged(private: int, council: int, voluntary: int, completeness: str = "full", as_at: str = "2015-05"):
    sectors = ["private"] * private + ["council"] * council + ["voluntary"] * voluntary
    frame = pd.DataFrame({"sector": sectors, "role_read": ["chair"] + ["member"] * (len(sectors) - 1)})
    frame = frame.assign(counts_as_member="yes", gender="not published")
    return judge(Board("Exampleshire", "main board", as_at, completeness, frame), "white-paper-2010")


GOOD, FEW, SILENT = (6, 5, 1), (5, 6, 1), (6, 6, 0)


@pytest.mark.parametrize(
    ("board", "completeness", "guidance", "standing", "may_be"),
    [
        (GOOD, "full", "", "share", ("share",)),
        (GOOD, "full", "2015-01", "share", ("share",)),
        (FEW, "full", "", "cannot tell", ("guidance", "plan")),
        (FEW, "full", "no", "guidance", ("guidance",)),
        (FEW, "full", "2015-04-30", "plan", ("plan",)),
        (FEW, "full", "2015-04", "plan", ("plan",)),
        (FEW, "full", "2015-05-01", "cannot tell", ("review", "plan")),
        (FEW, "full", "2015", "cannot tell", ("review", "plan")),
        (FEW, "full", "2015-05-31", "cannot tell", ("review", "plan")),
        (FEW, "full", "2015-06-01", "review", ("review",)),
        (SILENT, "full", "no", "guidance", ("guidance",)),
        (SILENT, "attendance", "no", "cannot tell", ("share", "guidance")),
        (GOOD, "attendance", "2014", "cannot tell", ("share", "plan")),
        (FEW, "partial", "", "cannot tell", ("share", "guidance", "plan")),
    ],
)
def test_the_stage(board, completeness, guidance, standing, may_be) -> None:
    found = stage(judged(*board, completeness), {"infrastructure": SEATED}, guidance)
    assert (found.stage, found.may_be) == (standing, may_be)


@pytest.mark.parametrize(
    ("board", "answer", "support"),
    [(FEW, SEATED, "no"), (FEW, NOBODY, "yes"), (FEW, UNTOLD, "cannot tell"), (GOOD, NOBODY, "no")],
)
def test_support_goes_where_no_infrastructure_body_sits(board, answer, support) -> None:
    assert stage(judged(*board), {"infrastructure": answer}).support == support


def test_without_an_answer_nothing_is_said_of_support() -> None:
    assert stage(judged(*FEW), {}).support == "cannot tell"


def test_a_board_of_no_date_is_not_later_than_guidance() -> None:
    found = stage(judged(*FEW, as_at="2015"), {}, "2015-06")
    assert found.may_be == ("review", "plan")
    assert "June 2015" in found.reason


@pytest.mark.parametrize("given", ["last spring", "2015-13", "yes"])
def test_a_date_in_words_is_refused(given) -> None:
    with pytest.raises(UsageError, match="guidance was given cannot be read"):
        stage(judged(*FEW), {}, given)


def test_the_rule_file_names_every_stage() -> None:
    assert [row["id"] for row in rows("stages.csv")] == ["review", "guidance", "support", "plan", "share"]
    assert all(row["what"] and row["who_acts"] and row["applies_when"] and row["source"] for row in rows("stages.csv"))
