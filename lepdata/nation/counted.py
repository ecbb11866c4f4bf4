"""Members of a group counted board by board where nearly all members are known, and how their share moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

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
    """How the members of each board answer one criterion, on the business reading where it has several."""
    asked = (verdicts["criterion"] == criterion) & verdicts["definition"].isin(("", "business"))
    own = verdicts[asked & (verdicts["denominator"] == "all")]
    return _typed(own.assign(open=own["unknown"] + own["might"]))


def published_tallies(compositions: pd.DataFrame, group: str, as_at: str) -> pd.DataFrame:
    """Counts without names of one group that one survey printed of several boards, as `tallies`."""
    whole = compositions["count"].str.fullmatch("[0-9]+") & compositions["of"].str.fullmatch("[1-9][0-9]*")
    asked = (compositions["group"] == group) & (compositions["as_at"] == as_at) & (compositions["body"] == MAIN_BOARD)
    own = compositions[whole & asked & ~compositions["lep"].str.startswith("(")]
    own = own.assign(completeness=PUBLISHED, open=0)
    own["for"], own["against"] = own["count"].astype(int), own["of"].astype(int) - own["count"].astype(int)
    return _typed(own)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    kinds = dict.fromkeys(TALLY_COLUMNS[:3], "str") | dict.fromkeys(_COUNTS, "int64")
    return frame[list(TALLY_COLUMNS)].astype(kinds).reset_index(drop=True)


def usable(tallied: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The boards of whose members nearly all are known, with `known` and `size`; the others with the reason."""
    known = tallied["for"] + tallied["against"]
    frame = tallied.assign(known=known, size=known + tallied["open"])
    fragments = ~frame["completeness"].isin((*CARRIES_A_SHARE, PUBLISHED))
    unsure = "of " + frame["open"].astype(str) + " of " + frame["size"].astype(str) + " members it is not known"
    reasons = (unsure + ", more than one in ten").where(frame["open"] * KNOWN_ENOUGH > frame["size"], "")
    reasons = reasons.mask(known == 0, "of nobody listed is it known").mask(fragments, FRAGMENTS_ONLY)
    twice = frame["lep"].duplicated(keep=False) & (reasons == "")
    reasons = reasons.mask(twice, "two counts of the same board at this date")
    left_out = frame.assign(reason=reasons)[list(LEFT_OUT_COLUMNS)]
    return frame[reasons == ""].reset_index(drop=True), left_out[reasons != ""].reset_index(drop=True)


def _basis(used: pd.DataFrame, left_out: pd.DataFrame) -> str:
    """The boards that a finding rests on, in words."""
    if (used["completeness"] == PUBLISHED).all():
        return f"{boards_of(len(used))} whose numbers were published"
    others = how_many(len(left_out))
    little = f" ({others} {choose(others, 'other shows', 'others show')} too little)" if len(left_out) else ""
    return f"{boards_of(len(used))} whose members are nearly all known{little}"


_NONE_KNOWN = "of no board are nearly all members known"


def spread_of(tallied: pd.DataFrame, group: str) -> Finding:
    """How many boards have no member of a group, one, or more; `frame` has one row per board."""
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
    """How many members of each board come from which sector; `open` is those of unknown sector or unsure membership."""
    rows = []
    for board in boards:
        members = call_roll(board).members
        found = Counter(member.sector for member in members if member.sure and member.sector != "unknown")
        shown = {"lep": board.lep, "as_at": board.as_at, "completeness": board.completeness}
        rows.append({**shown, **{kind: found[kind] for kind in _KINDS}, "open": len(members) - found.total()})
    numbers = [*_KINDS, "open"]
    return pd.DataFrame(rows, columns=[*TALLY_COLUMNS[:3], *numbers]).astype(dict.fromkeys(numbers, "int64"))


def diversity(sectors: pd.DataFrame) -> Finding:
    """How mixed boards are: the share of each sector."""
    in_all = sectors[_KINDS].sum(axis=1).rename("for")
    used, left_out = usable(sectors.join(in_all).assign(against=0))
    if used.empty:
        return untold(_NONE_KNOWN, used, left_out)
    members = used[_KINDS].sum().sort_values(ascending=False, kind="stable")
    shown = {kind: "under 1%" if 100 * n < members.sum() else f"{n / members.sum():.0%}" for kind, n in members.items()}
    parts = [f"{shown[kind]} {str(kind).replace('_', ' ')}" for kind, n in members.items() if n]
    known = plural(int(members.sum()), "known member")
    said = f"On {_basis(used, left_out)}, the {known} come from these sectors: {joined(parts)}."
    return Finding(said, used, used, left_out)


def change(then: pd.DataFrame, now: pd.DataFrame, first_day: str) -> Finding:
    """How the same boards' business shares changed between two tallies, whoever the members not known are."""
    both = then.merge(now, on="lep", suffixes=("_then", "_now"))
    reasons = pd.Series([_no_pair(row, first_day) for row in both.to_dict("records")], index=both.index, dtype="str")
    not_both = both.assign(as_at=both["as_at_now"], reason=reasons)[reasons != ""]
    once = pd.concat([then[~then["lep"].isin(now["lep"])], now[~now["lep"].isin(then["lep"])]])
    once = once.assign(reason="a dated list was found for one of the dates only")
    left_out = pd.concat([not_both, once], ignore_index=True)[list(LEFT_OUT_COLUMNS)]
    frame = _moved(both[reasons == ""].reset_index(drop=True))
    if frame.empty:
        return untold("no board has usable lists at both dates", frame, left_out)
    kinds = ("rose", "fell", "stayed", "cannot tell")
    rose, fell, stayed, unclear = (how_many(int((frame["moved"] == word).sum())) for word in kinds)
    unsure = f"For {unclear} of them it cannot be told, because the members not known could turn it."
    said = (
        f"{boards_of(len(frame))} {choose(len(frame), 'has', 'have')} usable lists at both dates, and whoever the "
        f"members not known are, the business share rose on {rose} of them and fell on {fell}. "
        f"{f'On {stayed} it stayed as it was.' if unclear == 'none' else unsure}"
    )
    return Finding(said, frame, frame, left_out)


def _no_pair(row: dict, first_day: str) -> str:
    for when, said in (("then", "earlier"), ("now", "later")):
        if row[f"completeness_{when}"] not in CARRIES_A_SHARE:
            return f"only fragments were found for the {said} date"
    first, second = interval(row["as_at_then"]), interval(row["as_at_now"])
    if first is None or second is None:
        return "a list has no date"
    if second[0] <= first_day or row["as_at_then"] == row["as_at_now"]:
        return "no usable list is later than the first date"
    # closer dates would share members
    return "the two lists are less than a year apart" if months_before(second[0], 12) < first[1] else ""


def _moved(pairs: pd.DataFrame) -> pd.DataFrame:
    frame = pairs.copy()
    for when in ("then", "now"):
        for_, against, open_ = (pairs[f"{name}_{when}"] for name in _COUNTS)
        frame[f"known_{when}"], everybody = for_ + against, for_ + against + open_
        frame[f"low_{when}"], frame[f"high_{when}"] = for_ / everybody, (for_ + open_) / everybody
    frame["lowest"], frame["highest"] = frame["low_now"] - frame["high_then"], frame["high_now"] - frame["low_then"]
    stayed = (frame["lowest"] == 0) & (frame["highest"] == 0)
    answers = [frame["lowest"] > 0, frame["highest"] < 0, stayed]
    return frame.assign(moved=np.select(answers, ["rose", "fell", "stayed"], "cannot tell"))
