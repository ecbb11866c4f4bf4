"""What is left open becomes decisions to fill in: grouped, explained, and pasted back without a change of shape."""

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from cases import table

from lepdata.errors import InputFaults
from lepdata.sectors.classifying import settle_frame, settled_rows
from lepdata.sectors.decisions import COLUMNS, WORKLIST_COLUMNS, read_decisions, worklist

ROWS = [
    {"row_id": "a", "person_name": "Ada Example", "organisation": "42"},
    {"row_id": "b", "person_name": "Bea Sample", "organisation": " 42 "},
    {"row_id": "c", "person_name": "Cy Sample", "organisation": "Northshire LEP", "capacity_as_published": "Member"},
    {"row_id": "d", "person_name": "Cy Sample", "organisation": "Northshire LEP", "capacity_as_published": "member"},
    {"row_id": "e", "person_name": "Di Sample", "organisation": "Northshire LEP", "capacity_as_published": "Member"},
    {"row_id": "f", "person_name": "Vacancy", "organisation": "", "capacity_as_published": "Member"},
    {"row_id": "g", "person_name": "Ed Sample", "organisation": "Kent County Council"},
    {"row_id": "h", "person_name": "Flo Sample", "organisation": "Brave Badger"},
]
FILLED = {"says": "voluntary", "because": "told so", "source": "a page", "signed_by": "Ada", "signed_on": "2026-01-02"}


@pytest.fixture
def board() -> pd.DataFrame:
    return pd.DataFrame([{"lep": "Northshire", "body": "main board", **row} for row in ROWS]).fillna("")


def find_worklist(board: pd.DataFrame, **asked) -> pd.DataFrame:
    return worklist(*settle_frame(board, **asked))


def test_one_row_per_organisation_and_per_person_without_one(board):
    table = find_worklist(board)
    assert tuple(table.columns) == WORKLIST_COLUMNS
    shown = table[["decision_id", "row_id", "organisation_as_published", "rows"]].to_numpy().tolist()
    assert shown == [["42", "", "42", 2], ["seat-c", "c d", "", 2], ["seat-e", "e", "", 1]]
    assert table["about"].eq("sector").all() and table[list(FILLED)].eq("").all(axis=None)
    assert "no published word" in table.loc[0, "open_because"] and "not an employer" in table.loc[1, "open_because"]
    assert "a, 'Ada Example'" in table.loc[0, "examples"] and "b, 'Bea Sample'" in table.loc[0, "examples"]


def test_two_people_of_one_name_are_two_questions():
    here = {"person_name": "Ada Example", "snapshot_date": "2018-01-01", "lep": "Northshire", "body": "main board"}
    rows = [
        {**here, "row_id": "a", "organisation": "Northshire College"},
        {**here, "row_id": "b", "organisation": "Kent County Council"},
        {**here, "row_id": "c", "snapshot_date": "2019-01-01"},
        {**here, "row_id": "d", "snapshot_date": "2020-01-01"},
    ]
    assert find_worklist(pd.DataFrame(rows).fillna(""))["row_id"].tolist() == ["c", "d"]


def test_filled_rows_can_be_pasted_below_the_headings_of_decisions(board, tmp_path):
    text = find_worklist(board).assign(**FILLED).to_csv(index=False, lineterminator="\n")
    pasted = ",".join(COLUMNS) + "\n" + text.split("\n", 1)[1]
    (tmp_path / "decisions.csv").write_text(pasted, encoding="utf-8")
    own = read_decisions(tmp_path / "decisions.csv")
    out = settled_rows(board, further_decisions=own)
    assert out["sector"].tolist() == ["voluntary"] * 5 + ["unknown", "council", "private"]
    assert "signed by Ada on 2026-01-02" in out.loc[3, "sector_source"]
    assert len(find_worklist(board, further_decisions=own)) == 0


@pytest.mark.parametrize("ids", [{}, {"row_id": ["row 1", "row 2"]}], ids=["named by line", "an id with a blank"])
def test_a_filled_worklist_is_a_decision_file_itself(tmp_path, ids):
    board = pd.DataFrame({"person_name": ["Ada Example", "Bea Sample"], **ids})
    find_worklist(board).assign(**FILLED).head(1).to_csv(tmp_path / "open.csv", index=False)
    out = settled_rows(board, further_decisions=read_decisions(tmp_path / "open.csv"))
    assert out["sector"].tolist() == ["voluntary", "unknown"]


def decision(**cells: str) -> list[str]:
    good = dict.fromkeys(COLUMNS, "") | {"decision_id": "d1", "row_id": "r1", "about": "sector", **FILLED}
    return list((good | cells).values())


def written(folder, *rows: list[str], heading=COLUMNS):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([heading, *rows])
    (folder / "mine.csv").write_text(text.getvalue(), encoding="utf-8")
    return folder / "mine.csv"


@pytest.mark.parametrize(*table(Path(__file__).with_name("examples") / "decisions_that_are_not_whole.csv"))
def test_a_decision_that_is_not_whole_is_refused_with_its_line(tmp_path, column, text, told):
    file = written(tmp_path, decision(decision_id="d0"), decision(**{column: text}))
    with pytest.raises(InputFaults) as caught:
        read_decisions(file)
    assert all("mine.csv, row 3" in fault.sentence() for fault in caught.value.faults)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "no file of this name"),
        (b"", "mine.csv: found an empty file"),
        (b"name,says\nx,private\n", "mine.csv, row 1, column decision_id, row_id"),
        (",".join(COLUMNS).encode() + b"\nd1,r1,,sector\n", "mine.csv, row 2: found 4 cells; expected 10 cells"),
        (",".join(COLUMNS).encode() + b"\n\n\nd1,r1\n", "mine.csv, row 4"),
        (",".join(COLUMNS).encode() + b'\nd1,"r1\n', "mine.csv, row 2: found a quotation mark that is never closed"),
        (",".join(COLUMNS).encode() + b"\nd1,Caf\xe9\n", "mine.csv, row 2: found 2 cells"),
    ],
)
def test_a_file_that_is_no_decision_table_is_refused_with_its_line(tmp_path, content, told):
    if content is not None:
        (tmp_path / "mine.csv").write_bytes(content)
    with pytest.raises(InputFaults) as caught:
        read_decisions(tmp_path / "mine.csv")
    assert told in str(caught.value)


def test_a_decision_outranks_every_rule_and_is_signed(tmp_path):
    board = pd.DataFrame({"row_id": ["a"], "organisation": ["Example Widgets Limited"]})
    file = written(tmp_path, decision(row_id="", organisation_as_published="Example Widgets Ltd"))
    row = settled_rows(board, further_decisions=read_decisions(file)).iloc[0]
    assert row[["sector", "sector_rule", "sector_because"]].tolist() == ["voluntary", "d1", "told so"]
    assert "signed by Ada on 2026-01-02" in row["sector_source"]


def test_two_decisions_that_disagree_are_a_conflict(tmp_path):
    board = pd.DataFrame({"row_id": ["r1"], "person_name": ["Ada Example"]})
    file = written(tmp_path, decision(), decision(decision_id="d2", says="private"))
    assert settled_rows(board, further_decisions=read_decisions(file)).loc[0, "sector_status"] == "conflicting"
