"""Reconciled figures as somebody signed them: one that moves is a fault until its row is signed anew."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from lepdata.findings.reconciliation_outcomes import AGREES, DIFFERS
from lepdata.model.faults import Fault

SIGNED = "figures/reconciled.csv"
SIGNED_COLUMNS = ("figure_id", "outcome", "published", "found", "difference", "why", "signed_by", "signed_on")
_WATCHED = ("outcome", "published", "found", "difference")
_REMEDY = (
    f"look what changed; if the new result is meant, sign its row in data/raw/{SIGNED} anew "
    "and put the file's SHA-256 into manifest.csv"
)


def moved(reconciled: pd.DataFrame, signed: pd.DataFrame) -> list[Fault]:
    """Every reconciled figure that is not as it was signed.

    A figure is reconciled where it agrees or differs. One that cannot be compared need not be signed; one that was
    signed and no longer can be compared has moved, and so has one that now can.

    Parameters
    ----------
    reconciled : DataFrame
        What `reconcile` returns.
    signed : DataFrame
        `SIGNED_COLUMNS`, as `registers.read_raw("figures/reconciled.csv")` has them.

    Returns
    -------
    list of Fault
        One per figure that moved or whose row is not signed.

    Examples
    --------
    >>> now = pd.DataFrame([{"figure_id": "c1", "outcome": "agrees", "published": "5", "found": "5", "difference": ""}])
    >>> [fault.found for fault in moved(now, pd.DataFrame(columns=list(SIGNED_COLUMNS)))]
    ['agrees, published 5, found 5']
    """
    settled = reconciled[reconciled["outcome"].isin([AGREES, DIFFERS])]
    now = {row["figure_id"]: _said(row) for row in settled.to_dict("records")}
    before = {row["figure_id"]: _said(row) for row in signed.to_dict("records")}
    faults = [
        Fault(SIGNED, None, figure, now.get(figure, "no longer compared"), _expected(before, figure), _REMEDY)
        for figure in dict.fromkeys([*now, *before])
        if now.get(figure) != before.get(figure)
    ]
    return [*faults, *_unsigned(signed)]


def _expected(before: dict[str, str], figure: str) -> str:
    return f"as signed, {before[figure]}" if figure in before else "no result, as none is signed"


def _said(row: dict) -> str:
    outcome, published, found, difference = (row[name] for name in _WATCHED)
    return f"{outcome}, published {published}, found {found}" + (f", {difference}" if difference else "")


def _unsigned(signed: pd.DataFrame) -> Iterator[Fault]:
    for line, row in enumerate(signed.to_dict("records"), start=2):
        for column in ("why", "signed_by", "signed_on"):
            if not row[column]:
                yield Fault(SIGNED, line, column, "nothing", "a signed row", f"fill in {column}")
