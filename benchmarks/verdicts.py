"""What verdicts cost: one board, every published list and 2,000 boards against reading their file, the plan of a board.

Run by bench.py; alone, `python -m benchmarks.verdicts`. The boards are made up: twenty seats each, sectors known, as
`lepdata classify` writes them, over all LEPs and from 2011 to 2023, so that every main-board framework is asked.
`python -m benchmarks.verdicts seats.csv 3` judges one such file and prints JSON, in a process of its own.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

import lepdata
from benchmarks.many_seats import seats
from lepdata.change.planning import plan_changes
from lepdata.judging.verdicts import judge
from lepdata.reviews.checking import judge_many

ROOT = Path(__file__).resolve().parents[1]
SEATS_A_BOARD = 20
BOARDS = 2_000
SECTORS = {
    "private": 480,
    "council": 250,
    "education": 100,
    "voluntary": 50,
    "other_public": 30,
    "health": 20,
    "trade_union": 10,
    "unknown": 60,
}
KINDS = {"private": "business", "council": "district", "voluntary": "charity", "education": "university"}
IN_ACCOUNTS = {"council": "public", "health": "public", "other_public": "public", "unknown": "unknown"}
GENDERS = {"not published": 600, "woman": 150, "man": 250}
COMPLETENESS = ["full", "attendance", "assembled", "partial", "not stated"]
Row = tuple[str, float, float, str]


def boards(count: int) -> pd.DataFrame:
    """So many boards of twenty seats, every column as text."""
    chance, rows = np.random.default_rng(17), count * SEATS_A_BOARD
    frame = seats(rows)
    at, leps = np.arange(rows) // SEATS_A_BOARD, np.unique(frame["lep"])
    days = pd.date_range("2011-01-01", "2023-12-31").strftime("%Y-%m-%d").to_numpy(object)
    turn = at // len(leps)
    frame["lep"], frame["snapshot_date"] = leps[at % len(leps)], days[turn * len(days) // (turn.max() + 1)]
    frame["list_completeness"] = chance.choice(COMPLETENESS, count)[at]
    frame["role"] = _roles(np.arange(rows) % SEATS_A_BOARD, chance.random(rows))
    sector = pd.Series(_drawn(chance, SECTORS, rows))
    return frame.assign(
        sector=sector,
        seat_sector=_drawn(chance, {"": 800, "private": 150, "council": 50}, rows),
        sector_kind=sector.map(KINDS).fillna(""),
        national_accounts_sector=sector.map(IN_ACCOUNTS).fillna("private"),
        counts_as_member="yes",
        gender=_drawn(chance, GENDERS, rows),
    )


def _roles(place: np.ndarray, luck: np.ndarray) -> np.ndarray:
    """A chair each, most with a deputy, some co-opted, some observers, some in a role that nobody can read."""
    roles = np.select(
        [luck < 0.06, luck < 0.11, luck < 0.12], ["co-opted", "observer", "Scribe of the rolls"], "member"
    )
    roles = np.where((place == 1) & (luck < 0.6), "deputy chair", roles)
    return np.where(place == 0, "chair", roles)


def _drawn(chance: np.random.Generator, shares: dict[str, int], rows: int) -> np.ndarray:
    weights = np.array(list(shares.values())) / sum(shares.values())
    return chance.choice(np.array(list(shares), dtype=object), rows, p=weights)


def timed(action: Callable[[], object], times: int = 1) -> float:
    """The quickest of so many runs, in seconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        found.append(time.perf_counter() - start)
    return min(found)


def judged(path: str, times: int) -> dict[str, float]:
    """Seconds to read a file as an analyst would, and to judge what was read."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    judge_many(frame.head(SEATS_A_BOARD))  # rules and registers are read once a process
    read = statistics.median(timed(lambda: pd.read_csv(path, dtype=str, keep_default_na=False)) for _ in range(3))
    verdicts = judge_many(frame)
    return {
        "rows": len(frame),
        "boards": int(verdicts["board"].max()),
        "verdicts": len(verdicts),
        "read": read,
        "judge": timed(lambda: judge_many(frame), times),
    }


def one_board() -> tuple[float, float, str]:
    """Milliseconds for the slowest verdict among the 38 boards, seconds for the dearest plan, and whose that is."""
    lists = [lepdata.board(lep) for lep in lepdata.boards()["lep"]]
    judgements = [judge(board, "nlgaf-2021") for board in lists]
    verdict = max(timed(partial(judge, board, "nlgaf-2021"), 3) for board in lists)
    everything = ("expectation", "best practice")
    plan_changes(judgements[0], everything)
    plans = [
        (timed(partial(plan_changes, one, everything, keep_councils=kept), 3), one.board.lep)
        for one in judgements
        for kept in (False, True)
    ]
    return 1000 * verdict, *max(plans)


def in_a_process(folder: Path, frame: pd.DataFrame, times: int) -> dict[str, float]:
    """What a process of its own says of the boards of a frame."""
    file = folder / "seats.csv"
    frame.to_csv(file, index=False, lineterminator="\n")
    command = [sys.executable, "-m", "benchmarks.verdicts", str(file), str(times)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    file.unlink()
    return json.loads(run.stdout)


def rows(count: int = BOARDS) -> list[Row]:
    """What was asked, measured, allowed, and how."""
    verdict, plan, lep = one_board()
    with tempfile.TemporaryDirectory() as name:
        few, many = in_a_process(Path(name), boards(count // 4), 3), in_a_process(Path(name), boards(count), 1)
        published = in_a_process(Path(name), lepdata.seats(), 3)
    a_seat, a_seat_of_few = (1e6 * one["judge"] / one["rows"] for one in (many, few))
    read, judge_ = published["read"], published["judge"]
    told = f"{published['boards']} lists, {published['verdicts']:,} verdicts: {judge_:.2f} s against {read:.3f} s"
    return [
        ("verdicts on one board, ms", verdict, 20, "all criteria of nlgaf-2021, slowest of the 38"),
        ("published lists against reading them", judge_ / read, 25, told),
        (
            "many boards are linear",
            a_seat / a_seat_of_few,
            1.3,
            f"{a_seat:.1f} us a seat, {a_seat_of_few:.1f} for a quarter",
        ),
        ("a plan for one board, s", plan, 0.2, f"everything ticked, dearest of the 38 ({lep})"),
    ]


def main() -> None:
    """Print the rows, or JSON on the file given."""
    if len(sys.argv) > 1:
        print(json.dumps(judged(sys.argv[1], int(sys.argv[2]))))
        return
    for what, measured, at_most, how in rows():
        print(f"{what:<34}{measured:>8.2f}{at_most:>9.2f}  {'within' if measured <= at_most else 'OVER':<7} {how}")


if __name__ == "__main__":
    main()
