"""Which lines of several lists of one LEP are about one person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from lepdata.names import Person, read_person, same_name
from lepdata.seating.lists import Row, rows_of

_OF_A_PERSON = ("person_name", "honorific", "honorifics", "job_title", "organisation_key", "capacity_as_published")
READ = (*_OF_A_PERSON, "list_id", "row_ids", "date_to")


@dataclass
class _Held:
    """One person gathered over several lists: the newest line, which lists named them, and on which lines."""

    row: Row
    person: Person
    words: str
    lists: set[str] = field(default_factory=set)
    row_ids: set[str] = field(default_factory=set)


def lines_of_people(seats: pd.DataFrame) -> list[set[str]]:
    """The seats of one LEP, as `row_ids`, by the person they are about; two seats of one list are never one."""
    return people_on(rows_of(seats, READ))


def people_on(lines: Iterable[Row]) -> list[set[str]]:
    """The same of records of `READ`."""
    held: list[_Held] = []
    for row in sorted(lines, key=lambda line: line["date_to"], reverse=True):
        person = read_person(row["person_name"], row["honorific"])
        words_of_seat = "|".join((row["job_title"], row["organisation_key"], row["capacity_as_published"]))
        match = _match(held, row, person, words_of_seat)
        if match is None:
            match = _Held(row, person, words_of_seat)
            held.append(match)
        match.lists.add(row["list_id"])
        match.row_ids.update(row["row_ids"].split())
    return [one.row_ids for one in held]


def on_either(before: Iterable[Row], after: Iterable[Row]) -> tuple[int, int, int]:
    """How many people are named by both of two lists, by the first alone, by the second alone."""
    sides = [[{**row, "list_id": name} for row in rows] for name, rows in (("before", before), ("after", after))]
    here, there = ({line for row in rows for line in row["row_ids"].split()} for rows in sides)
    found = [(bool(ids & here), bool(ids & there)) for ids in people_on([*sides[0], *sides[1]])]
    return found.count((True, True)), found.count((True, False)), found.count((False, True))


def _match(held: list[_Held], row: Row, person: Person, seat_words: str) -> _Held | None:
    free = [one for one in held if row["list_id"] not in one.lists]
    if not person.key:
        return next((one for one in free if not one.person.key and one.words == seat_words), None)
    same = [one for one in free if one.person.key == person.key]
    if len(same) > 1:
        same = [one for one in same if one.row["organisation_key"] == row["organisation_key"]] or same
    if same:
        return same[0]
    alike = [one for one in free if same_name(one.person, person) and _may_be_one(one.row, row)]
    return alike[0] if len(alike) == 1 else None


def _may_be_one(one: Row, other: Row) -> bool:
    """Two names that only resemble each other are joined unless organisation or title speak against it."""
    organisations = {one["organisation_key"], other["organisation_key"]} - {""}
    councillor = {("cllr" in row["honorifics"].split()) for row in (one, other) if row["honorifics"]}
    professor = {("prof" in row["honorifics"].split()) for row in (one, other) if row["honorifics"]}
    return len(organisations) < 2 and len(councillor) < 2 and len(professor) < 2
