"""The published seats as Popolo: who is one person and what is one organisation is never settled by name alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lepdata.export.tables import Tables
from lepdata.registers import geography
from lepdata.reviews.wording import SECTOR_WORDS
from lepdata.vocabulary import MAIN_BOARD

Row = dict[str, str]
Thing = dict[str, Any]

_CODES = ("ons_code_2014", "ons_code_2017", "ons_code_2020", "ons_code_2021")

_ABOUT = [
    "Each membership is one sighting: a published list or document named this person on this body. It has no "
    "start_date and no end_date, because a sighting is not a term of office; extra.snapshot_date is the date of "
    "the list as far as known.",
    "A person is the same in two memberships only where name and organisation both agree within one Local "
    "Enterprise Partnership. Two persons of one name may therefore be one human being; nobody is joined by name "
    "alone.",
    "on_behalf_of_id is the organisation printed beside the person; where none was, the sector that the published"
    " seat is for. It is left out where neither was published.",
    "A seat published without its holder is a post without a membership. Observers, substitutes and officers are "
    "memberships too: extra.counts_as_member says who counts.",
    "What Popolo has no property for stands in extra, under the names of the table members. gender is given only "
    "from published words.",
    "Facts compiled with their source. No licence is claimed over the publishers' words; the arrangement is "
    "offered under CC BY 4.0 as lepdata contributors. The people named are real: whoever publishes a copy answers"
    " for it.",
]


def _person_key(row: Row) -> tuple[str, ...]:
    """Rows with the same key are one person: name and organisation agree within one LEP, or it is the same seat."""
    if row["person_key"] and row["organisation_key"]:
        return row["lep"], row["person_key"], row["organisation_key"]
    return (row["seat_id"],)


def _organisation_key(row: Row) -> tuple[str, str]:
    """Rows with the same key name one organisation: the same words, capitals and dots apart, within one LEP."""
    return row["lep"], row["organisation_key"]


def _grouped(rows: Iterable[Row], key: Callable[[Row], Any]) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def _person(rows: list[Row]) -> Thing:
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
    return _filled(thing)


def _employer(rows: list[Row]) -> Thing:
    """One organisation that people were printed with."""
    spellings = list(dict.fromkeys(row["organisation_shown"] for row in rows))
    others = [{"name": name} for name in spellings[1:]]
    return _filled({"id": f"organisation-{rows[0]['seat_id']}", "name": spellings[0], "other_names": others})


def _partnerships(leps: Iterable[str]) -> Iterator[Thing]:
    """The LEPs, with their ONS codes."""
    known = geography.leps().set_index("lep")
    for lep in leps:
        codes = dict.fromkeys(filter(None, known.loc[lep, list(_CODES)]))
        yield {
            "id": f"lep-{geography.slug(lep)}",
            "name": lep,
            "classification": "local enterprise partnership",
            "identifiers": [{"scheme": "ONS code", "identifier": code} for code in codes],
        }


def _bodies(rows: Iterable[Row]) -> Iterator[Thing]:
    """The boards and committees. Only a main board is said to be part of its LEP: others may be somebody else's."""
    for lep, body in dict.fromkeys((row["lep"], row["body"]) for row in rows):
        parent = {"parent_id": f"lep-{geography.slug(lep)}"} if body == MAIN_BOARD else {}
        yield {
            "id": _body_id(lep, body),
            "name": body,
            "classification": "board" if body == MAIN_BOARD else "body",
            **parent,
            "extra": {"lep": lep},
        }


def _body_id(lep: str, body: str) -> str:
    return f"body-{geography.slug(lep)}-{geography.slug(body)}"


def _sector_id(sector: str) -> str:
    return f"sector-{sector.replace('_', '-')}"


def _filled(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value}


def _agreed(values: Iterable[str]) -> str:
    found = set(values)
    return found.pop() if len(found) == 1 else ""


# Columns of `members` that have a place of their own in Popolo; the others go into `extra`.
PLACED = ("seat_id", "lep", "body", "person", "role", "capacity_as_published", "source_url", "source_title")
_FROM_SEATS = ["person_key", "organisation_shown", "organisation_key", "postnominals"]


def as_popolo(tables: Tables) -> dict[str, Any]:
    """The published seats as a Popolo document."""
    rows = _rows(tables)
    people = _grouped((row for row in rows if row["person"]), _person_key)
    employers = _grouped((row for row in rows if row["organisation_key"]), _organisation_key)
    persons = {key: _person(own) for key, own in people.items()}
    organisations = {key: _employer(own) for key, own in employers.items()}
    behalf = {row["seat_id"]: _behalf(row, organisations) for row in rows}
    published_for = {row["seat_sector"] for row in rows if behalf[row["seat_id"]].startswith("sector-")}
    sectors = [
        {"id": _sector_id(sector), "name": SECTOR_WORDS[sector], "classification": "sector"}
        for sector in sorted(published_for)
    ]
    leps = list(dict.fromkeys(row["lep"] for row in rows))
    return {
        "meta": {"title": "lepdata", "about": _ABOUT},
        "persons": list(persons.values()),
        "organizations": [*_partnerships(leps), *_bodies(rows), *organisations.values(), *sectors],
        "memberships": [_seat(row, behalf[row["seat_id"]], persons[_person_key(row)]) for row in rows if row["person"]],
        "posts": [_seat(row, behalf[row["seat_id"]], None) for row in rows if not row["person"]],
    }


def popolo_json(tables: Tables) -> bytes:
    """`as_popolo` as the bytes of a JSON file."""
    return (json.dumps(as_popolo(tables), indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def _rows(tables: Tables) -> list[Row]:
    """The members' rows with the columns of `seats` that tell persons and organisations apart."""
    joined = tables["members"].merge(tables["seats"][["seat_id", *_FROM_SEATS]], on="seat_id", validate="1:1")
    return [{str(name): str(value) for name, value in row.items()} for row in joined.to_dict("records")]


def _behalf(row: Row, organisations: dict[tuple[str, str], Thing]) -> str:
    """In whose name the seat is held: the organisation printed with it, else the sector the seat was published for."""
    if row["organisation_key"]:
        return str(organisations[_organisation_key(row)]["id"])
    return _sector_id(row["seat_sector"]) if row["seat_sector"] else ""


def _seat(row: Row, behalf: str, who: Thing | None) -> Thing:
    """A membership, or a post without its holder: that has no on_behalf_of in Popolo, so it stands in `extra`."""
    other_name = {"person": row["person"]} if who and row["person"] != who["name"] else {}
    on_behalf = {"on_behalf_of_id": behalf}
    thing = {
        "id": row["seat_id"],
        "label": row["capacity_as_published"],
        "role": row["role"],
        **({"person_id": who["id"]} if who else {}),
        "organization_id": _body_id(row["lep"], row["body"]),
        **(on_behalf if who else {}),
        "sources": _sources(row),
        "extra": {**other_name, **_extra(row), **({} if who else _filled(on_behalf))},
    }
    return _filled(thing)


def _sources(row: Row) -> list[Thing]:
    return [_filled({"url": row["source_url"], "note": row["source_title"]})] if row["source_url"] else []


def _extra(row: Row) -> Row:
    return _filled({name: row[name] for name in row if name not in (*PLACED, *_FROM_SEATS)})
