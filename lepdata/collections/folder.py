"""A folder of somebody's own boards: made, added to and taken from; whole or not at all."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata.dates import DateError, read_date, words
from lepdata.display import gathered, row_dicts
from lepdata.english import an, joined, plural
from lepdata.errors import Fault, UsageError, near_matches, quoted, refuse_all, refused, typed
from lepdata.files import RULES, csv_text, inert, locked, read_bounded, rule_file, write_together
from lepdata.judging.framework_files import framework
from lepdata.read.board import compared, read_board
from lepdata.read.standard import validate
from lepdata.read.words import private_columns
from lepdata.registers import geography, whose
from lepdata.seating.rows import describe
from lepdata.vocabulary import BOARD_COLUMNS, MAIN_BOARD, MAIN_BOARD_KIND, body_kind

_OWN_BODY = "business board"  # what an own area's board is taken for where nobody says
_DOCUMENTS = (".html", ".htm", ".pdf", ".docx", ".txt", ".md")
_LICENCE = "facts compiled with their source; no licence claimed over publishers' text"
_Card = dict[str, str]


@dataclass(frozen=True)
class Added:
    """What `add` did: the document's id, how many rows it holds, and what a reader should look at."""

    document: str
    rows: int
    new: bool
    said: tuple[str, ...] = ()
    replaces: str = ""  # an earlier copy of the document with the same people in the same places


def new_collection(root: str | os.PathLike[str], title: str = "", alone: bool = False) -> None:
    """An empty collection: each file with its headings and a line of help; refused where the folder holds anything."""
    root = Path(root)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise UsageError(f"{root} is not empty. Fix: name a folder that does not exist yet.")
    title, settings = title or root.name.replace("_", " ").capitalize(), RULES / "collection/settings.toml"
    about = {"title": json.dumps(title, ensure_ascii=False), "with_shipped": str(not alone).lower()}
    files = {whose.SETTINGS: settings.read_text(encoding="utf-8").format(version=whose.VERSION, **about)}
    columns = rule_file("collection/tables.csv")
    meant = gathered((row["file"], f"{row['column']}: {row['meaning']}") for row in columns)
    files |= {name: f"# {' | '.join(help_)}\n{','.join(whose.table_columns(name))}\n" for name, help_ in meant.items()}
    for name in ("documents", "boards", "readings", "frameworks"):
        (root / name).mkdir(parents=True, exist_ok=True)
    _write(root, {name: text.encode("utf-8") for name, text in files.items()})


@dataclass(frozen=True)
class _Offer:
    content: bytes
    rows: pd.DataFrame
    card: _Card
    said: tuple[str, ...]


def add(
    file: str | os.PathLike[str],
    data: str | os.PathLike[str],
    *,
    lep: str = "",
    body: str = "",
    date: str = "",
    card: _Card | None = None,
    full: bool = False,
    board_size: int | None = None,
    yes: bool = False,
    **reading: Any,
) -> Added:
    """File a board file or a document in a collection: a copy, its card, its rows with ids; all of it or nothing.

    What is read of a document waits in `readings/` until its workbook is signed and added, unless `yes` files it though
    nobody has confirmed it. `lep`, `body` and `date` are what every row says that says nothing itself; `card` holds
    `publisher`, `title`, `url`, `retrieved`, `kind` and `framework`, and `reading` is as in `read_board`.
    """
    path, root = Path(file), whose.place_of(data)
    with _held(root), whose.using(root):
        content, card = read_bounded(path), card or {}
        try:
            given = {"lep": lep, "body": body, "snapshot_date": read_date(date)}
        except DateError as error:
            raise refused(path.name, quoted(date), error.expected, error.remedy, column="--date") from error
        used, hashed = _used(root), sha256(content).hexdigest()
        same = next((one for one in used.values() if one["sha256"] == hashed), None)
        if path.suffix.casefold() == ".xlsx" and (read := _document_of(path, used)):
            from lepdata.read.documents.review import confirmed_board

            kept = root / read["path"]
            offer = _offer(kept, kept.read_bytes(), confirmed_board(path), given, read | {"confirmed": "yes"})
            if read["status"] == whose.IN_USE and read["confirmed"] == "yes" and _is_as_filed(root, offer):
                return _here_already(root, read, path.name, given)
        elif same and not (yes and same["status"] == whose.TO_CONFIRM):
            return _here_already(root, same, path.name, given, of_sheet=bool(reading.get("sheet")))
        elif path.suffix.casefold() in _DOCUMENTS:
            from lepdata.read.documents.review import read_documents

            frame = read_documents(path)
            if not yes:
                return _kept_aside(root, path, content, frame, given, card)
            offer = _offer(path, content, _as_rows(frame, given, full), given, card | {"confirmed": "no"})
            offer = replace(offer, said=(*_of_reading(frame, given), *offer.said, "Nobody has confirmed this reading."))
        else:
            # columns of private details are refused: the document would be kept with them
            told = [fault for fault in validate(path, **reading).faults if fault.column]
            remedy = "delete the column, save the file under another name and add that"
            faults = [replace(fault, remedy=remedy) for fault in told if private_columns([fault.column])]
            offer = _offer(path, content, read_board(path, full=full, **reading), given, card, faults)
        return _filed(root, offer, board_size)


