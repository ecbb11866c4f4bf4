"""SEATS + EVIDENCE -> the council that another published line gives for a councillor who is printed without one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable
from typing import NamedTuple

import pandas as pd

from lepdata.model.dates import months_before, words
from lepdata.model.faults import UsageError
from lepdata.representation.councils_area import Area, area
from lepdata.representation.councils_collective import own_councils, spoken_for
from lepdata.representation.councils_seated import COLLECTIVELY, DIRECTLY, read_texts

ELSEWHERE_COLUMNS = ("council_elsewhere", "council_elsewhere_source")
SURE_ENOUGH = 40  # of 50: the same name, or an initial and the surname, within about two years
_CAPACITY_MONTHS = 12
_ORGANISATION = re.compile(r'^another line about this person .*the organisation "(.+)" [a-z]')
_TEXTS = ("organisation", "capacity_as_published", "job_title")
Row = dict[Hashable, str]


class Elsewhere(NamedTuple):
    """Words on another line about the same person, and where they were published."""

    text: str
    source: str


def with_councils(rows: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Add what other lines say of the councils of council members whose own line does not name them.

    A council comes from the evidence about the person's employer, where it is sure enough; a seat for several councils
    from a line about the same name on the same body within a year, as a board that is put together from several lists
    keeps only the newest line about each person.

    Parameters
    ----------
    rows : DataFrame
        Settled seats with their published words.
    evidence : DataFrame
        What `find_evidence` returned for them.

    Returns
    -------
    DataFrame
        A copy of `rows` with `ELSEWHERE_COLUMNS`: the words (several parted by " | ") and their sources; "" for none.
    """
    about = rows[(rows["sector"] == "council") | (rows["seat_sector"] == "council")]
    employers = _employers(evidence, set(about["seat_id"]))
    records: list[Row] = about.to_dict("records")
    shared = _shared_seats(records)
    found = {str(row["seat_id"]): _of_row(row, employers, shared) for row in records}
    lines = [found.get(str(seat), []) for seat in rows["seat_id"]]
    return rows.assign(
        council_elsewhere=pd.array([" | ".join(one.text for one in each) for each in lines], dtype="str"),
        council_elsewhere_source=pd.array([" | ".join(one.source for one in each) for each in lines], dtype="str"),
    )


def _of_row(
    row: Row, employers: dict[str, list[Elsewhere]], shared: dict[tuple[str, ...], list[Row]]
) -> list[Elsewhere]:
    where = _area(row)
    if where is None:
        return []
    said = read_texts(row["organisation"], row["capacity_as_published"], row["job_title"], "", row["honorific"], where)
    how = {one.how for one in said if one.code}
    lines = [] if DIRECTLY in how else _agreed(employers.get(str(row["seat_id"]), []), where)
    return lines + ([] if COLLECTIVELY in how else _speaking(row, shared.get(_key(row), []), where))


def _area(row: Row) -> Area | None:
    try:
        return area(row["lep"], row["snapshot_date"])
    except (UsageError, ValueError):
        return None


def _employers(evidence: pd.DataFrame, seats: set[str]) -> dict[str, list[Elsewhere]]:
    """Employers printed on other lines, the surest alone."""
    told = evidence[(evidence["about"] == "sector") & (evidence["source"] != "") & evidence["seat_id"].isin(seats)]
    found: dict[str, dict[int, list[Elsewhere]]] = defaultdict(lambda: defaultdict(list))
    for row in told.to_dict("records"):
        printed = _ORGANISATION.match(row["because"])
        if printed and int(row["strength"]) >= SURE_ENOUGH:
            found[row["seat_id"]][int(row["strength"])].append(Elsewhere(printed[1], row["source"]))
    return {seat: by_strength[max(by_strength)] for seat, by_strength in found.items()}


def _agreed(lines: list[Elsewhere], where: Area) -> list[Elsewhere]:
    """The first line that names a council; none where two equally sure ones name different councils."""
    named = [(own_councils(one.text, "organisation", where), one) for one in lines]
    said = [(codes, one) for codes, one in named if codes]
    return [said[0][1]] if len({codes for codes, _ in said}) == 1 else []


def _key(row: Row) -> tuple[str, ...]:
    return row["lep"], row["body"], row["person_key"]


def _shared_seats(rows: list[Row]) -> dict[tuple[str, ...], list[Row]]:
    """Lines that speak for several councils, by body and name."""
    found: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        where = _area(row)
        if row["person_key"] and where and any(spoken_for(row[field], field, where) for field in _TEXTS):
            found[_key(row)].append(row)
    return found


def _speaking(row: Row, lines: list[Row], where: Area) -> list[Elsewhere]:
    """Words within a year of the row by which the person speaks for several councils."""
    for line in lines:
        first, last = sorted((row["date_to"], line["date_to"]))
        if line["seat_id"] != row["seat_id"] and first and months_before(last, _CAPACITY_MONTHS) <= first:
            text = next(line[field] for field in _TEXTS if spoken_for(line[field], field, where))
            return [Elsewhere(text, f"{line['seat_id']}, {words(line['snapshot_date'])}, {line['source_url']}")]
    return []
