"""Described rows -> published lists, one row per seat on each, and the one list by which a board is judged."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from operator import itemgetter
from typing import Any, NamedTuple

import pandas as pd

from lepdata.dates import months_before, words
from lepdata.display import gathered, row_dicts
from lepdata.english import choose, joined, plural
from lepdata.names import Person, read_person, same_name
from lepdata.read.words import read_attendance, read_completeness, read_status
from lepdata.registers.whose import in_use
from lepdata.schema import of_table
from lepdata.seating.boards import Board, counts_of
from lepdata.seating.distinct import read_once
from lepdata.spelling import fold
from lepdata.vocabulary import FRAGMENTS, MAIN_BOARD

Row = dict[str, Any]
_LIST_KEYS = ["lep", "body", "snapshot_date", "list_completeness"]
CARRIES_A_SHARE = ("full", "attendance", "not stated")
WINDOW_MONTHS = 12  # how far from a list what is said of its board still speaks of it


def list_seats(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per seat on each list: a name with the same organisation, or none, twice is one; and when else seen."""
    seats = rows.copy()
    seats["list_completeness"] = seats["list_completeness"].map(read_completeness)
    seats["list_id"] = read_once(_list_id, *(seats[name] for name in _LIST_KEYS))
    name = seats["list_id"] + "|" + seats["person_key"] + "|" + seats["organisation_key"]
    group = name.where(seats["person_key"] != "", seats["seat_id"])
    ids = gathered(zip(group, seats["seat_id"], strict=True))
    seats["row_ids"] = pd.array([" ".join(ids[own]) for own in group], dtype="str")
    seats = seats[~group.duplicated()].copy()
    name = seats["lep"] + "|" + seats["person_key"]
    namesakes = seats.duplicated(["list_id", "person_key"], keep=False) & (seats["person_key"] != "")
    person = seats["lep"] + "|" + seats["body"] + "|" + seats["person_key"]
    person = person.mask(name.isin(name[namesakes]), person + "|" + seats["organisation_key"])
    person = person.where(seats["person_key"] != "", seats["seat_id"])
    seats["n_sightings"] = person.groupby(person, sort=False).transform("size")
    when = seats["snapshot_date"].where(seats["date_from"] != "").groupby(person, sort=False)
    seats["first_seen"], seats["last_seen"] = when.transform("min").fillna(""), when.transform("max").fillna("")
    return seats


def _list_id(lep: str, body: str, date: str, completeness: str) -> str:
    """A readable name of a list, such as "new-anglia/main-board/no-date/full"."""
    lep, body, completeness = (fold(text).replace(" ", "-") for text in (lep, body, completeness))
    return "/".join((lep, body, date or "no-date", completeness))


def published_lists(seats: pd.DataFrame) -> pd.DataFrame:
    """One row per published list: how many seats, how complete, how many sources, and whether it carries a share."""
    kinds = {row["column"]: "int64" if row["type"] == "whole number" else "str" for row in of_table("lists")}
    return pd.DataFrame(_lists_of(row_dicts(seats, _OF_A_LIST)), columns=[*kinds]).astype(kinds)


_LIST = ("list_id", *_LIST_KEYS, "date_from", "date_to")
_list_key = itemgetter(*_LIST)
_OF_A_LIST = (*_LIST, "date_basis", "counts_as_member", "attendance", "source_url")


def _lists_of(lines: Iterable[Row]) -> list[Row]:
    """The rows of `published_lists` from records of `_OF_A_LIST`, each with its own `lines`."""
    lists = []
    for key, own in gathered((_list_key(line), line) for line in lines).items():
        counts = [line["counts_as_member"] for line in own]
        seen = [read_attendance(line["attendance"]) for line in own]
        one: Row = dict(zip(_LIST, key, strict=True)) | {"lines": own}
        one |= {"date_basis": own[0]["date_basis"], "seats": len(own), "members": counts.count("yes")}
        one |= {"might_be_members": counts.count("might"), "present": seen.count("present")}
        one |= {"apologies": seen.count("apologies"), "sources": len({line["source_url"] for line in own})}
        one["gives_both"] = "yes" if 0 < one["apologies"] < len(own) else "no"
        one["carries_a_share"] = "yes" if one["list_completeness"] in CARRIES_A_SHARE else "no"
        lists.append(one)
    return sorted(lists, key=itemgetter("lep", "body", "date_to", "list_id"))


_LEAST_OF_A_SIZE = Fraction(3, 4)


