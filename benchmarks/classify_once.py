"""Read a board file with pandas, classify it, and print as JSON how long each took and the most memory held.

`python -m benchmarks.classify_once seats.csv`, in a process of its own, so that the peak is this job's alone. The file
is read three times and the median counts: one reading alone may be twice as slow as the next. Classifying is done once
unless a second argument asks for more; then the quickest counts.
"""

from __future__ import annotations

import json
import statistics
import sys
import time

import pandas as pd

import lepdata


def read_seconds(path: str) -> float:
    """Seconds for what an analyst would type to read the file."""
    start = time.perf_counter()
    pd.read_csv(path, dtype=str, keep_default_na=False)
    return time.perf_counter() - start


def classify_seconds(frame: pd.DataFrame) -> float:
    """Seconds for the whole frame."""
    start = time.perf_counter()
    lepdata.classify(frame)
    return time.perf_counter() - start


def peak_gigabytes() -> float:
    """The most memory this process has held; 0 where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1024**3


def main(path: str, times: str = "1") -> None:
    """Measure and print."""
    classify_seconds(pd.DataFrame({"organisation": ["Example Ltd"]}))  # rules and registers are read once a process
    read = statistics.median(read_seconds(path) for _ in range(3))
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    taken = min(classify_seconds(frame) for _ in range(int(times)))
    told = {"rows": len(frame), "organisations": frame["organisation"].nunique()}
    print(json.dumps({**told, "read": read, "classify": taken, "gigabytes": peak_gigabytes()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
