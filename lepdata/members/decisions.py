"""Hand decisions: signed rows that settle what rules cannot."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from lepdata.members.data_files import read_rows
from lepdata.members.own_words import EVIDENCE_COLUMNS, no_evidence
from lepdata.model.dates import interval
from lepdata.model.faults import Fault, InputFaults, quoted
from lepdata.model.places import RAW
from lepdata.model.vocabulary import SECTORS
from lepdata.seats import organisation_key

FILE = "decisions.csv"
COLUMNS = (
    "decision_id",
    "row_id",
    "organisation_as_published",
    "about",
    "says",
    "sector_kind",
    "because",
    "source",
    "signed_by",
    "signed_on",
)
STRENGTH = 100


def read_decisions(path: Path | None = None) -> pd.DataFrame:
    """The signed decisions; no rows where the package ships no file of them.

    Parameters
    ----------
    path : Path, optional
        Another decision file. Cells to the right of `signed_on` are people's notes and are not read, so that rows of a
        worklist can be pasted whole.

    Raises
    ------
    InputFaults
        Where a row names neither a seat nor an organisation, an unknown sector, or is not signed with a source.
    """
    if path is None and not (RAW / FILE).exists():
        return pd.DataFrame(columns=list(COLUMNS), dtype=str)
    path = path or RAW / FILE
    lines = read_rows(path, COLUMNS, notes=True)
    faults = [fault for line, row in lines for fault in _faults_of(row, path.name, line)]
    faults += _repeated(lines, path.name)
    if faults:
        raise InputFaults(faults)
    return pd.DataFrame([row for _, row in lines], columns=list(COLUMNS), dtype=str)


def _faults_of(row: dict[str, str], file: str, line: int) -> list[Fault]:
    def fault(column: str, expected: str) -> Fault:
        return Fault(file, line, column, quoted(row[column]), expected, "correct the row or take it out")

    needed = ("decision_id", "because", "source", "signed_by", "signed_on")
    faults = [fault(name, "something") for name in needed if not row[name].strip()]
    if row["signed_on"].strip() and not _is_day(row["signed_on"]):
        faults.append(fault("signed_on", "the day it was signed, such as 2026-11-22"))
    if bool(row["row_id"].strip()) == bool(row["organisation_as_published"].strip()):
        faults.append(fault("row_id", "a row_id or an organisation as published, one of the two"))
    if row["about"] not in ("sector", "seat_sector"):
        faults.append(fault("about", "sector or seat_sector"))
    if row["says"] not in SECTORS:
        faults.append(fault("says", "one of " + ", ".join(SECTORS)))
    return faults


def _is_day(text: str) -> bool:
    try:
        days = interval(text)
    except ValueError:
        return False
    return days is not None and days[0] == days[1]


def _repeated(lines: list[tuple[int, dict[str, str]]], file: str) -> list[Fault]:
    first: dict[str, int] = {}
    faults = []
    for line, row in lines:
        if first.setdefault(row["decision_id"], line) != line and row["decision_id"].strip():
            expected = f"an id used once; row {first[row['decision_id']]} has it"
            faults.append(Fault(file, line, "decision_id", quoted(row["decision_id"]), expected, "give it its own id"))
    return faults


def decided(rows: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """The decisions as evidence about the rows they name, by row or by organisation."""
    if decisions.empty:
        return no_evidence()
    decisions = decisions.assign(key=decisions["organisation_as_published"].map(organisation_key))
    by_row = rows[["seat_id"]].assign(row_id=rows["row_id"].where(rows["row_id"] != "", rows["seat_id"]))
    by_row = by_row.merge(_one_seat_each(decisions[decisions["row_id"] != ""], set(by_row["row_id"])), on="row_id")
    by_name = rows[["seat_id", "organisation_key"]].merge(
        decisions[decisions["key"] != ""].drop(columns="row_id"), left_on="organisation_key", right_on="key"
    )
    found = pd.concat([by_row, by_name], ignore_index=True)
    signed = found["source"] + "; signed by " + found["signed_by"] + " on " + found["signed_on"]
    found = found.assign(
        rule=found["decision_id"],
        kind="decision",
        field="",
        matched=found["organisation_as_published"],
        strength=STRENGTH,
        source=signed,
    )
    return found[list(EVIDENCE_COLUMNS)] if len(found) else no_evidence()


def _one_seat_each(decisions: pd.DataFrame, known: set[str]) -> pd.DataFrame:
    """A decision may name several rows, parted by blanks; an id that holds a blank itself is tried whole first."""
    ids = pd.Series([[cell] if cell in known else cell.split() for cell in decisions["row_id"]], index=decisions.index)
    return decisions.assign(row_id=ids).explode("row_id").astype({"row_id": "str"})
