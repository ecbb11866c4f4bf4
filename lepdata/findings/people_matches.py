"""Reviewed matches: who was judged to be one person on the boards of two LEPs, by whom and why."""

from __future__ import annotations

from collections.abc import Hashable

import pandas as pd

from lepdata.model.faults import Fault, InputFaults, quoted
from lepdata.registers import read_raw

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
