"""TALLIES -> whether the shares of boards differ more than dealing the same members over them would make them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from lepdata import statistics
from lepdata.findings import spread_words as told
from lepdata.findings.spread_alone import KNOWN
from lepdata.findings.spread_finding import WITHIN, Finding, over_readings, untold
from lepdata.findings.spread_tallies import basis, too_few, usable
from lepdata.model.phrases import say
from lepdata.statistics import DRAWS, SEED


def heterogeneity(tallied: pd.DataFrame, group: str = "private", draws: int = DRAWS, seed: int = SEED) -> Finding:
    """Whether boards differ beyond chance, all of them taken together.

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
        `frame` has one row per reading of those not known: the statistics, the overdispersion (1 is chance) and the
        p-values. The readings: only those known; none, or all, of the others belong to the group; the others such that
        they draw the boards together, or push them apart, as far as they can.
    """
    name = f"heterogeneity of {group}"
    used, left_out = usable(tallied)
    if (unusable := too_few(name, used, left_out)) is not None:
        return unusable
    if int(used["for"].sum()) in (0, int(used["known"].sum())):
        return untold(
            name, "nobody or everybody known belongs to the group, so no board can differ", used, used, left_out
        )
    read = [(reading, counts, sizes) for reading, (counts, sizes) in _readings(used).items()]
    found = [(reading, statistics.heterogeneity(counts, sizes, draws, seed)) for reading, counts, sizes in read]
    frame = pd.DataFrame([{"reading": reading, **vars(one)} for reading, one in found])
    answer = over_readings(frame["p"].tolist())
    shares = used["for"] / used["known"]
    numbers = {**vars(found[0][1]), "lowest": float(shares.min()), "highest": float(shares.max())}
    return Finding(name, answer, _words(numbers, answer, group, basis(used, left_out)), frame, used, left_out, numbers)


def _readings(used: pd.DataFrame) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    count, open_, size = (used[name].to_numpy() for name in ("for", "open", "size"))
    return {
        KNOWN: (count, used["known"].to_numpy()),
        "none of the unknown": (count, size),
        "all of the unknown": (count + open_, size),
        "drawn together": (together(count, open_, size), size),
        "pushed apart": (apart(count, open_, size), size),
    }


def together(count: np.ndarray, open_: np.ndarray, size: np.ndarray) -> np.ndarray:
    """The counts that draw the shares of boards together: every board as near to one share as its unknown allow."""
    shares = np.unique(np.concatenate([count / size, (count + open_) / size]))
    tried = np.clip(np.rint(shares[:, np.newaxis] * size), count, count + open_).astype(np.int64)
    return tried[_chi_square(tried, size).argmin()]


def apart(count: np.ndarray, open_: np.ndarray, size: np.ndarray) -> np.ndarray:
    """The counts that push the shares of boards apart: all unknown of the higher boards, none of the lower."""
    rank = np.argsort(np.argsort(-(count + open_ / 2) / size, kind="stable"))
    higher = rank < np.arange(len(count) + 1)[:, np.newaxis]
    tried = np.where(higher, count + open_, count)
    return tried[_chi_square(tried, size).argmax()]


def _chi_square(tried: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Pearson's statistic of each row of counts; nought where nobody or everybody belongs."""
    pooled = tried.sum(axis=1, keepdims=True) / size.sum()
    spread = np.maximum(pooled * (1 - pooled), 1e-12)
    return ((tried - size * pooled) ** 2 / (size * spread)).sum(axis=1)


def _words(numbers: dict[str, Any], answer: str, group: str, of: str) -> str:
    luck = answer == WITHIN and numbers["overdispersion"] <= 1
    return say(
        "chance",
        "differences",
        share=told.share_of(group),
        boards=of,
        lowest=told.percent(numbers["lowest"]),
        highest=told.percent(numbers["highest"]),
        seats=numbers["seats"],
        mean=told.percent(numbers["total"] / numbers["seats"]),
        rarity=told.rarity(numbers["p"]),
        meaning=say("chance", "differences-luck" if luck else f"differences-{answer}"),
    )
