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


def cell(source: str | tuple[str, list[str]], number: int = 0) -> dict:
    """A code cell: its source, or its source and its tags."""
    text, tags = source if isinstance(source, tuple) else (source, [])
    made = {"cell_type": "code", "metadata": {"tags": tags}, "outputs": [], "execution_count": None}
    return {**made, "source": text, "id": f"c{number}"}


@pytest.fixture(scope="session")
def write(tmp_path_factory) -> Callable[..., Path]:
    """A function that writes a notebook: its name, the text of its parameters cell (or None), then code cells."""

    def write(name: str, parameters: str | None, *code: str | tuple[str, list[str]], **metadata: object) -> Path:
        sources = ([] if parameters is None else [(parameters, ["parameters"])]) + [*code]
        cells = [{"cell_type": "markdown", "metadata": {}, "source": "# A toy", "id": "toy"}]
        cells += [cell(source, number) for number, source in enumerate(sources)]
        path = tmp_path_factory.mktemp("book") / f"{name}.ipynb"
        content = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
        path.write_text(json.dumps(content), encoding="utf-8")
        return path

    return write


def outputs(path: Path) -> list[list[dict]]:
    """The outputs of each code cell but the one of parameters."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [
        cell["outputs"]
        for cell in cells
        if cell["cell_type"] == "code"
        and not {"parameters", "injected-parameters"} & {*cell["metadata"].get("tags", ())}
    ]


def shown(output: dict) -> object:
    """An output in short: its text, its data, or the error's name."""
    return output.get("text") or output.get("data") or output["ename"]


def wait_until(holds: Callable[[], object], seconds: float = 120) -> None:
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
            dead = (place / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
        except OSError:
            continue
        if mark.encode() in text and not dead and int(place.name) != os.getpid():
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
            "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\nfrom pathlib import Path\n"
            "from lepdata.batch.parameters import Job\nfrom lepdata.batch.runs import run\n"
            f"print([result.error for result in run({jobs}, {more})])\n"
        )
        there = {"PYTHONPATH": str(ROOT), "TMPDIR": str(scratch), "LEPDATA_TEST": str(tmp_path)}
        command, environment = [sys.executable, str(path)], {**os.environ, **there}
        started.append(subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()
    for left in processes_with(f"LEPDATA_TEST={tmp_path}"):
        os.kill(left, signal.SIGKILL)
