"""A notebook that misbehaves fails for a named reason, within its limits, and its neighbours do not notice."""

import pytest

from lepdata.batch.parameters import Job
from lepdata.batch.runs import run

from .conftest import forks, outputs, processes_with, shown, wait_until

pytestmark = forks
DIED = "DeadKernelError: the notebook's process died"
TOO_LONG = "TimeoutError: the cell took more than 3 seconds"
TOO_MUCH = "TooMuchOutput: the notebook showed more than 2 MB"
BAD = {
    "raises": ("1 / 0", "ZeroDivisionError: division by zero"),
    "sys.exit": ("import sys\nsys.exit(2)", "SystemExit: 2"),
    "os._exit": ("import os\nprint('before')\nsys = os._exit(3)", DIED),
    "segfault": ("import ctypes\nprint('before', flush=True)\nctypes.string_at(0)", DIED),
    "kills itself": ("import os\nos.kill(os.getpid(), 9)", DIED),
    "closes descriptors": ("import os\nos.closerange(0, 300)", DIED),
    "loops in C": ("print('before')\n(10 ** 10 ** 8) ** 3", TOO_LONG),
    "ignores signals": (
        "import signal, time\nfor n in (2, 15):\n    signal.signal(n, signal.SIG_IGN)\ntime.sleep(600)",
        TOO_LONG,
    ),
    "prints without end": ("while True:\n    print('x' * 1000)", TOO_MUCH),
    "descriptor without end": ("import os\nwhile True:\n    os.write(1, b'x' * 10_000)", TOO_MUCH),
    "allocates without end": ("held = []\nwhile True:\n    held.append(bytearray(10 ** 8))", "MemoryError"),
}
HARMLESS = {
    "forks": "import os\npid = os.fork()\nprint('here')",
    "background": "import subprocess\np = subprocess.Popen(['sleep', '600'], env={'OF': mark})",
    "deletes its folder": "import os, shutil\nshutil.rmtree(os.getcwd())",
    "thread": "import threading, time\nthreading.Thread(target=time.sleep, args=(600,)).start()",
    "quits": "quit()",
}


@pytest.fixture(scope="module")
def results(write, tmp_path_factory) -> dict:
    """All of them in one run, two at a time, with good neighbours between."""
    folder = tmp_path_factory.mktemp("bad")
    jobs = []
    for name, source in {**{name: bad for name, (bad, _) in BAD.items()}, **HARMLESS}.items():
        for label, code in ((name, source), (f"after {name}", "print('well')")):
            given = f"mark = {str(folder)!r}\n" if label == name else ""
            jobs.append(Job(label, write("toy", None, given + code, "'the end'"), {}, folder / f"{len(jobs)}.ipynb"))
    found = run(jobs, 2, timeout=3, engine="fork", memory=1 << 29, shown=2_000_000)
    return {"folder": folder, **{result.job.name: result for result in found}}


@pytest.mark.parametrize("name", BAD)
def test_it_fails_for_a_named_reason(results, name):
    assert results[name].error.startswith(BAD[name][1])
    first = outputs(results[name].job.output)[0]
    assert "error" in [output["output_type"] for output in first]
    if "'before'" in BAD[name][0]:
        assert shown(first[0]).startswith("before")
    assert results[name].job.output.stat().st_size < 100_000


@pytest.mark.parametrize("name", HARMLESS)
def test_it_does_no_harm(results, name):
    assert results[name].error is None
    last = outputs(results[name].job.output)[1]  # what a process of the first cell prints late may come before
    assert {"text/plain": "'the end'"} in [shown(output) for output in last]


@pytest.mark.parametrize("name", [*BAD, *HARMLESS])
def test_its_neighbour_does_not_notice(results, name):
    neighbour = results[f"after {name}"]
    assert (neighbour.error, shown(outputs(neighbour.job.output)[0][0])) == (None, "well\n")


def test_nothing_goes_on_in_the_background(results):
    wait_until(lambda: not processes_with(f"OF={results['folder']}"))


def test_the_standard_engine_keeps_the_limits_too(write, tmp_path, capfd):
    names = ["os._exit", "prints without end"]
    jobs = [Job(n, write(n, None, BAD[n][0]), {}, tmp_path / f"{n}.ipynb") for n in names]
    found = {r.job.name: r for r in run(jobs, timeout=3, engine="standard", memory=1 << 29, shown=2_000_000)}
    for name in names:
        assert outputs(found[name].job.output)[0][-1]["output_type"] == "error"
        assert found[name].error.startswith(BAD[name][1])
    assert "Task was destroyed" not in capfd.readouterr().err
