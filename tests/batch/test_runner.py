from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lepdata.batch import Job, run
from lepdata.batch import runner as runner_module
from lepdata.model.faults import UsageError

SHOW = """from IPython.display import HTML, display
print(lep, {'a', 'b', 'c'}, object())
display(HTML('<p>' + lep + '</p>'))"""
FAIL = "raise ValueError('no board is called ' + lep + ' in ' + __import__('os').path.expanduser('~') + '/x')"


@pytest.fixture
def no_kernel(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a process was started")

    monkeypatch.setattr(runner_module, "ProcessPoolExecutor", refuse)


def test_two_runs_are_equal_byte_for_byte_and_a_failure_is_kept(notebook, tmp_path):
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
        results = run(jobs, workers=2, timeout=4, report=lambda result: seen.append(result.job.name))
        assert sorted(seen) == ["ada", "bad", "slow"]
        return results

    first, second = once("one"), once("two")
    assert [result.ok for result in first] == [True, False, False]
    assert first[1].error == "ValueError: no board is called Bob in ~/x"
    assert "more than 4 seconds" in first[2].error
    for name in ("ada", "bad", "slow"):
        assert (tmp_path / f"one/{name}.ipynb").read_bytes() == (tmp_path / f"two/{name}.ipynb").read_bytes()
    assert [result.error for result in second] == [result.error for result in first]
    assert "<p>Ada Example</p>" in (tmp_path / "one/ada.ipynb").read_text()
    kinds = [
        output["output_type"]
        for cell in json.loads((tmp_path / "one/bad.ipynb").read_text())["cells"]
        for output in cell.get("outputs", [])
    ]
    assert kinds == ["stream", "display_data", "error"]
    assert "begun" in (tmp_path / "one/slow.ipynb").read_text()
    assert {path.name for path in (tmp_path / "one").iterdir()} == {"ada.ipynb", "bad.ipynb", "slow.ipynb"}


@pytest.mark.parametrize(
    ("jobs", "says"),
    [
        ([("a", {"lpe": "x"}, "a")], "Did you mean 'lep'?"),
        ([("a", {}, "a"), ("a", {}, "b")], "Two notebooks of one run have the name 'a'."),
        ([("a", {}, "a"), ("b", {}, "a")], "Two notebooks of one run have the output"),
    ],
)
def test_wrong_jobs_are_refused_before_anything_starts(notebook, tmp_path, no_kernel, jobs, says):
    book = notebook("toy", "lep = ''", SHOW)
    with pytest.raises(UsageError) as caught:
        run([Job(name, book, given, tmp_path / "out" / out) for name, given, out in jobs])
    assert says in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_no_jobs_are_no_work(no_kernel):
    assert run([]) == []


def finished(path: Path, mark: str, error: str | None = None) -> None:
    stamp = {"fingerprint": mark, "error": error}
    path.write_text(json.dumps({"cells": [], "metadata": {"lepdata": stamp}, "nbformat": 4, "nbformat_minor": 5}))


def test_resuming_leaves_alone_what_is_finished(notebook, tmp_path, no_kernel):
    job = Job("ada", notebook("toy", "lep = ''", SHOW), {"lep": "Ada"}, tmp_path / "ada.ipynb")
    finished(job.output, runner_module.fingerprint(job, "7"))
    (result,) = run([job], data_version="7", resume=True)
    assert (result.ok, result.resumed) == (True, True)


@pytest.mark.parametrize("case", ["other data", "failed", "absent", "half a file", "not asked"])
def test_resuming_redoes_the_rest(notebook, tmp_path, monkeypatch, case):
    job = Job("ada", notebook("toy", "lep = ''", SHOW), {"lep": "Ada"}, tmp_path / "ada.ipynb")
    mark = runner_module.fingerprint(job, "7")
    finished(job.output, mark, "ValueError: no" if case == "failed" else None)
    if case == "absent":
        job.output.unlink()
    if case == "half a file":
        job.output.write_text(job.output.read_text()[:40])
    redone = []
    monkeypatch.setattr(runner_module, "_in_processes", lambda jobs, *_: iter_closing(redone, jobs))
    with pytest.raises(KeyError):  # nothing was really run, so no result is there
        run([job], data_version="8" if case == "other data" else "7", resume=case != "not asked")
    assert redone == ["ada"]


def iter_closing(redone: list[str], jobs):
    redone += [job.name for job in jobs]
    yield from ()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_ctrl_c_ends_the_workers_and_leaves_no_file(notebook, tmp_path):
    book = notebook(
        "slow",
        "lep = ''",
        "import os, pathlib, time",
        "pathlib.Path(lep).write_text(str(os.getpid()))",
        "time.sleep(60)",
    )
    flag, out = tmp_path / "begun", tmp_path / "out" / "slow.ipynb"
    script = tmp_path / "script.py"
    script.write_text(
        "from pathlib import Path\nfrom lepdata.batch import Job, run\nif __name__ == '__main__':\n"
        f"    run([Job('slow', Path({str(book)!r}), {{'lep': {str(flag)!r}}}, Path({str(out)!r}))])\n"
    )
    root = Path(runner_module.__file__).resolve().parents[2]
    process = subprocess.Popen(
        [sys.executable, str(script)], env={**__import__("os").environ, "PYTHONPATH": str(root)}, stderr=subprocess.PIPE
    )
    wait_until(lambda: flag.exists() and flag.read_text() != "")
    process.send_signal(2)
    process.communicate(timeout=20)
    kernel = int(flag.read_text())
    wait_until(lambda: not alive(kernel))
    assert process.returncode != 0
    assert not out.exists() and not list(tmp_path.glob("out/*"))


def alive(pid: int) -> bool:
    try:
        return (
            " Z " not in Path(f"/proc/{pid}/stat").read_text()
            if Path("/proc").exists()
            else bool(__import__("os").kill(pid, 0))
        )
    except OSError:
        return False


def wait_until(holds, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.1)
