"""The built tables of the collection in use: read where they were built of what is there now, else made in memory."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from lepdata.errors import Fault, InputFaults
from lepdata.files import PROCESSED
from lepdata.registers.collection import Collection, in_use, per_collection

STAMP = "built_of.txt"  # the stamp of the collection that tables were built of


def stored_table(name: str) -> pd.DataFrame:
    """One built table as text, without the sentences that are made when it is shown."""
    used = in_use()
    if used.root and not _is_fresh(used):
        return _made()[name].copy()
    path = processed(used) / f"{name}.csv"
    if not path.is_file():
        raise InputFaults([Fault(path.name, None, "", "no file", f"the processed table {name}", "run: lepdata build")])
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def processed(used: Collection) -> Path:
    """Where the tables of a collection lie, once they are built."""
    return used.root / "processed" if used.root else PROCESSED


def _is_fresh(used: Collection) -> bool:
    stamp = processed(used) / STAMP
    return not used.is_file and stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == used.stamp


@per_collection(maxsize=2)
def _made() -> dict[str, pd.DataFrame]:
    from lepdata.collections.tables import compute  # reading built tables costs none of what building needs

    made = compute()
    return {name: frame.astype(str).fillna("") for name, frame in made.items()}
