"""Members of a group counted board by board where nearly all members are known, and how their share moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from lepdata.dates import interval, months_before
from lepdata.english import choose, joined, plural
from lepdata.judging.roll import call_roll
from lepdata.nation.findings import FRAGMENTS_ONLY, LEFT_OUT_COLUMNS, Finding, boards_of, how_many, untold
from lepdata.seating.boards import Board
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.vocabulary import MAIN_BOARD, SECTORS

_COUNTS = ("for", "against", "open")
TALLY_COLUMNS = ("lep", "as_at", "completeness", *_COUNTS)
PUBLISHED = "published count"
# Councillors are known by their title and business members often only by name, so the known are no fair part of a list
# on which many are unknown. At most one member in ten may be.
KNOWN_ENOUGH = 10
_GROUPS = {"voluntary": ("voluntary-sector member", "voluntary-sector members"), "women": ("woman", "women")}


def tallies(verdicts: pd.DataFrame, criterion: str) -> pd.DataFrame:
    """How the members of each board answer one criterion, on the business reading where it has several.

    Parameters
    ----------
    verdicts : DataFrame
        What `verdict_rows` returns; one set of rules.
    criterion : str
        Such as "private-two-thirds" or "voluntary-voice".

    Returns
    -------
    DataFrame
        lep, as_at, completeness, for, against, open: the last are members of whom it is not known, and people who may
        or may not be members. Everyone counts, the co-opted too. Empty where nobody was asked.
    """
    asked = (verdicts["criterion"] == criterion) & verdicts["definition"].isin(("", "business"))
    own = verdicts[asked & (verdicts["denominator"] == "all")]
    return _typed(own.assign(open=own["unknown"] + own["might"]))


def published_tallies(compositions: pd.DataFrame, group: str, as_at: str) -> pd.DataFrame:
    """Counts without names of one group that one survey printed of several boards, as `tallies`.

    Boards in the news for their numbers on another date are no fair addition. Boards counted twice are left in twice.
    """
    own = compositions[(compositions["group"] == group) & (compositions["as_at"] == as_at)]
    whole = own["count"].str.fullmatch("[0-9]+") & own["of"].str.fullmatch("[1-9][0-9]*")
    own = own[whole & (own["body"] == MAIN_BOARD) & ~own["lep"].str.startswith("(")]
    count, of = own["count"].astype(int), own["of"].astype(int)
    frame = own.assign(completeness=PUBLISHED, against=of - count, open=0)
    frame["for"] = count
    return _typed(frame)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    kinds = dict.fromkeys(TALLY_COLUMNS[:3], "str") | dict.fromkeys(_COUNTS, "int64")
    return frame[list(TALLY_COLUMNS)].astype(kinds).reset_index(drop=True)


def usable(tallied: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The boards of whose members nearly all are known, with `known` and `size`; the others with the reason."""
    known = tallied["for"] + tallied["against"]
    frame = tallied.assign(known=known, size=known + tallied["open"])
    reasons = pd.Series([_why_not(row) for row in frame.to_dict("records")], index=frame.index, dtype="str")
    twice = frame["lep"].duplicated(keep=False) & (reasons == "")
    reasons = reasons.mask(twice, "two counts of the same board at this date")
    left_out = frame.assign(reason=reasons)[list(LEFT_OUT_COLUMNS)]
    return frame[reasons == ""].reset_index(drop=True), left_out[reasons != ""].reset_index(drop=True)


def _why_not(row: dict) -> str:
    if row["completeness"] not in (*CARRIES_A_SHARE, PUBLISHED):
        return FRAGMENTS_ONLY
    if row["known"] == 0:
        return "of nobody listed is it known"
    if row["open"] * KNOWN_ENOUGH > row["size"]:
        return f"of {row['open']} of {plural(row['size'], 'member')} it is not known, more than one in ten"
    return ""


def _basis(used: pd.DataFrame, left_out: pd.DataFrame) -> str:
    """The boards that a finding rests on, in words."""
    if (used["completeness"] == PUBLISHED).all():
        return f"{boards_of(len(used))} whose numbers were published"
    others = how_many(len(left_out))
    little = f" ({others} {choose(others, 'other shows', 'others show')} too little)" if len(left_out) else ""
    return f"{boards_of(len(used))} whose members are nearly all known{little}"


_NONE_KNOWN = "of no board are nearly all members known"


def spread_of(tallied: pd.DataFrame, group: str) -> Finding:
    """How many boards have no member of a group, one, or more; `frame` has one row per board.

    `group` is "voluntary" or "women".
    """
    used, left_out = usable(tallied)
    if used.empty:
        return untold(_NONE_KNOWN, used, left_out)
    one, many = _GROUPS[group]
    none, single = (int((used["for"] == number).sum()) for number in (0, 1))
    more, total = len(used) - none - single, int(used["for"].sum())
    without = f"{how_many(none)} {choose(none, 'is', 'are')} without a {one}"
    with_one = f"{how_many(single)} {choose(single, 'has', 'have')} one"
    said = (
        f"Of {_basis(used, left_out)}, {without}, {with_one} and {how_many(more)} {choose(more, 'has', 'have')} two or "
        f"more. Together that is {plural(total, one, many)} among {plural(int(used['known'].sum()), 'member')} known."
    )
    return Finding(said, used, used, left_out)


_KINDS = [sector for sector in SECTORS if sector != "unknown"]


