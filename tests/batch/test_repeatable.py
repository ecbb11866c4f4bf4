from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

import pytest

from lepdata.batch.engine import repeatable, tidier


def executed(*outputs: dict, **metadata) -> dict:
    cell = {
        "cell_type": "code",
        "id": "random",
        "source": "1",
        "execution_count": 1,
        "metadata": {"papermill": {"duration": 0.1}, "execution": {"iopub.execute_input": "2026"}, "tags": []},
        "outputs": list(outputs),
    }
    return {"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def stream(text: str, name: str = "stdout") -> dict:
    return {"output_type": "stream", "name": name, "text": text}


def outputs_of(*outputs: dict) -> list[dict]:
    return json.loads(repeatable(executed(*outputs), {}))["cells"][0]["outputs"]


def test_bookkeeping_goes_and_the_stamp_comes():
    given = executed(papermill={"input_path": "x"}, title="kept")
    before = json.dumps(given)
    made = json.loads(repeatable(given, {"name": "ada"}))
    assert json.dumps(given) == before
    assert made["metadata"]["lepdata"] == {"name": "ada"}
    assert made["metadata"]["title"] == "kept"
    assert "papermill" not in made["metadata"]
    assert made["cells"][0]["metadata"] == {}
    assert made["cells"][0]["id"] == "cell-1"
    assert made["cells"][0]["execution_count"] == 1


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (f"{Path.home()}{os.sep}secret.csv", f"~{os.sep}secret.csv"),
        (f"File {sys.prefix}/lib/x.py:3", "File <python>/lib/x.py:3"),
        (f"{tempfile.gettempdir()}/ipykernel_123/456.py:1: UserWarning", "<cell>:1: UserWarning"),
        ("<object at 0x7f12ab34cd56>", "<object at 0x…>"),
        ("the code 0x7f12ab34cd56 stays", "the code 0x7f12ab34cd56 stays"),
        ("https://example.org/home/page", "https://example.org/home/page"),
        ("10 / 14 members", "10 / 14 members"),
    ],
)
def test_what_differs_between_machines_is_replaced(found, shown):
    assert outputs_of(stream(found))[0]["text"] == shown
    assert tidier()(found) == shown


def html(text: str) -> dict:
    return {"output_type": "display_data", "metadata": {}, "data": {"text/html": text}}


def test_random_identifiers_are_numbered_and_stay_distinct():
    one, two = "altair-viz-" + "a" * 32, "altair-viz-" + "b" * 32
    (found,) = outputs_of(html(f"<i id='{one}'>{one} {two}</i>"))
    assert found["data"]["text/html"] == "<i id='altair-viz-00001'>altair-viz-00001 altair-viz-00002</i>"
    styled = '<style>#T_{0}_row0 {{}}</style><table id="T_{0}"><td id="T_{0}_row0">'
    assert outputs_of(html(styled.format("a1b2c"))) == outputs_of(html(styled.format("0ff1c")))


def test_the_order_of_columns_stays():
    spec = {"values": [{"b": 1, "a": 2}]}
    data = {"application/vnd.vegalite.v5+json": spec}
    (found,) = outputs_of({"output_type": "display_data", "metadata": {}, "data": data})
    assert list(found["data"]["application/vnd.vegalite.v5+json"]["values"][0]) == ["b", "a"]


def test_a_long_text_without_a_blank_takes_no_longer_than_its_length_asks():
    assert tidier()("x" * 200_000 + " ipykernel_1/2.py") == "x" * 200_000 + " <cell>"  # minutes, were it quadratic
