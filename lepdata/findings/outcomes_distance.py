"""VERDICTS -> how far each board is from each rule, in members, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from fractions import Fraction
from math import ceil
from typing import Any

import pandas as pd

from lepdata.english import choose, plural
from lepdata.findings import spread_words as told
from lepdata.findings.outcomes_rows import with_kinds
from lepdata.findings.spread_finding import COUNTED, Finding, nothing_left_out, untold
from lepdata.model.phrases import capital
from lepdata.seats.lists import CARRIES_A_SHARE

DISTANCE_COLUMNS = (
    "criterion", "lep", "as_at", "completeness", "strength", "timing", "due", "short_at_least", "short_at_most",
    "sure", "outcome", "as_listed", "overturned_by", "for", "against", "unknown", "might", "threshold", "reason",
)  # fmt: skip
SURE = ("proven", "as listed", "possible")
Row = dict[Hashable, Any]
Distance = tuple[int, int]


def distance(row: Row) -> Distance | None:
    """How many seats a board is away from meeting a criterion, at least and at most over what its list leaves open.

    For a share and for presence: seats that would have to go to others, the board's size kept. For a ceiling: members
    too many. For an office: holders who would have to change.

    Parameters
    ----------
    row : dict
        kind, office, threshold, for, against, unknown and might of a verdict.

    Returns
    -------
    tuple of int or None
        None for what is not counted, and where nobody holds the office.

    Examples
    --------
    >>> counts = {"for": 7, "against": 5, "unknown": 1, "might": 0, "office": ""}
    >>> distance({"kind": "share", "threshold": "2/3", **counts})
    (1, 2)
    >>> distance({"kind": "coverage", "threshold": "1", **counts}) is None
    True
    """
    way = _WAYS.get(row["kind"])
    return None if way is None else way(Fraction(row["threshold"]), row)


def _share(least: Fraction, row: Row) -> Distance:
    for_, unknown, might = (int(row[name]) for name in ("for", "unknown", "might"))
    needed = ceil(least * (for_ + int(row["against"]) + unknown + might))
    return max(0, needed - for_ - unknown - might), max(0, needed - for_)


def _presence(least: Fraction, row: Row) -> Distance:
    for_, unknown, might = (int(row[name]) for name in ("for", "unknown", "might"))
    return max(0, ceil(least) - for_ - unknown - might), max(0, ceil(least) - for_)


def _ceiling(most: Fraction, row: Row) -> Distance:
    for_, unknown, might = (int(row[name]) for name in ("for", "unknown", "might"))
    return max(0, for_ - int(most)), max(0, for_ + unknown + might - int(most))


def _office(_: Fraction, row: Row) -> Distance | None:
    for_, against, unknown, might = (int(row[name]) for name in ("for", "against", "unknown", "might"))
    if not for_ + against + unknown + might:
        return None
    if row["office"] == "chair":  # every chair must be private, but one private deputy chair is enough
        return against, against + unknown + might
    return int(not for_ + unknown + might), int(not for_)


_WAYS: dict[str, Callable[[Fraction, Row], Distance | None]] = {
    "share": _share,
    "presence": _presence,
    "ceiling": _ceiling,
    "office": _office,
}


def furthest(
    verdicts: pd.DataFrame, strengths: tuple[str, ...] = ("requirement",), definition: str = "business"
) -> Finding:
    """The boards furthest from each rule, with how sure that is.

    Parameters
    ----------
    verdicts : DataFrame
        The columns of `data/processed/verdicts.csv`, or what `verdict_rows` returns.
    strengths : tuple of str
        Which rules: requirement, expectation, best practice.
    definition : str
        Which reading of private; everyone counts, the co-opted too.

    Returns
    -------
    Finding
        `frame` has one row per criterion and board that is or may be short of it, on lists that carry a share only: in
        seats, `short_at_least` and `short_at_most` over what the list leaves open, `sure` ("proven"; "as listed": on
        the members printed, others may sit; "possible"), and the list's date. Within a criterion the furthest first,
        and the surer before the less sure. `left_out` names the boards with fragments only. A list older than a rule
        is measured by it, not judged: see its date and `due`. A list put together from several dates may name more
        people than sat at once: see `completeness`.
    """
    name = "furthest from the rules"
    if verdicts.empty:
        return untold(name, "no board has a dated list", verdicts, verdicts, nothing_left_out())
    carrying, left_out = carrying_a_share(verdicts)
    boards = carrying[["lep", "as_at", "completeness"]].drop_duplicates(ignore_index=True)
    everyone = (carrying["denominator"] == "all") & carrying["definition"].isin(("", definition))
    asked = carrying[everyone & carrying["strength"].isin(strengths)]
    if asked.empty:
        return untold(name, "no list that carries a share was asked", asked, boards, left_out)
    frame = _ranked(with_kinds(asked))
    numbers: dict[str, object] = {"boards": len(boards), "short": int((frame["short_at_least"] > 0).sum())}
    return Finding(name, COUNTED, _words(frame, len(boards)), frame, boards, left_out, numbers)


def carrying_a_share(verdicts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The verdicts on lists that carry a share, and the boards that have fragments only."""
    carries = verdicts["completeness"].isin(CARRIES_A_SHARE)
    others = verdicts.loc[~carries, ["lep", "as_at"]].drop_duplicates(ignore_index=True)
    return verdicts[carries], others.assign(reason="only fragments were found, which carry no share")


def _ranked(asked: pd.DataFrame) -> pd.DataFrame:
    order = {criterion: place for place, criterion in enumerate(asked["criterion"].unique())}
    short = []
    for row in asked.to_dict("records"):
        found = distance(row)
        if found is not None and found[1] > 0:
            short.append({**row, "short_at_least": found[0], "short_at_most": found[1], "sure": _sure(row)})
    short.sort(key=lambda row: (order[row["criterion"]], *_rank(row)))
    frame = pd.DataFrame(short, columns=list(DISTANCE_COLUMNS))
    return frame.assign(overturned_by=pd.to_numeric(frame["overturned_by"], errors="coerce").astype("Int64"))


def _rank(row: Row) -> tuple[int, int, int, str]:
    return -row["short_at_least"], SURE.index(row["sure"]), -row["short_at_most"], row["lep"]


def _sure(row: Row) -> str:
    return SURE[0] if row["outcome"] == "not met" else SURE[1] if row["as_listed"] == "not met" else SURE[2]


def _words(frame: pd.DataFrame, boards: int) -> str:
    short = frame[frame["short_at_least"] > 0]
    if short.empty:
        return (
            f"On none of the {plural(boards, 'list that carries', 'lists that carry')} a share do "
            "the members known show a board short of a requirement. "
            f"{capital(told.how_many(len(frame)))} might be short of one, depending on the members "
            "not known."
        )
    first, n = short.iloc[0], short["lep"].nunique()
    proven = int((short["sure"] == SURE[0]).sum())
    return (
        f"On the {plural(boards, 'list that carries', 'lists that carry')} a share, "
        f"{plural(told.how_many(n), 'board is', 'boards are')} short of at least one requirement "
        f"whatever the members not known turn out to be; {told.how_many(proven)} of "
        f"{choose(len(short), 'this', 'these')} {plural(len(short), 'shortfall')} "
        f"{choose(told.how_many(proven), 'is', 'are')} proven, and the others hold for the members "
        f"printed. Furthest from {told.rule(first['criterion'])} is {first['lep']} (list of "
        f"{told.day(first['as_at'])}), where at least {plural(first['short_at_least'], 'seat')} "
        "would have to go to other members."
    )
