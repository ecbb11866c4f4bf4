"""What is left for a person to decide, in the shape of the file that would settle it."""

from __future__ import annotations

import pandas as pd

from lepdata.members.decisions import COLUMNS
from lepdata.members.namesakes import people_of
from lepdata.model.faults import quoted
from lepdata.seats import fold

NOTES = ("rows", "open_because", "examples")
WORKLIST_COLUMNS = (*COLUMNS, *NOTES)
_EXAMPLES = 3
_TOLD = ("person", "job_title", "organisation", "capacity_as_published", "sector_as_published")


def worklist(members: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """The seats that nothing settles or whose reasons disagree, as decisions to be filled in and signed.

    One row per organisation; where a seat names none (or only the LEP itself), one per person and published capacity of
    a LEP, with every row it is about. Vacancies are left out: there is nobody to decide about.

    Parameters
    ----------
    members : DataFrame
        Settled rows (`settle`).
    evidence : DataFrame
        The evidence they were settled by.

    Returns
    -------
    DataFrame
        The columns of decisions.csv with `says`, `sector_kind`, `because`, `source` and the signature left empty; to
        their right, as notes, how many rows, why it is open, and up to three examples. Most rows first.
    """
    unsettled = members[(members["sector_status"] != "settled") & (members["place"] != "vacancy")]
    no_employer = evidence.loc[
        (evidence["kind"] == "not an employer") & (evidence["field"] == "organisation"), "seat_id"
    ]
    by_name = (unsettled["organisation_key"] != "") & ~unsettled["seat_id"].isin(no_employer)
    groups = [_question(group, True) for _, group in unsettled[by_name].groupby("organisation_key", sort=False)]
    rest = unsettled[~by_name]
    people = pd.Series(people_of(members).person, index=members.index)  # two people of one name are two questions
    who = people.where((people >= 0) | (members["place"] != "person"), members["seat_id"])
    keys = [rest["lep"], who[rest.index], rest["organisation_key"], rest["capacity_as_published"].map(fold)]
    groups += [_question(group, False) for _, group in rest.groupby(keys, sort=False)]
    table = pd.DataFrame(groups, columns=list(WORKLIST_COLUMNS))
    table = table.sort_values("rows", ascending=False, kind="stable").reset_index(drop=True)
    repeated = table.groupby("decision_id").cumcount()
    table["decision_id"] += [f"-{again + 1}" if again else "" for again in repeated]
    return table.astype(dict.fromkeys(COLUMNS, "str"))


def _question(group: pd.DataFrame, by_name: bool) -> dict[str, object]:
    first = group.iloc[0]
    ids = group["row_id"].where(group["row_id"] != "", group["seat_id"])
    name = first["organisation"] if by_name else ""
    return {
        **dict.fromkeys(COLUMNS, ""),
        "decision_id": (fold(name) or ids.iloc[0]).replace(" ", "-") if by_name else f"seat-{ids.iloc[0]}",
        "row_id": "" if by_name else " ".join(ids),
        "organisation_as_published": name,
        "about": "sector",
        "rows": len(group),
        "open_because": " / ".join(group["sector_because"].unique()[:_EXAMPLES]),
        "examples": " | ".join(_example(row) for _, row in group.head(_EXAMPLES).iterrows()),
    }


def _example(row: pd.Series) -> str:
    told = [quoted(row[column]) for column in _TOLD if row[column]]
    where = [row["row_id"] or row["seat_id"], row["lep"], row["body"], row["snapshot_date"], row["source_url"]]
    return ", ".join([*filter(None, where[:1]), *told, *filter(None, where[1:])])
