"""What a run does with a plan: refuse, resume, try again, report; and how much of the machine it takes."""

import json
import os
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path

import pytest

from lepdata.batch import runs
from lepdata.batch.parameters import Job
from lepdata.batch.runs import Result, cluster, run
from lepdata.errors import UsageError

from .conftest import forks, outputs, shown

SHOW = """from IPython.display import HTML, display
print(lep, {'a', 'b', 'c'}, object())
display(HTML('<p>' + lep + '</p>'))"""
FAIL = "raise ValueError('no board is called ' + lep + ' in ' + __import__('os').path.expanduser('~') + '/x')"
ENGINES = ["standard", pytest.param("fork", marks=forks)]


@pytest.mark.parametrize("engine", ENGINES)
def test_two_runs_are_equal_byte_for_byte_and_a_failure_is_kept(write, tmp_path, engine):
    books = {
        "ada": write("good", "lep = 'nobody'", SHOW),
        "bad": write("{bad} é", "lep = 'nobody'", SHOW, FAIL, "print('never')"),
        "slow": write("slow", "lep = 'nobody'", "import time", "print('begun')\ntime.sleep(60)"),
    }
    for folder in (tmp_path / "one", tmp_path / "two"):
        jobs = [Job(name, book, {"lep": "Bob"}, folder / f"{name}.ipynb") for name, book in books.items()]
        seen: list[Result] = []
        results = run(jobs, 2, timeout=2.5, report=seen.append, engine=engine)
        assert sorted(seen, key=str) == sorted(results, key=str)
        printed = f"ValueError: no board is called Bob in {Path.home()}/x (in the cell “{FAIL[:60]}”)"
        assert [result.error for result in results][:2] == [None, printed]
        assert "more than 2.5 seconds" in results[2].error
        assert {path.name for path in folder.iterdir()} == {"ada.ipynb", "bad.ipynb", "slow.ipynb"}
    for name in books:
        assert (tmp_path / f"one/{name}.ipynb").read_bytes() == (tmp_path / f"two/{name}.ipynb").read_bytes()
    kinds = [output["output_type"] for cell in outputs(tmp_path / "one/bad.ipynb") for output in cell]
    assert kinds == ["stream", "display_data", "error"]
    assert "begun" in (tmp_path / "one/slow.ipynb").read_text()


class Remembering(Executor):
    """Does nothing, and remembers what it was asked for."""

    def __init__(self):
        self.asked: list[str] = []

    def submit(self, function, book, stamp, *_):
        self.asked.append(stamp["name"])
        future: Future = Future()
        future.set_result((b"made", None, 0.1))
        return future


@pytest.mark.parametrize(
    ("jobs", "says"),
    [
        ([("a", {"lpe": "x"}, "a")], "Did you mean 'lep'?"),
        ([("a", {}, "a"), ("a", {}, "b")], "Two notebooks of one run have the name 'a'."),
        ([("a", {}, "a"), ("b", {}, "a")], "Two notebooks of one run have the output"),
        ([("a", {"lpe": "x"}, "a"), ("b", {"pel": 1}, "b")], "no parameter 'pel'"),
    ],
)
def test_wrong_jobs_are_refused_before_anything_starts(write, tmp_path, jobs, says):
    book, executor = write("toy", "lep = ''", SHOW), Remembering()
    with pytest.raises(UsageError) as caught:
        run([Job(name, book, given, tmp_path / "out" / out) for name, given, out in jobs], executor=executor)
    assert says in str(caught.value) and not executor.asked
    assert not (tmp_path / "out").exists()


def test_a_notebook_that_is_none_is_named_once_and_no_jobs_are_no_work(tmp_path):
    (book := tmp_path / "half.ipynb").write_text('{"cells": [')
    with pytest.raises(UsageError) as caught:
        run([Job(name, book, {}, tmp_path / name) for name in ("a", "b")])
    assert str(caught.value) == "half.ipynb is not a notebook of format 4 (JSON with a list of cells)."
    assert run([]) == []


