"""SEATS -> Popolo: persons, organisations, memberships and posts, as other civic software reads them.

The specification is at https://www.popoloproject.com/ (CC BY 4.0).
"""

from __future__ import annotations

import json
from typing import Any

from lepdata.exchange.popolo_parts import (
    Row,
    Thing,
    bodies,
    body_id,
    employer,
    filled,
    grouped,
    organisation_key,
    partnerships,
    person,
    person_key,
    sector_id,
    sectors,
)
from lepdata.exchange.tables import Tables
from lepdata.model.phrases import series

# Columns of `members` that have a place of their own in Popolo; the others go into `extra`.
PLACED = ("seat_id", "lep", "body", "person", "role", "capacity_as_published", "source_url", "source_title")
_FROM_SEATS = ["person_key", "organisation_shown", "organisation_key", "postnominals"]


def as_popolo(tables: Tables) -> dict[str, Any]:
    """The published seats as a Popolo document.

    Parameters
    ----------
    tables : mapping of DataFrame
        With `members` and `seats`, as text; see `tables`.

    Returns
    -------
    dict
        `persons`, `organizations`, `memberships`, `posts`, and `meta` that says what may be read from them. Every row
        of `members` is one membership, or one post where no holder was published, and can be read back from it.

    Examples
    --------
    >>> from lepdata.exchange.tables import tables
    >>> document = as_popolo(tables(["Gloucestershire"]))
    >>> document["organizations"][0]["name"], len(document["posts"])
    ('Gloucestershire', 13)
    """
    rows = _rows(tables)
    people = grouped((row for row in rows if row["person"]), person_key)
    employers = grouped((row for row in rows if row["organisation_key"]), organisation_key)
    persons = {key: person(own) for key, own in people.items()}
    organisations = {key: employer(own) for key, own in employers.items()}
    behalf = {row["seat_id"]: _behalf(row, organisations) for row in rows}
    published_for = [row["seat_sector"] for row in rows if behalf[row["seat_id"]].startswith("sector-")]
    leps = list(dict.fromkeys(row["lep"] for row in rows))
    return {
        "meta": {"title": "lepdata", "about": series("popolo_about", "about")},
        "persons": list(persons.values()),
        "organizations": [*partnerships(leps), *bodies(rows), *organisations.values(), *sectors(published_for)],
        "memberships": [
            _membership(row, persons[person_key(row)], behalf[row["seat_id"]]) for row in rows if row["person"]
        ],
        "posts": [_post(row, behalf[row["seat_id"]]) for row in rows if not row["person"]],
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
        return str(organisations[organisation_key(row)]["id"])
    return sector_id(row["seat_sector"]) if row["seat_sector"] else ""


def _membership(row: Row, who: Thing, behalf: str) -> Thing:
    name = {} if row["person"] == who["name"] else {"person": row["person"]}
    thing = {
        "id": row["seat_id"],
        "label": row["capacity_as_published"],
        "role": row["role"],
        "person_id": who["id"],
        "organization_id": body_id(row["lep"], row["body"]),
        "on_behalf_of_id": behalf,
        "sources": _sources(row),
        "extra": {**name, **_extra(row)},
    }
    return filled(thing)


def _post(row: Row, behalf: str) -> Thing:
    """A seat without its holder. A post has no on_behalf_of in Popolo, so that stands in `extra`."""
    thing = {
        "id": row["seat_id"],
        "label": row["capacity_as_published"],
        "role": row["role"],
        "organization_id": body_id(row["lep"], row["body"]),
        "sources": _sources(row),
        "extra": {**_extra(row), **filled({"on_behalf_of_id": behalf})},
    }
    return filled(thing)


def _sources(row: Row) -> list[Thing]:
    return [filled({"url": row["source_url"], "note": row["source_title"]})] if row["source_url"] else []


def _extra(row: Row) -> Row:
    return filled({name: row[name] for name in row if name not in (*PLACED, *_FROM_SEATS)})
