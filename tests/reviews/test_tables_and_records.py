"""What the front door hands out: tables with proper types, and records that say themselves."""

import pandas as pd
import pytest

import lepdata as lep
from lepdata.reviews.known import read_table
from lepdata.seating.boards import Board
from lepdata.vocabulary import BOARD_COLUMNS

KINDS = {
    "boards": {"members": "Int64", "lists": "Int64", "completeness": "category", "lep": "str", "list_date": "str"},
    "members": {"role": "category", "sector": "category", "snapshot_date": "str", "person_name": "str"},
    "verdicts": {"for": "Int64", "unseen": "Int64", "outcome": "category", "definition": "category"},
    "answers": {"members": "Int64", "to_overturn": "Int64", "answer": "category", "certainty": "category"},
    "coverage": {"seats": "Int64", "list_completeness": "category", "carries_a_share": "category"},
}


@pytest.mark.parametrize("name", KINDS)
def test_a_table_has_dates_counts_and_categories_and_loses_nothing(name: str) -> None:
    frame, stored = getattr(lep, name)(), read_table({"coverage": "lists"}.get(name, name))
    assert {column: str(frame[column].dtype) for column in KINDS[name]} == KINDS[name]
    days = [frame[column] for column in ("date_from", "date_to")]
    assert all(pd.api.types.is_datetime64_any_dtype(one) for one in days)
    assert (days[0] <= days[1])[days[0].notna()].all()
    for column in stored.columns.drop(["date_from", "date_to", "due"], errors="ignore"):
        assert frame[column].astype("str").fillna("").tolist() == stored[column].astype("str").tolist(), column


def test_members_are_a_board_file_with_what_was_found_out() -> None:
    members, sitting = lep.members(), lep.board("New Anglia").members
    assert list(members)[: len(BOARD_COLUMNS)] == list(BOARD_COLUMNS) and sitting["list_id"].dtype == "str"
    own = members[members["list_id"] == sitting["list_id"].iloc[0]]
    checked, review = lep.check(own), lep.review_board("New Anglia")
    assert checked.members == review.judgement.members and checked.board.as_at == review.board.as_at
    assert list(lep.classify(own)["sector"]) == list(own["sector"])


def test_records_say_themselves_in_a_line_and_in_a_notebook() -> None:
    seats = pd.DataFrame({"person_name": ["Ada <b>Example</b>"], "sector": ["private"]})
    checked = lep.check(pd.DataFrame({"Organisation": ["Example Ltd"] * 8}), "nlgaf-2021", "2023-01-31", full=True)
    board = Board("Exampleshire", "main board", "2020-03", "full", seats)
    said = [
        (board, "Exampleshire, main board, March 2020: full, 1 person listed"),
        (checked, "main board, 31 January 2023, 8 members, by nlgaf-2021. met: private-two-thirds"),
        (lep.review_board("New Anglia"), "New Anglia: This review reads the full list of 31 March 2023: 18 members."),
        (lep.plan("New Anglia"), "Draft improvement plan: New Anglia, from the list of 31 March 2023: "),
        (lep.plan_changes(checked), ""),
    ]
    for record, words in said:
        assert repr(record).startswith(f"<{type(record).__name__}: {words}")
        assert record._repr_html_().startswith("<p>") and "<b>" not in record._repr_html_()
