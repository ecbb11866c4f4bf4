"""THE SAME BOARDS AT TWO DATES -> whether their shares moved one way more than chance."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from lepdata.dates import interval, months_before
from lepdata.english import choose
from lepdata.nation import chance
from lepdata.nation import spread as told
from lepdata.nation.chance import DRAWS, SEED
from lepdata.nation.outcomes import judged, last_day, verdict_rows
from lepdata.nation.spread import (
    BEYOND,
    CANNOT_TELL,
    KNOWN_ENOUGH,
    LEFT_OUT_COLUMNS,
    Finding,
    nothing_left_out,
    over_readings,
    tallies,
)
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.words_by_id import say

FEWEST_PAIRS = 6  # with five pairs, all changed alike, chance still does as much in 6 of 100 turns
APART_MONTHS = 12  # lists are put together over twelve months: closer dates would share some


def change_between(
    seats: pd.DataFrame,
    date1: str,
    date2: str = "",
    criterion: str = "private-two-thirds",
    group: str = "private",
    draws: int = DRAWS,
    seed: int = SEED,
) -> Finding:
    """How the boards with usable lists at two dates changed between them.

    Parameters
    ----------
    seats : DataFrame
        The seats of every board, as `lepdata.seats()`.
    date1, date2 : str
        ISO dates, perhaps partial. A board's lists are the best ones dated up to each; the second must be later than
        `date1` and at least a year after the first. "" is the latest.
    criterion, group : str
        Whom to count, and how to call them.
    draws, seed : int
        For many pairs: how often to turn signs at random, and where the chance starts.

    Returns
    -------
    Finding
        As `paired`.
    """
    then, now = (tallies(verdict_rows(judged(seats, as_at=day)), criterion) for day in (date1, date2))
    return paired(then, now, last_day(date1), group, draws, seed)


def paired(
    then: pd.DataFrame,
    now: pd.DataFrame,
    date1: str = "",
    group: str = "private",
    draws: int = DRAWS,
    seed: int = SEED,
) -> Finding:
    """How the same boards' shares changed between two sets of tallies.

    Parameters
    ----------
    then, now : DataFrame
        What `tallies` returns, one row per board.
    date1 : str
        A board's second list must be later than this day.
    group : str
        Whom they count, for the words.
    draws, seed : int
        For many pairs: how often to turn signs at random, and where the chance starts.

    Returns
    -------
    Finding
        `frame` has one row per board with usable lists at both dates: both shares among those known, the `change`, its
        lowest and highest value over those not known, and whether it certainly `moved`: rose, fell, cannot tell. The
        answer rests on pairs known well enough at both dates, with the mean change tested by turning signs at random,
        once for those known, once for every board's lowest and once for its highest change; `numbers` has the sign
        test over every pair too, with its smallest and largest p-value.
    """
    name = f"change of {group}"
    both = then.merge(now, on="lep", suffixes=("_then", "_now"))
    reasons = pd.Series([_reason(row, date1) for row in both.to_dict("records")], index=both.index, dtype="str")
    left_out = both.assign(as_at=both["as_at_now"], reason=reasons)[reasons != ""][list(LEFT_OUT_COLUMNS)]
    left_out = pd.concat([nothing_left_out(), left_out, _seen_once(then, now)], ignore_index=True)
    frame = _changed(both[reasons == ""].reset_index(drop=True))
    sure = frame[frame["known_enough"] == "yes"]
    signs: dict[str, Any] = {"pairs": len(frame), "sure": len(sure), **_signs(frame)}
    if len(sure) < FEWEST_PAIRS:
        return Finding(name, CANNOT_TELL, _untold_words(signs, group), frame, sure, left_out, signs)
    ends = [chance.paired_change(sure[column], draws, seed) for column in ("change", "lowest", "highest")]
    answer = over_readings([one.p for one in ends])
    if answer == BEYOND and len({one.mean > 0 for one in ends}) > 1:
        answer = CANNOT_TELL
    numbers = {**vars(ends[0]), **signs}
    return Finding(name, answer, _words(numbers, answer, group), frame, sure, left_out, numbers)


def _reason(row: dict, date1: str) -> str:
    for when in ("then", "now"):
        if row[f"completeness_{when}"] not in CARRIES_A_SHARE:
            return say("left_out", "fragments-then" if when == "then" else "fragments-now")
    first, second = interval(row["as_at_then"]), interval(row["as_at_now"])
    if first is None or second is None:
        return "a list has no date"
    if second[0] <= date1 or row["as_at_then"] == row["as_at_now"]:
        return "no usable list is later than the first date"
    if months_before(second[0], APART_MONTHS) < first[1]:
        return "the two lists are less than a year apart"
    return ""


def _seen_once(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    once = pd.concat([then[~then["lep"].isin(now["lep"])], now[~now["lep"].isin(then["lep"])]])
    return once.assign(reason="a dated list was found for one of the dates only")[list(LEFT_OUT_COLUMNS)]


def _changed(pairs: pd.DataFrame) -> pd.DataFrame:
    found: dict[str, Any] = {}
    for when in ("then", "now"):
        for_, against, open_ = (pairs[f"{name}_{when}"] for name in ("for", "against", "open"))
        known, size = for_ + against, for_ + against + open_
        found |= {f"known_{when}": known, f"share_{when}": for_ / known.where(known > 0, np.nan)}
        found |= {f"low_{when}": for_ / size, f"high_{when}": (for_ + open_) / size}
        found |= {f"enough_{when}": (open_ * KNOWN_ENOUGH <= size) & (known > 0)}
    frame = pairs.assign(**found)
    lowest, highest = frame["low_now"] - frame["high_then"], frame["high_now"] - frame["low_then"]
    moved = np.select(
        [lowest > 0, highest < 0, (lowest == 0) & (highest == 0)], ["rose", "fell", "stayed"], CANNOT_TELL
    )
    enough = frame.pop("enough_then") & frame.pop("enough_now")
    return frame.assign(
        change=frame["share_now"] - frame["share_then"],
        lowest=lowest,
        highest=highest,
        moved=moved,
        known_enough=np.where(enough, "yes", "no"),
    )


def _signs(frame: pd.DataFrame) -> dict[str, Any]:
    rose, fell, unclear = (int((frame["moved"] == word).sum()) for word in ("rose", "fell", CANNOT_TELL))
    low, high = chance.sign_test_bounds(rose, fell, unclear) if rose + fell + unclear else (1.0, 1.0)
    return {"rose": rose, "fell": fell, "unclear": unclear, "lowest_sign_p": low, "highest_sign_p": high}


def _untold_words(numbers: dict[str, Any], group: str) -> str:
    return (
        f"{told.boards(numbers['pairs'])} {choose(numbers['pairs'], 'has', 'have')} usable lists "
        f"at both dates, and whoever the members not known are, the {told.share_of(group)} rose on "
        f"{told.how_many(numbers['rose'])} of them and fell on {told.how_many(numbers['fell'])}. "
        f"On {told.how_many(numbers['sure'])} nearly all members are known at both dates; at least "
        f"{FEWEST_PAIRS} are needed before chance can be ruled out, so whether boards changed "
        "cannot be told."
    )


def _words(numbers: dict[str, Any], answer: str, group: str) -> str:
    way = "rose" if numbers["mean"] > 0 else "fell"
    return say(
        "chance",
        "change",
        boards=told.boards(numbers["sure"]),
        share=told.share_of(group),
        way=way,
        points=f"{abs(numbers['mean']) * 100:.0f}",
        rarity=told.rarity(numbers["p"], "exchanges"),
        meaning=say("chance", f"change-{answer}", way=way),
        unclear=told.how_many(numbers["unclear"]),
        pairs=numbers["pairs"],
    )
