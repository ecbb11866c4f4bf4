"""Whatever ends a run, finished pages are whole, nothing is left running or lying about, and the next completes it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from lepdata.batch.runs import Job, run
from lepdata.batch.runs import LOCK as NAME, locked
from lepdata.model.faults import UsageError

from .conftest import alive, forks, processes_with, wait_until

# Each toy writes its process id, starts something in the background, and waits for a file to appear.
WAIT = """import os, pathlib, subprocess, time
subprocess.Popen(['sleep', '600'])
pathlib.Path(here, name).write_text(str(os.getpid()))
while name != 'quick' and not pathlib.Path(here, 'go').exists():
    time.sleep(0.05)
print(name)"""
ENGINES = ["standard", "fork"]
pytestmark = forks


@pytest.fixture
def plan(notebook, tmp_path):
    book = notebook("toy", "name = ''\nhere = ''", WAIT)
    return [
        Job(name, book, {"name": name, "here": str(tmp_path)}, tmp_path / "out" / f"{name}.ipynb")
        for name in ("quick", "slow", "slower")
    ]


def text(plan) -> str:
    jobs = (f"Job({j.name!r}, Path({str(j.notebook)!r}), {j.parameters!r}, Path({str(j.output)!r}))" for j in plan)
    return f"[{', '.join(jobs)}]"


def begun(script, plan, tmp_path, engine: str) -> subprocess.Popen:
    """A run of which one notebook is done and the others wait."""
    process = script(text(plan), f"workers={len(plan)}, engine={engine!r}")
    wait_until(
        lambda: (plan[0].output.exists() and all((tmp_path / job.name).exists() for job in plan)) or ended(process)
    )
    return process


def ended(process: subprocess.Popen) -> bool:
    if process.poll() is not None:
        raise AssertionError(process.communicate())
    return False


def nothing_is_left(tmp_path: Path, plan) -> None:
    wait_until(lambda: not processes_with(str(tmp_path)))
    wait_until(lambda: {path.name for path in (tmp_path / "out").iterdir()} == {"quick.ipynb"})
    wait_until(lambda: not list((tmp_path / "scratch").iterdir()))
    assert json.loads(plan[0].output.read_text())["metadata"]["lepdata"]["error"] is None


def the_next_run_completes_it(tmp_path: Path, plan) -> None:
    (tmp_path / "go").touch()
    results = run(plan, resume=True)
    assert [(result.ok, result.resumed) for result in results] == [(True, True), *[(True, False)] * (len(plan) - 1)]


def of(engine: str, plan) -> list[Job]:
    """As many notebooks as it takes: kernels of their own are slow to start."""
    return plan[:2] if engine == "standard" else plan


@pytest.mark.parametrize(
    ("engine", "number"),
    [
        ("fork", "SIGINT"),
        ("fork", "SIGTERM"),
        ("fork", "SIGHUP"),
        ("fork", "SIGKILL"),
        ("standard", "SIGTERM"),
        ("standard", "SIGKILL"),
    ],
)
def test_the_parent_is_stopped(script, plan, tmp_path, engine, number):
    plan = of(engine, plan)
    process = begun(script, plan, tmp_path, engine)
    process.send_signal(getattr(signal, number))
    process.wait(120)
    assert process.returncode != 0
    if engine == "standard" and number == "SIGKILL":  # what a notebook left in the background outlives a killed worker
        for pid in processes_with(str(tmp_path)):
            if Path(f"/proc/{pid}/cmdline").read_bytes().startswith(b"sleep"):
                os.kill(pid, signal.SIGKILL)
    nothing_is_left(tmp_path, plan)
    the_next_run_completes_it(tmp_path, plan)


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def below(pid: int) -> list[int]:
    """The children of a process."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_killed_worker_costs_one_notebook_one_more_try(script, plan, tmp_path, engine):
    plan = of(engine, plan)
    process = begun(script, plan, tmp_path, engine)
    first = int((tmp_path / "slow").read_text())
    (tmp_path / "slow").unlink()
    os.kill(parent_of(first), signal.SIGKILL)  # the process that runs papermill for it
    wait_until(lambda: (tmp_path / "slow").exists() or ended(process))
    wait_until(lambda: not alive(first))
    (tmp_path / "go").touch()
    said, complaints = process.communicate(timeout=120)
    assert said.decode().strip() == str([None] * len(plan)), complaints
    assert {path.name for path in (tmp_path / "out").iterdir()} == {job.output.name for job in plan}


