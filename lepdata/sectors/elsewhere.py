"""The same person elsewhere on the same LEP: what another published line says, with that line named."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lepdata.dates import words
from lepdata.seating.distinct import Numbers, marked, number, read_once, spread
from lepdata.sectors.evidence import REASON_COLUMNS, Evidence, no_evidence, together
from lepdata.sectors.people import People, loose_links, people_of
from lepdata.sectors.wording import OTHER_SIGHTING, seen_reason

GUESS = "residual"  # never evidence for another row
EMPLOYER_KINDS = ["register", "organisation words", "name shape", "legal form", "fuzzy match", "job title"]
EMPLOYER_KINDS += ["decision", "ruling"]
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
_A_LIFE = 1 << 20  # more than the days between any two dates
_EPOCH = pd.Timestamp("1900-01-01")


def sighting_evidence(rows: pd.DataFrame, own: Evidence) -> Evidence:
    """Evidence carried from a person's other rows to the rows that name no employer."""
    people, reasons, count = people_of(rows), own.reasons, len(rows)
    about = (reasons["about"] == "sector") & (reasons["says"] != "unknown")
    told = about & (reasons["kind"] != GUESS) & (reasons["rule"] != "published-public")
    of_employers = reasons["kind"].isin(EMPLOYER_KINDS)
    employers = own.only(told & of_employers)
    no_employer = ~employers.seats(count) & ~_names_an_organisation(rows, own)
    silent = no_employer & ~own.only(about).seats(count)
    seats = _carry(rows, people, own.only(told & ~of_employers), silent, STYLE_OR_SEAT)
    # one person published on a public-sector seat and on a private one: neither seat tells of the employer
    public = own.only(reasons["rule"] == "seat-public").seats(count)
    public = public | ((people.person >= 0) & np.isin(people.person, people.person[public]))
    denied = seats.reasons["says"].isin(("private", "voluntary")).to_numpy()[seats.reason] & public[seats.seat]
    return together(_carry(rows, people, employers, no_employer, EMPLOYER), seats.where(~denied))


def _names_an_organisation(rows: pd.DataFrame, own: Evidence) -> Numbers:
    """Rows with an organisation of their own that no rule settles; one that only names the LEP or a seat is none."""
    no_employer = own.reasons["kind"].isin(("not an employer", "seat words")) & (own.reasons["field"] == "organisation")
    return (rows["organisation_key"] != "").to_numpy() & ~own.only(no_employer).seats(len(rows))


def _carry(rows: pd.DataFrame, people: People, told: Evidence, wanting: Numbers, base: int) -> Evidence:
    wanting = wanting & (rows["place"] == "person").to_numpy()
    seen = _seen(rows, people, told)
    if seen.empty or not wanting.any():
        return no_evidence()
    wants = _links(people, wanting, seen)
    wants["when"] = _when(rows["date_from"].iloc[wants["seat"]])
    wants = wants.sort_values("when", kind="stable")
    says = told.reasons["says"].iloc[seen["reason"]]
    sectors, first = number(says)
    by_day = np.lexsort((seen["when"], seen["person"]))
    seen, sectors = seen.iloc[by_day], sectors[by_day]
    nearest = [
        _nearest(wants, seen[sectors == nth], direction).assign(says=sector)
        for nth, sector in enumerate(says.iloc[first])
        for direction in ("backward", "forward")
    ]
    found = pd.concat(nearest, ignore_index=True).drop_duplicates(["seat", "says", "seen"])
    return _as_evidence(rows, told.reasons, found, base) if len(found) else no_evidence()


def _seen(rows: pd.DataFrame, people: People, told: Evidence) -> pd.DataFrame:
    """The strongest reason of each row that speaks, if nothing as strong in that row contradicts it."""
    best = told.strongest(len(rows))
    disputed, joined = best.disputed(len(rows)), people.person >= 0
    clear = best.where((~disputed & joined)[best.seat]).first()
    seen = pd.DataFrame({"seen": clear.seat, "reason": clear.reason, "person": people.person[clear.seat]})
    return seen.assign(when=_when(rows["date_from"].iloc[clear.seat]))


