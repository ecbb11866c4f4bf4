"""Hand decisions: signed rows that settle what rules cannot."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from lepdata.members.evidence import EVIDENCE_COLUMNS
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
    """The signed decisions; no rows where there is no file.

    Parameters
    ----------
    path : Path, optional
        Another decision file.

    Raises
    ------
    InputFaults
        Where a row names neither a seat nor an organisation, an unknown sector, or is not signed with a source.
    """
    path = path or RAW / FILE
    if not path.exists():
        return pd.DataFrame(columns=list(COLUMNS), dtype=str)
    table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    if tuple(table.columns) != COLUMNS:
        found = ", ".join(map(str, table.columns))
        raise InputFaults([Fault(path.name, 1, "", found, ", ".join(COLUMNS), "put the headings back in this order")])
    faults = [
        fault for line, row in enumerate(table.to_dict("records"), 2) for fault in _faults_of(row, path.name, line)
    ]
    if faults:
        raise InputFaults(faults)
    return table


def _faults_of(row: dict, file: str, line: int) -> list[Fault]:
    def fault(column: str, expected: str) -> Fault:
        return Fault(file, line, column, quoted(row[column]), expected, "correct the row or take it out")

    faults = [
        fault(name, "something") for name in ("because", "source", "signed_by", "signed_on") if not row[name].strip()
    ]
    if bool(row["row_id"]) == bool(row["organisation_as_published"]):
        faults.append(fault("row_id", "a row_id or an organisation as published, one of the two"))
    if row["about"] not in ("sector", "seat_sector"):
        faults.append(fault("about", "sector or seat_sector"))
    if row["says"] not in SECTORS:
        faults.append(fault("says", "one of " + ", ".join(SECTORS)))
    return faults


def decided(rows: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """The decisions as evidence about the rows they name, by row or by organisation: `EVIDENCE_COLUMNS`."""
    decisions = decisions.assign(key=decisions["organisation_as_published"].map(organisation_key))
    found = pd.concat([_named(rows, decisions, "row_id", "row_id"), _named(rows, decisions, "organisation_key", "key")])
    signed = found["source"] + "; signed by " + found["signed_by"] + " on " + found["signed_on"]
    found = found.assign(
        rule=found["decision_id"],
        kind="decision",
        field="",
        matched=found["organisation_as_published"],
        strength=STRENGTH,
        source=signed,
    )
    return found[list(EVIDENCE_COLUMNS)].reset_index(drop=True)


def _named(rows: pd.DataFrame, decisions: pd.DataFrame, column: str, key: str) -> pd.DataFrame:
    """The decisions that name a row by one of its columns, beside that row's seat_id."""
    speaking = decisions[decisions[key] != ""].rename(columns={key: "named"})
    few = rows.loc[rows[column].isin(speaking["named"]), ["seat_id", column]].rename(columns={column: "named"})
    return few.merge(speaking, on="named")
