from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from lepdata.batch.jobs import Job, Result, fingerprint
from lepdata.batch.progress import reporter
from lepdata.errors import UsageError


def job_of(notebook, **parameters) -> Job:
    return Job("ada-example", notebook("toy", "lep = ''"), parameters, Path("out.ipynb"))


def test_fingerprint_is_the_same_for_the_same(notebook):
    job = job_of(notebook, lep="Ada")
    assert fingerprint(job, "1") == fingerprint(replace(job, output=Path("elsewhere.ipynb")), "1")


@pytest.mark.parametrize("change", ["parameters", "notebook", "data", "name"])
def test_fingerprint_changes_with_what_matters(notebook, change):
    job, data = job_of(notebook, lep="Ada"), "1"
    before = fingerprint(job, data)
    if change == "notebook":
        job.notebook.write_text(job.notebook.read_text() + "\n")
    changed = {"parameters": replace(job, parameters={"lep": "Bob"}), "name": replace(job, name="bob")}.get(change, job)
    assert fingerprint(changed, "2" if change == "data" else data) != before


def test_nothing_is_said_where_there_is_no_terminal(notebook):
    stream = io.StringIO()
    reporter(1, stream)(Result(job_of(notebook), False, "ValueError: no"))
    assert stream.getvalue() == ""


def test_objects_for_schedulers(notebook):
    job, stream = job_of(notebook), io.StringIO()
    report = reporter(2, stream, "json", {"engine": "fork", "workers": 2})
    report(Result(job, True, seconds=1.23456))
    report(Result(job, False, "ValueError: nö"))
    start, first, second = map(json.loads, stream.getvalue().splitlines())
    assert start == {"event": "start", "total": 2, "engine": "fork", "workers": 2}
    assert first == {
        "event": "notebook",
        "name": "ada-example",
        "output": "out.ipynb",
        "ok": True,
        "error": None,
        "resumed": False,
        "seconds": 1.235,
        "done": 1,
        "total": 2,
    }
    assert (second["ok"], second["error"], second["done"]) == (False, "ValueError: nö", 2)


def test_an_unknown_style_is_refused():
    with pytest.raises(UsageError, match="Did you mean 'json'"):
        reporter(1, style="jsn")


def test_plain_lines(notebook):
    job, stream = job_of(notebook), io.StringIO()
    report = reporter(2, stream, "lines")
    report(Result(job, True))
    report(Result(job, False, "ValueError: no"))
    assert stream.getvalue() == "1 of 2  ada-example\n2 of 2  ada-example FAILED: ValueError: no\n"


def test_a_bar_on_a_terminal(notebook):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    reporter(1, stream)(Result(job_of(notebook), False, "ValueError: no"))
    assert "ada-example FAILED: ValueError: no" in stream.getvalue()
    assert "1 of 1" in stream.getvalue()
    assert "left" in stream.getvalue() and "/s" in stream.getvalue()
