"""TALLIES -> which boards differ from the others, or from a benchmark, once so many are looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from lepdata import statistics
from lepdata.findings import spread_words as told
from lepdata.findings.spread_finding import BEYOND, CANNOT_TELL, RARE, WITHIN, Finding
from lepdata.findings.spread_tallies import basis, too_few, usable
from lepdata.model.phrases import say


def board_tests(
    tallied: pd.DataFrame, group: str = "private", benchmark: float | None = None, mid_p: bool = False
) -> Finding:
    """Which boards differ from the others, or from a benchmark, once so many are looked at.

    Parameters
    ----------
    tallied : DataFrame
        What `tallies` or `published_tallies` return.
    group : str
        Whom they count, for the words.
    benchmark : float, optional
        A share that does not come from these boards, such as a published national one; by default each board is
        compared with all the others.
    mid_p : bool
        See `statistics.against_share`.

    Returns
    -------
    Finding
        `frame`: each board's p-value among those known, the same adjusted for the number of boards (`adjusted`), the
        adjusted smallest and largest over its members not known, and `says`: "differs", "no sign of a difference" or
        "cannot tell". Most unlike first.
    """
    name = f"board tests of {group}"
    used, left_out = usable(tallied)
    if (unusable := too_few(name, used, left_out)) is not None:
        return unusable
    test = _against(used, benchmark, mid_p)
    p_values = test(used["for"], used["known"])
    low, high = (statistics.adjusted(values) for values in _over_unknown(used, test, p_values))
    frame = used.assign(
        share=used["for"] / used["known"],
        p=p_values,
        adjusted=statistics.adjusted(p_values),
        lowest_adjusted=low,
        highest_adjusted=high,
        says=np.select([high <= RARE, low > RARE], ["differs", "no sign of a difference"], CANNOT_TELL),
    ).sort_values(["p", "lep"], ignore_index=True)
    differ, unclear = ((frame["says"] == word).any() for word in ("differs", CANNOT_TELL))
    answer = BEYOND if differ else CANNOT_TELL if unclear else WITHIN
    numbers: dict[str, object] = {
        "boards": len(frame),
        "differ": int((frame["says"] == "differs").sum()),
        "benchmark": benchmark,
    }
    return Finding(name, answer, _words(frame, group, basis(used, left_out), benchmark), frame, used, left_out, numbers)


Test = Callable[[Any, Any], np.ndarray]


def _against(used: pd.DataFrame, benchmark: float | None, mid_p: bool) -> Test:
    if benchmark is not None:
        return lambda counts, sizes: statistics.against_share(counts, sizes, benchmark, mid_p)
    rest, rest_size = used["for"].sum() - used["for"], used["known"].sum() - used["known"]
    return lambda counts, sizes: statistics.against_rest(counts, sizes, rest, rest_size, mid_p)


def _over_unknown(used: pd.DataFrame, test: Test, known: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The smallest and the largest p-value over how a board's own unknown members may turn out, left out among them."""
    answers = range(int(used["open"].max()) + 1)
    tried = [known, *(test(used["for"] + np.minimum(used["open"], more), used["size"]) for more in answers)]
    return np.min(tried, axis=0), np.max(tried, axis=0)


def _words(frame: pd.DataFrame, group: str, of: str, benchmark: float | None) -> str:
    found, first = frame.loc[frame["says"] == "differs", "lep"].tolist(), frame.iloc[0]
    return say(
        "chance",
        "tests-others" if benchmark is None else "tests-share",
        boards=of,
        share="" if benchmark is None else told.percent(benchmark),
        stand=say("chance", "tests-stand" if found else "tests-none", names=told.names(found), n=len(found)),
        lep=first["lep"],
        part=first["for"],
        many=told.members_of(group, first["for"]),
        known=first["known"],
        rarity=told.rarity(float(first["p"])),
    )
