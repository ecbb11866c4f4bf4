"""What a full register adds, what it must leave alone, and that nothing changes without one."""

from pathlib import Path

import pandas as pd
import pytest
from cases import table

from lepdata.read.board import read_raw_boards
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence, settled_rows

EXAMPLES = Path(__file__).with_name("examples")


@pytest.mark.parametrize(*table(EXAMPLES / "an_exact_name.csv"))
def test_an_exact_name(downloads, organisation, sector, kind, rule):
    board = pd.DataFrame({"organisation": [organisation], "body": ["main board"]})
    row = settled_rows(board, decisions=False, registers=downloads).iloc[0]
    assert (row["sector"], row["sector_kind"], row["sector_rule"]) == (sector, kind, rule)


def test_both_registers_stay_as_evidence_with_file_and_hash(downloads):
    rows = describe(pd.DataFrame({"row_id": ["a"], "organisation": ["Lantern Works"]}))
    found = find_evidence(rows, registers=downloads)
    found = found[found["rule"].str.endswith("-register")].set_index("rule")
    assert found["says"].to_dict() == {"charity-register": "voluntary", "company-register": "private"}
    assert found.loc["charity-register", "strength"] > found.loc["company-register", "strength"]
    assert found["kind"].eq("register").all() and found["source"].str.contains(r", SHA-256 [0-9a-f]{64}$").all()
    assert found.loc["charity-register", "matched"] == "LANTERN WORKS (charity 900002)"
    assert found.loc["charity-register", "seen"] == "name of a registered charity, number 900002"


def test_without_registers_nothing_is_different(downloads):
    rows = describe(read_raw_boards().head(200))
    whole = find_evidence(rows, registers=downloads)
    pd.testing.assert_frame_equal(whole[~whole["rule"].str.match("(charity|company)-register")], find_evidence(rows))
