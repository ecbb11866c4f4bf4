"""Where the shipped data, rules and notebooks lie: inside the wheel, or beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
RULES = PACKAGE / "rules"


def _shipped(name: str) -> Path:
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


DATA = _shipped("data")
RAW = DATA / "raw"
PROCESSED = DATA / "processed"
NOTEBOOKS = _shipped("notebooks")
