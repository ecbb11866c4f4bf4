"""How well `lepdata read` reads real documents: people found, posts and organisations exact, by kind of document.

The folder holds the documents, `documents.csv` (file, kind) and `people.csv` (file, section, name, post, organisation,
optional): what a careful person reads off each. Real documents are not part of the repository; name a folder of them in
LEPDATA_DOCUMENTS, or give it: python benchmarks/documents.py FOLDER [--show] [--only TEXT] [--held]
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from lepdata.read.documents.reader import DocumentRead, read_document
from lepdata.spelling import fold


class Tally(NamedTuple):
    documents: int = 0
    people: int = 0
    found: int = 0
    named: int = 0  # rows given that count
    real: int = 0
    section: int = 0
    post: int = 0
    organisation: int = 0
    missed: int = 0
    missed_told: int = 0  # of the missed: in an unread line or a doubted row
    certain: int = 0
    certain_name: int = 0
    certain_all: int = 0

    def __add__(self, other: tuple[object, ...]) -> Tally:
        return Tally(*(one + two for one, two in zip(self, other, strict=True)))  # type: ignore[operator]


def key(text: str) -> str:
    return fold(re.sub(r"[.()“”\"]", " ", text))


def same_field(one: str, other: str) -> bool:
    return re.sub(r"\W+", " ", one.casefold()).strip() == re.sub(r"\W+", " ", other.casefold()).strip()


def measure(folder: Path, row: dict[str, str], gold: list[dict[str, str]], show: bool) -> Tally:
    result = read_document(folder / row["file"])
    readings = list(result.account.readings)
    wanted = [one for one in gold if not one["optional"]]
    optional = {key(one["name"]) for one in gold if one["optional"]}
    tally = Tally(documents=1, people=len(wanted))
    used: set[int] = set()
    for one in wanted:
        mine = [at for at, reading in enumerate(readings) if at not in used and key(reading.name) == key(one["name"])]
        mine.sort(key=lambda at: readings[at].section != one["section"])
        if not mine:
            told = _told(result, one["name"])
            tally += Tally(missed=1, missed_told=told)
            if show:
                print(f"  {row['file']}: MISSED {one['name']} ({one['section']}){'' if told else ' WITHOUT A WORD'}")
            continue
        used.add(mine[0])
        reading = readings[mine[0]]
        # a capacity, "Private Sector", has no column of its own there: it may be written in either
        post, body = (
            same_field(said, wanted) or (wanted != "" and same_field(reading.capacity, wanted))
            for said, wanted in ((reading.post, one["post"]), (reading.organisation, one["organisation"]))
        )
        if show and not (post and body):
            said = f"post {reading.post!r} for {one['post']!r}"
            print(f"  {row['file']}: {one['name']}: {said}, {reading.organisation!r} for {one['organisation']!r}")
        certain = not reading.doubts
        tally += Tally(
            found=1, named=1, real=1, section=reading.section == one["section"], post=post, organisation=body,
            certain=certain, certain_name=certain, certain_all=certain and post and body,
        )  # fmt: skip
    for at, reading in enumerate(readings):
        if at not in used and key(reading.name) not in optional:
            again = any(key(one["name"]) == key(reading.name) for one in wanted)
            tally += Tally(named=1, real=again, certain=not reading.doubts, certain_name=again and not reading.doubts)
            if show and not again:
                print(f"  {row['file']}: NOT THERE {reading.section} {reading.name} | {reading.beside}")
    if show and result.document.unreadable:
        print(f"  {row['file']}: {result.document.unreadable}")
    return tally


def _told(result: DocumentRead, name: str) -> bool:
    text = result.document.text
    last = key(name).split()[-1]
    unread = ["".join(text[place] for place in sorted(line.places)) for line in result.account.unread]
    doubted = [
        "".join(text[place] for place in sorted(one.places) if place >= 0)
        for one in result.account.readings
        if one.doubts
    ]
    return any(last in key(words) for words in (*unread, *doubted))


def held_out(number: int) -> bool:
    """Every third document is not looked at while the reader is made."""
    return number % 3 == 2


def line(name: str, tally: Tally) -> str:
    def share(part: int, whole: int) -> str:
        return f"{100 * part / whole:6.1f}" if whole else "     –"

    shares = [
        (tally.found, tally.people),
        (tally.real, tally.named),
        *((part, tally.found) for part in (tally.section, tally.post, tally.organisation)),
        (tally.certain, tally.named),
        *((part, tally.certain) for part in (tally.certain_name, tally.certain_all)),
    ]
    parts = [share(part, whole) for part, whole in shares]
    parts.insert(5, f"{tally.missed_told:3d}/{tally.missed:<3d}")
    return f"{name:34.34} {tally.documents:4d} {tally.people:6d} " + " ".join(parts)


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("folder", nargs="?", default=os.environ.get("LEPDATA_DOCUMENTS", ""))
    options.add_argument("--show", action="store_true", help="each fault")
    options.add_argument("--only", default="", help="documents whose name holds this")
    options.add_argument("--part", choices=("all", "held", "seen"), default="all")
    given = options.parse_args()
    folder = Path(given.folder)
    if not given.folder or not (folder / "people.csv").is_file():
        print("No folder of real documents: name one in LEPDATA_DOCUMENTS. Nothing was measured.")
        return 0
    with (folder / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with (folder / "people.csv").open(encoding="utf-8-sig", newline="") as file:
        people = list(csv.DictReader(file))
    gold: dict[str, list[dict[str, str]]] = defaultdict(list)
    for one in people:
        gold[one["file"]].append(one)
    kinds: dict[str, Tally] = defaultdict(Tally)
    started = time.perf_counter()
    for number, row in enumerate(sorted(rows, key=lambda row: row["file"])):
        known = gold[row["file"]] or any(word in row["kind"] for word in ("nobody", "scanned"))
        if (
            not known
            or given.only not in row["file"]
            or (given.part != "all" and held_out(number) != (given.part == "held"))
        ):
            continue
        tally = measure(folder, row, gold[row["file"]], given.show)
        kinds[row["kind"].split(" (")[0]] += tally
        kinds["ALL"] += tally
    print(f"{'kind':34} docs people  found   real section  post   org  told  certain  name   all")
    for name in sorted(kinds, key=lambda name: (name == "ALL", name)):
        print(line(name, kinds[name]))
    print(f"{time.perf_counter() - started:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
