"""ANSWERS AND FIGURES -> the case to central government: what is needed and what shows it. Nothing else enters."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from lepdata.progress.assessments import Assessment, areas, figures

CASE_COLUMNS = ("rank", "area", "section", "own", "peer", "need", "evidence", "boards", "gap")
NO_NEED, NO_EVIDENCE = "no need was stated", "no evidence was given"


def case(own: Assessment, focus: pd.DataFrame, changes: pd.DataFrame | None = None) -> pd.DataFrame:
    """What the area asks for, in the order of its focus areas, each with the evidence that was given for it.

    Parameters
    ----------
    own : Assessment
        The area's own health check.
    focus : DataFrame
        What `focus_areas` returns.
    changes : DataFrame, optional
        What `compare_boards` returns; the criteria of the boards that bear on an area stand beside its evidence.

    Returns
    -------
    DataFrame
        `CASE_COLUMNS`, one row per focus area, and after them the areas that state a need all the same (rank 0): `need`
        and `evidence` are the area's own words, `boards` are the criteria of the boards known now; `gap` says what is
        missing before the case can be made.
    """
    by_area = {row["area"]: row for row in focus.to_dict("records")}
    ranked = [{**area, **by_area[area["area"]]} for area in areas() if area["area"] in by_area]
    ranked.sort(key=lambda row: row["rank"])
    others = [
        {**area, "rank": 0, "own": "", "peer": ""}
        for area in areas()
        if area["area"] not in by_area and own.answers.get(area["need"])
    ]
    return pd.DataFrame([_row(area, own, changes) for area in ranked + others], columns=list(CASE_COLUMNS))


def case_figures(own: Assessment) -> pd.DataFrame:
    """The figures that the area gave: what, number, note."""
    return pd.DataFrame(figures(own), columns=["what", "number", "note"])


def _row(area: dict[str, str], own: Assessment, changes: pd.DataFrame | None) -> dict[str, object]:
    need, evidence = (own.answers.get(area[name], "") for name in ("need", "evidence"))
    boards = "" if changes is None else _boards(area["measures"].split(), changes)
    gaps = [words for given, words in ((need, NO_NEED), (evidence or boards, NO_EVIDENCE)) if not given]
    return {
        **{name: area[name] for name in ("rank", "area", "section", "own", "peer")},
        "need": need,
        "evidence": evidence,
        "boards": boards,
        "gap": "; ".join(gaps),
    }


def _boards(measures: list[str], changes: pd.DataFrame) -> str:
    """The criteria that bear on an area and are known of the board after, with their sums."""
    ruling = changes[(changes["rules"] == "yes") & changes["criterion"].isin(measures)]
    known = ruling[ruling["after"] != "cannot tell"]
    return " ".join(_line(row) for row in known.to_dict("records"))


def _line(row: dict[Hashable, Any]) -> str:
    sums = f"before, {row['before_reason']}; after, {row['after_reason']}."
    return f"{row['statement']} {row['change'].capitalize()}: {sums}"
