"""What a long plan costs: 10,000 milestones with a report on each, read and judged, against reading the files as text.

Run by bench.py; alone, `python -m benchmarks.plans`. The plan is made up; its dates are in the words of real ones, and
none of them is remembered from one reading to the next.
"""

from __future__ import annotations

import csv
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from lepdata.actions.plans import read_plan, read_updates
from lepdata.actions.standing import status
from lepdata.change.action_plan import columns
from lepdata.dates import read_when

MILESTONES = 10_000
AT_MOST = 10
MOST_MORE = 1.25
WHENS = (
    "by {m} 2019",
    "{m} 2019",
    "{d} {m} 2019",
    "mid-{m} 2019",
    "end {m}",
    "by April/May 2019",
    "quarterly",
    "ASAP",
    "",
)
MONTHS = ("April", "May", "June", "July", "September", "October", "November", "December")
Row = tuple[str, float, float, str]


def plan(count: int) -> list[dict[str, str]]:
    """So many milestones of one plan, ten to an improvement."""
    chance = random.Random(8)
    return [
        {
            "plan_id": "lancashire-2019",
            "lep": "Lancashire",
            "title": "Made-up plan 2019-20",
            "improvement": str(n // 10 + 1),
            "improvement_summary": f"Improvement {n // 10 + 1}",
            "item_id": f"lancashire-2019/{n // 10 + 1}.m{n % 10 + 1}",
            "kind": "milestone",
            "text": f"Milestone {n} of a long plan",
            "when_as_published": chance.choice(WHENS).format(m=chance.choice(MONTHS), d=chance.randint(1, 28)),
            "owner": "Secretary",
        }
        for n in range(count)
    ]


def updates(items: list[dict[str, str]]) -> list[dict[str, str]]:
    """A report on each milestone."""
    chance = random.Random(9)
    said = [chance.choice(("not started", "under way", "done", "late", "dropped")) for _ in items]
    return [
        {
            "plan_id": item["plan_id"],
            "item_id": item["item_id"],
            "quarter": "2019-20 Q2",
            "reported_on": "2019-10-04",
            "status": word,
            "done_on": f"2019-0{chance.randint(4, 9)}-15" if word == "done" else "",
            "moved_to": "by December 2019" if word == "late" else "",
            "written_by": "Secretary",
        }
        for item, word in zip(items, said, strict=True)
    ]


def write(path: Path, table: str, rows: list[dict[str, str]]) -> None:
    """Write rows as CSV with the columns of a plan or of updates."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns(table), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def judged(plan_file: Path, updates_file: Path) -> pd.DataFrame:
    """The plan and its updates read, checked and judged, every date read anew."""
    read_when.cache_clear()
    found = read_plan(plan_file)
    return status(found, read_updates(updates_file, found), "2019-12-31")


def texts(*files: Path) -> list[pd.DataFrame]:
    """The files as pandas reads them: nothing checked, nothing understood."""
    return [pd.read_csv(file, dtype=str, keep_default_na=False) for file in files]


def seconds(action: Callable[[], object]) -> float:
    """Processor seconds of an action: it takes tenths of a second, which a busy machine would blur."""
    start = time.process_time()
    action()
    return time.process_time() - start


def rows(count: int = MILESTONES, times: int = 11) -> list[Row]:
    """Lines for the table of bench.py: the median of pairs taken in turn."""
    with tempfile.TemporaryDirectory() as name:
        files = Path(name) / "plan.csv", Path(name) / "updates.csv"
        items = plan(count)
        write(files[0], "plan", items)
        write(files[1], "update", updates(items))
        pairs = [(seconds(lambda: judged(*files)), seconds(lambda: texts(*files))) for _ in range(times + 1)][1:]
    ours, read = sorted(pairs, key=lambda pair: pair[0] / pair[1])[times // 2]
    how = f"{1000 * ours:.0f} ms against {1000 * read:.0f} ms for {count:,} milestones and as many reports"
    return [("plan read and judged against CSV", ours / read, AT_MOST, how)]


WITHOUT = """
import sys
from pathlib import Path
from lepdata.site import build
if sys.argv[2] == "without":
    build._further = lambda: iter(())
assert all(result.ok for result in build.publish_reviews(Path(sys.argv[1]), log="quiet"))
"""


def reviewed(which: str) -> float:
    """Seconds for the whole review, with or without the pages of plans, progress and stock-takes."""
    with tempfile.TemporaryDirectory() as out:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", WITHOUT, out, which], check=True)
        return time.perf_counter() - start


def further_pages(times: int = 2) -> list[Row]:
    """What those pages add to the review: the best of each, taken in turn."""
    pairs = [(reviewed("with"), reviewed("without")) for _ in range(times)]
    whole, without = (min(of) for of in zip(*pairs, strict=True))
    how = f"{whole:.1f} s against {without:.1f} s for the whole review"
    return [("review with plans and progress", whole / without, MOST_MORE, how)]


if __name__ == "__main__":
    for line in [*rows(), *further_pages()]:
        print(*line)
