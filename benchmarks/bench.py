"""How long, how much memory, how dear an import: ratios measured in one run, so that the machine hardly matters.

`make bench`, or `python benchmarks/bench.py --help`. Prints a table and writes benchmarks/last.json (not committed).
The yardstick for `lepdata review` is one plain papermill command per notebook: 38 boards and the nation, one after
another, as somebody would write it in a shell script. `--sample 8` times that many and scales up, and says so;
`--abreast 2` runs the commands two at a time. Memory is the proportional share (PSS) of every process under the
command, read from /proc.

The yardstick for the `fork` engine is a plain script that makes the same calls in two processes (`batch.py`). Lines in
seconds have limits of two quiet cores: OVER on a busy machine says nothing.

The yardstick for `classify` is what pandas takes to read the same file as text: a million made-up seats with 200,000
organisations (`many_seats.py`). "Linear" is the time per row of a million over that of a quarter of a million.
So too for judging 2,000 boards (`verdicts.py`), beside one verdict and one plan, each after a first that reads rules.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that the modules beside this one are found however it is started

from benchmarks import batch, pages, plans, verdicts  # noqa: E402

QUIET = "on two cores that have nothing else to do"


@dataclass(frozen=True)
class Line:
    """One row of the table: what was asked, what was found, and what it may be at most."""

    what: str
    measured: float
    at_most: float
    how: str

    def text(self) -> str:
        """The row as printed."""
        verdict = "within" if self.measured <= self.at_most else "OVER"
        return f"{self.what:<34}{self.measured:>8.2f}{self.at_most:>9.2f}  {verdict:<7} {self.how}"


def seconds(action: Callable[[], object]) -> float:
    """Wall-clock seconds of an action."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def quietly(command: list[str]) -> None:
    """Run a command and stop the benchmark, with its words, if it fails."""
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{run.stderr[-2000:]}")


def children(pid: int) -> list[int]:
    """A process and all below it."""
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        below = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(deeper for child in below for deeper in children(child))]


def megabytes(pid: int) -> float:
    """Proportional share of memory of one process; 0 if it has just ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def watch(pid: int, ended: threading.Event, samples: list[float]) -> None:
    """Note the memory of a process tree five times a second until it ends."""
    while not ended.wait(0.2):
        samples.append(sum(map(megabytes, children(pid))))


def reviewed(folder: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of the whole main job."""
    command = [sys.executable, "-m", "lepdata", "review", "--out", str(folder)]
    samples, ended, start = [0.0], threading.Event(), time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as run:
        watcher = threading.Thread(target=watch, args=(run.pid, ended, samples))
        watcher.start()
        _, complaints = run.communicate()
        taken = time.perf_counter() - start
        ended.set()
        watcher.join()
    if run.returncode:
        raise SystemExit(f"lepdata review failed:\n{complaints[-2000:]}")
    return taken, max(samples)


def plain_commands(folder: Path) -> list[list[str]]:
    """One papermill command per board, and one for the nation."""
    code = "import json, lepdata; print(json.dumps(sorted(set(lepdata.coverage()['lep']))))"
    names = json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
    papermill = [sys.executable, "-m", "papermill", "--no-progress-bar", "--log-level", "ERROR"]
    notebooks = ROOT / "notebooks"
    boards = [
        [*papermill, str(notebooks / "lep_review.ipynb"), str(folder / f"{n}.ipynb"), "-p", "lep", name]
        for n, name in enumerate(names)
    ]
    return [*boards, [*papermill, str(notebooks / "national_review.ipynb"), str(folder / "national.ipynb")]]


def spread(commands: list[list[str]], sample: int | None) -> list[list[str]]:
    """Some of the commands, evenly chosen over the whole list, the national one always among them."""
    if sample is None or sample >= len(commands):
        return commands
    step = len(commands) / sample
    return [commands[len(commands) - 1 - int(n * step)] for n in range(sample)]


def plainly(commands: list[list[str]], abreast: int) -> float:
    """Seconds for the commands, so many at a time."""
    with ThreadPoolExecutor(abreast) as pool:
        return seconds(lambda: list(pool.map(quietly, commands)))


