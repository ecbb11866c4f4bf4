"""Every published figure against what lepdata finds for the same board and date."""

from __future__ import annotations

import pandas as pd

from lepdata.findings.reconciliation_counts import Count, count
from lepdata.findings.reconciliation_figures import figures, share_range
from lepdata.findings.reconciliation_lists import NEAR_MONTHS, Held, Shelf
from lepdata.findings.reconciliation_measures import Measure, by_organisation, measure
from lepdata.findings.reconciliation_nation import NATIONS, compare_nation
from lepdata.findings.reconciliation_outcomes import AGREES, CANNOT, DIFFERS, Compared, Published, compare
from lepdata.findings.reconciliation_words import because, counted, listed, number_of, uncompared
from lepdata.registers import leps

RECONCILED_COLUMNS = (
    "figure_id",
    "series",
    "about",
    "lep",
    "body",
    "as_at",
    "measure",
    "published",
    "found",
    "as_listed",
    "outcome",
    "standing",
    "difference",
    "reason",
    "because",
    "list_id",
    "list_date",
    "completeness",
    "gap_months",
    "same_source",
    "note",
    "source_url",
)
Row = dict[str, str]


def reconcile(seats: pd.DataFrame, published: pd.DataFrame | None = None) -> pd.DataFrame:
    """Hold every published figure against the list of the same board and date.

    Where no list is of that date the nearest stands in, and its distance in months is said; one more than a year away
    is shown and not compared. A figure agrees only with an exact count of ours: one that our bounds merely allow
    *cannot be compared*, and `standing` says that it is not contradicted.

    Parameters
    ----------
    seats : DataFrame
        What `list_seats` returns, with sectors and genders. It may be empty: then no figure can be compared, and every
        row says so.
    published : DataFrame, optional
        What `figures` returns; the shipped ones by default.

    Returns
    -------
    DataFrame
        `RECONCILED_COLUMNS`, one row per figure, all text. `outcome` is "agrees", "differs" or "cannot be compared";
        `standing` is "exact", "not contradicted", "contradicted" or "" where nothing was counted; `reason` is one of
        the closed list in `reconciliation_words`; `same_source` is "yes" where our list comes from the very page that
        printed the figure, so that the two are no independent witnesses.

    Examples
    --------
    >>> reconcile(pd.DataFrame(columns=["list_id", "lep", "body", "date_from"]))["outcome"].unique().tolist()
    ['cannot be compared']
    """
    rows = (figures() if published is None else published).to_dict("records")
    shelf = Shelf(seats)
    made = [_reconciled({str(key): str(value) for key, value in row.items()}, shelf) for row in rows]
    return pd.DataFrame(made, columns=list(RECONCILED_COLUMNS), dtype=str)


def _reconciled(row: Row, shelf: Shelf) -> Row:
    asked = measure(row["measure"])
    printed = _printed(row)
    common = {**dict.fromkeys(RECONCILED_COLUMNS, ""), **{k: v for k, v in row.items() if k in RECONCILED_COLUMNS}}
    common |= {"outcome": CANNOT, "published": number_of(row["value"], row["of"], row["as_published"])}
    reason = _no_comparison(row, asked, printed)
    if reason:
        return common | {"reason": reason, "because": uncompared(reason, asked.why_not)}
    if row["lep"] in NATIONS:
        return common | compare_nation(row, asked, printed, shelf)
    held = shelf.nearest(row["lep"], row["body"], (row["date_from"], row["date_to"]))
    if held is None:
        return common | {"reason": "no list", "because": uncompared("no list")}
    return common | _compared(row, asked, printed, held)


def _printed(row: Row) -> Published:
    value, of = (int(row[name]) if row[name] else None for name in ("value", "of"))
    return Published(value, of, share_range(row["as_published"]))


def _no_comparison(row: Row, asked: Measure, printed: Published) -> str:
    """Why a figure is not to be compared whatever lists there are; "" if it is."""
    if row["note"].startswith("cut:"):
        return "cut in the source"
    if asked.level == "none":
        return "another kind of fact"
    if row["lep"] not in NATIONS and row["lep"] not in set(leps()["lep"]):
        return "boards not named"
    if not row["date_from"]:
        return "no date"
    says_enough = printed.value is not None or (printed.shares and asked.level == "members")
    return "" if says_enough else "no number"


def _compared(row: Row, asked: Measure, printed: Published, held: Held) -> Row:
    gap = held.gap((row["date_from"], row["date_to"]))
    found = count(held.roll, asked).within(printed.of)
    compared = compare(found, printed)
    if gap > NEAR_MONTHS:
        compared = Compared(CANNOT, "")
    same_source = row["source_url"] in held.sources
    reason = _reason(compared, found, printed, gap, count(held.roll, by_organisation(asked)).within(printed.of))
    return {
        "found": counted(found),
        "as_listed": listed(found),
        "outcome": compared.outcome,
        "standing": compared.standing,
        "difference": compared.difference,
        "reason": reason,
        "because": because(reason, held, gap, found, asked, printed),
        "list_id": held.list_id,
        "list_date": held.as_at,
        "completeness": held.completeness,
        "gap_months": str(gap),
        "same_source": "yes" if same_source else "no",
    }


def _reason(compared: Compared, found: Count, printed: Published, gap: int, other_reading: Count) -> str:
    if gap > NEAR_MONTHS:
        return "too far apart"
    if compared.outcome == AGREES:
        return "another date, same number" if gap else "same number"
    if compared.outcome == DIFFERS:
        if compare(other_reading, printed).outcome == AGREES:
            return "another definition"
        return "another date" if gap else "another size" if compared.of_size else "another number"
    return "list incomplete" if not found.is_whole else "not published"
