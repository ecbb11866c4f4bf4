"""A notebook that misbehaves fails for a named reason, within its limits, and its neighbours do not notice."""

from pathlib import Path

import pytest
from cases import cases

from lepdata.batch.parameters import Job
from lepdata.batch.runs import run

from .conftest import forks, outputs, processes_with, shown, wait_until

pytestmark = forks
# What a cell holds, and how the reason begins for which it fails, if it does.
CELLS = cases(Path(__file__).with_name("bad_notebooks.txt"))
BAD = {name: why for name, (_, *why) in CELLS.items() if why}
HARMLESS = [name for name in CELLS if name not in BAD]


@pytest.fixture(scope="module")
def results(write, tmp_path_factory) -> dict:
    """All of them in one run, two at a time, with good neighbours between."""
    folder = tmp_path_factory.mktemp("bad")
    jobs = []
    for name, (source, *_) in CELLS.items():
        for label, code in ((name, source), (f"after {name}", "print('well')")):
            given = f"mark = {str(folder)!r}\n" if label == name else ""
            jobs.append(Job(label, write("toy", None, given + code, "'the end'"), {}, folder / f"{len(jobs)}.ipynb"))
    found = run(jobs, 2, timeout=3, engine="fork", memory=1 << 29, shown=2_000_000)
    return {"folder": folder, **{result.job.name: result for result in found}}


@pytest.mark.parametrize("name", BAD)
def test_it_fails_for_a_named_reason(results, name):
    assert results[name].error.startswith(*BAD[name])
    first = outputs(results[name].job.output)[0]
    assert "error" in [output["output_type"] for output in first]
    if "'before'" in CELLS[name][0]:
        assert shown(first[0]).startswith("before")
    assert results[name].job.output.stat().st_size < 100_000


@pytest.mark.parametrize("name", HARMLESS)
def test_it_does_no_harm(results, name):
    assert results[name].error is None
    last = outputs(results[name].job.output)[1]  # what a process of the first cell prints late may come before
    assert {"text/plain": "'the end'"} in [shown(output) for output in last]


@pytest.mark.parametrize("name", CELLS)
def test_its_neighbour_does_not_notice(results, name):
    neighbour = results[f"after {name}"]
    assert (neighbour.error, shown(outputs(neighbour.job.output)[0][0])) == (None, "well\n")


def test_nothing_goes_on_in_the_background(results):
    wait_until(lambda: not processes_with(f"OF={results['folder']}"))


def test_the_standard_engine_keeps_the_limits_too(write, tmp_path, capfd):
    names = ["os._exit", "prints without end"]
    jobs = [Job(n, write(n, None, CELLS[n][0]), {}, tmp_path / f"{n}.ipynb") for n in names]
    found = {r.job.name: r for r in run(jobs, timeout=3, engine="standard", memory=1 << 29, shown=2_000_000)}
    for name in names:
        assert outputs(found[name].job.output)[0][-1]["output_type"] == "error"
        assert found[name].error.startswith(*BAD[name])
    assert "Task was destroyed" not in capfd.readouterr().err
