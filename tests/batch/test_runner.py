from __future__ import annotations

import json
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from lepdata import files as runner_module
from lepdata.batch.gather import gather
from lepdata.batch.jobs import Gone, Job, Outcome, Settings, Work, fingerprint
from lepdata.batch.runner import run
from lepdata.errors import UsageError

from .conftest import forks, outputs, shown

SHOW = """from IPython.display import HTML, display
print(lep, {'a', 'b', 'c'}, object())
display(HTML('<p>' + lep + '</p>'))"""
FAIL = "raise ValueError('no board is called ' + lep + ' in ' + __import__('os').path.expanduser('~') + '/x')"
ENGINES = ["standard", pytest.param("fork", marks=forks)]


class Refusing(Executor):
    def submit(self, *_, **__):
        raise AssertionError("something was started")


@pytest.mark.parametrize("engine", ENGINES)
def test_two_runs_are_equal_byte_for_byte_and_a_failure_is_kept(notebook, tmp_path, engine):
    good = notebook("good", "lep = 'nobody'", SHOW)
    bad = notebook("{bad} é", "lep = 'nobody'", SHOW, FAIL, "print('never')")
    slow = notebook("slow", "lep = 'nobody'", "import time", "print('begun')\ntime.sleep(60)")

    def once(folder: str) -> list:
        jobs = [
            Job("ada", good, {"lep": "Ada Example"}, tmp_path / folder / "ada.ipynb"),
            Job("bad", bad, {"lep": "Bob"}, tmp_path / folder / "bad.ipynb"),
            Job("slow", slow, {}, tmp_path / folder / "slow.ipynb"),
        ]
        seen = []
        results = run(jobs, 2, timeout=2, report=lambda result: seen.append(result.job.name), engine=engine)
        assert sorted(seen) == ["ada", "bad", "slow"]
        return results

    first, second = once("one"), once("two")
    assert [result.ok for result in first] == [True, False, False]
    assert first[1].error == "ValueError: no board is called Bob in ~/x"
    assert "more than 2 seconds" in first[2].error
    for name in ("ada", "bad", "slow"):
        assert (tmp_path / f"one/{name}.ipynb").read_bytes() == (tmp_path / f"two/{name}.ipynb").read_bytes()
    assert [result.error for result in second] == [result.error for result in first]
    assert "<p>Ada Example</p>" in (tmp_path / "one/ada.ipynb").read_text()
    kinds = [output["output_type"] for cell in outputs(tmp_path / "one/bad.ipynb") for output in cell]
    assert kinds == ["stream", "display_data", "error"]
    assert "begun" in (tmp_path / "one/slow.ipynb").read_text()
    assert {path.name for path in (tmp_path / "one").iterdir()} == {"ada.ipynb", "bad.ipynb", "slow.ipynb"}


@pytest.mark.parametrize(
    ("jobs", "says"),
    [
        ([("a", {"lpe": "x"}, "a")], "Did you mean 'lep'?"),
        ([("a", {}, "a"), ("a", {}, "b")], "Two notebooks of one run have the name 'a'."),
        ([("a", {}, "a"), ("b", {}, "a")], "Two notebooks of one run have the output"),
        ([("a", {"lpe": "x"}, "a"), ("b", {"pel": 1}, "b")], "no parameter 'pel'"),
    ],
)
def test_wrong_jobs_are_refused_before_anything_starts(notebook, tmp_path, jobs, says):
    book = notebook("toy", "lep = ''", SHOW)
    with pytest.raises(UsageError) as caught:
        plan = [Job(name, book, given, tmp_path / "out" / out) for name, given, out in jobs]
        run(plan, executor=Refusing())
    assert says in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_a_notebook_that_is_none_is_named_once(tmp_path):
    book = tmp_path / "half.ipynb"
    book.write_text('{"cells": [')
    with pytest.raises(UsageError) as caught:
        run([Job(name, book, {}, tmp_path / name) for name in ("a", "b")], executor=Refusing())
    assert str(caught.value) == "half.ipynb is not a notebook of format 4 (JSON with a list of cells)."


def test_no_jobs_are_no_work():
    assert run([], executor=Refusing()) == []


def finished(path: Path, mark: str, error: str | None = None) -> None:
    stamp = {"fingerprint": mark, "error": error}
    path.write_text(json.dumps({"cells": [], "metadata": {"lepdata": stamp}, "nbformat": 4, "nbformat_minor": 5}))


def test_resuming_leaves_alone_what_is_finished(notebook, tmp_path):
    job = Job("ada", notebook("toy", "lep = ''", SHOW), {"lep": "Ada"}, tmp_path / "ada.ipynb")
    finished(job.output, fingerprint(job, "7"))
    (result,) = run([job], data_version="7", resume=True, executor=Refusing())
    assert (result.ok, result.resumed) == (True, True)


class Remembering(Executor):
    """Does nothing, and remembers what it was asked to."""

    def __init__(self, *outcomes: object):
        self.asked: list[str] = []
        self.outcomes = list(outcomes)

    def submit(self, function, work, settings):
        self.asked.append(work.name)
        future: Future = Future()
        found = self.outcomes.pop(0) if self.outcomes else Outcome(b"made", None, False, 0.1)
        future.set_exception(found) if isinstance(found, Exception) else future.set_result(found)
        return future


