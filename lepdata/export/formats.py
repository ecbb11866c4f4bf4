"""The published tables and boards in forms that others read: CSV, Parquet, a workbook, letters, Popolo; the door."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from lepdata import dates, english, vocabulary
from lepdata.display import as_texts, gathered, row_dicts
from lepdata.errors import UsageError, quoted, unknown
from lepdata.files import RULES, csv_text, inert, rule_file, write_outputs
from lepdata.judging import framework_files, judgement, kinds, verdicts
from lepdata.read import words
from lepdata.read.grid import column_letter
from lepdata.read.xlsx import Sheet, repacked, workbook, zipped
from lepdata.registers import geography
from lepdata.registers.whose import in_use
from lepdata.reviews.boards import board, find_area, only_area, review_board
from lepdata.reviews.known import read_table, seats
from lepdata.reviews.markup import COMPLETENESS_WORDS, SAID, SECTOR_WORDS, in_heading
from lepdata.schema import TABLES, columns, data_package, of_table
from lepdata.seating.boards import Board
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.seating.rows import membership
from lepdata.vocabulary import FRAGMENTS

Row = dict[Any, str]
Tables = Mapping[str, pd.DataFrame]


def published_tables(leps: Collection[str] = (), framework: str = "") -> dict[str, pd.DataFrame]:
    """Every published table and the dictionary, as text; of named LEPs their rows alone; by a framework its answers."""
    everything = {name: as_text(read_table(name)) for name in (*TABLES, "dictionary")}
    if framework:
        made = {"verdicts": verdicts.published_verdicts, "answers": verdicts.published_answers}
        best = verdicts.best_lists(seats(), read_table("compositions"))
        everything |= {name: as_text(judged(best, framework)[columns(name)]) for name, judged in made.items()}
    if not leps:
        return everything
    own = {name: frame[frame["lep"].isin(leps)] if "lep" in frame else frame for name, frame in everything.items()}
    lines = own["sightings"]
    own["evidence"] = own["evidence"][own["evidence"]["seat_id"].isin(lines["row_id"])]
    own["sources"] = own["sources"][own["sources"]["source_id"].isin(lines["source_id"])]
    return {name: frame.reset_index(drop=True) for name, frame in own.items()}


def as_text(frame: pd.DataFrame) -> pd.DataFrame:
    if (frame.dtypes == "str").all() and not frame.isna().to_numpy().any():
        return frame
    return as_texts(frame).astype("str")


def typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    text = as_text(frame)
    whole = [column for column, kind in types(table).items() if kind == "whole number" and column in text]
    return text.assign(**{column: text[column].replace("", pd.NA).astype("Int64") for column in whole})


def types(table: str) -> dict[str, str]:
    return {row["column"]: row["type"] for row in of_table(table)}


def as_csv(frame: pd.DataFrame) -> bytes:
    """The table as CSV in UTF-8: every cell as published, those that look like formulas made inert."""
    return csv_text(as_text(frame).map(inert).rename(columns=inert)).encode("utf-8")


def as_json_lines(table: str, frame: pd.DataFrame) -> bytes:
    """The table as one JSON object a line: numbers as numbers, what is missing among them null."""
    rows = row_dicts(typed(table, frame))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8")


def as_parquet(table: str, frame: pd.DataFrame) -> bytes:
    import pyarrow  # noqa: F401 - pandas would ask for it in words of its own

    found = typed(table, frame)
    for column in [column for column, kind in types(table).items() if kind == "date" and column in found]:
        days = [date.fromisoformat(text) if text else None for text in found[column]]
        # the type is named, since a column without a single day would otherwise have none
        found[column] = pd.Series(days, index=found.index, dtype="object").astype("date32[pyarrow]")
    return found.to_parquet(None, engine="pyarrow", index=False)


def package_files(tables: Tables) -> dict[str, bytes]:
    """A Data Package: `datapackage.json` and a CSV file for each resource in it."""
    return package_of({f"{name}.csv": as_csv(tables[name]) for name in TABLES})


def package_of(files: Mapping[str, bytes]) -> dict[str, bytes]:
    package = data_package([name.removesuffix(".csv") for name in files])
    return {"datapackage.json": (json.dumps(package, indent=1, ensure_ascii=False) + "\n").encode("utf-8"), **files}


# --- the workbook: cover, contents, notes, then one table a sheet

_NARROWEST, _WIDEST = 9, 60  # characters
_ONE_TABLE = "This worksheet contains one table."
BY_RULES = "Boards by rules"
_TINTS = {"Met": ("#0B5C33", "#E7F3EC"), "Missed": ("#94210D", "#FCECEA"), "Depends": ("#12436D", "#DBE6F0")}


def tables_workbook(tables: Tables, about: Sequence[str] = (), contact: str = "") -> bytes:
    """The tables as an Excel workbook, every cell data and nothing else; the same tables give the same bytes."""
    return repacked(workbook(_sheets(tables, about, contact)))  # its writer packs for speed


def _sheets(tables: Tables, about: Sequence[str], contact: str) -> Iterator[Sheet]:
    used = [row for row in rule_file("workbook/sheets.csv") if len(tables.get(row["table"], ()))]
    notes = list(dict.fromkeys(note for row in used for note in row["notes"].split()))
    if len(tables.get("answers", ())):
        yield _answers(tables["answers"])
    yield _cover({"About these data": about, "Contact": [contact] if contact else []})
    listed = pd.DataFrame([(row["sheet"], row["title"]) for row in used], columns=["Sheet name", "Table description"])
    contents = _sheet("Contents", listed, "contents", "Table of contents", [_ONE_TABLE])
    yield replace(contents, links=[f"A{at}" for at in range(4, len(contents.rows) + 1)])
    if notes:
        texts = {row["note"]: row["text"] for row in rule_file("workbook/notes.csv")}
        listed = pd.DataFrame({"Note number": range(1, len(notes) + 1), "Note": [texts[note] for note in notes]})
        yield _sheet("Notes", listed, "notes", "Notes", [_ONE_TABLE])
    for row in used:
        called = "".join(f"[note {notes.index(note) + 1}]" for note in row["notes"].split())
        more = "" if row["table"] == "dictionary" else " The sheet Dictionary explains the columns."
        empty = "An empty cell means that no source seen shows it, or that the column does not apply."
        lines = [f"Read this table with {called}"] if called else []
        lines.append(f"{_ONE_TABLE} One row is {row['one_row_is']}. {empty}{more}")
        frame = typed(row["table"], tables[row["table"]]).rename(columns=in_heading)
        yield _sheet(row["sheet"], frame, row["table"], row["title"], lines)


def _sheet(name: str, frame: pd.DataFrame, table: str, title: str, lines: Sequence[str]) -> Sheet:
    columns = [frame[column].astype(object).where(frame[column].notna(), "").tolist() for column in frame]
    widths = [max(len(str(text)) for text in (head, *own)) + 2 for head, own in zip(frame, columns, strict=True)]
    rows = [[title], *([line] for line in lines), [*map(str, frame)], *zip(*columns, strict=True)]
    fitting = [max(_NARROWEST, min(_WIDEST, width)) for width in widths]
    return Sheet(name, rows, fitting, bold=[len(lines) + 2], titled=True, table=f"{table}_table")


def _boards_by_rules(answers: pd.DataFrame) -> pd.DataFrame:
    """A row for each board, a column for each rule of the yardstick (or of the rules asked for): answer and grade."""
    last = answers[answers["framework"] == framework_files.YARDSTICK]
    last = answers if last.empty else last
    said = last["answer"].where(last["answer"] != "cannot tell", last["as_listed"]).map(SAID)
    said = said.mask(last["answer"].eq("cannot tell") & last["completeness"].isin(FRAGMENTS)).fillna("No answer")
    sure = (" (" + last["certainty"].map(judgement.grade_words) + ")").where(last["certainty"] != "", "")
    graded = said + sure.where(said != "No answer", "")
    names = {one.id: kinds.label(one) for rules in framework_files.shipped() for one in rules.criteria}
    rows = last.assign(said=graded, rule=last["criterion"].map(lambda one: names.get(one, one)))
    rows["completeness"] = rows["completeness"].map(COMPLETENESS_WORDS)
    board = ["lep", "body", "as_at", "completeness", "members"]
    order = list(dict.fromkeys(rows["rule"]))
    found = rows.pivot(index=board, columns="rule", values="said")[order].fillna("").reset_index()
    return found.rename(columns=in_heading).rename_axis(columns=None).astype({"Members": int})


def _answers(answers: pd.DataFrame) -> Sheet:
    about = f"{_ONE_TABLE} One row is one board: what its newest list answers to each rule, and how sure that is."
    both = answers[["answer", "as_listed"]], answers[["answer_without_guesses", "as_listed_without_guesses"]]
    others = int((both[0].to_numpy() != both[1].to_numpy()).any(axis=1).sum())
    guesses = [f"{others} answers would be others without guesses: the table answers.csv has both."] * (others > 0)
    frame = _boards_by_rules(answers)
    sheet = _sheet(BY_RULES, frame, "by_rules", "Every board by every rule", [about, *guesses])
    tints = {}
    for row, cells in enumerate(sheet.rows, start=1):
        for at, cell in enumerate(cells[5:], start=5):
            if tint := _TINTS.get(str(cell).partition(" (")[0]):
                tints[f"{column_letter(at)}{row}"] = tint
    return replace(sheet, coloured=tints)


def _cover(further: Mapping[str, Sequence[str]]) -> Sheet:
    parts = gathered((row["part"], row["text"]) for row in rule_file("workbook/cover.csv"))
    lines = ["Who sits on the boards of England's Local Enterprise Partnerships"]
    for part, texts in parts.items():
        lines += [part, *texts, *further.get(part, ())]
    bold = [at for at, line in enumerate(lines, 1) if line in parts]
    return Sheet("Cover", [[line] for line in lines], [100], bold=bold, titled=True)


# --- one board as a file to read again

PARTED = " | "


def board_rows(board: Board) -> pd.DataFrame:
    known = read_table("sightings").set_index("row_id")
    rows = []
    for row in row_dicts(board.members):
        counts, _ = membership(row["role"], row["status"], row["place"] == "vacancy")
        if counts not in (row["counts_as_member"], "no"):  # later lists say otherwise
            row["status"] = {"might": "unclear", "no": "former"}.get(row["counts_as_member"], row["status"])
        # the published line that the sector was read from, where that is another one
        line = row["sector_source"].split(",")[0]
        elsewhere = row["sector_rule"] == "other-sighting" and line in known.index
        rows.append(_filled_in(row, known.loc[line].to_dict() if elsewhere else {}))
    frame = pd.DataFrame(rows, columns=list(vocabulary.BOARD_COLUMNS), dtype="str")
    return frame.assign(snapshot_date=board.as_at, list_completeness=board.completeness)


def _filled_in(row: Row, other: Row) -> Row:
    """A row with what another line says of its organisation, and with councils that it speaks for by other lines."""
    filled, sources = {**row}, [row["sector_source"]] if other else []
    if other.get("organisation"):
        filled["organisation"] = other["organisation"]
    elif other:
        only_role = words.read_role(row["job_title"]) == row["role_read"]  # "Chair" hides no job
        names = ("job_title", "capacity_as_published", "sector_as_published")
        filled |= {name: other[name] for name in names if not row[name] or (name == "job_title" and only_role)}
    if row["council_elsewhere"]:
        sources += row["council_elsewhere_source"].split(PARTED)
        named = (filled["organisation"], filled["capacity_as_published"])
        new = [text for text in row["council_elsewhere"].split(PARTED) if text not in named]
        filled["organisation"] = named[0] or (new.pop(0) if new else "")
        filled["capacity_as_published"] = "; ".join(filter(None, (named[1], *new)))
    said = f" [filled in from {'; '.join(dict.fromkeys(sources))}]" if sources else ""
    return {**filled, "source_title": row["source_title"] + said}


def board_workbook(board: Board) -> bytes:
    """`board_rows` as a workbook that `read_board` reads: the sheet is called Board, every cell is a text."""
    frame = board_rows(board)
    return workbook([Sheet("Board", [list(frame.columns), *frame.to_numpy().tolist()])])


# --- a letter for each board of which no usable list is known: whom to ask, for which list, of which days

# A board of a partnership is asked about on the day that the rules of 2018 fell due, and on its last day.
_DAYS = ("31 March 2020", "31 March 2024, or the last day on which the board met")


def letters(tables: Tables) -> dict[str, bytes]:
    wanting = [row for row in row_dicts(tables["boards"]) if row["completeness"] not in CARRIES_A_SHARE]
    return {f"{row['slug']}.txt": _letter(row).encode("utf-8") for row in wanting}


def _letter(board: Row) -> str:
    lep, body = board["lep"], board.get("body") or vocabulary.MAIN_BOARD
    is_lep = body == vocabulary.MAIN_BOARD
    name = f"the board of {lep} Local Enterprise Partnership" if is_lep else f"the {body}"
    name += f" of {lep}" if not is_lep and lep not in body else ""
    asked = geography.facts(lep)["successor"] if is_lep else ""
    asked = asked or f"whoever holds the records of {name}"
    known = "Of this board we found no dated list at all."
    if board["list_date"]:
        listed = f"{english.an(board['completeness'])} list of {dates.words(board['list_date'])}"
        few = f"{english.plural(int(board['members']), 'member')}: too few to say how it was made up"
        known = f"Of this board we found only {listed}, which names {few}."
    days = "".join(f"  - {day}\n" for day in (_DAYS if is_lep else ("the day on which you answer",)))
    signed = f"\nPlease write to {in_use().contact}.\n" if in_use().contact else ""
    asked_of_each = [row for row in words.COLUMNS if row["standard"] == "yes" and row["column"] != "source_url"]
    wanted = "".join(f"  - {row['column']}: {row['meaning']}\n" for row in asked_of_each)
    about = {"asked": asked, "name": name, "known": known, "body": body}
    letter = (RULES / "request.txt").read_text(encoding="utf-8")
    return letter.format(**about, days=days, wanted=wanted, signed=signed)


# --- Popolo: who is one person and what is one organisation is never settled by name alone

_Thing = dict[str, Any]
# Columns of `members` that have a place of their own in Popolo; the others go into `extra`.
PLACED = ("seat_id", "lep", "body", "person", "role", "capacity_as_published", "source_url", "source_title")
_FROM_SEATS = ["person_key", "organisation_shown", "organisation_key", "postnominals"]
_NOT_EXTRA = (*PLACED, *_FROM_SEATS, "person_id", "on_behalf_of_id")
_AGREED = {"honorific_prefix": "honorific", "honorific_suffix": "postnominals", "gender": "gender"}


def as_popolo(tables: Tables) -> dict[str, Any]:
    rows, known = _rows(tables), geography.areas().set_index("lep")
    seated = gathered((row["person_id"], row) for row in rows if row["person"])
    printed = gathered((row["on_behalf_of_id"], row) for row in rows if row["organisation_key"])
    sectors = {row["seat_sector"]: row["on_behalf_of_id"] for row in rows if not row["organisation_key"]}
    persons = {name: _named(name, own, "person") for name, own in seated.items()}
    for name, own in seated.items():  # what the rows about a person disagree about is left out
        said = {title: {row[column] for row in own} - {"not published"} for title, column in _AGREED.items()}
        persons[name] |= _filled(**{title: min(values) for title, values in said.items() if len(values) == 1})
    organisations: list[_Thing] = []
    for lep in dict.fromkeys(row["lep"] for row in rows):
        is_lep = lep in known.index
        codes = dict.fromkeys(filter(None, known.loc[lep, [*geography.CODES]])) if is_lep else ()
        kind = "local enterprise partnership" if is_lep else "area"
        identifiers = [{"scheme": "ONS code", "identifier": code} for code in codes]
        about = {"id": f"lep-{geography.slug(lep)}", "name": lep, "classification": kind, "identifiers": identifiers}
        organisations.append(about)
    for lep, body in dict.fromkeys((row["lep"], row["body"]) for row in rows):
        # Only a main board is said to be part of its LEP: others may be somebody else's.
        main = {"classification": "board", "parent_id": f"lep-{geography.slug(lep)}"}
        of = main if body == vocabulary.MAIN_BOARD else {"classification": "body"}
        organisations.append({"id": _body_id(lep, body), "name": body, **of, "extra": {"lep": lep}})
    organisations += [_named(name, own, "organisation_shown") for name, own in printed.items()]
    for one in sorted({*sectors} - {""}):
        organisations.append({"id": sectors[one], "name": SECTOR_WORDS[one], "classification": "sector"})
    return {
        "meta": {"title": "lepdata", "about": [row["text"] for row in rule_file("popolo_about.csv")]},
        "persons": list(persons.values()),
        "organizations": organisations,
        "memberships": [_seat(row, persons[row["person_id"]]["name"]) for row in rows if row["person"]],
        "posts": [_seat(row) for row in rows if not row["person"]],
    }


def popolo_json(tables: Tables) -> bytes:
    return (json.dumps(as_popolo(tables), indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def _rows(tables: Tables) -> list[Row]:
    """The members' rows, each with the person it is about and in whose name the seat is held, as `about` says."""
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
    return row_dicts(found)


