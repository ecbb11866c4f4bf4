"""What a notebook shows in a forked child is what it shows in a kernel; the differences that docs/batch.md lists."""

import json
import os
import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from cases import cases

from lepdata.batch.parameters import Job
from lepdata.batch.runs import run
from lepdata.files import NOTEBOOKS

from .conftest import ROOT, forks, outputs, shown

pytestmark = forks

# Each cell as an analyst would write it, and what it is tagged with.
CELLS = {name: (code, tags) for name, (code, *tags) in cases(Path(__file__).with_name("cells.txt")).items()}


@pytest.fixture(scope="module")
def both(write, tmp_path_factory) -> dict[str, list[dict]]:
    """Every cell as it was executed, by engine."""
    book, folder, found = write("all", None, *CELLS.values()), tmp_path_factory.mktemp("fidelity"), {}
    os.environ.pop("PYTEST_CURRENT_TEST", None)  # where it is set, ipykernel leaves what child processes print alone
    for engine in ("standard", "fork"):
        (result,) = run([Job("all", book, {}, folder / engine / "all.ipynb")], engine=engine)
        assert result.error is None, engine
        found[engine] = json.loads(result.job.output.read_text())["cells"][1:]
    return found


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_shows_what_it_shows_in_a_kernel(both, name):
    at = list(CELLS).index(name)
    kernel, forked = both["standard"][at], both["fork"][at]
    assert forked["outputs"] == kernel["outputs"]
    assert forked["execution_count"] == kernel["execution_count"]


def test_a_board_is_the_same_byte_for_byte(tmp_path):
    lep = {"lep": "New Anglia"}
    jobs = [
        Job("new-anglia", NOTEBOOKS / "lep_review.ipynb", lep, tmp_path / f"{n}.ipynb") for n in ("fork", "standard")
    ]
    for job in jobs:
        run([job], engine=job.output.stem, warm=["lepdata.reviews.parts:warm"])
    assert jobs[0].output.read_bytes() == jobs[1].output.read_bytes()


def run_by_fork(write, tmp_path, *cells: str, names: tuple[str, ...] = ("a",)) -> list[list[list[dict]]]:
    jobs = [Job(name, write("toy", None, *cells), {}, tmp_path / f"{name}.ipynb") for name in names]
    run(jobs, 1, engine="fork")
    return [outputs(job.output) for job in jobs]


LEAVE = """import builtins, json, os, sys
print(hasattr(builtins, 'left'), hasattr(json, 'left'), 'LEFT' in os.environ, 'left' in sys.path)
print(sys.getrecursionlimit(), os.getcwd() == '/')
builtins.left = json.left = 1
os.environ['LEFT'] = '1'
sys.path.append('left')
sys.setrecursionlimit(2345)
import pandas as pd
print(pd.options.display.max_rows)
pd.options.display.max_rows = 3
os.chdir('/')"""


def test_no_state_leaks_into_the_next_notebook(write, tmp_path):
    first, second = run_by_fork(write, tmp_path, LEAVE, names=("a", "b"))
    assert first == second
    assert shown(first[0][0]).startswith("False False False False")


def test_chance_differs_from_notebook_to_notebook(write, tmp_path):
    draw = "import random, numpy, uuid\n(random.random(), numpy.random.random(), uuid.uuid4())"
    first, second = run_by_fork(write, tmp_path, draw, names=("a", "b"))
    drawn = [shown(one[0][0])["text/plain"].split(",") for one in (first, second)]
    assert all(one != other for one, other in zip(*drawn, strict=True))


# The differences listed in docs/batch.md


MIXED = "import os, sys\nprint(1)\nprint(2, file=sys.stderr)\nn = os.write(1, b'3\\n')\nn = os.system('echo 4')\n"
DIFFERENCES = {
    "what is warm is imported": ("import sys\nprint('pandas' in sys.modules)\nif 0:\n    import pandas", ["True\n"]),
    "everything printed keeps its place": (f"{MIXED}print(5)", ["1\n", "2\n", "3\n4\n5\n"]),
}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_what_differs_from_a_kernel(write, tmp_path, name):
    code, printed = DIFFERENCES[name]
    ((found,),) = run_by_fork(write, tmp_path, code)
    assert [shown(output) for output in found] == printed


def test_papermill_finds_the_engine_by_its_entry_point(write, tmp_path):
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]["papermill.engine"]
    engine = EntryPoint("lepdata-fork", declared["lepdata-fork"], "papermill.engine").load()
    assert engine.nb_language
    bare = [sys.executable, "-S", "-c", "import sys, lepdata.papermill_engine; sys.exit('pandas' in sys.modules)"]
    assert subprocess.run(bare, cwd=ROOT).returncode == 0  # papermill loads it whenever anyone starts it
    stub = tmp_path / "site" / "stub-1.dist-info"  # as if it were installed
    stub.mkdir(parents=True)
    (stub / "METADATA").write_text("Name: stub\nVersion: 1\n")
    (stub / "entry_points.txt").write_text(f"[papermill.engine]\nlepdata-fork = {declared['lepdata-fork']}\n")
    spec = {"name": "python3", "language": "python", "display_name": "Python 3"}
    book = write("toy", "lep = ''", "print(lep)\nimport os\nprint(os.getcwd())\n1 / 0", kernelspec=spec)
    command = [sys.executable, "-m", "papermill", "--engine", "lepdata-fork", "--log-output"]
    command += ["-p", "lep", "Ada", str(book), "out.ipynb"]
    path = f"{stub.parent}:{ROOT}"
    done = subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": path}, capture_output=True)
    assert b"ZeroDivisionError" in done.stderr
    assert b"Ada" in done.stderr  # --log-output
    cells = json.loads(Path(tmp_path, "out.ipynb").read_text())["cells"]
    assert "".join(cells[-1]["outputs"][0]["text"]) == f"Ada\n{tmp_path}\n"
    assert cells[-1]["outputs"][1]["ename"] == "ZeroDivisionError"
