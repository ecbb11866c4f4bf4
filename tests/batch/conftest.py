from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lepdata.batch import runs

ROOT = Path(runs.__file__).resolve().parents[2]
forks = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks, and /proc to look for what is left")


def cell(kind: str, source: str, tags: list[str] | None = None) -> dict:
    made = {
        "cell_type": kind,
        "metadata": {"tags": tags} if tags else {},
        "source": source,
        "id": f"c{abs(hash(source))}",
    }
    return made if kind == "markdown" else {**made, "outputs": [], "execution_count": None}


@pytest.fixture
def notebook(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a notebook: its name, the text of its parameters cell (or None), then code cells.

    A code cell is its source, or its source and its tags.
    """

    def write(name: str, parameters: str | None, *code: str | tuple[str, list[str]]) -> Path:
        cells = [cell("markdown", "# A toy")]
        if parameters is not None:
            cells.append(cell("code", parameters, ["parameters"]))
        cells += [cell("code", *(source if isinstance(source, tuple) else (source,))) for source in code]
        path = tmp_path / f"{name}.ipynb"
        content = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        path.write_text(json.dumps(content), encoding="utf-8")
        return path

    return write


def outputs(path: Path) -> list[list[dict]]:
    """The outputs of each code cell."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell["outputs"] for cell in cells if cell["cell_type"] == "code"]


def shown(output: dict) -> object:
    """An output in short: its text, its data, or the error's name."""
    return output.get("text") or output.get("data") or output["ename"]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(holds: Callable[[], object], seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


def processes_with(mark: str) -> list[int]:
    """Processes that have a text in their environment or command line."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            text = (place / "environ").read_bytes() + (place / "cmdline").read_bytes()
        except OSError:
            continue
        if mark.encode() in text and alive(int(place.name)) and int(place.name) != os.getpid():
            found.append(int(place.name))
    return found


@pytest.fixture
def script(tmp_path: Path) -> Callable[..., subprocess.Popen]:
    """A function that starts `run` in a process of its own: the text of the jobs and of the other arguments."""
    started: list[subprocess.Popen] = []
    scratch = tmp_path / "scratch"
    scratch.mkdir()

    def start(jobs: str, more: str = "") -> subprocess.Popen:
        path = tmp_path / "script.py"
        # A shell that starts the tests in the background has them, and all they start, ignore Ctrl-C.
        path.write_text(
            "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
            "from pathlib import Path\nfrom lepdata.batch.runs import Job, run\nif __name__ == '__main__':\n"
            f"    results = run({jobs}, {more})\n    print([result.error for result in results])\n"
        )
        there = {"PYTHONPATH": str(ROOT), "TMPDIR": str(scratch), "LEPDATA_TEST": str(tmp_path)}
        environment = {**os.environ, **there}
        command = [sys.executable, str(path)]
        started.append(subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()
    for left in processes_with(f"LEPDATA_TEST={tmp_path}"):  # the standard engine's, whose worker was killed
        os.kill(left, signal.SIGKILL)
