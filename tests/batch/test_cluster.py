"""A real scheduler and two workers on the loopback."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lepdata.batch.dask_cluster import cluster
from lepdata.batch.jobs import Job
from lepdata.batch.runner import run
from lepdata.errors import UsageError

from .conftest import ROOT, forks, outputs, shown, wait_until

pytest.importorskip("distributed")
pytestmark = forks
SCHEDULER = "tcp://127.0.0.1"
WAIT = """import os, pathlib, time
pathlib.Path(here, f'{name}-{os.getpid()}').touch()
while not pathlib.Path(here, 'go').exists():
    time.sleep(0.05)
print(name)"""


def started(*command: str, folder: Path) -> subprocess.Popen:
    quiet = {"DASK_DISTRIBUTED__DASHBOARD__ENABLED": "False", "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "30s"}
    environment = {**os.environ, **quiet, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", *command], cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
    )


@pytest.fixture
def dask(tmp_path):
    """The scheduler's address, and two workers of one thread each."""
    folder = tmp_path / "dask"
    folder.mkdir()
    scheduler = started(
        "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", folder=folder
    )
    address = ""
    while not address:
        line = scheduler.stderr.readline()
        assert line, "the scheduler did not start"
        found = re.search(r"Scheduler at:\s+(tcp://\S+)", line)
        address = found[1] if found else ""
    options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"]
    workers = [started("distributed.cli.dask_worker", address, *options, folder=folder) for _ in range(2)]
    yield address, workers
    for process in (*workers, scheduler):
        process.kill()
        process.communicate()


def identity() -> str:
    return "the same everywhere"


def own_process() -> str:
    return str(os.getpid())


def test_a_lost_workers_notebooks_are_redone(dask, notebook, tmp_path):
    address, workers = dask
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    book = notebook("toy", "name = ''\nhere = ''", WAIT)
    begun = tmp_path / "begun"
    begun.mkdir()
    names = ["ada", "bob", "cyd", "dot"]
    jobs = [Job(n, book, {"name": n, "here": str(begun)}, tmp_path / "out" / f"{n}.ipynb") for n in names]
    killed: list[int] = []

    def kill_one() -> None:
        wait_until(lambda: len(list(begun.iterdir())) >= 2)
        workers[0].send_signal(signal.SIGKILL)
        killed.append(1)
        (begun / "go").touch()

    import threading

    killer = threading.Thread(target=kill_one)
    killer.start()
    with cluster(address, os.cpu_count) as executor:
        results = run(jobs, executor=executor)
    killer.join()
    assert killed
    assert [result.error for result in results] == [None] * 4
    assert [shown(outputs(job.output)[2][0]) for job in jobs] == [f"{name}\n" for name in names]
    assert len([path for path in begun.iterdir() if path.name != "go"]) > 4  # somebody's was begun twice


def test_a_worker_with_other_data_is_refused(dask):
    address, _ = dask
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(1, timeout=60)
    with pytest.raises(UsageError, match="another version"), cluster(address, os.getpid):
        pass


def test_where_no_scheduler_answers(monkeypatch):
    monkeypatch.setattr("lepdata.batch.dask_cluster.WAIT", 1)
    with (
        pytest.raises(UsageError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9"),
        cluster(f"{SCHEDULER}:9", identity),
    ):
        pass


def test_without_an_address_there_is_no_cluster():
    with cluster("", identity) as executor:
        assert executor is None
