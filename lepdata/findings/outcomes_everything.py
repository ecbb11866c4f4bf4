"""VERDICTS -> the boards that meet every requirement under every definition, named; or why there are none."""

from __future__ import annotations

import pandas as pd

from lepdata.english import choose
from lepdata.findings import spread_words as told
from lepdata.findings.outcomes_definitions import SAYS, together
from lepdata.findings.outcomes_distance import carrying_a_share
from lepdata.findings.spread_finding import COUNTED, Finding, nothing_left_out, untold
from lepdata.model.phrases import capital, say

_BOARD = ["lep", "as_at", "completeness"]
MET = SAYS[0]


def meets_everything(verdicts: pd.DataFrame, strengths: tuple[str, ...] = ("requirement",)) -> Finding:
    """Which boards meet every rule under every definition of private.

    Parameters
    ----------
    verdicts : DataFrame
        The columns of `data/processed/verdicts.csv`, or what `verdict_rows` returns.
    strengths : tuple of str
        Which rules must be met.

    Returns
    -------
    Finding
        `frame` has the boards proven to meet all, and may well be empty; `boards` has every board with a list that
        carries a share, how many rules it was asked, how many are proven met and how many met as listed, and which are
        not (`not_met`, as listed) or cannot be told (`open`), best first.
    """
    name = "meets everything"
    if verdicts.empty:
        return untold(name, "no board has a dated list", verdicts, verdicts, nothing_left_out())
    carrying, left_out = carrying_a_share(verdicts)
    asked = carrying[(carrying["denominator"] == "all") & carrying["strength"].isin(strengths)]
    if asked.empty:
        return untold(name, "no list that carries a share was asked", asked, asked, left_out)
    each = together(asked, "outcome").rename("strictly").to_frame().assign(as_listed=together(asked, "as_listed"))
    boards = _boards(each.reset_index())
    frame = boards[boards["met"] == boards["rules"]].reset_index(drop=True)
    numbers: dict[str, object] = {
        "boards": len(boards),
        "meet_all": len(frame),
        "meet_all_as_listed": int((boards["met_as_listed"] == boards["rules"]).sum()),
    }
    return Finding(name, COUNTED, _words(frame, boards, each.reset_index()), frame, boards, left_out, numbers)


def _boards(each: pd.DataFrame) -> pd.DataFrame:
    each = each.assign(
        met=each["strictly"] == MET,
        met_as_listed=each["as_listed"] == MET,
        not_met=each["criterion"].where(each["as_listed"] == SAYS[1], ""),
        open=each["criterion"].where(~each["as_listed"].isin(SAYS[:2]), ""),
    )
    found = each.groupby(_BOARD, sort=False).agg(
        rules=("criterion", "size"),
        met=("met", "sum"),
        met_as_listed=("met_as_listed", "sum"),
        not_met=("not_met", _listed),
        open=("open", _listed),
    )
    ordered = found.reset_index().sort_values(["met", "met_as_listed", "lep"], ascending=[False, False, True])
    return ordered.reset_index(drop=True)


def _listed(criteria: pd.Series) -> str:
    return "; ".join(filter(None, criteria))


def _words(frame: pd.DataFrame, boards: pd.DataFrame, each: pd.DataFrame) -> str:
    if len(frame):
        return (
            f"{capital(told.how_many(len(frame)))} of {told.boards(len(boards))} with a list that "
            f"carries a share {choose(capital(told.how_many(len(frame))), 'is', 'are')} proven to "
            "meet every requirement under every definition: "
            f"{told.names(frame['lep'].tolist(), most=10)}. The others miss one or cannot be told."
        )
    unproven = (each["strictly"] != MET).groupby(each["criterion"], sort=False).sum()
    worst = unproven.index[unproven == unproven.max()]
    best = boards.iloc[0]
    return say(
        "findings",
        "everything-none",
        boards=told.boards(len(boards)),
        rules=told.names([f"“{told.rule(name)}”" for name in worst]),
        n=len(worst),
        unproven=told.how_many(int(unproven.max())),
        met=best["met"],
        requirements=best["rules"],
        names=told.names(_as_good(boards), most=3),
    )


def _as_good(boards: pd.DataFrame) -> list[str]:
    return boards.loc[boards["met"] == boards["met"].max(), "lep"].tolist()
