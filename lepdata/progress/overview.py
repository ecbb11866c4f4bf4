"""All 38 partnerships in one table: what followed each, between which days, and how its reviews stand."""

from __future__ import annotations

import pandas as pd

from lepdata.progress.integration import integration, integrations
from lepdata.progress.review_points import reviews_due
from lepdata.progress.rule_rows import rule_rows


def overview(as_at: str = "") -> pd.DataFrame:
    """Every partnership with its successor and the reviews that follow.

    Parameters
    ----------
    as_at : str, optional
        An ISO day at which the reviews are judged; without one the columns of states are empty.

    Returns
    -------
    DataFrame
        One row per LEP, all text: the columns of `integrations` and, for each review of `review_points`, the first day
        it may open (`<id>_from`), the last day it may close (`<id>_to`) and its `<id>_state`.

    Examples
    --------
    >>> overview("2024-12-31").set_index("lep").loc["Dorset", ["12-months_to", "12-months_state"]].tolist()
    ['2026-04-30', 'cannot tell']
    """
    frame = integrations()
    dues = [reviews_due(integration(lep), as_at).set_index("point") for lep in frame["lep"]]
    for point in [row["id"] for row in rule_rows("review_points.csv")]:
        own = [{str(name): str(text) for name, text in due.loc[point].items()} for due in dues]
        frame[f"{point}_from"] = [row["opens_first"] for row in own]
        frame[f"{point}_to"] = [row["closes_last"] for row in own]
        frame[f"{point}_state"] = [row["state"] for row in own]
    return frame