@pytest.mark.parametrize("case", ["other data", "other parameters", "failed", "absent", "half a file", "not asked"])
def test_resuming_redoes_the_rest(notebook, tmp_path, case):
    job = Job("ada", notebook("toy", "lep = ''", SHOW), {"lep": "Ada"}, tmp_path / "ada.ipynb")
    mark = fingerprint(job, "7")
    finished(job.output, mark, "ValueError: no" if case == "failed" else None)
    if case == "absent":
        job.output.unlink()
    if case == "half a file":
        job.output.write_text(job.output.read_text()[:40])
    if case == "other parameters":
        job = Job(job.name, job.notebook, {"lep": "Bob"}, job.output)
    executor = Remembering()
    version = "8" if case == "other data" else "7"
    (result,) = run([job], data_version=version, resume=case != "not asked", executor=executor)
    assert executor.asked == ["ada"]
    assert (result.ok, result.resumed, job.output.read_bytes()) == (True, False, b"made")


FAULT_OF_THE_MACHINE = Outcome(b"not run", "it did not start", True, 0)
FAULT_OF_THE_NOTEBOOK = Outcome(b"failed", "ValueError: no", False, 0)


@pytest.mark.parametrize(
    ("outcomes", "tries", "error"),
    [
        ([FAULT_OF_THE_NOTEBOOK], 1, "ValueError: no"),
        ([FAULT_OF_THE_MACHINE], 2, None),
        ([Gone("it died")], 2, None),
        ([Gone("it died"), FAULT_OF_THE_NOTEBOOK], 2, "ValueError: no"),
        ([FAULT_OF_THE_MACHINE, FAULT_OF_THE_MACHINE], 2, "it did not start"),
        ([Gone("it died"), Gone("it died")], 2, "Gone: it died"),
    ],
)
def test_only_what_the_machine_spoilt_is_tried_again_and_once(notebook, tmp_path, outcomes, tries, error):
    executor = Remembering(*outcomes)
    (result,) = run([Job("ada", notebook("toy", ""), {}, tmp_path / "out" / "ada.ipynb")], executor=executor)
    assert len(executor.asked) == tries
    assert result.error == error


def test_a_plan_is_handed_over_a_part_at_a_time(monkeypatch):
    monkeypatch.setattr("lepdata.batch.gather.AHEAD", 3)
    executor = Remembering()
    works = ((number, Work(str(number), b"", {}, "", "")) for number in range(10))
    done = gather(executor, works, Settings())
    assert next(done)[0] == 0
    assert len(executor.asked) == 4
    assert sorted(key for key, _ in done) == list(range(1, 10))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", ["threads", "processes"])
def test_any_executor_will_do(notebook, tmp_path, engine, kind):
    book = notebook("toy", "lep = ''", "print(lep)")
    jobs = [Job(name, book, {"lep": name}, tmp_path / "out" / f"{name}.ipynb") for name in ("ada", "bob", "cyd")]
    there = ThreadPoolExecutor(2) if kind == "threads" else ProcessPoolExecutor(1, get_context("spawn"))
    with there as executor:
        results = run(jobs, engine=engine, executor=executor)
        assert executor.submit(str, 1).result() == "1"  # it is left as it was
    assert [result.error for result in results] == [None] * 3
    assert [shown(outputs(job.output)[2][0]) for job in jobs] == ["ada\n", "bob\n", "cyd\n"]


def test_a_full_disk_fails_what_cannot_be_written_and_leaves_the_rest(notebook, tmp_path, monkeypatch):
    write = runner_module.write_atomically

    def full(path, data):
        if path.name == "bob.ipynb":
            raise OSError(28, "No space left on device", str(path))
        write(path, data)

    monkeypatch.setattr(runner_module, "write_atomically", full)
    book = notebook("toy", "lep = ''")
    jobs = [Job(name, book, {}, tmp_path / "out" / f"{name}.ipynb") for name in ("ada", "bob")]
    jobs[1].output.parent.mkdir()
    finished(jobs[1].output, "old")
    old = jobs[1].output.read_bytes()
    first, second = run(jobs, executor=Remembering())
    assert (first.ok, second.error) == (True, "OSError: its page could not be written: No space left on device")
    assert jobs[1].output.read_bytes() == old
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"ada.ipynb", "bob.ipynb"}


def test_the_notebook_runs_in_a_folder_of_its_own_unless_told(notebook, tmp_path):
    look = "import os\nprint(sorted(os.listdir()))"
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "mine.csv").touch()
    book = notebook("toy", "", look)
    own = Job("own", book, {}, tmp_path / "out" / "own.ipynb")
    told = Job("told", book, {}, tmp_path / "out" / "told.ipynb", tmp_path / "data")
    run([own, told], 1)
    assert [shown(outputs(job.output)[1][0]) for job in (own, told)] == ["[]\n", "['mine.csv']\n"]
