"""VERDICTS -> for how many boards the definition of private decides."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lepdata.findings import spread_words as told
from lepdata.findings.outcomes_rows import countable
from lepdata.findings.spread_finding import COUNTED, Finding, nothing_left_out, untold

DEPENDS = "depends on the definition"
SAYS = ("met under every definition", "not met under every definition", DEPENDS, "cannot tell")
_BOARD = ["criterion", "lep", "as_at", "completeness"]


def definition_counts(verdicts: pd.DataFrame) -> Finding:
    """For how many boards the definition of private decides.

    Parameters
    ----------
    verdicts : DataFrame
        The columns of `data/processed/verdicts.csv`, or what `verdict_rows` returns.

    Returns
    -------
    Finding
        `frame` has one row per criterion that has several definitions: how many boards are asked, and how many are met
        under every definition, not met under every one, dependent on it (met under one and not under another) or cannot
        be told, once strictly and once as listed. `boards` has each board's two answers.
    """
    name = "definitions of private"
    own = verdicts[(verdicts["definition"] != "") & (verdicts["denominator"] == "all")] if len(verdicts) else verdicts
    if own.empty:
        return untold(name, "no board was asked under several definitions", own, own, nothing_left_out())
    own = countable(own)
    strictly, as_listed = together(own, "outcome"), together(own, "as_listed")
    boards = strictly.rename("strictly").to_frame().assign(as_listed=as_listed).reset_index()
    frame = _counted(boards)
    depends = {how: int((boards[how] == DEPENDS).sum()) for how in ("strictly", "as_listed")}
    numbers: dict[str, object] = {**depends, "boards": boards["lep"].nunique()}
    return Finding(name, COUNTED, _words(frame), frame, boards, nothing_left_out(), numbers)


def together(verdicts: pd.DataFrame, column: str) -> pd.Series:
    """What a board's verdicts on one criterion say over its definitions: one of `SAYS` for each criterion and board."""
    found = {outcome: verdicts[column] == outcome for outcome in ("met", "not met", "cannot tell")}
    seen = verdicts[_BOARD].assign(**found).groupby(_BOARD, sort=False)[list(found)].any()
    only_met = seen["met"] & ~seen["not met"] & ~seen["cannot tell"]
    only_not = seen["not met"] & ~seen["met"] & ~seen["cannot tell"]
    says = np.select([only_met, only_not, seen["met"] & seen["not met"]], SAYS[:3], SAYS[3])
    return pd.Series(says, index=seen.index, dtype="str")


def _counted(boards: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for criterion, own in boards.groupby("criterion", sort=False):
        row: dict[str, object] = {"criterion": criterion, "boards": len(own)}
        row |= {f"{how}: {word}": int((own[how] == word).sum()) for how in ("strictly", "as_listed") for word in SAYS}
        rows.append(row)
    return pd.DataFrame(rows)


def _words(frame: pd.DataFrame) -> str:
    first = frame.iloc[0]
    strictly, listed = (int(first[f"{how}: {DEPENDS}"]) for how in ("strictly", "as_listed"))
    either = int(first[[f"as_listed: {word}" for word in SAYS[:2]]].sum())
    return (
        f"Asked for {told.rule(str(first['criterion']))}, {told.how_many(listed)} of "
        f"{told.boards(int(first['boards']))} would meet it under one reading of “private” and "
        f"miss it under another on the list as it stands, and for {told.how_many(strictly)} that "
        f"is proven. For {told.how_many(either)} every reading gives the same answer as listed, "
        "and for the rest too little is known."
    )
