"""What the user rules in the file itself: whom a row's person speaks for, before every rule and every decision."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

import numpy as np
import pandas as pd

from lepdata.english import choose, joined
from lepdata.errors import Fault, InputFaults, near_matches, quoted
from lepdata.names import fold, organisation_key
from lepdata.seating.distinct import read_once
from lepdata.sectors.evidence import REASON_COLUMNS, Evidence, no_evidence
from lepdata.sectors.matching import match_cell
from lepdata.sectors.people import people_of
from lepdata.sectors.rulebook import load_rules
from lepdata.sectors.settling import settle_seats
from lepdata.vocabulary import SECTORS

RULING, STRENGTH = "ruling", 110  # above every decision
_COLUMN = "sector_ruling"
_SAID = {  # what people write for the words of `sector`
    **{"business": "private", "private sector": "private", "company": "private", "voluntary sector": "voluntary"},
    **{"charity": "voluntary", "vcse": "voluntary", "vcs": "voluntary", "third sector": "voluntary", "nhs": "health"},
    **{"local authority": "council", "local government": "council", "university": "education", "college": "education"},
    **{"central government": "other_public", "not known": "unknown", "union": "trade_union"},
}


def rulings(rows: pd.DataFrame, told: Evidence, own_decisions: pd.DataFrame | None) -> Evidence:
    """The rulings of described rows as evidence; `told` is what was known without them.

    A ruling stands under `sector_ruling`; or, where `classify` wrote the file, under `sector`: beside `sector_status`
    "ruled", or where it is another sector than the one found anew.
    """
    ruled = _ruled(rows, told)
    here = np.flatnonzero((ruled != "").to_numpy())
    if not len(here):
        return no_evidence()
    if faults := [*_unread(rows, ruled, here), *_contradicting(rows, ruled, own_decisions), *_two_for_one(rows, ruled)]:
        raise InputFaults(faults)
    says = ruled.map(_sector).iloc[here].reset_index(drop=True)
    reasons = pd.DataFrame(dict.fromkeys(REASON_COLUMNS, ""), index=range(len(here)))
    same = settle_seats(told, len(rows)).iloc[here].reset_index(drop=True)
    reasons = reasons.assign(about="sector", says=says, rule=RULING, kind=RULING, strength=STRENGTH)
    kind = same["sector_kind"].astype("str").where(same["sector"] == says, "")  # as found, where that agrees
    reasons = reasons.assign(words="you ruled so in the file", sector_kind=kind)
    return Evidence(reasons, here, np.arange(len(here)))


def _ruled(rows: pd.DataFrame, told: Evidence) -> pd.Series:
    """The cell that rules each row, "" for none."""
    own = _cells(rows, _COLUMN)
    written, status = _cells(rows, "sector"), _cells(rows, "sector_status")
    if not ((written != "") & (status != "")).any():
        return own
    anew = settle_seats(told, len(rows))["sector"].astype("str")
    ruled = (status != "") & ((status == "ruled") | (written.map(_sector) != anew))
    return own.where(own != "", written.where(ruled, ""))


def _cells(rows: pd.DataFrame, column: str) -> pd.Series:
    if column not in rows:
        return pd.Series("", index=range(len(rows)), dtype="str")
    return rows[column].fillna("").astype("str").str.strip().reset_index(drop=True)


def _sector(cell: str) -> str:
    """The sector that a ruling names, "" where it is none."""
    words = fold(cell)
    return words.replace(" ", "_") if words.replace(" ", "_") in SECTORS else _SAID.get(words, "")


def _unread(rows: pd.DataFrame, ruled: pd.Series, here: np.ndarray) -> Iterator[Fault]:
    for at in here.tolist():
        if not _sector(ruled[at]):
            near = near_matches(ruled[at], [*SECTORS, *_SAID], 1)
            remedy = f"write {_sector(near[0])}, if that is meant" if near else "write one of these words"
            yield _fault(rows, at, quoted(ruled[at]), "one of " + ", ".join(SECTORS), remedy)


def _contradicting(rows: pd.DataFrame, ruled: pd.Series, decisions: pd.DataFrame | None) -> Iterator[Fault]:
    """A signed decision of the user's own that says otherwise about a row ruled on."""
    for decision in [] if decisions is None else decisions[decisions["about"] == "sector"].to_dict("records"):
        key = organisation_key(decision["organisation_as_published"])
        ids = rows["row_id"].where(rows["row_id"] != "", rows["seat_id"])
        meant = ids.isin(decision["row_id"].split()) | ((rows["organisation_key"] == key) & (key != ""))
        against = meant.to_numpy() & ruled.map(_sector).ne("").to_numpy() & (ruled.map(_sector) != decision["says"])
        for at in np.flatnonzero(against).tolist():
            expected = f"{decision['says']}, as the decision {decision['decision_id']} says"
            yield _fault(rows, at, quoted(ruled[at]), expected, "change the ruling or the decision")


def _two_for_one(rows: pd.DataFrame, ruled: pd.Series) -> Iterator[Fault]:
    """Two rulings about one person of one list."""
    person, sectors = people_of(rows).person, ruled.map(_sector)
    first: dict[tuple, int] = {}
    for at in np.flatnonzero((sectors != "").to_numpy() & (person >= 0)).tolist():
        key = (person[at], rows["body"].iloc[at], rows["snapshot_date"].iloc[at])
        other = first.setdefault(key, at)
        if sectors[at] != sectors[other]:
            expected = f"{sectors[other]}, as another row rules about the same person"
            yield _fault(rows, at, quoted(ruled[at]), expected, "leave one of the two rulings")


def _fault(rows: pd.DataFrame, at: int, found: str, expected: str, remedy: str) -> Fault:
    row = rows.iloc[at]
    column = _COLUMN if str(row.get(_COLUMN, "") or "").strip() else "sector"
    return Fault(str(row.get("file", "the frame")), int(row.get("line", at + 2)), column, found, expected, remedy)


_MOST_ROWS = 5


def unread_sectors(rows: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """The published sectors that no rule reads: the words, where they stand, and the sector spelt nearly so or ""."""
    cells = _cells(rows, "sector_as_published")
    read = read_once(lambda cell: "yes" if match_cell(cell, "sector_as_published") else "", cells) == "yes"
    unread = cells[(cells != "") & ~read]
    rules = (rule for rule in load_rules() if "sector_as_published" in rule.fields and rule.form != "regex")
    known = sorted({phrase for rule in rules for phrase in rule.phrases if len(phrase) > 3})
    alone = [phrase for phrase in known if " " not in phrase]
    for text, own in unread.groupby(unread, sort=False):
        words = fold(str(text))
        near = near_matches(words, known, 1)
        near += [meant for word in words.split() for meant in get_close_matches(word, alone, 1, 0.8)]  # "secteur privé"
        faults = [_fault(rows, at, "", "", "") for at in own.index[:_MOST_ROWS]]
        lines = [str(fault.row) for fault in faults] + [f"{len(own) - _MOST_ROWS} more"] * (len(own) > _MOST_ROWS)
        yield str(text), f"{faults[0].file}, {choose(len(own), 'row', 'rows')} {joined(lines)}", "".join(near[:1])