def _body_id(lep: str, body: str) -> str:
    return f"body-{geography.slug(lep)}-{geography.slug(body)}"


def _filled(**thing: Any) -> _Thing:
    return {name: value for name, value in thing.items() if value}


def _named(name: str, own: list[Row], column: str) -> _Thing:
    """A thing called as its first row calls it, with the spellings of the others."""
    first, *others = dict.fromkeys(row[column] for row in own)
    return _filled(id=name, name=first, other_names=[{"name": other} for other in others])


def _seat(row: Row, name: str = "") -> _Thing:
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


class Format(NamedTuple):
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
    ".csv": lambda leps, stamp: as_csv(board_rows(board(leps[0]))),
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
    out: str | Path | None = None,
    force: bool = False,
    stamp: str = "",
    formats: Mapping[str, Format] = FORMATS,
) -> list[Path]:
    if form not in formats:
        raise unknown("format", form, formats)
    asked = formats[form]
    leps = leps or ([only_area()] if asked.fewest and in_use().root else [])  # one's own data may hold one board alone
    names = list(dict.fromkeys(find_area(lep) for lep in leps))
    if not asked.fewest <= len(names) <= asked.most:
        raise UsageError(f"The format {form} is about one board: name one LEP with --lep, not {len(names)}.")
    own = geography.slug(names[0]) if len(names) == 1 else "lepdata"
    if leps and asked.most == 1 and leps[0].startswith(f"{own}-"):
        own = leps[0]  # one of its boards, as its page is called
    place = Path(out) if out else Path(own + asked.ending)
    make, shown = asked.files.get(place.suffix.casefold()), quoted(str(place))
    if not make and not asked.folder:
        wanted = " or ".join(asked.files)
        raise UsageError(f"The name of a file of the format {form} ends in {wanted}, not as {shown}.")
    if not place.parent.is_dir():
        raise UsageError(f"There is no folder {quoted(str(place.parent))}. Make it, or name another.")
    if place.exists() and bool(make) == place.is_dir():
        raise UsageError(f"{shown} is a {'folder' if make else 'file'}. Name another place.")
    if place.exists() and not force:
        raise UsageError(f"{shown} exists already and is left as it is. Name another place, or add --force.")
    made = {place: make(leps if asked.most == 1 else names, stamp)} if make else {}
    if asked.folder and not make:
        made = {place / name: content for name, content in asked.folder(published_tables(names)).items()}
    write_outputs(made, force)
    return list(made)
