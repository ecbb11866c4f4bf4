"""The targets, on the open labels that ship with the data; decisions off."""

from __future__ import annotations

import pandas as pd
import pytest

from lepdata.read.board import read_raw_boards
from lepdata.registers.frozen import read_raw
from lepdata.sectors.classifying import classify


def labelled(residual: bool) -> pd.DataFrame:
    answers = classify(read_raw_boards(), decisions=False, residual=residual)
    return read_raw("labels/sector_labels.csv").merge(answers, on="row_id", validate="one_to_one")


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return labelled(residual=True)


def shares(rows: pd.DataFrame, *kinds: str) -> tuple[float, float]:
    """Of the labelled rows of some kinds, the share settled, and of these the share right."""
    own = rows[rows["kind"].isin(kinds)]
    settled = own[own["sector"] != "unknown"]
    return len(settled) / len(own), (settled["sector"] == settled["sector_label"]).mean()


@pytest.mark.parametrize(
    ("kinds", "right", "settled"),
    [(["own-text"], 0.99, 0.98), (["other-sighting"], 0.99, 0.7), (["own-text", "other-sighting"], 0.99, 0.94)],
)
def test_targets(rows, kinds, right, settled):
    found_settled, found_right = shares(rows, *kinds)
    assert found_right >= right and found_settled >= settled


def test_voluntary_members_are_found(rows):
    own = rows[rows["kind"] == "own-text"]
    labelled, answered = own["sector_label"] == "voluntary", own["sector"] == "voluntary"
    assert (labelled & answered).sum() * 25 >= 21 * labelled.sum()
    assert (answered & ~labelled).sum() * 30 <= 2 * answered.sum()


def test_without_the_residual_rule_most_still_settles():
    assert shares(labelled(residual=False), "own-text", "other-sighting")[0] >= 0.9