def mark_fragments(seats: pd.DataFrame, compositions: pd.DataFrame) -> pd.DataFrame:
    """The seats; a list that names less than three-quarters of a size published within a year is only a part."""
    counts = counts_of(compositions)
    lists = _lists_of(row_dicts(seats[seats["list_completeness"].isin(("attendance", "not stated"))], _OF_A_LIST))
    parts = []
    for one in lists:
        near = [
            count.size
            for count in counts.get((one["lep"], one["body"]), ())
            if count.size and count.date_from and one["date_from"]
            if months_before(count.date_from, WINDOW_MONTHS) <= one["date_to"]
            if months_before(one["date_from"], WINDOW_MONTHS) <= count.date_to
        ]
        if near and one["members"] < _LEAST_OF_A_SIZE * min(near):
            parts.append(one["list_id"])
    return seats.assign(list_completeness=seats["list_completeness"].mask(seats["list_id"].isin(parts), "partial"))


# --- the one list by which a board is judged, and what newer lists say beside it

_OF_A_PERSON = ("person_name", "honorific", "honorifics", "job_title", "organisation_key", "capacity_as_published")
_OF_A_LINE = (*_OF_A_LIST, *_OF_A_PERSON, "row_ids", "status")


def assemble(seats: pd.DataFrame, lep: str, as_at: str = "", body: str = MAIN_BOARD) -> Board | None:
    """The board as one list names it: nobody is taken from another list, of whatever date."""
    return assembler(seats[(seats["lep"] == lep) & (seats["body"] == body)])(lep, as_at, body)


def assembler(seats: pd.DataFrame) -> Callable[..., Board | None]:
    """`assemble` for many boards of the same seats, which are read once."""
    every = enumerate(row_dicts(seats, _OF_A_LINE))
    lines = gathered(((line["lep"], line["body"]), line | {"at": at}) for at, line in every)

    def assembled(lep: str, as_at: str = "", body: str = MAIN_BOARD) -> Board | None:
        own = lines.get((lep, body), [])
        dated = [line for line in own if line["date_from"]]
        # A board file without a date is measured all the same.
        own = own if in_use().is_file and not dated else dated
        own = [line for line in own if line["date_from"] <= as_at] if as_at else own
        return _by_one_list(seats, own) if own else None

    return assembled


def _by_one_list(seats: pd.DataFrame, lines: list[Row]) -> Board:
    lists = _lists_of(lines)
    usable = [one for one in lists if one["carries_a_share"] == "yes"]
    chosen = _chosen(usable) if usable else max(reversed(lists), key=itemgetter("members", "date_to"))
    members = _doubted(seats.iloc[[line["at"] for line in chosen["lines"]]].reset_index(drop=True), chosen, lists)
    caveats = tuple(_beside(chosen, lists))
    if chosen["list_completeness"] in FRAGMENTS:
        of = f", of {len(lists)} that name some of the board" if len(lists) > 1 else ""
        no_list = "No full or attendance list of this board was found."
        caveats = (f"{no_list} What follows is the fragment that names most people{of}.", *caveats)
    lep, body, day, how = (chosen[name] for name in ("lep", "body", "snapshot_date", "list_completeness"))
    return Board(lep, body, day, how, members, None, caveats)


def _chosen(usable: list[Row]) -> Row:
    """A full list, until one that names present and absent is more than a year newer; else the newest of these."""
    full = [one for one in usable if one["list_completeness"] == "full"]
    other = [one for one in usable if one["list_completeness"] != "full"]
    both = [one for one in other if one["gives_both"] == "yes"]
    newest = both if both and not _outdated(both, other) else other  # those present alone, if more than a year newer
    chosen = full if full and not (both and _outdated(full, both)) else newest
    return max(reversed(chosen), key=itemgetter("date_to", "members"))  # of equals the last


def _outdated(lists: list[Row], others: list[Row]) -> bool:
    """Whether the newest of the others is more than a year newer than the newest of these lists."""
    newest, newer = (max(one["date_to"] for one in some) for some in (lists, others))
    return bool(months_before(newer, WINDOW_MONTHS) > newest)


_LEFT = "another source of that day says that this person had left"


def _doubted(members: pd.DataFrame, judged: Row, lists: list[Row]) -> pd.DataFrame:
    """The list; whoever had left by another source of its very day only might be a member."""
    others = [one for one in lists if one is not judged and one["snapshot_date"] == judged["snapshot_date"]]
    gone = [line for one in others for line in one["lines"] if read_status(line["status"]) in ("former", "outgoing")]
    if not gone:
        return members
    left = {line for one in gone for line in one["row_ids"].split()}
    one_person = [ids for ids in people_on([*judged["lines"], *gone]) if ids & left]
    doubtful = members["row_ids"].map(lambda ids: any(set(ids.split()) & person for person in one_person))
    doubtful &= members["counts_as_member"] == "yes"
    counts, why = members["counts_as_member"].mask(doubtful, "might"), members["why_not"].mask(doubtful, _LEFT)
    return members.assign(counts_as_member=counts, why_not=why)


