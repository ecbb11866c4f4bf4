"""The same person elsewhere on the same LEP: what another published line says, with that line named."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from lepdata.members.loose_names import loose_links
from lepdata.members.namesakes import person_ids
from lepdata.members.own_words import EVIDENCE_COLUMNS, no_evidence
from lepdata.model.dates import words

EMPLOYER_KINDS = ("register", "organisation words", "legal form", "fuzzy match", "residual", "job title", "decision")
EMPLOYER, STYLE_OR_SEAT = 50, 28
LONGEST_GAP, UNDATED_GAP, DAYS_A_YEAR = 9, 5, 365.25
# an elected office is no employer: years later it weighs less than a seat's own words
OFFICE_ENDS_AFTER, ENDED_OFFICE = 2, 20
PENALTY = {
    "full name": 0,
    "initial and surname": 4,
    "one letter apart": 5,
    "surname": 6,
    "initial, and surname one letter apart": 9,
}
_DIRECTIONS: tuple[Literal["backward"], Literal["forward"]] = ("backward", "forward")
_EPOCH = pd.Timestamp("1900-01-01")


def sighting_evidence(rows: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """Evidence carried from a person's other rows to the rows that name no employer.

    An employer seen elsewhere reaches rows without one; how a person is styled or seated elsewhere reaches rows
    whose own words say nothing. Of each sector only the sighting nearest before and the one nearest after are carried.

    Parameters
    ----------
    rows : DataFrame
        Described rows: the frame is the whole context.
    own : DataFrame
        Their own evidence.

    Returns
    -------
    DataFrame
        `EVIDENCE_COLUMNS`; `source` names the row and the address it came from.
    """
    people = person_ids(rows)
    about = own[(own["about"] == "sector") & (own["says"] != "unknown") & (own["rule"] != "seat-lep-elsewhere")]
    employers = about[about["kind"].isin(EMPLOYER_KINDS)]
    weaker = about[~about["kind"].isin(EMPLOYER_KINDS) & (about["rule"] != "styled-professor")]
    said_something = own[(own["about"] == "sector") & (own["says"] != "unknown") & (own["rule"] != "styled-professor")]
    no_employer = ~rows["seat_id"].isin(employers["seat_id"]) & ~_names_an_organisation(rows, own)
    silent = no_employer & ~rows["seat_id"].isin(said_something["seat_id"])
    seats = _carry(rows, people, weaker, silent, STYLE_OR_SEAT)
    public = rows["seat_id"].isin(own.loc[own["rule"] == "seat-public", "seat_id"])
    # one person published on a public-sector seat and on a private one: neither seat tells of the employer
    both = public | (people["person_id"].isin(people.loc[public, "person_id"]) & (people["person_id"] != ""))
    contradicted = seats["seat_id"].isin(rows.loc[both, "seat_id"]) & seats["says"].isin(("private", "voluntary"))
    return pd.concat([_carry(rows, people, employers, no_employer, EMPLOYER), seats[~contradicted]], ignore_index=True)


def _names_an_organisation(rows: pd.DataFrame, own: pd.DataFrame) -> pd.Series:
    """Rows with an organisation of their own that no rule settles; one that only names the LEP or a seat is none."""
    not_employers = own.loc[
        own["kind"].isin(("not an employer", "seat words")) & (own["field"] == "organisation"), "seat_id"
    ]
    return (rows["organisation_key"] != "") & ~rows["seat_id"].isin(not_employers)


def _carry(rows: pd.DataFrame, people: pd.DataFrame, told: pd.DataFrame, wanting: pd.Series, base: int) -> pd.DataFrame:
    wanting = wanting & (rows["place"] == "person")
    seen = _seen(rows, people, told)
    if seen.empty or not wanting.any():
        return no_evidence()
    wants = _links(people, wanting, seen)
    wants = wants.assign(target=rows.loc[wants.index, "seat_id"], when=_when(rows.loc[wants.index]))
    nearest = [
        _nearest(wants, seen[seen["says"] == sector], direction)
        for sector in seen["says"].unique()
        for direction in _DIRECTIONS
    ]
    found = pd.concat(nearest, ignore_index=True).drop_duplicates(["target", "says", "seat_id"])
    return _as_evidence(found, base) if len(found) else no_evidence()


def _seen(rows: pd.DataFrame, people: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """The strongest reason of each row that speaks, if nothing as strong in that row contradicts it."""
    best = told[told["strength"] == told.groupby("seat_id", sort=False)["strength"].transform("max")]
    clear = best[best.groupby("seat_id", sort=False)["says"].transform("nunique") == 1].drop_duplicates("seat_id")
    context = pd.DataFrame(
        {
            "seat_id": rows["seat_id"],
            "person_id": people["person_id"],
            "when": _when(rows),
            "place_seen": rows["seat_id"] + ", " + rows["snapshot_date"].map(_dates(rows)),
            "address": rows["source_url"],
        }
    )
    seen = clear[["seat_id", "says", "sector_kind", "because"]].merge(context[context["person_id"] != ""], on="seat_id")
    seen["place_seen"] += seen["address"].map(lambda text: f", {text}" if text else "")
    return seen.rename(columns={"because": "words_seen"})


def _dates(rows: pd.DataFrame) -> dict[str, str]:
    texts = rows.loc[rows["date_from"] != "", "snapshot_date"].unique()
    return {text: "no date" for text in rows["snapshot_date"].unique()} | {text: words(text.strip()) for text in texts}


def _when(rows: pd.DataFrame) -> pd.Series:
    """Days since 1900 of the row's first day; -1 where it has no date."""
    days = {text: (pd.Timestamp(text) - _EPOCH).days if text else -1 for text in rows["date_from"].unique()}
    return rows["date_from"].map(days).astype("int64")