def finished(path: Path, mark: str, error: str | None = None) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"metadata": {"lepdata": {"fingerprint": mark, "error": error}}}))


RESUMED = {"same": 0, "other data": 1, "other parameters": 1, "other notebook": 1, "failed": 1, "absent": 1}


@pytest.mark.parametrize("case", RESUMED)
def test_resuming_redoes_what_is_not_the_same(write, tmp_path, case):
    job = Job("ada", write("toy", "lep = ''", SHOW), {"lep": "Ada"}, tmp_path / "ada.ipynb")
    (first,) = run([job], data_version="7", executor=Remembering())
    finished(job.output, first.fingerprint, "ValueError: no" if case == "failed" else None)
    if case == "absent":
        job.output.unlink()
    if case == "other notebook":
        job.notebook.write_text(job.notebook.read_text() + "\n")
    if case == "other parameters":
        job = replace(job, parameters={"lep": "Bob"})
    executor, version = Remembering(), "8" if case == "other data" else "7"
    (result,) = run([job], data_version=version, resume=True, executor=executor)
    assert (len(executor.asked), result.ok, result.resumed) == (RESUMED[case], True, not RESUMED[case])
    assert (result.fingerprint == first.fingerprint) == (case in ("same", "failed", "absent"))


def test_a_full_disk_fails_what_cannot_be_written_and_leaves_the_rest(write, tmp_path, monkeypatch):
    whole = runs.write_together

    def full(pages):
        if (path := next(iter(pages))).name == "bob.ipynb":
            raise OSError(28, "No space left on device", str(path))
        whole(pages)

    monkeypatch.setattr(runs, "write_together", full)
    book = write("toy", "lep = ''")
    jobs = [Job(name, book, {}, tmp_path / "out" / f"{name}.ipynb") for name in ("ada", "bob")]
    finished(jobs[1].output, "old")
    old = jobs[1].output.read_bytes()
    first, second = run(jobs, executor=Remembering())
    assert (first.ok, second.error) == (True, "OSError: its page could not be written: No space left on device")
    assert jobs[1].output.read_bytes() == old
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"ada.ipynb", "bob.ipynb"}


@forks
def test_the_notebook_runs_in_a_folder_of_its_own_unless_told(write, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "mine.csv").touch()
    book = write("toy", "", "import os\nprint(sorted(os.listdir()))")
    own = Job("own", book, {}, tmp_path / "own.ipynb")
    told = Job("told", book, {}, tmp_path / "told.ipynb", tmp_path / "data")
    run([own, told], 1, engine="fork")
    assert [shown(outputs(job.output)[0][0]) for job in (own, told)] == ["[]\n", "['mine.csv']\n"]


def test_a_cluster_runs_notebooks_and_refuses_workers_with_other_data(write, tmp_path):
    distributed = pytest.importorskip("distributed")
    book = write("toy", "lep = ''", "print(lep)")
    jobs = [Job(name, book, {"lep": name}, tmp_path / f"{name}.ipynb") for name in ("ada", "bob", "cyd")]
    quiet = {"dashboard_address": None, "host": "127.0.0.1", "threads_per_worker": 1}
    with distributed.LocalCluster(n_workers=2, **quiet) as local:
        with cluster(local.scheduler_address, os.cpu_count) as executor:
            assert [result.error for result in run(jobs, executor=executor)] == [None] * 3
        with pytest.raises(UsageError, match="another version"), cluster(local.scheduler_address, os.getpid):
            pass
    assert [shown(outputs(job.output)[0][0]) for job in jobs] == ["ada\n", "bob\n", "cyd\n"]


def test_at_a_wrong_address_there_is_no_cluster(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(runs, "WAIT", 1)
    with (
        pytest.raises(UsageError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9"),
        cluster("tcp://127.0.0.1:9", os.getpid),
    ):
        pass
