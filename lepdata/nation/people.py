"""Who is one person: seats of one partnership by the person they are about, and people and bodies on two boards."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable
from functools import cache
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from lepdata.errors import Fault, InputFaults, quoted
from lepdata.files import rule_file
from lepdata.names import organisation_key
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import councils
from lepdata.seating.assembly import merge_lists
from lepdata.seating.distinct import read_once
from lepdata.sectors.people import people_of

_MATCHES = "people_matches.csv"
MATCH_COLUMNS = ("match_id", "person_a", "person_b", "decision", "because", "source", "signed_by", "signed_on")
_DECISIONS = ("same", "different")


def people_matches() -> pd.DataFrame:
    """The signed rows of `data/raw/people_matches.csv`: whether two people of one name are one.

    `person_a` and `person_b` are seats (`row_id`s of the boards' files, several parted by blanks), `decision` is "same"
    or "different".

    Raises
    ------
    InputFaults
        If a row is unsigned, gives no reason, or decides nothing.
    """
    rows = read_raw(_MATCHES)
    if faults := match_faults(rows):
        raise InputFaults(faults)
    return rows


def match_faults(rows: pd.DataFrame) -> list[Fault]:
    """What is wrong with matches: a row that nobody signed must not count, and nobody should believe that it does."""
    records = rows[list(MATCH_COLUMNS)].to_dict("records")
    return [fault for line, row in enumerate(records, 2) for fault in _faults(line, row)]


def _faults(line: int, row: dict[Hashable, str]) -> list[Fault]:
    faults = [
        Fault(_MATCHES, line, column, "nothing", "a signed match", f"fill in {column}")
        for column in MATCH_COLUMNS
        if not row[column].strip() and column != "decision"
    ]
    if row["decision"] not in _DECISIONS:
        found = quoted(row["decision"])
        faults.append(Fault(_MATCHES, line, "decision", found, " or ".join(_DECISIONS), "choose one of the two"))
    return faults


_SHORT_COUNCIL = re.compile(r"^(?P<place>.+) (?P<kind>cc|dc|bc|mbc)$")
_KINDS = {
    "cc": ("county council", "city council"),
    "dc": ("district council",),
    "bc": ("borough council", "metropolitan borough council"),
    "mbc": ("metropolitan borough council",),
}


def named_body(key: str) -> str:
    """The one body that an organisation's key names; "" where it may mean several or none.

    Councils' short forms and the abbreviations of `rules/people/organisations.csv` are written out; a name that may
    mean several bodies ("County Council") names none.

    Examples
    --------
    >>> named_body("surrey cc"), named_body("birmingham cc"), named_body("fsb"), named_body("county council")
    ('surrey county council', 'birmingham city council', 'federation of small businesses', '')
    """
    if key in _abbreviations():
        return _abbreviations()[key]
    found = _SHORT_COUNCIL.match(key)
    written_out = [f"{found['place']} {kind}" for kind in _KINDS[found["kind"]]] if found else []
    return next((name for name in written_out if name in _councils()), key)


@cache
def _abbreviations() -> dict[str, str]:
    return {row["name"]: row["means"] for row in rule_file("people/organisations.csv")}


@cache
def _councils() -> frozenset[str]:
    """The register's councils by their names for comparison."""
    return frozenset(organisation_key(name) for name in councils()["official_name"])


def organisations_on_several_boards(seats: pd.DataFrame) -> pd.DataFrame:
    """The organisations whose people are members of boards of more than one LEP, and when they are seen there.

    Those who certainly are members count, not observers or officers. Cells that name two organisations are not taken
    apart, so this is the least that may be said.
    """
    members = seats[seats["counts_as_member"] == "yes"]
    members = members.assign(named=read_once(named_body, members["organisation_key"]))
    members = members[members["named"] != ""]
    several = members.groupby("named")["lep"].transform("nunique") > 1
    rows = [
        {"organisation": own["organisation_shown"].mode().iloc[0], "leps": _joined(own["lep"]), **_seen(own)}
        for _, own in members[several].groupby("named", sort=True)
    ]
    return pd.DataFrame(rows, columns=["organisation", "leps", "first_seen", "last_seen"])


def _seen(own: pd.DataFrame) -> dict[str, str]:
    dated = own.loc[own["date_from"] != "", "snapshot_date"]
    return {"first_seen": dated.min() if len(dated) else "", "last_seen": dated.max() if len(dated) else ""}


def _joined(texts: pd.Series) -> str:
    return "; ".join(sorted(set(texts) - {""}))


PEOPLE_COLUMNS = ("person", "leps", "first_seen", "last_seen", "basis", "because")
SAME_ORGANISATION, REVIEWED = "same name and same organisation", "reviewed"


class _Pair(NamedTuple):
    """Two numbers of people, each of one LEP, who are one person, and how that is known."""

    one: int
    other: int
    basis: str
    because: str


def people_on_several_boards(seats: pd.DataFrame, matches: pd.DataFrame | None = None) -> pd.DataFrame:
    """The people who are members of boards of more than one LEP.

    A name alone is never a key: two members of one name are one person only if their organisations agree too, or if a
    signed row of `data/raw/people_matches.csv` says so. All others of one name count nowhere.

    Parameters
    ----------
    seats : DataFrame
        What `list_seats` returns, with sectors.
    matches : DataFrame, optional
        Signed matches; the shipped ones by default.

    Returns
    -------
    DataFrame
        `PEOPLE_COLUMNS`, one row per person by name. `leps` are parted by "; "; `basis` is "same name and same
        organisation" or "reviewed"; `because` is the reviewer's reason with its source.
    """
    rows = _members(seats)
    pairs = _same_people(rows, people_matches() if matches is None else matches)
    made = [_person(rows, group, pairs) for group in _groups(pairs)]
    return pd.DataFrame(made, columns=list(PEOPLE_COLUMNS)).sort_values("person", ignore_index=True)


def _members(seats: pd.DataFrame) -> pd.DataFrame:
    """Seats of certain members whose holder can be told from others of the LEP, with a number for each person."""
    members = seats[(seats["counts_as_member"] == "yes") & (seats["place"] == "person")].reset_index(drop=True)
    people = people_of(members)
    names = people.names[["given", "surname"]].iloc[people.printed].reset_index(drop=True)
    numbered = members.assign(number=people.person, named=names["given"] + " " + names["surname"])
    return numbered[(numbered["number"] >= 0) & (names["given"].str.len() > 1)]


def _same_people(rows: pd.DataFrame, matches: pd.DataFrame) -> list[_Pair]:
    """Every two people of two LEPs who are one: somebody decided so, or they bear one name and share a body."""
    decided = _decisions(rows, matches)
    several = rows[rows.groupby("named")["lep"].transform("nunique") > 1]
    named: dict[str, dict[int, str]] = defaultdict(dict)
    bodies: dict[int, set[str]] = defaultdict(set)
    cells = several[["named", "number", "lep", "organisation_key"]].sort_values("named", kind="stable")
    for name, number, lep, key in cells.itertuples(index=False, name=None):
        named[name][number] = lep
        bodies[number] |= {named_body(key)} - {""}
    alike = (pair for leps in named.values() for pair in combinations(leps, 2) if leps[pair[0]] != leps[pair[1]])
    pairs = [
        _Pair(one, other, SAME_ORGANISATION, f"both from {shared[0]}")
        for one, other in alike
        if frozenset((one, other)) not in decided and (shared := sorted(bodies[one] & bodies[other]))
    ]
    reviewed = [(min(pair), max(pair), why) for pair, (says, why) in decided.items() if says == "same"]
    return [*pairs, *(_Pair(one, other, REVIEWED, why) for one, other, why in reviewed)]


def _decisions(rows: pd.DataFrame, matches: pd.DataFrame) -> dict[frozenset[int], tuple[str, str]]:
    """Signed decisions by the two people they are about; a row about a seat that is no longer there decides nothing."""
    number = {seat: person for person, ids in zip(rows["number"], rows["row_ids"], strict=True) for seat in ids.split()}
    decided: dict[frozenset[int], tuple[str, str]] = {}
    for match in matches.to_dict("records"):
        ones, others = (
            {number[seat] for seat in match[side].split() if seat in number} for side in ("person_a", "person_b")
        )
        because = f"{match['because']} ({match['source']})"
        decided |= {frozenset((one, other)): (match["decision"], because) for one in ones for other in others - {one}}
    return decided


def _groups(pairs: list[_Pair]) -> list[set[int]]:
    """Numbers that are one person, over any chain of pairs."""
    groups: list[set[int]] = []
    for pair in pairs:
        joined = [group for group in groups if group & {pair.one, pair.other}]
        groups = [group for group in groups if group not in joined] + [set().union({pair.one, pair.other}, *joined)]
    return groups


def _person(rows: pd.DataFrame, group: set[int], pairs: list[_Pair]) -> dict[str, object]:
    own = rows[rows["number"].isin(group)]
    reasons = [pair for pair in pairs if pair.one in group]
    reviewed = any(pair.basis == REVIEWED for pair in reasons)
    return {
        "person": own["person"].mode().iloc[0],
        "leps": _joined(own["lep"]),
        **_seen(own),
        "basis": REVIEWED if reviewed else SAME_ORGANISATION,
        "because": "; ".join(dict.fromkeys(pair.because for pair in reasons)),
    }


# What the rules for one person read; the other columns would only be carried along.
READ = ["list_id", "date_to", "row_ids", "person_name", "honorific", "honorifics", "job_title", "organisation_key"]
READ += ["capacity_as_published", "role", "role_read", "status", "counts_as_member", "why_not"]


def lines_of_people(seats: pd.DataFrame) -> list[set[str]]:
    """The seats of one LEP grouped by the person they are about.

    Parameters
    ----------
    seats : DataFrame
        What `list_seats` returns, of one LEP. Two seats of one list are never one person.

    Returns
    -------
    list of set of str
        For every person, or unnamed seat, the `row_ids` of all their lines.

    Examples
    --------
    >>> line = dict.fromkeys(READ, "") | {"date_to": "2020-01-01"}
    >>> lines = [line | {"list_id": "a", "row_ids": "r1", "person_name": "Ada Example"}]
    >>> lines += [line | {"list_id": "b", "row_ids": "r2", "person_name": "A Example"}]
    >>> [sorted(one) for one in lines_of_people(pd.DataFrame(lines))]
    [['r1', 'r2']]
    """
    if seats.empty:
        return []
    merged = merge_lists(seats[READ], seats["list_id"].unique().tolist(), seats["date_to"].max())
    return [set(ids.split()) for ids in merged["row_ids"]]
