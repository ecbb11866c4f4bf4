"""How long chairs held office, from the dates at which they are seen in it; nobody is ranked."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass

import pandas as pd

from lepdata.findings.people_lines import lines_of_people
from lepdata.model.dates import months_between
from lepdata.model.vocabulary import MAIN_BOARD

CHAIR_COLUMNS = (
    "lep",
    "person",
    "first_seen",
    "last_seen",
    "dates",
    "at_least_months",
    "at_most_months",
    "before",
    "after",
    "office",
    "caveat",
)
_OFFICE = re.compile(r"\b(interim|acting|joint|co-?chair|designate)\b", re.I)
_BETWEEN, _BESIDE = (
    "another chair is named in between, so the dates need not be one term",
    ("another chair is named for the same time: joint chairs, a change within it, or sources that disagree"),
)


_READ = (
    *("seat_id", "person", "snapshot_date", "date_from", "date_to"),
    *("job_title", "capacity_as_published"),
)


@dataclass(frozen=True)
class Chair:
    """A chair of one board: when they are first and last seen in office, as published.

    `starts` and `ends` are the first and last day that each of the two dates may mean; `dates` counts different dates.
    """

    person: str
    first_seen: str
    last_seen: str
    starts: tuple[str, str]
    ends: tuple[str, str]
    dates: int
    office: str


def chairs(seats: pd.DataFrame) -> pd.DataFrame:
    """Every chair of a main board with the least and the most time that they may have held office.

    The least lies between the first and the last date at which they are seen in the chair. The most runs from the last
    sight of the chair before to the first sight of the next, and is "" where no other chair is known on that side.

    Parameters
    ----------
    seats : DataFrame
        What `list_seats` returns.

    Returns
    -------
    DataFrame
        `CHAIR_COLUMNS`, by LEP and date. Months are whole: ended ones for the least, begun ones for the most. `before`
        and `after` are the earliest and the latest day that the neighbours' dates may mean. `office` holds words such
        as "interim" or "joint" where a source uses them; `caveat` says why the months may not be one term. An incoming
        chair does not count until a source shows them in office.

    Examples
    --------
    >>> chairs(pd.DataFrame(columns=["lep", "body", "date_from", "role_read", "counts_as_member"])).empty
    True
    """
    wanted = (seats["body"] == MAIN_BOARD) & (seats["role_read"] == "chair") & (seats["date_from"] != "")
    held = seats[wanted & (seats["counts_as_member"] == "yes") & (seats["place"] == "person")] if len(seats) else seats
    rows = [row for lep, own in held.groupby("lep", sort=True) for row in _of_board(str(lep), own)]
    return pd.DataFrame(rows, columns=list(CHAIR_COLUMNS))


def _of_board(lep: str, own: pd.DataFrame) -> list[dict[str, object]]:
    lines = own[list(_READ)].sort_values(["date_from", "date_to"]).to_dict("records")
    people = [_chair([line for line in lines if line["seat_id"] in ids]) for ids in lines_of_people(own)]
    people.sort(key=lambda chair: (chair.starts, chair.person))
    return [_row(lep, chair, [other for other in people if other is not chair]) for chair in people]


def _chair(lines: list[dict[Hashable, str]]) -> Chair:
    words = " ".join(f"{line['capacity_as_published']} {line['job_title']}" for line in lines)
    return Chair(
        person=max((line["person"] for line in lines), key=len),
        first_seen=lines[0]["snapshot_date"],
        last_seen=lines[-1]["snapshot_date"],
        starts=(lines[0]["date_from"], lines[0]["date_to"]),
        ends=(lines[-1]["date_from"], lines[-1]["date_to"]),
        dates=len({line["snapshot_date"] for line in lines}),
        office="; ".join(sorted({word.lower() for word in _OFFICE.findall(words)})),
    )


def _row(lep: str, chair: Chair, others: list[Chair]) -> dict[str, object]:
    before = max((other.ends for other in others if other.ends[1] < chair.starts[0]), default=None)
    after = min((other.starts for other in others if other.starts[0] > chair.ends[1]), default=None)
    caveat = _caveat(chair, others)
    one_term = chair.starts[1] <= chair.ends[0] and caveat != _BETWEEN
    least = months_between(chair.starts[1], chair.ends[0], whole=True) if one_term else 0
    most = months_between(before[0], after[1]) if before and after and not caveat else ""
    return {
        "lep": lep,
        "person": chair.person,
        "first_seen": chair.first_seen,
        "last_seen": chair.last_seen,
        "dates": chair.dates,
        "at_least_months": least,
        "at_most_months": most,
        "before": before[0] if before else "",
        "after": after[1] if after else "",
        "office": chair.office,
        "caveat": caveat,
    }


def _caveat(chair: Chair, others: list[Chair]) -> str:
    overlapping = [other for other in others if other.starts[0] <= chair.ends[1] and chair.starts[0] <= other.ends[1]]
    if not overlapping:
        return ""
    inside = any(chair.starts[1] < other.starts[0] and other.ends[1] < chair.ends[0] for other in overlapping)
    return _BETWEEN if inside else _BESIDE