def _links(people: pd.DataFrame, wanting: pd.Series, seen: pd.DataFrame) -> pd.DataFrame:
    """Rows that want an employer, each with the person who may be meant and how the name was matched."""
    asking = people[wanting]
    full = asking.assign(quality="full name")
    exact = full[full["person_id"].isin(seen["person_id"])]
    loose = loose_links(asking[~asking.index.isin(exact.index)], people, seen["person_id"])
    return pd.concat([exact, loose])[["person_id", "quality"]]


def _nearest(wants: pd.DataFrame, seen: pd.DataFrame, direction: Literal["backward", "forward"]) -> pd.DataFrame:
    seen = seen.sort_values("when", kind="stable").rename(columns={"when": "when_seen"})
    return pd.merge_asof(
        wants.sort_values("when", kind="stable"),
        seen,
        left_on="when",
        right_on="when_seen",
        by="person_id",
        direction=direction,
    ).dropna(subset=["seat_id"])


def _as_evidence(found: pd.DataFrame, base: int) -> pd.DataFrame:
    undated = (found["when"] < 0) | (found["when_seen"] < 0)
    gap = ((found["when"] - found["when_seen"]).abs() / DAYS_A_YEAR).round().where(~undated, UNDATED_GAP)
    ended = (found["says"] == "council") & (gap >= OFFICE_ENDS_AFTER) & (base == EMPLOYER)
    strength = base - gap.clip(upper=LONGEST_GAP) - found["quality"].map(PENALTY) - ended * ENDED_OFFICE
    strength = strength.clip(lower=1).astype("int64")
    matched = found["quality"].where(found["quality"] != "full name", "same name")
    because = "another line about this person (" + matched + "): " + found["words_seen"]
    told = {
        "seat_id": found["target"],
        "about": "sector",
        "says": found["says"],
        "sector_kind": found["sector_kind"],
        "rule": "other-sighting",
        "kind": "other sighting",
        "field": "person_name",
        "matched": found["quality"],
        "strength": strength,
        "because": because,
        "source": found["place_seen"],
    }
    return pd.DataFrame(told)[list(EVIDENCE_COLUMNS)]
