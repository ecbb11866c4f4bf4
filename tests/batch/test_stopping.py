"""Whatever ends a run, finished pages are whole, nothing is left running or lying about, and the next completes it."""

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest

from lepdata.batch.parameters import Job
from lepdata.batch.runs import run
from lepdata.errors import UsageError
from lepdata.files import LOCK, locked

from .conftest import forks, processes_with, wait_until

# Each toy writes its process id, starts something in the background, and waits for a file to appear.
WAIT = """import os, pathlib, subprocess, time
subprocess.Popen(['sleep', '600'])
pathlib.Path(here, name).write_text(str(os.getpid()))
while name != 'quick' and not pathlib.Path(here, 'go').exists():
    time.sleep(0.05)
print(name)"""
pytestmark = forks


@pytest.fixture
def plan(write, tmp_path):
    # Not a parameter: the files in a folder that one names count as data.
    book = write("toy", "name = ''", f"here = {str(tmp_path)!r}\n{WAIT}")
    return [Job(name, book, {"name": name}, tmp_path / "out" / f"{name}.ipynb") for name in ("quick", "slow", "slower")]


def begun(script, plan, tmp_path, engine: str) -> subprocess.Popen:
    """A run of which one notebook is done and the others wait."""
    jobs = (f"Job({j.name!r}, Path({str(j.notebook)!r}), {j.parameters!r}, Path({str(j.output)!r}))" for j in plan)
    process = script(f"[{', '.join(jobs)}]", f"workers={len(plan)}, engine={engine!r}")
    wait_until(lambda: plan[0].output.exists() and all((tmp_path / job.name).exists() for job in plan))
    assert process.poll() is None
    return process


@pytest.mark.parametrize("case", ["fork SIGINT", "fork SIGTERM", "fork SIGKILL", "standard SIGINT"])
def test_the_run_is_stopped(script, plan, tmp_path, case):
    engine, number = case.split()
    plan = plan[:2] if engine == "standard" else plan  # kernels of their own are slow to start
    process = begun(script, plan, tmp_path, engine)
    process.send_signal(getattr(signal, number))
    process.wait(60)
    assert process.returncode != 0
    killed = number == "SIGKILL"
    wait_until(lambda: not processes_with(str(tmp_path)), 30)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"quick.ipynb", *([LOCK] if killed else [])}
    if not killed:
        wait_until(lambda: not list((tmp_path / "scratch").iterdir()), 30)
    assert json.loads(plan[0].output.read_text())["metadata"]["lepdata"]["error"] is None
    (tmp_path / "go").touch()
    results = run(plan, resume=True)
    assert [(result.ok, result.resumed) for result in results] == [(True, True), *[(True, False)] * (len(plan) - 1)]
    assert {path.name for path in (tmp_path / "out").iterdir()} == {job.output.name for job in plan}


def test_a_killed_notebook_fails_alone(script, plan, tmp_path):
    process = begun(script, plan, tmp_path, "fork")
    os.kill(int((tmp_path / "slow").read_text()), signal.SIGKILL)
    (tmp_path / "go").touch()
    found = process.communicate(timeout=120)[0].decode()
    assert found.startswith("[None, \"DeadKernelError: the notebook's process died") and found.endswith(", None]\n")
    wait_until(lambda: not processes_with(str(tmp_path)), 30)


def below(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def test_the_warm_process_is_killed(script, plan, tmp_path):
    process = begun(script, plan, tmp_path, "fork")
    (warm,) = below(process.pid)
    os.kill(warm, signal.SIGKILL)
    (tmp_path / "go").touch()
    assert process.communicate(timeout=120)[0].decode() == "[None, None, None]\n"
    wait_until(lambda: not processes_with(str(tmp_path)), 30)


def test_a_second_run_is_told_who_holds_the_folder(script, plan, tmp_path):
    process = begun(script, plan, tmp_path, "fork")
    with pytest.raises(UsageError, match=f"Another run is writing to .*out: process {process.pid} on "):
        run(plan)
    assert process.poll() is None


def test_a_lock_of_a_dead_process_holds_nobody_up(tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / LOCK).write_text(f"process {dead.pid} on here\n")
    (tmp_path / ".ada.ipynb.lepdata-0f.part").write_text("half")
    with locked(tmp_path):
        assert (tmp_path / LOCK).read_text().startswith(f"process {os.getpid()} on ")
        assert [path.name for path in tmp_path.iterdir()] == [LOCK]
        with pytest.raises(UsageError, match="Another run"), locked(tmp_path):
            pass
    assert not list(tmp_path.iterdir())


def test_a_disk_that_knows_no_locks_refuses_nobody(tmp_path, monkeypatch):
    monkeypatch.setattr("fcntl.flock", Mock(side_effect=OSError(errno.ENOLCK, "No locks available")))
    with locked(tmp_path), locked(tmp_path, shared=True):
        assert (tmp_path / LOCK).exists()


ASIDE = """import os, sys, threading, time
from lepdata.site import build, sites
threads = [threading.Thread(target=time.sleep, args=(1,)).start() for _ in range(int(sys.argv[1]))]
with sites.drawing('', None, {}, (), 1, 1):
    asked = build._aside(*((os.getppid,) if 'answer' in sys.argv else (time.sleep, 600)))
    raise ValueError(f'{asked() == os.getpid()}' if 'answer' in sys.argv else 'the run')
"""


@pytest.mark.parametrize("case", ["0 answer True", "1 answer False", "0 fails the run", "1 fails the run"])
def test_a_run_that_fails_does_not_wait_for_what_is_made_aside(case):  # in a fork, if there is no other thread
    threads, what, said = case.split(" ", 2)
    run = [sys.executable, "-c", ASIDE, threads, what]
    assert f"ValueError: {said}" in subprocess.run(run, stderr=-1, text=True, timeout=60, check=False).stderr


DRAWS = """from lepdata.site import sites
if __name__ == '__main__':
    sites.partial, sites.executed = (lambda *_, **__: sites.stopping.time.sleep), (lambda one: one)
    with sites.drawing('', None, {}, (), 4, 4) as draw:
        draw(600), draw(600)
"""


@pytest.mark.parametrize("number", ["SIGKILL", "SIGTERM"])
def test_whoever_draws_pages_ends_with_the_run(tmp_path, number):
    there = {**os.environ, "LEPDATA_TEST": str(tmp_path), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    process = subprocess.Popen([sys.executable, "-c", DRAWS], env=there, stderr=subprocess.PIPE)
    wait_until(lambda: len(processes_with(f"LEPDATA_TEST={tmp_path}")) >= 4)  # itself, a tracker, two that draw
    process.send_signal(getattr(signal, number))
    process.wait(10)
    wait_until(lambda: not processes_with(f"LEPDATA_TEST={tmp_path}"), 5)
