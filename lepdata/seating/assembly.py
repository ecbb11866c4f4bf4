"""Published lists -> one board: the latest full list, or the union of a year's attendance lists, or fragments."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from lepdata.dates import months_before, words
from lepdata.english import choose, plural
from lepdata.names import Person, read_person, same_name
from lepdata.read.words import read_status
from lepdata.seating.boards import Board
from lepdata.seating.lists import published_lists
from lepdata.seating.rows import membership
from lepdata.vocabulary import MAIN_BOARD

WINDOW_MONTHS = 12
Row = dict[Hashable, Any]
# What tells whether two lines are one person, and what a line says of membership.
_OF_A_PERSON = ("person_name", "honorific", "honorifics", "job_title", "organisation_key", "capacity_as_published")
_READ = (*_OF_A_PERSON, "list_id", "row_ids", "date_to", "role", "status", "counts_as_member", "why_not")


def assemble(seats: pd.DataFrame, lep: str, as_at: str = "", body: str = MAIN_BOARD) -> Board | None:
    own = seats[(seats["lep"] == lep) & (seats["body"] == body) & (seats["date_from"] != "")]
    if as_at:
        own = own[own["date_from"] <= as_at]
    if own.empty:
        return None
    lists = published_lists(own)
    usable = lists[lists["carries_a_share"] == "yes"]
    if usable.empty:
        return _fragments(own, lists, lep, body)
    newest = usable["date_to"].max()
    since = months_before(newest, WINDOW_MONTHS)
    full = usable[(usable["list_completeness"] == "full") & (usable["date_to"] >= since)]
    if not full.empty:
        chosen = full.sort_values(["date_to", "members"]).iloc[-1]
        return _one_list(own, lists, chosen, lep, body)
    recent = (lists["date_to"] > since) & (lists["date_to"] <= newest)
    window = lists[recent & (lists["list_completeness"] != "partial")]
    if len(window) > 1 and (window["gives_both"] == "yes").any():
        return _union(own, lists, window, lep, body)
    return _one_list(own, lists, usable.sort_values(["date_to", "members"]).iloc[-1], lep, body)


def _one_list(own: pd.DataFrame, lists: pd.DataFrame, chosen: pd.Series, lep: str, body: str) -> Board:
    members = own[own["list_id"] == chosen["list_id"]].reset_index(drop=True)
    caveats = _later(lists, chosen["date_to"])
    return Board(lep, body, chosen["snapshot_date"], chosen["list_completeness"], members, None, caveats)


def _union(own: pd.DataFrame, lists: pd.DataFrame, window: pd.DataFrame, lep: str, body: str) -> Board:
    newest = window.sort_values("date_to").iloc[-1]
    members = merge_lists(own, window["list_id"].tolist(), newest["date_to"])
    first = window.sort_values("date_to").iloc[0]
    start, end = words(first["snapshot_date"]), words(newest["snapshot_date"])
    made = (
        f"The board is put together from {len(window)} lists between {start} and {end}; it assumes "
        "that someone on an earlier list had not left."
    )
    caveats = (made, *_later(lists, newest["date_to"]))
    return Board(
        lep, body, newest["snapshot_date"], "assembled", members, None, caveats, len(window), first["date_from"]
    )


def _fragments(own: pd.DataFrame, lists: pd.DataFrame, lep: str, body: str) -> Board:
    lines = _newest_first(own)
    dates = lists["date_to"].tolist()
    dated = list(zip(lists["list_id"].tolist(), dates, strict=True))
    named = {}
    for last in sorted(set(dates)):
        since = months_before(last, WINDOW_MONTHS)
        named[last] = len(_held(lines, {list_id for list_id, date in dated if since < date <= last}, last))
    last = max(named, key=lambda date: (named[date], date))
    window = lists[(lists["date_to"] <= last) & (lists["date_to"] > months_before(last, WINDOW_MONTHS))]
    members = merge_lists(own, window["list_id"].tolist(), last)
    newest = window[window["date_to"] == last].iloc[-1]
    completeness = "truncated" if set(window["list_completeness"]) == {"truncated"} else "partial"
    made = (
        "No full or attendance list of this board was found. What follows are fragments from "
        f"{plural(len(window), 'published list')}, the twelve months that name most people."
    )
    caveats = (made, *_later(lists, last))
    day, since = newest["snapshot_date"], window["date_from"].min()
    return Board(lep, body, day, completeness, members, None, caveats, len(window), since)


def _later(lists: pd.DataFrame, date_to: str) -> tuple[str, ...]:
    later = lists[lists["date_to"] > date_to].sort_values("date_to")
    if later.empty:
        return ()
    seats = int(later["seats"].sum())
    until = words(later["snapshot_date"].iloc[-1])
    named = f"{plural(len(later), 'later list names', 'later lists name')} {plural(seats, 'seat')} of this board"
    shown = choose(len(later), "It shows less of it and is", "They show less of it and are")
    return (f"{named}, up to {until}. {shown} not judged.",)


@dataclass
class _Held:
    """One person gathered over several lists: the newest line, where it stands, and which lists named them."""

    at: int
    row: Row
    person: Person
    words: str
    lists: set[str] = field(default_factory=set)
    row_ids: list[str] = field(default_factory=list)


def merge_lists(seats: pd.DataFrame, list_ids: list[str], as_at: str) -> pd.DataFrame:
    """The union of lists of one body, newest line first for each person; two lines of one list are never one person."""
    held = _held(_newest_first(seats), set(list_ids), as_at)
    changed = {name: [one.row[name] for one in held] for name in ("counts_as_member", "why_not")}
    row_ids = [" ".join(one.row_ids) for one in held]
    members = seats.iloc[[one.at for one in held]].reset_index(drop=True)
    return _one_chair(members.assign(**changed, row_ids=row_ids))


def _newest_first(seats: pd.DataFrame) -> list[tuple[int, Row]]:
    """The lines with their places in the frame, as far as merging looks at them."""
    lines = enumerate(seats[list(_READ)].to_dict("records"))
    return sorted(lines, key=lambda line: line[1]["date_to"], reverse=True)


def _held(lines: list[tuple[int, Row]], list_ids: Collection[str], as_at: str) -> list[_Held]:
    held: list[_Held] = []
    for at, row in lines:
        if row["list_id"] not in list_ids:
            continue
        person = read_person(row["person_name"], row["honorific"])
        words_of_seat = "|".join((row["job_title"], row["organisation_key"], row["capacity_as_published"]))
        match = _match(held, row, person, words_of_seat)
        if match is None:
            match = _Held(at, _as_of(row, person, as_at), person, words_of_seat)
            held.append(match)
        match.lists.add(row["list_id"])
        match.row_ids.append(row["row_ids"])
    return held


def _one_chair(members: pd.DataFrame) -> pd.DataFrame:
    """A chair of an earlier list may have left where a later list names another; so with the deputy chair."""
    members = members.copy()
    for office in ("chair", "deputy chair"):
        held = (members["role_read"] == office) & (members["counts_as_member"] == "yes")
        earlier = held & (members["date_to"] < max(members.loc[held, "date_to"], default=""))
        members.loc[earlier, ["counts_as_member", "why_not"]] = "might", f"a later list names another {office}"
    return members


def _as_of(row: Row, person: Person, as_at: str) -> Row:
    if read_status(row["status"]) != "outgoing" or row["date_to"] >= as_at:
        return row
    counts, why = membership(row["role"], row["status"], person.vacancy, left=True)
    return {**row, "counts_as_member": counts, "why_not": why}


def _match(held: list[_Held], row: Row, person: Person, seat_words: str) -> _Held | None:
    free = [one for one in held if row["list_id"] not in one.lists]
    if not person.key:
        return next((one for one in free if not one.person.key and one.words == seat_words), None)
    same = [one for one in free if one.person.key == person.key]
    if len(same) > 1:
        same = [one for one in same if one.row["organisation_key"] == row["organisation_key"]] or same
    if same:
        return same[0]
    alike = [one for one in free if same_name(one.person, person) and _may_be_one(one.row, row)]
    return alike[0] if len(alike) == 1 else None


def _may_be_one(one: Row, other: Row) -> bool:
    """Two names that only resemble each other are joined unless organisation or title speak against it."""
    organisations = {one["organisation_key"], other["organisation_key"]} - {""}
    councillor = {("cllr" in row["honorifics"].split()) for row in (one, other) if row["honorifics"]}
    professor = {("prof" in row["honorifics"].split()) for row in (one, other) if row["honorifics"]}
    return len(organisations) < 2 and len(councillor) < 2 and len(professor) < 2
