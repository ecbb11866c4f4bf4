"""What batches cost: the two engines against a plain script that makes the same calls into the library.

Run by bench.py; alone, `python -m benchmarks.batch --repeat 3`. All in one run on the same machine, each ratio the best
of its repetitions (noise only ever adds), with the range beside it.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import multiprocessing
import pstats
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "notebooks" / "lep_review.ipynb"


def cells() -> list[str]:
    """The code of the board notebook, its parameters first: the plain script is what the notebook does."""
    found = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in found if cell["cell_type"] == "code"]


def shown(lep: str) -> list[dict[str, Any]]:
    """The calls of one notebook, and what their last lines show, made in every form once, as IPython asks for them."""
    import ast

    parameters, *others = cells()
    space: dict[str, object] = {}
    found = [_forms("")]  # so that there is a shell when the look of charts asks for one
    exec(parameters, space)
    space["lep"] = lep
    for source in others:
        tree = ast.parse(source)
        last = tree.body.pop()
        exec(compile(tree, "cell", "exec"), space)
        if isinstance(last, ast.Expr):
            found.append(_forms(eval(compile(ast.Expression(last.value), "cell", "eval"), space)))
        else:
            exec(compile(ast.Module([last], []), "cell", "exec"), space)
    return found


def _forms(value: object) -> dict[str, Any]:
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    assert shell.display_formatter
    return dict(shell.display_formatter.format(value)[0])


def plainly(lep: str) -> int:
    """The length of what one notebook shows, as text."""
    return len(json.dumps(shown(lep)))


def where_it_goes(lep: str = "New Anglia", most: int = 12) -> list[str]:
    """The functions of lepdata in which the calls of one warm notebook spend the most, those called from them too."""
    plainly(lep)  # so that what is loaded once is loaded
    profile = cProfile.Profile(time.process_time)
    profile.runcall(plainly, lep)
    found = pstats.Stats(profile)
    own = [(took, place) for place, (_, _, _, took, _) in found.stats.items() if "/lepdata/" in place[0]]  # type: ignore[attr-defined]
    shown = [f"{took:8.3f} s  {Path(file).stem}.{name}" for took, (file, _, name) in sorted(own, reverse=True)[:most]]
    return [f"{found.total_tt:8.3f} s of the processor in all, watched", *shown]  # type: ignore[attr-defined]


def floor(leps: list[str]) -> float:
    """Seconds for the plain script in two processes, started afresh."""
    start = time.perf_counter()
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        assert all(pool.map(plainly, leps))
    return time.perf_counter() - start


def batch(leps: list[str], folder: Path, engine: str, resume: bool = False, workers: int = 2) -> float:
    """Seconds for as many notebooks, by one engine."""
    from lepdata.batch.parameters import Job
    from lepdata.batch.runs import run

    jobs = [Job(f"n{n}", NOTEBOOK, {"lep": lep}, folder / f"n{n}.ipynb") for n, lep in enumerate(leps)]
    start = time.perf_counter()
    results = run(jobs, workers, engine=engine, resume=resume, warm=["lepdata.reviews.parts:warm"])
    assert all(result.ok for result in results), [result.error for result in results if not result.ok]
    return time.perf_counter() - start


def command(lep: str, folder: Path) -> float:
    """Seconds for one plain papermill command."""
    given = [
        sys.executable,
        "-m",
        "papermill",
        "--no-progress-bar",
        "-p",
        "lep",
        lep,
        str(NOTEBOOK),
        str(folder / "p.ipynb"),
    ]
    start = time.perf_counter()
    subprocess.run(given, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - start


def whole(out: Path) -> float:
    """Seconds for `lepdata review`: every notebook, page, table and download."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "lepdata", "review", "--out", str(out)], check=True, capture_output=True, cwd=ROOT
    )
    return time.perf_counter() - start


def drawn(notebook: Path) -> int:
    """The length of one notebook's page."""
    from lepdata.site.pages import Stamp, page

    return len(page(notebook, "Review", stamp=Stamp("1", "1", "1"), here=""))


def rendering(site: Path) -> float:
    """Seconds to draw the pages of a finished review in two plain processes."""
    start = time.perf_counter()
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        assert all(pool.map(drawn, sorted((site / "notebooks").glob("*.ipynb"))))
    return time.perf_counter() - start


