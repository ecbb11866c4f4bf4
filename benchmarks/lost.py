"""What is lost when a run is killed, the disk is full, or two run at once: nothing, says this, or it says what.

`python -m benchmarks.lost --kills 50`: a made-up collection of four boards is built and reviewed; runs are killed at
random moments (the seed is printed), put on small disks (where one may mount them), and started in pairs. Linux only.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PEOPLE = [("Ada Able", "Example Foods plc", "Chair"), ("Ben Baker", "Exford District Council", "Member")]
PEOPLE += [(f"Cy Cole{n}", f"Example Works {n} Ltd", "Member") for n in range(6)]
KEPT_ASIDE = (".lepdata-new", ".lepdata-lock")


class World:
    """A folder of boards, and lepdata run on it in processes that can be found again."""

    def __init__(self, folder: Path):
        self.folder, self.data = folder, folder / "boards"
        # A copy of the package: fingerprints hold the code, which must not change while runs are killed.
        for part in ("lepdata", "data", "notebooks"):
            shutil.copytree(ROOT / part, folder / "code" / part, ignore=shutil.ignore_patterns("__pycache__"))
        own = {"PYTHONPATH": str(folder / "code"), "LEPDATA_TEST": str(folder), "TMPDIR": str(folder)}
        self.environment = {**os.environ, **own}
        self.do("new", self.data, "--alone", "--title", "Boards of Wessex")
        for number in range(4):
            rows = "".join(",".join(row) + "\n" for row in PEOPLE[: 8 - number])
            (folder / "b.csv").write_text(f"Name,Organisation,Role\n{rows}".replace("Example", f"Example{number}"))
            place = ["--lep", f"Wessex {number}", "--date", "2026-03-31", "--full"]
            self.do("add", folder / "b.csv", "--data", self.data, *place, "--title", f"list {number}")
            (folder / "b.csv").unlink()

    def start(self, *words: object) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "lepdata", *map(str, words)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(command, env=self.environment, cwd=self.folder, **pipes)  # type: ignore[call-overload]

    def do(self, *words: object, code: int = 0) -> str:
        process = self.start(*words)
        said = process.communicate()[1].decode()
        assert process.returncode == code, (words, process.returncode, said)
        return said

    def review(self, out: Path, edition: str, *more: str) -> list[object]:
        return ["review", "--data", self.data, "--out", out, "--edition", edition, "--workers", 2, *more]

    def left(self) -> list[str]:
        """Processes of ours that are there still."""
        found = []
        for place in Path("/proc").glob("[0-9]*"):
            try:
                ours = f"LEPDATA_TEST={self.folder}".encode() in (place / "environ").read_bytes()
                if ours and (place / "stat").read_text().rpartition(")")[2].split()[0] != "Z":
                    found.append((place / "cmdline").read_bytes().replace(b"\0", b" ").decode()[:90])
            except OSError:
                continue
        return found


def files(folder: Path) -> dict[str, bytes]:
    every = (path for path in folder.rglob("*") if path.is_file())
    return {
        name: path.read_bytes()
        for path in every
        if not (name := path.relative_to(folder).as_posix()).startswith(KEPT_ASIDE)
    }


def kill(world: World, kills: int, lots: random.Random) -> None:
    old, new, out = (world.folder / name for name in ("old", "new", "out"))
    world.do(*world.review(old, "one"))
    start = time.monotonic()
    world.do(*world.review(new, "two"))
    whole, one, two = time.monotonic() - start, files(old), files(new)
    (world.data / "processed" / "built_of.txt").unlink()
    start = time.monotonic()
    world.do("build", "--data", world.data)
    lasts = {"review": whole, "build": time.monotonic() - start}
    built, tally = files(world.data / "processed"), Counter[str]()
    (old / "mine.txt").write_text("mine")
    for number in range(kills):
        signal_name = lots.choice(["SIGKILL", "SIGKILL", "SIGTERM", "SIGINT"])
        what = ("review", "build")[number % 3 == 2]
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(old, out)
        if what == "build":
            (world.data / "processed" / "built_of.txt").unlink(missing_ok=True)
        process = world.start(*(["build", "--data", world.data] if what == "build" else world.review(out, "two")))
        time.sleep(lots.uniform(0.3, lasts[what]))
        process.send_signal(getattr(signal, signal_name))
        said = process.communicate(timeout=60)[1].decode()
        time.sleep(2)
        found = files(out)
        assert not (left := world.left()), (signal_name, left)
        assert found.pop("mine.txt") == b"mine" and found in (one, two), (number, signal_name)
        assert "Traceback" not in said and (process.returncode != 130 or "Stopped." in said), said
        tally[f"{what} {signal_name} {'ended before' if process.returncode == 0 else 'killed'}"] += 1
        if what == "build":
            world.do("build", "--data", world.data)
            assert files(world.data / "processed") == built
        elif number % 5 == 0:
            world.do(*world.review(out, "two", "--resume"))
            now = {k: v for k, v in files(out).items() if k != "mine.txt"}
            assert now == two, [k for k in now.keys() | two if now.get(k) != two.get(k)]
    print(f"{kills} kills in runs of {whole:.1f} s, nothing lost, nobody left after 2 s:", dict(sorted(tally.items())))


def fill(world: World, sizes: list[int]) -> None:
    """Reviews and builds on disks of so many kilobytes: each one message, and what was there is there."""
    small, said = world.folder / "small", Counter[str]()
    small.mkdir()
    for size in sizes:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", small], check=True)
        try:
            (small / "out").mkdir()
            (small / "out" / "mine.txt").write_text("mine")
            process = world.start(*world.review(small / "out", "two"))
            error = process.communicate()[1].decode()
            assert process.returncode in (0, 3, 70), error
            assert "Traceback" not in error and (process.returncode == 0 or "No space left" in error), error
            assert (small / "out" / "mine.txt").read_text() == "mine" and not list(small.rglob("*.part"))
            assert (small / "out" / "index.html").exists() == (process.returncode in (0, 3)), error
            said[f"review exit {process.returncode}"] += 1
            process = world.start("build", "--data", world.data, "--out", small / "tables")
            error = process.communicate()[1].decode()
            assert process.returncode in (0, 70) and "Traceback" not in error, error
            said[f"build exit {process.returncode}"] += 1
        finally:
            subprocess.run(["umount", "-l", small], check=True)
    print(f"disks of {sizes} KB:", dict(sorted(said.items())))


def pair(world: World) -> None:
    """Two runs at once in every pairing: both end well, or the second is told who holds the folder."""
    (world.folder / "b.csv").write_text("Name,Role\nDi Doe,Chair\n")
    card = ["--lep", "Wessex 9", "--date", "2026"]
    runs: dict[str, Callable[[int], list[Any]]] = {
        "review": lambda n: world.review(world.folder / "both", str(n)),
        "review elsewhere": lambda n: world.review(world.folder / f"both{n}", "same"),
        "build": lambda n: ["build", "--data", world.data],
        "add": lambda n: ["add", world.folder / "b.csv", "--data", world.data, *card],
    }
    told = {}
    for first in runs:
        for second in runs:
            one = world.start(*runs[first](1))
            time.sleep(1.5)
            two = world.start(*runs[second](2))
            ended = [(process.communicate()[1].decode(), process.returncode) for process in (one, two)]
            for error, code in ended:
                refused = code == 2 and any(f"process {each.pid} on" in error for each in (one, two))
                moved = code == 3 and "changed during the review" in error
                assert code == 0 or refused or moved, (first, second, error)
            told[f"{first} + {second}"] = "/".join(str(code) for _, code in ended)
    print("two at once, exit codes:", told)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = parser.parse_args()
    print(f"seed {given.seed}")
    with tempfile.TemporaryDirectory(prefix="lepdata-lost-") as folder:
        world = World(Path(folder))
        if given.kills:
            kill(world, given.kills, random.Random(given.seed))
        fill(world, [60, 300, 600, 1000, 1400, 2000, 8000])
        pair(world)
