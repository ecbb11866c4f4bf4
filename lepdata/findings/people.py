"""The same person on the boards of several LEPs: only where the organisation agrees or somebody has looked and signed.

People are named in their public role alone. Nothing here is a profile of anybody, and nobody is ranked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from lepdata.findings.people_matches import people_matches
from lepdata.findings.people_organisations import named_body
from lepdata.members.namesakes import people_of

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
