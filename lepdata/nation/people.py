"""Reviewed matches: who was judged to be one person on the boards of two LEPs, by whom and why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple

import pandas as pd

from lepdata.dates import interval, months_before, months_between
from lepdata.distinct import read_once
from lepdata.errors import Fault, InputFaults, quoted
from lepdata.files import RULES
from lepdata.names import organisation_key
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import councils
from lepdata.seating.assembly import WINDOW_MONTHS, assemble, merge_lists
from lepdata.seating.boards import Board
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.sectors.people import people_of
from lepdata.vocabulary import MAIN_BOARD
from lepdata.words_by_id import phrases, say

MATCHES = "people_matches.csv"
MATCH_COLUMNS = ("match_id", "person_a", "person_b", "decision", "because", "source", "signed_by", "signed_on")
DECISIONS = ("same", "different")


def people_matches() -> pd.DataFrame:
    """The signed rows of `data/raw/people_matches.csv`.

    Returns
    -------
    DataFrame
        `MATCH_COLUMNS`: `person_a` and `person_b` are seats (`row_id`s of the boards' files, several parted by blanks),
        `decision` is "same" or "different".

    Raises
    ------
    InputFaults
        If a row is unsigned, gives no reason, or decides nothing.

    Examples
    --------
    >>> sorted(set(people_matches()["decision"])) == ["same"] or list(DECISIONS)
    True
    """
    rows = read_raw(MATCHES)
    if faults := match_faults(rows):
        raise InputFaults(faults)
    return rows


def match_faults(rows: pd.DataFrame) -> list[Fault]:
    """What is wrong with matches: a row that nobody signed must not count, and nobody should believe that it does."""
    return [
        fault
        for line, row in enumerate(rows[list(MATCH_COLUMNS)].to_dict("records"), 2)
        for fault in _faults(line, row)
    ]


def _faults(line: int, row: dict[Hashable, str]) -> list[Fault]:
    faults = [
        Fault(MATCHES, line, column, "nothing", "a signed match", f"fill in {column}")
        for column in MATCH_COLUMNS
        if not row[column].strip() and column != "decision"
    ]
    if row["decision"] not in DECISIONS:
        found = quoted(row["decision"])
        faults.append(Fault(MATCHES, line, "decision", found, " or ".join(DECISIONS), "choose one of the two"))
    return faults


ORGANISATION_COLUMNS = ("organisation", "leps", "n_leps", "bodies", "seats", "sectors", "first_seen", "last_seen")
_SHORT_COUNCIL = re.compile(r"^(?P<place>.+) (?P<kind>cc|dc|bc|mbc)$")
_KINDS = {
    "cc": ("county council", "city council"),
    "dc": ("district council",),
    "bc": ("borough council", "metropolitan borough council"),
    "mbc": ("metropolitan borough council",),
}


def organisations_on_several_boards(seats: pd.DataFrame) -> pd.DataFrame:
    """The organisations whose people are members of boards of more than one LEP.

    An organisation is known by its whole name as published, with councils' short forms and the abbreviations of
    `rules/people/organisations.csv` written out; a name that may mean several bodies ("County Council") counts for
    none. Cells that name two organisations are not taken apart, so this is the least that may be said.

    Parameters
    ----------
    seats : DataFrame
        What `list_seats` returns, with sectors.

    Returns
    -------
    DataFrame
        `ORGANISATION_COLUMNS`, one row per organisation in the order of their names; those who certainly are members
        count, not observers or officers. `leps`, `bodies` and `sectors` are parted by "; "; `seats` counts seats on
        lists, so that a person on two lists counts twice.

    Examples
    --------
    >>> seats = pd.DataFrame(columns=["lep", "body", "organisation_key", "organisation_shown", "counts_as_member"])
    >>> organisations_on_several_boards(seats).empty
    True
    """
    members = seats[seats["counts_as_member"] == "yes"]
    members = members.assign(named=read_once(named_body, members["organisation_key"]))
    members = members[members["named"] != ""]
    several = members.groupby("named")["lep"].transform("nunique") > 1
    rows = [_row(own) for _, own in members[several].groupby("named", sort=True)]
    return pd.DataFrame(rows, columns=list(ORGANISATION_COLUMNS))


def _row(own: pd.DataFrame) -> dict[str, object]:
    dated = own[own["date_from"] != ""]
    return {
        "organisation": own["organisation_shown"].mode().iloc[0],
        "leps": "; ".join(sorted(set(own["lep"]))),
        "n_leps": own["lep"].nunique(),
        "bodies": "; ".join(sorted(set(own["body"]))),
        "seats": len(own),
        "sectors": "; ".join(sorted(set(own["sector"]))),
        "first_seen": dated["snapshot_date"].min() if len(dated) else "",
        "last_seen": dated["snapshot_date"].max() if len(dated) else "",
    }


def named_body(key: str) -> str:
    """The one body that an organisation's key names; "" where it may mean several or none.

    Examples
    --------
    >>> named_body("surrey cc"), named_body("birmingham cc"), named_body("fsb"), named_body("county council")
    ('surrey county council', 'birmingham city council', 'federation of small businesses', '')
    """
    if key in _rules():
        return _rules()[key]
    found = _SHORT_COUNCIL.match(key)
    written_out = [f"{found['place']} {kind}" for kind in _KINDS[found["kind"]]] if found else []
    return next((name for name in written_out if name in _councils()), key)


@cache
def _rules() -> dict[str, str]:
    rows = pd.read_csv(RULES / "people" / "organisations.csv", dtype=str, keep_default_na=False)
    return dict(zip(rows["name"], rows["means"], strict=True))


@cache
def _councils() -> frozenset[str]:
    """The register's councils by their names for comparison."""
    return frozenset(organisation_key(name) for name in councils()["official_name"])


PEOPLE_COLUMNS = ("person", "leps", "n_leps", "bodies", "organisations", "first_seen", "last_seen", "basis", "because")
CANDIDATE_COLUMNS = ("person_a", "person_b", "person", "lep_a", "lep_b", "bodies", "organisations", "sources")
SAME_ORGANISATION, REVIEWED = "same name and same organisation", "reviewed"
OPEN, DIFFERENT = "open", "different"
Decided = dict[frozenset[int], tuple[str, str]]


class Pair(NamedTuple):
    """Two people of one name, each of one LEP, and whether they are one: a basis of the above."""

    one: int
    other: int
    basis: str
    because: str


def people_on_several_boards(seats: pd.DataFrame, matches: pd.DataFrame | None = None) -> pd.DataFrame:
    """The people who are members of boards of more than one LEP.

    A name alone is never a key: two members of one name are one person only if their organisations agree too, or if a
    signed row of `data/raw/people_matches.csv` says so. All others of one name stand in `people_to_review` and count
    nowhere.

    Parameters
    ----------
    seats : DataFrame
        What `list_seats` returns, with sectors.
    matches : DataFrame, optional
        Signed matches; the shipped ones by default.

    Returns
    -------
    DataFrame
        `PEOPLE_COLUMNS`, one row per person by name. `leps`, `bodies` and `organisations` are parted by "; "; `basis`
        is "same name and same organisation" or "reviewed"; `because` is the reviewer's reason with its source.
    """
    rows = _members(seats)
    same = [pair for pair in _pairs(rows, matches) if pair.basis in (SAME_ORGANISATION, REVIEWED)]
    made = [_person(rows, group, same) for group in _groups(same)]
    return pd.DataFrame(made, columns=list(PEOPLE_COLUMNS)).sort_values("person", ignore_index=True)


def people_to_review(seats: pd.DataFrame, matches: pd.DataFrame | None = None) -> pd.DataFrame:
    """Members of one name on boards of two LEPs about whom nobody has decided: a worklist, not a finding.

    Parameters
    ----------
    seats, matches : DataFrame
        As for `people_on_several_boards`.

    Returns
    -------
    DataFrame
        `CANDIDATE_COLUMNS`: `person_a` and `person_b` are cells to paste into `people_matches.csv`, the rest is there
        to judge by.
    """
    rows = _members(seats)
    open_ones = [pair for pair in _pairs(rows, matches) if pair.basis == OPEN]
    return pd.DataFrame([_candidate(rows, pair) for pair in open_ones], columns=list(CANDIDATE_COLUMNS))


def _members(seats: pd.DataFrame) -> pd.DataFrame:
    """Seats of certain members whose holder can be told from others of the LEP, with a number for each person."""
    members = seats[(seats["counts_as_member"] == "yes") & (seats["place"] == "person")].reset_index(drop=True)
    people = people_of(members)
    names = people.names[["given", "surname"]].iloc[people.printed].reset_index(drop=True)
    told = members.assign(number=people.person, named=names["given"] + " " + names["surname"])
    return told[(told["number"] >= 0) & (names["given"].str.len() > 1)]


def _pairs(rows: pd.DataFrame, matches: pd.DataFrame | None) -> list[Pair]:
    """Every two people of two LEPs who bear one name, or about whom somebody has decided."""
    decided = _decisions(rows, people_matches() if matches is None else matches)
    several = rows[rows.groupby("named")["lep"].transform("nunique") > 1]
    named: dict[str, dict[int, str]] = defaultdict(dict)
    bodies: dict[int, set[str]] = defaultdict(set)
    cells = several[["named", "number", "lep", "organisation_key"]].sort_values("named", kind="stable")
    for name, number, lep, key in cells.itertuples(index=False, name=None):
        named[name][number] = lep
        bodies[number] |= {named_body(key)} - {""}
    alike = [pair for leps in named.values() for pair in combinations(leps, 2) if leps[pair[0]] != leps[pair[1]]]
    others = [(min(pair), max(pair)) for pair in decided if pair not in map(frozenset, alike)]
    return [_judged(one, other, bodies, decided) for one, other in (*alike, *others)]


def _judged(one: int, other: int, bodies: Mapping[int, set[str]], decided: Decided) -> Pair:
    if frozenset((one, other)) in decided:
        decision, because = decided[frozenset((one, other))]
        return Pair(one, other, REVIEWED if decision == "same" else DIFFERENT, because)
    shared = sorted(bodies[one] & bodies[other])
    if not shared:
        return Pair(one, other, OPEN, "")
    return Pair(one, other, SAME_ORGANISATION, f"both from {shared[0]}")


def _decisions(rows: pd.DataFrame, matches: pd.DataFrame) -> Decided:
    """Signed decisions by the two people they are about; a row about a seat that is no longer there decides nothing."""
    number = {seat: person for person, ids in zip(rows["number"], rows["row_ids"], strict=True) for seat in ids.split()}
    decided: Decided = {}
    for match in matches.to_dict("records"):
        ones, others = (
            {number[seat] for seat in match[side].split() if seat in number} for side in ("person_a", "person_b")
        )
        because = f"{match['because']} ({match['source']})"
        decided |= {frozenset((one, other)): (match["decision"], because) for one in ones for other in others - {one}}
    return decided


def _groups(pairs: list[Pair]) -> list[set[int]]:
    """Numbers that are one person, over any chain of pairs."""
    groups: list[set[int]] = []
    for pair in pairs:
        joined = [group for group in groups if group & {pair.one, pair.other}]
        groups = [group for group in groups if group not in joined] + [set().union({pair.one, pair.other}, *joined)]
    return groups


def _person(rows: pd.DataFrame, group: set[int], pairs: list[Pair]) -> dict[str, object]:
    own = rows[rows["number"].isin(group)]
    reasons = [pair for pair in pairs if pair.one in group]
    dated = own.loc[own["date_from"] != "", "snapshot_date"]
    reviewed = any(pair.basis == REVIEWED for pair in reasons)
    return {
        "person": own["person"].mode().iloc[0],
        "leps": _joined(own["lep"]),
        "n_leps": own["lep"].nunique(),
        "bodies": _joined(own["lep"] + ": " + own["body"]),
        "organisations": _joined(own["organisation_shown"]),
        "first_seen": dated.min() if len(dated) else "",
        "last_seen": dated.max() if len(dated) else "",
        "basis": REVIEWED if reviewed else SAME_ORGANISATION,
        "because": "; ".join(dict.fromkeys(pair.because for pair in reasons)),
    }


def _candidate(rows: pd.DataFrame, pair: Pair) -> dict[str, str]:
    one, other = (rows[rows["number"] == number] for number in (pair.one, pair.other))
    both = pd.concat([one, other])
    return {
        "person_a": " ".join(one["seat_id"]),
        "person_b": " ".join(other["seat_id"]),
        "person": both["person"].iloc[0],
        "lep_a": one["lep"].iloc[0],
        "lep_b": other["lep"].iloc[0],
        "bodies": _joined(both["body"]),
        "organisations": _joined(both["organisation_shown"]),
        "sources": _joined(both["source_url"]),
    }


def _joined(texts: pd.Series) -> str:
    return "; ".join(sorted(set(texts) - {""}))


# What those rules read; the other columns would only be carried along.
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


CHAIR_COLUMNS = (
    "lep",
    "person",
    "first_seen",
    "last_seen",
    "dates",
    "at_least_months",
    "at_most_months",
    "before",
    "after",
    "office",
    "caveat",
)
_OFFICE = re.compile(r"\b(interim|acting|joint|co-?chair|designate)\b", re.I)
_BETWEEN, _BESIDE = (
    "another chair is named in between, so the dates need not be one term",
    ("another chair is named for the same time: joint chairs, a change within it, or sources that disagree"),
)


_READ = (
    *("seat_id", "person", "snapshot_date", "date_from", "date_to"),
    *("job_title", "capacity_as_published"),
)


@dataclass(frozen=True)
class Chair:
    """A chair of one board: when they are first and last seen in office, as published.

    `starts` and `ends` are the first and last day that each of the two dates may mean; `dates` counts different dates.
    """

    person: str
    first_seen: str
    last_seen: str
    starts: tuple[str, str]
    ends: tuple[str, str]
    dates: int
    office: str


def chairs(seats: pd.DataFrame) -> pd.DataFrame:
    """Every chair of a main board with the least and the most time that they may have held office.

    The least lies between the first and the last date at which they are seen in the chair. The most runs from the last
    sight of the chair before to the first sight of the next, and is "" where no other chair is known on that side.

    Parameters
    ----------
    seats : DataFrame
        What `list_seats` returns.

    Returns
    -------
    DataFrame
        `CHAIR_COLUMNS`, by LEP and date. Months are whole: ended ones for the least, begun ones for the most. `before`
        and `after` are the earliest and the latest day that the neighbours' dates may mean. `office` holds words such
        as "interim" or "joint" where a source uses them; `caveat` says why the months may not be one term. An incoming
        chair does not count until a source shows them in office.

    Examples
    --------
    >>> chairs(pd.DataFrame(columns=["lep", "body", "date_from", "role_read", "counts_as_member"])).empty
    True
    """
    wanted = (seats["body"] == MAIN_BOARD) & (seats["role_read"] == "chair") & (seats["date_from"] != "")
    held = seats[wanted & (seats["counts_as_member"] == "yes") & (seats["place"] == "person")] if len(seats) else seats
    rows = [row for lep, own in held.groupby("lep", sort=True) for row in _of_board(str(lep), own)]
    return pd.DataFrame(rows, columns=list(CHAIR_COLUMNS))


def _of_board(lep: str, own: pd.DataFrame) -> list[dict[str, object]]:
    lines = own[list(_READ)].sort_values(["date_from", "date_to"]).to_dict("records")
    people = [_chair([line for line in lines if line["seat_id"] in ids]) for ids in lines_of_people(own)]
    people.sort(key=lambda chair: (chair.starts, chair.person))
    return [_chairs_row(lep, chair, [other for other in people if other is not chair]) for chair in people]


def _chair(lines: list[dict[Hashable, str]]) -> Chair:
    words = " ".join(f"{line['capacity_as_published']} {line['job_title']}" for line in lines)
    return Chair(
        person=max((line["person"] for line in lines), key=len),
        first_seen=lines[0]["snapshot_date"],
        last_seen=lines[-1]["snapshot_date"],
        starts=(lines[0]["date_from"], lines[0]["date_to"]),
        ends=(lines[-1]["date_from"], lines[-1]["date_to"]),
        dates=len({line["snapshot_date"] for line in lines}),
        office="; ".join(sorted({word.lower() for word in _OFFICE.findall(words)})),
    )


def _chairs_row(lep: str, chair: Chair, others: list[Chair]) -> dict[str, object]:
    before = max((other.ends for other in others if other.ends[1] < chair.starts[0]), default=None)
    after = min((other.starts for other in others if other.starts[0] > chair.ends[1]), default=None)
    caveat = _caveat(chair, others)
    one_term = chair.starts[1] <= chair.ends[0] and caveat != _BETWEEN
    least = months_between(chair.starts[1], chair.ends[0], whole=True) if one_term else 0
    most = months_between(before[0], after[1]) if before and after and not caveat else ""
    return {
        "lep": lep,
        "person": chair.person,
        "first_seen": chair.first_seen,
        "last_seen": chair.last_seen,
        "dates": chair.dates,
        "at_least_months": least,
        "at_most_months": most,
        "before": before[0] if before else "",
        "after": after[1] if after else "",
        "office": chair.office,
        "caveat": caveat,
    }


def _caveat(chair: Chair, others: list[Chair]) -> str:
    overlapping = [other for other in others if other.starts[0] <= chair.ends[1] and chair.starts[0] <= other.ends[1]]
    if not overlapping:
        return ""
    inside = any(chair.starts[1] < other.starts[0] and other.ends[1] < chair.ends[0] for other in overlapping)
    return _BETWEEN if inside else _BESIDE


FOLLOWED_COLUMNS = ("what", "count", "of", "meaning")


def followed(seats: pd.DataFrame) -> pd.DataFrame:
    """How many seats and people of main boards can be followed from list to list and from board to board.

    Parameters
    ----------
    seats : DataFrame
        What `list_seats` returns.

    Returns
    -------
    DataFrame
        `FOLLOWED_COLUMNS`, one row per step: `count` of `of`. Seats are seats of certain members on dated lists.

    Examples
    --------
    >>> followed(pd.DataFrame(columns=["lep", "body", "counts_as_member", "date_from"]))["count"].tolist()
    [0, 0, 0, 0, 0, 0, 0]
    """
    wanted = (seats["body"] == MAIN_BOARD) & (seats["counts_as_member"] == "yes") & (seats["date_from"] != "")
    return pd.DataFrame(_steps(seats[wanted].reset_index(drop=True)), columns=list(FOLLOWED_COLUMNS))


def _steps(members: pd.DataFrame) -> list[tuple[str, int, int, str]]:
    every = len(members)
    if not every:
        return [(what, 0, 0, meaning) for what, meaning in phrases("followed").items()]
    named = members[members["place"] == "person"]
    full = named[named["given_key"].str.replace(" ", "").str.len() > 2]
    with_organisation = full[full["organisation_key"] != ""]
    people = pd.Series(people_of(full).person, index=full.index)
    told = people[people >= 0]
    dates = full.loc[told.index, "snapshot_date"].groupby(told).nunique()
    employers = (full.loc[told.index, "organisation_key"] != "").groupby(told).any()
    counts = (
        (every, every),
        (len(named), every),
        (len(full), every),
        (len(with_organisation), every),
        (int(told.nunique()), int(told.nunique())),
        (int((dates > 1).sum()), int(told.nunique())),
        (int(employers.sum()), int(told.nunique())),
    )
    return [(what, *count, meaning) for (what, meaning), count in zip(phrases("followed").items(), counts, strict=True)]


SUCCESSOR_COLUMNS = (
    "lep",
    "successor",
    "first_seen",
    "last_seen",
    "completeness",
    "people",
    "same_organisation",
    "organisation_not_printed",
    "other_organisation",
    "not_seen_before",
    "because",
)
SUCCESSOR_MARK = "(successor"


def reappearances(seats: pd.DataFrame) -> pd.DataFrame:
    """For every successor body how many of its members are seen on the LEP's own board before.

    Parameters
    ----------
    seats : DataFrame
        What `list_seats` returns. A successor is a body whose name says so.

    Returns
    -------
    DataFrame
        `SUCCESSOR_COLUMNS`, one row per body. `people` are those whom it names as members, whatever the date;
        `same_organisation` of them are seen on the main board with the same organisation, `organisation_not_printed`
        where one side names none; `other_organisation` are people of one name with two organisations, who are counted
        as neither seen nor unseen.

    Examples
    --------
    >>> reappearances(pd.DataFrame(columns=["lep", "body", "counts_as_member", "place", "date_from"])).empty
    True
    """
    wanted = (seats["counts_as_member"] == "yes") & (seats["place"] == "person") & (seats["date_from"] != "")
    members = seats[wanted]
    later = members[members["body"].map(lambda body: SUCCESSOR_MARK in body).astype(bool)]
    rows = [
        _successors_row(members, str(lep), str(body), own)
        for (lep, body), own in later.groupby(["lep", "body"], sort=True)
    ]
    return pd.DataFrame(rows, columns=list(SUCCESSOR_COLUMNS))


def _successors_row(members: pd.DataFrame, lep: str, body: str, own: pd.DataFrame) -> dict[str, object]:
    board = members[(members["lep"] == lep) & (members["body"] == MAIN_BOARD)]
    both = pd.concat([own, board], ignore_index=True)
    bodies = _bodies_by_side(both, body)
    found = [standing for ids in lines_of_people(both) if (standing := _standing(ids, *bodies))]
    return {
        "lep": lep,
        "successor": body,
        "first_seen": own["snapshot_date"].min(),
        "last_seen": own["snapshot_date"].max(),
        "completeness": "; ".join(sorted(set(own["list_completeness"]))),
        "people": len(found),
        **{name: found.count(name) for name in SUCCESSOR_COLUMNS[6:10]},
        "because": (
            "Who is not seen on the board before may have sat there unseen; one name with two "
            "organisations may be two people, and is not counted as one."
        ),
    }


def _bodies_by_side(both: pd.DataFrame, body: str) -> tuple[dict[str, str], dict[str, str]]:
    """The organisation that each line names, "" for none: of the successor's lines, and of those before."""
    lines = list(zip(both["body"], both["row_ids"], map(named_body, both["organisation_key"]), strict=True))
    here, before = (
        {line: named for where, ids, named in lines if (where == body) == wanted for line in ids.split()}
        for wanted in (True, False)
    )
    return here, before


def _standing(ids: set[str], here: dict[str, str], before: dict[str, str]) -> str:
    """How one person stands to the board before; "" for somebody who is not on the successor at all."""
    if not ids & here.keys():
        return ""
    if not ids & before.keys():
        return "not_seen_before"
    now, then = ({side[line] for line in ids & side.keys()} - {""} for side in (here, before))
    if not now or not then:
        return "organisation_not_printed"
    return "same_organisation" if now & then else "other_organisation"


TURNOVER_COLUMNS = (
    "lep",
    "earlier",
    "later",
    "months",
    "earlier_completeness",
    "later_completeness",
    "earlier_members",
    "later_members",
    "on_both",
    "left_at_least",
    "left_at_most",
    "joined_at_least",
    "joined_at_most",
    "outcome",
    "because",
)
KNOWN, BOUNDED, CANNOT_TELL = "known", "at most", "cannot tell"
_ENOUGH = ("full", "assembled")
_COLUMNS = [*READ, "lep", "body", "snapshot_date", "list_completeness", "date_from", "date_basis", "seat_id", "place"]
_COLUMNS += ["attendance", "source_url"]


def turnover(seats: pd.DataFrame) -> pd.DataFrame:
    """How many members of a main board stayed, left and joined between each two of its lists in turn.

    Parameters
    ----------
    seats : DataFrame
        What `list_seats` returns.

    Returns
    -------
    DataFrame
        `TURNOVER_COLUMNS`, one row per pair of lists that do not overlap, by LEP and date. `on_both` people are named
        by both; a name spelt very differently counts as another person. Where both lists are full ("known") who is on
        one alone left or joined; where one was put together from several ("at most") so many may have; else ("cannot
        tell") the columns for leaving and joining are "".

    Examples
    --------
    >>> turnover(pd.DataFrame(columns=["lep", "body", "date_from", "list_completeness", "list_id"])).empty
    True
    """
    main = seats[(seats["body"] == MAIN_BOARD) & (seats["date_from"] != "")]
    carrying = main[main["list_completeness"].isin(CARRIES_A_SHARE)]
    several = carrying.groupby("lep")["list_id"].nunique()
    own = main[main["lep"].isin(several[several > 1].index)]
    rows = [
        _pair(*pair)
        for lep, part in own.groupby("lep", sort=True)
        for pair in _turnover_pairs(part[_COLUMNS], str(lep))
    ]
    return pd.DataFrame(rows, columns=list(TURNOVER_COLUMNS))


def _turnover_pairs(own: pd.DataFrame, lep: str) -> Iterator[tuple[Board, Board]]:
    """Each two boards in turn: of those that can carry it where there are two, else of all."""
    boards = list(_boards(own, lep))[::-1]
    enough = [board for board in boards if board.completeness in _ENOUGH]
    boards = enough if len(enough) > 1 else boards
    return pairwise(boards)


def _boards(own: pd.DataFrame, lep: str) -> Iterator[Board]:
    """The board at its latest date, then before the lists of that one began, and so on; none of fragments."""
    board = assemble(own, lep)
    while board is not None and board.completeness in CARRIES_A_SHARE:
        yield board
        first = months_before(_days(board)[1], WINDOW_MONTHS) if board.lists > 1 else _day_before(_days(board)[0])
        board = assemble(own, lep, first)


def _days(board: Board) -> tuple[str, str]:
    return interval(board.as_at) or ("", "")


def _day_before(day: str) -> str:
    return (pd.Timestamp(day) - pd.Timedelta(days=1)).date().isoformat()


def _pair(earlier: Board, later: Board) -> dict[str, object]:
    before, after = (board.members[board.members["counts_as_member"] != "no"] for board in (earlier, later))
    both, left, joined = _sides(before, after)
    outcome, because = _outcome(earlier, later, before, after)
    told = outcome != CANNOT_TELL
    return {
        "lep": later.lep,
        "earlier": earlier.as_at,
        "later": later.as_at,
        "months": months_between(_days(earlier)[0], _days(later)[1], whole=True),
        "earlier_completeness": earlier.completeness,
        "later_completeness": later.completeness,
        "earlier_members": len(before),
        "later_members": len(after),
        "on_both": both,
        # only a full list shows who is not on it
        "left_at_least": (left if later.completeness == "full" else 0) if told else "",
        "left_at_most": left if told else "",
        "joined_at_least": (joined if earlier.completeness == "full" else 0) if told else "",
        "joined_at_most": joined if told else "",
        "outcome": outcome,
        "because": because,
    }


def _sides(before: pd.DataFrame, after: pd.DataFrame) -> tuple[int, int, int]:
    """How many people are named by both, by the earlier alone, by the later alone."""
    both = pd.concat([before.assign(list_id="earlier"), after.assign(list_id="later")], ignore_index=True)
    here, there = (set(" ".join(part["row_ids"]).split()) for part in (before, after))
    sides = [(bool(ids & here), bool(ids & there)) for ids in lines_of_people(both)]
    return sides.count((True, True)), sides.count((True, False)), sides.count((False, True))


def _outcome(earlier: Board, later: Board, before: pd.DataFrame, after: pd.DataFrame) -> tuple[str, str]:
    kinds = {earlier.completeness, later.completeness}
    everybody = pd.concat([before, after])
    if (everybody["place"] != "person").any():
        return CANNOT_TELL, "A list gives seats without names, which cannot be followed."
    if not kinds <= set(_ENOUGH):
        return CANNOT_TELL, "A list is not full: who is not on it may only not have been named."
    sure = kinds == {"full"} and (everybody["counts_as_member"] == "yes").all()
    outcome = KNOWN if sure else BOUNDED
    return outcome, say("people", f"turnover-{outcome}")
