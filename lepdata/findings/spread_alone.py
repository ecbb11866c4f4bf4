"""TALLIES -> whether boards have none, exactly one or several of a group more often than independent seats would."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from lepdata import statistics
from lepdata.findings import spread_words as told
from lepdata.findings.spread_finding import BEYOND, Finding, over_readings
from lepdata.findings.spread_tallies import basis, too_few, usable
from lepdata.model.phrases import say
from lepdata.statistics import DRAWS, SEED, Spread

HITS = {"none": "none", "one": "exactly one", "several": "two or more"}
KNOWN = "known members only"


def spread_of(tallied: pd.DataFrame, group: str = "voluntary", draws: int = DRAWS, seed: int = SEED) -> Finding:
    """Whether members of a group are spread over boards as chance would, or kept at one on each.

    Parameters
    ----------
    tallied : DataFrame
        What `tallies` or `published_tallies` return.
    group : str
        Whom they count, for the words.
    draws, seed : int
        How many deals, and where the chance starts.

    Returns
    -------
    Finding
        `frame` has one row for boards with none, exactly one, and two or more: how many there are among those known
        (`observed`), on average over deals (`expected`), the `excess` of the one over the other, the central 95 of 100
        deals (`low` to `high`), the two-sided p-value (`p`; exact where `is_exact`) and the same from the deals made
        (`p_dealt`); then over the readings of those not known the fewest and most such boards, and the smallest and
        largest p-value. The answer is that for exactly one. `numbers["readings"]` names the readings.

    Notes
    -----
    The readings: only those known; none, or all, of the unknown belong to the group; those that leave the fewest, and
    make the most, boards with exactly one.
    """
    name = f"spread of {group}"
    used, left_out = usable(tallied)
    if (unusable := too_few(name, used, left_out)) is not None:
        return unusable
    read = readings(used)
    dealt = {name: statistics.spreads(*counts, draws=draws, seed=seed) for name, counts in read.items()}
    rows = {hit: _row(hit, {name: of[n] for name, of in dealt.items()}) for n, hit in enumerate(HITS)}
    frame = pd.DataFrame(rows.values())
    one = rows["one"]
    answer = over_readings([one["p"], one["lowest_p"], one["highest_p"]])
    numbers = {**one, "boards": len(used), "seats": int(used["known"].sum()), "total": int(used["for"].sum())}
    numbers["readings"] = list(read)
    return Finding(name, answer, _words(numbers, answer, group, basis(used, left_out)), frame, used, left_out, numbers)


def readings(used: pd.DataFrame) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Counts and sizes of each board under each reading of those not known.

    Parameters
    ----------
    used : DataFrame
        The first frame of `usable`.

    Examples
    --------
    >>> used = pd.DataFrame({"for": [0, 1], "against": [9, 9], "open": [1, 1], "known": [9, 10], "size": [10, 11]})
    >>> {name: counts.tolist() for name, (counts, _) in readings(used).items()}
    {'known members only': [0, 1], 'none of the unknown': [0, 1], 'all of the unknown': [1, 2],
     'fewest boards with one': [0, 2], 'most boards with one': [1, 1]}
    """
    count, open_, size = (used[name].to_numpy() for name in ("for", "open", "size"))
    fewest = np.where((count == 1) | ((count == 0) & (open_ > 1)), count + open_, count)
    most = np.where((count == 0) & (open_ > 0), 1, count)
    return {
        KNOWN: (count, used["known"].to_numpy()),
        "none of the unknown": (count, size),
        "all of the unknown": (count + open_, size),
        "fewest boards with one": (fewest, size),
        "most boards with one": (most, size),
    }


def _row(hit: str, found: dict[str, Spread]) -> dict[str, Any]:
    known = found[KNOWN]
    return {
        "boards_with": HITS[hit],
        **{name: getattr(known, name) for name in ("observed", "expected", "low", "high", "p", "p_dealt", "is_exact")},
        "excess": known.observed - known.expected,
        "lowest_observed": min(one.observed for one in found.values()),
        "highest_observed": max(one.observed for one in found.values()),
        "lowest_p": min(_signed(one, known) for one in found.values()),
        "highest_p": max(_signed(one, known) for one in found.values()),
    }


def _signed(one: Spread, known: Spread) -> float:
    """A reading that strays to the other side does not speak for this one, however rarely chance does as much."""
    return one.p if (one.observed >= one.expected) == (known.observed >= known.expected) else 1.0


def _words(numbers: dict[str, Any], answer: str, group: str, on: str) -> str:
    observed, total = numbers["observed"], numbers["total"]
    beyond = "alone-kept" if observed >= numbers["expected"] else "alone-seldom"
    return say(
        "chance",
        "alone",
        boards=on,
        number=told.how_many(observed),
        one=told.members_of(group, 1),
        total=total,
        many=told.members_of(group, total),
        seats=numbers["seats"],
        expected=told.about(numbers["expected"]),
        low=numbers["low"],
        high=numbers["high"],
        rarity=told.rarity(numbers["p"]),
        meaning=say("chance", beyond if answer == BEYOND else f"alone-{answer}"),
    )
