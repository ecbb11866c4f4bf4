"""How far to trust the classifier: its answers beside a careful reader's labels, which never feed it."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

SCORED_KINDS = ("own-text", "other-sighting")


def score(labels: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Settled and right, by kind of label.

    Parameters
    ----------
    labels : DataFrame
        row_id, sector_label, kind.
    members : DataFrame
        row_id (or seat_id), sector, sector_status.

    Returns
    -------
    DataFrame
        One row per scored kind and one for both: n, settled, right, the shares as exact fractions and in percent.
    """
    joined = _joined(labels, members)
    kinds = [(kind, joined[joined["kind"] == kind]) for kind in SCORED_KINDS]
    both = joined[joined["kind"].isin(SCORED_KINDS)]
    return pd.DataFrame([_counts(name, rows) for name, rows in [*kinds, ("both", both)]])


def confusion(labels: pd.DataFrame, members: pd.DataFrame, kind: str = "own-text") -> pd.DataFrame:
    """Labels down, answers across, counts of rows; an unsettled row is under "unknown"."""
    joined = _joined(labels, members)
    rows = joined[joined["kind"] == kind]
    return pd.crosstab(rows["sector_label"], rows["sector"], rownames=["label"], colnames=["answer"])


def mistakes(labels: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """The scored rows whose answer is settled and is not the label's, with the reason that decided."""
    joined = _joined(labels, members)
    return joined[joined["kind"].isin(SCORED_KINDS) & joined["settled"] & ~joined["right"]].reset_index(drop=True)


def _joined(labels: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    joined = labels.merge(members, on="row_id", how="inner", validate="one_to_one")
    joined["settled"] = joined["sector"] != "unknown"
    joined["right"] = joined["settled"] & (joined["sector"] == joined["sector_label"])
    return joined


def _counts(kind: str, rows: pd.DataFrame) -> dict[str, object]:
    n, settled, right = len(rows), int(rows["settled"].sum()), int(rows["right"].sum())
    return {
        "kind": kind,
        "n": n,
        "settled": settled,
        "right": right,
        "settled_share": _fraction(settled, n),
        "settled_percent": _percent(settled, n),
        "right_share": _fraction(right, settled),
        "right_percent": _percent(right, settled),
    }


def _fraction(part: int, whole: int) -> str:
    return str(Fraction(part, whole)) if whole else ""


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else ""
