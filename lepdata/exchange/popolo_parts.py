"""Who is one person and what is one organisation, for Popolo: never joined by name alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lepdata import registers
from lepdata.model.vocabulary import MAIN_BOARD
from lepdata.reviews.words import SECTOR_WORDS

Row = dict[str, str]
Thing = dict[str, Any]

_CODES = ("ons_code_2014", "ons_code_2017", "ons_code_2020", "ons_code_2021")


def person_key(row: Row) -> tuple[str, ...]:
    """Rows with the same key are one person: name and organisation agree within one LEP, or it is the same seat."""
    if row["person_key"] and row["organisation_key"]:
        return row["lep"], row["person_key"], row["organisation_key"]
    return (row["seat_id"],)


def organisation_key(row: Row) -> tuple[str, str]:
    """Rows with the same key name one organisation: the same words, capitals and dots apart, within one LEP."""
    return row["lep"], row["organisation_key"]


def grouped(rows: Iterable[Row], key: Any) -> dict[Any, list[Row]]:
    """The rows of each key, in order."""
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def person(rows: list[Row]) -> Thing:
    """One person from all rows about them, named as the first row does; what the rows disagree about is left out."""
    spellings = list(dict.fromkeys(row["person"] for row in rows))
    genders = {row["gender"] for row in rows} - {"not published"}
    thing = {
        "id": f"person-{rows[0]['seat_id']}",
        "name": spellings[0],
        "other_names": [{"name": name} for name in spellings[1:]],
        "honorific_prefix": _agreed(row["honorific"] for row in rows),
        "honorific_suffix": _agreed(row["postnominals"] for row in rows),
        "gender": genders.pop() if len(genders) == 1 else "",
    }
    return filled(thing)


def employer(rows: list[Row]) -> Thing:
    """One organisation that people were printed with."""
    spellings = list(dict.fromkeys(row["organisation_shown"] for row in rows))
    others = [{"name": name} for name in spellings[1:]]
    return filled({"id": f"organisation-{rows[0]['seat_id']}", "name": spellings[0], "other_names": others})


def partnerships(leps: Iterable[str]) -> Iterator[Thing]:
    """The LEPs, with their ONS codes."""
    known = registers.leps().set_index("lep")
    for lep in leps:
        codes = dict.fromkeys(filter(None, known.loc[lep, list(_CODES)]))
        yield {
            "id": lep_id(lep),
            "name": lep,
            "classification": "local enterprise partnership",
            "identifiers": [{"scheme": "ONS code", "identifier": code} for code in codes],
        }


def bodies(rows: Iterable[Row]) -> Iterator[Thing]:
    """The boards and committees. Only a main board is said to be part of its LEP: others may be somebody else's."""
    for lep, body in dict.fromkeys((row["lep"], row["body"]) for row in rows):
        parent = {"parent_id": lep_id(lep)} if body == MAIN_BOARD else {}
        yield {
            "id": body_id(lep, body),
            "name": body,
            "classification": "board" if body == MAIN_BOARD else "body",
            **parent,
            "extra": {"lep": lep},
        }


def sectors(used: Iterable[str]) -> Iterator[Thing]:
    """The sectors that seats are published for, as organisations in whose name somebody sits."""
    for sector in sorted(set(used)):
        yield {"id": sector_id(sector), "name": SECTOR_WORDS[sector], "classification": "sector"}


def lep_id(lep: str) -> str:
    """Identifier of a LEP."""
    return f"lep-{registers.slug(lep)}"


def body_id(lep: str, body: str) -> str:
    """Identifier of one body of a LEP.

    Examples
    --------
    >>> body_id("New Anglia", "main board")
    'body-new-anglia-main-board'
    """
    return f"body-{registers.slug(lep)}-{registers.slug(body)}"


def sector_id(sector: str) -> str:
    """Identifier of a sector."""
    return f"sector-{sector.replace('_', '-')}"


def filled(thing: Thing) -> Thing:
    """Without what is empty."""
    return {name: value for name, value in thing.items() if value}


def _agreed(values: Iterable[str]) -> str:
    found = set(values)
    return found.pop() if len(found) == 1 else ""
