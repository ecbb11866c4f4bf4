"""The published seats as Popolo: who is one person and what is one organisation is never settled by name alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pandas as pd

from lepdata.export.tables import Tables
from lepdata.registers import geography
from lepdata.reviews.wording import SECTOR_WORDS
from lepdata.vocabulary import MAIN_BOARD

Row = dict[str, str]
Thing = dict[str, Any]

_CODES = ("ons_code_2014", "ons_code_2017", "ons_code_2020", "ons_code_2021")

_ABOUT = [
    "Each membership is one sighting: a published list or document named this person on this body. It has no "
    "start_date and no end_date, because a sighting is not a term of office; extra.snapshot_date is the date of the "
    "list as far as known.",
    "A person is the same in two memberships only where name and organisation both agree within one Local Enterprise "
    "Partnership. Two persons of one name may therefore be one human being; nobody is joined by name alone.",
    "on_behalf_of_id is the organisation printed beside the person; where none was, the sector that the published seat "
    "is for. It is left out where neither was published.",
    "A seat published without its holder is a post without a membership. Observers, substitutes and officers are "
    "memberships too: extra.counts_as_member says who counts.",
    "What Popolo has no property for stands in extra, under the names of the table members. gender is given only from "
    "published words.",
    "Facts compiled with their source. No licence is claimed over the publishers' words; the arrangement is offered "
    "under CC BY 4.0 as lepdata contributors. The people named are real: whoever publishes a copy answers for it.",
]


def _person(name: str, own: list[Row]) -> Thing:
    """One person from all rows about them; what the rows disagree about is left out."""
    return _filled(
        **_named(name, own, "person"),
        honorific_prefix=_agreed(row["honorific"] for row in own),
        honorific_suffix=_agreed(row["postnominals"] for row in own),
        gender=_agreed(row["gender"] for row in own if row["gender"] != "not published"),
    )


def _named(name: str, own: list[Row], column: str) -> Thing:
    """A thing called as its first row calls it, with the spellings of the others."""
    first, *others = dict.fromkeys(row[column] for row in own)
    return _filled(id=name, name=first, other_names=[{"name": other} for other in others])


def _partnership(lep: str, known: pd.DataFrame) -> Thing:
    codes = dict.fromkeys(filter(None, known.loc[lep, list(_CODES)])) if lep in known.index else ()
    return {
        "id": f"lep-{geography.slug(lep)}",
        "name": lep,
        "classification": "local enterprise partnership" if lep in known.index else "area",
        "identifiers": [{"scheme": "ONS code", "identifier": code} for code in codes],
    }


def _body(lep: str, body: str) -> Thing:
    """A board or committee. Only a main board is said to be part of its LEP: others may be somebody else's."""
    main = {"classification": "board", "parent_id": f"lep-{geography.slug(lep)}"}
    kind = main if body == MAIN_BOARD else {"classification": "body"}
    return {"id": _body_id(lep, body), "name": body, **kind, "extra": {"lep": lep}}


def _body_id(lep: str, body: str) -> str:
    return f"body-{geography.slug(lep)}-{geography.slug(body)}"


def _filled(**thing: Any) -> Thing:
    return {name: value for name, value in thing.items() if value}


def _agreed(values: Iterable[str]) -> str:
    found = set(values)
    return found.pop() if len(found) == 1 else ""


# Columns of `members` that have a place of their own in Popolo; the others go into `extra`.
PLACED = ("seat_id", "lep", "body", "person", "role", "capacity_as_published", "source_url", "source_title")
_FROM_SEATS = ["person_key", "organisation_shown", "organisation_key", "postnominals"]
_NOT_EXTRA = (*PLACED, *_FROM_SEATS, "person_id", "on_behalf_of_id")


def as_popolo(tables: Tables) -> dict[str, Any]:
    rows = _rows(tables)
    known = geography.areas().set_index("lep")
    seated = [row for row in rows if row["person"]]
    persons = {name: _person(name, own) for name, own in _grouped(seated, "person_id")}
    printed = _grouped((row for row in rows if row["organisation_key"]), "on_behalf_of_id")
    sectors = {row["seat_sector"]: row["on_behalf_of_id"] for row in rows if not row["organisation_key"]}
    sectors.pop("", None)
    return {
        "meta": {"title": "lepdata", "about": _ABOUT},
        "persons": list(persons.values()),
        "organizations": [
            *(_partnership(lep, known) for lep in dict.fromkeys(row["lep"] for row in rows)),
            *(_body(*one) for one in dict.fromkeys((row["lep"], row["body"]) for row in rows)),
            *(_named(name, own, "organisation_shown") for name, own in printed),
            *({"id": sectors[one], "name": SECTOR_WORDS[one], "classification": "sector"} for one in sorted(sectors)),
        ],
        "memberships": [_seat(row, persons[row["person_id"]]["name"]) for row in seated],
        "posts": [_seat(row) for row in rows if not row["person"]],
    }


def popolo_json(tables: Tables) -> bytes:
    return (json.dumps(as_popolo(tables), indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def _rows(tables: Tables) -> list[Row]:
    """The members' rows, each with the person it is about and in whose name the seat is held, as `_ABOUT` says."""
    rows = tables["members"].merge(tables["seats"][["seat_id", *_FROM_SEATS]], on="seat_id", validate="1:1").astype(str)
    # of one person where name and organisation agree within one LEP; held for the organisation printed, else the sector
    one_person = rows.groupby(["lep", "person_key", "organisation_key"])["seat_id"].transform("first")
    told_apart = (rows["person_key"] != "") & (rows["organisation_key"] != "")
    organisation = "organisation-" + rows.groupby(["lep", "organisation_key"])["seat_id"].transform("first")
    sector = ("sector-" + rows["seat_sector"].str.replace("_", "-")).mask(rows["seat_sector"] == "", "")
    found = rows.assign(
        person_id="person-" + one_person.where(told_apart, rows["seat_id"]),
        on_behalf_of_id=organisation.where(rows["organisation_key"] != "", sector),
    )
    return [{str(name): value for name, value in row.items()} for row in found.to_dict("records")]


def _grouped(rows: Iterable[Row], column: str) -> Iterable[tuple[str, list[Row]]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found.items()


def _seat(row: Row, name: str = "") -> Thing:
    """A membership of the person called so; without a name a post, which in Popolo has no on_behalf_of."""
    extra = _filled(**{column: row[column] for column in row if column not in _NOT_EXTRA})
    behalf, other_name = _filled(on_behalf_of_id=row["on_behalf_of_id"]), _filled(person=row["person"])
    return _filled(
        id=row["seat_id"],
        label=row["capacity_as_published"],
        role=row["role"],
        person_id=row["person_id"] if name else "",
        organization_id=_body_id(row["lep"], row["body"]),
        **(behalf if name else {}),
        sources=[_filled(url=row["source_url"], note=row["source_title"])] if row["source_url"] else [],
        extra=(({} if row["person"] == name else other_name) | extra) if name else extra | behalf,
    )
