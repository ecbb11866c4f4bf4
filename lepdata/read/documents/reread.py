"""Two readings of one document, or of two editions of it -> who is new, who left, and what cannot be told."""

from __future__ import annotations

from typing import Literal, NamedTuple

import pandas as pd

from lepdata.english import plural
from lepdata.names import fold, read_person, same_name
from lepdata.read.documents.frame import READ

_FEW = 4  # people: of so few, half may well change at once


class Reread(NamedTuple):
    """What a second reading says of the first. `left` is filled only between two lists of the whole board."""

    state: Literal["unchanged", "same people", "changed", "failed"]
    words: str
    new: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    not_named: tuple[str, ...] = ()  # gone from a list that need not name everybody
    renamed: tuple[tuple[str, str], ...] = ()  # perhaps: the earlier name and the later


def reread(earlier: pd.DataFrame, later: pd.DataFrame) -> Reread:
    """Compare two readings by `read_documents`, each of one document."""
    first, second = earlier.attrs["documents"][0], later.attrs["documents"][0]
    if first["sha256"] == second["sha256"]:
        return Reread("unchanged", f"{second['document']} is the same, byte for byte.")
    before, after = _people(earlier), _people(later)
    gone, new = [before[key] for key in before if key not in after], [after[key] for key in after if key not in before]
    if not gone and not new:
        return Reread("same people", f"{second['document']} has changed and names the same {_count(after)}.")
    if before and (not after or (len(before) >= _FEW and 2 * len(gone) >= len(before))):
        words = f"{second['document']} names {len(before) - len(gone)} of {len(before)} people named before: "
        return Reread("failed", words + "look at it; nobody is taken to have left.")
    renamed = tuple(_renamed(gone, new))
    gone = [name for name in gone if name not in {one for one, _ in renamed}]
    new = [name for name in new if name not in {one for _, one in renamed}]
    whole = first["list_completeness"] == second["list_completeness"] == "full"
    left, not_named = (tuple(gone), ()) if whole else ((), tuple(gone))
    told = {"New": new, "Left": left, "Not named, which says nothing in a list of this kind": not_named}
    told["Perhaps renamed"] = [" → ".join(pair) for pair in renamed]
    words = " ".join(f"{what}: {', '.join(names)}." for what, names in told.items() if names)
    return Reread("changed", words, tuple(new), left, not_named, renamed)


def _count(people: dict[str, str]) -> str:
    return plural(len(people), "person", "people")


def _people(frame: pd.DataFrame) -> dict[str, str]:
    current = frame[(frame["reading"] == READ) & (frame["status"] != "former")]
    return {fold(name): name for name in current["person_name"]}


def _renamed(gone: list[str], new: list[str]) -> list[tuple[str, str]]:
    """Pairs of one who is gone and one who is new whose names may be one person's; each at most once."""
    pairs, left = [], list(new)
    for name in gone:
        near = [other for other in left if same_name(read_person(name), read_person(other))]
        if len(near) == 1:
            left.remove(near[0])
            pairs.append((name, near[0]))
    return pairs
