"""One board or all of them in forms that others read: the board file, letters that ask for it, Popolo; and the door."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata.dates import words
from lepdata.english import plural
from lepdata.errors import UsageError, quoted, unknown
from lepdata.export.tables import Tables, as_csv, as_json_lines, as_parquet, package_files, published_tables, zipped
from lepdata.export.workbook import tables_workbook
from lepdata.files import write_outputs
from lepdata.read.headings import columns
from lepdata.read.words import read_role
from lepdata.read.xlsx import Sheet, workbook
from lepdata.registers import geography
from lepdata.registers.whose import in_use
from lepdata.reviews.boards import board, find_area, only_area, review_board
from lepdata.reviews.known import read_table
from lepdata.reviews.markup import SECTOR_WORDS
from lepdata.seating.boards import Board
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.seating.rows import membership
from lepdata.vocabulary import BOARD_COLUMNS, MAIN_BOARD

Row = dict[Any, str]
PARTED = " | "
_SEAT_WORDS = ("job_title", "capacity_as_published", "sector_as_published")


def board_rows(board: Board) -> pd.DataFrame:
    known = read_table("sightings").set_index("row_id")
    rows = [_filled_in(row, _elsewhere(row, known)) for row in board.members.to_dict("records")]
    frame = pd.DataFrame(rows, columns=list(BOARD_COLUMNS), dtype="str")
    return frame.assign(snapshot_date=board.as_at, list_completeness=board.completeness)


def _elsewhere(row: Row, known: pd.DataFrame) -> Row:
    """The published line that the sector was read from, where that is another one."""
    line = row["sector_source"].split(",")[0]
    if row["sector_rule"] != "other-sighting" or line not in known.index:
        return {}
    return {str(name): str(value) for name, value in known.loc[line].items()}


def _filled_in(row: Row, other: Row) -> Row:
    filled, sources = {**row, "status": _status(row)}, [row["sector_source"]] if other else []
    if other.get("organisation"):
        filled["organisation"] = other["organisation"]
    elif other:
        only_role = read_role(row["job_title"]) == row["role_read"]  # "Chair" hides no job
        filled |= {name: other[name] for name in _SEAT_WORDS if not row[name] or (name == "job_title" and only_role)}
    if row["council_elsewhere"]:
        filled |= _with_councils(filled, row["council_elsewhere"].split(PARTED))
        sources += row["council_elsewhere_source"].split(PARTED)
    said = f" [filled in from {'; '.join(dict.fromkeys(sources))}]" if sources else ""
    return {**filled, "source_title": row["source_title"] + said}


def _with_councils(row: Row, texts: list[str]) -> Row:
    """The council that other lines name, and the councils that they say somebody speaks for, where the row does not."""
    new = [text for text in texts if text not in (row["organisation"], row["capacity_as_published"])]
    organisation = row["organisation"] or (new.pop(0) if new else "")
    capacity = "; ".join(filter(None, (row["capacity_as_published"], *new)))
    return {"organisation": organisation, "capacity_as_published": capacity}


def _status(row: Row) -> str:
    counts, _ = membership(row["role"], row["status"], row["place"] == "vacancy")
    if counts == row["counts_as_member"] or counts == "no":
        return row["status"]
    return {"might": "unclear", "no": "former"}.get(row["counts_as_member"], row["status"])


def board_csv(board: Board) -> bytes:
    return as_csv(board_rows(board))


def board_workbook(board: Board) -> bytes:
    """`board_rows` as a workbook that `read_board` reads: the sheet is called Board, every cell is a text."""
    frame = board_rows(board)
    return workbook([Sheet("Board", [list(frame.columns), *frame.to_numpy().tolist()])])


# --- a letter for each board of which no usable list is known: whom to ask, for which list, of which days

# A board of a partnership is asked about on the day that the rules of 2018 fell due, and on its last day.
_DAYS = ("31 March 2020", "31 March 2024, or the last day on which the board met")


def letters(tables: Tables) -> dict[str, bytes]:
    """One text file for each board without a usable list, by name."""
    boards = tables["boards"].to_dict("records")
    wanting = [row for row in boards if row["completeness"] not in CARRIES_A_SHARE]
    return {f"{row['slug']}.txt": _letter(row).encode("utf-8") for row in wanting}


def _letter(board: Row) -> str:
    lep, body = board["lep"], board.get("body") or MAIN_BOARD
    is_lep = body == MAIN_BOARD
    name = f"the board of {lep} Local Enterprise Partnership" if is_lep else f"the {body}"
    name += f" of {lep}" if not is_lep and lep not in body else ""
    followed = geography.successor(lep) if is_lep else None
    asked = followed.body if followed and followed.body else f"whoever holds the records of {name}"
    days = "".join(f"  - {day}\n" for day in (_DAYS if is_lep else ("the day on which you answer",)))
    used = in_use()
    signed = f"\nPlease write to {used.contact}.\n" if used.contact else ""
    wanted = "".join(
        f"  - {one.name}: {one.meaning}\n" for one in columns().values() if one.standard and one.name != "source_url"
    )
    whom = f"{asked} (the monitoring officer, or the officer for information requests)"
    return f"""To: {whom}
