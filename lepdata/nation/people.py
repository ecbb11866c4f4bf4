"""Who is one person: seats of one partnership by the person they are about, and people and bodies on two boards."""

from __future__ import annotations

from functools import cache

import pandas as pd

from lepdata.errors import Fault, InputFaults, quoted
from lepdata.files import rule_file
from lepdata.names import organisation_key
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import councils

_MATCHES = "people_matches.csv"
MATCH_COLUMNS = ("match_id", "person_a", "person_b", "decision", "because", "source", "signed_by", "signed_on")


def people_matches() -> pd.DataFrame:
    """The signed rows that say whether two seats, or several parted by blanks, are of one person; else refused."""
    rows = read_raw(_MATCHES)
    if faults := match_faults(rows):
        raise InputFaults(faults)
    return rows


def match_faults(rows: pd.DataFrame) -> list[Fault]:
    """What is wrong with matches: a row that nobody signed must not count, and nobody should believe that it does."""
    faults = []
    for line, row in enumerate(rows[list(MATCH_COLUMNS)].to_dict("records"), 2):
        empty = [column for column in MATCH_COLUMNS if not row[column].strip() and column != "decision"]
        faults += [Fault(_MATCHES, line, one, "nothing", "a signed match", f"fill in {one}") for one in empty]
        if (found := row["decision"]) not in ("same", "different"):
            faults.append(
                Fault(_MATCHES, line, "decision", quoted(found), "same or different", "choose one of the two")
            )
    return faults


_KINDS = {
    "cc": ("county council", "city council"),
    "dc": ("district council",),
    "bc": ("borough council", "metropolitan borough council"),
    "mbc": ("metropolitan borough council",),
}


def named_body(key: str) -> str:
    """The one body that an organisation's key names, written out; "" where it may mean several or none."""
    if key in _abbreviations():
        return _abbreviations()[key]
    place, _, short = key.rpartition(" ")
    written_out = [f"{place} {kind}" for kind in _KINDS.get(short, ())]
    return next((name for name in written_out if name in _councils()), key)


@cache
def _abbreviations() -> dict[str, str]:
    return {row["name"]: row["means"] for row in rule_file("people/organisations.csv")}


@cache
def _councils() -> frozenset[str]:
    """The register's councils by their names for comparison."""
    return frozenset(organisation_key(name) for name in councils()["official_name"])
