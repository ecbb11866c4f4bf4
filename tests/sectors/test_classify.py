"""The verb itself: what goes in comes out, whatever it is, and nothing is settled without a reason."""

from pathlib import Path

import pandas as pd
import pytest
from cases import table
from hypothesis import given, settings
from hypothesis import strategies as st

import lepdata
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import ADDED_COLUMNS, settled_rows
from lepdata.sectors.settling import settle
from lepdata.vocabulary import BOARD_COLUMNS, SECTORS

# damage and what spreadsheets say to themselves: never settled
DAMAGE = [
    "=SUM(A1:A9)", '=CONCATENATE("University of ",A1)', " =Council", "+441234567890", "-1", "42", "1e9", "2019-04-01",
    "#REF!", "#N/A", "â€œÂ£â€", "ExampleÃ©Ã¨", "ï¿½ï¿½", "ðŸ¦¡", "🦡🦡", "\u202e\u202d\u2066", "\u200b\u200b", "ℝ𝕀𝔾",
    "大学", "…", "@cmd", "x " * 5_000, "x" * 10_000, "\x00\x07", "http://example.org", "ada@example.org",
]  # fmt: skip
WEIRD = [
    "", " ", "Council " * 1_300, "\x00\x07\x1b[31m", "3.14", "\u202eNorthshire\u202c", "Caf\ufffd", "(((", "///;;;,,,",
    "\\d+(", "Ünïversity öf Nørthshire", "'", "NaN",
]  # fmt: skip


def test_input_is_kept_and_not_touched():
    board = pd.DataFrame({"mine": [1, 2], "organisation": ["Kent County Council", None]}, index=[7, 3])
    before = board.copy(deep=True)
    out = lepdata.classify(board)
    pd.testing.assert_frame_equal(board, before)
    pd.testing.assert_frame_equal(out[["mine", "organisation"]], before)
    assert tuple(out.columns) == ("mine", "organisation", *ADDED_COLUMNS)


@pytest.mark.parametrize("columns", [["person_name"], ["organisation"], ["other"], list(BOARD_COLUMNS)])
def test_any_of_the_columns_will_do(columns):
    out = settled_rows(pd.DataFrame({column: ["Ada Example"] for column in columns}))
    assert len(out) == 1 and out["sector"].isin(SECTORS).all()
    assert list(lepdata.classify(pd.DataFrame({"person_name": []})).columns) == ["person_name", *ADDED_COLUMNS]


@pytest.mark.parametrize(
    "column", ["person_name", "organisation", "job_title", "capacity_as_published", "honorific", "body"]
)
def test_weird_cells(column):
    assert settled_rows(pd.DataFrame({column: WEIRD + DAMAGE, "lep": "Northshire"}))["sector_because"].ne("").all()


@pytest.mark.parametrize("column", ["organisation", "job_title", "capacity_as_published", "sector_as_published"])
def test_damage_and_spreadsheet_talk_settle_nothing(column):
    out = settled_rows(pd.DataFrame({column: DAMAGE}))
    assert out.loc[out["sector"] != "unknown", column].tolist() == []


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("\u202eKent County Council\u202c", "council"), ("\u200bUniversity of Example", "education"),
        ("🦡 Example College", "education"), ("CAFÃ‰ Example Ltd", "private"),
        ("University\x00 of\x07 Example", "education"), ("São Example Ltd", "private"), ("3M", "private"),
    ],
)  # fmt: skip
def test_readable_words_survive_damage(text, sector):
    assert settled_rows(pd.DataFrame({"organisation": [text]})).loc[0, "sector"] == sector


def test_a_long_cell_is_quoted_where_the_words_that_decided_stand():
    text = "spoke at some length of the weather and the trains " * 3 + "Example College " + "and of more " * 900
    row = settled_rows(pd.DataFrame({"organisation": [text]})).loc[0]
    assert row["sector"] == "education"
    assert "Example College" in row["sector_because"] and len(row["sector_because"]) < 150


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30), st.text(max_size=8)), min_size=1, max_size=5))
def test_every_settled_answer_has_a_readable_reason(cells):
    out = settled_rows(pd.DataFrame(cells, columns=["person_name", "organisation", "honorific"]), decisions=False)
    settled = out[out["sector_status"].isin(["settled", "guessed"])]
    assert (out["sector"].eq("unknown") == out["sector_status"].isin(["unknown", "conflicting"])).all()
    assert settled["sector_rule"].ne("").all() and settled["sector_because"].str.len().gt(10).all()


def test_repeated_row_ids_do_not_lend_each_other_evidence():
    out = settled_rows(
        pd.DataFrame({"row_id": ["a", "a"], "organisation": ["Kent County Council", "Example Widgets Ltd"]})
    )
    assert out["sector"].tolist() == ["council", "private"]


def test_rows_are_judged_alike_in_any_order():
    board = pd.DataFrame(
        {
            "person_name": ["Ada Example", "Bea Sample", "Ada Example"],
            "organisation": ["NHS", "", ""],
            "row_id": ["a", "b", "c"],
        }
    )
    turned = lepdata.classify(board.iloc[::-1]).sort_index()
    pd.testing.assert_frame_equal(turned, lepdata.classify(board))


@pytest.mark.parametrize(*table(Path(__file__).with_name("examples") / "the_strongest_wins.csv"))
def test_the_strongest_wins_and_a_tie_is_a_conflict(reasons, sector, status):
    plain = {"seat_id": "a", "about": "sector", "sector_kind": "k", "kind": "decision"}
    plain |= dict.fromkeys(("field", "matched", "seen", "source"), "")
    said = [one.split() for one in reasons.split("; ")]
    evidence = [plain | {"says": to, "strength": int(n), "rule": to, "words": f"it is {to}"} for to, n in said]
    row = settle(describe(pd.DataFrame({"row_id": ["a"]})), pd.DataFrame(evidence)).iloc[0]
    assert (row["sector"], row["sector_status"]) == (sector, status)


@pytest.mark.parametrize(*table(Path(__file__).with_name("examples") / "readings.csv"))
def test_the_national_accounts_change_their_reading_on_a_day(organisation, date, reads):
    row = settled_rows(pd.DataFrame({"organisation": [organisation], "snapshot_date": [date]}), decisions=False).iloc[0]
    assert row["national_accounts_sector"] == reads
