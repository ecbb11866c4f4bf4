"""Filled-in health checks of the made-up area, changed one cell at a time."""

from __future__ import annotations

import csv

import pytest

from lepdata.files import RAW

OWN, PEER = (RAW / "demonstration" / f"health_check_{side}.csv" for side in ("own", "peer"))


@pytest.fixture
def filled(tmp_path):
    """Write the shipped self-assessment with answers replaced (None drops a row) and its head changed."""

    def write(answers=None, name="form.csv", base=OWN, notes=None, **head):
        with base.open(encoding="utf-8", newline="") as file:
            rows = [row | head for row in csv.DictReader(file)]
        given = dict(answers or {})
        kept = [row for row in rows if given.get(row["question_id"], "") is not None]
        for row in kept:
            row["answer"] = given.get(row["question_id"]) or row["answer"]
            row["note"] = (notes or {}).get(row["question_id"], row["note"])
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(kept)
        return path

    return write