def _when(days: pd.Series) -> Numbers:
    """Days since 1900; -1 where there is no date."""
    numbers, first = number(days)
    read = [(pd.Timestamp(text) - _EPOCH).days if text else -1 for text in days.iloc[first]]
    return np.array(read, dtype="int64")[numbers]


def _links(people: People, wanting: Numbers, seen: pd.DataFrame) -> pd.DataFrame:
    """Rows that want an employer, each with the person who may be meant and how the name was matched."""
    known = marked(seen["person"].to_numpy(), len(people.first))
    exact = wanting & (people.person >= 0)
    exact[exact] = known[people.person[exact]]
    full = pd.DataFrame({"person": people.person[exact]}, index=np.flatnonzero(exact)).assign(quality="full name")
    others = wanting & ~exact
    asking = people.names.iloc[people.printed[others]].set_axis(np.flatnonzero(others))
    return pd.concat([full, loose_links(asking, people.everyone(), known)]).reset_index(names="seat")


def _nearest(wants: pd.DataFrame, seen: pd.DataFrame, direction: str) -> pd.DataFrame:
    """For every want the same person's last sighting up to its day, or the first from its day on."""
    days, asked = (frame["person"].to_numpy() * _A_LIFE + frame["when"].to_numpy() for frame in (seen, wants))
    at = np.searchsorted(days, asked, side="right") - 1 if direction == "backward" else np.searchsorted(days, asked)
    inside = (at >= 0) & (at < len(seen))
    at = np.where(inside, at, 0)
    same = inside & (seen["person"].to_numpy()[at] == wants["person"].to_numpy())
    there = seen[["seen", "reason", "when"]].iloc[at[same]].rename(columns={"when": "when_seen"})
    return pd.concat([wants[same].reset_index(drop=True), there.reset_index(drop=True)], axis=1)


def _as_evidence(rows: pd.DataFrame, reasons: pd.DataFrame, found: pd.DataFrame, base: int) -> Evidence:
    kept = reasons[["says", "sector_kind", "words"]].assign(seen=seen_reason(reasons))
    told = kept.take(found["reason"].to_numpy()).reset_index(drop=True)
    told = told.assign(
        about="sector",
        rule=OTHER_SIGHTING,
        kind="other sighting",
        field="person_name",
        matched=found["quality"].array,
        strength=_strength(found, base).array,
        source=_places(rows, found["seen"].to_numpy()).array,
    )
    return Evidence(told[list(REASON_COLUMNS)], found["seat"].to_numpy(), np.arange(len(found)))


def _strength(found: pd.DataFrame, base: int) -> pd.Series:
    undated = (found["when"] < 0) | (found["when_seen"] < 0)
    gap = ((found["when"] - found["when_seen"]).abs() / DAYS_A_YEAR).round().where(~undated, UNDATED_GAP)
    ended = (found["says"] == "council") & (gap >= OFFICE_ENDS_AFTER) & (base == EMPLOYER)
    strength = base - gap.clip(upper=LONGEST_GAP) - found["quality"].map(PENALTY) - ended * ENDED_OFFICE
    return strength.clip(lower=1).astype("int64")


def _places(rows: pd.DataFrame, seen: Numbers) -> pd.Series:
    """Where something was seen: row, date and address, put into words once for each row seen."""
    numbers, first = number(pd.Series(seen))
    there = rows[["seat_id", "snapshot_date", "date_from", "source_url"]].iloc[seen[first]]
    date = read_once(_date, there["snapshot_date"], there["date_from"])
    address = there["source_url"].where(there["source_url"] == "", ", " + there["source_url"])
    return spread((there["seat_id"] + ", " + date + address).tolist(), numbers, pd.RangeIndex(len(seen)))


def _date(published: str, date_from: str) -> str:
    return words(published.strip()) if date_from else "no date"