def classified(folder: Path, rows: int, times: int) -> dict[str, float]:
    """What `classify_once.py` says of so many made-up seats, classified so many times."""
    file = folder / f"{rows}-seats.csv"
    quietly([sys.executable, "-m", "benchmarks.many_seats", str(file), str(rows)])
    command = [sys.executable, "-m", "benchmarks.classify_once", str(file), str(times)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    file.unlink()
    return json.loads(run.stdout)


def classifying(folder: Path, rows: int) -> list[Line]:
    """Time against reading, memory, and whether the time grows with the rows."""
    few, many = classified(folder, rows // 4, 3), classified(folder, rows, 1)
    how = f"{many['classify']:.1f} s against {many['read']:.1f} s for {rows:,} seats, {many['organisations']:,} texts"
    lines = [Line("classify against reading the CSV", many["classify"] / many["read"], 12, how)]
    if many["gigabytes"]:
        lines.append(
            Line("memory of classify, GB", many["gigabytes"], 2, "peak of the process that read and classified")
        )
    a_row, a_row_of_few = (1e6 * one["classify"] / one["rows"] for one in (many, few))
    how = f"{a_row:.1f} us a row, {a_row_of_few:.1f} us where there are {rows // 4:,}"
    return [*lines, Line("classify is linear", a_row / a_row_of_few, 1.15, how)]


def import_seconds(module: str) -> float:
    """Seconds that importing a module takes in a fresh interpreter."""
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return float(run.stdout)


def import_ratio(times: int) -> float:
    """Median import of lepdata over that of pandas, taken in turn after one of each to warm the disk."""
    pairs = [(import_seconds("lepdata"), import_seconds("pandas")) for _ in range(times + 1)][1:]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    return ours / theirs


def measure(options: argparse.Namespace) -> list[Line]:
    """Everything but batches in one run, or batches alone."""
    if options.batch:
        return [Line(*row) for row in batch.rows(options.repeat)]
    lines = [Line("import against pandas", import_ratio(options.imports), 1.3, f"median of {options.imports} in turn")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines += classifying(folder, options.seats)
        if options.classify:
            return lines
        lines += [Line(*row) for row in verdicts.rows(options.boards)]
        built = seconds(lambda: quietly([sys.executable, "-m", "lepdata", "build", "--out", str(folder / "built")]))
        lines.append(Line("build of every table, s", built, 3, QUIET))
        lines += [Line(*row) for row in [*plans.rows(), *plans.further_pages()]]
        lines += [Line(*row) for row in pages.rows()]
        taken, peak = reviewed(folder / "site")
        commands = plain_commands(folder)
        chosen = spread(commands, options.sample)
        plain = plainly(chosen, options.abreast) * len(commands) / len(chosen)
    scaled = "" if len(chosen) == len(commands) else f", scaled up from {len(chosen)}"
    how = f"{taken:.1f} s against {plain:.1f} s for {len(commands)} commands, {options.abreast} at a time{scaled}"
    lines.append(Line("review against plain papermill", taken / plain, 0.5, how))
    lines.append(Line("review of every board, s", taken, 20, QUIET))
    if Path("/proc/self/smaps_rollup").exists():
        lines.append(Line("memory of the review, GB", peak / 1024, 1.5, "peak PSS of the process tree"))
    return lines


def main() -> int:
    """Measure, print, write; 1 if anything is over."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, help="time only so many plain papermill commands and scale up")
    parser.add_argument("--abreast", type=int, default=1, help="plain papermill commands at a time (default 1)")
    parser.add_argument("--imports", type=int, default=11, help="imports of each (default 11)")
    parser.add_argument("--seats", type=int, default=1_000_000, help="seats to classify (default a million)")
    parser.add_argument("--boards", type=int, default=verdicts.BOARDS, help="boards to judge (default 2,000)")
    parser.add_argument("--repeat", type=int, default=3, help="batches of each kind (default 3)")
    parser.add_argument("--classify", action="store_true", help="only the import and classify, about a minute")
    parser.add_argument("--batch", action="store_true", help="only batches; `make bench` has JupyterLab installed then")
    given = parser.parse_args()
    lines = measure(given)
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    print(f"{'what':<34}{'measured':>8}{'at most':>9}")
    print("\n".join(line.text() for line in lines))
    if given.batch:
        print("\n".join(["Where the time of one board goes:", *batch.where_it_goes()]))
    kept = "last-batch.json" if given.batch else "last.json"
    (ROOT / "benchmarks" / kept).write_text(json.dumps([asdict(line) for line in lines], indent=1) + "\n")
    return int(any(line.measured > line.at_most for line in lines))


if __name__ == "__main__":
    raise SystemExit(main())
