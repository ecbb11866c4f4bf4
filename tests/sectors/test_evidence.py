"""What is found once for a text or a decision reaches every row it is about."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence
from lepdata.sectors.decisions import COLUMNS
from lepdata.sectors.evidence import EVIDENCE_COLUMNS, REASON_COLUMNS, Evidence


def evidence(texts: list[int]) -> Evidence:
    """One reason for each of the texts numbered."""
    reasons = pd.DataFrame({name: [f"{name} {n}" for n in range(len(texts))] for name in REASON_COLUMNS})
    return Evidence(reasons, np.array(texts, dtype="int64"), np.arange(len(texts)))


@pytest.mark.parametrize(
    ("texts", "numbers", "pairs"),
    [
        ([0, 1], [1, 0, 1], [(0, 1), (1, 0), (2, 1)]),
        ([0, 0], [0, 0], [(0, 0), (0, 1), (1, 0), (1, 1)]),
        ([2, 0], [0, 1, 2], [(0, 1), (2, 0)]),  # not in the order of the texts; one text without a reason
        ([1, 0, 1], [1], [(0, 0), (0, 2)]),
        ([], [0, 1], []),
        ([], [], []),
    ],
)
def test_evidence_about_texts_is_told_of_every_seat_in_its_order(texts, numbers, pairs):
    told = evidence(texts).spread(np.array(numbers, dtype="int64"))
    assert list(zip(told.seat.tolist(), told.reason.tolist(), strict=True)) == pairs


def test_a_decision_speaks_about_both_rows_of_an_id_that_stands_twice():
    decision = dict.fromkeys(COLUMNS, "") | {"decision_id": "d1", "row_id": "a", "about": "sector", "says": "voluntary"}
    rows = describe(pd.DataFrame({"row_id": ["a", "b", "a"], "organisation": ["Example"] * 3}))
    found = find_evidence(rows, further_decisions=pd.DataFrame([decision]))
    assert found.columns.tolist() == list(EVIDENCE_COLUMNS)
    assert found.loc[found["rule"] == "d1", "seat_id"].tolist() == ["a", "a"]
