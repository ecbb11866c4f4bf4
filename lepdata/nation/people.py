"""Who is one person: seats of one partnership by the person they are about, and people and bodies on two boards."""

from functools import cache

import pandas as pd

from lepdata.display import row_dicts
from lepdata.files import rule_file
from lepdata.registers.frozen import read_raw
from lepdata.sectors.institutions import council_named
from lepdata.sectors.people import people_of
from lepdata.spelling import organisation_key

_WRITTEN_OUT = {row["name"]: row["means"] for row in rule_file("people/organisations.csv")}


@cache
def named_body(key: str) -> str:
    """The one body that an organisation's key names, written out; "" where it may mean several or none."""
    return _WRITTEN_OUT[key] if key in _WRITTEN_OUT else organisation_key(council_named(key)) or key


PEOPLE_COLUMNS = ("person", "leps", "first_seen", "last_seen", "because")
_SIDES = ("person_a", "person_b")
_Pairs = dict[frozenset[int], str]  # two numbers of people who are one, and how that is known


def people_on_several_boards(seats: pd.DataFrame, matches: pd.DataFrame | None = None) -> pd.DataFrame:
    """Members of boards of several LEPs, by a signed match or a shared organisation: never by name alone."""
    members = seats[(seats["counts_as_member"] == "yes") & (seats["place"] == "person")].reset_index(drop=True)
    people, made = people_of(members), []
    names = people.names[["given", "surname"]].iloc[people.printed].reset_index(drop=True)
    rows = members.assign(number=people.person, named=names["given"] + " " + names["surname"])
    rows = rows[(rows["number"] >= 0) & (names["given"].str.len() > 1)]  # whom a name tells from others of the LEP
    pairs = _same_people(rows, read_raw("people_matches.csv") if matches is None else matches)
    groups: list[frozenset[int]] = []  # numbers that are one person, over any chain of pairs
    for pair in pairs:
        joined = [group for group in groups if group & pair]
        groups = [group for group in groups if group not in joined] + [pair.union(*joined)]
    for group in groups:
        own, reasons = rows[rows["number"].isin(group)], (because for pair, because in pairs.items() if pair <= group)
        dated, leps = own.loc[own["date_from"] != "", "snapshot_date"], "; ".join(sorted(set(own["lep"]) - {""}))
        seen = (dated.min(), dated.max()) if len(dated) else ("", "")
        made.append((own["person"].mode().iloc[0], leps, *seen, "; ".join(dict.fromkeys(reasons))))
    return pd.DataFrame(made, columns=list(PEOPLE_COLUMNS)).sort_values("person", kind="stable", ignore_index=True)


def _same_people(rows: pd.DataFrame, matches: pd.DataFrame) -> _Pairs:
    """Every two people of two LEPs who are one: somebody decided so, or they bear one name and share a body.

    A decision about a seat that is no longer there decides nothing.
    """
    number = {seat: person for person, ids in zip(rows["number"], rows["row_ids"], strict=True) for seat in ids.split()}
    decided: dict[frozenset[int], str] = {}  # why two are one; "" where somebody decided that they are not
    for match in row_dicts(matches):
        ones, others = ({number[seat] for seat in match[side].split() if seat in number} for side in _SIDES)
        because = f"{match['because']} ({match['source']})" if match["decision"] == "same" else ""
        decided |= {frozenset((one, other)): because for one in ones for other in others - {one}}
    bodies = rows.assign(body=[named_body(key) for key in rows["organisation_key"]]).query("body != ''")
    named = bodies[["named", "body", "number", "lep"]].drop_duplicates()
    both = named.merge(named, on=["named", "body"], suffixes=("", "_other"))
    both = both[(both["number"] < both["number_other"]) & (both["lep"] != both["lep_other"])]
    found = both.sort_values(["named", "number", "number_other", "body"])
    pairs: _Pairs = {}
    for one, other, body in zip(found["number"], found["number_other"], found["body"], strict=True):
        if frozenset((one, other)) not in decided:
            pairs.setdefault(frozenset((one, other)), f"both from {body}")
    return pairs | {pair: because for pair, because in decided.items() if because}