def sector_counts(boards: Iterable[Board]) -> pd.DataFrame:
    """How many members of each board come from which sector, nobody counted twice.

    `open` counts members of unknown sector and people who may or may not be members.
    """
    rows = [_sectors_of(board) for board in boards]
    texts = ["lep", "as_at", "completeness"]
    return pd.DataFrame(rows, columns=[*texts, *_KINDS, "open"]).astype(dict.fromkeys([*_KINDS, "open"], "int64"))


def _sectors_of(board: Board) -> dict[str, object]:
    members = call_roll(board).members
    found = Counter(member.sector for member in members if member.sure)
    kinds = {kind: found[kind] for kind in _KINDS}
    shown = {"lep": board.lep, "as_at": board.as_at, "completeness": board.completeness}
    return {**shown, **kinds, "open": len(members) - sum(kinds.values())}


def diversity(sectors: pd.DataFrame) -> Finding:
    """How mixed boards are: the share of each sector, and Blau's index, the chance that two members differ in sector.

    Source: P. M. Blau, Inequality and Heterogeneity (1977): 1 - sum of squared shares. Small boards score lower by
    their size alone, so no board is set against another; more mixed is not better in itself.
    """
    in_all = sectors[_KINDS].sum(axis=1).rename("for")
    used, left_out = usable(sectors.join(in_all).assign(against=0))
    if used.empty:
        return untold(_NONE_KNOWN, used, left_out)
    shares = used[_KINDS].div(used["known"], axis=0)
    frame = used.assign(blau=1 - (shares**2).sum(axis=1))
    members = used[_KINDS].sum().sort_values(ascending=False, kind="stable")
    parts = [f"{_percent(n / members.sum())} {str(kind).replace('_', ' ')}" for kind, n in members.items() if n]
    said = (
        f"On {_basis(used, left_out)}, two members drawn at random from one board come from different kinds of "
        f"organisation with a chance of {frame['blau'].mean():.0%} on average (Blau's index). Of their "
        f"{plural(int(members.sum()), 'member')} known, by sector: {joined(parts)}."
    )
    return Finding(said, frame, used, left_out)


def _percent(share: float) -> str:
    return "under 1%" if share < 0.01 else f"{share:.0%}"


_APART_MONTHS = 12  # lists are put together over twelve months: closer dates would share some


def change(then: pd.DataFrame, now: pd.DataFrame, first_day: str, share: str = "business share") -> Finding:
    """How the same boards' shares changed between two sets of tallies, whoever the members not known are.

    Parameters
    ----------
    then, now : DataFrame
        What `tallies` returns, one row per board.
    first_day : str
        A board's second list must be later than this ISO day.
    share : str
        What the share is called.

    Returns
    -------
    Finding
        `frame` has one row per board with usable lists at both dates: the lowest and the highest change of its share
        over those not known, and whether it certainly `moved`: rose, fell, stayed, or cannot tell.
    """
    both = then.merge(now, on="lep", suffixes=("_then", "_now"))
    reasons = pd.Series([_no_pair(row, first_day) for row in both.to_dict("records")], index=both.index, dtype="str")
    left_out = both.assign(as_at=both["as_at_now"], reason=reasons)[reasons != ""]
    once = pd.concat([then[~then["lep"].isin(now["lep"])], now[~now["lep"].isin(then["lep"])]])
    once = once.assign(reason="a dated list was found for one of the dates only")
    left_out = pd.concat([left_out, once], ignore_index=True)[list(LEFT_OUT_COLUMNS)]
    frame = _moved(both[reasons == ""].reset_index(drop=True))
    if frame.empty:
        return untold("no board has usable lists at both dates", frame, left_out)
    return Finding(_change_words(frame, share), frame, frame, left_out)


def _no_pair(row: dict, first_day: str) -> str:
    for when, said in (("then", "earlier"), ("now", "later")):
        if row[f"completeness_{when}"] not in CARRIES_A_SHARE:
            return f"only fragments were found for the {said} date"
    first, second = interval(row["as_at_then"]), interval(row["as_at_now"])
    if first is None or second is None:
        return "a list has no date"
    if second[0] <= first_day or row["as_at_then"] == row["as_at_now"]:
        return "no usable list is later than the first date"
    return "the two lists are less than a year apart" if months_before(second[0], _APART_MONTHS) < first[1] else ""


def _moved(pairs: pd.DataFrame) -> pd.DataFrame:
    ends: dict[str, Any] = {}
    for when in ("then", "now"):
        for_, against, open_ = (pairs[f"{name}_{when}"] for name in _COUNTS)
        size = for_ + against + open_
        ends |= {f"known_{when}": for_ + against, f"low_{when}": for_ / size, f"high_{when}": (for_ + open_) / size}
    frame = pairs.assign(**ends)
    lowest, highest = frame["low_now"] - frame["high_then"], frame["high_now"] - frame["low_then"]
    kinds = {"rose": lowest > 0, "fell": highest < 0, "stayed": (lowest == 0) & (highest == 0)}
    return frame.assign(
        lowest=lowest, highest=highest, moved=np.select(list(kinds.values()), list(kinds), "cannot tell")
    )


def _change_words(frame: pd.DataFrame, share: str) -> str:
    kinds = ("rose", "fell", "stayed", "cannot tell")
    rose, fell, stayed, unclear = (how_many(int((frame["moved"] == word).sum())) for word in kinds)
    unsure = f"For {unclear} of them it cannot be told, because the members not known could turn it."
    return (
        f"{boards_of(len(frame))} {choose(len(frame), 'has', 'have')} usable lists at both dates, and whoever the "
        f"members not known are, the {share} rose on {rose} of them and fell on {fell}. "
        f"{f'On {stayed} it stayed as it was.' if unclear == 'none' else unsure}"
    )