def _beside(chosen: Row, lists: list[Row]) -> Iterator[str]:
    """What newer lists say: the one that could have been judged, or says most that is new, and how many others."""
    within = [one for one in lists if one is not chosen and chosen["date_from"] < one["date_to"] < chosen["date_to"]]
    if within:
        days = joined([words(one["snapshot_date"]) for one in within[-3:]])
        yield f"This list is dated {words(chosen['snapshot_date'])} alone and may be older than that of {days}."
    newer = (one for one in lists if one["date_to"] > chosen["date_to"])
    later = sorted(newer, key=itemgetter("carries_a_share", "date_to"))
    if not later:
        return
    here, *there = ([line for line in one["lines"] if line["counts_as_member"] != "no"] for one in (chosen, *later))
    seen = [_on_either(here, own) for own in there]
    at = max(range(len(later)), key=lambda at: (later[at]["carries_a_share"] == "yes", seen[at][2], at))
    told, (both, not_seen, new) = later.pop(at), seen[at]
    is_part = told["list_completeness"] in FRAGMENTS
    gone = [line for line in told["lines"] if read_status(line["status"]) == "former"]
    left, negated = _on_either(here, gone)[0], "not " if both else ""
    parts = [f"{new if both else 'none'} of them {negated}on this one"] if new else []
    parts += [f"{not_seen} of this one not on it"] if not_seen and not is_part else []
    parts += [f"{left} of this one had left by it"] if left else []
    weaker = "does not say that it is full" if chosen["list_completeness"] == "full" else "gives nobody who was absent"
    names = f"A newer list, of {words(told['snapshot_date'])}, names {plural(both + new, 'member')}"
    because = "is known to be a part only" if is_part else weaker
    yield f"{names}{': ' * bool(parts)}{joined(parts)}. It {because}, so the older one is judged."
    if later:
        newest = max(later, key=itemgetter("date_to"))
        more = plural(len(later), "other newer list names", "other newer lists name")
        seats, until = plural(sum(one["seats"] for one in later), "seat"), words(newest["snapshot_date"])
        yield f"{more} {seats} of this board, up to {until}, and {choose(len(later), 'is', 'are')} not judged."


class _Held(NamedTuple):
    """One person gathered over several lists: the newest line, which lists named them, and on which lines."""

    row: Row
    person: Person
    words: str
    lists: set[str]
    row_ids: set[str]


def people_on(lines: Iterable[Row]) -> list[set[str]]:
    """Records of seats of one LEP, as `row_ids`, by the person they are of; two seats of one list are never one."""
    held: list[_Held] = []
    for row in sorted(lines, key=lambda line: line["date_to"], reverse=True):
        person = read_person(row["person_name"], row["honorific"])
        words_of_seat = "|".join((row["job_title"], row["organisation_key"], row["capacity_as_published"]))
        free = [one for one in held if row["list_id"] not in one.lists]
        same = [one for one in free if one.person.key == person.key and (person.key or one.words == words_of_seat)]
        if not same and person.key:
            same = [one for one in free if same_name(one.person, person) and _may_be_one(one.row, row)]
            same = same if len(same) == 1 else []
        if len(same) > 1:
            same = [one for one in same if one.row["organisation_key"] == row["organisation_key"]] or same
        match = same[0] if same else _Held(row, person, words_of_seat, set(), set())
        held += [] if same else [match]
        match.lists.add(row["list_id"])
        match.row_ids.update(row["row_ids"].split())
    return [one.row_ids for one in held]


def _on_either(before: Iterable[Row], after: Iterable[Row]) -> tuple[int, int, int]:
    """How many people are named by both of two lists, by the first alone, by the second alone."""
    sides = [[{**row, "list_id": name} for row in rows] for name, rows in (("before", before), ("after", after))]
    here, there = ({line for row in rows for line in row["row_ids"].split()} for rows in sides)
    found = [(bool(ids & here), bool(ids & there)) for ids in people_on([*sides[0], *sides[1]])]
    return found.count((True, True)), found.count((True, False)), found.count((False, True))


def _may_be_one(one: Row, other: Row) -> bool:
    """Two names that only resemble each other are joined unless organisation or title speak against it."""
    organisations = {one["organisation_key"], other["organisation_key"]} - {""}
    titles = [row["honorifics"].split() for row in (one, other) if row["honorifics"]]
    return len(organisations) < 2 and all(len({title in own for own in titles}) < 2 for title in ("cllr", "prof"))