def _held(root: Path) -> AbstractContextManager[None]:
    if not root.is_dir():
        remedy = f"{whose.near_place(root)}make it with `lepdata new {typed(root)}`"
        raise UsageError(f"{root}: no such folder. Fix: {remedy}.")
    return locked(root)


def _document_of(path: Path, used: Mapping[str, _Card]) -> _Card | None:
    """The card of the one document that a review workbook was read from, whatever the workbook is called."""
    from lepdata.read.documents.review import hashes_of

    hashes = hashes_of(path)
    return next((card for card in used.values() if {card["sha256"]} == hashes), None)


def _is_as_filed(root: Path, offer: _Offer) -> bool:
    names = [*BOARD_COLUMNS]
    was, now = (frame.reindex(columns=names).fillna("") for frame in (_sightings(root, offer.card), offer.rows))
    return bool(was.to_numpy().tolist() == now.to_numpy().tolist())


def _is_frozen(root: Path) -> bool:
    return (root / whose.MANIFEST).is_file()


def _here_already(root: Path, card: _Card, file: str, given: _Card, of_sheet: bool = False) -> Added:
    if card["status"] == whose.TO_CONFIRM:
        waits = f"It waits for readings/{card['document']}.xlsx to be signed and added."
        untaken = "What the command says of it is not taken: write it in the sheet Documents of that workbook."
        return Added(card["document"], 0, False, (waits, *[untaken] * any(given.values())))
    rows = _sightings(root, card)
    otherwise = f"to file it otherwise, first run: lepdata remove {card['document']} --because TEXT"
    otherwise += "; to add another sheet of it, save that sheet as a file of its own" * of_sheet
    refuse_all(replace(fault, remedy=otherwise) for fault in _contradicted(file, rows, given))
    return Added(card["document"], len(rows), False, (f"It is here already; {otherwise}.",))


def _kept_aside(root: Path, path: Path, content: bytes, frame: pd.DataFrame, given: _Card, card: _Card) -> Added:
    """A document with its card, and its reading as a workbook to confirm; no row counts yet."""
    from lepdata.read.documents.review import review_workbook

    (about,) = frame.attrs["documents"]
    day = given["snapshot_date"] or about["date"]
    made = _card(path, content, geography.slug(given["lep"] or path.stem), day, card, about["kind"], about["title"])
    cards = _rows(root, "documents.csv")
    in_use = (one for one in cards if one["status"] == whose.IN_USE)
    earlier = next((one for one in in_use if _same_document(one, made, _sightings(root, one))), None)
    # what was confirmed in an earlier copy of the document is not asked again
    before = row_dicts(_sightings(root, earlier)) if earlier and earlier["confirmed"] == "yes" else []
    known = {row["reading_id"]: row for row in before if "reading_id" in row}
    own = {"lep": given["lep"], "body": given["body"] or about["body"], "source_url": made["url"], "date": day}
    said = _of_reading(frame, given)
    said += [] if own["body"] else ["Nothing says which board it is of: write its body in the sheet Documents."]
    frame.attrs["documents"] = [about | own | {"notes": said[1:]}]
    place = f"readings/{made['document']}.xlsx"
    files = {made["path"]: content, place: review_workbook(frame, known)}
    kept = [one for one in cards if one["document"] != made["document"]]
    kept.append(made | {"confirmed": "no", "status": whose.TO_CONFIRM})
    _write(root, files | {"documents.csv": _table("documents.csv", kept, root)})
    file, folder = typed(root / place), typed(root)
    then = f"Next: compare {file} with the document, sign it, and run: lepdata add {file} --data {folder}"
    settled = [f"What was confirmed in {earlier['document']} is not asked again."] if known and earlier else []
    return Added(made["document"], 0, True, (*said, *settled, then))


