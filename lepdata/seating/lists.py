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

Row = dict[str, Any]
LIST_KEYS = ["lep", "body", "snapshot_date", "list_completeness"]
CARRIES_A_SHARE = ("full", "attendance", "not stated")


def list_seats(rows: pd.DataFrame) -> pd.DataFrame:
    seats = rows.copy()
    seats["list_completeness"] = seats["list_completeness"].map(read_completeness)
    seats["list_id"] = _list_ids(seats)
    twice = (seats["person_key"] != "") & (seats["organisation_key"] != "")
    name = seats["list_id"] + "|" + seats["person_key"] + "|" + seats["organisation_key"]
    group = name.where(twice, seats["seat_id"])
    ids: dict[str, list[str]] = {}
    for seat, own in zip(seats["seat_id"], group, strict=True):
        ids.setdefault(own, []).append(seat)
    seats["row_ids"] = pd.array([" ".join(ids[own]) for own in group], dtype="str")
    return _with_sightings(seats[~group.duplicated()])


def _list_ids(rows: pd.DataFrame) -> pd.Series:
    """A readable name for each row's list, such as "new-anglia/main-board/no-date/full"."""
    keys = list(rows[LIST_KEYS].itertuples(index=False, name=None))
    names = {
        (lep, body, date, completeness): "/".join((_slug(lep), _slug(body), date or "no-date", _slug(completeness)))
        for lep, body, date, completeness in dict.fromkeys(keys)
    }
    return pd.Series([names[key] for key in keys], index=rows.index, dtype="str")


def _slug(text: str) -> str:
    return fold(text).replace(" ", "-")


def _with_sightings(seats: pd.DataFrame) -> pd.DataFrame:
    seats = seats.copy()
    name = seats["lep"] + "|" + seats["person_key"]
    namesakes = seats.duplicated(["list_id", "person_key"], keep=False) & (seats["person_key"] != "")
    told_apart = name.isin(name[namesakes])
    person = seats["lep"] + "|" + seats["body"] + "|" + seats["person_key"]
    person = person.where(~told_apart, person + "|" + seats["organisation_key"])
    person = person.where(seats["person_key"] != "", seats["seat_id"])
    seats["n_sightings"] = person.groupby(person, sort=False).transform("size")
    dated = seats["snapshot_date"].where(seats["date_from"] != "")
    seats["first_seen"] = dated.groupby(person, sort=False).transform("min").fillna("")
    seats["last_seen"] = dated.groupby(person, sort=False).transform("max").fillna("")
    return seats


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


def lists_of(lines: Iterable[Row]) -> list[Row]:
    """The rows of `published_lists`, from records of `OF_A_LIST`."""
    own: dict[tuple[str, ...], list[Row]] = {}
    for line in lines:
        own.setdefault(_list_key(line), []).append(line)
    lists = [dict(zip(_LIST, key, strict=True)) | _counted(found) for key, found in own.items()]
    return sorted(lists, key=itemgetter("lep", "body", "date_to", "list_id"))


_LIST = ("list_id", *LIST_KEYS, "date_from", "date_to")
_list_key = itemgetter(*_LIST)
OF_A_LIST = (*_LIST, "date_basis", "counts_as_member", "attendance", "source_url")
_COUNTS = ("seats", "members", "might_be_members", "present", "apologies", "sources")
_KINDS = dict.fromkeys([*_LIST, "date_basis"], "str") | dict.fromkeys(_COUNTS, "int64")
_KINDS |= dict.fromkeys(("gives_both", "carries_a_share"), "str")


def _counted(lines: list[Row]) -> Row:
    """What is counted on one list."""
    counts, seen = (
        [line["counts_as_member"] for line in lines],
        [read_attendance(line["attendance"]) for line in lines],
    )
    away = seen.count("apologies")
    return {
        "date_basis": lines[0]["date_basis"],
        "seats": len(lines),
        "members": counts.count("yes"),
        "might_be_members": counts.count("might"),
        "present": seen.count("present"),
        "apologies": away,
        "sources": len({line["source_url"] for line in lines}),
        "gives_both": "yes" if 0 < away < len(lines) else "no",
        "carries_a_share": "yes" if lines[0]["list_completeness"] in CARRIES_A_SHARE else "no",
    }


_WINDOW_MONTHS = 12
_LEAST_OF_A_SIZE = Fraction(3, 4)


def mark_fragments(seats: pd.DataFrame, compositions: pd.DataFrame) -> pd.DataFrame:
    """The seats; a list that names less than three-quarters of a size published within a year is only a part."""
    sizes: dict[tuple[str, str], list[PublishedCount]] = {}
    for row in compositions.to_dict("records"):
        sizes.setdefault((row["lep"], row["body"]), []).append(published_count(row))
    lists = lists_of(rows_of(seats[seats["list_completeness"].isin(("attendance", "not stated"))], OF_A_LIST))
    parts = [one["list_id"] for one in lists if _is_part(one, sizes.get((one["lep"], one["body"]), []))]
    return seats.assign(list_completeness=seats["list_completeness"].mask(seats["list_id"].isin(parts), "partial"))


def _is_part(one: Row, counts: Iterable[PublishedCount]) -> bool:
    sizes = [
        count.size
        for count in counts
        if count.size and count.date_from and one["date_from"]
        if months_before(count.date_from, _WINDOW_MONTHS) <= one["date_to"]
        if months_before(one["date_from"], _WINDOW_MONTHS) <= count.date_to
    ]
    return bool(sizes) and one["members"] < _LEAST_OF_A_SIZE * min(sizes)
