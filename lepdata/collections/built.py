"""The built tables of the collection in use: read where they were built of what is there now, else made in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from lepdata.errors import Fault, InputFaults
from lepdata.files import PROCESSED, RAW, RULES
from lepdata.registers.whose import BUILT_OF, Collection, in_use, per_collection


def stored_table(name: str) -> pd.DataFrame:
    """One built table as text, without the sentences that are made when it is shown."""
    used = in_use()
    if used.hidden or (used.root and not is_fresh(used)):
        return _made()[name].copy()
    path = used.processed / f"{name}.csv"
    if not path.is_file():
        raise InputFaults([Fault(path.name, None, "", "no file", f"the processed table {name}", "run: lepdata build")])
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def is_fresh(used: Collection) -> bool:
    """Whether the tables of a folder were built of what it holds now."""
    stamp = used.processed / BUILT_OF
    return not used.is_file and stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == used.stamp


@per_collection(maxsize=2)
def _made() -> dict[str, pd.DataFrame]:
    from lepdata.collections.tables import compute  # reading built tables costs none of what building needs

    made = compute()
    return {name: frame.astype(str).fillna("") for name, frame in made.items()}


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
