"""The rules about councils' seats as data: short names, offices, shared seats, groups of districts."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lepdata.members.data_files import read_rows
from lepdata.model.places import RULES

FOLDER = RULES / "representation"


class Alias(NamedTuple):
    """A short name of a council that no register has; without a code, a name that is not one council's."""

    id: str
    name: str
    council_code: str
    because: str
    source: str
    example: str
    counter_example: str


class Office(NamedTuple):
    """A title that belongs to one council ("*": to the combined authority of the area)."""

    id: str
    match: str
    council_code: str
    because: str
    source: str
    example: str
    counter_example: str


class Collective(NamedTuple):
    """Words by which one seat speaks for several councils."""

    id: str
    field: str
    match: str
    speaks_for: str
    because: str
    source: str
    example: str
    counter_example: str


class Group(NamedTuple):
    """Some of a county's districts that share a name."""

    id: str
    match: str
    county_code: str
    council_codes: str
    because: str
    source: str
    example: str
    counter_example: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The councils of the group."""
        return tuple(self.council_codes.split("|"))


@cache
def aliases(folder: Path = FOLDER) -> tuple[Alias, ...]:
    """Short names of councils."""
    return tuple(Alias(**row) for _, row in read_rows(folder / "council_aliases.csv", Alias._fields))


@cache
def offices(folder: Path = FOLDER) -> tuple[Office, ...]:
    """Titles that name a council."""
    return tuple(Office(**row) for _, row in read_rows(folder / "council_offices.csv", Office._fields))


@cache
def collectives(folder: Path = FOLDER) -> tuple[Collective, ...]:
    """Words of shared seats."""
    return tuple(Collective(**row) for _, row in read_rows(folder / "collective_seats.csv", Collective._fields))


@cache
def groups(folder: Path = FOLDER) -> tuple[Group, ...]:
    """Named groups of districts."""
    return tuple(Group(**row) for _, row in read_rows(folder / "council_groups.csv", Group._fields))


def speaks(rule: Office | Collective | Group, words: str) -> bool:
    """Whether a rule's words stand in a text made plain.

    Examples
    --------
    >>> speaks(collectives()[0], "exampleshire district borough city councils representative")
    True
    """
    return re.search(rule.match, words) is not None
