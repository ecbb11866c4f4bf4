"""VERDICTS -> how many boards meet what: proven, as listed, and how easily overturned."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lepdata.english import plural
from lepdata.findings import spread_words as told
from lepdata.findings.outcomes_bands import grouped_by
from lepdata.findings.outcomes_rows import countable
from lepdata.findings.spread_finding import COUNTED, Finding, nothing_left_out, untold
from lepdata.model.phrases import say
from lepdata.model.vocabulary import OUTCOMES
from lepdata.seats.lists import CARRIES_A_SHARE

MAIN = "private-two-thirds"
_QUESTION = ["group", "criterion", "definition", "denominator"]
OVERTURNED = ("by_one", "by_two_to_five", "by_more", "by_none")
COUNT_COLUMNS = (
    *_QUESTION,
    "boards",
    "carrying",
    *(f"{how}_{outcome}" for how in ("strictly", "as_listed") for outcome in ("met", "not_met", "cannot_tell")),
    "decided_by_counts",
    *(f"overturned_{how}" for how in OVERTURNED),
    "fewest_overturn",
    "most_overturn",
)


def outcome_counts(verdicts: pd.DataFrame, by: str = "", where: pd.DataFrame | None = None) -> Finding:
    """How many boards have which outcome, by criterion, definition and denominator, and by a grouping of boards.

    Parameters
    ----------
    verdicts : DataFrame
        The columns of `data/processed/verdicts.csv`, or what `verdict_rows` returns.
    by : str
        "" for all boards together, "year" (three years from 2010), "region", "wave" (of the Local Industrial Strategy)
        or "size".
    where : DataFrame, optional
        lep, region, wave; by default those of the register.

    Returns
    -------
    Finding
        `frame` has one row per group, criterion, definition and denominator: boards asked, how many of their lists
        carry a share, boards by outcome strictly and as listed, how many of the strict outcomes counts without names
        decided (`decided_by_counts`), and how many unseen members would overturn what is listed: by one, by two to
        five, by more, by none (no number could), with the fewest and the most. Fragments have no answer as listed but
        what they prove. Where nobody is co-opted "without co-opted" is not asked of a board, so it has fewer boards.

    Raises
    ------
    UsageError
        If there is no such grouping.
    """
    name = f"outcomes by {by or 'criterion'}"
    if verdicts.empty:
        return untold(
            name,
            "no board has a dated list",
            pd.DataFrame(columns=list(COUNT_COLUMNS)),
            verdicts,
            nothing_left_out(),
        )
    marked = _marked(countable(verdicts)).assign(group=grouped_by(verdicts, by, where))
    sums = marked.groupby(_QUESTION, sort=False)[[*COUNT_COLUMNS[4:-2]]].sum()
    ends = marked.groupby(_QUESTION, sort=False)["overturned_by"].agg(["min", "max"]).astype("Int64")
    frame = sums.join(ends.rename(columns={"min": "fewest_overturn", "max": "most_overturn"})).reset_index()
    frame = frame.sort_values("group", kind="stable", ignore_index=True)[list(COUNT_COLUMNS)]
    boards = verdicts[["lep", "as_at", "completeness"]].drop_duplicates(ignore_index=True)
    return Finding(
        name, COUNTED, _words(marked, by), frame, boards, nothing_left_out(), {"boards": boards["lep"].nunique()}
    )


def _marked(verdicts: pd.DataFrame) -> pd.DataFrame:
    """A one in the column of each count that a verdict belongs to."""
    needed = verdicts["overturned_by"]
    decided = verdicts["as_listed"] != "cannot tell"
    marks: dict[str, Any] = {"boards": 1, "carrying": verdicts["completeness"].isin(CARRIES_A_SHARE)}
    for how, column in (("strictly", "outcome"), ("as_listed", "as_listed")):
        marks |= {f"{how}_{outcome.replace(' ', '_')}": verdicts[column] == outcome for outcome in OUTCOMES}
    marks["decided_by_counts"] = (verdicts["outcome"] != "cannot tell") & (verdicts["basis"] != "list")
    marks["overturned_by_one"] = decided & needed.eq(1).fillna(False)
    marks["overturned_by_two_to_five"] = decided & needed.between(2, 5).fillna(False)
    marks["overturned_by_more"] = decided & needed.gt(5).fillna(False)
    marks["overturned_by_none"] = decided & needed.isna()
    ones = {name: pd.Series(mark, index=verdicts.index).astype(int) for name, mark in marks.items()}
    return verdicts.assign(**ones)


def _words(marked: pd.DataFrame, by: str) -> str:
    asked = _ruling(marked, MAIN if (marked["criterion"] == MAIN).any() else str(marked["criterion"].iloc[0]))
    sums = asked.select_dtypes("number").sum()
    boards, met, not_met = (int(sums[name]) for name in ("boards", "strictly_met", "strictly_not_met"))
    name, reading = asked[["criterion", "definition"]].iloc[0]
    said = say(
        "findings",
        "outcomes",
        boards=told.boards(boards),
        rule=f"the rule of two-thirds private (on the {reading} reading)" if name == MAIN else name,
        met=told.how_many(met),
        n=met,
        not_met=told.how_many(not_met),
        would=told.how_many(int(sums["as_listed_met"])),
        would_not=told.how_many(int(sums["as_listed_not_met"])),
    )
    if not by:
        least = asked["overturned_by"].min()
        return say("findings", "overturned-none" if pd.isna(least) else "overturned", said=said, n=least)
    sizes = asked.groupby("group")["carrying"].sum()
    least, most = (told.how_many(int(end)) for end in (sizes.min(), sizes.max()))
    return (
        f"{said} By {by} the groups have between {least} and "
        f"{plural(most, 'list that carries', 'lists that carry')} a share, so a difference between "
        "groups may be a matter of one or two boards."
    )


def _ruling(marked: pd.DataFrame, criterion: str) -> pd.DataFrame:
    own = marked[(marked["criterion"] == criterion) & (marked["denominator"] == "all")]
    return own[own["definition"] == own["definition"].iloc[0]] if len(own) else own
