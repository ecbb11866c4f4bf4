"""Signed corrections, applied over the published lines: people can answer back."""

from __future__ import annotations

from collections.abc import Hashable

import pandas as pd

from lepdata.errors import Fault, InputFaults, quoted
from lepdata.vocabulary import BOARD_COLUMNS

PERSONAL = ("person_name", "honorific", "pronoun_as_published")
_FILE = "corrections.csv"


def apply_corrections(lines: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
    """The sightings with every signed correction applied, and `correction_ids` saying which rows were touched."""
    numbered = enumerate(corrections.to_dict("records"), start=2)
    faults = [fault for line, row in numbered for fault in _faults(line, row, lines)]
    if faults:
        raise InputFaults(faults)
    corrected = lines.copy()
    corrected["correction_ids"] = ""
    for row in corrections.to_dict("records"):
        here = corrected["row_id"] == row["row_id"]
        fields = PERSONAL if row["action"] == "remove" and row["field"] == "person_name" else (row["field"],)
        for field in fields:
            corrected.loc[here, field] = row["corrected"] if row["action"] == "replace" else ""
        ids = corrected.loc[here, "correction_ids"] + " " + row["correction_id"]
        corrected.loc[here, "correction_ids"] = ids.str.strip()
    return corrected


def _faults(line: int, row: dict[Hashable, str], lines: pd.DataFrame) -> list[Fault]:
    faults = [
        Fault(_FILE, line, column, "nothing", "a signed correction", f"fill in {column}")
        for column in ("correction_id", "row_id", "signed_by", "signed_on", "reason")
        if not row[column]
    ]
    if row["action"] not in ("replace", "remove"):
        faults.append(Fault(_FILE, line, "action", quoted(row["action"]), "replace or remove", "choose one of the two"))
    if row["field"] not in BOARD_COLUMNS[1:]:
        expected = "a column of the board file other than row_id"
        return [*faults, Fault(_FILE, line, "field", quoted(row["field"]), expected, "name the column to correct")]
    published = lines.loc[lines["row_id"] == row["row_id"], row["field"]]
    if published.empty:
        expected, remedy = "a row of data/raw/boards", "look the row_id up in the board's file"
        return [*faults, Fault(_FILE, line, "row_id", quoted(row["row_id"]), expected, remedy)]
    named_again = row["action"] == "remove" and not row["published"]  # a removal need not print the name once more
    if published.iloc[0] != row["published"] and not named_again:
        # a message must not print a name that somebody wants taken out
        hidden = row["field"] in PERSONAL
        found = "another text" if hidden else quoted(row["published"])
        expected = "the text as published" if hidden else f"the published text {quoted(published.iloc[0])}"
        faults.append(Fault(_FILE, line, "published", found, expected, "copy the text from the board's file"))
    return faults
