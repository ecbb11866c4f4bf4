"""What all boards show together, timed: every finding on the shipped boards and on copies of them.

`python -m benchmarks.national` runs once on the shipped boards and once on 100 copies of each, every run in a process
of its own, and prints seconds, the ratio and the most memory held. `python -m benchmarks.national 1` is one run,
printed as JSON. Copies bear other names, so that they are boards of their own: 3,800 instead of 38.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd

import lepdata
from lepdata.nation import counted, outcomes
from lepdata.reviews import known
from lepdata.schema import columns
from lepdata.seating.assembly import assemble

Row = tuple[str, float, float, str]
ROOT = Path(__file__).resolve().parents[1]
COPIES = 100
BEFORE = "2018-07-23"  # the day before two-thirds private was announced


def copied(frame: pd.DataFrame, times: int) -> pd.DataFrame:
    """So many copies of a table, each with names of its own."""
    copies = [frame.assign(lep=frame["lep"] + f" {n}") for n in range(1, times)]
    return pd.concat([frame, *copies], ignore_index=True)


def found(seats: pd.DataFrame, now: pd.DataFrame, before: pd.DataFrame, women: pd.DataFrame) -> list[object]:
    """Every finding there is."""
    private, voluntary = (counted.tallies(now, name) for name in ("private-two-thirds", "voluntary-voice"))
    groups = [outcomes.outcome_counts(now, by) for by in ("year", "region", "wave", "size")]
    ranked = [outcomes.two_thirds(now), outcomes.definitions(now)]
    ranked += [outcomes.furthest(now), outcomes.meets_everything(now)]
    spread = [counted.spread_of(voluntary, "voluntary"), counted.spread_of(women, "women")]
    changed = counted.change(counted.tallies(before, "private-two-thirds"), private, BEFORE)
    boards = (assemble(own, str(lep)) for lep, own in seats.groupby("lep", sort=False))
    mixed = counted.diversity(counted.sector_counts(board for board in boards if board is not None))
    return [*groups, *ranked, *spread, changed, mixed]


def run(times: int) -> dict[str, float]:
    """Seconds for reading and judging and for the findings, processor time in all, and the most memory held."""
    start = time.perf_counter()
    seats = copied(lepdata.seats(), times)
    women = counted.published_tallies(
        copied(known.read_table("compositions")[columns("compositions")], times), "women", "2018"
    )
    now, before = (outcomes.verdict_rows(outcomes.judged(seats, day)) for day in ("", BEFORE))
    middle = time.perf_counter()
    all_found = found(seats, now, before, women)
    end = time.perf_counter()
    took = {"judge": middle - start, "find": end - middle, "processor": time.process_time()}
    return {"boards": now["lep"].nunique(), "findings": len(all_found), **took, **memory()}


def memory() -> dict[str, float]:
    """The most megabytes that this process has held; nothing where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return {}
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return {"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit}


def measured(times: int) -> dict[str, float]:
    """One run in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.national", str(times)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def national(copies: int = COPIES) -> tuple[dict[str, float], dict[str, float], float]:
    """The shipped boards, so many copies of them, and how many times the processor time those took."""
    one, many = measured(1), measured(copies)
    return one, many, many["processor"] / one["processor"]


def rows(copies: int = COPIES) -> list[Row]:
    """What was asked, measured, allowed, and how."""
    one, many, ratio = national(copies)
    took = one["judge"] + one["find"]
    times = f"{many['boards']:,.0f} boards: {many['processor']:,.0f} s of processor time"
    return [
        ("national findings, s", took, 10, f"{one['findings']:.0f} findings, judging included"),
        ("national findings, MB", one.get("megabytes", 0.0), 600, "peak of the process"),
        ("national findings, more boards", ratio / copies, 1.1, f"times the boards; {times}"),
    ]


def main(arguments: list[str]) -> None:
    """Print one run as JSON, or the comparison."""
    if arguments:
        print(json.dumps(run(int(arguments[0]))))
        return
    one, many, ratio = national()
    for name, told in (("shipped boards", one), (f"{COPIES} copies", many)):
        print(f"{name:<16}" + "  ".join(f"{key} {value:,.1f}" for key, value in told.items()))
    print(f"{COPIES} times the boards take {ratio:.0f} times the processor time")


if __name__ == "__main__":
    main(sys.argv[1:])
