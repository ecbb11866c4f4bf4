"""The rule files of the forms: complete, consistent, and refused where they are not."""

import csv
import re

import pytest

from lepdata.errors import UsageError
from lepdata.files import RULES
from lepdata.forms.questions import form, forms, scale

KINDS = {"choice", "text", "date", "number"}


@pytest.mark.parametrize("name", forms())
def test_a_form_is_whole(name):
    own = form(name)
    ids = [one.question_id for one in own.questions]
    assert own.version and own.title and own.about and own.source and own.questions
    assert len(set(ids)) == len(ids)
    assert len({(one.section, one.text) for one in own.questions}) == len(ids)
    assert set(own.key) <= {line.name for line in own.fields}
    assert {one.kind for one in own.questions} <= KINDS
    assert {line.kind for line in own.fields} <= {"lep", "council", "text", "date"}
    dates = {line.name for line in own.fields if line.kind == "date"}
    dates |= {one.question_id for one in own.questions if one.kind == "date"}
    assert {one.not_before for one in (*own.fields, *own.questions)} <= {"", *dates}
    assert all(bool(one.choices) == (one.kind == "choice") for one in own.questions)
    assert all(one.text == " ".join(one.text.split()) and one.section and one.source for one in own.questions)


def test_every_scale_says_whose_it_is():
    with (RULES / "forms" / "scales.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for name in {row["scale"] for row in rows}:
        own = [row for row in rows if row["scale"] == name]
        assert len({row["version"] for row in own}) == 1
        assert all(row["ours"] in ("yes", "no") and row["meaning"] and row["source"] for row in own)
        assert len({row["value"] for row in own}) == len({row["label"].casefold() for row in own}) == len(own)
        assert [choice.value for choice in scale(name)] == [
            row["value"] for row in sorted(own, key=lambda row: int(row["order"]))
        ]


def test_the_stocktake_asks_what_the_report_asks():
    """Eight to take stock, fourteen under the steps (the sixth step has none in the text), four of ours on scrutiny."""
    ids = [one.question_id for one in form("stocktake").questions]
    assert sum(name.startswith("stock-") for name in ids) == 8
    per_step = {step: sum(name.startswith(f"step-{step}") for name in ids) for step in range(1, 7)}
    assert per_step == {1: 4, 2: 3, 3: 3, 4: 2, 5: 2, 6: 0}
    assert sum(name.startswith("scrutiny-") for name in ids) == 4
    assert len(ids) == 26


def test_every_source_of_the_stocktake_names_its_section():
    assert all(re.search(r"section [457]", one.source) for one in form("stocktake").questions)


def test_an_unknown_form_has_near_matches():
    with pytest.raises(UsageError, match="stocktake"):
        form("stocktakes")
