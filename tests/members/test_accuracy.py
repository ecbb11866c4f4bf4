"""The targets, on the open labels that ship with the data; decisions off."""

from __future__ import annotations

import pandas as pd
import pytest

from lepdata.files import RAW
from lepdata.registers.frozen import read_raw
from lepdata.sectors.accuracy import confusion, mistakes, score
from lepdata.sectors.classifying import classify


@pytest.fixture(scope="module")
def labels():
    return read_raw("labels/sector_labels.csv")


@pytest.fixture(scope="module")
def members():
    files = sorted((RAW / "boards").glob("*.csv"))
    return classify(pd.concat([read_raw(f"boards/{file.name}") for file in files], ignore_index=True), decisions=False)


@pytest.mark.parametrize(
    ("kind", "right", "settled"), [("own-text", 98, 97), ("other-sighting", 93, 75), ("both", 97, 92)]
)
def test_targets(labels, members, kind, right, settled):
    row = score(labels, members).set_index("kind").loc[kind]
    assert row["right"] * 100 >= right * row["settled"]
    assert row["settled"] * 100 >= settled * row["n"]


def test_voluntary_members_are_found(labels, members):
    table = confusion(labels, members, "own-text")
    found = table.loc["voluntary", "voluntary"]
    assert found * 25 >= 21 * table.loc["voluntary"].sum()
    assert (table["voluntary"].sum() - found) * 30 <= 2 * table["voluntary"].sum()


def test_without_the_residual_rule_most_still_settles(labels):
    files = sorted((RAW / "boards").glob("*.csv"))
    boards = pd.concat([read_raw(f"boards/{file.name}") for file in files], ignore_index=True)
    row = score(labels, classify(boards, decisions=False, residual=False)).set_index("kind").loc["both"]
    assert row["settled"] * 100 >= 90 * row["n"]


def test_scores_are_exact():
    labels = pd.DataFrame({"row_id": ["a", "b", "c"], "sector_label": ["private"] * 3, "kind": ["own-text"] * 3})
    members = pd.DataFrame({"row_id": ["a", "b", "c"], "sector": ["private", "council", "unknown"]})
    row = score(labels, members).iloc[0]
    assert row[["n", "settled", "right", "settled_share", "right_share", "right_percent"]].tolist() == [
        3,
        2,
        1,
        "2/3",
        "1/2",
        "50.0",
    ]
    assert mistakes(labels, members)["row_id"].tolist() == ["b"]
