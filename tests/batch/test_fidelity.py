"""What a notebook shows in a forked child is what it shows in a kernel; the differences that docs/batch.md lists."""

import json
import os
import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from lepdata.batch.parameters import Job
from lepdata.batch.runs import run
from lepdata.files import NOTEBOOKS

from .conftest import ROOT, forks, outputs, shown

pytestmark = forks

CELLS: dict[str, str | tuple[str, list[str]]] = {
    "text": "print('a', end='')\nprint('b')",
    "a value": "[1, 'two', {'three': 3.0}]",
    "no value": "1;",
    "rich display": "from IPython.display import HTML, Markdown, display\ndisplay(HTML('<b>b</b>'), Markdown('*m*'))",
    "raw bundle": "display({'text/plain': 'p', 'application/x-own+json': {'a': [1]}}, raw=True, metadata={'m': 1})",
    "image": "from IPython.display import Image\nImage(data=b'\\x89PNG\\r\\n\\x1a\\n' + b'0' * 20)",
    "order": "print(1)\ndisplay(HTML('2'))\nprint(3)\n4",
    "update": "handle = display(HTML('old'), display_id=True)\nprint('between')\nhandle.update(HTML('new'))",
    "update from another cell": "handle.update(HTML('newest'))",
    "display id": "display(HTML('one'), display_id='mine')\ndisplay(HTML('two'), display_id='mine', update=True)",
    "clear": "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('stays')",
    "clear and wait": "print('gone')\nclear_output(wait=True)\nprint('stays')",
    "state": "x = 41\ndef f():\n    return x + 1",
    "state used": "f(), In[-1][:3], _",
    "error": ("{}['missing']", ["raises-exception"]),
    "error in a function": ("def g():\n    print('before')\n    raise ValueError('no')\ng()", ["raises-exception"]),
    "syntax error": ("1 +", ["raises-exception"]),
    "exit": ("import sys\nsys.exit(2)", ["raises-exception"]),
    "interrupt": ("raise KeyboardInterrupt", ["raises-exception"]),
    "skipped": ("print('never')", ["skip-execution"]),
    "magic": "%precision 3\n3.14159",
    "cell magic": "%%capture held\nprint('held')",
    "cell magic used": "held.stdout",
    "shell": "!echo one; echo two",
    "shell assigned": "lines = !echo three\nlines",
    "bash": "%%bash\necho four",
    "unknown magic": ("%nonsense", ["raises-exception"]),
    "help": "len?",
    "await": "import asyncio\nasync def later():\n    await asyncio.sleep(0.01)\n    return 'later'\nawait later()",
    "task": "task = asyncio.create_task(later())",
    "task done": "await task",
    "async for": "async def three():\n    for n in range(3):\n        yield n\nasync for n in three():\n    print(n)",
    "running loop": (
        "coroutine = later()\ntry:\n    asyncio.run(coroutine)\nfinally:\n    coroutine.close()",
        ["raises-exception"],
    ),
    "fork": "from multiprocessing import get_context\np = get_context('fork').Process(target=print, args=('forked',))\n"
    "p.start()\np.join()\nprint(p.exitcode)",
    "thread": "import threading\nt = threading.Thread(target=print, args=('thread',))\nt.start()\nt.join()",
    "input": ("input('?')", ["raises-exception"]),
    "warning": "import warnings\nwarnings.warn('careful')",
    "logging": "import logging\nlogging.warning('logged')",
    "stream": "sys.stdout.isatty(), sys.stdout.encoding, sys.stdout.name, sys.stderr.writable()",
    "main": "__name__, sys.modules['__main__'].x, sys.path",
    "kernel": "type(get_ipython()).__name__, get_ipython().kernel.shell is get_ipython()",
    "folder": "import os\nos.listdir()",
    "environment": "[os.environ.get(n) for n in ('PYTHONHASHSEED', 'MPLBACKEND', 'TERM', 'LEPDATA_MEMORY')]",
    "not a tty": "sys.stdin.read(), os.isatty(1)",
    "pandas": "import pandas as pd\nframe = pd.DataFrame({f'column {n}': ['x' * 30] for n in range(25)})\nframe",
    "pandas options": "pd.get_option('display.max_columns'), pd.get_option('display.width'), frame.to_string()[:50]",
    "altair": "import altair as alt\nalt.Chart(pd.DataFrame({'a': [1]})).mark_point().encode(x='a')",
    "set": "{'a', 'b', 'c', 'd'}",
    "widget": "import comm\nc = comm.create_comm(target_name='t', data={'a': 1})\nc.send({'b': 2})\nlen(c.comm_id)",
    "unicode": "print('é ☃ \\U0001f40d')",
    "carriage return": "print('50%\\r100%')",
    "long line": "print('x' * 100_000)",
    "many lines": "for n in range(2_000):\n    print(n)",
    "quit": "get_ipython().events.register('post_run_cell', lambda result: print('hook'))",
    "hook": "'hooked'",
}


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


def test_difference_what_is_warm_is_imported_before_the_first_cell(write, tmp_path):
    ((found,),) = run_by_fork(
        write, tmp_path, "import sys\nprint('pandas' in sys.modules)\nif False:\n    import pandas"
    )
    assert shown(found[0]) == "True\n"


def test_difference_everything_printed_keeps_its_place(write, tmp_path):
    mixed = "import os, sys\nprint(1)\nprint(2, file=sys.stderr)\nn = os.write(1, b'3\\n')\n"
    mixed += "n = os.system('echo 4')\nprint(5)"
    ((found,),) = run_by_fork(write, tmp_path, mixed)
    assert [shown(output) for output in found] == ["1\n", "2\n", "3\n4\n5\n"]


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
