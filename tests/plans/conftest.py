"""A small plan of the fictional area, as rows that a test may spoil."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from lepdata.plans.rulebook import columns

Row = dict[str, str]
PLAN = "exampleshire-2023"


def item(short: str, when: str = "", kind: str = "milestone", text: str = "Do it") -> Row:
    return {
        "plan_id": PLAN,
        "lep": "Exampleshire",
        "title": "Exampleshire plan 2023-24",
        "improvement": short.partition(".")[0],
        "item_id": f"{PLAN}/{short}",
        "kind": kind,
        "text": text,
        "when_as_published": when,
    }


def update(short: str, day: str, status: str, **more: str) -> Row:
    given = {"plan_id": PLAN, "item_id": f"{PLAN}/{short}", "quarter": "2023-24 Q1", "reported_on": day}
    return {**given, "status": status, "written_by": "Secretary", **more}


@pytest.fixture
def plan_rows() -> list[Row]:
    return [item("1.k1", kind="kpi"), item("1.m1", "by June 2023"), item("1.m2", "July 2023"), item("2.m1", "ASAP")]


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write rows as a plan ("plan") or as updates ("update"), with their columns or others."""

    def written(table: str, rows: Iterable[Row], names: Iterable[str] = ()) -> Path:
        path = tmp_path / f"{table}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(names) or list(columns(table)), restval="", extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
        return path

    return written
