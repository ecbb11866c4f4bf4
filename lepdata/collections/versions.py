"""What tables are made of, as short hashes: the data, the rules and the code; and whether built ones are still good."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from lepdata import __version__
from lepdata.files import PROCESSED, RAW, RULES
from lepdata.registers.whose import BUILT_OF, Collection


def is_fresh(used: Collection) -> bool:
    """Whether the tables of a folder were built of what it holds now."""
    stamp = used.processed / BUILT_OF
    return not used.is_file and stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == built_of(used)


def built_of(used: Collection) -> str:
    """Everything that the tables of a folder depend on: what it holds, the rules, the code and the shipped data."""
    return f"{used.stamp} {rules_version()} {data_version() if used.with_shipped else ''} {__version__}"


def data_version() -> str:
    """A short hash over the shipped data, raw and processed."""
    signed = (RAW / f"{name}.csv" for name in ("manifest", "corrections", "decisions"))
    return hash_of([*signed, *sorted(PROCESSED.glob("*.csv"))])


def rules_version() -> str:
    """A short hash over every rule."""
    return hash_of(sorted(RULES.rglob("*")))


def hash_of(files: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in files:
        if path.is_file():
            whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:12]