def _of_reading(frame: pd.DataFrame, given: _Card) -> list[str]:
    """What was read, and what a reader must know of it: first of its date, which the one given may contradict."""
    (card,) = frame.attrs["documents"]
    doubts, unread = f"{card['doubtful']} in doubt", plural(card["unread"], "line")
    of_date, *more = card["notes"]
    day, printed = given["snapshot_date"], card["date"]
    if day and not printed.startswith(day):
        of_date = f"The document prints {words(printed)}; filed under {words(day)}, as you said."
    said = f"Read {plural(card['people'], 'person', 'people')}, {doubts}; not understood: {unread}."
    return [said, of_date, *more]


def _as_rows(frame: pd.DataFrame, given: _Card, full: bool) -> pd.DataFrame:
    """The people of a reading as rows of a board file; what the user says of area, body and day is what holds."""
    from lepdata.read.documents.review import KEPT, basis_of

    rows = frame[frame["reading"] == "read"].reindex(columns=list(KEPT), fill_value="").reset_index(drop=True)
    if rows.empty:
        name, found = frame.attrs["documents"][0]["document"], "nobody whom lepdata could read"
        remedy = "make a board file of it with `lepdata template`, and add that"
        raise refused(name, found, "a list of a board's people", remedy)
    rows = rows.assign(**{name: text for name, text in given.items() if text})
    printed = frame.attrs["documents"][0]["date"]
    rows["date_basis"] = [basis_of(day, printed) for day in rows["snapshot_date"]]
    silent = rows["list_completeness"] == "not stated"
    return rows.assign(list_completeness=rows["list_completeness"].mask(silent & full, "full"))


def _used(root: Path, *statuses: str) -> dict[str, _Card]:
    """The cards of documents that are in use, or wait to be confirmed, by their ids."""
    wanted = statuses or (whose.IN_USE, whose.TO_CONFIRM)
    return {card["document"]: card for card in _rows(root, "documents.csv") if card["status"] in wanted}


def _rows(root: Path, table: str) -> list[_Card]:
    return [row for _, row in whose.own_rows(root / table)]


def _offer(
    path: Path, content: bytes, rows: pd.DataFrame, given: _Card, card: _Card, wrong: Iterable[Fault] = ()
) -> _Offer:
    faults = [*wrong, *_contradicted(path.name, rows, given)]
    unread = [one["sentence"] for one in rows.attrs.get("not_read", ())] + rows.attrs.get("caveats", [])
    above, day = rows.attrs.get("day_above", ""), given["snapshot_date"]
    if above and day:  # what is said of a list without a date does not hold
        twice = above.startswith(day) or day.startswith(above)
        other = f"Above its headings stands {words(above)}; filed under {words(day)}, as you said."
        unread = [one for one in unread if not one.endswith(f"--as-at {above}.")] + [other] * (not twice)
    typed_now = (rows["snapshot_date"].str.strip() == "") & (rows["date_basis"] == "none")
    rows = rows.assign(date_basis=rows["date_basis"].mask(typed_now & bool(given["snapshot_date"]), "inferred"))
    rows = rows.assign(**{name: rows[name].where(rows[name].str.strip() != "", text) for name, text in given.items()})
    rows, said = _placed(rows, path.name, faults)
    refuse_all(faults)
    # a file that names several sources is its own: they stay with their rows
    sources = [set(rows[name]) - {""} for name in ("source_url", "source_title", "source_kind")]
    url, title, kind = (known.pop() if len(known) == 1 else "" for known in sources)
    card = {**card, "url": card.get("url") or url, "signed": " ".join(compared(rows))}
    area, day = rows.iloc[0][["lep", "snapshot_date"]]
    made = _card(path, content, geography.slug(area), day, card, kind or "board file", title)
    as_card = {"source_url": made["url"], "source_title": made["title"], "source_kind": made["kind"]}
    told = {name: rows[name].where(rows[name] != "", text) for name, text in as_card.items()}
    ids = [f"{made['document']}-{number:02}" for number in range(1, len(rows) + 1)]
    return _Offer(content, rows.assign(row_id=ids, document=made["document"], **told), made, (*unread, *said))


