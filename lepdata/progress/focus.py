"""RATINGS -> the areas of work that need attention first, by a stated rule."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lepdata.progress.assessments import AMBER, NOT_KNOWN, RED, areas, together
from lepdata.progress.rule_rows import rule_rows
from lepdata.words_by_id import fill

FOCUS_COLUMNS = ("rank", "area", "section", "own", "peer", "red", "apart", "amber", "not_known", "because")


def focus_order() -> pd.DataFrame:
    """The rule by which areas are ranked: order, measure, words, reason, ours, version."""
    return pd.DataFrame(rule_rows("focus_order.csv"))


def focus_areas(compared: pd.DataFrame) -> pd.DataFrame:
    """Rank the areas: reds first, then disagreements, then ambers, then what nobody could answer.

    Each measure of `rules/progress/focus_order.csv` decides where those before it are equal. Areas that are equal
    in all share a rank and stand in the form's order; one that is green throughout has none and is left out.

    Parameters
    ----------
    compared : DataFrame
        What `compare` returns.

    Returns
    -------
    DataFrame
        `FOCUS_COLUMNS`, one row per area: `rank` from 1 (whole numbers); `own` and `peer` colour of the whole area
        (`peer` is "" without one); questions red in either, steps the two are apart, questions amber in either and red
        in none, questions not known in either and neither red nor amber; and the reason in words.
    """
    order = [row["measure"] for row in rule_rows("focus_order.csv")]
    found = [_area(area, compared[compared["area"] == area["area"]]) for area in areas()]
    wanted = [row for row in found if any(row[measure] for measure in order)]
    keys = sorted((_key(row, order) for row in wanted), reverse=True)
    wanted.sort(key=lambda row: keys.index(_key(row, order)))
    rows = [{**row, "rank": keys.index(_key(row, order)) + 1} for row in wanted]
    return pd.DataFrame(rows, columns=list(FOCUS_COLUMNS))


def _key(row: dict[str, Any], order: list[str]) -> tuple[int, ...]:
    return tuple(int(row[measure]) for measure in order)


def _area(area: dict[str, str], own: pd.DataFrame) -> dict[str, Any]:
    pairs = [set(pair) - {""} for pair in zip(own["own"], own["peer"], strict=True)]
    counts = {
        "red": sum(RED in pair for pair in pairs),
        "apart": int(own["apart"].fillna(0).sum()),
        "amber": sum(AMBER in pair and RED not in pair for pair in pairs),
        "not_known": sum(NOT_KNOWN in pair and not pair & {RED, AMBER} for pair in pairs),
    }
    return {
        "area": area["area"],
        "section": area["section"],
        "own": together(own["own"].tolist()),
        "peer": together(own["peer"].tolist()) if (own["peer"] != "").all() else "",
        **counts,
        "because": "; ".join(_words(counts)),
    }


def _words(counts: dict[str, int]) -> list[str]:
    return [fill(row["words"], counts) for row in rule_rows("focus_order.csv") if counts[row["measure"]]]
