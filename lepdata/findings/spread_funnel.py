"""TALLIES -> shares against board size, with the limits of chance."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from lepdata import statistics
from lepdata.findings import spread_words as told
from lepdata.findings.spread_finding import BEYOND, CANNOT_TELL, WITHIN, Finding
from lepdata.findings.spread_tallies import basis, too_few, usable
from lepdata.model.phrases import say
from lepdata.statistics import FURTHER, LEVEL


def funnel_limits(target: float, sizes: Any) -> pd.DataFrame:
    """The limits of chance at each board size, for drawing.

    Parameters
    ----------
    target : float
        The share around which they lie.
    sizes : sequence of int
        Board sizes.

    Returns
    -------
    DataFrame
        One row per size and level (0.95, 0.998): the fewest and the most members inside, the same as shares, and the
        chance of a count below and above, which is at most half of what the level leaves.

    Examples
    --------
    >>> funnel_limits(0.5, [10])[["level", "fewest", "most"]].values.tolist()
    [[0.95, 2.0, 8.0], [0.998, 1.0, 9.0]]
    """
    frames = []
    for level in (LEVEL, FURTHER):
        found = statistics.control_limits(target, sizes, level)
        columns = {"size": found.sizes, "level": level, "fewest": found.fewest, "most": found.most}
        shares = {"lower": found.fewest / found.sizes, "upper": found.most / found.sizes}
        frames.append(pd.DataFrame({**columns, **shares, "below": found.below, "above": found.above}))
    return pd.concat(frames, ignore_index=True)


def funnel(tallied: pd.DataFrame, group: str = "private", target: float | None = None) -> Finding:
    """Shares against board size, with exact limits around a target.

    Parameters
    ----------
    tallied : DataFrame
        What `tallies` or `published_tallies` return.
    group : str
        Whom they count, for the words.
    target : float, optional
        The share to compare with; by default the pooled share of the boards compared.

    Returns
    -------
    Finding
        `frame` has one row per board: its share among those known, the lowest and highest share over those not known,
        the limits at both levels, where it lies (`place`: inside, below, above, far below, far above), and
        `whatever_the_unknown`: "yes" where it lies so however they turn out. `likely_low` and `likely_high` are
        Wilson's interval, for readers who take a board as a draw of appointments; `whole_board_seen` says where the
        share is a plain fact.
    """
    name = f"funnel of {group}"
    used, left_out = usable(tallied)
    if (unusable := too_few(name, used, left_out)) is not None:
        return unusable
    pooled = float(used["for"].sum() / used["known"].sum())
    centre = pooled if target is None else target
    frame = _placed(used, centre)
    numbers = _outside(frame, centre, pooled)
    answer = _funnel_answer(frame)
    said = _funnel_words(numbers, group, basis(used, left_out), target is None)
    return Finding(name, answer, said, frame, used, left_out, numbers)


def _placed(used: pd.DataFrame, centre: float) -> pd.DataFrame:
    likely_low, likely_high = statistics.wilson(used["for"], used["known"])
    near, far = (statistics.control_limits(centre, used["known"], level) for level in (LEVEL, FURTHER))
    places = _place(used["for"], used["known"], centre)
    most = used["for"] + used["open"]
    ends = [_place(count, used["size"], centre) for count in (used["for"], most)]
    same = (places == ends[0]) & (places == ends[1])
    whole = (used["completeness"] == "full") & (used["open"] == 0)
    return used.assign(
        share=used["for"] / used["known"],
        lowest=used["for"] / used["size"],
        highest=most / used["size"],
        fewest=near.fewest,
        most=near.most,
        fewest_far=far.fewest,
        most_far=far.most,
        chance_outside=near.below + near.above,
        place=places,
        whatever_the_unknown=np.where(same, "yes", "no"),
        likely_low=likely_low,
        likely_high=likely_high,
        whole_board_seen=np.where(whole, "yes", "no"),
    )


def _place(counts: pd.Series, sizes: pd.Series, centre: float) -> np.ndarray:
    near, far = (statistics.control_limits(centre, sizes, level) for level in (LEVEL, FURTHER))
    choices = [counts < far.fewest, counts > far.most, counts < near.fewest, counts > near.most]
    return np.select(choices, ["far below", "far above", "below", "above"], "inside")


def _outside(frame: pd.DataFrame, centre: float, pooled: float) -> dict[str, object]:
    return {
        "boards": len(frame),
        "target": centre,
        "pooled": pooled,
        "outside": int((frame["place"] != "inside").sum()),
        "far_outside": int(frame["place"].str.startswith("far").sum()),
        "expected_outside": float(frame["chance_outside"].sum()),
    }


def _funnel_answer(frame: pd.DataFrame) -> str:
    far = frame["place"].str.startswith("far")
    if (far & (frame["whatever_the_unknown"] == "yes")).any():
        return BEYOND
    return CANNOT_TELL if far.any() else WITHIN


def _funnel_words(numbers: dict[str, Any], group: str, of: str, is_pooled: bool) -> str:
    outside, far = numbers["outside"], numbers["far_outside"]
    return say(
        "chance",
        "funnel",
        boards=of,
        number=told.how_many(outside),
        share=told.share_of(group),
        target=told.percent(numbers["target"]),
        source=say("chance", "funnel-pooled" if is_pooled else "funnel-asked"),
        expected=told.about(numbers["expected_outside"]),
        far=told.how_many(far),
    )