Subject: Who sat on {name}

We look at who sits on the boards that spend public money for local growth, whom they speak for, and whether each board
is made up as the rules say.
{_known(board)}

Please send us the list of all members of the {body} as it stood on:
{days}
For each member, or each seat that was vacant, please give:
{wanted}
A spreadsheet or a CSV file with these columns is best, one row a member. Minutes that name those present and those who
sent apologies help too, if no list was kept. We ask for nothing beyond the public role of each member: no address, no
age, no contact details. What you send will be published with your organisation named as its source.
{signed}"""


def _known(board: Row) -> str:
    if not board["list_date"]:
        return "Of this board we found no dated list at all."
    listed = f"a {board['completeness']} list of {words(board['list_date'])}"
    few = f"{plural(int(board['members']), 'member')}: too few to say how it was made up"
    return f"Of this board we found only {listed}, which names {few}."


# --- Popolo: who is one person and what is one organisation is never settled by name alone

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


# --- one door for every format: what is asked for is made whole, then written, and nothing is written over unasked


@dataclass(frozen=True)
class Format:
    """One format: how its default name ends, and what makes it."""

    ending: str
    files: dict[str, Callable[[Sequence[str], str], bytes]]  # suffix -> what makes such a file, of the LEPs and a stamp
    folder: Callable[[Tables], dict[str, bytes]] | None = None  # the tables -> files by name, where a folder will do
    fewest: int = 0  # LEPs to be named
    most: int = 99


def _note(leps: Sequence[str], stamp: str) -> bytes:
    from lepdata.export.note import board_note  # brings python-docx, which a plain installation lacks

    return board_note(review_board(leps[0]), stamp)


_BOARD: dict[str, Callable[[Sequence[str], str], bytes]] = {
    ".xlsx": lambda leps, stamp: board_workbook(board(leps[0])),
    ".csv": lambda leps, stamp: board_csv(board(leps[0])),
}
FORMATS: dict[str, Format] = {
    "xlsx": Format(".xlsx", {".xlsx": lambda leps, stamp: tables_workbook(published_tables(leps), [stamp])}),
    "csv": Format("-csv", {}, lambda own: {f"{name}.csv": as_csv(own[name]) for name in own}),
    "jsonl": Format("-jsonl", {}, lambda own: {f"{name}.jsonl": as_json_lines(name, own[name]) for name in own}),
    "parquet": Format("-parquet", {}, lambda own: {f"{name}.parquet": as_parquet(name, own[name]) for name in own}),
    "datapackage": Format(
        "-datapackage.zip", {".zip": lambda leps, stamp: zipped(package_files(published_tables(leps)))}, package_files
    ),
    "popolo": Format("-popolo.json", {".json": lambda leps, stamp: popolo_json(published_tables(leps))}),
    "board": Format("-board.xlsx", _BOARD, fewest=1, most=1),
    "request": Format("-requests", {}, letters),
    "note": Format("-note.docx", {".docx": _note}, fewest=1, most=1),
}


def export(
    form: str,
    leps: Sequence[str] = (),
    out: Path | None = None,
    force: bool = False,
    stamp: str = "",
    formats: Mapping[str, Format] = FORMATS,
) -> list[Path]:
    """Write the tables, or one board, in a format of others; give back the files written."""
    if form not in formats:
        raise unknown("format", form, formats)
    asked = formats[form]
    leps = leps or ([only_area()] if asked.fewest and in_use().root else [])  # one's own data may hold one board alone
    names = list(dict.fromkeys(find_area(lep) for lep in leps))
    if not asked.fewest <= len(names) <= asked.most:
        raise UsageError(f"The format {form} is about one board: name one LEP with --lep, not {len(names)}.")
    place = Path(out) if out else Path((geography.slug(names[0]) if len(names) == 1 else "lepdata") + asked.ending)
    _refuse_place(form, asked, place, force)
    made = _made(asked, leps if asked.most == 1 else names, place, stamp)
    write_outputs(made, force)
    return list(made)


def _refuse_place(form: str, asked: Format, place: Path, force: bool) -> None:
    as_file = place.suffix.casefold() in asked.files
    if not as_file and asked.folder is None:
        wanted = " or ".join(asked.files)
        raise UsageError(f"The name of a file of the format {form} ends in {wanted}, not as {quoted(str(place))}.")
    if not place.parent.is_dir():
        raise UsageError(f"There is no folder {quoted(str(place.parent))}. Make it, or name another.")
    if place.exists() and as_file == place.is_dir():
        raise UsageError(f"{quoted(str(place))} is a {'folder' if as_file else 'file'}. Name another place.")
    if place.exists() and not force:
        remedy = "Name another place, or add --force."
        raise UsageError(f"{quoted(str(place))} exists already and is left as it is. {remedy}")


def _made(asked: Format, names: Sequence[str], place: Path, stamp: str) -> dict[Path, bytes]:
    if make := asked.files.get(place.suffix.casefold()):
        return {place: make(names, stamp)}
    assert asked.folder is not None  # else the place was refused
    return {place / name: content for name, content in asked.folder(published_tables(names)).items()}