def test_the_warm_process_is_killed(script, plan, tmp_path):
    process = begun(script, plan, tmp_path, "fork")
    (tmp_path / "slow").unlink()
    (warm,) = below(process.pid)
    os.kill(warm, signal.SIGKILL)
    wait_until(lambda: (tmp_path / "slow").exists() or ended(process))
    (tmp_path / "go").touch()
    assert process.communicate(timeout=120)[0].decode().strip() == "[None, None, None]"


def test_a_second_run_is_told_who_holds_the_folder(script, plan, tmp_path):
    process = begun(script, plan, tmp_path, "fork")
    with pytest.raises(UsageError, match=f"Another run is writing to .*out: process {process.pid} on "):
        run(plan)
    assert process.poll() is None


def test_a_lock_of_a_dead_process_holds_nobody_up(tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / NAME).write_text(f"process {dead.pid} on here\n")
    (tmp_path / ".ada.ipynb.x.part").write_text("half")
    with locked(tmp_path) as lock:
        assert lock.read_text().startswith(f"process {os.getpid()} on ")
        assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert not list(tmp_path.iterdir())


def test_a_lock_is_held_within_one_process_too(tmp_path):
    with locked(tmp_path), pytest.raises(UsageError, match="Another run"), locked(tmp_path):
        pass


def test_sweeping_takes_only_what_was_the_runs(tmp_path):
    out, scratch = tmp_path / "out", tmp_path / "scratch"
    for folder in (out, scratch):
        folder.mkdir()
    for path in (out / NAME, out / ".a.ipynb.1.part", out / "a.ipynb", out / ".hidden", scratch / "x"):
        path.touch()
    sweep([str(scratch), str(out / NAME)])
    assert {path.name for path in out.iterdir()} == {"a.ipynb", ".hidden"}
    assert not scratch.exists()


@pytest.fixture
def disk(tmp_path):
    """A function that gives a real file system of its own so many bytes, or other options of `mount`."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(options: str) -> Path:
        kind = "remount," if place.is_mount() else ""
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", kind + options, "tmpfs", str(place)], capture_output=True)
        if done.returncode:
            pytest.skip(f"no file system may be mounted here: {done.stderr.decode().strip()}")
        return place

    yield mount
    if place.is_mount():
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_disk_that_is_really_full(notebook, disk, tmp_path):
    out = disk("size=256k") / "out"
    book = notebook("toy", "size = 0", "print('x' * size)")
    jobs = [Job(name, book, {"size": size}, out / f"{name}.ipynb") for name, size in (("ada", 9), ("big", 500_000))]
    small, big = run(jobs)
    assert (small.error, big.error) == (None, "OSError: its page could not be written: No space left on device")
    assert [path.name for path in out.iterdir()] == ["ada.ipynb"]
    disk("size=4m")
    assert [(result.ok, result.resumed) for result in run(jobs, resume=True)] == [(True, True), (True, False)]


def test_a_disk_that_is_really_read_only(plan, disk, tmp_path):
    out = disk("size=256k") / "out"
    out.mkdir()
    (out / "quick.ipynb").write_text("finished")
    disk("ro")
    with pytest.raises(OSError, match="Read-only"):
        run([replace(job, output=out / job.output.name) for job in plan])
    assert not (tmp_path / "quick").exists()
    assert [path.name for path in out.iterdir()] == ["quick.ipynb"]


def test_a_folder_that_cannot_be_written_to_is_an_error_before_anything_starts(plan, tmp_path):
    (tmp_path / "out").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="out"):
        run(plan)
    assert not (tmp_path / "quick").exists()
