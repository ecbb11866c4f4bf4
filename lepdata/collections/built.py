"""The built tables of the collection in use: read where they were built of what is there now, else made in memory."""

from __future__ import annotations

import pandas as pd

from lepdata.collections.versions import is_fresh
from lepdata.errors import Fault, InputFaults
from lepdata.registers.whose import in_use, per_collection


def stored_table(name: str) -> pd.DataFrame:
    """One built table as text, without the sentences that are made when it is shown."""
    used = in_use()
    if used.hidden or (used.root and not is_fresh(used)):
        return _made()[name].copy()
    path = used.processed / f"{name}.csv"
    if not path.is_file():
        raise InputFaults([Fault(path.name, None, "", "no file", f"the processed table {name}", "run: lepdata build")])
    return pd.read_csv(path, dtype=str, keep_default_na=False)


@per_collection(maxsize=2)
def _made() -> dict[str, pd.DataFrame]:
    from lepdata.collections.tables import compute  # reading built tables costs none of what building needs

    made = compute()
    return {name: frame.astype(str).fillna("") for name, frame in made.items()}