def _card(path: Path, content: bytes, area: str, day: str, card: _Card, kind: str, title: str) -> _Card:
    """The source card of a document; what the user says of it comes before what it says itself."""
    hashed = sha256(content).hexdigest()
    document = card.get("document") or "-".join(filter(None, (area, day, hashed[:6])))
    made = {"document": document, "path": f"documents/{document}{path.suffix.lower()}", "sha256": hashed}
    made |= {name: card.get(name, "") for name in ("publisher", "url", "retrieved", "framework", "signed")}
    made |= {"title": card.get("title") or title or path.stem, "kind": card.get("kind") or kind, "published": day}
    made |= {"file": card.get("file") or path.name, "confirmed": card.get("confirmed") or "yes"}
    return made | {"status": whose.IN_USE, "because": ""}


def _contradicted(file: str, rows: pd.DataFrame, given: _Card) -> Iterator[Fault]:
    """The first row of each kind that says otherwise than the command."""
    for name, text in given.items():
        for line, said in zip(rows["line"].astype(str), rows[name].str.strip(), strict=True) if text else ():
            if said and _plain(name, said) != _plain(name, text):
                place, wanted = int(line) if line.isdecimal() else None, f"{quoted(text)}, as the command says"
                yield Fault(file, place, name, quoted(said), wanted, "leave the option out, or correct the row")
                break


def _plain(name: str, text: str) -> str:
    return _area(text)[0] if name == "lep" else text.casefold()


def _area(text: str) -> tuple[str, bool]:
    """The name of an area, and whether it is known."""
    try:
        return geography.find_lep(text), True
    except UsageError as error:
        if "safe name" in str(error):
            raise
        return " ".join(text.split()), False


def _placed(rows: pd.DataFrame, file: str, faults: list[Fault]) -> tuple[pd.DataFrame, list[str]]:
    """Every row with its area, body and day; what is lacking is a fault, an area that nobody knows a line to read."""
    areas, said = _in_areas(rows["lep"], file, faults)
    if not rows["snapshot_date"].all():
        faults.append(Fault(file, None, "snapshot_date", "no date", "when the list is of", "say --date 2026-03-31"))
    own = (set(areas.values()) - set(geography.leps()["lep"])) | set(whose.own_table("areas.csv")["area"])
    rows, of_bodies = _of_bodies(rows.assign(lep=[areas.get(text, "") for text in rows["lep"]]), own)
    return rows, [*said, *of_bodies]


def _in_areas(texts: pd.Series, file: str, faults: list[Fault]) -> tuple[dict[str, str], list[str]]:
    """The area that each text means, and what must be read of it."""
    said, areas, new = [], {}, []
    for text in dict.fromkeys(texts):
        if not text.strip():
            faults.append(Fault(file, None, "lep", "no area", "the area whose board this is", "say --lep NAME"))
            continue
        areas[text], known = _area(text)
        if not known:
            near = near_matches(text, geography.areas()["lep"], 1)
            new.append(areas[text])
            said += [f"{areas[text]} is a new area; if {near[0]} is meant, remove it and say so."] if near else []
        elif geography.slug(text) != geography.slug(areas[text]):
            else_ = f"If another area is meant, write {text} into areas.csv first."
            said.append(f"{text} is taken for {areas[text]}. {else_}")
    if new:
        more = [f"{len(new) - 5} more"] * (len(new) > 5)
        how, what = ("is", "a new area") if len(new) == 1 else ("are", "new areas")
        said.append(f"{joined([*new[:5], *more])} {how} written to areas.csv as {what}.")
    return areas, said


