"""A folder of many made-up boards: what `add`, the tables, the pages and `changes` cost, and whether in proportion.

`python -m benchmarks.own_boards 500` makes 500 boards of 20 in a temporary folder (nobody in them exists) and measures
in processor seconds, children included, so that a busy machine hardly matters. The yardstick is the review of the 38
shipped boards, which `--shipped` measures in the same run; `--no-pages` leaves the pages out. Memory is the share
(PSS) of all processes together.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.bench import watch
from benchmarks.many_seats import ENDS, GIVEN, MIDDLES, STARTS

SEATS = 20
LEP_BOARDS = 38
HEADINGS = ("lep", "snapshot_date", "person_name", "organisation", "role", "list_completeness", "sector_as_published")
FIRMS = ["{} Ltd", "{} Group plc", "{} County Council", "University of {}", "{} Community Trust", "{} Business School"]


def town(chance: random.Random) -> str:
    """A place that is none."""
    return chance.choice(STARTS) + chance.choice(MIDDLES) + chance.choice(ENDS)


def rows(boards: int, seed: int = 1, moved: int = 0) -> Iterable[tuple[str, ...]]:
    """The seats of many boards; in every board `moved` of them are held by somebody else than without."""
    chance, given = random.Random(seed), GIVEN.split()
    for number in range(boards):
        for seat in range(SEATS):
            firm, place, first = chance.choice(FIRMS), town(chance), chance.choice(given)
            surname = town(chance)
            if seat < moved:
                surname = town(random.Random(f"{number} {seat}"))
            role = "chair" if not seat else "member"
            name = f"{first} {surname}"
            yield f"Area {number:04}", "2026-03-31", name, firm.format(place), role, "full", ""


def write(path: Path, lines: Iterable[tuple[str, ...]]) -> Path:
    """A board file of these rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *lines])
    return path


def measured(what: str, *words: object, folder: Path) -> float:
    """Run a command of lepdata and print its processor and wall seconds, and its most memory; give the former back."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "lepdata", *map(str, words)]
    running = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    ended, samples = threading.Event(), [0.0]
    watching = threading.Thread(target=watch, args=(running.pid, ended, samples))
    watching.start()
    code = running.wait()
    ended.set()
    watching.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{what:<44}{spent:>8.2f} s{time.perf_counter() - start:>9.2f} s{max(samples):>8.0f} MB", flush=True)
    if code:
        sys.exit(f"{what}: exit code {code}")
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("boards", type=int, nargs="?", default=500)
    parser.add_argument("--shipped", action="store_true")
    parser.add_argument("--no-pages", action="store_true")
    asked = parser.parse_args()
    os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parents[1])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{'':<44}{'processor':>10}{'wall':>11}{'memory':>11}")
        for which, moved in (("old", 0), ("new", 2)):
            measured(f"new {which}", "new", which, "--alone", folder=folder)
            file = write(folder / f"{which}.csv", rows(asked.boards, moved=moved))
            measured(f"add {asked.boards} boards", "add", file, "--data", which, folder=folder)
            measured("build", "build", "--data", which, folder=folder)
        single = write(folder / "one.csv", [("One more", *row[1:]) for row in rows(1, 2)])
        measured("changes", "changes", "old", "new", "--format", "csv", folder=folder)
        measured(f"add {SEATS} rows", "add", single, "--data", "old", folder=folder)
        if not asked.no_pages:
            own = measured("review with pages", "review", "--data", "new", "--out", "site", folder=folder)
            print(f"a board: {own / asked.boards:.3f} s of processor time")
        if asked.shipped:
            shipped = measured("review of the shipped boards", "review", "--out", "shipped", folder=folder)
            print(f"a shipped board: {shipped / LEP_BOARDS:.3f} s of processor time")


if __name__ == "__main__":
    main()
