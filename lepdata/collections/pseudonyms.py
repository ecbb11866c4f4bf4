"""Sightings -> the same without names, so that everything made of them can be shared: method and numbers, no person.

A name becomes "Member M-17", the same wherever it is printed alike; a name that is printed otherwise elsewhere is taken
for another person's, so that counts of people across lists may come out higher.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from lepdata.names import fold
from lepdata.seating.rows import describe
from lepdata.vocabulary import BOARD_COLUMNS

_SAFE = (*BOARD_COLUMNS, "start_date", "end_date", "file", "line", "document", "source_id", "correction_ids")
_CELLS = ("job_title", "organisation", "capacity_as_published", "sector_as_published", "role", "pronoun_as_published")
_OF_SOURCES = ("source_url", "source_title", "publisher_host", "as_published")
_SOMEBODY = "a member"
SOURCE = "source:"  # begins what stands for an address


def without_names(lines: pd.DataFrame) -> pd.DataFrame:
    """The sightings with pseudonyms for names, also inside other cells of the area, and sources by their ids alone."""
    read = describe(lines)
    keys = [key for key in dict.fromkeys(read["person_key"]) if key]
    called = {key: f"Member M-{number}" for number, key in enumerate(keys, 1)}
    named = read["person_key"] != ""
    made = lines[[name for name in _SAFE if name in lines]].assign(
        person_name=lines["person_name"].mask(named, read["person_key"].map(called)),
        honorific=lines["honorific"].mask(named, read["honorifics"]),
        source_url=SOURCE + lines["source_id"],
        source_title=SOURCE + lines["source_id"],
    )
    names = {lep: _names(own) for lep, own in read[named].groupby("lep")}
    whose = list(zip(read["lep"], read["surname_key"], strict=True))
    return made.assign(**{cell: _hidden(made[cell], whose, names) for cell in _CELLS})


def _hidden(texts: pd.Series, whose: list[tuple[str, str]], names: dict[Any, re.Pattern[str]]) -> list[str]:
    """The texts without any name of their area, and without the surname of the person whose row it is."""
    found = []
    for text, (lep, surname) in zip(texts, whose, strict=True):
        if text and lep in names:
            text = names[lep].sub(_SOMEBODY, text)
            text = re.sub(rf"\b{_loose(surname)}\b", _SOMEBODY, text, flags=re.IGNORECASE) if surname else text
        found.append(text)
    return found


def _loose(key: str) -> str:
    return re.escape(key).replace(r"\ ", r"[\s'’-]+")


def _names(rows: pd.DataFrame) -> re.Pattern[str]:
    """The names of an area as printed and as shown, and surnames after a title or an initial."""
    whole = {text for text in (*rows["person_name"], *rows["person"]) if len(fold(text).split()) > 1}
    surnames = {key for key in rows["surname_key"] if len(key) > 2}
    either = sorted(map(re.escape, whole), key=len, reverse=True)
    titled = r"(?:cllr|councillor|mrs?|ms|miss|dr|sir|dame|lord|lady|prof(?:essor)?|\w)\.?\s+(?:\w\.?\s+)?"
    parts = [*either, *(titled + _loose(key) for key in sorted(surnames))]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


def without_sources(table: pd.DataFrame) -> pd.DataFrame:
    """A table without the titles and addresses of sources, and without words printed there."""
    told = {
        name: table[name].where(table[name].astype(str).str.startswith(SOURCE), "")
        for name in _OF_SOURCES
        if name in table
    }
    return table.assign(**told)
