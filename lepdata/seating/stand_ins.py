"""A substitute holds the seat where the member replaced is not on the list: no seat vanishes with its holder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import pandas as pd

from lepdata.names import Person, read_name
from lepdata.seating.distinct import Numbers, number

_STAND_IN = (
    r"substitut\w*|sub|deput(?:y|ising|izing)|alternat\w*|stand(?:ing)?[- ]in|proxy|nominee|in place|on behalf|instead"
)
_FOR = re.compile(rf"(?:\b(?:{_STAND_IN})\b.*?\b(?:for|of|to)|^(?:for|replacing|representing))\s+(?P<who>.+)", re.I)
_NO_NAME = re.compile(
    r"^(?:the|a|an|our|its|their)\b|\b(?:representatives?|rep|member|seat|sector|council|board)\b", re.I
)


@lru_cache(maxsize=65536)
def replaced(capacity: str) -> Person | None:
    """The person for whom somebody sits, by a capacity such as "substitute for Ada Example (NHS)"."""
    found = _FOR.search(capacity.strip().removeprefix("("))
    who = found["who"].strip(" .") if found else ""
    who = who if "(" in who else who.strip(")")
    if not who or _NO_NAME.search(who) or not who[0].isupper():
        return None
    person = read_name(who)
    return person if person.key else None


def count_stand_ins(rows: pd.DataFrame) -> None:
    """Let described substitutes count for a named member who is not on their list."""
    asked = (rows["role_read"] == "substitute") & (rows["counts_as_member"] == "no") & (rows["place"] == "person")
    asked &= ~rows["why_not"].str.startswith("the term")
    asked &= rows["status"].str.casefold().isin(("", "current")) & ~rows["attendance"].str.casefold().str.startswith(
        "a"
    )
    if not asked.any():
        return
    lists, _ = number(rows["lep"], rows["body"], rows["snapshot_date"])
    near = np.flatnonzero(np.isin(lists, lists[asked]))
    named = _named(rows.iloc[near], lists[near])
    held = np.zeros(len(rows), dtype=bool)
    for at in np.flatnonzero(asked).tolist():
        person = replaced(rows["capacity_as_published"].iloc[at]) or replaced(rows["role"].iloc[at])
        held[at] = person is not None and not _listed(person, named.get((int(lists[at]), person.surname), ()))
    for column, said in (("counts_as_member", "yes"), ("why_not", "")):
        rows[column] = rows[column].mask(held, said)


def _named(rows: pd.DataFrame, lists: Numbers) -> dict[tuple[int, str], list[str]]:
    """The initials of those who bear a surname on each list."""
    found: dict[tuple[int, str], list[str]] = {}
    for key, given in zip(zip(lists.tolist(), rows["surname_key"], strict=True), rows["given_key"], strict=True):
        found.setdefault(key, []).append(given[:1])
    return found


def _listed(person: Person, initials: Iterable[str]) -> bool:
    return any(not initial or not person.given or initial == person.given[0] for initial in initials)
