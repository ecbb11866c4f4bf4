"""The names that scripts rely on."""

from __future__ import annotations

import json

import jsonschema
import pytest

from lepdata.judging.judge import VERDICT_COLUMNS, as_frame, as_json, check_schema, judge


@pytest.mark.parametrize(
    ("seats", "more"),
    [
        ("ppppppppcccc", {}),
        ("ppc", {"completeness": "not stated"}),
        ("ppcuP", {"as_at": ""}),
        ("", {}),
        ("pv", {"body": "UKSPF group", "as_at": "2023"}),
        ("pv", {"body": "Business Board", "as_at": "2025", "board_size": 12, "completeness": "partial"}),
    ],
)
def test_json_keeps_its_schema(board, seats, more):
    found = as_json(judge(board(seats, **more)))
    jsonschema.Draft202012Validator(check_schema()).validate(found)
    assert json.loads(json.dumps(found)) == found


def test_the_schema_is_itself_one():
    jsonschema.Draft202012Validator.check_schema(check_schema())


@pytest.mark.parametrize(
    ("key", "value"),
    [("outcome", "passed"), ("for", -1), ("lowest_share", "0.67"), ("threshold", 0.67), ("due", "2020"), ("extra", 1)],
)
def test_the_schema_catches_a_broken_verdict(board, key, value):
    found = as_json(judge(board("ppc")))
    found["verdicts"][0][key] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, check_schema())


def test_json_of_the_contracts_example(board):
    found = as_json(judge(board("ppppppppcccc", as_at="2020-01-01")))
    assert found["board"] == {
        "lep": "Exampleshire",
        "body": "main board",
        "as_at": "2020-01-01",
        "members": 12,
        "completeness": "full",
    }
    assert found["framework"] == {"id": "nlgaf-2019", "version": "1", "ruling_definition": "business"}
    assert found["verdicts"][0] == {
        "criterion": "private-two-thirds",
        "definition": "business",
        "denominator": "all",
        "outcome": "met",
        "as_listed": "met",
        "overturned_by": None,
        "for": 8,
        "against": 4,
        "unknown": 0,
        "might": 0,
        "unseen": 0,
        "lowest_share": "2/3",
        "highest_share": "2/3",
        "threshold": "2/3",
        "strength": "requirement",
        "timing": "not yet due",
        "due": "2020-03-31",
        "reason": "8 of 12 members are private: exactly two-thirds",
        "remedy": None,
        "basis": "list",
    }
    assert found["caveats"] == []


def test_frame_has_the_names_of_the_json_and_text_without_gaps(board):
    judged = judge(board("ppc", completeness="not stated"))
    frame = as_frame(judged)
    assert list(frame.columns) == list(VERDICT_COLUMNS) == list(as_json(judged)["verdicts"][0])
    texts = frame.drop(columns=["overturned_by", "for", "against", "unknown", "might", "unseen"])
    assert texts.map(lambda cell: isinstance(cell, str)).all(axis=None)
    assert frame["unseen"].isna().all()
    assert frame.loc[0, "overturned_by"] == 1
