"""Described rows -> published lists, and one row per seat on each list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import Any

import pandas as pd

from lepdata.dates import months_before
from lepdata.names import fold
from lepdata.read.words import read_attendance, read_completeness
from lepdata.seating.boards import PublishedCount, published_count
from lepdata.seating.distinct import read_once

Row = dict[str, Any]
LIST_KEYS = ["lep", "body", "snapshot_date", "list_completeness"]
CARRIES_A_SHARE = ("full", "attendance", "not stated")


def list_seats(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per seat on each list: a name with the same organisation twice is one; with when else it was seen."""
    seats = rows.copy()
    seats["list_completeness"] = seats["list_completeness"].map(read_completeness)
    seats["list_id"] = read_once(_list_id, *(seats[name] for name in LIST_KEYS))
    twice = (seats["person_key"] != "") & (seats["organisation_key"] != "")
    name = seats["list_id"] + "|" + seats["person_key"] + "|" + seats["organisation_key"]
    group = name.where(twice, seats["seat_id"])
    ids: dict[str, list[str]] = {}
    for seat, own in zip(seats["seat_id"], group, strict=True):
        ids.setdefault(own, []).append(seat)
    seats["row_ids"] = pd.array([" ".join(ids[own]) for own in group], dtype="str")
    seats = seats[~group.duplicated()].copy()
    name = seats["lep"] + "|" + seats["person_key"]
    namesakes = seats.duplicated(["list_id", "person_key"], keep=False) & (seats["person_key"] != "")
    person = seats["lep"] + "|" + seats["body"] + "|" + seats["person_key"]
    person = person.mask(name.isin(name[namesakes]), person + "|" + seats["organisation_key"])
    person = person.where(seats["person_key"] != "", seats["seat_id"])
    seats["n_sightings"] = person.groupby(person, sort=False).transform("size")
    dated = seats["snapshot_date"].where(seats["date_from"] != "")
    when = dated.groupby(person, sort=False)
    seats["first_seen"], seats["last_seen"] = when.transform("min").fillna(""), when.transform("max").fillna("")
    return seats


def _list_id(lep: str, body: str, date: str, completeness: str) -> str:
    """A readable name of a list, such as "new-anglia/main-board/no-date/full"."""
    lep, body, completeness = (fold(text).replace(" ", "-") for text in (lep, body, completeness))
    return "/".join((lep, body, date or "no-date", completeness))


def once_each(members: pd.DataFrame) -> pd.DataFrame:
    """A name with the same organisation twice on a list is one person; seats without a name are each their own."""
    return members[(members["person_key"] == "") | ~members.duplicated(["person_key", "organisation_key"])]


def published_lists(seats: pd.DataFrame) -> pd.DataFrame:
    """One row per published list: how many seats, how complete, how many sources, and whether it carries a share."""
    return pd.DataFrame(lists_of(rows_of(seats, OF_A_LIST)), columns=[*_KINDS]).astype(_KINDS)


def rows_of(seats: pd.DataFrame, names: Sequence[str]) -> list[Row]:
    """Some columns as records, in plain Python: for a few lines of a board pandas would take ten times as long."""
    columns = (seats[name].tolist() for name in names)
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


_LIST = ("list_id", *LIST_KEYS, "date_from", "date_to")
_list_key = itemgetter(*_LIST)
OF_A_LIST = (*_LIST, "date_basis", "counts_as_member", "attendance", "source_url")
_COUNTS = ("seats", "members", "might_be_members", "present", "apologies", "sources")
_KINDS = dict.fromkeys([*_LIST, "date_basis"], "str") | dict.fromkeys(_COUNTS, "int64")
_KINDS |= dict.fromkeys(("gives_both", "carries_a_share"), "str")


def lists_of(lines: Iterable[Row]) -> list[Row]:
    """The rows of `published_lists`, from records of `OF_A_LIST`."""
    by_list: dict[tuple[str, ...], list[Row]] = {}
    for line in lines:
        by_list.setdefault(_list_key(line), []).append(line)
    lists = []
    for key, own in by_list.items():
        counts = [line["counts_as_member"] for line in own]
        seen = [read_attendance(line["attendance"]) for line in own]
        one: Row = dict(zip(_LIST, key, strict=True))
        one |= {"date_basis": own[0]["date_basis"], "seats": len(own), "members": counts.count("yes")}
        one |= {"might_be_members": counts.count("might"), "present": seen.count("present")}
        one |= {"apologies": seen.count("apologies"), "sources": len({line["source_url"] for line in own})}
        one["gives_both"] = "yes" if 0 < one["apologies"] < len(own) else "no"
        one["carries_a_share"] = "yes" if one["list_completeness"] in CARRIES_A_SHARE else "no"
        lists.append(one)
    return sorted(lists, key=itemgetter("lep", "body", "date_to", "list_id"))


_WINDOW_MONTHS = 12
_LEAST_OF_A_SIZE = Fraction(3, 4)


def mark_fragments(seats: pd.DataFrame, compositions: pd.DataFrame) -> pd.DataFrame:
    """The seats; a list that names less than three-quarters of a size published within a year is only a part."""
    sizes: dict[tuple[str, str], list[PublishedCount]] = {}
    for row in compositions.to_dict("records"):
        sizes.setdefault((row["lep"], row["body"]), []).append(published_count(row))
    lists = lists_of(rows_of(seats[seats["list_completeness"].isin(("attendance", "not stated"))], OF_A_LIST))
    parts = []
    for one in lists:
        near = [
            count.size
            for count in sizes.get((one["lep"], one["body"]), ())
            if count.size and count.date_from and one["date_from"]
            if months_before(count.date_from, _WINDOW_MONTHS) <= one["date_to"]
            if months_before(one["date_from"], _WINDOW_MONTHS) <= count.date_to
        ]
        if near and one["members"] < _LEAST_OF_A_SIZE * min(near):
            parts.append(one["list_id"])
    return seats.assign(list_completeness=seats["list_completeness"].mask(seats["list_id"].isin(parts), "partial"))