def _of_bodies(rows: pd.DataFrame, own: set[str]) -> tuple[pd.DataFrame, list[str]]:
    """The rows with the body that each is of, and what must be read of it; `own` areas are bound by no rule of LEPs."""
    said = []
    for area, body in dict.fromkeys(zip(rows["lep"], rows["body"], strict=True)):
        if area in own:
            continue
        kind, whole = body_kind(body), geography.board_of(" ".join(body.split())) == area
        if whole and body.strip():
            rows["body"] = rows["body"].mask((rows["lep"] == area) & (rows["body"] == body), MAIN_BOARD)
            said.append(f"“{body}” is taken for the {MAIN_BOARD} of {area}.")
        elif kind != MAIN_BOARD_KIND:
            rules = f"By its name “{body}” is {an(kind)}, and no rule of LEP boards binds it"
            said.append(f"{rules}: if it was the board of {area} itself, its body must be called {MAIN_BOARD}.")
    usual = rows["lep"].isin(own).map({True: _OWN_BODY, False: MAIN_BOARD})
    silent = rows["body"].str.strip() == ""
    for area in rows.loc[silent, "lep"].unique():
        body = usual[rows["lep"] == area].iloc[0]
        if beside := sorted(_bodies_of(area) - {body}):
            else_ = f"if {' or '.join(beside[:3])} is meant, remove it and add it with --body"
            said.append(f"Nothing says which body of {area}: filed as {body}; {else_}.")
    for area, body in dict.fromkeys(rows.loc[~silent, ["lep", "body"]].itertuples(index=False, name=None)):
        beside = sorted(_bodies_of(area))
        alike = [one for one in beside if one not in (body, MAIN_BOARD) and (one in body.casefold() or body in one)]
        if alike and body not in beside:
            said.append(f"Filed as {body}, beside {alike[0]}; if they are one, remove it and add it with --body.")
    return rows.assign(body=rows["body"].where(~silent, usual)), said


def _bodies_of(area: str) -> set[str]:
    """The bodies of an area of which the folder in use holds lists."""
    root = whose.in_use().root
    files = root.glob(f"boards/{geography.slug(area)}-*.csv") if root else ()
    return {body for file in files for lep, body in whose.rows_added(file)[["lep", "body"]].to_numpy() if lep == area}


def _filed(root: Path, offer: _Offer, board_size: int | None) -> Added:
    earlier, rows = _earlier(root, offer), offer.rows
    rules, files = _rules(root, offer.card["framework"])
    card, document = offer.card | {"framework": rules}, offer.card["document"]
    known = set(geography.areas()["lep"])
    areas = [{"area": name, "slug": geography.slug(name)} for name in rows["lep"].unique() if name not in known]
    size = {"composition_id": f"{document}-size", "source_url": card["url"], "group": "members"}
    boards = [] if board_size is None else sorted(_keys(rows))
    sizes = [size | {"count": str(board_size), "lep": lep, "body": body, "as_at": day} for lep, body, day in boards]
    if _is_frozen(root) and (areas or sizes or rules):
        found = f"{areas[0]['area']}, no partnership" if areas else "a size or rules of its own"
        wanted, remedy = "a list of one of the 38 partnerships alone", "add it to a folder made by `lepdata new`"
        raise refused(card["file"], found, wanted, remedy)
    files[card["path"]] = offer.content
    if areas:
        files["areas.csv"] = _table("areas.csv", [*_rows(root, "areas.csv"), *areas], root)
    cards = [one for one in _rows(root, "documents.csv") if one["document"] != document]
    moved, twice = _moved(root, earlier, offer), _twice(root, offer)
    replaced = {"status": whose.REPLACED, "because": f"replaced by {document}"}
    cards = [one | replaced if one == earlier else one for one in cards]
    files |= _counts(root, {document, *([earlier["document"]] if earlier and sizes else [])}, sizes)
    columns = dict.fromkeys((*BOARD_COLUMNS, "document", "page", "line", "words", *rows.columns))
    kept = rows.reindex(columns=[name for name in columns if name != "file"]).astype("object").fillna("").astype(str)
    content = csv_text(kept if _is_frozen(root) else kept.map(inert)).encode("utf-8")
    files[f"boards/{document}.csv"], card["rows_sha256"] = content, whose.hash_of_rows(content)
    if _is_frozen(root):
        files[whose.MANIFEST] = _in_manifest(root, offer, files)
    files["documents.csv"] = _table("documents.csv", [*cards, card], root)  # last: it makes the rest count
    _write(root, files)
    same = earlier["document"] if earlier and len(moved) == 1 and earlier["document"] != document else ""
    return Added(document, len(rows), True, (*offer.said, *twice, *moved), same)