def watched(leps: list[str], folder: Path) -> tuple[float, float]:
    """Seconds for as many notebooks by `fork`, and megabytes (PSS) at most of this process and all below it."""
    import os

    from benchmarks.bench import children, megabytes

    samples, ended = [0.0], threading.Event()

    def watch() -> None:
        while not ended.wait(0.3):
            samples.append(sum(map(megabytes, children(os.getpid()))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    seconds = batch(leps, folder, "fork")
    ended.set()
    watcher.join()
    return seconds, max(samples)


def measured(repeat: int, many: int, commands: int = 3) -> dict[str, Any]:
    """Every figure of one run."""
    from lepdata.registers import geography

    leps = geography.leps()["lep"].tolist()
    pairs, singles, resumed = [], [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for turn in range(repeat):
            here = folder / str(turn)
            plain, forked = floor(leps), batch(leps, here, "fork")
            pairs.append((plain, forked))
            (here / "n0.ipynb").unlink()
            resumed.append(batch(leps, here, "fork", resume=True))
            singles.append(batch(leps[:1], folder / f"one-{turn}", "fork"))
        shell = [command(lep, folder) for lep in leps[:commands]]
        site = folder / "site"
        reviewed, pages = [whole(site) for _ in range(repeat)], [rendering(site) for _ in range(repeat)]
        once, memory = watched(leps, folder / "once")
        tenfold, memory_of_many = watched(leps * many, folder / "many") if many else (0.0, memory)
        again, _ = watched(leps, folder / "again")
    ratios = [forked / plain for plain, forked in pairs]
    best = min(forked for _, forked in pairs)
    floors = [plain for plain, _ in pairs]
    # What a notebook costs once there are warm workers; the first batch alone pays for their start.
    further = (tenfold - (once + again) / 2) / (many - 1) if many > 1 else best
    return {
        "floor": [round(plain, 2) for plain, _ in pairs],
        "fork": [round(forked, 2) for _, forked in pairs],
        "fork against floor": [round(ratio, 2) for ratio in sorted(ratios)],
        "one board's notebook, s": round(2 * further / len(leps), 2),
        "overhead a notebook, s": round(2 * min(f - p for p, f in pairs) / len(leps), 3),
        "command one by one against fork": round(statistics.median(shell) * len(leps) / best, 1),
        "many times": round(tenfold / ((once + again) / 2), 2) if many else None,
        "one changed against that one alone": round(min(a / b for a, b in zip(resumed, singles, strict=True)), 2),
        "peak PSS, MB": round(memory_of_many),
        "peak PSS of the boards once, MB": round(memory),
        "whole review": [round(seconds, 2) for seconds in reviewed],
        "pages": [round(seconds, 2) for seconds in pages],
        "whole review against floor and pages": round(min(reviewed) / (min(floors) + min(pages)), 2),
    }


LIMITS = {  # of the lowest ratio measured
    "fork against floor": 1.4,
    "overhead a notebook, s": 0.1,
    "one board's notebook, s": 0.4,
    "fork against papermill commands": 1 / 15,
    "ten times the boards": 10.3,
    "one changed against that one alone": 1.5,
    "peak PSS, MB": 500,
    "whole review against floor and pages": 2,
}


def rows(repeat: int, many: int = 10) -> list[tuple[str, float, float, str]]:
    """What, measured, at most and how: the rows that bench.py prints."""
    found = measured(repeat, many)
    found["fork against floor"], ratios = min(found["fork against floor"]), found["fork against floor"]
    found["fork against papermill commands"] = 1 / found["command one by one against fork"]
    found["ten times the boards"] = found["many times"] or 0.0
    how = {
        "fork against floor": f"of {ratios}; {found['fork']} s against {found['floor']} s in two plain processes",
        "fork against papermill commands": f"{found['command one by one against fork']} x as fast, one by one",
        "one board's notebook, s": "each further one, by one of two warm workers on two quiet cores",
        "ten times the boards": "beside the mean of one run before and one after",
        "peak PSS, MB": f"at ten times the boards; {found['peak PSS of the boards once, MB']} MB at once the boards",
        "whole review against floor and pages": f"{found['whole review']} s; pages alone {found['pages']} s",
    }
    return [(what, float(found[what]), limit, how.get(what, "")) for what, limit in LIMITS.items()]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=3, help="repetitions (default 3)")
    parser.add_argument("--many", type=int, default=10, help="so many times the boards (default 10; 0: not)")
    given = parser.parse_args()
    for what, figure in measured(given.repeat, given.many).items():
        print(f"{what:<36}{figure}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
