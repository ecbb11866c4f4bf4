"""Published lists -> the one list by which a board is judged, and what newer lists say beside it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from lepdata.dates import months_before, words
from lepdata.english import choose, joined, plural
from lepdata.read.words import read_status
from lepdata.seating.boards import Board
from lepdata.seating.lists import published_lists
from lepdata.seating.same_person import Row, lines_of_people, on_either
from lepdata.vocabulary import FRAGMENTS, MAIN_BOARD

WINDOW_MONTHS = 12


def assemble(seats: pd.DataFrame, lep: str, as_at: str = "", body: str = MAIN_BOARD) -> Board | None:
    """The board as one list names it: nobody is taken from another list, of whatever date."""
    own = seats[(seats["lep"] == lep) & (seats["body"] == body) & (seats["date_from"] != "")]
    if as_at:
        own = own[own["date_from"] <= as_at]
    if own.empty:
        return None
    lists = published_lists(own)
    usable = lists[lists["carries_a_share"] == "yes"]
    chosen = _chosen(usable) if len(usable) else lists.sort_values(["members", "date_to"]).iloc[-1]
    members = _doubted(own[own["list_id"] == chosen["list_id"]], own).reset_index(drop=True)
    caveats = (*_of_fragments(chosen, lists), *_beside(members, chosen, own, lists))
    return Board(lep, body, chosen["snapshot_date"], chosen["list_completeness"], members, None, caveats)


def _chosen(usable: pd.DataFrame) -> pd.Series:
    """A full list, until one that names present and absent is more than a year newer; else the newest of these.

    A list of those present alone is taken where it is more than a year newer than any that names the absent, too.
    """
    in_turn = usable.sort_values(["date_to", "members"])
    full = in_turn[in_turn["list_completeness"] == "full"]
    other = in_turn[in_turn["list_completeness"] != "full"]
    both = other[other["gives_both"] == "yes"]
    if len(full) and (both.empty or not _outdated(full, both)):
        return full.iloc[-1]
    return both.iloc[-1] if len(both) and not _outdated(both, other) else other.iloc[-1]


def _outdated(lists: pd.DataFrame, others: pd.DataFrame) -> bool:
    """Whether the newest of the others is more than a year newer than the newest of these lists."""
    return bool(months_before(others["date_to"].max(), WINDOW_MONTHS) > lists["date_to"].max())


_LEFT = "another source of that day says that this person had left"


def _doubted(members: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """The list; whoever had left by another source of its very day only might be a member."""
    same_day = own[
        (own["snapshot_date"] == members["snapshot_date"].iloc[0]) & ~own["list_id"].isin(members["list_id"])
    ]
    gone = same_day[same_day["status"].map(read_status).isin(("former", "outgoing"))]
    if gone.empty:
        return members
    left = {line for ids in gone["row_ids"] for line in ids.split()}
    one_person = [ids for ids in lines_of_people(pd.concat([members, gone])) if ids & left]
    doubtful = members["row_ids"].map(lambda ids: any(set(ids.split()) & person for person in one_person))
    doubtful &= members["counts_as_member"] == "yes"
    return members.assign(
        counts_as_member=members["counts_as_member"].mask(doubtful, "might"),
        why_not=members["why_not"].mask(doubtful, _LEFT),
    )


def _of_fragments(chosen: pd.Series, lists: pd.DataFrame) -> Iterator[str]:
    if chosen["list_completeness"] in FRAGMENTS:
        others = f", of {len(lists)} that name some of the board," if len(lists) > 1 else ""
        yield f"No full or attendance list of this board was found. What follows is the one fragment{others} with most."


def _beside(members: pd.DataFrame, chosen: pd.Series, own: pd.DataFrame, lists: pd.DataFrame) -> Iterator[str]:
    """What newer lists say: the one that could have been judged, or says most that is new, and how many others."""
    later = lists[lists["date_to"] > chosen["date_to"]].sort_values(["carries_a_share", "date_to"]).to_dict("records")
    if not later:
        return
    seen = [on_either(_counted(members), _counted(own[own["list_id"] == one["list_id"]])) for one in later]
    at = max(range(len(later)), key=lambda at: (later[at]["carries_a_share"] == "yes", seen[at][2], at))
    told = later.pop(at)
    yield _said_by(told, members, own[own["list_id"] == told["list_id"]], seen[at], chosen["list_completeness"])
    if later:
        newest = max(later, key=lambda one: one["date_to"])
        more = plural(len(later), "other newer list names", "other newer lists name")
        seats, until = plural(sum(one["seats"] for one in later), "seat"), words(newest["snapshot_date"])
        yield f"{more} {seats} of this board, up to {until}, and {choose(len(later), 'is', 'are')} not judged."


def _counted(lines: pd.DataFrame) -> pd.DataFrame:
    return lines[lines["counts_as_member"] != "no"]


def _said_by(newer: Row, members: pd.DataFrame, lines: pd.DataFrame, seen: tuple[int, int, int], judged: str) -> str:
    both, not_seen, new = seen
    part = newer["list_completeness"] in FRAGMENTS
    left = on_either(_counted(members), lines[lines["status"].map(read_status) == "former"])[0]
    told = [f"{new if both else 'none'} of them {'not ' if both else ''}on this one"] if new else []
    told += [f"{not_seen} of this one not on it"] if not_seen and not part else []
    told += [f"{left} of this one had left by it"] if left else []
    says = f"A newer list, of {words(newer['snapshot_date'])}, names {plural(both + new, 'member')}"
    because = "is known to be a part only" if part else _weaker(judged)
    return f"{says}{': ' * bool(told)}{joined(told)}. It {because}, so the older one is judged."


def _weaker(judged: str) -> str:
    return "does not say that it is full" if judged == "full" else "gives nobody who was absent"