def _rules(root: Path, asked: str) -> tuple[str, dict[str, bytes]]:
    """The rules that a list is judged by, as its card names them, and the file of them that is to be kept with it."""
    own = whose.rules_at(root, asked)
    if asked:
        framework(own or asked)  # which refuses what it cannot read
    if own or not asked:
        return asked, {}
    place, content = f"frameworks/{Path(asked).name}", Path(asked).read_bytes()
    if (root / place).is_file() and (root / place).read_bytes() != content:
        raise UsageError(f"{root / place} holds other rules of that name. Fix: give {asked} another name and id.")
    return place, {place: content}


def _counts(root: Path, gone: set[str], sizes: Sequence[_Card] = ()) -> dict[str, bytes]:
    """The published counts with new sizes and without those that were said with a document; {} where none changes."""
    rows = _rows(root, "counts.csv")
    kept = [row for row in rows if row["composition_id"].removesuffix("-size") not in gone]
    return {"counts.csv": _table("counts.csv", [*kept, *sizes], root)} if sizes or kept != rows else {}


def _in_manifest(root: Path, offer: _Offer, files: Mapping[str, bytes]) -> bytes:
    known = pd.read_csv(root / whose.MANIFEST, dtype=str, keep_default_na=False)
    about = {name: offer.card[name] for name in ("title", "url")} | {"licence": _LICENCE}
    about |= {"publisher": offer.card["publisher"] or "the publishers in source_url", "rows": str(len(offer.rows))}
    about |= {"compiled": offer.card["retrieved"][:7], "notes": "its card is in documents.csv"}
    rows = [about | {"path": name, "sha256": sha256(content).hexdigest()} for name, content in files.items()]
    whole = pd.concat([known[~known["path"].isin(files)], pd.DataFrame(rows)], ignore_index=True).fillna("")
    return csv_text(whole).encode("utf-8")


def _write(root: Path, files: Mapping[str, bytes]) -> None:
    write_together({root / name: content for name, content in files.items()})


def _keys(rows: pd.DataFrame) -> set[tuple[str, ...]]:
    return set(rows[["lep", "body", "snapshot_date"]].itertuples(index=False, name=None))


def _earlier(root: Path, offer: _Offer) -> _Card | None:
    """An earlier copy of the same document, which the new one replaces; another list of the same day is refused."""
    keys = _keys(offer.rows)
    for card in _used(root, whose.IN_USE).values():
        had = _sightings(root, card)
        both = keys & _keys(had)
        is_itself = card["document"] == offer.card["document"]
        if is_itself or (both and _same_document(card, offer.card, had, offer.rows)):
            return card
        if both:
            _, body, day = sorted(both)[0]
            found = f"a list of the {body} of {day}, which the document {card['document']} holds already"
            remedy = "if it is of another body or day, say which with --body or --date; if it is the better one of "
            remedy += f"these, first run: lepdata remove {card['document']} --because TEXT"
            raise refused(offer.card["file"], found, "one list of one body and day", remedy)
    return None


def _same_document(one: _Card, other: _Card, *rows: pd.DataFrame) -> bool:
    """Whether two cards are of one document: of one address, or one file, be it one that their rows were read from."""
    read = [set(frame["source_file"]) if "source_file" in frame else set() for frame in rows]
    files = [{card["file"], *own} - {""} for card, own in zip((one, other), [*read, set(), set()], strict=False)]
    return bool(one["url"] and one["url"] == other["url"]) or bool(files[0] & files[1])


