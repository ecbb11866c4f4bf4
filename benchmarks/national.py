"""What all boards show together, timed: every finding with 10,000 deals, on the shipped boards and on copies of them.

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
from lepdata.nation import outcomes, over_time
from lepdata.nation import spread as spread_
from lepdata.reviews import known
from lepdata.schema import columns

Row = tuple[str, float, float, str]
ROOT = Path(__file__).resolve().parents[1]
COPIES = 100
BEFORE = "2018-07-23"  # the day before two-thirds private was announced


def copied(frame: pd.DataFrame, times: int, names: tuple[str, ...] = ("lep",)) -> pd.DataFrame:
    """So many copies of a table, each with names of its own."""
    copies = [frame.assign(**{name: frame[name] + f" {n}" for name in names}) for n in range(1, times)]
    return pd.concat([frame, *copies], ignore_index=True)


def judged(seats: pd.DataFrame, counts: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Every board's verdicts now and before the rule, and its sectors."""
    now = outcomes.judged(seats, compositions=counts)
    return {
        "now": outcomes.verdict_rows(now),
        "before": outcomes.verdict_rows(outcomes.judged(seats, as_at=BEFORE)),
        "sectors": spread_.sector_counts(one.board for one in now),
    }


def found(tables: dict[str, pd.DataFrame], women: pd.DataFrame, where: pd.DataFrame) -> list[spread_.Finding]:
    """Every finding there is."""
    now, before = tables["now"], tables["before"]
    private, voluntary = (spread_.tallies(now, name) for name in ("private-two-thirds", "voluntary-voice"))
    counted = [outcomes.outcome_counts(now, by, where) for by in ("", "year", "region", "wave", "size")]
    changes = [
        over_time.paired(spread_.tallies(before, name), own, BEFORE, group)
        for name, own, group in (
            ("private-two-thirds", private, "private"),
            ("voluntary-voice", voluntary, "voluntary"),
        )
    ]
    spread = [spread_.spread_of(voluntary), spread_.spread_of(women, "women")]
    unlike = [spread_.heterogeneity(private), spread_.heterogeneity(women, "women")]
    boards = [spread_.funnel(private), spread_.board_tests(private), spread_.funnel(women, "women", 0.23)]
    ranked = [outcomes.definition_counts(now), outcomes.furthest(now), outcomes.meets_everything(now)]
    return [*counted, *changes, *spread, *unlike, *boards, *ranked, spread_.diversity_indices(tables["sectors"])]


def run(times: int) -> dict[str, float]:
    """Seconds for reading and judging and for the findings, processor time in all, and the most memory held."""
    start = time.perf_counter()
    seats = copied(lepdata.seats(), times)
    counts = copied(known.read_table("compositions")[columns("compositions")], times)
    where = copied(outcomes.regions_and_waves(), times)
    tables = judged(seats, counts)
    middle = time.perf_counter()
    all_found = found(tables, spread_.published_tallies(counts, "women", "2018"), where)
    end = time.perf_counter()
    boards = tables["now"]["lep"].nunique()
    took = {"judge": middle - start, "find": end - middle, "processor": time.process_time()}
    return {"boards": boards, "findings": len(all_found), **took, **memory()}


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
        ("national findings, s", took, 10, f"{one['findings']:.0f} findings with 10,000 deals, judging included"),
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
