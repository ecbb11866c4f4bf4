import json
import os
import sys
import tempfile
from pathlib import Path

import pytest

from lepdata.batch.runs import repeatable, tidier


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
        (f"{Path.home()}{os.sep}my.py:3: UserWarning", f"~{os.sep}my.py:3: UserWarning"),
        (f"{Path.home()}{os.sep}my.csv", f"{Path.home()}{os.sep}my.csv"),
        (f"File {sys.prefix}/lib/x.py:3", "File <python>/lib/x.py:3"),
        (f"{tempfile.gettempdir()}/ipykernel_123/456.py:1: UserWarning", "<cell>:1: UserWarning"),
        ("<object at 0x7f12ab34cd56>", "<object at 0x…>"),
        ("the code 0x7f12ab34cd56 stays", "the code 0x7f12ab34cd56 stays"),
        ("https://example.org/home/page", "https://example.org/home/page"),
        ("10 / 14 members", "10 / 14 members"),
    ],
)
def test_what_differs_between_machines_is_replaced(found, shown):
    assert outputs_of(stream(found, "stderr"))[0]["text"] == shown
    assert tidier()(found) == shown


def test_a_path_that_somebody_prints_is_theirs():
    printed = f"{tempfile.gettempdir()}/mine/result.py and {Path.home()}/x"
    assert outputs_of(stream(printed))[0]["text"] == printed


def test_a_long_text_without_a_blank_takes_no_longer_than_its_length_asks():
    assert tidier()("x" * 200_000 + " ipykernel_1/2.py") == "x" * 200_000 + " <cell>"  # minutes, were it quadratic


def test_a_look_that_every_table_brings_is_written_once():
    look = '<style class="lep-parts">td{color:red}</style>'
    shown = [{"output_type": "display_data", "data": {"text/html": [look, f"<p>{n}</p>"]}} for n in (1, 2)]
    outputs = json.loads(repeatable(executed(*shown), {}))["cells"][0]["outputs"]
    assert [one["data"]["text/html"] for one in outputs] == [f"{look}<p>1</p>", "<p>2</p>"]