def _twice(root: Path, offer: _Offer) -> list[str]:
    """Whether the lines of a document are filed under another day, too; a sentence for each."""
    own, day = set(offer.rows.get("reading_id", ())) - {""}, offer.card["published"]
    others = [card for card in _used(root, whose.IN_USE).values() if card["published"] != day] if own else []
    same = [one for one in others if own == set(_sightings(root, one).get("reading_id", ())) - {""}]
    told = "{document} holds the same lines under {published}, this under {day}: remove the one whose date is wrong."
    return [told.format(**card, day=day) for card in same]


def _sightings(root: Path, card: _Card) -> pd.DataFrame:
    return whose.rows_added(root / "boards" / f"{card['document']}.csv")


def _moved(root: Path, earlier: _Card | None, offer: _Offer) -> list[str]:
    """What moved among the people of a document since the copy that it replaces."""
    from lepdata.collections.compared import COLUMNS, in_sentence, moves

    if not earlier:
        return []
    both = [_sightings(root, earlier), offer.rows]
    old, new = ({row["person_key"]: row for row in row_dicts(describe(rows)) if row["person_key"]} for rows in both)
    if offer.card["confirmed"] != "yes" and 2 * len(old.keys() & new.keys()) < len(old):
        found = f"{len(old.keys() & new.keys())} of the {len(old)} people whom {earlier['document']} names"
        remedy = "look at it with `lepdata read`, then add it without --yes and confirm the reading"
        raise refused(offer.card["file"], found, "at least half: the reading failed", remedy)
    full = all((rows["list_completeness"] == "full").all() for rows in both)
    said = (in_sentence(dict(zip(COLUMNS[2:], move, strict=True))) for move in moves(old, new, full))
    is_itself = earlier["document"] == offer.card["document"]
    first = "Its rows were corrected." if is_itself else f"It replaces {earlier['document']}."
    return [first, *(f"{one}." for one in said)]


def _table(name: str, rows: Sequence[_Card], root: Path) -> bytes:
    """A table of a collection as bytes, its lines of help kept at the head."""
    path = root / name
    head = whose.rows_and_help(path.read_text(encoding="utf-8-sig"))[1] if path.is_file() else ""
    frame = pd.DataFrame(rows, columns=whose.table_columns(name), dtype=str)
    return (head + csv_text(frame.fillna("").map(inert))).encode("utf-8")


def documents(data: str | os.PathLike[str]) -> pd.DataFrame:
    root = whose.place_of(data)
    with whose.using(root):
        cards = _rows(root, "documents.csv")
    rows = [_sightings(root, card) if card["status"] == whose.IN_USE else pd.DataFrame() for card in cards]
    of = ["; ".join((own["lep"] + ": " + own["body"]).unique()) if len(own) else "" for own in rows]
    found = pd.DataFrame(cards, columns=whose.table_columns("documents.csv"), dtype=str)
    return found.assign(rows=[len(own) for own in rows], boards=of)


def remove(document: str, data: str | os.PathLike[str], because: str) -> str:
    """Take a document out of use; its copy, its rows and the reason stay in the folder."""
    root = whose.place_of(data)
    if not because.strip():
        raise UsageError("Why is it removed? Fix: say --because TEXT; the reason is kept.")
    with _held(root):
        cards, used = _rows(root, "documents.csv"), _used(root)
        card = used.get(document)
        if card is None:
            near = ", ".join((near_matches(document, used) or [*used])[:3])
            fix = f"say one of {near}." if near else f"see `lepdata list --data {root}`."
            raise UsageError(f"No document in use is called {quoted(document)}. Fix: {fix}")
        changed = [one | {"status": whose.REMOVED, "because": because.strip()} if one == card else one for one in cards]
        _write(root, _counts(root, {document}) | {"documents.csv": _table("documents.csv", changed, root)})
    return f"{document} is out of use. Its copy is kept in {card['path']}; delete that file too if it must be gone."
